import type { Agent, Place } from './agent.ts';
import { CallingList } from './calling-list.ts';
import type { Interaction } from './interaction.ts';
import type { CampaignFamily, DialMode } from './preset-outbound.ts';
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

/** How the people of a campaign come to their calls. */
export interface Calling {
  /** Gives an answered call to an agent who is free. */
  connect(campaign: Campaign, live: LiveCall, agent: Agent): void;
  /** A free agent who dials himself begins; false where the agent has to be ready first. */
  begin(campaign: Campaign, agent: Agent): boolean;
  ready(campaign: Campaign, agent: Agent): void;
}

/** One outbound campaign with its list, its agents and its pacing. */
export class Campaign implements Place {
  readonly kind = 'out';
  readonly queues: readonly string[] = [];
  readonly campaign: string;
  readonly family: CampaignFamily;
  readonly mode: DialMode;
  readonly list: CallingList;
  readonly ready = new ReadyLine<Agent>();
  active = 0;
  target = 0;
  /** Mean seconds that a contact takes, wrap-up included. */
  readonly handleSeconds: number;
  passed = 0;
  dialing = 0;
  queued: LiveCall[] = [];
  attempts = 0;
  lives = 0;
  private readonly calling: Calling;

  constructor(family: CampaignFamily, name: string, mode: DialMode, calling: Calling) {
    this.calling = calling;
    this.family = family;
    this.campaign = name;
    this.mode = mode;
    this.list = new CallingList(name, family.recordsPerList);
    const weights = family.conversations.reduce((sum, { weight }) => sum + weight, 0);
    this.handleSeconds = family.conversations.reduce(
      (sum, { weight, times }) => sum + (weight / weights) * (times.talkSeconds + times.acwSeconds),
      0,
    );
  }

  serve(agent: Agent): boolean {
    const live = this.queued.shift();
    if (!live) return this.calling.begin(this, agent);
    this.calling.connect(this, live, agent);
    return true;
  }

  onReady(agent: Agent): void {
    this.calling.ready(this, agent);
  }
}
