import type { Payload } from '../../events/vocabulary.ts';
import { dimensionsOf, type Interaction } from './interaction.ts';
import type { Random } from './random.ts';
import { wholeMs, type World } from './world.ts';

export type IvrResult = NonNullable<Payload<'ix.ivr'>['result']>;

/** Of those who leave the menu without an end: most hang up, some never press a key, a few meet a fault. */
const TIMEOUT_SHARE = 0.08;
const ERROR_SHARE = 0.02;
const LOG_SD = 0.5;

/** The menu that every caller hears first: it settles, it passes on, or the caller leaves. */
export class Ivr {
  private readonly world: World;
  private readonly random: Random;

  constructor(world: World) {
    this.world = world;
    this.random = world.random('ivr');
  }

  /** One pass of a caller who would ask for that queue; `then` is told how it ended. */
  pass(call: Interaction, queue: string, then: (result: IvrResult) => void): void {
    const { world, random } = this;
    const { ivr } = world.preset.inbound;
    const result = this.draw();
    const mean =
      result === 'contained' ? ivr.containedSeconds : result === 'to_queue' ? ivr.toQueueSeconds : ivr.hangUpSeconds;
    const ivrMs = wholeMs(random.lognormal(mean, LOG_SD));
    const lastNode = result === 'to_queue' ? queue : (ivr.nodes[random.below(ivr.nodes.length)] ?? 'main-menu');
    world.agenda.after(ivrMs, () => {
      world.emit('acd', 'ix.ivr', {
        ...dimensionsOf(world, call),
        startedAt: call.startedAt,
        ivrMs,
        result,
        flow: 'main',
        lastNode: result === 'contained' || result === 'to_queue' ? lastNode : 'main-menu',
        intents: call.topic ? [call.topic] : [],
        portsUsed: 1,
      });
      then(result);
    });
  }

  private draw(): IvrResult {
    const { random } = this;
    const { containedShare, hangUpShare } = this.world.preset.inbound.ivr;
    const way = random.uniform();
    if (way < containedShare) return 'contained';
    if (way >= containedShare + hangUpShare) return 'to_queue';
    const left = random.uniform();
    return left < TIMEOUT_SHARE ? 'timeout' : left < TIMEOUT_SHARE + ERROR_SHARE ? 'error' : 'abandoned';
  }
}
