import { Callbacks } from './callbacks.ts';
import { CampaignOutcomes } from './campaign-outcomes.ts';
import { Corrections } from './corrections.ts';
import { Desk } from './desk.ts';
import { Dialer } from './dialer.ts';
import type { Floor, FloorOptions } from './simulated-floor.ts';
import { Handling } from './handling.ts';
import { Inbound } from './inbound.ts';
import { Customers } from './interaction.ts';
import { Lines } from './lines.ts';
import { LoanApplications } from './loan-applications.ts';
import { HOUR_MS } from './local-time.ts';
import type { Preset } from './preset.ts';
import { Promises } from './promises.ts';
import { PublishedFigures } from './published-figures.ts';
import { Quality } from './quality.ts';
import { Reporting } from './reporting.ts';
import { Roster } from './roster.ts';
import { RoutineItems } from './routine-items.ts';
import { SalesLedger } from './sales-ledger.ts';
import { Schedules } from './schedules.ts';
import { ServiceRecords } from './service-records.ts';
import { Staffing } from './staffing.ts';
import { Surveys } from './surveys.ts';
import { Tickets } from './tickets.ts';
import { WorkItems } from './work-items.ts';
import { World } from './world.ts';
import { WrittenContacts } from './written-contacts.ts';

const WARM_UP_MS = 1.25 * HOUR_MS;
const LONGEST_HISTORY_MS = 3 * HOUR_MS;

/** The floor of one site. */
export function createSiteFloor(preset: Preset, { seed, startAt, epoch, historyMs, witness }: FloorOptions): Floor {
  const historyFrom = startAt - (historyMs ?? Math.min(LONGEST_HISTORY_MS, sinceBusinessDayStart(preset, startAt)));
  const world = new World(preset, seed, epoch, historyFrom - WARM_UP_MS, witness);
  const { agenda, outlet } = world;
  const reporting = furnish(world);

  let opened = false;
  const open = (): void => {
    opened = true;
    agenda.now = historyFrom;
    outlet.open(historyFrom, (at) => reporting.introduce(at));
    reporting.run();
  };

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
      const withheldBefore = outlet.withheld;
      const full = (): boolean => outlet.waiting + outlet.withheld - withheldBefore >= atMost;
      const live = (until: number): void => {
        while (!full() && agenda.step(until));
        if (!full()) agenda.now = Math.max(agenda.now, until);
      };
      if (!opened) {
        live(Math.min(untilMs, historyFrom - 1));
        if (!full() && untilMs >= historyFrom) open();
      }
      if (opened) live(untilMs);
      return outlet.take(atMost);
    },
  };
}

/** Everything that lives on the floor, each part with what it needs of the others. */
function furnish(world: World): Reporting {
  const { preset } = world;
  const desk: Desk = new Desk(
    world,
    (agent) => staffing.assign(agent),
    (agent) => staffing.mayLeaveEarly(agent),
  );
  const handling = new Handling(world, desk);
  const customers = new Customers(world);
  const sales = new SalesLedger(world);
  const work = new WorkItems(world);
  const tickets = new Tickets(world, work);
  const quality = new Quality(world);
  const surveys = new Surveys(world, customers);
  const loans = new LoanApplications(world, work);
  const callbacks = new Callbacks(world, work);
  new RoutineItems(world, work);
  const service = new ServiceRecords(world, { tickets, quality, surveys, callbacks, sales });
  const promises = new Promises(world);
  const outcomes = new CampaignOutcomes(world, { tickets, quality, surveys, promises, loans, sales });
  const inbound = new Inbound(world, desk, handling, customers, service);
  const written = preset.digital ? new WrittenContacts(world, preset.digital, desk, customers, service) : null;
  const dialer = new Dialer(world, handling, customers, outcomes);
  const staffing = new Staffing(world, inbound, dialer, written);
  const roster = new Roster(world);
  const lines = new Lines(world);
  staffing.run(desk);
  roster.run(desk, new Schedules(world));
  new PublishedFigures(world, inbound, staffing, sales).run();
  lines.run();
  if (preset.correctedShare) new Corrections(world, preset.correctedShare).run();
  return new Reporting(world, { desk, inbound, written, dialer, roster, lines });
}

function sinceBusinessDayStart(preset: Preset, at: number): number {
  const [hours = 0, minutes = 0] = preset.businessDayStart.split(':').map(Number);
  const shift = preset.utcOffsetMinutes * 60_000 - hours * HOUR_MS - minutes * 60_000;
  return (((at + shift) % (24 * HOUR_MS)) + 24 * HOUR_MS) % (24 * HOUR_MS);
}
