import type { EventType, Payload } from '../../../events/vocabulary.ts';
import type { Truth } from '../truth/truth.ts';
import type { Witness } from '../truth/witness.ts';
import type { Imagined } from './fault-plan.ts';

/** A witness who takes what never was for true, at the instant at which it is told or has to be concluded. */
export class Haunted implements Witness {
  private readonly truth: Truth;
  private readonly imagined: readonly Imagined[];
  private next = 0;

  constructor(truth: Truth, imagined: readonly Imagined[]) {
    this.truth = truth;
    this.imagined = imagined;
  }

  happened<T extends EventType>(role: string, t: T, at: number, d: Payload<T>): void {
    if (t !== 'producer.hello' && t !== 'dim.upsert') this.passTo(at);
    this.truth.happened(role, t, at, d);
  }

  finish(at: number): void {
    this.passTo(at);
    this.truth.finish(at);
  }

  private passTo(at: number): void {
    for (let ghost = this.imagined[this.next]; ghost && ghost.at <= at; ghost = this.imagined[this.next]) {
      this.next += 1;
      this.truth.happened('acd', ghost.t, ghost.at, ghost.d);
    }
  }
}
