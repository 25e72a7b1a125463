import type { Agent } from './agent.ts';
import { dimensionsOf, type Interaction } from './interaction.ts';
import { DAY_MS, MINUTE_MS } from './local-time.ts';
import type { Random } from './random.ts';
import type { Work, WorkItems, WorkStep } from './work-items.ts';
import { handledPerDay } from './volume.ts';
import type { World } from './world.ts';

/** Where the ticket comes from: the contact and what belongs to it. */
export interface TicketOrigin {
  call: Interaction;
  agent: Agent;
  leg: string;
  queue?: string;
  campaign?: string;
}

const OTHER_COMPLAINTS = ['fee', 'process', 'information', 'partner_shop'] as const;
const LONGEST_MS = 7 * DAY_MS;
const BACKLOG_DAYS = 3;

/** Work orders and complaints that contacts leave behind, and how the departments settle them. */
export class Tickets {
  private readonly world: World;
  private readonly random: Random;
  private readonly work: WorkItems;

  constructor(world: World, work: WorkItems) {
    this.world = world;
    this.random = world.random('tickets');
    this.work = work;
    this.recallOpen();
  }

  /** A contact is written up; says whether it left a ticket. */
  after(origin: TicketOrigin): boolean {
    const { random } = this;
    const { share, attitudeShare, complaintShare } = this.world.preset.records.tickets;
    if (random.chance(attitudeShare)) this.complaint(origin, 'attitude');
    if (random.chance(complaintShare))
      this.complaint(origin, OTHER_COMPLAINTS[random.below(OTHER_COMPLAINTS.length)] ?? 'process');
    if (!random.chance(share)) return false;
    this.open('ticket', { ...this.detailsOf(origin), reason: origin.call.topic ?? origin.call.fn, priority: 3 });
    return true;
  }

  private complaint(origin: TicketOrigin, reason: string): void {
    const responsible = this.random.chance(0.5);
    this.open('complaint', { ...this.detailsOf(origin), reason, priority: 1, responsible });
  }

  private detailsOf({ call, agent, leg, queue, campaign }: TicketOrigin): Partial<Work> {
    const dims = { ...dimensionsOf(this.world, call), queue, campaign, agent: agent.id, team: agent.team, leg };
    return { ...dims, cust: call.cust, province: call.province, channel: call.media };
  }

  private open(kind: 'ticket' | 'complaint', details: Partial<Work>, ageMs = 0): void {
    const { random } = this;
    const { departments, ...how } = this.world.preset.records.tickets;
    const dueMs = random.chance(how.oneDayShare) ? DAY_MS : 3 * DAY_MS;
    const inTime = random.chance(how.inTimeShare);
    const doneMs = Math.min(dueMs * (inTime ? random.between(0.05, 0.95) : random.between(1.02, 2)), LONGEST_MS);
    const median = how.transferMinutes * MINUTE_MS;
    const transferMs = Math.min(doneMs / 2, median * Math.exp(how.transferLogSd * random.normal()));
    const customerCaused = random.chance(how.customerCausedShare);
    const result = customerCaused || random.chance(how.resolvedShare) ? 'resolved' : 'unresolved';
    const { responsible, ...rest } = details;
    const steps: WorkStep[] = [
      { afterMs: transferMs, change: { status: 'transferred' } },
      { afterMs: (doneMs - transferMs) * 0.3, change: { status: 'in_progress' } },
      { afterMs: (doneMs - transferMs) * 0.7, change: { status: 'done', customerCaused, result, responsible } },
    ];
    if (random.chance(how.reopenedShare)) {
      const againMs = random.between(0.1, 0.5) * DAY_MS;
      steps.push({ afterMs: againMs, change: { status: 'reopened', result: undefined } });
      steps.push({ afterMs: againMs, change: { status: 'done', result: 'resolved' } });
    }
    const department = departments[random.below(departments.length)];
    const createdAt = this.world.now - ageMs;
    if (ageMs > doneMs) return;
    this.work.open({ kind, details: { ...rest, department }, dueMs, steps, createdAt });
  }

  /** What was opened in the last days and is not settled: nobody begins with empty hands. */
  private recallOpen(): void {
    const { world, random } = this;
    const { share } = world.preset.records.tickets;
    const details = { site: world.preset.site, media: 'voice', fn: 'service', channel: 'voice', priority: 3 } as const;
    const count = random.poisson(handledPerDay(world.preset) * share * BACKLOG_DAYS);
    for (let i = 0; i < count; i += 1)
      this.open('ticket', details, Math.ceil(random.uniform() * BACKLOG_DAYS * DAY_MS));
  }
}
