import { names } from '../names.ts';
import type { Preset } from '../preset.ts';
import { CHANGSHA } from './changsha.ts';

const OUTBOUND_TO_INBOUND = 330_000 / 125_000;
const QUEUES = ['svc-repay', 'svc-contract', 'svc-apply', 'svc-general', 'cmp-line'];
const OFFERED_PER_DAY = 9_000;

/**
 * Shenzhen in 2007: one team takes calls in, another dials out by hand, and neither helps the other. 44 s for an
 * attempt, 38 % of them answered: 116 s of waiting for 116 s of work, a utilisation of 50 %. The exchange knows no
 * reasons for a pause: who rests is logged out.
 */
export const MANUAL_SEPARATE: Preset = {
  ...CHANGSHA,
  id: 'manual-separate',
  site: 'sz2007',
  siteNames: names('Shenzhen 2007', '深圳 2007', '深圳 2007', 'Шэньчжэнь, 2007'),
  seats: 400,
  firstAgent: 40_000,
  validFrom: Date.UTC(2007, 0, 1),
  targets: { service_level: 0.8, answer_rate: 0.95, utilisation: 0.7, occupancy: 0.7 },
  customers: 400_000,
  inbound: {
    ...CHANGSHA.inbound,
    offeredPerDay: OFFERED_PER_DAY,
    queues: CHANGSHA.inbound.queues.filter(({ id }) => QUEUES.includes(id)),
    secondSkillShare: 0,
    lines: 200,
  },
  outbound: {
    ...CHANGSHA.outbound,
    mode: 'manual',
    families: CHANGSHA.outbound.families.map((family) => ({
      ...family,
      count: 1,
      handledPerDay: Math.round((family.handledPerDay * OFFERED_PER_DAY * OUTBOUND_TO_INBOUND) / 330_000),
    })),
    lines: 300,
  },
  linkFaultsPerDay: 0,
  shifts: [
    { startHour: 0, agents: 5, crew: 'inbound', generalist: true },
    { startHour: 7, agents: 42, crew: 'inbound' },
    { startHour: 8.5, agents: 44, crew: 'inbound' },
    { startHour: 13, agents: 46, crew: 'inbound' },
    { startHour: 22, agents: 4, crew: 'inbound', generalist: true },
    { startHour: 8, agents: 118, crew: 'outbound' },
    { startHour: 12, agents: 112, crew: 'outbound' },
  ],
  activities: CHANGSHA.activities.map((activity) => ({ ...activity, loggedOut: true })),
  swapShare: 0,
  records: {
    ...CHANGSHA.records,
    loans: { ...CHANGSHA.records.loans!, applicationsPerDay: 300 },
    routine: CHANGSHA.records.routine.map((kind) => ({ ...kind, perDay: Math.ceil(kind.perDay / 30) })),
    figures: [{ metric: 'workforce.headcount', value: 475, unit: 'people', source: 'hr' }],
  },
};
