/** Every simulated producer's id starts with this; nothing else marks data as simulated. */
export const SIMULATED_PREFIX = 'sim-';

/** True where the producer is a simulated one: what it sent is marked "simulated" on boards and reports. */
export const isSimulatedProducer = (producer: string): boolean => producer.startsWith(SIMULATED_PREFIX);
