import type { Preset } from '../preset.ts';
import { handledPlan, onDutyPerDay } from '../volume.ts';
import type { DayCount } from './day-count.ts';
import type { Share } from './share.ts';
import type { Target } from './target.ts';

const MINUTE_MS = 60_000;
const PER = 100_000;

const share = (
  figure: string,
  expected: number,
  of: (count: DayCount) => Share | undefined,
  tolerance = 0.02,
): Target => ({
  figure,
  unit: '%',
  expected,
  tolerance,
  sample: (count) => of(count)?.all ?? 0,
  value: (count) => of(count)?.ratio ?? null,
});

const number = (figure: string, expected: number, value: (count: DayCount) => number, tolerance: number): Target => ({
  figure,
  unit: 'n',
  expected,
  tolerance,
  value,
});

const part = (
  figure: string,
  expected: number,
  value: (count: DayCount) => number,
  tolerance: number,
  sample?: (count: DayCount) => number,
): Target => ({ figure, unit: '%', expected, tolerance, value, sample });

/** Day and half-hour rates are uncertain by themselves: three times the standard deviation of a day. */
const DAY_TOLERANCE = 0.25;

/** What every site is held against: its own volume, its menu, its outcomes. */
export function commonTargets(preset: Preset, scale: number, weekday: number): Target[] {
  const { inbound, records, outbound } = preset;
  const plan = handledPlan(preset);
  const { tickets, surveys } = records;
  const callsIn = inbound.offeredPerDay * weekday * scale;
  return [
    number('contacts handled', (plan.in * weekday + plan.written + plan.out) * scale, (count) => count.handled, 0.15),
    number('calls offered', callsIn * (1 + inbound.transferShare / 2), (count) => count.offered, DAY_TOLERANCE),
    number('agents on duty', onDutyPerDay(preset) * scale, (count) => count.people.size, 0.1),
    part(
      'calls settled in the menu',
      inbound.ivr.containedShare,
      ({ menu }) => (menu.contained ?? 0) / Object.values(menu).reduce((sum, n) => sum + n, 0),
      0.01,
      ({ menu }) => Object.values(menu).reduce((sum, n) => sum + n, 0),
    ),
    part(
      'answer rate',
      preset.id === 'aicai' ? 0.94 : 0.965,
      ({ offered, outcomes }) => (outcomes.answered ?? 0) / offered,
      0.035,
    ),
    share('right party of the live calls out', outbound.rightPartyShare, (count) => count.rightParty, 0.01),
    share('hotline satisfaction', surveys.hotlineTopBoxShare, (count) => count.surveys['csat ivr'], 0),
    share('overall satisfaction', surveys.overallTopBoxShare, (count) => count.surveys['csat panel'], 0),
    share('would recommend', surveys.recommendShare, (count) => count.surveys['recommend ivr'], 0),
    {
      figure: 'net promoter score',
      unit: 'NPS',
      expected: 100 * (2 * surveys.nps.promoters + surveys.nps.passives - 1),
      tolerance: 0,
      sample: (count) => count.nps.answers,
      value: ({ nps }) => (nps.answers === 0 ? null : (100 * (nps.promoters - nps.detractors)) / nps.answers),
    },
    {
      figure: 'attitude complaints',
      unit: 'per 100,000',
      expected: tickets.attitudeShare * PER,
      tolerance: 0,
      sample: (count) => count.handled * tickets.attitudeShare,
      value: (count) => (count.attitude / count.handled) * PER,
    },
    part('contacts that leave a ticket', tickets.share, (count) => (count.created.ticket ?? 0) / count.handled, 0.1),
    share('tickets passed on within 30 min', 0.992, (count) => count.transferred, 0.005),
    share('tickets finished in time', tickets.inTimeShare, (count) => count.finishedInTime.ticket, 0.06),
    share('tickets resolved', tickets.resolvedShare, (count) => count.resolved, 0.002),
    part(
      'quality score',
      records.quality.score,
      ({ quality }) => quality.score / Math.max(1, quality.count),
      0.01,
      ({ quality }) => quality.count,
    ),
    part('adherence', 0.92, (count) => count.adherence.ratio ?? 0, 0.06),
    share('calls under 10 s', inbound.shortCallShare, (count) => count.shortCalls, 0.35),
  ];
}

/** Loan applications where there are any. */
function loanTargets(preset: Preset, scale: number): Target[] {
  const { loans } = preset.records;
  if (!loans) return [];
  return [
    number('loan applications', loans.applicationsPerDay * scale, (count) => count.created.loan_application ?? 0, 0.03),
    {
      figure: 'loan decision, mean',
      unit: 'min',
      expected: 20,
      tolerance: 0.02,
      sample: (count) => count.decisionMs.count,
      value: (count) => (count.decisionMs.mean ?? 0) / MINUTE_MS,
    },
    {
      figure: 'loan decision, median',
      unit: 'min',
      expected: 10,
      tolerance: 0.08,
      sample: (count) => count.decisionMs.count,
      value: (count) => (count.decisionMs.quantile(0.5) ?? 0) / MINUTE_MS,
    },
    part('loans decided within 20 min', 0.67, (count) => count.decisionMs.shareUpTo(20 * MINUTE_MS) ?? 0, 0.06),
    part('loans decided within 60 min', 0.936, (count) => count.decisionMs.shareUpTo(60 * MINUTE_MS) ?? 0, 0.03),
    share('loans approved', loans.approvedShare, (count) => count.approved),
    share('documents with an error', loans.documentErrorShare, (count) => count.documentErrors, 0.1),
  ];
}

/** Of outbound contacts: handling over handling and waiting for it. */
const outboundUtilisation = (expected: number, tolerance: number): Target =>
  part(
    'outbound utilisation',
    expected,
    ({ outboundMs, outboundHandled, outboundWaitMs, outboundConnects }) => {
      const aht = outboundMs / outboundHandled;
      return aht / (aht + outboundWaitMs / outboundConnects);
    },
    tolerance,
  );

/** Changsha and its sisters. */
export function homeCreditTargets(preset: Preset, scale: number): Target[] {
  const { families } = preset.outbound;
  const plan = (fn: string): number =>
    families.reduce((sum, family) => (family.fn === fn ? sum + family.handledPerDay : sum), 0) * scale;
  const attempts = families.reduce((sum, { handledPerDay, connectRate }) => sum + handledPerDay / connectRate, 0);
  const handled = (fn: string) => (count: DayCount) => count.handledBy[`out ${fn}`] ?? 0;
  const seconds = (work: string, expected: number): Target => ({
    figure: `handle time, ${work}`,
    unit: 's',
    expected,
    tolerance: 0.04,
    sample: (count) => count.handledBy[work] ?? 0,
    value: (count) => (count.handleMsBy[work] ?? 0) / (count.handledBy[work] ?? 1) / 1000,
  });
  return [
    outboundUtilisation(0.698, 0.04),
    part('service level', 0.85, (count) => count.inTime.ratio ?? 0, 0.1),
    number('verification calls', plan('verification'), handled('verification'), 0.12),
    number('reminder calls', plan('reminder'), handled('reminder'), 0.12),
    number('cross-sell calls', plan('xsell'), handled('xsell'), 0.12),
    number('attempts', attempts * scale, (count) => count.attempts, 0.12),
    part('connect rate', 0.38, (count) => count.live / count.attempts, 0.04),
    part('lost by the dialer', 0.009, (count) => (count.dialled.abandoned_by_dialer ?? 0) / count.live, 1),
    seconds('in service', 200),
    seconds('out verification', 210),
    seconds('out reminder', 85),
    seconds('out xsell', 160),
    share('offers accepted', 0.085, (count) => count.accepted),
    share('right parties that promise', 0.62, (count) => count.promised, 0.01),
    part(
      'sales by telephone, of the company',
      preset.records.phoneSalesShare,
      (count) => count.sales / count.companySales,
      0.12,
    ),
    ...loanTargets(preset, scale),
  ];
}

export const MANUAL_TARGETS: readonly Target[] = [
  outboundUtilisation(0.5, 0.04),
  part('utilisation of the whole site', 0.5, (count) => count.utilisation, 0.06),
  part('service level', 0.9, (count) => count.inTime.ratio ?? 0, 0.12),
  part('connect rate', 0.38, (count) => count.live / count.attempts, 0.04),
];

/** A hotline with written channels. */
export function writtenTargets(preset: Preset, scale: number): Target[] {
  const conversations = (preset.digital?.channels ?? []).reduce(
    (sum, { perDay, botShare }) => sum + perDay * (1 - botShare),
    0,
  );
  return [
    part('service level', 0.83, (count) => count.inTime.ratio ?? 0, 0.12),
    number('written contacts', conversations * scale, (count) => count.written.offered, 0.06),
    {
      figure: 'first written answer, median',
      unit: 's',
      expected: 18,
      tolerance: 0.15,
      sample: (count) => count.written.firstAnswerMs.count,
      value: (count) => (count.written.firstAnswerMs.quantile(0.5) ?? 0) / 1000,
    },
    {
      figure: 'conversations of one agent',
      unit: 'at a time',
      expected: 2,
      tolerance: 0.25,
      value: ({ written }) => written.loadMs / written.busyMs,
    },
    share('offers accepted', 0.085, (count) => count.accepted),
    ...loanTargets(preset, scale),
  ];
}

/** A card hotline: two service levels. */
export function gfTargets(preset: Preset): Target[] {
  return [
    share('service level, standard', 0.84, (count) => count.inTimeBySegment.standard, 0.08),
    share('service level, vip', 0.93, (count) => count.inTimeBySegment.vip, 0.06),
    share('service level, sensitive', 0.93, (count) => count.inTimeBySegment.sensitive, 0.06),
    share('offers accepted', preset.inbound.offer?.acceptedShare ?? 0, (count) => count.accepted),
  ];
}

/** A small lender: requests and documents. */
export function hhiTargets(preset: Preset, scale: number): Target[] {
  const routine = preset.records.routine;
  const perDay = (kind: string): number =>
    routine.reduce((sum, one) => (one.kind === kind ? sum + one.perDay : sum), 0);
  return [
    part('service level', 0.85, (count) => count.inTime.ratio ?? 0, 0.15),
    ...['request', 'digitization', 'verification', 'data_change'].map((kind) =>
      number(`${kind} items`, perDay(kind) * scale, (count) => count.created[kind] ?? 0, 0.05),
    ),
    share('requests finished in time', 0.94, (count) => count.finishedInTime.request, 0.03),
    share('documents with an error', 0.012, (count) => count.documentErrors, 0.1),
  ];
}
