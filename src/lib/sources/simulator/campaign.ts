import type { Agent, Place } from './agent.ts';
import type { Interaction } from './interaction.ts';
import type { CampaignFamily } from './preset.ts';
import { ReadyLine } from './ready-line.ts';

/** One call that is being dialled. */
export interface Attempt {
  attempt: string;
  record: string;
  recordFirst: boolean;
  dialedAt: number;
  ringMs: number;
  cust: string;
}

/** An answered call on its way to an agent. */
export interface LiveCall {
  call: Interaction;
  attempt: Attempt;
  answeredAt: number;
  waiting: boolean;
}

type Connect = (campaign: Campaign, live: LiveCall, agent: Agent) => void;

/** One outbound campaign with its list, its agents and its pacing. */
export class Campaign implements Place {
  readonly kind = 'out';
  readonly queues: readonly string[] = [];
  readonly campaign: string;
  readonly family: CampaignFamily;
  readonly ready = new ReadyLine<Agent>();
  active = 0;
  target = 0;
  /** Mean seconds that a contact takes, wrap-up included. */
  readonly handleSeconds: number;
  passed = 0;
  dialing = 0;
  queued: LiveCall[] = [];
  list = { number: 1, attempted: 0, closed: 0 };
  lastRecords: string[] = [];
  attempts = 0;
  lives = 0;
  private readonly connect: Connect;

  constructor(family: CampaignFamily, number: number, connect: Connect) {
    this.connect = connect;
    this.family = family;
    this.campaign = `${family.prefix}-${String(number).padStart(2, '0')}`;
    const weights = family.conversations.reduce((sum, { weight }) => sum + weight, 0);
    this.handleSeconds = family.conversations.reduce(
      (sum, { weight, times }) => sum + (weight / weights) * (times.talkSeconds + times.acwSeconds),
      0,
    );
  }

  get listId(): string {
    return `${this.campaign}-L${this.list.number}`;
  }

  serve(agent: Agent): boolean {
    const live = this.queued.shift();
    if (!live) return false;
    this.connect(this, live, agent);
    return true;
  }
}
