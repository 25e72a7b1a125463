/** Visual angle below which nothing on a wall may stand, and what labels and numbers ought to have (arc minutes). */
export const ARC_MINUTES = {
  label: { min: 16, preferred: 20 },
  /** Chinese characters are denser than Latin capitals. */
  cjkLabel: { min: 20, preferred: 25 },
  number: { min: 30, preferred: 40 },
} as const;
export type TextRole = keyof typeof ARC_MINUTES;

/** Height of a Latin capital (or a digit) in font sizes; a CJK glyph nearly fills its square. */
const GLYPH_HEIGHT: Readonly<Record<TextRole, number>> = { label: 0.72, number: 0.72, cjkLabel: 0.92 };

export interface Viewing {
  /** Diagonal of a 16:9 screen, inches. */
  diagonalInches: number;
  distanceM: number;
}

const MM_PER_INCH = 25.4;
const radians = (arcMinutes: number) => (arcMinutes / 60) * (Math.PI / 180);

/** Height of a 16:9 screen in mm. */
const screenHeightMm = (diagonalInches: number) => (diagonalInches * MM_PER_INCH * 9) / Math.hypot(16, 9);

/** Height in mm that something must have to be seen under that angle. */
export const heightMm = (arcMinutes: number, distanceM: number) => distanceM * 1000 * Math.tan(radians(arcMinutes));

/** Angle in arc minutes under which a text of that font size (percent of the screen's height) is seen. */
export function arcMinutesOf(fontVh: number, role: TextRole, viewing: Viewing): number {
  const glyphMm = (fontVh / 100) * screenHeightMm(viewing.diagonalInches) * GLYPH_HEIGHT[role];
  return (Math.atan(glyphMm / (viewing.distanceM * 1000)) * 180 * 60) / Math.PI;
}

/** Font size in percent of the screen's height that a role needs. */
export function fontVhFor(role: TextRole, arcMinutes: number, viewing: Viewing): number {
  return (heightMm(arcMinutes, viewing.distanceM) / GLYPH_HEIGHT[role] / screenHeightMm(viewing.diagonalInches)) * 100;
}

export type Verdict = 'preferred' | 'legible' | 'too_small';

export function judgeText(fontVh: number, role: TextRole, viewing: Viewing): Verdict {
  const angle = arcMinutesOf(fontVh, role, viewing);
  if (angle >= ARC_MINUTES[role].preferred) return 'preferred';
  return angle >= ARC_MINUTES[role].min ? 'legible' : 'too_small';
}

/** Farthest whole metre at which a text of that size is still legible. */
export function reachM(fontVh: number, role: TextRole, diagonalInches: number): number {
  const glyphMm = (fontVh / 100) * screenHeightMm(diagonalInches) * GLYPH_HEIGHT[role];
  return Math.floor(glyphMm / Math.tan(radians(ARC_MINUTES[role].min)) / 1000);
}
