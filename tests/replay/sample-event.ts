import type { TSchema } from 'typebox';
import { EVENT_TYPES, VOCABULARY, type EventType } from '#lib/events/vocabulary.ts';

/** Every instant of a sample lies here; no other number of it comes near. */
export const SAMPLE_AT = 1_700_000_000_000;

interface Shape {
  type?: string;
  const?: unknown;
  anyOf?: TSchema[];
  items?: TSchema;
  properties?: Record<string, TSchema>;
  patternProperties?: Record<string, TSchema>;
}

/** The instants of the vocabulary, told here by hand; the shift reads them off the schemas. */
const isInstant = (path: string): boolean =>
  /(At|\.validFrom|\.clockMs|\.prevEpoch|target\.e|segments\.(from|to)|period\.(from|to))$/.test(path);

function sample(schema: TSchema, path: string): unknown {
  const { type, anyOf, items, properties, ...rest } = schema as Shape;
  if ('const' in rest) return rest.const;
  if (anyOf) return sample(anyOf[0]!, path);
  if (type === 'array') return items ? [sample(items, path)] : [];
  if (type === 'object') {
    if (!properties) return path.endsWith('.waiting') ? { svc: 3 } : { name: 'x', level: 3 };
    return Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, sample(value, `${path}.${name}`)]),
    );
  }
  if (type === 'integer') return isInstant(path) ? SAMPLE_AT + path.length : path.length;
  if (type === 'number') return 1.5;
  if (type === 'boolean') return true;
  return path.endsWith('.day') ? '2023-11-14' : `${path.split('.').at(-1)}-1`;
}

/** One event of a type with every field that its schema has. */
export const sampleEvent = (type: EventType, n = 5) => ({
  v: 1 as const,
  t: type,
  p: 'pbx',
  e: SAMPLE_AT - 1_000,
  n,
  at: SAMPLE_AT,
  d: sample(VOCABULARY[type], 'd') as Record<string, unknown>,
});

export const SAMPLES = EVENT_TYPES.map((type) => sampleEvent(type));
