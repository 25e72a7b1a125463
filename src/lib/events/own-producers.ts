/** Events that the engine infers (a ghost, an agent missing from a snapshot) carry this producer id, one per shard. */
export const INFERRING_PRODUCER = 'floorlight-engine.';
const LONGEST_PRODUCER = 64;

/** Producer id of what the engine infers in a shard. What a producer id cannot hold is written as `_`. */
export const inferringProducer = (shard: string): string =>
  (INFERRING_PRODUCER + shard.replaceAll(/[^A-Za-z0-9._-]/g, '_')).slice(0, LONGEST_PRODUCER);

/** True for the engine's own producer: what it says gives way to what a source observed. */
export const isInferringProducer = (p: string): boolean => p.startsWith(INFERRING_PRODUCER);

/** Producer of the events that the product itself sends: settings, and what is taken back of its own corrections. */
export const SETTINGS_PRODUCER = 'floorlight-settings';

/** True for the producers that the product itself is. */
export const isOwnProducer = (p: string): boolean => p === SETTINGS_PRODUCER || isInferringProducer(p);
