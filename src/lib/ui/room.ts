/** The rooms of the product: the screen across the hall, the desk, the sheet that is read and printed. */
export type Room = 'wall' | 'desk' | 'page';

/** Which room a path belongs to; the style sheet takes its theme from it. */
export function roomOf(path: string): Room {
  if (path.startsWith('/tv/') || path.startsWith('/d/')) return 'wall';
  return path.startsWith('/reports') ? 'page' : 'desk';
}
