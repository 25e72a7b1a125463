import { may } from '../access/rights.ts';
import type { SequenceAccount } from '../engine/producers.ts';
import type { EventOf } from '../events/envelope.ts';
import { isSameThing, judgesQuarterHours, restatedBy, type RestatedSpan } from '../metrics/definition-change.ts';
import { DimensionRegister, statedVersion, type Stamped } from '../metrics/dimension-register.ts';
import { compareEvents } from '../metrics/fact.ts';
import { closedUntil } from '../reports/settled.ts';
import { NotCheckable, type DefinitionGuard, type DefinitionVerdict } from '../sources/ingest/closed-periods.ts';
import type { Clock } from '../time/clock.ts';
import type { EnginePart } from './engine-part.ts';
import { SETTINGS_PRODUCER } from '../events/own-producers.ts';
import type { WarehousePart } from './warehouse-part.ts';

/** Statements that were let through and may not stand in the engine yet. */
const REMEMBERED = 1_000;
/** How long a body waits for an engine that is still reading: in a burst it is behind for moments. */
const ENGINE_READS_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/** Where something was heard: a producer's epoch. Instants in ms UTC. */
type Heard = Pick<SequenceAccount, 'p' | 'sites' | 'firstAt' | 'lastAt'>;

/**
 * Guards closed quarter hours at ingest, as the settings page does for people. What is the first word of a thing, says
 * nothing else than was known, or speaks of quarter hours in which nothing was heard, passes.
 */
export function createDefinitionGuard(
  engine: Pick<EnginePart, 'call'>,
  warehouse: Pick<WarehousePart, 'call'>,
  clock: Clock,
  defaultZone: string,
): DefinitionGuard {
  const remembered: Stamped[] = [];

  return async (statements, sender) => {
    const closedMs = closedUntil(clock.now());
    const concerned = statements.some((event) => isBackdated(event, closedMs));
    if (!concerned) return statements.map(() => null);
    const stated = await statementsOf(engine);
    const judging = [...stated, ...remembered].filter(({ version }) => judgesQuarterHours(version.kind));
    const heard = heardWithin(engine, warehouse);
    const verdicts: DefinitionVerdict[] = [];
    for (const event of statements) {
      const version = statedVersion(event);
      if (version === null || !isBackdated(event, closedMs)) {
        verdicts.push(null);
        continue;
      }
      const own = judging.filter((other) => isSameThing(other.version, version));
      const isOld = own.some(
        (other) => other.version.validFrom === version.validFrom && compareEvents(event, other.stamp) <= 0,
      );
      const known = new DimensionRegister(judging).dimensions().versions;
      const spans = isOld ? [] : await heard(restatedBy(known, version, closedMs, defaultZone));
      const verdict = verdictOf(spans, own.length === 0 || may(sender, 'correct'));
      verdicts.push(verdict);
      if (verdict !== null && 'refusal' in verdict) continue;
      const { at, p, e, n } = event;
      const said = { version, stamp: { at, p, e, n } };
      judging.push(said);
      remembered.push(said);
    }
    remembered.splice(0, remembered.length - REMEMBERED);
    return verdicts;
  };
}

/**
 * True where a statement reaches back behind what was closed when it was made. One that was made in time and comes late
 * is a late event like any other: any order of arrival gives the same numbers (contract 5).
 */
const isBackdated = ({ at, d }: EventOf<'dim.upsert'>, closedMs: number): boolean =>
  d.kind !== undefined && judgesQuarterHours(d.kind) && (d.validFrom ?? at) < Math.min(closedMs, closedUntil(at));

/** Everything that was stated. Throws NotCheckable where the engine does not come to the end of the log in time. */
async function statementsOf(engine: Pick<EnginePart, 'call'>): Promise<readonly Stamped[]> {
  const giveUpAt = performance.now() + ENGINE_READS_MS;
  for (;;) {
    const stated = await engine.call('statements').catch(notCheckable);
    if (stated !== null) return stated;
    if (performance.now() > giveUpAt) throw new NotCheckable('The engine reads the log.');
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** Keeps of the spans those in which something was heard at their site: elsewhere no number is closed. */
function heardWithin(engine: Pick<EnginePart, 'call'>, warehouse: Pick<WarehousePart, 'call'>) {
  let all: Promise<Heard[]> | null = null;
  const load = async (): Promise<Heard[]> => {
    // The engine knows what came a moment ago, the history what came before its log begins.
    const [accounts, spans] = await Promise.all([engine.call('accounts'), warehouse.call('producerSpans')]).catch(
      notCheckable,
    );
    const before = spans.map(({ site, ...span }) => ({ ...span, sites: site === null ? [] : [site] }));
    return [...accounts, ...before].filter(({ p }) => p !== SETTINGS_PRODUCER);
  };
  return async (spans: readonly RestatedSpan[]): Promise<RestatedSpan[]> => {
    if (spans.length === 0) return [];
    const heard = await (all ??= load());
    return spans.filter(({ site, fromMs, toMs }) =>
      heard.some(
        ({ sites, firstAt, lastAt }) => (site === null || sites.includes(site)) && firstAt < toMs && lastAt >= fromMs,
      ),
    );
  };
}

function verdictOf(spans: readonly RestatedSpan[], mayRestate: boolean): DefinitionVerdict {
  if (spans.length === 0) return null;
  if (mayRestate) return { restates: spans };
  const iso = (instantMs: number): string => new Date(instantMs).toISOString();
  const changes = spans.map(({ what, queue, before, after, fromMs, toMs }) => {
    const rule = `${what}${queue === null ? '' : ` of ${queue}`}`;
    return `${rule}: ${before} would become ${after} from ${iso(fromMs)} to ${iso(toMs)}`;
  });
  return {
    refusal:
      `This changes what closed quarter hours were judged by (${changes.join('; ')}). Nothing was changed. ` +
      'Let it hold from now on (validFrom), or, to restate them on purpose, send it with a token that may correct, ' +
      'or publish it on the settings page with a reason.',
  };
}

function notCheckable(cause: unknown): never {
  throw new NotCheckable('The engine or the history does not answer.', { cause });
}
