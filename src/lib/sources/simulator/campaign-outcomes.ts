import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import { dimensionsOf, type Interaction } from './interaction.ts';
import type { LoanApplications } from './loan-applications.ts';
import type { CampaignFamily, Conversation } from './preset-outbound.ts';
import type { Promises } from './promises.ts';
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
  promises: Promises;
  loans: LoanApplications;
  sales: SalesLedger;
}

/** Welcome calls: part of the customers who are new. */
const AMOUNT_LOG_SD = 0.4;

/** What a call of a campaign comes to: an offer, a sale, a reminder, a promise, a confirmed application. */
export class CampaignOutcomes {
  private readonly world: World;
  private readonly random: Random;
  private readonly books: Books;

  constructor(world: World, books: Books) {
    this.world = world;
    this.random = world.random('outcomes');
    this.books = books;
  }

  /** The call is written up: gives what the agent notes. */
  writeUp(
    call: Interaction,
    agent: Agent,
    leg: string,
    campaign: string,
    family: CampaignFamily,
    conversation: Conversation,
  ): Partial<Payload<'wrap.ended'>> {
    const { world, random, books } = this;
    const { kind, stage } = conversation.outcome;
    const common = { ...dimensionsOf(world, call), campaign, agent: agent.id, team: agent.team, leg, cust: call.cust };
    const record = (more: Pick<Payload<'outcome.recorded'>, 'stage'> & Partial<Payload<'outcome.recorded'>>): void =>
      world.emit('crm', 'outcome.recorded', { ...common, kind, ...more });
    books.tickets.after({ call, agent, leg, campaign });
    books.quality.after(call, agent, leg);
    const topic = { topic: family.fn, subtopic: kind };
    const rpc = random.chance(world.preset.outbound.rightPartyShare);
    if (!rpc) {
      record({ stage: 'not_reached' });
      return { ...topic, rpc, disposition: 'wrong_party', resolvedFlag: false };
    }
    const corr = family.fn === 'verification' || family.fn === 'credit_review' ? books.loans.underReview() : undefined;
    const { product } = family;
    if (product) {
      record({ stage: 'eligible', product });
      record({ stage: 'offered', product });
    }
    record({ stage, product, corr, customerNew: kind === 'welcome' ? true : undefined });
    if (conversation.amount) {
      const amount = Math.round(random.lognormal(conversation.amount, AMOUNT_LOG_SD));
      record({ stage: 'booked', product, amount, ccy: world.preset.ccy });
      books.sales.book(amount);
    }
    if (kind === 'welcome') books.surveys.inWelcomeCall(call, agent, campaign);
    const promised = family.promiseShare !== undefined && random.chance(family.promiseShare);
    if (promised) books.promises.make(common);
    return { ...topic, rpc, disposition: promised ? 'promise' : stage, resolvedFlag: true, corr };
  }
}
