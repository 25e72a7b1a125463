import type { Payload } from '../../events/vocabulary.ts';
import type { Inbound } from './inbound.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './local-time.ts';
import type { ProducerRole } from './outlet.ts';
import type { Random } from './random.ts';
import type { SalesLedger } from './sales-ledger.ts';
import type { Staffing } from './staffing.ts';
import type { World } from './world.ts';

const INTERVAL_MS = 15 * MINUTE_MS;
/** Nobody knows tomorrow: the forecast of an interval misses by so much. */
const FORECAST_VARIATION = 0.04;
const SALES_VARIATION = 0.03;

/** Figures that others count: the forecast, the people needed, the company's sales, customers, headcount, functions. */
export class PublishedFigures {
  private readonly world: World;
  private readonly random: Random;
  private readonly inbound: Inbound;
  private readonly staffing: Staffing;
  private readonly sales: SalesLedger;
  private salesFactor = 1;

  constructor(world: World, inbound: Inbound, staffing: Staffing, sales: SalesLedger) {
    this.world = world;
    this.random = world.random('figures');
    this.inbound = inbound;
    this.staffing = staffing;
    this.sales = sales;
  }

  /** Tells the figures of today, and of every day an hour before it begins. */
  run(): void {
    const { agenda, time } = this.world;
    const today = time.dayOf(agenda.now);
    this.ofDay(today);
    // The warm-up may reach over midnight.
    if (!this.world.outlet.isOpen && time.dayOf(agenda.now + HOUR_MS) !== today) this.ofDay(today + 1);
    const again = (day: number): void => {
      agenda.at(time.startOfDay(day) - HOUR_MS, () => {
        this.ofDay(day);
        again(day + 1);
      });
    };
    again(today + 1);
    agenda.every(HOUR_MS, () => this.companySales());
  }

  private ofDay(day: number): void {
    const from = this.world.time.startOfDay(day);
    const period = { from, to: from + DAY_MS };
    const { figures } = this.world.preset.records;
    for (const { metric, value, unit, source, scope } of figures)
      this.tell('crm', metric, period, value, unit, source, scope);
    for (let at = from; at < period.to; at += INTERVAL_MS) this.forecast(at);
    this.salesFactor = this.random.lognormal(1, SALES_VARIATION);
  }

  private forecast(from: number): void {
    const { inbound, random, staffing } = this;
    const period = { from, to: from + INTERVAL_MS };
    const weights = inbound.arrivals.weights(from);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const perHour = inbound.arrivals.plannedPerHour(from + INTERVAL_MS / 2);
    const aht = Math.round(staffing.handleSeconds);
    inbound.router.queues.forEach((queue, index) => {
      const mean = (perHour * (weights[index] ?? 0)) / total;
      const callers = mean * random.gamma(1, FORECAST_VARIATION);
      const scope = { site: this.world.preset.site, queue: queue.description.id };
      const offered = Math.round((callers * INTERVAL_MS * 100) / HOUR_MS) / 100;
      this.tell('wfm', 'forecast.offered', period, offered, 'contacts', 'forecast', scope);
      this.tell('wfm', 'forecast.aht', period, aht, 's', 'forecast', scope);
      this.tell('wfm', 'staff.required', period, staffing.required(queue, callers), 'agents', 'forecast', scope);
    });
  }

  /** Of the day so far, as the accounts have it; the next revision every hour. */
  private companySales(): void {
    const { world } = this;
    // The hour that ends belongs to the day that it closes.
    const at = world.now - 1;
    const from = world.time.startOfDay(world.time.dayOf(at));
    const share = world.preset.records.phoneSalesShare;
    if (share <= 0) return;
    const rev = Math.round((world.now - from) / HOUR_MS);
    const sales = Math.round((this.sales.soFar(at) / share) * this.salesFactor);
    this.tell('crm', 'company.sales', { from, to: from + DAY_MS }, sales, world.preset.ccy, 'accounts', undefined, rev);
  }

  private tell(
    role: ProducerRole,
    metric: string,
    period: Payload<'metric.set'>['period'],
    value: number,
    unit: string,
    source: string,
    scope: Readonly<Record<string, string>> = { site: this.world.preset.site },
    rev = 1,
  ): void {
    const { site } = this.world.preset;
    const told = 'site' in scope ? scope : { site, ...scope };
    this.world.emit(role, 'metric.set', { site, metric, period, value, unit, scope: told, rev, source });
  }
}
