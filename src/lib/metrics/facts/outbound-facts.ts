import type { EventOf } from '../../events/envelope.ts';
import type { Fact, FactOfKind } from '../fact.ts';
import { flag, identityKey, instantFact, millionths, SEPARATOR } from './make-fact.ts';

/** One dial attempt. */
export function attempt(event: EventOf<'dial.attempt'>): FactOfKind<'dial'> {
  const { d } = event;
  return instantFact(event, 'dial', d.attempt ?? identityKey(event), {
    result: d.result,
    mode: d.mode ?? null,
    ring: d.ringMs ?? null,
    answer_to_agent: d.answerToAgentMs ?? null,
    record_first: flag(d.recordFirst),
    record_closed: flag(d.recordClosed),
    line_group: d.lineGroup ?? null,
    dialed: d.dialedAt,
    record: d.record ?? null,
  });
}

/** What a dialer says of a campaign, and of each of its lists. */
export function campaignSamples(event: EventOf<'campaign.snapshot'>): Fact[] {
  const { d } = event;
  const key = identityKey(event);
  const campaign = instantFact(event, 'campaign', key, {
    status: d.status ?? null,
    agents_assigned: d.agentsAssigned ?? null,
    agents_ready: d.agentsReady ?? null,
    lines_dialing: d.linesDialing ?? null,
    lines_ringing: d.linesRinging ?? null,
    queued_live: d.queuedLive ?? null,
    pacing_set: millionths(d.pacingSet),
    pacing_actual: millionths(d.pacingActual),
    hit_rate: millionths(d.hitRate),
  });
  if (!Array.isArray(d.list)) return [campaign];
  // The lists stand in the place of the dimension.
  campaign.dims = { ...campaign.dims, list: null };
  const lists = d.list.map(({ list, records, attempted, closed, left }) => {
    const sample = instantFact(event, 'calling_list', key + SEPARATOR + list, {
      records: records ?? null,
      attempted: attempted ?? null,
      closed: closed ?? null,
      left: left ?? null,
    });
    sample.dims = { ...sample.dims, list };
    return sample;
  });
  return [campaign, ...lists];
}
