import type { Filter, LiveQuestion } from '../metrics/question.ts';
import type { Board } from './board.ts';

/** What "inbound" means on the wall and in the inbound report. */
export const INBOUND: Filter = { media: ['voice'], direction: ['in'] };

const ask = (metrics: readonly string[], rest: Partial<LiveQuestion> = {}): LiveQuestion => ({
  metrics,
  by: [],
  window: '30m',
  basis: 'event',
  filter: INBOUND,
  ...rest,
});

/**
 * B1 "Inbound floor" (domain 4.2). Service level first, then what waits, who can take it, and how the day stands.
 * Agents are counted over the whole floor: a state has no direction until a contact gives it one.
 */
export const INBOUND_FLOOR: Board = {
  id: 'inbound',
  tiles: [
    { id: 'service_level', kind: 'number', metric: 'service_level', question: ask(['service_level']) },
    { id: 'queue_depth', kind: 'number', metric: 'queue_depth', question: ask(['queue_depth'], { window: 'now' }) },
    {
      id: 'longest_wait',
      kind: 'leader',
      metric: 'longest_wait',
      ticks: true,
      question: ask(['longest_wait'], { window: 'now', by: ['queue'] }),
    },
    {
      id: 'agents',
      kind: 'stack',
      metric: 'agents_staffed',
      question: ask(['agents_ready', 'agents_talking', 'agents_acw', 'agents_not_ready', 'agents_staffed'], {
        window: 'now',
        filter: {},
      }),
    },
    {
      id: 'answer_rate',
      kind: 'number',
      metric: 'answer_rate',
      question: ask(['answer_rate'], { window: 'today', basis: 'entry' }),
    },
    {
      id: 'abandon_rate',
      kind: 'number',
      metric: 'abandon_rate',
      question: ask(['abandon_rate'], { window: 'today', basis: 'entry' }),
    },
  ],
};

export const BOARDS: readonly Board[] = [INBOUND_FLOOR];

/** The board of that id, or null. */
export const boardById = (id: string): Board | null => BOARDS.find((board) => board.id === id) ?? null;
