import {
  endedIn,
  meanSeconds,
  momentOf,
  msIn,
  newest,
  share,
  total,
  type Numbers,
  type RecountPeriod,
} from '../period.ts';
import type { Thing, Things } from '../things.ts';

const HANDLING = ['TALKING', 'HOLD', 'ACW', 'PREVIEW', 'DIALING'];

/** Dialling (domain 1.6). */
export function countOutbound(things: Things, all: Things, period: RecountPeriod): Numbers {
  const { dial, handle, span } = things;
  const attempts = dial.filter((thing) => endedIn(thing, period));
  const by = (...results: string[]): Thing[] => attempts.filter(({ d }) => results.includes(d.result as string));
  const passed = by('live');
  const nuisance = by('abandoned_by_dialer').length;
  const live = passed.length + nuisance;
  const rang = attempts.filter(({ d }) => typeof d.ringMs === 'number');
  const timed = passed.filter(({ d }) => typeof d.answerToAgentMs === 'number');
  const handles = handle.filter((thing) => (thing.d.role ?? 'primary') === 'primary' && endedIn(thing, period));
  const outbound = handles.filter(({ d }) => d.direction === 'out').length;
  const right = handles.filter(({ d }) => d.rpc === true).length;
  const working = span.filter(({ d }) => d.direction === 'out' && HANDLING.includes(d.state as string));
  const workingMs = total(working, (thing) => msIn(thing, period));
  const counted = new Set([...things.campaign, ...things.calling_list]);
  const campaigns = newest(all.campaign, momentOf(period), 120_000, ({ d }) => [d.campaign]).filter((sample) =>
    counted.has(sample),
  );
  const lists = newest(all.calling_list, momentOf(period), 86_400_000, ({ d }) => [d.campaign, d.list]).filter(
    (sample) => counted.has(sample),
  );
  const ofCampaigns = (field: string): number => total(campaigns, ({ d }) => d[field] as number);
  const ofLists = (field: string): number => total(lists, ({ d }) => d[field] as number);
  return {
    attempts: attempts.length,
    connects: live,
    connect_rate: share(live, attempts.length),
    right_party_contacts: right,
    right_party_rate: share(right, outbound),
    machine_rate: share(by('machine', 'fax').length, attempts.length),
    busy_rate: share(by('busy').length, attempts.length),
    no_answer_rate: share(by('no_answer', 'unreachable', 'cancelled_before_answer').length, attempts.length),
    invalid_rate: share(by('invalid', 'suspended').length, attempts.length),
    refused_rate: share(by('refused', 'blocked').length, attempts.length),
    network_error_rate: share(by('network_error').length, attempts.length),
    attempts_not_dialed: by('agent_preview_skipped', 'do_not_call').length,
    nuisance_calls: nuisance,
    nuisance_rate: share(nuisance, live),
    nuisance_headroom: live === 0 ? null : Math.floor((3 * passed.length) / 97) - nuisance,
    attempt_ring_avg: meanSeconds(
      total(rang, ({ d }) => d.ringMs as number),
      rang.length,
    ),
    answer_to_agent_avg: meanSeconds(
      total(timed, ({ d }) => d.answerToAgentMs as number),
      timed.length,
    ),
    records_closed: attempts.filter(({ d }) => d.recordClosed === true).length,
    attempts_per_record: share(attempts.length, attempts.filter(({ d }) => d.recordFirst === true).length),
    contacts_per_agent_hour: workingMs === 0 ? null : outbound / (workingMs / 3_600_000),
    campaign_agents_ready: ofCampaigns('agentsReady'),
    campaign_agents_assigned: ofCampaigns('agentsAssigned'),
    campaign_queued_live: ofCampaigns('queuedLive'),
    lines_per_agent: share(ofCampaigns('linesDialing') + ofCampaigns('linesRinging'), ofCampaigns('agentsReady')),
    list_penetration: share(ofLists('attempted'), ofLists('records')),
    list_left: ofLists('left'),
    list_closed_rate: share(ofLists('closed'), ofLists('records')),
  };
}
