/** mulberry32: a small generator of our own, so that a seed gives the same lines on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HOSTILE_VALUES = [
  '1e400',
  '-0',
  '1.5',
  '9007199254740993',
  '"\\ud800"',
  '"\\u0000"',
  'null',
  'true',
  '[]',
  '{}',
  '{"__proto__":{"polluted":1}}',
  '"x'.padEnd(2_000, 'x') + '"',
  '[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]',
  '-1',
  '""',
  'NaN',
  '"13800138000"',
];
const HOSTILE_FIELDS = [
  '"__proto__":{"polluted":true}',
  '"constructor":{"prototype":1}',
  '"d":{}',
  '"n":1',
  '"phone":"13800138000"',
  '"toString":1',
];

/** One line, made worse in one of many ways; no line end is put into it. */
export function mutate(line: string, next: () => number): Buffer {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  const bytes = Buffer.from(line);
  const place = Math.floor(next() * bytes.length);
  const spoil = (mend: (text: string) => string): Buffer => Buffer.from(mend(line));
  switch (Math.floor(next() * 10)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      flipped[place] = flipped[place]! ^ (1 << Math.floor(next() * 8));
      return noLineEnd(flipped);
    }
    case 1:
      return bytes.subarray(0, place);
    case 2: {
      const depth = pick([10, 400, 1_200, 3_000]);
      return spoil((text) =>
        text.replace(/:("[^"]*"|\d+)([,}])/, `:${'['.repeat(depth)}${next() < 0.5 ? ']'.repeat(depth) : ''}$2`),
      );
    }
    case 3: {
      const value = pick(HOSTILE_VALUES);
      const which = Math.floor(next() * 12);
      let seen = 0;
      return spoil((text) => text.replace(/:("[^"]*"|\d+)/g, (found) => (seen++ === which ? `:${value}` : found)));
    }
    case 4:
      return spoil((text) => text.replace(next() < 0.5 ? '{' : '"d":{', (open) => `${open}${pick(HOSTILE_FIELDS)},`));
    case 5:
      return noLineEnd(
        Buffer.concat([bytes.subarray(0, place), Buffer.from([Math.floor(next() * 256)]), bytes.subarray(place)]),
      );
    case 6:
      return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + Math.floor(next() * 20))]);
    case 7:
      return spoil((text) =>
        text.replace(/"(v|t|p|e|n|at|d)":/, (key) => pick(['"x":', key.toUpperCase(), `${key}null,${key}`])),
      );
    case 8:
      return spoil((text) => text + pick(['}', ',', text, '\u0000', '\ufeff', ' // comment', '\u2028']));
    default:
      return noLineEnd(Buffer.from(Array.from({ length: Math.floor(next() * 60) }, () => Math.floor(next() * 256))));
  }
}

const noLineEnd = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => (byte === 0x0a ? 0x0b : byte)));
