import type { Payload } from '../../events/vocabulary.ts';
import type { ReadyLine } from './ready-line.ts';
import type { Activity } from './preset.ts';

export type AgentState = Payload<'agent.state'>['state'];
export type Direction = NonNullable<Payload<'agent.state'>['direction']>;

/** A place of work: an inbound queue, a campaign, or the pool that serves all queues at night. */
export interface Place {
  readonly kind: 'in' | 'out';
  readonly queues: readonly string[];
  readonly campaign?: string;
  readonly ready: ReadyLine<Agent>;
  /** Agents who work here now, ready or busy. */
  active: number;
  /** Agents who should work here now. */
  target: number;
  /** Gives waiting work to an agent who is free; false where nothing waits. */
  serve(agent: Agent): boolean;
}

/** One person at a desk. */
export interface Agent {
  readonly id: string;
  readonly team: string;
  /** Index of the inbound queue that this person knows. */
  readonly home: number;
  readonly generalist: boolean;
  /** Speed: a factor on talk and wrap-up. */
  readonly factor: number;
  /** Ends calls at once far too often. */
  readonly cherryPicker: boolean;
  state: AgentState;
  direction: Direction | undefined;
  reason: string | undefined;
  enteredAt: number;
  /** Grows with every change of state. */
  stamp: number;
  session: string;
  endAt: number;
  /** Breaks whose time has come and that could not be taken yet. */
  due: Activity[];
  place: Place | null;
  leg: string | undefined;
}
