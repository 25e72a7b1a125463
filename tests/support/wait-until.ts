/** How long and how often `waitUntil` looks. */
export interface WaitOptions {
  /** What is waited for, for the error message. */
  what?: string;
  timeoutMs?: number;
  everyMs?: number;
}

/**
 * Asks `probe` until it answers something true, and answers that. A probe that throws has not yet succeeded.
 * Throws after `timeoutMs` with the last value or error that was seen.
 */
export async function waitUntil<Value>(
  probe: () => Value | Promise<Value>,
  { what = 'the condition', timeoutMs = 10_000, everyMs = 20 }: WaitOptions = {},
): Promise<NonNullable<Value>> {
  const deadline = performance.now() + timeoutMs;
  let last: string;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value;
      last = `last value: ${shown(value)}`;
    } catch (error) {
      last = `last error: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (performance.now() >= deadline) throw new Error(`Waited ${timeoutMs} ms for ${what}; ${last}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/**
 * Asks `read` until its value satisfies `accept`, and answers that value. The error shows the last value, which a
 * yes-or-no probe could not.
 */
export async function waitForValue<Value>(
  read: () => Value | Promise<Value>,
  accept: (value: Value) => boolean,
  options: WaitOptions = {},
): Promise<Value> {
  let last: Value | undefined;
  const found = await waitUntil(async () => {
    last = await read();
    return accept(last) ? { value: last } : null;
  }, options).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : String(error)}; last read: ${shown(last)}`);
  });
  return found.value;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
