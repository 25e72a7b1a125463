import type { Payload } from '../../events/vocabulary.ts';

/** Work that comes in by itself, in the rhythm of the day, and that a department settles. */
export interface RoutineWork {
  kind: Payload<'work.changed'>['kind'];
  perDay: number;
  reasons: readonly string[];
  channels: readonly string[];
  departments: readonly string[];
  segment?: string;
  /** Regulated times: how often, hours until due, priority (1 = first). */
  due: readonly { weight: number; hours: number; priority: number }[];
  inTimeShare: number;
  /** Mean minutes of work once somebody has taken it. */
  workMinutes: number;
  /** How it ends. */
  results: Readonly<Record<string, number>>;
  /** Share with an error found. */
  errorShare?: number;
  /** Share that the customer withdraws. */
  cancelledShare?: number;
}

export interface LoanRecords {
  applicationsPerDay: number;
  manualShare: number;
  automaticMinutes: number;
  manualMinutes: number;
  logSd: number;
  approvedShare: number;
  cancelledShare: number;
  /** Applicants who had a loan before. */
  repeatShare: number;
  /** Mean, in minor units. */
  amount: number;
  documentsPerApplication: number;
  documentSeconds: number;
  documentErrorShare: number;
}

export interface TicketRecords {
  /** Of the handled contacts. */
  share: number;
  departments: readonly string[];
  /** First transfer: median. */
  transferMinutes: number;
  transferLogSd: number;
  /** Due in 24 h, else in 72 h. */
  oneDayShare: number;
  inTimeShare: number;
  customerCausedShare: number;
  resolvedShare: number;
  reopenedShare: number;
  /** Complaints about the manner of an agent, of the handled contacts. */
  attitudeShare: number;
  /** Other complaints, of the handled contacts. */
  complaintShare: number;
}

export interface SurveyRecords {
  invitedShare: number;
  answeredShare: number;
  hotlineTopBoxShare: number;
  /** Answers to the survey over all channels, in a month. */
  overallPerMonth: number;
  overallTopBoxShare: number;
  /** Of those who answer, who are asked each of the further questions. */
  furtherShare: number;
  recommendShare: number;
  nps: { promoters: number; passives: number };
}

/** A figure that somebody else counts, told once a day. */
export interface PublishedFigure {
  metric: string;
  value: number;
  unit: string;
  source: string;
  scope?: Readonly<Record<string, string>>;
  /** Grows with the size of the floor. */
  scales?: boolean;
}

/** What the business systems note about contacts and beside them. */
export interface BusinessRecords {
  tickets: TicketRecords;
  surveys: SurveyRecords;
  quality: { perAgentMonth: number; score: number; softScore: number; criticalShare: number };
  loans?: LoanRecords;
  routine: readonly RoutineWork[];
  promiseKeptShare: number;
  /** Part of the company's sales that the telephone brings. */
  phoneSalesShare: number;
  figures: readonly PublishedFigure[];
}
