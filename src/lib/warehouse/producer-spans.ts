import type { EventIdentity } from '#lib/events/envelope.ts';
import { isSimulatedProducer } from '#lib/events/simulated.ts';
import { NO_SITE } from './fact-table.ts';
import { textField } from './tab-separated.ts';
import type { Warehouse } from './warehouse.ts';

/** From when to when a producer epoch was heard at a site. Instants in ms UTC. */
export interface ProducerSpan {
  /** Null: events without a site. */
  site: string | null;
  p: string;
  e: number;
  firstAt: number;
  lastAt: number;
  firstN: number;
  lastN: number;
  simulated: boolean;
}

interface Extent {
  site: string;
  p: string;
  e: number;
  /** Least and greatest of at, n and receivedAt. */
  at: [number, number];
  n: [number, number];
  receivedAt: [number, number];
}

const COLUMNS = ['site', 'p', 'e', 'first_at', 'last_at', 'first_n', 'last_n', 'first_received_at', 'last_received_at'];

const widen = (extent: [number, number], value: number): void => {
  if (value < extent[0]) extent[0] = value;
  if (value > extent[1]) extent[1] = value;
};

/** First and last event of each (site, p, e) of a batch. */
export class ProducerSpans {
  readonly #extents = new Map<string, Extent>();
  /** Events of one producer come in runs: most need no look-up. */
  #last: Extent | null = null;

  add(site: string, { p, e, n, at }: EventIdentity & { at: number }, receivedAt: number): void {
    const last = this.#last;
    const extent =
      last?.p === p && last.e === e && last.site === site ? last : this.#extents.get(`${site}\0${p}\0${e}`);
    if (!extent) {
      this.#last = { site, p, e, at: [at, at], n: [n, n], receivedAt: [receivedAt, receivedAt] };
      this.#extents.set(`${site}\0${p}\0${e}`, this.#last);
      return;
    }
    this.#last = extent;
    widen(extent.at, at);
    widen(extent.n, n);
    widen(extent.receivedAt, receivedAt);
  }

  write(warehouse: Warehouse): Promise<void> {
    const rows = [...this.#extents.values()].map(
      ({ site, p, e, at, n, receivedAt }) =>
        `${textField(site)}\t${p}\t${e}\t${at.join('\t')}\t${n.join('\t')}\t${receivedAt.join('\t')}\n`,
    );
    return warehouse.insert('producer_span', COLUMNS, rows);
  }
}

/** Every producer epoch heard, by site. */
export async function producerSpans(warehouse: Warehouse): Promise<ProducerSpan[]> {
  const rows = await warehouse.query<Omit<ProducerSpan, 'simulated'>>(`
    SELECT nullIf(toString(site), '${NO_SITE}') AS site, p, e,
      min(first_at) AS firstAt, max(last_at) AS lastAt, min(first_n) AS firstN, max(last_n) AS lastN
    FROM producer_span GROUP BY site, p, e ORDER BY site, p, e`);
  return rows.map((row) => ({ ...row, simulated: isSimulatedProducer(row.p) }));
}
