import { dimensionsOf, type Interaction } from './interaction.ts';
import { HOUR_MS } from './local-time.ts';
import type { Random } from './random.ts';
import type { WorkItems } from './work-items.ts';
import { wholeMs, type World } from './world.ts';

/** Callers who left the queue for a call back. */
export class Callbacks {
  private readonly world: World;
  private readonly random: Random;
  private readonly work: WorkItems;

  constructor(world: World, work: WorkItems) {
    this.world = world;
    this.random = world.random('callbacks');
    this.work = work;
  }

  promise(call: Interaction, queue: string): void {
    const { random } = this;
    this.work.open({
      kind: 'callback',
      details: {
        ...dimensionsOf(this.world, call),
        cust: call.cust,
        queue,
        department: 'service',
        channel: 'voice',
        reason: call.topic,
        priority: 2,
      },
      dueMs: 2 * HOUR_MS,
      steps: [
        { afterMs: wholeMs(random.exponential(35 * 60)), change: { status: 'in_progress' } },
        {
          afterMs: wholeMs(random.lognormal(300, 0.5)),
          change: { status: 'done', result: random.chance(0.85) ? 'reached' : 'not_reached' },
        },
      ],
    });
  }
}
