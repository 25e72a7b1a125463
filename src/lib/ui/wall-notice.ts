import type { BoardMoment } from '../boards/tile-view.ts';
import type { BoardFeed } from '../live/board-connection.ts';
import type { Speak } from '../words/speak.ts';
import type { WALL_WORDS } from '../words/wall-words.ts';

/** The foot of a wall: how the line stands, and the one sentence that it needs, or null when all is well. */
export interface WallNotice {
  state: string;
  sentence: string | null;
}

/** The worst thing that stands comes first. The sentence says what the state means for the numbers, and what to do. */
export function noticeOf(feed: BoardFeed, moment: BoardMoment, say: Speak<typeof WALL_WORDS>): WallNotice {
  const state = say(`phase.${feed.phase}`);
  if (feed.phase === 'problem') {
    return { state, sentence: say(feed.problem?.code === 'engine_down' ? 'notice.engine' : 'notice.forbidden') };
  }
  if (feed.phase === 'offline') return { state, sentence: say('notice.offline') };
  if (feed.state === null || feed.phase !== 'live') return { state, sentence: null };
  const { disconnected, lastEventAt, gaps } = feed.state.freshness;
  if (disconnected.length > 0) {
    return { state: say('phase.cut'), sentence: say('notice.cut', { producers: disconnected.join(', ') }) };
  }
  if (lastEventAt === null) return { state: say('phase.empty'), sentence: say('notice.empty') };
  if (moment.trust !== 'fresh') return { state: say('phase.quiet'), sentence: say('notice.old') };
  return { state, sentence: gaps > 0 ? say('notice.gap', { n: gaps }) : null };
}
