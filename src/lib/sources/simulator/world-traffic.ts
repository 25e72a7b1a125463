import type { ContactCentreEvent } from '../../events/envelope.ts';
import { Agenda } from './agenda.ts';
import { HOUR_MS, LocalTime, SECOND_MS } from './local-time.ts';
import { Outlet } from './outlet.ts';
import { createRandom } from './random.ts';
import type { Floor, FloorOptions } from './simulated-floor.ts';
import { TrafficContacts } from './traffic-contacts.ts';
import type { TrafficPreset } from './traffic-preset.ts';

const STEP_MS = SECOND_MS;

/** The traffic as a floor. Its past is not prepared: it begins with empty queues at `historyFrom`. */
export function createTraffic(preset: TrafficPreset, options: FloorOptions): Floor {
  const { seed, startAt, epoch, historyMs = 0, scale = 1, witness } = options;
  const historyFrom = startAt - historyMs;
  const agenda = new Agenda(historyFrom);
  /** The shards that told something in this step of the agenda. */
  const spoke = new Set<Outlet>();
  let ready: ContactCentreEvent[] = [];
  const shards = preset.shards.map((shard) => {
    const outlet = new Outlet(shard.site, epoch, ['acd', 'dialer'], witness);
    const random = createRandom(seed, `traffic/${shard.site}`);
    const contacts = new TrafficContacts({
      preset,
      shard,
      agenda,
      outlet,
      spoke,
      random,
      stem: shard.site + epoch.toString(36),
    });
    return { shard, outlet, contacts, time: new LocalTime(shard.utcOffsetMinutes), random };
  });

  const begin = (): void => {
    for (const { outlet, contacts } of shards) {
      outlet.open(historyFrom, () => contacts.introduce());
      contacts.heartbeat();
      agenda.every(10 * SECOND_MS, () => contacts.heartbeat());
    }
    const step = (): void => {
      for (const { shard, contacts, time, random } of shards) {
        const percent = preset.hourPercent[Math.floor(time.hourOf(agenda.now))] ?? 0;
        const perHour = preset.handledPerDay * scale * shard.share * (percent / 100);
        for (let count = random.poisson((perHour * STEP_MS) / HOUR_MS); count > 0; count -= 1)
          agenda.after(random.uniform() * STEP_MS, () => contacts.begin());
      }
      agenda.after(STEP_MS, step);
    };
    step();
  };
  agenda.at(historyFrom, begin);

  return {
    historyFrom,
    startAt,
    get now() {
      return agenda.now;
    },
    get pending() {
      return agenda.size;
    },
    next(untilMs, atMost = Number.POSITIVE_INFINITY) {
      while (ready.length < atMost) {
        if (!agenda.step(untilMs)) {
          agenda.now = Math.max(agenda.now, untilMs);
          break;
        }
        for (const outlet of spoke) ready.push(...outlet.take(Number.POSITIVE_INFINITY));
        spoke.clear();
      }
      if (ready.length > atMost) return ready.splice(0, atMost);
      const told = ready;
      ready = [];
      return told;
    },
  };
}
