import type { InboundQueue, Preset } from './preset.ts';

const SMALL_TEAM_MARGIN = 0.25;

/** A floor of that share: of people, seats, lines and contacts; fewer queues and campaigns, each still worth its people. */
export function scaled(preset: Preset, scale: number): Preset {
  if (scale === 1) return preset;
  const { inbound, digital, outbound, records } = preset;
  const many = (count: number): number => Math.max(1, Math.round(count * scale));
  const groups = (count: number): number => Math.max(1, Math.round(count * Math.min(1, Math.sqrt(scale))));
  const queues = fewer(inbound.queues, groups(inbound.queues.length));
  return {
    ...preset,
    seats: Math.ceil(preset.seats * scale),
    customers: many(preset.customers),
    inbound: {
      ...inbound,
      offeredPerDay: inbound.offeredPerDay * scale,
      lines: Math.ceil(inbound.lines * scale * Math.max(1, 2 - scale)),
      ivr: { ...inbound.ivr, ports: many(inbound.ivr.ports) },
      queues,
      overflowQueue: queues.some(({ id }) => id === inbound.overflowQueue)
        ? inbound.overflowQueue
        : (queues[0]?.id ?? ''),
      // In a small team everybody knows more, and chance needs more people for the same waiting.
      staffingMargin: inbound.staffingMargin + SMALL_TEAM_MARGIN * Math.max(0, 1 - scale),
      secondSkillShare: Math.max(inbound.secondSkillShare, 1 - scale),
    },
    digital: digital && {
      ...digital,
      channels: digital.channels.map((channel) => ({ ...channel, perDay: channel.perDay * scale })),
    },
    outbound: {
      ...outbound,
      lines: Math.ceil(outbound.lines * scale * Math.max(1, 2 - scale)),
      families: outbound.families.map((family) => ({
        ...family,
        count: groups(family.count),
        handledPerDay: family.handledPerDay * scale,
        recordsPerList: many(family.recordsPerList),
      })),
    },
    shifts: preset.shifts.map((shift) => ({ ...shift, agents: many(shift.agents) })),
    records: {
      ...records,
      surveys: { ...records.surveys, overallPerMonth: records.surveys.overallPerMonth * scale },
      loans: records.loans && { ...records.loans, applicationsPerDay: records.loans.applicationsPerDay * scale },
      routine: records.routine.map((kind) => ({ ...kind, perDay: kind.perDay * scale })),
      figures: records.figures.map((figure) => (figure.scales ? { ...figure, value: many(figure.value) } : figure)),
    },
  };
}

/** The heaviest queues, at least one of each function and segment; the others' callers go to one of the same kind. */
function fewer(queues: readonly InboundQueue[], count: number): InboundQueue[] {
  const kindOf = ({ fn, segment }: InboundQueue): string => `${fn} ${segment ?? ''}`;
  const byWeight = [...queues].sort((a, b) => b.weight - a.weight);
  const kept = byWeight.filter(
    (queue, index) => byWeight.findIndex((other) => kindOf(other) === kindOf(queue)) === index,
  );
  for (const queue of byWeight) if (kept.length < count && !kept.includes(queue)) kept.push(queue);
  return kept.map((queue) => {
    const taken = byWeight.filter(
      (other) =>
        other === queue || (!kept.includes(other) && kept.find((one) => kindOf(one) === kindOf(other)) === queue),
    );
    return {
      ...queue,
      weight: taken.reduce((sum, { weight }) => sum + weight, 0),
      topics: taken.flatMap(({ topics }) => topics),
    };
  });
}
