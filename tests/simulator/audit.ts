import type { ContactCentreEvent, EventOf } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';

type Finding = string;

/** Reads a stream from its first event on and notes everything that a real floor could not have sent. */
export class Audit {
  readonly findings: Finding[] = [];
  readonly counts: Record<string, number> = {};
  readonly visits = new Map<string, { queue: string; enqueuedAt: number; left: boolean }>();
  readonly agents = new Map<string, EventOf<'agent.state'>['d']>();
  readonly interactions = new Map<string, { ended: boolean; openLegs: Set<string> }>();
  readonly work = new Map<string, { rev: number; status: string }>();
  readonly schedules = new Map<string, number>();
  readonly sessions: { loginAt: number; logoutAt: number; spansMs: number }[] = [];
  private readonly lastN = new Map<string, number>();
  private readonly waiting = new Map<string, number>();
  private readonly ringing = new Map<string, number>();
  private readonly accepted = new Set<string>();
  private readonly legs = new Map<string, EventOf<'leg.ended'>['d']>();
  private readonly logins = new Map<string, { loginAt: number; spansMs: number }>();
  private snapshot = new Map<string, string>();
  private lastAt = 0;
  private readonly liveFrom: number;

  /** `liveFrom`: from here on agents are seen with every state; before, only with the one that they are in. */
  constructor(liveFrom: number) {
    this.liveFrom = liveFrom;
  }

  read(events: readonly ContactCentreEvent[]): this {
    for (const event of events) this.one(event);
    return this;
  }

  /** As `read`, and holds every line against the contract. */
  readLines(events: readonly ContactCentreEvent[]): this {
    for (const event of events) {
      const line = JSON.stringify(event);
      const result = parseLine(line);
      if (!result.ok) this.note(`${line}: ${result.rejection.message}`);
      else if (!result.known || result.dropped > 0) this.note(`${line}: outside the contract`);
      else if (JSON.stringify(result.event) !== line) this.note(`${line}: read as something else`);
    }
    return this.read(events);
  }

  private note(finding: Finding): void {
    if (this.findings.length < 5) this.findings.push(finding);
  }

  private expect(truth: boolean, event: ContactCentreEvent, what: string): void {
    if (!truth) this.note(`${what}: ${JSON.stringify(event)}`);
  }

  private one(event: ContactCentreEvent): void {
    const { p, n, at } = event;
    this.counts[event.t] = (this.counts[event.t] ?? 0) + 1;
    this.expect(n === (this.lastN.get(p) ?? 0) + 1, event, 'n is not contiguous');
    this.expect(n > 1 || event.t === 'producer.hello', event, 'the first word is not hello');
    this.expect(at >= this.lastAt, event, 'at goes back');
    this.expect(p.startsWith('sim-'), event, 'not marked as simulated');
    this.lastN.set(p, n);
    this.lastAt = at;
    switch (event.t) {
      case 'ix.started':
        this.expect(!this.interactions.has(event.d.ix), event, 'started twice');
        this.interactions.set(event.d.ix, { ended: false, openLegs: new Set() });
        break;
      case 'ix.ended': {
        const call = this.interactions.get(event.d.ix);
        this.expect(call?.ended === false, event, 'ended without a start, or twice');
        this.expect(call?.openLegs.size === 0, event, 'ended with an open leg');
        if (call) call.ended = true;
        this.expect(event.d.endedAt === at && (event.d.startedAt ?? at) <= at, event, 'instants of the end');
        break;
      }
      case 'queue.entered':
        this.expect(!this.visits.has(event.d.visit), event, 'entered twice');
        this.visits.set(event.d.visit, { queue: event.d.queue ?? '', enqueuedAt: event.d.enqueuedAt, left: false });
        this.expect(event.d.enqueuedAt === at, event, 'enqueuedAt is not at');
        this.add(this.waiting, `${event.d.site} ${event.d.queue}`, 1);
        break;
      case 'queue.left': {
        const visit = this.visits.get(event.d.visit);
        this.expect(visit?.left === false, event, 'left without entry, or twice');
        this.expect(visit?.queue === event.d.queue && visit?.enqueuedAt === event.d.enqueuedAt, event, 'another visit');
        this.expect(event.d.waitMs === at - event.d.enqueuedAt, event, 'waitMs');
        this.expect((event.d.outcome === 'answered') === (event.d.agent !== undefined), event, 'agent of an answer');
        this.expect((event.d.ringMs ?? -1) >= 0 && (event.d.ringMs ?? 0) <= event.d.waitMs, event, 'ringMs');
        if (visit) visit.left = true;
        this.add(this.waiting, `${event.d.site} ${event.d.queue}`, -1);
        break;
      }
      case 'offer.ended':
        this.expect(
          event.d.offeredAt < this.liveFrom ||
            this.ringing.get(event.d.agent) === event.d.offeredAt ||
            // Who writes already goes on writing while the next conversation comes.
            (event.d.media !== 'voice' && this.agents.get(event.d.agent)?.state === 'TALKING'),
          event,
          'an offer that did not ring',
        );
        this.expect(event.d.ringMs === at - event.d.offeredAt, event, 'ringMs of the offer');
        if (event.d.result === 'accepted') this.accepted.add(`${event.d.leg} ${event.d.agent}`);
        break;
      case 'leg.connected': {
        const call = this.interactions.get(event.d.ix ?? '');
        this.expect(call?.ended === false, event, 'a leg outside its interaction');
        call?.openLegs.add(event.d.leg);
        const offered = this.accepted.delete(`${event.d.leg} ${event.d.agent}`);
        this.expect(offered === event.d.fromOffer, event, 'fromOffer');
        break;
      }
      case 'leg.ended': {
        const { leg, ix, connectedAt, talkMs, holdMs } = event.d;
        this.expect(
          this.interactions.get(ix ?? '')?.openLegs.delete(leg) === true,
          event,
          'a leg that was not connected',
        );
        this.expect(connectedAt + talkMs + (holdMs ?? 0) === at, event, 'talk and hold do not fill the leg');
        this.legs.set(leg, event.d);
        break;
      }
      case 'wrap.ended': {
        const { leg, talkMs, holdMs, connectedAt, endedAt, acwMs, handledMs } = event.d;
        const ended = this.legs.get(leg);
        this.expect(
          ended?.talkMs === talkMs && ended?.holdMs === holdMs && ended?.connectedAt === connectedAt,
          event,
          'not the durations of the leg',
        );
        this.expect(endedAt + acwMs === at && handledMs === talkMs + holdMs + acwMs, event, 'instants of the wrap-up');
        this.legs.delete(leg);
        break;
      }
      case 'agent.state':
        this.agentState(event);
        break;
      case 'work.changed': {
        const { item, rev, status, prevStatus, createdAt, dueAt, doneAt } = event.d;
        const before = this.work.get(item);
        this.expect(before ? rev === before.rev + 1 && prevStatus === before.status : rev > 0, event, 'rev of work');
        this.expect((createdAt ?? at + 1) <= at && (dueAt ?? at) >= (createdAt ?? 0), event, 'instants of work');
        this.expect((status === 'done') === (doneAt !== undefined), event, 'doneAt of work');
        this.work.set(item, { rev, status });
        break;
      }
      case 'schedule.set': {
        const { agent, day, rev = 0, segments = [] } = event.d;
        const key = `${agent} ${day}`;
        this.expect(rev > (this.schedules.get(key) ?? 0), event, 'rev of a schedule');
        this.expect(
          segments.every(({ from, to }, i) => to > from && (i === 0 || from === segments[i - 1]?.to)),
          event,
          'segments of a schedule',
        );
        this.schedules.set(key, rev);
        break;
      }
      case 'producer.heartbeat':
        this.expect(event.d.lastSeq === n - 1 && event.d.clockMs === at, event, 'heartbeat');
        for (const [queue, count] of Object.entries(event.d.waiting ?? {})) {
          this.expect(count === (this.waiting.get(`${event.d.site} ${queue}`) ?? 0), event, `waiting in ${queue}`);
        }
        break;
      case 'agent.snapshot':
        for (const { agent, state, enteredAt } of event.d.agents ?? [])
          this.snapshot.set(agent, `${state} ${enteredAt}`);
        if (event.d.full) {
          const known = [...this.agents.values()].filter(({ state }) => state !== 'LOGGED_OUT');
          this.expect(
            known.length === this.snapshot.size,
            event,
            `${known.length} agents known, ${this.snapshot.size} in the snapshot`,
          );
          this.expect(
            known.every((d) => this.snapshot.get(d.agent) === `${d.state} ${d.enteredAt}`),
            event,
            'another state',
          );
          this.snapshot = new Map();
        }
        break;
      default:
        break;
    }
  }

  private agentState(event: EventOf<'agent.state'>): void {
    const { d } = event;
    const before = this.agents.get(d.agent);
    this.expect(d.enteredAt === event.at, event, 'enteredAt is not at');
    this.expect(d.prev !== undefined, event, 'no prev');
    const prev = d.prev ?? { state: d.state, enteredAt: d.enteredAt };
    if (before) {
      this.expect(prev.state === before.state && prev.enteredAt === before.enteredAt, event, 'prev is another span');
      this.expect(d.enteredAt > before.enteredAt, event, 'a state that lasts no time');
      this.expect(
        before.state === 'LOGGED_OUT' || (prev.reason === before.reason && prev.direction === before.direction),
        event,
        'prev reason',
      );
    }
    const session = this.logins.get(d.agent);
    if (prev.state === 'LOGGED_OUT') this.logins.set(d.agent, { loginAt: d.enteredAt, spansMs: 0 });
    else if (session) session.spansMs += d.enteredAt - prev.enteredAt;
    if (d.state === 'LOGGED_OUT' && session) {
      this.sessions.push({ ...session, logoutAt: d.enteredAt });
      this.logins.delete(d.agent);
    }
    this.expect(d.state === 'NOT_READY' ? d.reason !== undefined : true, event, 'no reason');
    if (d.state === 'RINGING') this.ringing.set(d.agent, d.enteredAt);
    this.agents.set(d.agent, d);
  }

  private add(counts: Map<string, number>, key: string | undefined, change: number): void {
    counts.set(key ?? '', (counts.get(key ?? '') ?? 0) + change);
  }
}
