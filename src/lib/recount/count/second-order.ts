import { order } from '../raw-events.ts';
import {
  beganIn,
  endedIn,
  meanSeconds,
  momentOf,
  msIn,
  share,
  total,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { Thing, Things } from '../things.ts';

const DAY_MS = 86_400_000;
const ON_QUEUE = ['READY', 'RESERVED', 'RINGING', 'PREVIEW', 'DIALING', 'TALKING', 'HOLD', 'ACW'];

/** What is seen only by setting things beside one another (contract 6: FCR, take-up, agent_wait, adherence). */
export function countSecondOrder(all: Things, counted: Things, period: RecountPeriod): Numbers {
  return {
    ...returns(all.handle, new Set(counted.handle), period),
    ...takeUp(all.outcome, new Set(counted.outcome), period),
    ...waits(counted.span, all.span, period),
    ...plans(counted.schedule, all.span, counted.span, period),
  };
}

/** Inbound contacts of known customers: who came back, and who was done. */
function returns(handles: readonly Thing[], counted: ReadonlySet<Thing>, period: RecountPeriod): Numbers {
  const { asOfMs } = period;
  const inbound = handles
    .filter(
      ({ d, to }) => (d.role ?? 'primary') === 'primary' && d.direction === 'in' && d.cust && d.ix && to! < asOfMs,
    )
    .sort((a, b) => a.from - b.from || (a.key < b.key ? -1 : 1));
  const firstParts = new Map<string, Thing>();
  for (const handle of inbound) {
    const id = JSON.stringify([handle.site, handle.d.cust, handle.d.topic ?? null, handle.d.ix]);
    if (!firstParts.has(id)) firstParts.set(id, handle);
  }
  const issues = new Map<string, Thing[]>();
  for (const handle of firstParts.values()) {
    const id = JSON.stringify([handle.d.cust, handle.d.topic ?? null]);
    issues.set(id, [...(issues.get(id) ?? []), handle]);
  }
  let [known, first, resolved, pending, ofDay, ofWeek] = [0, 0, 0, 0, 0, 0];
  for (const contacts of issues.values()) {
    contacts.forEach((contact, i) => {
      if (!counted.has(contact) || !beganIn(contact, period)) return;
      const sinceBefore = i === 0 ? Infinity : contact.from - contacts[i - 1]!.from;
      const untilNext = i === contacts.length - 1 ? Infinity : contacts[i + 1]!.from - contact.from;
      known += 1;
      if (sinceBefore <= DAY_MS) ofDay += 1;
      if (sinceBefore <= 7 * DAY_MS) ofWeek += 1;
      else if (asOfMs - contact.from < 7 * DAY_MS) pending += 1;
      else {
        first += 1;
        if (untilNext > 7 * DAY_MS) resolved += 1;
      }
    });
  }
  return {
    fcr_7d: share(resolved, first),
    fcr_pending: pending,
    repeat_rate_24h: share(ofDay, known),
    repeat_rate_7d: share(ofWeek, known),
  };
}

/** Customers by their first offer ever, and whether they said yes since. */
function takeUp(outcomes: readonly Thing[], counted: ReadonlySet<Thing>, period: RecountPeriod): Numbers {
  const known = outcomes
    .filter(({ d, from }) => (d.kind === 'xsell' || d.kind === 'sale') && d.cust && from < period.asOfMs)
    .sort((a, b) => order(a.event, b.event));
  const firstOffers = new Map<string, Thing>();
  for (const outcome of known) {
    const { cust, stage } = outcome.d as { cust: string; stage: string };
    if (stage === 'offered' && !firstOffers.has(cust)) firstOffers.set(cust, outcome);
  }
  const cohort = [...firstOffers].filter(([, offer]) => counted.has(offer) && beganIn(offer, period));
  const taken = cohort.filter(([cust, offer]) =>
    known.some(
      ({ d, from }) => d.cust === cust && (d.stage === 'accepted' || d.stage === 'booked') && from >= offer.from,
    ),
  );
  return { take_up_customers: share(taken.length, cohort.length) };
}

/** How long agents are ready right before an outbound call. */
function waits(spans: readonly Thing[], all: readonly Thing[], period: RecountPeriod): Numbers {
  const starts = new Set(
    all.filter(({ d }) => d.direction === 'out').map(({ site, d, from }) => JSON.stringify([site, d.agent, from])),
  );
  const ready = spans.filter(
    (span) =>
      span.d.state === 'READY' &&
      endedIn(span, period) &&
      starts.has(JSON.stringify([span.site, span.d.agent, span.to])),
  );
  return {
    agent_wait: meanSeconds(
      total(ready, ({ from, to }) => to! - from),
      ready.length,
    ),
  };
}

interface Segment {
  from: number;
  to: number;
  allowedStates: string[];
}

/** What schedules ask for, and what was kept of it, by the second. */
function plans(
  schedules: readonly Thing[],
  spans: readonly Thing[],
  counted: readonly Thing[],
  period: RecountPeriod,
): Numbers {
  const until = momentOf(period);
  let [planned, kept, onQueue] = [0, 0, 0];
  for (const { site, d, event } of schedules) {
    if (!d.agent) continue;
    for (const { from, to, allowedStates } of (d.segments ?? []) as Segment[]) {
      const part: Thing = { site, key: '', from, to, d, event };
      const ms = msIn(part, period);
      planned += ms;
      if (allowedStates.includes('READY')) onQueue += ms;
      if (ms === 0) continue;
      const [begin, end] = [Math.max(from, period.fromMs), Math.min(to, until)];
      for (const span of spans) {
        if (span.site !== site || span.d.agent !== d.agent || !allowedStates.includes(span.d.state as string)) continue;
        kept += Math.max(0, Math.min(span.to ?? until, end) - Math.max(span.from, begin));
      }
    }
  }
  const worked = total(
    counted.filter(({ d }) => ON_QUEUE.includes(d.state as string)),
    (span) => msIn(span, period),
  );
  return {
    adherence: share(kept, planned),
    scheduled_time: planned / 1_000,
    conformance: share(worked, onQueue),
    planned_shrinkage: share(planned - onQueue, planned),
  };
}
