import type { EventOf } from '../../events/envelope.ts';
import { DIMENSIONS } from '../dimensions.ts';
import type { FactOfKind } from '../fact.ts';
import { closedRank, fact, flag, identityKey, millionths, SEPARATOR } from './make-fact.ts';

const FINISHED: readonly string[] = ['done', 'cancelled'];

/** An item of work as this revision has it; the highest revision holds. */
export function work(event: EventOf<'work.changed'>): FactOfKind<'work'> {
  const { at, d } = event;
  const from = d.createdAt ?? at;
  const to = FINISHED.includes(d.status) ? (d.doneAt ?? at) : null;
  const made = fact(event, 'work', d.item, closedRank(event), from, to, {
    work_kind: d.kind,
    status: d.status,
    due: d.dueAt ?? null,
    overrun: to === null || d.dueAt === undefined ? null : to - d.dueAt,
    resolution: to === null ? null : to - from,
    transfer_delay: d.firstTransferAt === undefined ? null : d.firstTransferAt - from,
    priority: d.priority === undefined ? null : String(d.priority),
    department: d.department ?? null,
    channel: d.channel ?? null,
    reason: d.reason ?? null,
    result: d.result ?? null,
    responsible: d.responsible === undefined ? null : String(d.responsible),
    reopens: d.reopens ?? null,
    customer_caused: flag(d.customerCaused),
    amount: d.amount ?? null,
    ccy: d.ccy ?? null,
    score: millionths(d.score),
    errors: d.errors ?? null,
    owner: d.owner ?? null,
  });
  made.rev = d.rev;
  return made;
}

/** A number that somebody else counts. What its scope names stands over the event's own dimensions. */
export function externalMetric(event: EventOf<'metric.set'>): FactOfKind<'metric'> {
  const { d } = event;
  const { from, to } = d.period;
  const scope = (d.scope ?? {}) as Record<string, unknown>;
  const named = Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = [d.metric, from, to, JSON.stringify(named), d.source ?? ''].join(SEPARATOR);
  const made = fact(event, 'metric', key, closedRank(event), from, to, {
    metric: d.metric,
    value: millionths(d.value),
    unit: d.unit ?? null,
    source: d.source ?? null,
    length: to - from,
  });
  made.rev = d.rev ?? 0;
  const dims: Record<string, string | null> = { ...made.dims };
  for (const dimension of DIMENSIONS) if (typeof scope[dimension] === 'string') dims[dimension] = scope[dimension];
  made.dims = dims;
  return made;
}

/** What an agent is to do on a day; the highest revision holds. */
export function schedule(event: EventOf<'schedule.set'>): FactOfKind<'schedule'> {
  const { at, d } = event;
  const segments = d.segments ?? [];
  const key = d.agent === undefined || d.day === undefined ? identityKey(event) : d.agent + SEPARATOR + d.day;
  const from = segments.length === 0 ? at : Math.min(...segments.map((segment) => segment.from));
  const to = segments.length === 0 ? at : Math.max(...segments.map((segment) => segment.to));
  const made = fact(event, 'schedule', key, closedRank(event), from, to, {
    segments: JSON.stringify(segments.map((part) => [part.from, part.to, part.activity, part.allowedStates])),
    paid: d.paidMs ?? null,
  });
  made.rev = d.rev ?? 0;
  return made;
}
