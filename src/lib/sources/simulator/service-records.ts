import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import type { Callbacks } from './callbacks.ts';
import { dimensionsOf, type Interaction } from './interaction.ts';
import type { Quality } from './quality.ts';
import type { Random } from './random.ts';
import type { SalesLedger } from './sales-ledger.ts';
import type { Surveys } from './surveys.ts';
import type { Tickets } from './tickets.ts';
import type { World } from './world.ts';

interface Books {
  tickets: Tickets;
  quality: Quality;
  surveys: Surveys;
  callbacks: Callbacks;
  sales: SalesLedger;
}

const AMOUNT_LOG_SD = 0.4;
/** Part of the contacts for which the agent forgets to name the reason. */
const NO_TOPIC_SHARE = 0.012;

/** What a contact that a customer began comes to: a ticket, an answer to the survey, an offer. */
export class ServiceRecords {
  private readonly world: World;
  private readonly random: Random;
  private readonly books: Books;

  constructor(world: World, books: Books) {
    this.world = world;
    this.random = world.random('service');
    this.books = books;
  }

  /** The contact is written up: gives what the agent notes. */
  afterService(call: Interaction, agent: Agent, leg: string, queue: string): Partial<Payload<'wrap.ended'>> {
    const { books, random } = this;
    const ticket = books.tickets.after({ call, agent, leg, queue });
    books.quality.after(call, agent, leg);
    books.surveys.afterHotline(call, agent, queue);
    const accepted = this.offer(call, agent, leg, queue);
    const topic = random.chance(NO_TOPIC_SHARE) ? undefined : call.topic;
    return {
      disposition: ticket ? 'ticket' : accepted ? 'sale' : 'resolved',
      resolvedFlag: !ticket,
      topic,
      subtopic: topic === undefined ? undefined : `${topic}.${1 + random.below(3)}`,
    };
  }

  callbackPromised(call: Interaction, queue: string): void {
    this.books.callbacks.promise(call, queue);
  }

  /** Offers something to the caller where the centre does so; true where it is taken. */
  private offer(call: Interaction, agent: Agent, leg: string, queue: string): boolean {
    const { world, random, books } = this;
    const { offer } = world.preset.inbound;
    if (!offer || !random.chance(offer.eligibleShare)) return false;
    const { product } = offer;
    const common = { ...dimensionsOf(world, call), queue, agent: agent.id, team: agent.team, leg, cust: call.cust };
    const record = (more: Pick<Payload<'outcome.recorded'>, 'stage'> & Partial<Payload<'outcome.recorded'>>): void =>
      world.emit('crm', 'outcome.recorded', { ...common, kind: 'xsell', product, ...more });
    record({ stage: 'eligible' });
    if (!random.chance(offer.offeredShare)) return false;
    record({ stage: 'offered' });
    const accepted = random.chance(offer.acceptedShare);
    record({ stage: accepted ? 'accepted' : 'declined' });
    if (!accepted) return false;
    const amount = Math.round(random.lognormal(offer.amount, AMOUNT_LOG_SD));
    record({ stage: 'booked', amount, ccy: world.preset.ccy });
    books.sales.book(amount);
    return true;
  }
}
