import type { Payload } from '../../../events/vocabulary.ts';
import { Tally, type Keys } from './tally.ts';

interface Figure {
  rev: number;
  keys: Keys;
  d: Payload<'metric.set'>;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Figures that are published, and what agents are to do; the newest revision of each. */
export class Plans {
  /** By the beginning of the period; only periods of a quarter hour lie within one. */
  readonly figures = new Tally('site', 'queue');
  readonly schedules = new Tally('site', 'team');
  private readonly published = new Map<string, Figure>();
  private readonly days = new Map<string, Payload<'schedule.set'>>();

  figure(d: Payload<'metric.set'>): void {
    const { metric, period, scope = {}, source, rev = 0 } = d;
    const name = JSON.stringify([metric, period.from, period.to, scope, source]);
    const known = this.published.get(name);
    if (known && known.rev > rev) return;
    this.published.set(name, { rev, keys: [text(scope.site) ?? d.site, text(scope.queue) ?? d.queue], d });
  }

  scheduled(d: Payload<'schedule.set'>): void {
    const name = `${d.agent}\n${d.day}`;
    const known = this.days.get(name);
    if (!known || (known.rev ?? 0) <= (d.rev ?? 0)) this.days.set(name, d);
  }

  finish(): void {
    for (const { keys, d } of this.published.values()) {
      this.figures.add(d.period.from, keys, d.metric, d.value);
      this.figures.add(d.period.from, keys, `${d.metric}.told`);
    }
    for (const { site, team, segments = [] } of this.days.values())
      for (const { from, to } of segments) this.schedules.clip(from, to, [site, team], 'plannedMs');
  }
}
