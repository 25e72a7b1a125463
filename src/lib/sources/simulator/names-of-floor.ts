import type { Agent } from './agent.ts';
import type { Campaign } from './campaign.ts';
import { names, type Names } from './names.ts';
import { NOT_READY_REASONS, PRODUCTS } from './trade-names.ts';
import type { Team } from './roster.ts';
import type { World } from './world.ts';

type Attributes = Record<string, unknown>;
export type Name = (kind: string, id: string, attrs: Attributes) => void;

/** Says what everything on the floor is called, to whom it belongs, and which targets and thresholds hold. */
export function nameFloor(
  world: World,
  floor: { campaigns: readonly Campaign[]; teams: readonly Team[]; people: readonly Agent[] },
  name: Name,
): void {
  const { preset } = world;
  const { site, slThresholdMs, shortAbandonMs, targets } = preset;
  name('site', site, {
    name: preset.siteNames,
    tz: preset.timeZone,
    businessDayStart: preset.businessDayStart,
    slThresholdMs,
    shortAbandonMs,
    targets,
    seats: preset.seats,
    country: preset.country,
  });
  for (const { id, names: name_, fn, segment, targets: own } of preset.inbound.queues)
    name('queue', id, {
      name: name_,
      site,
      fn,
      segment,
      slThresholdMs,
      shortAbandonMs,
      targets: { ...targets, ...own },
    });
  for (const { queue, names: name_, media } of preset.digital?.channels ?? [])
    name('queue', queue, { name: name_, site, fn: 'service', media });
  for (const { campaign, family, mode } of floor.campaigns) {
    const number = family.count > 1 ? ` ${campaign.slice(-2)}` : '';
    name('campaign', campaign, { name: numbered(family.names, number), site, fn: family.fn, mode });
  }
  for (const { id, number, centre } of floor.teams)
    name('team', id, { name: numbered(names('Team', '班组', '班組', 'Группа'), ` ${number}`), site, centre });
  for (const { id, team, tenure, home, second, crew } of floor.people)
    name('agent', id, {
      team,
      site,
      tenure,
      crew,
      skills: crew === 'digital' ? ['digital'] : skillsOf(world, home, second),
    });
  for (const [id, name_] of Object.entries(NOT_READY_REASONS)) name('reason', id, { name: name_, site });
  for (const product of productsOf(world)) name('product', product, { name: PRODUCTS[product], site });
  for (const [metric, value] of Object.entries(targets)) name('target', `${site}.${metric}`, { metric, value, site });
}

const skillsOf = (world: World, home: number, second: number | undefined): string[] => {
  const { queues } = world.preset.inbound;
  return [home, second].flatMap((index) => (index === undefined ? [] : (queues[index]?.id ?? [])));
};

function productsOf({ preset }: World): string[] {
  const sold = preset.outbound.families.map(({ product }) => product);
  return [...new Set([...sold, preset.inbound.offer?.product])].filter((product) => product !== undefined);
}

const numbered = (title: Names, suffix: string): Names => ({
  en: title.en + suffix,
  'zh-CN': title['zh-CN'] + suffix,
  'zh-TW': title['zh-TW'] + suffix,
  ru: title.ru + suffix,
});
