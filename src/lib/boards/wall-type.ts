/**
 * Type sizes of the wall in percent of the screen's height: the one place from which the style sheet takes them
 * (as custom properties) and against which the legibility arithmetic is tested.
 */
export const WALL_TYPE = {
  label: 7,
  cjkLabel: 8.5,
  number: 17.5,
  /** Second numbers: the parts of a stacked tile. */
  part: 6.8,
  /** Target, window, age, state word. */
  note: 4,
  header: 4.2,
  /** What stands at the edges: the age of the data, the state of the line, the notice. */
  edge: 3.6,
} as const;

/** The custom properties that carry the sizes into the style sheet, in `--u` (1 % of the screen's height). */
export const wallTypeStyle = (cjk: boolean): string =>
  [
    `--wall-label: calc(${cjk ? WALL_TYPE.cjkLabel : WALL_TYPE.label} * var(--u))`,
    `--wall-number: calc(${WALL_TYPE.number} * var(--u))`,
    `--wall-part: calc(${WALL_TYPE.part} * var(--u))`,
    `--wall-note: calc(${WALL_TYPE.note} * var(--u))`,
    `--wall-header: calc(${WALL_TYPE.header} * var(--u))`,
    `--wall-edge: calc(${WALL_TYPE.edge} * var(--u))`,
  ].join('; ');
