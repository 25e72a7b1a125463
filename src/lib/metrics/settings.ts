/** Targets by metric id: the value aimed at, the value from which it is a breach, and further marks to show. */
export interface MetricTarget {
  target: number;
  breach?: number;
  marks?: readonly number[];
}

/**
 * The formulas of the service level (domain 1.3), by the ending of their metrics. They differ in who abandoned: `short`
 * leaves those within S out, `ign` those within T, `ans` all; `neg` counts all as missed, `pos` those within T as met.
 */
export const SERVICE_LEVEL_FORMULAS = ['short', 'neg', 'ign', 'pos', 'ans'] as const;
export type ServiceLevelFormula = (typeof SERVICE_LEVEL_FORMULAS)[number];

export const isServiceLevelFormula = (value: unknown): value is ServiceLevelFormula =>
  (SERVICE_LEVEL_FORMULAS as readonly unknown[]).includes(value);

/** The settings by which visits are judged, in force as of the quarter hour in which a visit entered. */
export const JUDGING_SETTINGS = ['slThresholdMs', 'shortAbandonMs', 'serviceLevelFormula'] as const;
export type JudgingSetting = (typeof JUDGING_SETTINGS)[number];

export const isJudgingSetting = (name: string): name is JudgingSetting =>
  (JUDGING_SETTINGS as readonly string[]).includes(name);

/** What a site or a queue sets for counting; an absent field takes the next wider scope's: queue, then site, then the default. */
export interface CountingSettings {
  /** IANA zone or offset. */
  tz?: string;
  /** Local time `HH:MM` on 15 minutes at which the business day starts. */
  businessDayStart?: string;
  /** Service-level threshold T, inclusive, ms. */
  slThresholdMs?: number;
  /** Short-abandon threshold S, inclusive, ms. */
  shortAbandonMs?: number;
  /** Hours on the clock of the site in which may be dialled, `08:00-21:00`; over midnight where the end is not after the start. */
  callingWindow?: string;
  /** How often a record of a campaign may be dialled on one day. */
  attemptsPerDay?: number;
  /** By which formula its visits count in `service_level`. */
  serviceLevelFormula?: ServiceLevelFormula;
  targets?: Readonly<Record<string, MetricTarget>>;
}

/** Contract 6: T = 20 s, S = 5 s, UTC, midnight. Dialling: an assumption, to be set by the law of the country. */
export const DEFAULT_SETTINGS: Required<Omit<CountingSettings, 'targets'>> = {
  tz: 'UTC',
  businessDayStart: '00:00',
  slThresholdMs: 20_000,
  shortAbandonMs: 5_000,
  callingWindow: '08:00-21:00',
  attemptsPerDay: 3,
  serviceLevelFormula: 'short',
};

/** One version of one site's or queue's attributes, in force from `validFrom` until the next version of the same id. */
export interface DimensionVersion {
  kind: 'site' | 'queue' | 'team' | 'agent' | 'skill' | 'campaign' | 'list' | string;
  id: string;
  /** Site that the queue stands in; null where the event named none. */
  site: string | null;
  validFrom: number;
  /** `name`: a text, or texts by locale (`en`, `zh-CN`, `zh-TW`, `ru`); and the counting settings. */
  attrs: CountingSettings & { name?: string | Readonly<Record<string, string>> } & Record<string, unknown>;
}
