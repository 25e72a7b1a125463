import type { Payload } from '../../events/vocabulary.ts';
import type { Agent } from './agent.ts';
import type { AttemptResults } from './attempt-results.ts';
import type { Attempt, Campaign, LiveCall } from './campaign.ts';
import type { DialResult } from './preset-outbound.ts';

/** What the agent did before the customer answered. */
export interface OwnDialing {
  previewMs: number;
  dialMs: number;
}

/** What every way of dialling needs: attempts, their results, and the calls that come of them. */
export interface Dialing {
  readonly results: AttemptResults;
  isOpen(at: number): boolean;
  waitSeconds(campaign: Campaign): number;
  draw(campaign: Campaign): Attempt & { result: DialResult };
  hangUp(campaign: Campaign): void;
  answered(campaign: Campaign, attempt: Attempt, origin: 'dialer' | 'agent_dial'): LiveCall;
  connect(campaign: Campaign, live: LiveCall, agent: Agent, own?: OwnDialing): void;
  report(campaign: Campaign, attempt: Attempt, result: DialResult, more?: Partial<Payload<'dial.attempt'>>): void;
}
