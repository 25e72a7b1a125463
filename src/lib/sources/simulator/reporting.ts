import type { Payload } from '../../events/vocabulary.ts';
import type { Desk } from './desk.ts';
import type { Dialer } from './dialer.ts';
import type { Inbound } from './inbound.ts';
import { MINUTE_MS, SECOND_MS } from './local-time.ts';
import type { Producer } from './outlet.ts';
import type { Names } from './preset.ts';
import type { Roster } from './roster.ts';
import type { World } from './world.ts';

/** What the producers say about themselves and the floor: hello, names, heartbeats, snapshots, lines. */
export class Reporting {
  private readonly world: World;
  private readonly desk: Desk;
  private readonly inbound: Inbound;
  private readonly dialer: Dialer;
  private readonly roster: Roster;

  constructor(world: World, desk: Desk, inbound: Inbound, dialer: Dialer, roster: Roster) {
    this.world = world;
    this.desk = desk;
    this.inbound = inbound;
    this.dialer = dialer;
    this.roster = roster;
  }

  /** The first words of every producer, and the names of everything. */
  introduce(at: number): void {
    const { outlet, preset } = this.world;
    for (const { role } of Object.values(outlet.producers)) {
      outlet.emit(role, 'producer.hello', at, {
        site: preset.site,
        role,
        software: 'floorlight-simulator',
        caps: role === 'acd' ? ['snapshot', 'heartbeat'] : ['heartbeat'],
        cfgHash: preset.id,
        tz: preset.timeZone,
      });
    }
    this.nameEverything((kind, id, attrs) =>
      outlet.emit('acd', 'dim.upsert', at, {
        site: preset.site,
        country: preset.country,
        kind,
        id,
        attrs,
        validFrom: preset.validFrom,
      }),
    );
  }

  run(): void {
    const { agenda } = this.world;
    agenda.every(10 * SECOND_MS, () => {
      for (const producer of Object.values(this.world.outlet.producers)) this.heartbeat(producer);
      this.lines();
    });
    agenda.every(20 * SECOND_MS, () => this.dialer.snapshot());
    agenda.every(MINUTE_MS, () => this.agents());
  }

  private nameEverything(name: (kind: string, id: string, attrs: Record<string, unknown>) => void): void {
    const { preset } = this.world;
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
    for (const { id, names, fn } of preset.inbound.queues) {
      name('queue', id, { name: names, site, fn, slThresholdMs, shortAbandonMs, targets });
    }
    for (const { campaign, family } of this.dialer.campaigns) {
      const number = family.count > 1 ? ` ${campaign.slice(-2)}` : '';
      name('campaign', campaign, { name: numbered(family.names, number), site, fn: family.fn });
    }
    for (const { id, number } of this.roster.teams) {
      name('team', id, {
        name: numbered({ en: 'Team', 'zh-CN': '班组', 'zh-TW': '班組', ru: 'Группа' }, ` ${number}`),
        site,
      });
    }
  }

  private heartbeat(producer: Producer): void {
    const { world } = this;
    const waiting: Record<string, number> = {};
    for (const queue of this.inbound.router.queues) waiting[queue.description.id] = queue.inside;
    world.emit(producer.role, 'producer.heartbeat', {
      site: world.preset.site,
      lastSeq: producer.sent,
      queued: 0,
      clockMs: world.now,
      sourceConnected: true,
      waiting: producer.role === 'acd' ? waiting : undefined,
    });
  }

  /** Two links carry the lines of each direction, half each. */
  private lines(): void {
    const { world, inbound } = this;
    const { site, inbound: incoming, outbound: outgoing } = world.preset;
    const report = (direction: 'in' | 'out', capacity: number, blocked: number): void => {
      for (const link of ['a', 'b'] as const) {
        const half = (whole: number): number => (link === 'a' ? Math.ceil(whole / 2) : Math.floor(whole / 2));
        world.emit(direction === 'in' ? 'acd' : 'dialer', 'line.status', {
          site,
          direction,
          trunkGroup: `${site}-${direction}-${link}`,
          link,
          up: true,
          capacity: half(capacity),
          inUse: half(world.lines[direction]),
          blockedTotal: half(blocked),
        });
      }
    };
    report('in', incoming.lines, inbound.blocked);
    report('out', outgoing.lines, 0);
  }

  /** Everybody who is logged in, in batches that share `corr`; the last one says that the list is complete. */
  private agents(): void {
    const { world } = this;
    type Seen = NonNullable<Payload<'agent.snapshot'>['agents']>[number];
    const all: Seen[] = [];
    for (const { id, state, reason, enteredAt, leg } of this.desk.staffed)
      all.push({ agent: id, state, reason, enteredAt, leg });
    const corr = `${world.preset.site}-${world.now.toString(36)}`;
    for (let from = 0; from === 0 || from < all.length; from += BATCH) {
      const agents = all.slice(from, from + BATCH);
      world.emit('acd', 'agent.snapshot', { site: world.preset.site, corr, agents, full: from + BATCH >= all.length });
    }
  }
}

const BATCH = 200;

const numbered = (names: Names, suffix: string): Names => ({
  en: names.en + suffix,
  'zh-CN': names['zh-CN'] + suffix,
  'zh-TW': names['zh-TW'] + suffix,
  ru: names.ru + suffix,
});
