import type { ContactCentreEvent } from '../../events/envelope.ts';
import { MINUTE_MS } from './local-time.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

const VOID_SHARE = 0.2;

/** Agents who put right what they noted: another disposition, or a wrap-up that never was. */
export class Corrections {
  private readonly world: World;
  private readonly random: Random;
  private readonly share: number;

  constructor(world: World, share: number) {
    this.world = world;
    this.random = world.random('corrections');
    this.share = share;
  }

  run(): void {
    this.world.outlet.onSent('wrap.ended', (event) => {
      if (!this.random.chance(this.share)) return;
      this.world.agenda.after(this.random.between(1, 90) * MINUTE_MS, () => this.correct(event));
    });
  }

  private correct({ p, e, n, d }: ContactCentreEvent): void {
    const common = { site: this.world.preset.site, target: { p, e, n }, leg: d.leg, by: d.agent };
    if (this.random.chance(VOID_SHARE))
      return this.world.emit('crm', 'correction', { ...common, op: 'void', reason: 'written up by mistake' });
    this.world.emit('crm', 'correction', {
      ...common,
      op: 'replace',
      data: { ...d, disposition: 'follow_up', resolvedFlag: false },
      reason: 'wrong disposition',
    });
  }
}
