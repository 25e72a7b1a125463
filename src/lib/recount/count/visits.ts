import {
  beganIn,
  endedIn,
  greatestSeconds,
  isOver,
  lastsAt,
  meanSeconds,
  momentOf,
  nearestRank,
  share,
  total,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { RawEvent } from '../raw-events.ts';
import type { Thing } from '../things.ts';
import { thresholdsOf } from '../thresholds.ts';

const GHOST_MS = 2 * 3_600_000;
const isCall = ({ d }: Thing): boolean => (d.media ?? 'voice') === 'voice';

/** Queue visits (domain 1.1, 1.3; contract 6). */
export function countVisits(visits: readonly Thing[], settings: readonly RawEvent[], period: RecountPeriod): Numbers {
  const { basis, fromMs, toMs, asOfMs } = period;
  const offered = visits.filter((visit) => beganIn(visit, period));
  const counted = basis === 'entry' ? offered : visits.filter((visit) => endedIn(visit, period));
  const over = counted.filter((visit) => isOver(visit, period));
  const by = (...outcomes: string[]): Thing[] => over.filter(({ d }) => outcomes.includes(d.outcome as string));
  const answered = by('answered');
  const abandoned = by('abandoned');
  const waitOf = ({ d }: Thing): number => d.waitMs as number;
  const inTime = (visit: Thing): boolean => waitOf(visit) <= thresholdsOf(visit, settings).tMs;
  const answeredInTime = answered.filter(inTime).length;
  const abandonedInTime = abandoned.filter(inTime).length;
  const short = abandoned.filter((visit) => waitOf(visit) <= thresholdsOf(visit, settings).sMs).length;
  const isGhost = (visit: Thing, moment: number): boolean => isCall(visit) && moment - visit.from > GHOST_MS;
  // Those that wait longer than T and are still there stand in the denominator (contract 6).
  const stillThere = (
    basis === 'entry'
      ? offered.filter((visit) => !isOver(visit, period))
      : fromMs < asOfMs && asOfMs <= toMs
        ? visits.filter((visit) => lastsAt(visit, asOfMs) && !isGhost(visit, asOfMs))
        : []
  ).filter((visit) => asOfMs - visit.from > thresholdsOf(visit, settings).tMs);
  const tooLong = stillThere.length;
  const judged = answered.length + abandoned.length + tooLong;
  // The service level in force takes each visit by the formula of its own queue.
  const isBy =
    (...formulas: string[]) =>
    (visit: Thing): boolean =>
      formulas.includes(thresholdsOf(visit, settings).formula);
  const isShort = (visit: Thing): boolean => waitOf(visit) <= thresholdsOf(visit, settings).sMs;
  const met = answeredInTime + abandoned.filter(isBy('pos')).filter(inTime).length;
  const missed =
    answered.filter((visit) => !inTime(visit)).length +
    stillThere.filter(isBy('short', 'neg', 'ign', 'pos')).length +
    abandoned.filter(isBy('short')).filter((visit) => !isShort(visit)).length +
    abandoned.filter(isBy('ign', 'pos')).filter((visit) => !inTime(visit)).length +
    abandoned.filter(isBy('neg')).length;
  const moment = momentOf(period);
  const waiting = visits.filter((visit) => lastsAt(visit, moment) && !isGhost(visit, moment));
  return {
    offered: offered.length,
    answered: answered.length,
    abandoned: abandoned.length,
    short_abandoned: short,
    flow_out: by('flow_out').length,
    timed_out: by('timeout', 'no_agent').length,
    callbacks_chosen: by('callback').length,
    system_errors: by('system_error').length,
    lost: by('lost').length,
    answer_rate: share(answered.length, counted.length),
    abandon_rate: share(abandoned.length, counted.length),
    flow_out_rate: share(by('flow_out', 'timeout', 'no_agent').length, counted.length),
    service_level: share(met, met + missed),
    service_level_short: share(answeredInTime, judged - short),
    service_level_neg: share(answeredInTime, judged),
    service_level_ign: share(answeredInTime, judged - abandonedInTime),
    service_level_pos: share(answeredInTime + abandonedInTime, judged),
    service_level_ans: share(answeredInTime, answered.length),
    asa: meanSeconds(total(answered, waitOf), answered.length),
    wait_p50: nearestRank(answered.map(waitOf), 0.5, 'wait'),
    wait_p90: nearestRank(answered.map(waitOf), 0.9, 'wait'),
    time_to_abandon: meanSeconds(total(abandoned, waitOf), abandoned.length),
    wait_max: greatestSeconds(over.map(waitOf)),
    queue_depth: waiting.length,
    longest_wait: greatestSeconds(waiting.map((visit) => moment - visit.from)),
  };
}
