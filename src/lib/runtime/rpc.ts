/** A channel to another thread or process: structured-clone messages, in order. */
export interface Channel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

type Handlers = Record<string, (...args: never[]) => unknown>;

type Packet =
  | { kind: 'call'; id: number; method: string; args: unknown[] }
  | { kind: 'tell'; method: string; args: unknown[] }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; error: CarriedError };

interface CarriedError {
  name: string;
  message: string;
  code: unknown;
}

/** The other side is gone, or threw. `code` and `name` are those of the error there. */
export class RemoteError extends Error {
  readonly code: unknown;
  constructor({ name, message, code }: CarriedError) {
    super(message);
    this.name = name;
    this.code = code;
  }
}

/** Calls in both directions over one channel. */
export interface Rpc<Remote> {
  /** Calls a function of the other side; rejects with RemoteError where it throws or the channel ends first. */
  call<Method extends keyof Remote & string>(
    method: Method,
    ...args: Remote[Method] extends (...args: infer Args) => unknown ? Args : never
  ): Promise<Remote[Method] extends (...args: never[]) => infer Result ? Awaited<Result> : never>;
  /** Calls without an answer. */
  tell<Method extends keyof Remote & string>(
    method: Method,
    ...args: Remote[Method] extends (...args: infer Args) => unknown ? Args : never
  ): void;
  /** The channel has ended: every open call rejects, and so does every later one. */
  end(reason: string): void;
}

/** Opens calls over a channel. `handlers` are the functions that the other side may call. */
export function openRpc<Remote>(channel: Channel, handlers: Handlers): Rpc<Remote> {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  let ended: string | null = null;

  const answer = async (packet: Extract<Packet, { kind: 'call' }>): Promise<void> => {
    try {
      const value = await invoke(handlers, packet);
      channel.post({ kind: 'answer', id: packet.id, value } satisfies Packet);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const carried = { name: error.name, message: error.message, code: (error as { code?: unknown }).code ?? null };
      channel.post({ kind: 'failure', id: packet.id, error: carried } satisfies Packet);
    }
  };

  channel.onMessage((message) => {
    const packet = message as Packet;
    if (packet.kind === 'call') void answer(packet);
    else if (packet.kind === 'tell') void invoke(handlers, packet);
    else {
      const caller = waiting.get(packet.id);
      waiting.delete(packet.id);
      if (packet.kind === 'answer') caller?.resolve(packet.value as never);
      else caller?.reject(new RemoteError(packet.error));
    }
  });

  const gone = (reason: string): RemoteError => new RemoteError({ name: 'RemoteError', message: reason, code: 'gone' });
  return {
    call(method, ...args) {
      if (ended !== null) return Promise.reject(gone(ended));
      return new Promise((resolve, reject) => {
        const id = nextId;
        nextId += 1;
        waiting.set(id, { resolve, reject });
        channel.post({ kind: 'call', id, method, args } satisfies Packet);
      });
    },
    tell(method, ...args) {
      if (ended === null) channel.post({ kind: 'tell', method, args } satisfies Packet);
    },
    end(reason) {
      ended = reason;
      for (const { reject } of waiting.values()) reject(gone(reason));
      waiting.clear();
    },
  };
}

function invoke(handlers: Handlers, { method, args }: { method: string; args: unknown[] }): unknown {
  const handler = handlers[method];
  if (!handler) throw new Error(`Nothing answers ${method}.`);
  return handler(...(args as never[]));
}
