/**
 * Whether a JSON text names a key of one object twice. JSON.parse keeps the last and forgets the others without a word,
 * so what stands in the others (a telephone number, say) would go into the log unseen.
 * `value` is the parsed text, untouched.
 */
export function hasRepeatedKeys(text: string, value: unknown): boolean {
  const keys = countKeys(value);
  let colons = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons += 1;
  return colons !== keys && colonsOutsideStrings(text) !== keys;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') count += countKeys(item);
    return count;
  }
  for (const key in value) {
    count += 1;
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner === 'object' && inner !== null) count += countKeys(inner);
  }
  return count;
}

function colonsOutsideStrings(text: string): number {
  let colons = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x3a) colons += 1;
  }
  return colons;
}
