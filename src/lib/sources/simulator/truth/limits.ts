import type { Payload } from '../../../events/vocabulary.ts';

/** The longest wait that is still in time, and the longest that is a short abandon; both inclusive, ms. */
export interface WaitLimits {
  slThresholdMs: number;
  shortAbandonMs: number;
}

const COMMON: WaitLimits = { slThresholdMs: 20_000, shortAbandonMs: 5_000 };

/** What the floor says of its own limits when it introduces its site and queues. */
export class Limits {
  private readonly said = new Map<string, Partial<WaitLimits>>();

  introduced({ kind, id, attrs }: Payload<'dim.upsert'>): void {
    if (kind !== 'site' && kind !== 'queue') return;
    const limits: Partial<WaitLimits> = {};
    for (const name of ['slThresholdMs', 'shortAbandonMs'] as const) {
      const value = attrs?.[name];
      if (typeof value === 'number') limits[name] = value;
    }
    this.said.set(`${kind} ${id}`, limits);
  }

  of(site: string | undefined, queue: string | undefined): WaitLimits {
    return { ...COMMON, ...this.said.get(`site ${site}`), ...this.said.get(`queue ${queue}`) };
  }
}
