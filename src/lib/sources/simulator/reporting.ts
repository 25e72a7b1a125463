import type { Payload } from '../../events/vocabulary.ts';
import type { Desk } from './desk.ts';
import type { Dialer } from './dialer.ts';
import type { Inbound } from './inbound.ts';
import type { Lines } from './lines.ts';
import { MINUTE_MS, SECOND_MS } from './local-time.ts';
import { nameFloor } from './names-of-floor.ts';
import type { Producer } from './outlet.ts';
import type { Roster } from './roster.ts';
import type { World } from './world.ts';
import type { WrittenContacts } from './written-contacts.ts';

interface Parts {
  desk: Desk;
  inbound: Inbound;
  written: WrittenContacts | null;
  dialer: Dialer;
  roster: Roster;
  lines: Lines;
}

const CAPABILITIES: Partial<Record<Producer['role'], string[]>> = { acd: ['snapshot', 'heartbeat'] };

/** What the producers say about themselves and the floor: hello, names, heartbeats, snapshots, lines. */
export class Reporting {
  private readonly world: World;
  private readonly parts: Parts;

  constructor(world: World, parts: Parts) {
    this.world = world;
    this.parts = parts;
  }

  /** The first words of every producer, and the names of everything. */
  introduce(at: number): void {
    const { outlet, preset } = this.world;
    const { dialer, roster } = this.parts;
    for (const role of outlet.producers.keys()) {
      outlet.emit(role, 'producer.hello', at, {
        site: preset.site,
        role,
        software: 'floorlight-simulator',
        host: `sim-${preset.site}`,
        caps: CAPABILITIES[role] ?? ['heartbeat'],
        cfgHash: preset.id,
        tz: preset.timeZone,
      });
    }
    const { campaigns } = dialer;
    const { teams, people } = roster;
    nameFloor(this.world, { campaigns, teams, people }, (kind, id, attrs) =>
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
    const { agenda, outlet } = this.world;
    agenda.every(10 * SECOND_MS, () => {
      for (const producer of outlet.producers.values()) this.heartbeat(producer);
      this.parts.lines.report();
    });
    agenda.every(20 * SECOND_MS, () => this.parts.dialer.snapshot());
    agenda.every(MINUTE_MS, () => this.agents());
  }

  private heartbeat(producer: Producer): void {
    const { world } = this;
    const waiting: Record<string, number> = {};
    if (producer.role === 'acd')
      for (const queue of this.parts.inbound.router.queues) waiting[queue.description.id] = queue.inside;
    else if (producer.role === 'digital')
      for (const queue of this.parts.written?.channels ?? []) waiting[queue.channel.queue] = queue.inside;
    world.emit(producer.role, 'producer.heartbeat', {
      site: world.preset.site,
      lastSeq: producer.sent,
      queued: 0,
      clockMs: world.now,
      sourceConnected: true,
      waiting: producer.role === 'acd' || producer.role === 'digital' ? waiting : undefined,
    });
  }

  /** Everybody who is logged in, in batches that share `corr`; the last one says that the list is complete. */
  private agents(): void {
    const { world } = this;
    type Seen = NonNullable<Payload<'agent.snapshot'>['agents']>[number];
    const all: Seen[] = [];
    for (const { id, state, reason, enteredAt, leg } of this.parts.desk.staffed)
      all.push({ agent: id, state, reason, enteredAt, leg });
    const corr = `${world.preset.site}-${world.now.toString(36)}`;
    for (let from = 0; from === 0 || from < all.length; from += BATCH) {
      const agents = all.slice(from, from + BATCH);
      world.emit('acd', 'agent.snapshot', { site: world.preset.site, corr, agents, full: from + BATCH >= all.length });
    }
  }
}

const BATCH = 200;
