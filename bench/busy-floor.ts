import { INGEST_TOKEN } from '../tests/support/product.ts';

/** Which contacts keep the floor busy: inbound ones change every tile of the wall, outbound ones only the agents. */
export type Traffic = 'inbound' | 'outbound';

const CONTACTS_AT_ONCE = 400;
const SEND_EVERY_MS = 20;
const QUEUES = 40;
const SITE = 'cs';

interface Contact {
  id: string;
  agent: string;
  queue: string;
  step: number;
  beganAt: number;
  connectedAt: number;
  endedAt: number;
}

/** The state that an agent is in, as the next one tells it as the one that ended. */
interface Prev {
  state: string;
  enteredAt: number;
}

type Step = (
  contact: Contact,
  at: number,
  states: Map<string, Prev>,
) => [type: string, payload: Record<string, unknown>];

/** One contact from the first to the last event, for its agent too. */
const state =
  (name: string): Step =>
  ({ agent }, at, states) => {
    const prev = states.get(agent);
    states.set(agent, { state: name, enteredAt: at });
    return ['agent.state', { agent, state: name, enteredAt: at, ...(prev ? { prev } : {}) }];
  };
const connected: Step = (contact, at) => {
  contact.connectedAt = at;
  return ['leg.connected', { leg: `${contact.id}#l1`, agent: contact.agent, connectedAt: at }];
};
const ended: Step = (contact, at) => {
  contact.endedAt = at;
  const { id, agent, connectedAt } = contact;
  return ['leg.ended', { leg: `${id}#l1`, agent, connectedAt, talkMs: at - connectedAt, holdMs: 0 }];
};
const wrapped: Step = ({ id, agent, connectedAt, endedAt }, at) => [
  'wrap.ended',
  { leg: `${id}#l1`, agent, endedAt, talkMs: endedAt - connectedAt, holdMs: 0, acwMs: at - endedAt },
];
const HANDLING = [state('TALKING'), connected, ended, state('ACW'), wrapped, state('READY')];
const STEPS: Record<Traffic, readonly Step[]> = {
  inbound: [
    ({ id }, at) => ['queue.entered', { visit: `${id}#q1`, enqueuedAt: at }],
    ({ id, beganAt, agent }, at) => [
      'queue.left',
      { visit: `${id}#q1`, enqueuedAt: beganAt, waitMs: at - beganAt, outcome: 'answered', agent },
    ],
    ...HANDLING,
  ],
  outbound: [
    ({ id }, at) => ['dial.attempt', { ix: id, campaign: 'c1', mode: 'predictive', dialedAt: at, result: 'live' }],
    ...HANDLING,
  ],
};

/** Sends lines to the ingest; throws where one is not accepted. */
export async function post(baseUrl: string, lines: readonly string[]): Promise<void> {
  const response = await fetch(`${baseUrl}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${INGEST_TOKEN}`, 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  const answer = (await response.json()) as { accepted?: number };
  if (answer.accepted !== lines.length)
    throw new Error(`The ingest answers ${response.status}: ${JSON.stringify(answer)}`);
}

/** A floor that sends so many events a second until it is stopped; the instants are those of sending. */
export function startBusyFloor(baseUrl: string, traffic: Traffic, eventsPerSecond: number) {
  const p = `bench-${traffic}`;
  const e = Date.now();
  const direction = traffic === 'inbound' ? 'in' : 'out';
  const steps = STEPS[traffic];
  const states = new Map<string, Prev>();
  let begun = 0;
  let n = 0;
  const begin = (): Contact => {
    begun += 1;
    const at = { beganAt: 0, connectedAt: 0, endedAt: 0 };
    return {
      id: `${p}-${e}-${begun}`,
      agent: `a${begun % CONTACTS_AT_ONCE}`,
      queue: `q${begun % QUEUES}`,
      step: 0,
      ...at,
    };
  };
  const contacts = Array.from({ length: CONTACTS_AT_ONCE }, begin);
  const next = (at: number): string => {
    const place = n % CONTACTS_AT_ONCE;
    const contact = contacts[place]!;
    if (contact.step === 0) contact.beganAt = at;
    const [t, payload] = steps[contact.step]!(contact, at, states);
    contact.step += 1;
    if (contact.step === steps.length) contacts[place] = begin();
    n += 1;
    const d = { site: SITE, queue: contact.queue, media: 'voice', direction, ...payload };
    return JSON.stringify({ v: 1, t, p, e, n, at, d });
  };

  let running = true;
  const startedAt = performance.now();
  const sending = (async () => {
    while (running) {
      const due = Math.floor(((performance.now() - startedAt) * eventsPerSecond) / 1_000) - n;
      if (due > 0)
        await post(
          baseUrl,
          Array.from({ length: due }, () => next(Date.now())),
        );
      await new Promise((resolve) => setTimeout(resolve, SEND_EVERY_MS));
    }
  })();
  return {
    /** Ends it; gives the events sent per second, rejects where one was not accepted. */
    async stop(): Promise<number> {
      running = false;
      await sending;
      return Math.round((n * 1_000) / (performance.now() - startedAt));
    },
  };
}
