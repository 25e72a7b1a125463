/** What a metric is called, and one or two sentences that say what it counts. */
export interface MetricWords {
  label: string;
  help: string;
}
