/** Seven digits are the shortest telephone number of the trade; decimal digits of every script count (full-width ones too). */
const LONG_DIGIT_RUN = /\p{Nd}{7,}/gu;

/** The text with every run of 7 or more digits replaced by as many `*`. Shorter runs stay. */
export function maskDigits(text: string): string {
  return text.replace(LONG_DIGIT_RUN, (run) => '*'.repeat([...run].length));
}
