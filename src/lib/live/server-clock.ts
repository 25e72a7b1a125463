/**
 * The floor's clock as a browser knows it. Each message says the server's time; it was on its way for a while, so of
 * the last offsets heard the greatest is the nearest to the truth. The local time must be monotonic (performance.now).
 */
export class ServerClock {
  #offsets: number[] = [];
  #offset = 0;
  #speed = 1;

  /** How fast the floor's clock runs: 1, or the speed of a replay. */
  get speed(): number {
    return this.#speed;
  }

  /** True once a server has spoken. */
  get known(): boolean {
    return this.#offsets.length > 0;
  }

  /** A server said hello: its clock may be another one, so what was learned before is forgotten. */
  restart(serverNow: number, speed: number, localNow: number): void {
    this.#speed = speed;
    this.#offsets = [];
    this.observe(serverNow, localNow);
  }

  observe(serverNow: number, localNow: number): void {
    this.#offsets.push(serverNow - localNow * this.#speed);
    if (this.#offsets.length > KEPT_OFFSETS) this.#offsets.shift();
    this.#offset = Math.max(...this.#offsets);
  }

  /** The floor's clock at a local instant, ms UTC. */
  at(localNow: number): number {
    return Math.floor(localNow * this.#speed + this.#offset);
  }
}

const KEPT_OFFSETS = 32;
