import type { World } from './world.ts';

/** What the telephone sold, by local day, in minor units. Only what was told counts. */
export class SalesLedger {
  private readonly world: World;
  private day = Number.NaN;
  private booked = 0;
  private before = 0;

  constructor(world: World) {
    this.world = world;
  }

  book(amount: number): void {
    this.turnPage();
    if (this.world.outlet.isOpen) this.booked += amount;
  }

  /** Sum of the day that holds the instant: the running day or the one before. */
  soFar(at: number): number {
    this.turnPage();
    return this.world.time.dayOf(at) === this.day ? this.booked : this.before;
  }

  private turnPage(): void {
    const day = this.world.time.dayOf(this.world.now);
    if (day === this.day) return;
    this.day = day;
    this.before = this.booked;
    this.booked = 0;
  }
}
