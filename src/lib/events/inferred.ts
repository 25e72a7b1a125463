/** Events that the engine infers (a ghost, an agent missing from a snapshot) carry this producer id, one per shard. */
const INFERRING_PRODUCER = 'floorlight-engine.';

export const inferringProducer = (shard: string): string => INFERRING_PRODUCER + shard;

/** True for the engine's own producer: what it says gives way to what a source observed. */
export const isInferringProducer = (p: string): boolean => p.startsWith(INFERRING_PRODUCER);
