import { names, type Names } from '../names.ts';
import type { Preset, VirtualCentre } from '../preset.ts';
import { scaled } from '../scale.ts';
import { CHANGSHA } from './changsha.ts';

/** The mix of Changsha on another number of seats. */
function sister(site: string, siteNames: Names, seats: number, firstAgent: number): Preset {
  const share = seats / CHANGSHA.seats;
  const { inbound, outbound } = CHANGSHA;
  const { customers, records, shifts, ...grown } = scaled(CHANGSHA, share);
  return {
    ...grown,
    customers: CHANGSHA.customers,
    records: { ...records, figures: records.figures.filter(({ scales }) => scales) },
    shifts,
    // As many queues and campaigns, and as many lines for the seats.
    inbound: {
      ...grown.inbound,
      queues: inbound.queues,
      overflowQueue: inbound.overflowQueue,
      secondSkillShare: inbound.secondSkillShare,
      lines: Math.ceil(inbound.lines * Math.max(1, share)),
    },
    outbound: {
      ...grown.outbound,
      families: grown.outbound.families.map((family, index) => ({
        ...family,
        count: outbound.families[index]?.count ?? 1,
      })),
      lines: Math.ceil(outbound.lines * Math.max(1, share)),
    },
    site,
    siteNames,
    seats,
    firstAgent,
    prefix: `${site}-`,
  };
}

/** Three sites that work as one: 9,000 seats, 1.27 million contacts handled a day. */
export const HOMECREDIT_9000: VirtualCentre = {
  id: 'homecredit-9000',
  sites: [
    CHANGSHA,
    sister('wh', names('Wuhan', '武汉', '武漢', 'Ухань'), 3300, 20_000),
    sister('sz', names('Shenzhen', '深圳', '深圳', 'Шэньчжэнь'), 2500, 30_000),
  ],
};
