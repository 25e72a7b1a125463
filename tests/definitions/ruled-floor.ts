import type { ContactCentreEvent } from '#lib/events/envelope.ts';
import { parseLine } from '#lib/events/parse.ts';
import { EVENT_FINDINGS, impossibilities } from '#lib/metrics/impossibilities.ts';
import { isRepairable } from '#lib/metrics/quality-repairs.ts';
import { DEEDS, rulesIn, rulingOn, type ProducerRules } from '#lib/metrics/quality-rules.ts';
import { HOUR_MS } from '#lib/time/interval.ts';
import { Chance } from '../parity/chance.ts';
import { randomFloor, type RandomFloor } from '../parity/random-floor.ts';

type Payload = Record<string, number | string | undefined>;

/** A floor on which a part of the events cannot have been, with rules for all of its producers but one. */
export interface RuledFloor extends RandomFloor {
  /** The same log as its rules have it: without what is excluded, with what is repaired. */
  clean: string[];
  /** Events without a rule, excluded and repaired: that the test tests something. */
  counts: { standing: number; exclude: number; repair: number };
}

const SPOILED: Record<string, (d: Payload, at: number, chance: Chance) => Payload> = {
  'queue.left': (_, at, chance) =>
    chance.one([{ waitMs: -chance.whole(1, 60_000) }, { enqueuedAt: at + 5_000 }, { ringMs: -7, waitMs: -1 }]),
  'leg.ended': ({ talkMs }, at, chance) =>
    chance.one([
      { talkMs: 30 * HOUR_MS },
      { connectedAt: at + 5_000 },
      { talkMs: -3, holdMs: -4 },
      { agent: undefined },
      { talkMs: Number(talkMs) + HOUR_MS },
    ]),
  'wrap.ended': ({ endedAt }, _, chance) =>
    chance.one([{ acwMs: -5_000 }, { connectedAt: Number(endedAt) + 1_000 }, { talkMs: 20 * HOUR_MS }]),
  'offer.ended': (_, at, chance) => chance.one([{ ringMs: -1 }, { offeredAt: at + 9_000 }]),
  'dial.attempt': (_, at, chance) => chance.one([{ ringMs: -1 }, { dialedAt: at + 9_000 }]),
};

export function ruledFloor(seed: number, size: number, receivedAt: number): RuledFloor {
  const floor = randomFloor(seed, size);
  const chance = new Chance(seed + 31);
  const counts = { standing: 0, exclude: 0, repair: 0 };
  const events = floor.lines.map((line) => {
    const told = JSON.parse(line) as { t: string; at: number; d: Payload };
    const spoil = chance.happens(0.25) ? SPOILED[told.t] : undefined;
    const spoiled = spoil ? { ...told, d: { ...told.d, ...spoil(told.d, told.at, chance) } } : told;
    const parsed = parseLine(JSON.stringify(spoiled));
    if (!parsed.ok) throw new Error(parsed.rejection.message);
    return parsed.event as ContactCentreEvent;
  });
  const rules = new Map<string, ProducerRules>();
  const said = [...new Set(events.map(({ p }) => p))].slice(1).map((id, i) => {
    const attrs = {
      rules: Object.fromEntries(
        EVENT_FINDINGS.flatMap((finding) => {
          const deed = chance.one([...DEEDS, null]);
          return deed === null || (deed === 'repair' && !isRepairable(finding)) ? [] : [[finding, deed]];
        }),
      ),
      callLengthMs: chance.whole(1, 12) * HOUR_MS,
    };
    rules.set(id, rulesIn(attrs));
    const at = floor.asOfMs - 60 * 24 * HOUR_MS;
    return { v: 1, t: 'dim.upsert', p: 'rules', e: 1, n: i + 1, at, d: { kind: 'producer', id, attrs, validFrom: at } };
  });
  const clean = events.map((event) => {
    const own = rules.get(event.p);
    const ruling = own ? rulingOn(event, receivedAt, own) : null;
    if (ruling) counts[ruling.deed] += 1;
    else if (impossibilities(event, receivedAt).length > 0) counts.standing += 1;
    if (!ruling) return event;
    return ruling.deed === 'repair'
      ? { ...event, d: ruling.data }
      : { ...event, t: 'of.the.future', d: { site: event.d.site } };
  });
  const written = (all: readonly object[]): string[] => [...said, ...all].map((one) => JSON.stringify(one));
  return { ...floor, lines: written(events), clean: written(clean), counts };
}
