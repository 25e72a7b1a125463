import Type, { type TLiteral, type TSchema, type TUnion } from 'typebox';

/** Whole number that a JSON number carries exactly. Instants (`...At`, ms UTC), durations (`...Ms`) and counts. */
export const Whole = Type.Integer({
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
});

export const Text = Type.String({ maxLength: 1024 });

/** Opaque identifier of at most 64 characters, never empty. */
export const Id = Type.String({ minLength: 1, maxLength: 64 });

export const Flag = Type.Boolean();

export const Decimal = Type.Number();

/** Any JSON object: attributes that the contract leaves open. */
export const Bag = Type.Record(Type.String(), Type.Unknown());

/** One word of a closed list. */
export const oneOf = <const Words extends readonly string[]>(words: Words): TUnion<WordSchemas<Words>> =>
  Type.Union(words.map((word) => Type.Literal(word))) as never;

type WordSchemas<Words extends readonly string[]> = Words extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? [TLiteral<First>, ...WordSchemas<Rest>]
  : [];

export const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);
