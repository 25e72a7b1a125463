/** Events that the engine infers (a ghost, an agent missing from a snapshot) carry this producer id, one per shard. */
export const INFERRING_PRODUCER = 'floorlight-engine.';
const LONGEST_PRODUCER = 64;

/** Producer id of what the engine infers in a shard. What a producer id cannot hold is written as `_`. */
export const inferringProducer = (shard: string): string =>
  (INFERRING_PRODUCER + shard.replaceAll(/[^A-Za-z0-9._-]/g, '_')).slice(0, LONGEST_PRODUCER);

/** True for the engine's own producer: what it says gives way to what a source observed. */
export const isInferringProducer = (p: string): boolean => p.startsWith(INFERRING_PRODUCER);
