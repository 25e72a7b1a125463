import type { Random } from './random.ts';

/** Records of the last hours that may be called again. */
const REMEMBERED = 1000;
const AGAIN_SHARE = 0.4;

export interface ListRecord {
  record: string;
  recordFirst: boolean;
}

/** The list of a campaign: new records, and old ones that were not reached; the next list when it is used up. */
export class CallingList {
  attempted = 0;
  closed = 0;
  private number = 1;
  private readonly lastRecords: string[] = [];
  private readonly campaign: string;
  private readonly records: number;

  constructor(campaign: string, records: number) {
    this.campaign = campaign;
    this.records = records;
  }

  get id(): string {
    return `${this.campaign}-L${this.number}`;
  }

  /** A new record of the list, or one that was not reached. */
  draw(random: Random, newId: () => string): ListRecord {
    const old = random.chance(AGAIN_SHARE) ? this.lastRecords[random.below(this.lastRecords.length)] : undefined;
    if (old) return { record: old, recordFirst: false };
    if (this.attempted >= this.records) {
      this.number += 1;
      this.attempted = 0;
      this.closed = 0;
    }
    this.attempted += 1;
    const record = newId();
    if (this.lastRecords.length < REMEMBERED) this.lastRecords.push(record);
    else this.lastRecords[random.below(REMEMBERED)] = record;
    return { record, recordFirst: true };
  }

  get state() {
    const { id: list, records, attempted, closed } = this;
    return { list, records, attempted, closed, left: Math.max(0, records - closed) };
  }
}
