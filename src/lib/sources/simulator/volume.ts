import type { Preset } from './preset.ts';

/** Callers who wait until somebody answers, roughly. */
const ANSWERED_SHARE = 0.965;

/** Contacts that agents handle in a mean day, by direction and medium. */
export function handledPlan({ inbound, digital, outbound }: Preset): { in: number; written: number; out: number } {
  return {
    in: inbound.offeredPerDay * ANSWERED_SHARE,
    written: (digital?.channels ?? []).reduce((sum, { perDay, botShare }) => sum + perDay * (1 - botShare), 0),
    out: outbound.families.reduce((sum, family) => sum + family.handledPerDay, 0),
  };
}

export function handledPerDay(preset: Preset): number {
  const plan = handledPlan(preset);
  return plan.in + plan.written + plan.out;
}

export const onDutyPerDay = ({ shifts }: Preset): number => shifts.reduce((sum, { agents }) => sum + agents, 0);
