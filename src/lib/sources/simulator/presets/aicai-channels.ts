import { names } from '../names.ts';
import type { DigitalChannel, DigitalService } from '../preset-digital.ts';

const TALK: Pick<DigitalChannel, 'wallSeconds' | 'focusSeconds' | 'firstResponseSeconds'> = {
  wallSeconds: 600,
  focusSeconds: 180,
  firstResponseSeconds: 18,
};
/** One answer, written in one go. */
const LETTER: typeof TALK = { wallSeconds: 240, focusSeconds: 240, firstResponseSeconds: 240 };

/** Website, app, WeChat, QQ, forum and mail, at one desk. */
export const AICAI_CHANNELS: DigitalService = {
  hourPercent: [
    1.2, 0.7, 0.4, 0.2, 0.2, 0.3, 0.8, 2.0, 4.8, 7.6, 8.4, 7.8, 6.2, 6.3, 7.4, 7.4, 7.0, 6.4, 5.6, 5.4, 5.2, 4.4, 2.7,
    1.6,
  ],
  channels: [
    {
      media: 'web',
      queue: 'dig-web',
      names: names('Website', '网站', '網站', 'Сайт'),
      perDay: 1_100,
      botShare: 0.3,
      functions: 36,
      ...TALK,
    },
    {
      media: 'app',
      queue: 'dig-app',
      names: names('App', '应用', '應用', 'Приложение'),
      perDay: 1_600,
      botShare: 0.35,
      functions: 38,
      ...TALK,
    },
    {
      media: 'wechat',
      queue: 'dig-wechat',
      names: names('WeChat', '微信', '微信', 'WeChat'),
      perDay: 2_000,
      botShare: 0.35,
      functions: 37,
      ...TALK,
    },
    {
      media: 'qq',
      queue: 'dig-qq',
      names: names('QQ', 'QQ', 'QQ', 'QQ'),
      perDay: 1_200,
      botShare: 0.2,
      functions: 30,
      ...TALK,
    },
    {
      media: 'forum',
      queue: 'dig-forum',
      names: names('Forum', '贴吧', '貼吧', 'Форум'),
      perDay: 150,
      botShare: 0,
      deferred: true,
      functions: 12,
      ...LETTER,
    },
    {
      media: 'email',
      queue: 'dig-email',
      names: names('Mail', '邮件', '郵件', 'Почта'),
      perDay: 250,
      botShare: 0,
      deferred: true,
      functions: 24,
      ...LETTER,
    },
  ],
  topics: ['login', 'limit', 'repayment', 'order', 'refund', 'activity'],
  concurrency: 3,
  patience: { shape: 0.9, scaleSeconds: 420 },
  acwSeconds: 20,
};
