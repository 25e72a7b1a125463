import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { ClientMessage } from './messages.ts';

const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Name = Type.String({ minLength: 1, maxLength: 64 });
const closed = { additionalProperties: false };

const schema = Compile(
  Type.Union([
    Type.Object(
      {
        type: Type.Literal('subscribe'),
        request: Count,
        board: Name,
        scope: Type.Object({ sites: Type.Union([Type.Literal('all'), Type.Array(Name, { maxItems: 200 })]) }, closed),
        resume: Type.Optional(Type.Object({ stream: Name, seq: Count }, closed)),
      },
      closed,
    ),
    Type.Object({ type: Type.Literal('unsubscribe'), request: Count }, closed),
    Type.Object({ type: Type.Literal('ping'), id: Count }, closed),
  ]),
);

/** Reads what a client sent; null where it is not a message of this protocol. */
export function readClientMessage(text: string): ClientMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return schema.Check(value) ? (value as ClientMessage) : null;
}
