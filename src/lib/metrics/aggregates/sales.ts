import { both, type Aggregate, type Condition } from '../aggregate.ts';
import { DONE, INBOUND, SELLING } from '../conditions.ts';
import { figure, figures } from './told-figures.ts';

const kind = (...kinds: string[]): Condition => ({ column: 'outcome_kind', is: kinds });
const stage = (...stages: string[]): Condition => ({ column: 'stage', is: stages });
const OFFERED = both(SELLING, stage('offered'));
/** Who was offered something could be offered it, also where no source says so. */
const ELIGIBLE = both(SELLING, stage('eligible', 'offered'));
const BOOKED = both(SELLING, stage('booked'));

const outcomes = (where: Condition): Aggregate => ({ fact: 'outcome', when: 'end', take: 'count', where });
const different = (distinct: 'contact' | 'customer' | 'ccy', where: Condition): Aggregate => ({
  fact: 'outcome',
  when: 'end',
  take: { distinct },
  where,
});
const promised = (of: string): Aggregate => ({
  fact: 'outcome',
  when: 'due',
  take: 'count',
  where: both(kind('promise'), stage(of), { ended: true }),
});

const currencies = (metric: string): Aggregate => ({ ...figure(metric), take: { distinct: 'unit' } });

const VERIFICATION: Condition = { column: 'work_kind', is: ['verification'] };
const verifications = (when: 'entry' | 'end', ...where: Condition[]): Aggregate => ({
  fact: 'work',
  when,
  take: 'count',
  where: both(VERIFICATION, ...where),
});

/** Offers, sales, promises, reminders, welcome calls and verifications, and what the accounts say of money. */
export const SALES_AGGREGATES = {
  sales_offers: outcomes(OFFERED),
  sales_accepted: outcomes(both(SELLING, stage('accepted'))),
  contacts_offered: different('contact', OFFERED),
  contacts_eligible: different('contact', ELIGIBLE),
  contacts_offered_in: different('contact', both(OFFERED, INBOUND)),
  contacts_eligible_in: different('contact', both(ELIGIBLE, INBOUND)),
  customers_offered: different('customer', OFFERED),
  customers_eligible: different('customer', ELIGIBLE),
  sales_booked: outcomes(BOOKED),
  sales_money: { fact: 'outcome', when: 'end', take: { sum: 'amount' }, where: BOOKED },
  sales_currencies: different('ccy', BOOKED),
  company_sales: figure('company.sales'),
  company_sales_currencies: currencies('company.sales'),
  cost_rates: figure('cost.per_hour'),
  cost_rates_told: figures('cost.per_hour'),
  cost_currencies: currencies('cost.per_hour'),
  customers_new: figure('customers.new'),
  promises_made: outcomes(both(kind('promise'), stage('booked'))),
  promises_due: promised('booked'),
  promises_kept: promised('kept'),
  reminders_delivered: outcomes(both(kind('reminder'), stage('delivered'))),
  reminders_tried: outcomes(both(kind('reminder'), stage('delivered', 'not_reached'))),
  customers_welcomed: different('customer', both(kind('welcome'), stage('delivered'))),
  customers_called_welcome: different('customer', both(kind('welcome'), stage('delivered', 'not_reached'))),
  verifications_required: verifications('entry', { not: { column: 'status', is: ['cancelled'] } }),
  verifications_settled: verifications('entry', DONE, { ended: true }),
  verifications_done: verifications('end', DONE),
  verification_time: { fact: 'work', when: 'end', take: { sum: 'resolution' }, where: both(VERIFICATION, DONE) },
  verifications_judged: verifications('end', DONE, { column: 'result', absent: false }),
  verifications_confirmed: verifications('end', DONE, { column: 'result', text: ['confirmed'] }),
} as const satisfies Record<string, Aggregate>;
