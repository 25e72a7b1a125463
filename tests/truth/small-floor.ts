import type { Preset } from '#lib/sources/simulator/preset.ts';
import { PRESETS } from '#lib/sources/simulator/presets/index.ts';

/** A part of the `aicai` floor: the same people, queues and campaigns, fewer of each. */
export function partOfFloor(part: number, more: Partial<Preset> = {}): Preset {
  const preset = PRESETS.aicai!;
  const { inbound, outbound } = preset;
  const few = (count: number): number => Math.max(1, Math.round(count * part));
  return {
    ...preset,
    seats: few(preset.seats) + 10,
    inbound: { ...inbound, offeredPerDay: inbound.offeredPerDay * part, lines: few(inbound.lines) + 10 },
    outbound: {
      ...outbound,
      lines: few(outbound.lines) + 10,
      families: outbound.families.map((family) => ({ ...family, handledPerDay: family.handledPerDay * part })),
    },
    shifts: preset.shifts.map((shift) => ({ ...shift, agents: few(shift.agents) })),
    ...more,
  };
}
