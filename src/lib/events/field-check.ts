import { Compile, type Validator } from 'typebox/compile';
import type { TSchema } from 'typebox';

type Kind = 'text' | 'whole' | 'flag' | 'word' | 'other';

/** What is read of a schema here; of all others their own validator decides. */
interface Readable {
  type?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  anyOf?: readonly { const?: unknown }[];
}

const NO_WORDS: ReadonlySet<unknown> = new Set();

/**
 * A quick check of one field, made from its schema: texts, whole numbers, flags and words of a list, which nearly all
 * fields are, cost a comparison or two.
 */
export class FieldCheck {
  readonly required: boolean;
  readonly #kind: Kind;
  readonly #least: number;
  readonly #most: number;
  readonly #words: ReadonlySet<unknown>;
  readonly #schema: Validator;

  constructor(schema: TSchema, required: boolean) {
    const readable = schema as Readable;
    this.required = required;
    this.#kind = kindOf(readable);
    this.#least = readable.minLength ?? readable.minimum ?? Number.NEGATIVE_INFINITY;
    this.#most = readable.maxLength ?? readable.maximum ?? Number.POSITIVE_INFINITY;
    this.#words = this.#kind === 'word' ? new Set(readable.anyOf!.map((word) => word.const)) : NO_WORDS;
    this.#schema = Compile(schema);
  }

  /** True where the schema takes the value for sure. False says nothing yet: the schema must be asked. */
  surely(value: unknown): boolean {
    switch (this.#kind) {
      case 'text':
        // The schema counts characters as they are seen, of which a text has at most as many as code units.
        return typeof value === 'string' && value.length >= this.#least && value.length <= this.#most;
      case 'whole':
        return Number.isInteger(value) && (value as number) >= this.#least && (value as number) <= this.#most;
      case 'flag':
        return typeof value === 'boolean';
      case 'word':
        return this.#words.has(value);
      default:
        return this.#schema.Check(value);
    }
  }
}

function kindOf({ type, minLength = 0, anyOf }: Readable): Kind {
  if (type === 'string' && minLength <= 1) return 'text';
  if (type === 'integer') return 'whole';
  if (type === 'boolean') return 'flag';
  return anyOf?.every((word) => typeof word.const === 'string') ? 'word' : 'other';
}
