import type { ContactCentreEvent, EventOf } from '../../../events/envelope.ts';
import { AdherenceCount } from './adherence-count.ts';
import { Quantiles, Share } from './share.ts';

const HANDLING: ReadonlySet<string> = new Set(['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING']);
const IN_TIME_MS = 20_000;
const SHORT_CALL_MS = 10_000;
const MINUTE_MS = 60_000;

/** What a floor told in a period, counted in the plainest way, straight from the events: to hold it against its targets. */
export class DayCount {
  events = 0;
  readonly byType: Record<string, number> = {};
  readonly menu: Record<string, number> = {};
  offered = 0;
  readonly outcomes: Record<string, number> = {};
  waitMs = 0;
  readonly inTime = new Share();
  /** As `inTime`, of the calls of a segment. */
  readonly inTimeBySegment: Record<string, Share> = {};
  readonly written = { offered: 0, answered: 0, firstAnswerMs: new Quantiles(), loadMs: 0, busyMs: 0 };
  /** Contacts that an agent finished; a call passed on counts once. */
  handled = 0;
  readonly handledBy: Record<string, number> = {};
  readonly handleMsBy: Record<string, number> = {};
  outboundMs = 0;
  outboundHandled = 0;
  readonly shortCalls = new Share();
  readonly shortCallsBy = new Map<string, Share>();
  attempts = 0;
  readonly dialled: Record<string, number> = {};
  readonly rightParty = new Share();
  /** READY directly before a call out. */
  outboundWaitMs = 0;
  outboundConnects = 0;
  readonly stateMs: Record<string, number> = {};
  readonly people = new Set<string>();
  staffedAtMost = 0;
  readonly adherence = new AdherenceCount();
  readonly surveys: Record<string, Share> = {};
  readonly invited: Record<string, number> = {};
  readonly nps = { answers: 0, promoters: 0, detractors: 0 };
  readonly quality = { count: 0, score: 0, soft: 0 };
  readonly created: Record<string, number> = {};
  attitude = 0;
  readonly transferred = new Share();
  readonly finishedInTime: Record<string, Share> = {};
  readonly resolved = new Share();
  readonly decisionMs = new Quantiles();
  readonly approved = new Share();
  readonly documentErrors = new Share();
  readonly accepted = new Share();
  readonly promised = new Share();
  readonly kept = new Share();
  sales = 0;
  companySales = 0;
  linesAtMost = { in: 0, out: 0 };
  private readonly from: number;
  private readonly until: number;
  private snapshot = { corr: '', size: 0 };
  private readonly lines = new Map<string, number>();

  /** Counts what lies in [from, until), ms UTC. */
  constructor(from: number, until: number) {
    this.from = from;
    this.until = until;
  }

  read(event: ContactCentreEvent): void {
    if (event.t === 'schedule.set') this.adherence.plan(event.d);
    if (event.at < this.from || event.at >= this.until) return;
    this.events += 1;
    this.byType[event.t] = (this.byType[event.t] ?? 0) + 1;
    switch (event.t) {
      case 'ix.ivr':
        if (event.d.media === 'voice') add(this.menu, event.d.result ?? '');
        break;
      case 'queue.entered':
        if (event.d.media === 'voice') this.offered += 1;
        else this.written.offered += 1;
        break;
      case 'queue.left':
        this.left(event);
        break;
      case 'leg.updated':
        if (event.d.firstResponseMs !== undefined && event.d.media !== 'email' && event.d.media !== 'forum')
          this.written.firstAnswerMs.add(event.d.firstResponseMs);
        break;
      case 'leg.ended': {
        if (event.d.role === 'consult' || event.d.direction !== 'in' || event.d.media !== 'voice') break;
        const short = event.d.talkMs < SHORT_CALL_MS;
        this.shortCalls.add(short);
        const agent = event.d.agent ?? '';
        let own = this.shortCallsBy.get(agent);
        if (!own) this.shortCallsBy.set(agent, (own = new Share()));
        own.add(short);
        break;
      }
      case 'wrap.ended':
        this.wrapped(event);
        break;
      case 'dial.attempt':
        this.attempts += 1;
        add(this.dialled, event.d.result);
        break;
      case 'agent.state':
        this.state(event);
        break;
      case 'agent.snapshot': {
        const { corr = '', agents = [] } = event.d;
        this.snapshot = { corr, size: (this.snapshot.corr === corr ? this.snapshot.size : 0) + agents.length };
        this.staffedAtMost = Math.max(this.staffedAtMost, this.snapshot.size);
        break;
      }
      case 'line.status': {
        const { direction, trunkGroup = '', inUse = 0 } = event.d;
        if (direction !== 'in' && direction !== 'out') break;
        this.lines.set(trunkGroup, inUse);
        let all = 0;
        for (const [group, used] of this.lines) if (group.includes(`-${direction}-`)) all += used;
        this.linesAtMost[direction] = Math.max(this.linesAtMost[direction], all);
        break;
      }
      case 'survey.answered':
        this.survey(event);
        break;
      case 'qa.scored':
        this.quality.count += 1;
        this.quality.score += (event.d.score ?? 0) / (event.d.max ?? 1);
        this.quality.soft += (event.d.softScore ?? 0) / (event.d.max ?? 1);
        break;
      case 'work.changed':
        this.work(event);
        break;
      case 'outcome.recorded':
        this.outcome(event);
        break;
      case 'metric.set':
        if (event.d.metric === 'company.sales' && event.d.period.from >= this.from) this.companySales = event.d.value;
        break;
      default:
        break;
    }
  }

  /** Hours in handling, over hours in handling and waiting for it. */
  get occupancy(): number {
    return this.handlingMs / (this.handlingMs + (this.stateMs.READY ?? 0));
  }

  /** Hours in handling, over all hours logged in. */
  get utilisation(): number {
    return this.handlingMs / Object.values(this.stateMs).reduce((sum, ms) => sum + ms, 0);
  }

  get live(): number {
    return (this.dialled.live ?? 0) + (this.dialled.abandoned_by_dialer ?? 0);
  }

  private get handlingMs(): number {
    return Object.entries(this.stateMs).reduce((sum, [state, ms]) => (HANDLING.has(state) ? sum + ms : sum), 0);
  }

  private left({ d }: EventOf<'queue.left'>): void {
    if (d.media !== 'voice') {
      if (d.outcome === 'answered') this.written.answered += 1;
      return;
    }
    add(this.outcomes, d.outcome);
    if (d.outcome === 'answered') this.waitMs += d.waitMs;
    const short = d.outcome === 'abandoned' && d.waitMs <= 5_000;
    if (short || (d.outcome !== 'answered' && d.outcome !== 'abandoned')) return;
    const inTime = d.outcome === 'answered' && d.waitMs <= IN_TIME_MS;
    this.inTime.add(inTime);
    if (d.segment) (this.inTimeBySegment[d.segment] ??= new Share()).add(inTime);
  }

  private wrapped({ d }: EventOf<'wrap.ended'>): void {
    if (d.role === 'consult') return;
    const work = `${d.direction} ${d.media === 'voice' ? d.fn : 'written'}`;
    const ms = d.handledMs ?? 0;
    this.handleMsBy[work] = (this.handleMsBy[work] ?? 0) + ms;
    add(this.handledBy, work);
    if (d.disposition !== 'transferred') this.handled += 1;
    if (d.direction !== 'out') return;
    this.outboundHandled += 1;
    this.outboundMs += ms;
    if (d.rpc !== undefined) this.rightParty.add(d.rpc);
    if (d.fn === 'reminder' && d.rpc) this.promised.add(d.disposition === 'promise');
  }

  private state({ d }: EventOf<'agent.state'>): void {
    const { prev, agent, enteredAt, state, direction } = d;
    this.people.add(agent);
    if (!prev) return;
    this.adherence.stayed(agent, prev.state, Math.max(this.from, prev.enteredAt), enteredAt);
    if (prev.state === 'LOGGED_OUT') return;
    const ms = enteredAt - Math.max(this.from, prev.enteredAt);
    this.stateMs[prev.state] = (this.stateMs[prev.state] ?? 0) + ms;
    if (state === 'TALKING' && direction === 'out') {
      this.outboundConnects += 1;
      if (prev.state === 'READY') this.outboundWaitMs += enteredAt - prev.enteredAt;
    }
    // The load of a span is told when it begins; the one that ends had one conversation more or less.
    if (d.load === undefined) return;
    const before = this.loads.get(agent) ?? 0;
    this.loads.set(agent, d.load);
    if (prev.state !== 'TALKING') return;
    this.written.busyMs += ms;
    this.written.loadMs += ms * before;
  }

  private readonly loads = new Map<string, number>();

  private survey({ d }: EventOf<'survey.answered'>): void {
    const kind = `${d.kind} ${d.channelOfSurvey}`;
    if (d.stage === 'invited') return add(this.invited, kind);
    (this.surveys[kind] ??= new Share()).add(d.topBox === true);
    if (d.kind !== 'nps' || d.score === undefined) return;
    this.nps.answers += 1;
    if (d.score >= 9) this.nps.promoters += 1;
    else if (d.score <= 6) this.nps.detractors += 1;
  }

  private work({ at, d }: EventOf<'work.changed'>): void {
    const { kind, status, createdAt = at, dueAt, doneAt, firstTransferAt } = d;
    if (d.rev === 1 && createdAt === at) {
      add(this.created, kind);
      if (kind === 'complaint' && d.reason === 'attitude') this.attitude += 1;
    }
    if (status === 'transferred') this.transferred.add((firstTransferAt ?? at) - createdAt <= 30 * MINUTE_MS);
    if (status !== 'done' || doneAt === undefined) return;
    if (dueAt !== undefined) (this.finishedInTime[kind] ??= new Share()).add(doneAt <= dueAt);
    if (kind === 'ticket' && !d.customerCaused) this.resolved.add(d.result === 'resolved');
    if (kind === 'digitization') this.documentErrors.add((d.errors ?? 0) > 0);
    if (kind !== 'loan_application') return;
    this.decisionMs.add(doneAt - createdAt);
    this.approved.add(d.result === 'approved');
  }

  private outcome({ d }: EventOf<'outcome.recorded'>): void {
    if (d.kind === 'promise') {
      if (d.stage === 'kept' || d.stage === 'broken') this.kept.add(d.stage === 'kept');
      return;
    }
    if (d.kind !== 'xsell' && d.kind !== 'sale') return;
    if (d.stage === 'accepted' || d.stage === 'declined') this.accepted.add(d.stage === 'accepted');
    if (d.stage === 'booked') this.sales += d.amount ?? 0;
  }
}

const add = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};
