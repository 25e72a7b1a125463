import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#lib/time/interval.ts';
import { SmallFloor, TEN } from './small-floor.ts';

const LATER = TEN + 3 * HOUR_MS;

function items(
  floor: SmallFloor,
  kind: string,
  given: readonly ({ status: string; takesMs?: number } & Record<string, unknown>)[],
) {
  given.forEach(({ takesMs, ...d }, i) =>
    floor.send('work.changed', TEN + (takesMs ?? 0), {
      item: `${kind}${i}`,
      kind,
      rev: 2,
      createdAt: TEN,
      doneAt: takesMs === undefined ? undefined : TEN + takesMs,
      ...d,
    }),
  );
  return floor;
}

test('[MT71] loan applications: received, decided and how, and the times of decision with their shares at the limits', () => {
  const floor = items(new SmallFloor(), 'loan_application', [
    { status: 'done', takesMs: 40_000, result: 'approved', reason: 'automatic' },
    { status: 'done', takesMs: 20 * MINUTE_MS, result: 'approved', reason: 'automatic' },
    { status: 'done', takesMs: 20 * MINUTE_MS + 1, result: 'rejected', reason: 'manual' },
    { status: 'done', takesMs: HOUR_MS, result: 'approved' },
    { status: 'done', takesMs: HOUR_MS + 1, reason: 'manual' },
    { status: 'cancelled', takesMs: 5_000, result: 'withdrawn' },
    { status: 'waiting', reason: 'manual' },
  ]);
  for (const [leg, fn] of [
    ['l1', 'verification'],
    ['l2', 'credit_review'],
    ['l3', 'service'],
  ])
    floor.send('wrap.ended', TEN, { leg, fn, endedAt: TEN, talkMs: 1, holdMs: 0, acwMs: 0 });
  const counts = ['received', 'decided', 'approved', 'rejected', 'cancelled', 'in_progress'].map((of) => `loans_${of}`);
  const shares = ['approval_rate', 'within_20m', 'within_60m', 'manual_rate', 'automatic_rate'].map(
    (of) => `loan_${of}`,
  );
  expect(floor.row([...counts, ...shares, 'loan_decision_p50', 'calls_per_loan'], LATER)).toEqual({
    loans_received: 7,
    loans_decided: 5,
    loans_approved: 3,
    loans_rejected: 1,
    loans_cancelled: 1,
    loans_in_progress: 1,
    loan_approval_rate: 0.75,
    loan_within_20m: 0.4,
    loan_within_60m: 0.8,
    loan_manual_rate: 0.5,
    loan_automatic_rate: 0.5,
    loan_decision_p50: floor.value('loan_decision_p50', LATER),
    calls_per_loan: 0.4,
  });
  const mean = (40_000 + 40 * MINUTE_MS + 2 * HOUR_MS + 2) / 5 / 1_000;
  expect(floor.value('loan_decision_avg', LATER)).toBeCloseTo(mean, 9);
  // Nearest rank 3 of 5: just over 20 min, in a bucket that is at most 2 % and a second longer.
  const median = floor.value('loan_decision_p50', LATER)!;
  expect(median).toBeGreaterThanOrEqual(1_200);
  expect(median).toBeLessThanOrEqual(1_200 * 1.02 + 2);
  expect(floor.value('loan_decision_p90', LATER)).toBeGreaterThanOrEqual(3_600);
});

test('[MT72] documents, changes of data and knowledge: how many, with errors, checked, and how long', () => {
  const floor = items(new SmallFloor(), 'digitization', [
    { status: 'done', takesMs: 60_000, errors: 0 },
    { status: 'done', takesMs: 30_000, errors: 2 },
    { status: 'done', takesMs: 30_000 },
    { status: 'in_progress' },
  ]);
  items(floor, 'data_change', [
    { status: 'done', takesMs: 1_000, result: 'confirmed' },
    { status: 'done', takesMs: 1_000, result: 'refused' },
    { status: 'done', takesMs: 1_000 },
    { status: 'new' },
  ]);
  items(floor, 'kb', [
    { status: 'done', takesMs: 1_000, errors: 3 },
    { status: 'done', takesMs: 1_000, errors: 1 },
  ]);
  const period = { from: TEN, to: TEN + HOUR_MS };
  floor.send('metric.set', TEN, { metric: 'kb.searches', period, value: 200 });
  floor.send('metric.set', TEN, { metric: 'kb.search_hits', period, value: 150 });
  const documents = ['documents_done', 'document_error_rate', 'document_avg', 'documents_open'];
  const others = ['data_changes_done', 'data_change_checked_rate', 'kb_articles_done', 'kb_errors', 'kb_hit_rate'];
  expect(floor.row([...documents, ...others], LATER)).toEqual({
    documents_done: 3,
    document_error_rate: 0.5,
    document_avg: 40,
    documents_open: 1,
    data_changes_done: 3,
    data_change_checked_rate: 2 / 3,
    kb_articles_done: 2,
    kb_errors: 4,
    kb_hit_rate: 0.75,
  });
});
