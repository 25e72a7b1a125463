import { happenThroughTheDay } from './day-rhythm.ts';
import { HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { RoutineWork } from './preset-records.ts';
import type { Random } from './random.ts';
import type { WorkItems, WorkStep } from './work-items.ts';
import { wholeMs, type World } from './world.ts';

const LATEST = 2;

/** Requests from the web and by mail, documents, changes of data, tasks, articles: what comes in and is settled by rule. */
export class RoutineItems {
  private readonly world: World;
  private readonly random: Random;
  private readonly work: WorkItems;

  constructor(world: World, work: WorkItems) {
    this.world = world;
    this.random = world.random('routine');
    this.work = work;
    const { hourPercent } = world.preset.inbound;
    for (const kind of world.preset.records.routine) {
      this.recallOpen(kind);
      happenThroughTheDay(world, this.random, { perDay: kind.perDay, hourPercent }, () => this.open(kind, 0));
    }
  }

  private open(routine: RoutineWork, ageMs: number): void {
    const { world, random } = this;
    const { preset } = world;
    const due = routine.due[random.weighted(routine.due.map(({ weight }) => weight))];
    if (!due) throw new Error(`Preset ${preset.id} has no regulated time for ${routine.kind}: name one.`);
    const dueMs = due.hours * HOUR_MS;
    const workMs = Math.min(dueMs / 3, wholeMs(random.lognormal(routine.workMinutes * 60, 0.6)));
    const inTime = random.chance(routine.inTimeShare);
    const doneMs = inTime ? random.between(workMs, dueMs) : dueMs * random.between(1.02, LATEST);
    if (ageMs > doneMs) return;
    const results = Object.entries(routine.results);
    const result = results[random.weighted(results.map(([, weight]) => weight))]?.[0];
    const last: WorkStep['change'] = random.chance(routine.cancelledShare ?? 0)
      ? { status: 'cancelled' }
      : {
          status: 'done',
          result,
          errors: routine.errorShare === undefined ? undefined : Number(random.chance(routine.errorShare)),
        };
    this.work.open({
      kind: routine.kind,
      details: {
        site: preset.site,
        media: 'work',
        fn: 'service',
        segment: routine.segment,
        province: preset.provinces[random.below(preset.provinces.length)],
        cust: world.id(),
        reason: routine.reasons[random.below(routine.reasons.length)],
        channel: routine.channels[random.below(routine.channels.length)],
        department: routine.departments[random.below(routine.departments.length)],
        priority: due.priority,
      },
      dueMs,
      createdAt: world.now - ageMs,
      steps: [
        { afterMs: Math.max(MINUTE_MS / 6, doneMs - workMs), change: { status: 'in_progress' } },
        { afterMs: workMs, change: last },
      ],
    });
  }

  /** What came in before the floor opened and is not settled. */
  private recallOpen(routine: RoutineWork): void {
    const longestMs = Math.max(...routine.due.map(({ hours }) => hours)) * HOUR_MS * LATEST;
    const count = this.random.poisson((routine.perDay * longestMs) / (24 * HOUR_MS));
    for (let i = 0; i < count; i += 1) this.open(routine, Math.ceil(this.random.uniform() * longestMs));
  }
}
