/** The log-in is a plain form: no script that wakes up late and empties what was typed or filled in before. */
export const csr = false;
