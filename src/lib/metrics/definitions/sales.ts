import type { AggregateName } from '../aggregates.ts';
import { count, mean, ratio, sum, type Definition } from '../definition.ts';
import type { Formula, SumReader } from '../formula.ts';
import type { MetricTarget } from '../settings.ts';

const LENDER = 'Case of a consumer lender';
const HOUR_MS = 3_600_000;

const tally = (code: string, of: AggregateName, better: Definition['better'] = 'higher'): Definition => ({
  code,
  unit: 'count',
  better,
  attribution: 'W',
  formula: count(of),
  source: 'Domain 1.8',
});
const share = (code: string, over: AggregateName, by: AggregateName, source: string = 'Domain 1.8'): Definition => ({
  code,
  unit: 'ratio',
  better: 'higher',
  attribution: 'W',
  formula: ratio(sum(over), sum(by)),
  small: 'wilson',
  source,
});
/** Sales in minor units over something. */
const sales = (by: AggregateName, times?: number): Formula => ({
  kind: 'money',
  of: 'sales_money',
  currencies: 'sales_currencies',
  by: sum(by),
  ...(times === undefined ? {} : { times }),
});

/** The same dates and times of a year before stand behind it: more of the past than a live window holds. */
const growth = (of: Formula, target?: MetricTarget): Definition => ({
  code: 'S09',
  unit: 'ratio',
  better: 'higher',
  attribution: 'W',
  formula: { kind: 'growth', of },
  ...(target ? { target } : {}),
  source: 'Domain 1.8, against the same period a year before',
  live: false,
});

/** What a contact costs in minor units: hours of agents at the mean of the hourly costs told, over the handled. */
function costPerContact(read: SumReader): number | null {
  const [told, handled] = [read('cost_rates_told'), read('handled')];
  if (told === 0 || handled === 0 || read('cost_currencies') > 1) return null;
  return ((read('cost_rates') / 1_000_000 / told) * (read('time_staffed') / HOUR_MS)) / handled;
}

function marginPerContact(read: SumReader): number | null {
  const cost = costPerContact(read);
  return cost === null || read('sales_currencies') > 1 ? null : read('sales_money') / read('handled') - cost;
}

function shareOfCompany(read: SumReader): number | null {
  const company = read('company_sales');
  if (company === 0 || read('company_sales_currencies') > 1 || read('sales_currencies') > 1) return null;
  return read('sales_money') / (company / 1_000_000);
}

const COST = ['cost_rates', 'cost_rates_told', 'cost_currencies', 'time_staffed', 'handled'] as const;

/** Offers, sales and money (domain 1.8); promises, reminders, welcome calls and verifications (1.6). */
export const SALES = {
  offers: tally('S04', 'sales_offers'),
  offers_accepted: tally('S04', 'sales_accepted'),
  conversion_per_offer: share('S04', 'sales_accepted', 'sales_offers'),
  offer_coverage_contacts: share('S02', 'contacts_offered', 'contacts_eligible'),
  offer_coverage_inbound: share('S07', 'contacts_offered_in', 'contacts_eligible_in', 'Case of a blended centre'),
  offer_coverage_customers: {
    ...share('S01', 'customers_offered', 'customers_eligible', LENDER),
    target: { target: 0.7 },
  },
  customers_offered: tally('S01', 'customers_offered'),
  sales_booked: tally('S05', 'sales_booked'),
  sales_amount: {
    code: 'S05',
    unit: 'money',
    better: 'higher',
    attribution: 'W',
    formula: { kind: 'money', of: 'sales_money', currencies: 'sales_currencies' },
    source: 'Domain 1.8',
  },
  sales_per_contact: {
    code: 'S05',
    unit: 'money',
    better: 'higher',
    attribution: 'W',
    formula: sales('handled'),
    source: 'Domain 1.8',
  },
  sales_per_agent_hour: {
    code: 'S05',
    unit: 'money',
    better: 'higher',
    attribution: 'W',
    formula: sales('time_staffed', HOUR_MS),
    source: 'Domain 1.8, hours in which agents were staffed',
  },
  sales_share_phone: {
    code: 'S06',
    unit: 'ratio',
    better: 'higher',
    attribution: 'P',
    formula: {
      kind: 'computed',
      of: ['sales_money', 'sales_currencies', 'company_sales', 'company_sales_currencies'],
      value: shareOfCompany,
    },
    target: { target: 0.4 },
    source: LENDER,
    live: false,
  },
  cost_per_contact: {
    code: 'S08',
    unit: 'money',
    better: 'lower',
    attribution: 'P',
    formula: { kind: 'computed', of: COST, value: costPerContact, n: 'handled' },
    source: 'Domain 1.8',
    live: false,
  },
  margin_per_contact: {
    code: 'S08',
    unit: 'money',
    better: 'higher',
    attribution: 'P',
    formula: {
      kind: 'computed',
      of: [...COST, 'sales_money', 'sales_currencies'],
      value: marginPerContact,
      n: 'handled',
    },
    source: 'Case of a blended centre',
    live: false,
  },
  conversion_per_contact: { ...share('O17', 'sales_accepted', 'right_parties', 'Domain 1.6'), small: undefined },
  sales_growth: growth({ kind: 'money', of: 'sales_money', currencies: 'sales_currencies' }, { target: 0.2 }),
  sales_booked_growth: growth(count('sales_booked')),
  promises: tally('O18', 'promises_made'),
  promise_rate: { ...share('O18', 'promises_made', 'right_parties', 'Domain 1.6'), small: undefined },
  promise_kept_rate: { ...share('O18', 'promises_kept', 'promises_due', 'Domain 1.6'), attribution: 'D' },
  reminders_delivered: tally('O19', 'reminders_delivered'),
  reminder_delivery_rate: share('O19', 'reminders_delivered', 'reminders_tried', 'Domain 1.6'),
  welcome_reach_rate: {
    ...share('O20', 'customers_welcomed', 'customers_called_welcome', LENDER),
    target: { target: 0.7 },
  },
  welcome_coverage: {
    code: 'O20',
    unit: 'ratio',
    better: 'higher',
    attribution: 'P',
    formula: ratio(sum('customers_welcomed'), sum('customers_new'), 1_000_000),
    target: { target: 0.7 },
    source: LENDER,
    live: false,
  },
  verifications_done: tally('O21', 'verifications_done', 'neither'),
  verification_rate: { ...share('O21', 'verifications_settled', 'verifications_required'), attribution: 'E' },
  verification_avg: mean('O21', 'lower', sum('verification_time'), sum('verifications_done'), 'R'),
  verification_confirmed_rate: {
    ...share('O21', 'verifications_confirmed', 'verifications_judged'),
    better: 'neither',
    attribution: 'R',
  },
} as const satisfies Record<string, Definition>;
