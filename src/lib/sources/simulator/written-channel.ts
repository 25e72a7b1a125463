import type { Interaction } from './interaction.ts';
import type { DigitalChannel } from './preset-digital.ts';

/** One stay of a conversation in the queue of its channel. */
export interface WrittenVisit {
  readonly id: string;
  readonly call: Interaction;
  readonly queue: WrittenChannel;
  readonly enqueuedAt: number;
  state: 'waiting' | 'offered' | 'left';
}

/** A channel in which customers write, with those who wait for the first answer of a person. */
export class WrittenChannel {
  readonly channel: DigitalChannel;
  waiting: WrittenVisit[] = [];
  /** Entered and not left. */
  inside = 0;

  constructor(channel: DigitalChannel) {
    this.channel = channel;
  }
}
