import { endedIn, meanSeconds, momentOf, total, type Numbers, type RecountPeriod } from '../period.ts';
import { order } from '../raw-events.ts';
import type { Thing } from '../things.ts';

const DAY_MS = 86_400_000;

/** How long customers wait for the next message of the agent (domain 1.5: V07). */
export function countReplies(counted: readonly Thing[], all: readonly Thing[], period: RecountPeriod): Numbers {
  const own = new Set(counted);
  const conversations = new Map<string, Thing[]>();
  for (const message of all) {
    if (message.from < period.fromMs - DAY_MS || message.from >= momentOf(period)) continue;
    const key = JSON.stringify([message.site, message.d.leg]);
    conversations.set(key, [...(conversations.get(key) ?? []), message]);
  }
  const gaps: number[] = [];
  for (const messages of conversations.values()) {
    const unanswered: Thing[] = [];
    for (const message of messages.sort((a, b) => a.from - b.from || order(a.event, b.event))) {
      if (message.d.change === 'customer_message') {
        unanswered.push(message);
        continue;
      }
      const asked = unanswered.splice(0).find(({ from }) => message.from - from <= DAY_MS);
      if (asked && own.has(message) && endedIn(message, period)) gaps.push(message.from - asked.from);
    }
  }
  return {
    reply_avg: meanSeconds(
      total(gaps, (gap) => gap),
      gaps.length,
    ),
  };
}
