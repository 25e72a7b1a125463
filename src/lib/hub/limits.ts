/** Bounds of the hub. Times in ms, sizes in bytes. */
export interface HubLimits {
  /** Bytes that may wait in a socket before its viewer skips states. */
  fullBytes: number;
  /** A viewer that has not kept up for so long is closed; it may come back at once. */
  slowMs: number;
  /** Deltas per topic for viewers that come back. */
  deltasKept: number;
  /** A topic without a viewer is kept for so long, so that its last viewer can resume. */
  lingerMs: number;
  heartbeatMs: number;
  /** Silence after which a client asks whether the server lives. */
  pingAfterMs: number;
  /** How often it is asked whether the session of a person still stands. */
  recheckMs: number;
  closeWithinMs: number;
  messageBytes: number;
  messagesPerSecond: number;
  subscriptionsPerViewer: number;
  viewers: number;
}

export const HUB_LIMITS: HubLimits = {
  fullBytes: 256 * 1024,
  slowMs: 60_000,
  deltasKept: 128,
  lingerMs: 30_000,
  heartbeatMs: 30_000,
  pingAfterMs: 5_000,
  recheckMs: 1_000,
  closeWithinMs: 2_000,
  messageBytes: 16 * 1024,
  messagesPerSecond: 50,
  subscriptionsPerViewer: 16,
  viewers: 20_000,
};
