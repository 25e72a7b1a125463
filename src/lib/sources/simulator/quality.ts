import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import { dimensionsOf, type Interaction } from './interaction.ts';
import { HOUR_MS } from './local-time.ts';
import type { Random } from './random.ts';
import { handledPerDay, onDutyPerDay } from './volume.ts';
import type { World } from './world.ts';

type Sampling = NonNullable<Payload<'qa.scored'>['sampling']>;

const WORKING_DAYS = 22;
const SAMPLING: readonly (readonly [Sampling, number])[] = [
  ['random', 60],
  ['targeted', 25],
  ['anonymous', 5],
  ['audit', 5],
  ['recheck', 5],
];
const WEIGHTS = SAMPLING.map(([, weight]) => weight);
const ITEMS = ['interaction', 'listening', 'empathy', 'flexibility', 'problem_solving'] as const;
/** How closely scores stand together: sum of the parameters of the beta distribution. */
const CONCENTRATION = 20;

/** Evaluations of contacts, some hours after them. */
export class Quality {
  private readonly world: World;
  private readonly random: Random;
  private readonly share: number;

  constructor(world: World) {
    this.world = world;
    this.random = world.random('quality');
    const perAgentDay = handledPerDay(world.preset) / onDutyPerDay(world.preset);
    this.share = world.preset.records.quality.perAgentMonth / WORKING_DAYS / perAgentDay;
  }

  /** A contact is written up; it may be drawn. */
  after(call: Interaction, agent: Agent, leg: string): void {
    const { world, random } = this;
    if (!random.chance(this.share)) return;
    const contactAt = world.now;
    world.agenda.after(random.between(0.5, 6) * HOUR_MS, () => this.score(call, agent, leg, contactAt));
  }

  private score(call: Interaction, agent: Agent, leg: string, contactAt: number): void {
    const { world, random } = this;
    const { score, softScore, criticalShare } = world.preset.records.quality;
    const sampling = SAMPLING[random.weighted(WEIGHTS)]?.[0] ?? 'random';
    world.emit('crm', 'qa.scored', {
      ...dimensionsOf(world, call),
      leg,
      agent: agent.id,
      team: agent.team,
      evaluation: world.id(),
      contactAt,
      evaluator: `q${1 + random.below(40)}`,
      sampling,
      score: points(this.beta(score)),
      max: 100,
      softScore: points(this.beta(softScore)),
      critical: random.chance(criticalShare),
      items: ITEMS.map((item) => ({ item, score: points(this.beta(softScore)) })),
    });
  }

  private beta(mean: number): number {
    const part = (share: number): number =>
      this.random.gamma(share * CONCENTRATION, 1 / Math.sqrt(share * CONCENTRATION));
    const good = part(mean);
    return good / (good + part(1 - mean));
  }
}

const points = (share: number): number => Math.round(share * 1000) / 10;
