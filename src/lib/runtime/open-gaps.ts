import type { Identity } from '../access/identity.ts';
import { isAlarming, liesWithin, type MissingRange, type SequenceGap } from '../engine/sequence-gap.ts';
import type { DocumentStore } from '../store/document-store.ts';
import type { EventLog } from '../streams/event-log.ts';
import type { EnginePart } from './engine-part.ts';

/** Who accepted a gap as lost, when and why. */
export interface GapAcceptance {
  /** Name of the account; null where an earlier version did not keep it. */
  by: string | null;
  /** ms UTC; null likewise. */
  at: number | null;
  reason: string;
}

/** A gap that is open, and what was done about it. */
export interface OpenGap extends SequenceGap {
  /** It stands for 30 s or longer, and nobody accepted it. */
  alarming: boolean;
  /** How often its producer was asked to send it again, as far as the log remembers. */
  requests: number;
  accepted: GapAcceptance | null;
}

/** The gaps that are open, and the acceptance of those that are lost. */
export interface OpenGaps {
  /** Older than the grace, accepted or not; of one producer or of all. None before the log is read. */
  open(p?: string): Promise<{ gap: SequenceGap; accepted: GapAcceptance | null }[]>;
  /** Those, with what was done about each. */
  list(): Promise<OpenGap[]>;
  /** False where there is no such gap that waits for somebody. */
  accept(gap: MissingRange, reason: string, who: Pick<Identity, 'name'>): Promise<boolean>;
}

/** Gaps that somebody accepted as lost, by what was lost. */
const ACCEPTED_GAPS = 'accepted_gaps';
const gapId = ({ p, e, from, to }: MissingRange): string => `${p} ${e} ${from}-${to}`;

type AcceptedGap = SequenceGap & { reason: string; by?: string; at?: number };

export function openGaps(
  engine: Pick<EnginePart, 'call'>,
  log: Pick<EventLog, 'resendRequests'>,
  store: DocumentStore,
): OpenGaps {
  const open: OpenGaps['open'] = async (p) => {
    const gaps = ((await engine.call('gaps')) ?? []).filter((gap) => p === undefined || gap.p === p);
    if (gaps.length === 0) return [];
    const kept = await store.list<AcceptedGap>(ACCEPTED_GAPS);
    const ofEpoch = Map.groupBy(kept, ({ document }) => `${document.p} ${document.e}`);
    return gaps.map((gap) => {
      const acceptance = ofEpoch.get(`${gap.p} ${gap.e}`)?.find(({ document }) => liesWithin(gap, document))?.document;
      const { by = null, at = null, reason = '' } = acceptance ?? {};
      return { gap, accepted: acceptance ? { by, at, reason } : null };
    });
  };
  return {
    open,
    async list() {
      const nowMs = Date.now();
      const found = await open();
      const producers = [...new Set(found.map(({ gap }) => gap.p))];
      const requests = new Map(
        await Promise.all(producers.map(async (p) => [p, await log.resendRequests(p)] as const)),
      );
      return found.map(({ gap, accepted }) => ({
        ...gap,
        alarming: accepted === null && isAlarming(gap, nowMs),
        requests: requests.get(gap.p)!.filter((request) => liesWithin(gap, request)).length,
        accepted,
      }));
    },
    async accept(asked, reason, { name }) {
      const found = (await open(asked.p)).find(({ gap }) => liesWithin(gap, asked) && liesWithin(asked, gap));
      if (!found || found.accepted) return false;
      const document: AcceptedGap = { ...found.gap, reason, by: name, at: Date.now() };
      await store.create(ACCEPTED_GAPS, gapId(asked), { ...document });
      return true;
    },
  };
}
