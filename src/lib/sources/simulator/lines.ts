import { DAY_MS, MINUTE_MS } from './local-time.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

const LINKS = ['a', 'b'] as const;
const LONGEST_FAULT_MINUTES = 6;

/** The lines of the site: two network links carry each direction, half each; one carries what it can when the other fails. */
export class Lines {
  private readonly world: World;
  private readonly random: Random;

  constructor(world: World) {
    this.world = world;
    this.random = world.random('links');
  }

  /** Faults come by themselves; each change is told at once. */
  run(): void {
    const { linkFaultsPerDay } = this.world.preset;
    if (linkFaultsPerDay <= 0) return;
    const { agenda } = this.world;
    agenda.after(this.random.exponential(DAY_MS / linkFaultsPerDay), () => {
      this.world.linksUp = 1;
      this.report();
      agenda.after(this.random.between(1, LONGEST_FAULT_MINUTES) * MINUTE_MS, () => {
        this.world.linksUp = 2;
        this.report();
        this.run();
      });
    });
  }

  report(): void {
    const { world } = this;
    const { site, inbound, outbound } = world.preset;
    for (const direction of ['in', 'out'] as const) {
      const all = direction === 'in' ? inbound.lines : outbound.lines;
      for (const link of LINKS) {
        const up = link === 'a' || world.linksUp === 2;
        const half = (whole: number): number => (link === 'a' ? Math.ceil(whole / 2) : Math.floor(whole / 2));
        const inUse = world.linksUp === 2 ? half(world.lines[direction]) : up ? world.lines[direction] : 0;
        world.emit(direction === 'in' ? 'acd' : 'dialer', 'line.status', {
          site,
          direction,
          trunkGroup: `${site}-${direction}-${link}`,
          link,
          carrier: `carrier-${link}`,
          up,
          capacity: half(all),
          inUse,
          blockedTotal: half(world.blocked[direction]),
        });
      }
    }
  }
}
