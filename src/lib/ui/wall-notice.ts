import type { BoardMoment } from '../boards/tile-view.ts';
import type { BoardFeed } from '../live/board-connection.ts';
import type { Speak } from '../words/speak.ts';
import type { WALL_WORDS } from '../words/wall-words.ts';

/** The one sentence at the foot of a wall: the worst thing that stands, or null when all is well. */
export function noticeOf(feed: BoardFeed, moment: BoardMoment, say: Speak<typeof WALL_WORDS>): string | null {
  if (feed.phase === 'problem') return say(feed.problem?.code === 'engine_down' ? 'notice.engine' : 'notice.forbidden');
  if (feed.phase === 'offline') return say('notice.offline');
  if (feed.state === null) return null;
  const { disconnected, lastEventAt, gaps } = feed.state.freshness;
  if (disconnected.length > 0) return say('notice.cut', { producers: disconnected.join(', ') });
  if (lastEventAt === null) return say('notice.empty');
  if (moment.trust !== 'fresh') return say('notice.old');
  return gaps > 0 ? say('notice.gap', { n: gaps }) : null;
}
