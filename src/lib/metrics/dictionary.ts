import { DIMENSIONS, type Dimension } from './dimensions.ts';
import type { AggregateName } from './aggregates.ts';
import { estimatedWait } from './estimated-wait.ts';
import { printFormula, type Formula, type Sum } from './formula.ts';
import { LOCALES, type Locale } from './locale.ts';
import type { MetricTarget } from './settings.ts';
import { EN } from './words/en.ts';
import { RU } from './words/ru.ts';
import type { MetricWords } from './words/metric-words.ts';
import { ZH_CN } from './words/zh-cn.ts';
import { ZH_TW } from './words/zh-tw.ts';

/** To which interval a thing counts (domain 1.0): entry, event, wrap completion, leg end, offer end, clipped, snapshot. */
export type AttributionCode = 'E' | 'X' | 'W' | 'C' | 'S';

interface Definition {
  /** Code of the trade's list (domain 1). */
  code: string;
  unit: 'count' | 'ratio' | 'seconds';
  /** Direction in which the number gets better. */
  better: 'higher' | 'lower' | 'neither';
  attribution: AttributionCode;
  formula: Formula;
  target?: MetricTarget;
  /** Where the definition comes from. */
  source: string;
  /** False where a period has no such number. */
  report?: false;
}

const CONTRACT = 'Contract 6';
const TRADE = 'Cisco, Genesys Cloud, 4PS';

const sum = (...plus: AggregateName[]): Sum => ({ plus });
const count = (...plus: AggregateName[]): Formula => ({ kind: 'count', of: sum(...plus) });
const ratio = (over: Sum, by: Sum): Formula => ({ kind: 'ratio', over, by });
const gauge = (of: AggregateName): Formula => ({ kind: 'gauge', of });

const visitCount = (code: string, better: Definition['better'], of: AggregateName): Definition => ({
  code,
  unit: 'count',
  better,
  attribution: 'E',
  formula: count(of),
  source: CONTRACT,
});
const serviceLevel = (over: Sum, by: Sum, source = TRADE): Definition => ({
  code: 'I09',
  unit: 'ratio',
  better: 'higher',
  attribution: 'E',
  formula: ratio(over, by),
  target: { target: 0.8, breach: 0.7, marks: [0.9] },
  source,
});
const mean = (
  code: string,
  better: Definition['better'],
  over: Sum,
  by: Sum,
  attribution: AttributionCode,
): Definition => ({
  code,
  unit: 'seconds',
  better,
  attribution,
  formula: ratio(over, by),
  source: CONTRACT,
});
const legShare = (
  code: string,
  better: Definition['better'],
  target: MetricTarget | undefined,
  ...of: AggregateName[]
): Definition => ({
  code,
  unit: 'ratio',
  better,
  attribution: 'X',
  formula: ratio(sum(...of), sum('legs_ended')),
  ...(target ? { target } : {}),
  source: CONTRACT,
});
const legCount = (code: string, of: AggregateName): Definition => ({
  code,
  unit: 'count',
  better: 'neither',
  attribution: 'X',
  formula: count(of),
  source: CONTRACT,
});
const agents = (of: AggregateName): Definition => ({
  code: 'A01',
  unit: 'count',
  better: 'neither',
  attribution: 'S',
  formula: gauge(of),
  source: CONTRACT,
});

const SHORT_SERVICE_LEVEL = serviceLevel(sum('answered_in_time'), {
  plus: ['answered', 'abandoned', 'waiting_too_long'],
  minus: ['abandoned_short'],
});

/** Every metric of the product. Nobody writes a metric a second time: the engine, the SQL, the pages and the API read this. */
const DEFINITIONS = {
  offered: visitCount('I01', 'neither', 'offered'),
  answered: visitCount('I02', 'higher', 'answered'),
  abandoned: visitCount('I04', 'lower', 'abandoned'),
  short_abandoned: visitCount('I05', 'neither', 'abandoned_short'),
  flow_out: visitCount('I08', 'lower', 'flow_out'),
  timed_out: visitCount('I08', 'lower', 'timed_out'),
  callbacks_chosen: visitCount('I08', 'neither', 'callback'),
  system_errors: visitCount('I08', 'lower', 'system_error'),
  lost: visitCount('I08', 'lower', 'lost'),
  answer_rate: {
    code: 'I06',
    unit: 'ratio',
    better: 'higher',
    attribution: 'E',
    formula: ratio(sum('answered'), sum('visits')),
    target: { target: 0.85, breach: 0.8 },
    source: CONTRACT,
  },
  abandon_rate: {
    code: 'I07',
    unit: 'ratio',
    better: 'lower',
    attribution: 'E',
    formula: ratio(sum('abandoned'), sum('visits')),
    target: { target: 0.05, breach: 0.08 },
    source: CONTRACT,
  },
  flow_out_rate: {
    code: 'I08',
    unit: 'ratio',
    better: 'lower',
    attribution: 'E',
    formula: ratio(sum('flow_out', 'timed_out'), sum('visits')),
    target: { target: 0.02, breach: 0.05 },
    source: CONTRACT,
  },
  service_level: SHORT_SERVICE_LEVEL,
  service_level_neg: serviceLevel(sum('answered_in_time'), sum('answered', 'abandoned', 'waiting_too_long')),
  service_level_ign: serviceLevel(sum('answered_in_time'), {
    plus: ['answered', 'abandoned', 'waiting_too_long'],
    minus: ['abandoned_in_time'],
  }),
  service_level_pos: serviceLevel(
    sum('answered_in_time', 'abandoned_in_time'),
    sum('answered', 'abandoned', 'waiting_too_long'),
  ),
  service_level_ans: serviceLevel(sum('answered_in_time'), sum('answered')),
  service_level_short: SHORT_SERVICE_LEVEL,
  asa: {
    ...mean('I10', 'lower', sum('answered_wait'), sum('answered'), 'E'),
    target: { target: 20, breach: 30 },
  },
  wait_p50: {
    code: 'I10',
    unit: 'seconds',
    better: 'lower',
    attribution: 'E',
    formula: { kind: 'quantile', of: 'answered_waits', share: 0.5 },
    source: CONTRACT,
  },
  wait_p90: {
    code: 'I10',
    unit: 'seconds',
    better: 'lower',
    attribution: 'E',
    formula: { kind: 'quantile', of: 'answered_waits', share: 0.9 },
    source: CONTRACT,
  },
  time_to_abandon: mean('I11', 'neither', sum('abandoned_wait'), sum('abandoned'), 'E'),
  wait_max: {
    code: 'I12',
    unit: 'seconds',
    better: 'lower',
    attribution: 'E',
    formula: { kind: 'max', of: 'wait_max' },
    source: 'Amazon Connect, maximum queued time',
  },
  longest_wait: {
    code: 'I12',
    unit: 'seconds',
    better: 'lower',
    attribution: 'S',
    formula: { kind: 'gauge', longest: 'waiting_longest' },
    target: { target: 60, breach: 120 },
    source: CONTRACT,
  },
  queue_depth: {
    code: 'I13',
    unit: 'count',
    better: 'lower',
    attribution: 'S',
    formula: gauge('waiting'),
    source: CONTRACT,
  },
  estimated_wait: {
    code: 'I14',
    unit: 'seconds',
    better: 'lower',
    attribution: 'S',
    formula: {
      kind: 'derived',
      now: ['waiting', 'now_active_for_queue'],
      lastHour: ['handled', 'talk', 'hold', 'acw', 'abandoned', 'visits'],
      value: estimatedWait,
    },
    source: 'Genesys Cloud, form (a)',
    report: false,
  },
  handled: {
    code: 'I03',
    unit: 'count',
    better: 'higher',
    attribution: 'W',
    formula: count('handled'),
    source: CONTRACT,
  },
  aht: mean('H01', 'neither', sum('talk', 'hold', 'acw'), sum('handled'), 'W'),
  talk_avg: mean('H02', 'neither', sum('talk'), sum('handled'), 'W'),
  acw_avg: { ...mean('H04', 'lower', sum('acw'), sum('handled'), 'W'), target: { target: 60, breach: 90 } },
  hold_avg: mean('H03', 'lower', sum('legs_hold_time'), sum('legs_held'), 'X'),
  hold_rate: legShare('H03', 'lower', { target: 0.25, breach: 0.35 }, 'legs_held'),
  hold_max: {
    code: 'H03',
    unit: 'seconds',
    better: 'lower',
    attribution: 'X',
    formula: { kind: 'max', of: 'legs_longest_hold' },
    source: CONTRACT,
  },
  transfer_rate: legShare(
    'H05',
    'lower',
    { target: 0.1, breach: 0.15 },
    'transfers_blind',
    'transfers_consult',
    'transfers_queue',
    'transfers_external',
  ),
  transfers_blind: legCount('H05', 'transfers_blind'),
  transfers_consult: legCount('H05', 'transfers_consult'),
  transfers_queue: legCount('H05', 'transfers_queue'),
  transfers_external: legCount('H05', 'transfers_external'),
  conferences: legCount('H06', 'conferences'),
  consults: legCount('H06', 'consults'),
  rona_rate: {
    code: 'H07',
    unit: 'ratio',
    better: 'lower',
    attribution: 'X',
    formula: ratio(sum('offers_missed'), sum('offers_made')),
    target: { target: 0.02, breach: 0.05 },
    source: CONTRACT,
  },
  short_calls: legShare('H09', 'lower', { target: 0.02, breach: 0.05 }, 'legs_short'),
  agent_first_rate: legShare('H10', 'neither', undefined, 'legs_ended_by_agent'),
  agents_ready: agents('now_ready'),
  agents_reserved: agents('now_reserved'),
  agents_ringing: agents('now_ringing'),
  agents_preview: agents('now_preview'),
  agents_dialing: agents('now_dialing'),
  agents_talking: agents('now_talking'),
  agents_talking_in: agents('now_talking_in'),
  agents_talking_out: agents('now_talking_out'),
  agents_hold: agents('now_hold'),
  agents_acw: agents('now_acw'),
  agents_not_ready: agents('now_not_ready'),
  agents_offline_work: agents('now_offline_work'),
  agents_staffed: agents('now_staffed'),
  state_longest: {
    code: 'A02',
    unit: 'seconds',
    better: 'neither',
    attribution: 'S',
    formula: { kind: 'gauge', longest: 'now_longest_in_state' },
    source: CONTRACT,
  },
  staffed_time: {
    code: 'A03',
    unit: 'seconds',
    better: 'neither',
    attribution: 'C',
    formula: { kind: 'sum', of: sum('time_staffed') },
    source: CONTRACT,
  },
  occupancy: {
    code: 'A04',
    unit: 'ratio',
    better: 'neither',
    attribution: 'C',
    formula: ratio(sum('time_handling'), sum('time_handling', 'time_ready')),
    source: CONTRACT,
  },
  utilisation: {
    code: 'A05',
    unit: 'ratio',
    better: 'higher',
    attribution: 'C',
    formula: ratio(sum('time_handling'), sum('time_staffed')),
    source: CONTRACT,
  },
} as const satisfies Record<string, Definition>;

export type MetricId = keyof typeof DEFINITIONS;

const WORDS: Record<Locale, Record<MetricId, MetricWords>> = { en: EN, 'zh-CN': ZH_CN, 'zh-TW': ZH_TW, ru: RU };

const texts = (id: MetricId, part: keyof MetricWords): Record<Locale, string> =>
  Object.fromEntries(LOCALES.map((locale) => [locale, WORDS[locale][id][part]])) as Record<Locale, string>;

/** One entry of the dictionary: everything that is known of a metric. */
export interface Metric extends Definition {
  id: MetricId;
  label: Readonly<Record<Locale, string>>;
  help: Readonly<Record<Locale, string>>;
  kind: Formula['kind'];
  /** The formula in one line. */
  printed: string;
  dimensions: readonly Dimension[];
  /** What a row shows where nothing counted. */
  none: 'null' | '0';
  live: true;
  /** Whether a report may ask for it. */
  inReports: boolean;
}

function metric(id: MetricId, definition: Definition): Metric {
  const { formula } = definition;
  const zeroOverNothing =
    formula.kind === 'count' || formula.kind === 'sum' || (formula.kind === 'gauge' && 'of' in formula);
  return {
    ...definition,
    id,
    label: texts(id, 'label'),
    help: texts(id, 'help'),
    kind: formula.kind,
    printed: printFormula(formula),
    dimensions: id === 'estimated_wait' ? ['site', 'queue'] : DIMENSIONS,
    none: zeroOverNothing ? '0' : 'null',
    live: true,
    inReports: definition.report !== false,
  };
}

export const METRICS: readonly Metric[] = (Object.entries(DEFINITIONS) as [MetricId, Definition][]).map(
  ([id, definition]) => metric(id, definition),
);

const byId = new Map<string, Metric>(METRICS.map((entry) => [entry.id, entry]));

/** The metric of that id, or null. */
export const metricById = (id: string): Metric | null => byId.get(id) ?? null;
