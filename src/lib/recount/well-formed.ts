type Payload = Record<string, unknown>;

/** What a payload must have (contract 2). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'queue.entered': ['visit', 'enqueuedAt'],
  'queue.left': ['visit', 'enqueuedAt', 'waitMs', 'outcome'],
  'offer.ended': ['leg', 'agent', 'offeredAt', 'ringMs', 'result'],
  'leg.connected': ['leg', 'connectedAt'],
  'leg.updated': ['leg', 'change'],
  'leg.ended': ['leg', 'connectedAt', 'talkMs'],
  'wrap.ended': ['leg', 'endedAt', 'talkMs', 'holdMs', 'acwMs'],
  'ix.started': ['ix'],
  'ix.ended': ['ix'],
  'ix.ivr': ['ix'],
  'agent.state': ['agent', 'state', 'enteredAt'],
  'dial.attempt': ['dialedAt', 'result'],
  'work.changed': ['item', 'kind', 'status', 'rev'],
  'outcome.recorded': ['kind', 'stage'],
  'survey.answered': ['survey', 'kind', 'stage'],
  'metric.set': ['metric', 'period', 'value'],
};

const IDS = [
  ...['country', 'site', 'queue', 'skill', 'media', 'direction', 'fn', 'agent', 'team', 'campaign', 'ix', 'leg'],
  ...[
    'visit',
    'cust',
    'province',
    'city',
    'segment',
    'partner',
    'corr',
    'outcome',
    'result',
    'kind',
    'stage',
    'status',
  ],
  ...['state', 'reason', 'role', 'item', 'survey', 'metric', 'topic', 'subtopic', 'disposition'],
];
const WHOLE = /^(.*(Ms|At)|rev|holdCount|msgsIn|msgsOut)$/;

/** True where a payload of that type can be taken: what is required is there, ids are texts, times are whole numbers. */
export function isWellFormed(t: string, d: Payload): boolean {
  if ((REQUIRED[t] ?? []).some((field) => d[field] === undefined || d[field] === null)) return false;
  return Object.entries(d).every(([field, value]) => {
    if (value === undefined || value === null) return true;
    if (IDS.includes(field)) return typeof value === 'string' && value !== '';
    return !WHOLE.test(field) || Number.isSafeInteger(value);
  });
}
