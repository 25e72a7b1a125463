import type { ContactCentreEvent, UnknownEvent } from '#lib/events/envelope.ts';
import { impossibilities } from '#lib/metrics/impossibilities.ts';
import { NO_SITE } from './fact-table.ts';
import { tabRow, textField } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

const COLUMNS = ['kind', 'site', 'p', 'e', 'n', 'at', 'received_at', 't', 'ix'];

/** How many findings there were, by producer and kind. */
export class FindingCounts {
  readonly #counts = new Map<string, { p: string; kind: string; n: number }>();

  add(p: string, kind: string, n = 1): void {
    const key = `${kind} ${p}`;
    const count = this.#counts.get(key);
    if (count) count.n += n;
    else this.#counts.set(key, { p, kind, n });
  }

  addAll(others: FindingCounts): void {
    for (const { p, kind, n } of others.#counts.values()) this.add(p, kind, n);
  }

  counts(): { p: string; kind: string; n: number }[] {
    return [...this.#counts.values()].map((count) => ({ ...count }));
  }
}

/** What is to be doubted in the events of a batch. */
export class EventFindings {
  readonly counts = new FindingCounts();
  readonly #rows: string[] = [];

  add(event: ContactCentreEvent | UnknownEvent, receivedAt: number): void {
    for (const kind of impossibilities(event, receivedAt)) {
      this.counts.add(event.p, kind);
      const site = textField(event.d.site ?? NO_SITE);
      const { p, e, n, at, t, d } = event;
      this.#rows.push(tabRow([kind, site, p, e, n, at, receivedAt, textField(t), textField(d.ix ?? '')]));
    }
  }

  /** Throws WarehouseError. The same findings once more change nothing. */
  write(warehouse: Warehouse): Promise<void> {
    return warehouse.insert('event_finding', COLUMNS, this.#rows);
  }
}
