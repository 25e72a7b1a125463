import { names } from '../names.ts';
import type { TrafficPreset, TrafficShard } from '../traffic-preset.ts';
import { CHANGSHA } from './changsha.ts';

const REGIONS = [
  ['cn', 'CN', 'Asia/Shanghai', 480, 0.24, names('China', '中国', '中國', 'Китай')],
  ['us', 'US', 'America/New_York', -300, 0.24, names('USA', '美国', '美國', 'США')],
  ['eu', 'DE', 'Europe/Berlin', 60, 0.2, names('Europe', '欧洲', '歐洲', 'Европа')],
  ['in', 'IN', 'Asia/Kolkata', 330, 0.12, names('India', '印度', '印度', 'Индия')],
  ['br', 'BR', 'America/Sao_Paulo', -180, 0.1, names('Brazil', '巴西', '巴西', 'Бразилия')],
  ['ru', 'RU', 'Europe/Moscow', 180, 0.1, names('Russia', '俄罗斯', '俄羅斯', 'Россия')],
] as const;
const SHARDS_PER_REGION = 8;

/** 100 million contacts a day over the world's time zones, in 48 shards: 1.4 billion events. For load. */
export const WORLD_100M: TrafficPreset = {
  id: 'world-100m',
  shards: REGIONS.flatMap(([id, country, timeZone, utcOffsetMinutes, share, title]) =>
    Array.from({ length: SHARDS_PER_REGION }, (_, index): TrafficShard => ({
      site: `${id}${index + 1}`,
      names: title,
      country,
      timeZone,
      utcOffsetMinutes,
      share: share / SHARDS_PER_REGION,
    })),
  ),
  handledPerDay: 100_000_000,
  hourPercent: CHANGSHA.inbound.hourPercent,
  inboundShare: 0.27,
  abandonedPerAnswered: 0.035,
  containedPerAnswered: 0.65,
  failedPerConnect: 1.63,
  talkSeconds: 118,
  acwSeconds: 22,
  validFrom: Date.UTC(2014, 0, 1),
};
