/** Puts the new number in place of every number that is in use. */
export type Renumbering = (numberOf: (id: number) => number) => void;

/**
 * Numbers what is in use anew: `again` gives a thing its new number when it is first met. Throws RangeError for a number
 * that never was.
 *
 * @param count how many there were
 */
export function renumberUsed(count: number, again: (id: number) => number, renumber: Renumbering): void {
  const known = new Int32Array(count).fill(-1);
  renumber((id) => {
    if (known[id] === undefined) throw new RangeError(`Of ${count} there is no number ${id}.`);
    if (known[id] < 0) known[id] = again(id);
    return known[id];
  });
}
