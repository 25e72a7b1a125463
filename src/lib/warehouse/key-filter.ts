import { crc32 } from 'node:zlib';
import type { Warehouse } from './warehouse.ts';

/** Hashes asked for in one answer of the warehouse. */
const HASHES_PER_ANSWER = 2_000_000;

/** SQL of the hash of an index row. The engine's CRC32 and zlib's are the same function of the UTF-8 bytes. */
const HASH_SQL = `CRC32(concat(kind, '\\0', site, '\\0', key))`;

/**
 * Says for sure that a key has no fact yet, so that the index is asked only for keys that may stand in it. Exact where it
 * says no; where it says yes it errs for one key in 2^32 / (keys held). It holds 4 to 12 bytes a key, up to `limit` keys;
 * above it says yes to all, and every unknown key costs a look-up.
 */
export class KeyFilter {
  readonly #limit: number;
  /** Open addressing; 0 is an empty place, so the hash 0 is kept as 1. */
  #places = new Uint32Array(1 << 16);
  #held = 0;
  #full = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** `id`: factId of the fact. */
  mayHold(id: string): boolean {
    if (this.#full) return true;
    const hash = crc32(id) || 1;
    return this.#places[this.#placeOf(hash)] === hash;
  }

  add(id: string): void {
    this.#addHash(crc32(id) || 1);
  }

  /** Fills the filter from the index. */
  async load(warehouse: Warehouse): Promise<void> {
    const [count] = await warehouse.query<{ rows: number }>('SELECT count() AS rows FROM fact_index');
    const rows = count?.rows ?? 0;
    if (rows > this.#limit) return this.#overflow();
    const shares = Math.max(1, Math.ceil(rows / HASHES_PER_ANSWER));
    for (let share = 0; share < shares; share += 1) {
      const [answer] = await warehouse.query<{ hashes: number[] }>(
        `SELECT groupArray(${HASH_SQL}) AS hashes FROM fact_index WHERE ${HASH_SQL} % ${shares} = ${share}`,
      );
      for (const hash of answer?.hashes ?? []) this.#addHash(hash || 1);
    }
  }

  #addHash(hash: number): void {
    if (this.#full) return;
    const place = this.#placeOf(hash);
    if (this.#places[place] === hash) return;
    this.#places[place] = hash;
    this.#held += 1;
    if (this.#held > this.#limit) this.#overflow();
    else if (this.#held * 2 > this.#places.length) this.#grow();
  }

  #placeOf(hash: number): number {
    const mask = this.#places.length - 1;
    let place = (Math.imul(hash, 0x9e3779b1) >>> 0) & mask;
    while (this.#places[place] !== 0 && this.#places[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const old = this.#places;
    this.#places = new Uint32Array(old.length * 2);
    for (const hash of old) if (hash !== 0) this.#places[this.#placeOf(hash)] = hash;
  }

  #overflow(): void {
    this.#full = true;
    this.#places = new Uint32Array(0);
  }
}
