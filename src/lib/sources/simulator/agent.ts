import type { Payload } from '../../events/vocabulary.ts';
import type { ReadyLine } from './ready-line.ts';
import type { BusinessFunction } from './business-function.ts';
import type { Activity, Crew } from './preset.ts';

export type AgentState = Payload<'agent.state'>['state'];
export type Direction = NonNullable<Payload<'agent.state'>['direction']>;

/** A place of work: an inbound queue, a campaign, the written channels, or the pool that serves all queues at night. */
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
  /** Told of everybody who is ready here. */
  onReady?(agent: Agent): void;
}

/** One person at a desk. */
export interface Agent {
  readonly id: string;
  readonly team: string;
  readonly crew: Crew;
  readonly functions: readonly BusinessFunction[] | undefined;
  /** Index of the inbound queue that this person knows best, and of a second one. */
  readonly home: number;
  readonly second: number | undefined;
  readonly generalist: boolean;
  readonly tenure: 'under_3_months' | 'under_1_year' | 'over_1_year';
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
  /** Grows with every shift. */
  duty: number;
  endAt: number;
  /** Breaks whose time has come and that could not be taken yet. */
  due: Activity[];
  place: Place | null;
  leg: string | undefined;
  /** Written conversations in hand. */
  load: number;
}
