/** What a conversation takes: means in seconds, and how widely talk spreads. */
export interface HandleTimes {
  talkSeconds: number;
  talkLogSd: number;
  acwSeconds: number;
}
