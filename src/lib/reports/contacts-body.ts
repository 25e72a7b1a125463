import type { AggregateName } from '../metrics/aggregates.ts';
import { columnUnit, shareUnit, shownShare, sidesOf, type ShareUnit } from '../metrics/formula-sides.ts';
import { metricById } from '../metrics/dictionary.ts';
import type { FactKind } from '../metrics/fact-kinds.ts';
import type { ContactRow, ContactsAnswer, ShownFact } from './contacts-answer.ts';
import type { WhyAggregate, WhyAnswer, WhyCondition } from './why-answer.ts';

const SCALE: Readonly<Record<ShareUnit, number>> = { count: 1, ms: 1_000, decimal: 1_000_000 };

const dimsOf = ({ site, dims }: Pick<ShownFact, 'site' | 'dims'>) => ({ ...(site === null ? {} : { site }), ...dims });

/** The id by which the source knows the fact: of a visit or a leg; else its kind and key. */
const nameOf = (kind: ContactRow['kind'], key: string): Record<string, string> => {
  if (kind === 'visit') return { visit: key };
  return kind === 'leg' || kind === 'handle' ? { leg: key } : { fact: kind, key };
};

const sharesOf = (shares: ContactRow['shares']): Record<string, number> =>
  Object.fromEntries(
    (Object.entries(shares) as [AggregateName, number][]).map(([name, share]) => [name, shownShare(name, share)]),
  );

/** Size of the list's side in the unit of answers: seconds where it is a time. */
function shownTotal(metric: string, total: number, side: 'of' | 'over'): number {
  const sides = sidesOf(metricById(metric)!.formula)!;
  const [name] = (side === 'of' ? sides.of : sides.over)?.plus ?? [];
  return name === undefined || (side === 'of' && sides.size === 'facts') ? total : total / SCALE[shareUnit(name)];
}

/** A page of the list as `GET /api/v1/contacts` answers it: instants in ms UTC, durations in seconds. */
export const contactsBody = (metric: string, answer: ContactsAnswer) => ({
  metric,
  rows: answer.rows.map((row) => ({
    ix: row.ix,
    ...nameOf(row.kind, row.key),
    at: row.atMs,
    dims: dimsOf(row),
    reason: row.reason,
    counts: sharesOf(row.shares),
  })),
  total: shownTotal(metric, answer.total, 'of'),
  ...(answer.numerator === null ? {} : { numerator: shownTotal(metric, answer.numerator, 'over') }),
  facts: answer.facts,
  next: answer.next,
  asOf: answer.asOfMs,
  basis: answer.basis,
});

function conditionBody(kind: FactKind, { column, code, value, wanted, threshold, ...rest }: WhyCondition) {
  const isMeasured = column !== null && (typeof value === 'number' || typeof wanted[0] === 'number');
  const measured = isMeasured ? columnUnit(kind, column) : 'count';
  const shown = <Value extends string | number | null>(one: Value): Value =>
    typeof one === 'number' ? ((one / SCALE[measured]) as Value) : one;
  return {
    code,
    column,
    value: shown(value),
    wanted: wanted.map(shown),
    ...rest,
    ...(threshold
      ? { threshold: { name: threshold.name, seconds: threshold.ms / 1_000, since: threshold.sinceMs } }
      : {}),
  };
}

const aggregateBody = (kind: FactKind, { name, share, conditions, ...rest }: WhyAggregate) => ({
  name,
  ...rest,
  share: share === null ? null : shownShare(name, share),
  conditions: conditions.map((condition) => conditionBody(kind, condition)),
});

/** Why a contact is, or is not, in a number, as the API answers it. */
export const whyBody = (metric: string, { ix, verdict, facts, asOfMs, fromMs, toMs }: WhyAnswer) => ({
  metric,
  ix,
  verdict,
  from: fromMs,
  to: toMs,
  asOf: asOfMs,
  facts: facts.map((fact) => ({
    ...nameOf(fact.kind, fact.key),
    from: fact.fromMs,
    to: fact.toMs,
    dims: dimsOf(fact),
    reason: fact.reason,
    aggregates: fact.aggregates.map((each) => aggregateBody(fact.kind, each)),
  })),
});
