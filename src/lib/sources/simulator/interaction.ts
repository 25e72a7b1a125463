import type { Payload } from '../../events/vocabulary.ts';
import type { ProducerRole } from './outlet.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

type Fn = NonNullable<Payload<'ix.ended'>['fn']>;
type Media = NonNullable<Payload<'ix.ended'>['media']>;

/** One contact with a customer from its first to its last moment. */
export interface Interaction {
  readonly ix: string;
  readonly direction: 'in' | 'out';
  readonly media: Media;
  readonly cust: string;
  readonly province: string;
  readonly startedAt: number;
  fn: Fn | undefined;
  segment: string | undefined;
  topic: string | undefined;
  legs: number;
  visits: number;
  /** Legs and wrap-ups not finished yet. */
  openParts: number;
  ended: boolean;
}

/** The dimensions of an interaction's events. */
export const dimensionsOf = (world: World, call: Interaction) =>
  ({
    site: world.preset.site,
    media: call.media,
    direction: call.direction,
    fn: call.fn,
    segment: call.segment,
    ix: call.ix,
  }) as const;

/** Who tells of a contact as a whole. */
const producerOf = (call: Interaction): ProducerRole =>
  call.media !== 'voice' ? 'digital' : call.direction === 'in' ? 'acd' : 'dialer';

/** The customers: mostly anybody, sometimes one who called a short while ago. */
export class Customers {
  private readonly random: Random;
  private readonly population: number;
  private readonly recent: string[] = [];
  private next = 0;

  constructor(world: World) {
    this.random = world.random('customers');
    this.population = world.preset.customers;
  }

  any(): string {
    return keyOf(this.random.below(this.population));
  }

  caller(): string {
    const again = this.random.chance(0.12) ? this.recent[this.random.below(this.recent.length)] : undefined;
    if (again) return again;
    const cust = this.any();
    this.recent[this.next] = cust;
    this.next = (this.next + 1) % 20_000;
    return cust;
  }
}

/** Looks like what a keyed hash of a customer id looks like. */
const keyOf = (customer: number): string => (Math.imul(customer + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');

export function beginInteraction(
  world: World,
  details: Pick<Interaction, 'direction' | 'media' | 'cust' | 'province' | 'fn' | 'segment'>,
  origin: Payload<'ix.started'>['origin'],
  more: Partial<Payload<'ix.started'>> = {},
): Interaction {
  const call: Interaction = {
    ...details,
    ix: world.id(),
    startedAt: world.now,
    topic: undefined,
    legs: 0,
    visits: 0,
    openParts: 0,
    ended: false,
  };
  if (call.media === 'voice') world.lines[call.direction] += 1;
  world.emit(producerOf(call), 'ix.started', {
    ...dimensionsOf(world, call),
    cust: call.cust,
    province: call.province,
    origin,
    ...more,
  });
  return call;
}

export function endInteraction(
  world: World,
  call: Interaction,
  endedBy: Payload<'ix.ended'>['endedBy'],
  result: string,
): void {
  call.ended = true;
  if (call.media === 'voice') world.lines[call.direction] -= 1;
  world.emit(producerOf(call), 'ix.ended', {
    ...dimensionsOf(world, call),
    startedAt: call.startedAt,
    endedAt: world.now,
    endedBy,
    legs: call.legs,
    visits: call.visits,
    result,
  });
  if (call.openParts === 0) world.outlet.forget(call.ix);
}

/** A leg's wrap-up is done. */
export function finishPart(world: World, call: Interaction): void {
  call.openParts -= 1;
  if (call.ended && call.openParts === 0) world.outlet.forget(call.ix);
}
