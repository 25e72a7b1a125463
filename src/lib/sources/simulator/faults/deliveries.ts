interface Delivery {
  arrivesAt: number;
  order: number;
  line: string;
}

/** Lines on their way: those without delay in the order in which they were sent, the others when they arrive. */
export class Deliveries {
  private prompt: Delivery[] = [];
  private readonly delayed: Delivery[] = [];
  private order = 0;
  private sorted = true;

  /** `now` never goes back from one call to the next. */
  send(line: string, now: number, delayMs = 0): void {
    const delivery = { arrivesAt: now + delayMs, order: this.order, line };
    this.order += 1;
    if (delayMs === 0) this.prompt.push(delivery);
    else {
      this.delayed.push(delivery);
      this.sorted = false;
    }
  }

  /** Lines that have arrived by an instant, in order of arrival. */
  due(until: number): string[] {
    const arrived = this.prompt;
    this.prompt = [];
    const later = arrived.findIndex(({ arrivesAt }) => arrivesAt > until);
    if (later >= 0) this.prompt = arrived.splice(later);
    if (!this.sorted) this.delayed.sort((a, b) => b.arrivesAt - a.arrivesAt || b.order - a.order);
    this.sorted = true;
    let mixed = false;
    for (let last = this.delayed.at(-1); last && last.arrivesAt <= until; last = this.delayed.at(-1)) {
      arrived.push(last);
      this.delayed.pop();
      mixed = true;
    }
    if (mixed) arrived.sort((a, b) => a.arrivesAt - b.arrivesAt || a.order - b.order);
    return arrived.map(({ line }) => line);
  }

  /** When the next line arrives, ms UTC; null where none is on its way. */
  get nextAt(): number | null {
    const instants = [this.prompt[0], ...this.delayed].flatMap((delivery) => (delivery ? [delivery.arrivesAt] : []));
    return instants.length === 0 ? null : Math.min(...instants);
  }
}
