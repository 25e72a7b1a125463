import type { ContactCentreEvent } from '../../../events/envelope.ts';
import type { Payload } from '../../../events/vocabulary.ts';

/** One producer as the wire sees it: it numbers what it sends, and may start anew. */
export class Sender {
  readonly p: string;
  e: number;
  n = 0;
  /** Instant of the last line that it numbered. */
  lastAt: number;
  /** From which of the floor's own numbers on its lines go out under which epoch, and by how much they moved. */
  private readonly moves: { from: number; e: number; by: number }[] = [];
  /** What it says of itself when it starts. */
  private hello: Payload<'producer.hello'> | null = null;

  constructor(p: string, e: number) {
    this.p = p;
    this.e = e;
    this.lastAt = e;
  }

  /** The event under this producer's next number. */
  number(event: ContactCentreEvent): ContactCentreEvent {
    this.n += 1;
    this.lastAt = event.at;
    if (event.t === 'producer.hello' && event.d.prevEpoch === undefined) this.hello = event.d;
    const last = this.moves.at(-1);
    if (event.n > 0 && (last?.e !== this.e || last.by !== this.n - event.n))
      this.moves.push({ from: event.n, e: this.e, by: this.n - event.n });
    const numbered = { ...event, e: this.e, n: this.n };
    if (numbered.t === 'producer.heartbeat') numbered.d = { ...numbered.d, lastSeq: this.n - 1 };
    return numbered;
  }

  /** The identity under which the line went out that the floor itself had numbered so. */
  identityOf(floorNumber: number): { p: string; e: number; n: number } {
    const move = this.moves.findLast(({ from }) => from <= floorNumber);
    return { p: this.p, e: move?.e ?? this.e, n: floorNumber + (move?.by ?? 0) };
  }

  /** Starts anew at an instant: the first words of the new epoch name the end of the old one. */
  startAnew(at: number): ContactCentreEvent {
    const { e: prevEpoch, n: prevSeq } = this;
    this.e = Math.max(prevEpoch + 1, at);
    this.n = 0;
    return { v: 1, t: 'producer.hello', p: this.p, e: 0, n: 0, at, d: { ...this.hello, prevEpoch, prevSeq } };
  }
}
