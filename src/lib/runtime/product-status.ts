export type PartState = 'ready' | 'starting' | 'down' | 'degraded';

/** One part of the product as `/readyz` and the home page show it. */
export interface PartStatus {
  state: PartState;
  /** One sentence: what is wrong and what it means for the numbers; null when all is well. */
  detail: string | null;
  /** How far behind the end of the log, in lines; null = unknown, which is not zero. Absent for parts that do not read the log. */
  lag?: number | null;
}

export interface ProductStatus {
  ready: boolean;
  parts: Record<'log' | 'engine' | 'warehouse' | 'hub', PartStatus>;
  /** Producers heard, newest first. */
  producers: readonly {
    p: string;
    sites: readonly string[];
    lastEventAt: number;
    gaps: number;
    connected: boolean;
    simulated: boolean;
  }[];
  /** Findings of data quality since the start, by producer and kind. */
  findings: readonly { p: string; kind: string; n: number }[];
  counts: Readonly<
    Record<'accepted' | 'duplicates' | 'conflicts' | 'rejected' | 'unknownTypes' | 'unknownFields', number>
  >;
}
