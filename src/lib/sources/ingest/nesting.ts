/** Objects and arrays inside one another; more than any source has, and far from what a call stack takes. */
export const MAX_NESTING = 1_000;

/** Whether a text is nested deeper than MAX_NESTING. A text too short for it is not looked at: brackets come in pairs. */
export function nestedTooDeeply(text: string): boolean {
  if (text.length <= 2 * MAX_NESTING) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > MAX_NESTING) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}
