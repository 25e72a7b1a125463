import { DIRECTIONS, FUNCTIONS, MEDIA } from '../events/enumerations.ts';
import { DICTIONARY, metricById, type Metric } from './dictionary.ts';
import type { AnyDimension } from './dimensions.ts';
import type { Filter } from './question.ts';

/** What is wrong with a parameter of a question. */
export interface ParameterFault {
  field: string;
  reason: string;
}

export type ParsedQuestion<Question> = { ok: true; question: Question } | { ok: false; errors: ParameterFault[] };

/** Values longer than this are no id of the contract. */
const MAX_ID = 64;
const MAX_LIST = 200;

const WORDS_OF: Partial<Record<AnyDimension, readonly string[]>> = {
  media: MEDIA,
  direction: DIRECTIONS,
  fn: FUNCTIONS,
};

const listed = (names: readonly string[]): string => names.join(', ');

/**
 * Reads the parameters of a question one by one and gathers every fault, so that the caller hears of all at once.
 * Lists are separated by commas.
 */
export class QuestionParameters {
  readonly errors: ParameterFault[] = [];
  readonly #parameters: URLSearchParams;

  /** Faults at once what is unknown or given twice. `dimensions` are the filters. */
  constructor(parameters: URLSearchParams, known: readonly string[], dimensions: readonly AnyDimension[]) {
    this.#parameters = parameters;
    const allowed = [...known, ...dimensions];
    for (const name of new Set(parameters.keys())) {
      if (!allowed.includes(name)) this.fault(name, `There is no such parameter; allowed: ${listed(allowed)}.`);
      else if (parameters.getAll(name).length > 1)
        this.fault(name, 'It is given more than once; lists are separated by commas.');
    }
  }

  fault(field: string, reason: string): void {
    this.errors.push({ field, reason });
  }

  /** The text of a parameter; null where it is absent. An empty one is a fault. */
  text(name: string): string | null {
    const value = this.#parameters.get(name);
    if (value === '') {
      this.fault(name, 'It is empty; leave it out instead.');
      return null;
    }
    return value;
  }

  /** One of a closed list; `otherwise` where it is absent. */
  choice<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const value = this.text(name);
    if (value === null) return otherwise;
    const found = allowed.find((entry) => entry === value);
    if (found === undefined) this.fault(name, `"${value}" is none of: ${listed(allowed)}.`);
    return found ?? otherwise;
  }

  /** `metrics`: at least one, all of the dictionary, and all with `offered` true. */
  metrics(offered: (metric: Metric) => boolean): Metric[] {
    if (!this.#parameters.has('metrics')) this.fault('metrics', 'It is required: metric ids, separated by commas.');
    const found: Metric[] = [];
    for (const id of this.#list('metrics')) {
      const metric = metricById(id);
      if (metric !== null && offered(metric)) found.push(metric);
      else {
        const ids = DICTIONARY.filter(offered).map((entry) => entry.id);
        const what = metric === null ? `There is no metric "${id}"` : `"${id}" cannot be asked here`;
        this.fault('metrics', `${what}; allowed: ${listed(ids)}.`);
      }
    }
    return found;
  }

  /** `by`: none or several of the dimensions. */
  by<D extends string>(allowed: readonly D[]): D[] {
    const found: D[] = [];
    for (const name of this.#list('by')) {
      const dimension = allowed.find((entry) => entry === name);
      if (dimension === undefined) this.fault('by', `"${name}" is none of: ${listed(allowed)}.`);
      else found.push(dimension);
    }
    return found;
  }

  /** A parameter for each of some lists of words that is restricted; `wordsOf` null: any id. */
  lists<Name extends string>(
    names: readonly Name[],
    wordsOf: (name: Name) => readonly string[] | null,
  ): { [N in Name]?: readonly string[] } {
    const found: { [N in Name]?: readonly string[] } = {};
    for (const name of names) {
      const values = this.#list(name);
      if (values.length === 0) continue;
      found[name] = values;
      const words = wordsOf(name);
      for (const value of values) {
        if (words && !words.includes(value)) this.fault(name, `"${value}" is none of: ${listed(words)}.`);
        else if (value.length > MAX_ID) this.fault(name, `An id has at most ${MAX_ID} characters.`);
      }
    }
    return found;
  }

  /** One parameter by each dimension that is restricted. */
  filter(dimensions: readonly AnyDimension[]): Filter {
    const filter: { -readonly [D in AnyDimension]?: readonly string[] } = {};
    for (const dimension of dimensions) {
      const values = this.#list(dimension);
      if (values.length === 0) continue;
      filter[dimension] = values;
      const words = WORDS_OF[dimension];
      for (const value of values) {
        if (words && !words.includes(value)) this.fault(dimension, `"${value}" is none of: ${listed(words)}.`);
        else if (value.length > MAX_ID) this.fault(dimension, `An id has at most ${MAX_ID} characters.`);
      }
    }
    return filter;
  }

  /** Faults metrics that do not have a dimension which is grouped by or filtered. */
  checkDimensions(metrics: readonly Metric[], by: readonly AnyDimension[], filter: Filter): void {
    const asked = new Map<AnyDimension, string>([
      ...(Object.keys(filter) as AnyDimension[]).map((dimension) => [dimension, dimension] as const),
      ...by.map((dimension) => [dimension, 'by'] as const),
    ]);
    for (const metric of metrics) {
      for (const [dimension, field] of asked) {
        if (metric.dimensions.includes(dimension)) continue;
        this.fault(
          field,
          `The metric "${metric.id}" has no dimension "${dimension}"; it has: ${listed(metric.dimensions)}.`,
        );
      }
    }
  }

  result<Question>(question: Question): ParsedQuestion<Question> {
    return this.errors.length > 0 ? { ok: false, errors: this.errors } : { ok: true, question };
  }

  #list(name: string): string[] {
    const text = this.text(name);
    if (text === null) return [];
    const entries = text.split(',').map((entry) => entry.trim());
    const once = [...new Set(entries)];
    if (entries.includes('')) this.fault(name, 'An entry of the list is empty.');
    else if (once.length < entries.length) this.fault(name, 'An entry of the list stands there twice.');
    if (once.length > MAX_LIST) this.fault(name, `The list has more than ${MAX_LIST} entries.`);
    return once.filter((entry) => entry !== '').slice(0, MAX_LIST);
  }
}
