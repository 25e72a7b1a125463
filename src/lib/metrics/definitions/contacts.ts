import type { AggregateName } from '../aggregates.ts';
import { CONTRACT, count, gauge, mean, ratio, sum, type Definition } from '../definition.ts';

const started = (of: AggregateName): Definition => ({
  code: 'I01',
  unit: 'count',
  better: 'neither',
  attribution: 'X',
  formula: count(of),
  source: 'Contract 2, ix.started',
});

/** Contacts as wholes (domain 1.1, 1.2). */
export const CONTACTS = {
  contacts_started: started('contacts_started'),
  contacts_inbound: started('contacts_inbound'),
  contacts_dialer: started('contacts_dialer'),
  contacts_agent_dial: started('contacts_agent_dial'),
  contacts_callback: started('contacts_callback'),
  contacts_transferred_in: started('contacts_transferred_in'),
  contacts_web: started('contacts_web'),
  contacts_open: {
    code: 'I13',
    unit: 'count',
    better: 'neither',
    attribution: 'S',
    formula: gauge('contacts_open'),
    source: 'Contract 2, ix.started and ix.ended',
  },
  contact_duration_avg: mean('H01', 'neither', sum('contact_duration'), sum('contacts_with_duration'), 'X'),
  // The engine keeps no id of a contact: only the history can tell its visits and legs together.
  contacts_offered: {
    code: 'I01',
    unit: 'count',
    better: 'neither',
    attribution: 'E',
    formula: count('contacts_queued'),
    source: 'Domain 1.1: distinct contacts among the visits',
    live: false,
  },
  contacts_handled: {
    code: 'I03',
    unit: 'count',
    better: 'higher',
    attribution: 'W',
    formula: count('contacts_handled'),
    source: 'Domain 1.1: distinct contacts with a handled leg',
    live: false,
  },
  topic_completeness: {
    code: 'I18',
    unit: 'ratio',
    better: 'higher',
    attribution: 'W',
    formula: ratio(sum('handled_with_topic'), sum('handled')),
    target: { target: 0.98, breach: 0.95 },
    source: 'Domain 1.1, cases 002 and 003',
  },
  declared_resolution_rate: {
    code: 'H08',
    unit: 'ratio',
    better: 'higher',
    attribution: 'W',
    formula: ratio(sum('handled_resolved'), sum('handled_judged')),
    target: { target: 0.75, breach: 0.7 },
    source: 'Domain 1.2, form (c): what the agent declared',
  },
  contacts_per_hour: {
    code: 'H11',
    unit: 'number',
    better: 'higher',
    attribution: 'W',
    formula: ratio(sum('handled'), sum('time_ready', 'time_handling'), 3_600_000),
    source: `${CONTRACT}; by wrap over hours by clipping`,
  },
} as const satisfies Record<string, Definition>;
