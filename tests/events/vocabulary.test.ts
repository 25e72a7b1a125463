import { expect, test } from 'vitest';
import type { TSchema } from 'typebox';
import { EXAMPLES } from '#lib/events/examples.ts';
import { parseEnvelope, parseLine, type ParseResult } from '#lib/events/parse.ts';
import { COMMON_FIELDS, EVENT_TYPES, VOCABULARY, type EventType } from '#lib/events/vocabulary.ts';
import { envelope, rejectionOf } from './envelope.ts';

/** What the contract requires of each payload; everything else may be absent. */
const REQUIRED: Partial<Record<EventType, string[]>> = {
  'queue.entered': ['visit', 'enqueuedAt'],
  'queue.left': ['visit', 'enqueuedAt', 'waitMs', 'outcome'],
  'offer.ended': ['leg', 'agent', 'offeredAt', 'ringMs', 'result'],
  'leg.connected': ['leg', 'connectedAt'],
  'leg.updated': ['leg', 'change'],
  'leg.ended': ['leg', 'connectedAt', 'talkMs'],
  'wrap.ended': ['leg', 'endedAt', 'talkMs', 'holdMs', 'acwMs'],
  'ix.started': ['ix'],
  'ix.ivr': ['ix'],
  'ix.ended': ['ix'],
  'agent.state': ['agent', 'state', 'enteredAt'],
  'dial.attempt': ['dialedAt', 'result'],
  'work.changed': ['item', 'kind', 'status', 'rev'],
  'outcome.recorded': ['kind', 'stage'],
  'survey.answered': ['survey', 'kind', 'stage'],
  'metric.set': ['metric', 'period', 'value'],
  correction: ['target', 'op'],
};

const TYPES = EVENT_TYPES.map((type) => ({ type, example: EXAMPLES[type] as Record<string, unknown> }));
const fieldsOf = (type: EventType) =>
  Object.entries(VOCABULARY[type].properties as Record<string, TSchema & { type?: string; anyOf?: TSchema[] }>);
const parse = (type: string, d: unknown): ParseResult => parseEnvelope(envelope(type, structuredClone(d)));

test('[EV1] the contract has 25 types, and the example of each is read whole', () => {
  expect(EVENT_TYPES.length).toBe(25);
  expect(Object.keys(EXAMPLES).sort()).toEqual([...EVENT_TYPES].sort());
  for (const { type, example } of TYPES) {
    const parsed = parseLine(JSON.stringify(envelope(type, example)));
    expect(parsed, type).toEqual({ ok: true, known: true, dropped: 0, event: envelope(type, example) });
  }
});

test.each(TYPES)(
  '[EV2] $type without a required field is refused, naming it; with nothing else it is taken',
  ({ type, example }) => {
    const required = REQUIRED[type] ?? [];
    for (const field of required) {
      const { [field]: _, ...rest } = example;
      const refused = rejectionOf(parse(type, rest));
      expect(refused).toEqual({
        code: 'missing_field',
        field: `d.${field}`,
        message: `d.${field} is required and absent.`,
      });
      expect(rejectionOf(parse(type, { ...example, [field]: null }))).toEqual(refused);
    }
    const least = Object.fromEntries(required.map((field) => [field, example[field]]));
    expect(parse(type, least)).toMatchObject({ ok: true, event: { d: least } });
  },
);

test.each(TYPES)('[EV3] $type with a field of another type is refused, naming the field', ({ type, example }) => {
  for (const [field, schema] of fieldsOf(type)) {
    for (const wrong of wrongFor(schema)) {
      const rejection = rejectionOf(parse(type, { ...example, [field]: wrong }));
      expect(rejection, `${type}.${field} = ${JSON.stringify(wrong)}`).not.toBeNull();
      expect(rejection!.field, JSON.stringify(wrong)).toMatch(new RegExp(`^d\\.${field.replace('#', '\\#')}(\\.|$)`));
      expect(rejection!.message).toContain(rejection!.field);
    }
  }
});

function wrongFor(schema: TSchema & { type?: string; anyOf?: TSchema[] }): unknown[] {
  if (schema.anyOf) return schema.anyOf.every((part) => 'const' in part) ? ['no such word', 7, {}] : [[7]];
  switch (schema.type) {
    case 'integer':
      return ['7', 1.5, true, {}, 2 ** 53];
    case 'number':
      return ['7', true, []];
    case 'string':
      return [7, false, {}, 'x'.repeat(1_025)];
    case 'boolean':
      return ['true', 1];
    case 'array':
      return [{}, 'x', 7];
    default:
      return [7, 'x', [7]];
  }
}

test('[EV3] a word that is not of the list is refused with the words that are', () => {
  const rejection = rejectionOf(parse('queue.left', { ...EXAMPLES['queue.left'], outcome: 'vanished' }));
  expect(rejection).toMatchObject({ code: 'unknown_value', field: 'd.outcome' });
  expect(rejection!.message).toBe(
    'd.outcome is "vanished"; allowed: answered, abandoned, flow_out, timeout, no_agent, callback, system_error, lost.',
  );
  const nested = rejectionOf(parse('leg.ended', { ...EXAMPLES['leg.ended'], transfer: { kind: 'thrown' } }));
  expect(nested).toMatchObject({ code: 'unknown_value', field: 'd.transfer.kind' });
  const listed = rejectionOf(parse('agent.snapshot', { agents: [{ agent: 'a1', state: 'READY' }] }));
  expect(listed).toMatchObject({ code: 'missing_field', field: 'd.agents.0.enteredAt' });
});

test('[EV4] fields outside the contract are taken out and counted, in the envelope too', () => {
  const parsed = parseEnvelope({
    ...envelope('ix.started', { ix: 'x', phone: '+861390000', name: null, dnis: 'd' }),
    trace: 1,
  });
  expect(parsed).toEqual({ ok: true, known: true, dropped: 3, event: envelope('ix.started', { ix: 'x', dnis: 'd' }) });
});

test('[EV4] an event of an unknown type is kept with its common fields, and these are judged', () => {
  const parsed = parse('coffee.brewed', { site: 'cs', agent: 'a1', strength: 9 });
  expect(parsed).toEqual({
    ok: true,
    known: false,
    dropped: 1,
    event: envelope('coffee.brewed', { site: 'cs', agent: 'a1' }),
  });
  expect(rejectionOf(parse('coffee.brewed', { site: 7 }))).toMatchObject({ code: 'wrong_type', field: 'd.site' });
  for (const field of Object.keys(COMMON_FIELDS))
    expect(parse('coffee.brewed', { [field]: null })).toMatchObject({ ok: true, dropped: 0 });
});

test.each(TYPES)('[EV5] null says the same as absence in $type', ({ type, example }) => {
  const required = REQUIRED[type] ?? [];
  const nulls = Object.fromEntries(
    fieldsOf(type).map(([field]) => [field, required.includes(field) ? example[field] : null]),
  );
  const least = Object.fromEntries(required.map((field) => [field, example[field]]));
  expect(parse(type, nulls)).toEqual({ ok: true, known: true, dropped: 0, event: envelope(type, least) });
});

test('[EV8] a well-typed impossibility is taken as it stands', () => {
  for (const waitMs of [-5_000, 0, 10 * 3_600_000, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
    expect(parse('queue.left', { ...EXAMPLES['queue.left'], waitMs })).toMatchObject({
      ok: true,
      event: { d: { waitMs } },
    });
  }
});
