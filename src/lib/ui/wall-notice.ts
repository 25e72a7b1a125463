import type { BoardMoment } from '../boards/tile-view.ts';
import type { BoardFeed } from '../live/board-connection.ts';
import type { WALL_WORDS } from '../words/wall-words.ts';

type WallWord = keyof typeof WALL_WORDS;

/** The one sentence at the foot of a wall: the worst thing that stands, or null when all is well. */
export interface Notice {
  key: Extract<WallWord, `notice.${string}`>;
  holes?: Readonly<Record<string, string | number>>;
}

export function noticeOf(feed: BoardFeed, moment: BoardMoment): Notice | null {
  if (feed.phase === 'problem') return { key: feed.problem?.code === 'engine_down' ? 'notice.engine' : 'notice.forbidden' };
  if (feed.phase === 'offline') return { key: 'notice.offline' };
  if (feed.state === null) return null;
  const { disconnected, lastEventAt, gaps } = feed.state.freshness;
  if (disconnected.length > 0) return { key: 'notice.cut', holes: { producers: disconnected.join(', ') } };
  if (lastEventAt === null) return { key: 'notice.empty' };
  if (moment.trust !== 'fresh') return { key: 'notice.old' };
  return gaps > 0 ? { key: 'notice.gap', holes: { n: gaps } } : null;
}
