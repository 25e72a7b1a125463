import { GapWatch } from '../engine/gap-watch.ts';
import type { EventLog } from '../streams/event-log.ts';
import type { Logger } from './logger.ts';
import type { OpenGaps } from './open-gaps.ts';

const LOOK_EVERY_MS = 1_000;

/** What was asked of producers, and said of them, since the start of the process. */
export interface ResendCounts {
  /** Requests to send numbers again, by producer. */
  requests: ReadonlyMap<string, number>;
  /** Gaps that stood for 30 s, by producer. */
  alarms: ReadonlyMap<string, number>;
}

/** Asks producers for what is missing. */
export interface ResendPart {
  counts: ResendCounts;
  stop(): Promise<void>;
}

/** Looks at the open gaps every second, asks for them in the log, and says once of each that it has become an alarm. */
export function startResends(gaps: OpenGaps, log: Pick<EventLog, 'requestResend'>, logger: Logger): ResendPart {
  const watch = new GapWatch();
  const counts = { requests: new Map<string, number>(), alarms: new Map<string, number>() };
  const count = (of: Map<string, number>, p: string): void => void of.set(p, (of.get(p) ?? 0) + 1);
  let troubled = false;

  async function look(): Promise<void> {
    const open = await gaps.open();
    const waiting = open.flatMap(({ gap, accepted }) => (accepted === null ? [gap] : []));
    const { resend, alarms } = watch.look(waiting, Date.now());
    for (const { p, e, from, to, fromAt, toAt } of alarms) {
      count(counts.alarms, p);
      logger.warn(
        { producer: p, epoch: e, from, to, fromAt, toAt },
        'Events of a producer are missing for 30 s: numbers between these instants are too low. ' +
          'It is asked to send them again; what is lost for good is accepted on /quality.',
      );
    }
    for (const { p, e, from, to } of resend) {
      await log.requestResend(p, e, from, to);
      count(counts.requests, p);
    }
  }

  let looking: Promise<void> | null = null;
  const ticking = setInterval(() => {
    // The engine may be starting, the log away: the next look finds the same gaps.
    looking ??= look()
      .then(
        () => void (troubled = false),
        (error: unknown) => {
          if (!troubled) logger.warn({ err: error }, 'Gaps cannot be looked at, so nothing is asked for; tried again.');
          troubled = true;
        },
      )
      .finally(() => void (looking = null));
  }, LOOK_EVERY_MS);
  ticking.unref();
  return {
    counts,
    async stop() {
      clearInterval(ticking);
      await looking;
    },
  };
}
