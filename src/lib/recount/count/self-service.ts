import {
  beganIn,
  endedIn,
  greatestSeconds,
  lastsAt,
  meanSeconds,
  momentOf,
  nearestRank,
  share,
  told,
  total,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { Thing, Things } from '../things.ts';

const DIGITAL = ['chat', 'wechat', 'qq', 'app', 'web', 'email', 'forum', 'sms', 'video'];
const isDigital = ({ d }: Thing): boolean => DIGITAL.includes(d.media as string);
const isPrimary = ({ d }: Thing): boolean => (d.role ?? 'primary') === 'primary';

/** Self-service and the written media (domain 1.5). */
export function countSelfService(things: Things, period: RecountPeriod): Numbers {
  const moment = momentOf(period);
  const passes = things.ivr.filter((thing) => endedIn(thing, period));
  const by = (...results: string[]): number => passes.filter(({ d }) => results.includes(d.result as string)).length;
  const timed = passes.filter(({ d }) => typeof d.ivrMs === 'number');
  const portMs = total(timed, ({ d }) => (d.ivrMs as number) * ((d.portsUsed as number | undefined) ?? 1));
  const portsThere = told(things.metric, 'ivr.port_seconds', period);
  const offered = things.visit.filter((thing) => beganIn(thing, period)).length;
  const handled = things.handle.filter((thing) => isPrimary(thing) && endedIn(thing, period));
  const digital = handled.filter(isDigital).length;
  const answers = things.response.filter(
    ({ d, ...rest }) => typeof d.firstResponseMs === 'number' && endedIn({ d, ...rest }, period),
  );
  const answerMs = answers.map(({ d }) => d.firstResponseMs as number);
  const attended = things.leg.filter(
    (leg) => isPrimary(leg) && isDigital(leg) && endedIn(leg, period) && typeof leg.d.focusMs === 'number',
  );
  const focusMs = total(attended, ({ d }) => d.focusMs as number);
  const sessions = things.leg.filter((leg) => isPrimary(leg) && isDigital(leg) && lastsAt(leg, moment));
  const agents = new Set(sessions.flatMap(({ d }) => (typeof d.agent === 'string' ? [d.agent] : [])));
  const waiting = things.visit.filter((visit) => isDigital(visit) && lastsAt(visit, moment));
  return {
    ivr_entries: passes.length,
    ivr_time_avg: meanSeconds(
      total(timed, ({ d }) => d.ivrMs as number),
      timed.length,
    ),
    ivr_containment: share(by('contained'), passes.length),
    ivr_abandon_rate: share(by('abandoned'), passes.length),
    ivr_failure_rate: share(by('error', 'timeout'), passes.length),
    self_service_share: share(by('contained'), by('contained') + offered),
    ivr_port_use: share(portMs, portsThere.sum * 1_000),
    function_coverage: share(
      told(things.metric, 'functions.digital', period).sum,
      told(things.metric, 'functions.hotline', period).sum,
    ),
    digital_share: share(digital, digital + handled.filter(({ d }) => d.media === 'voice').length),
    first_response_p50: nearestRank(answerMs, 0.5, 'duration'),
    first_response_p90: nearestRank(answerMs, 0.9, 'duration'),
    first_response_avg: meanSeconds(
      answerMs.reduce((a, b) => a + b, 0),
      answerMs.length,
    ),
    concurrency: share(
      total(attended, ({ d }) => (d.talkMs as number) + ((d.holdMs as number | undefined) ?? 0)),
      focusMs,
    ),
    session_focus_avg: meanSeconds(focusMs, attended.length),
    concurrency_now: share(sessions.length, agents.size),
    backlog: waiting.length,
    backlog_oldest: greatestSeconds(waiting.map(({ from }) => moment - from)),
  };
}
