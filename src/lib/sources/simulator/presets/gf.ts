import { names, type Names } from '../names.ts';
import type { InboundQueue, Preset } from '../preset.ts';
import { CHANGSHA } from './changsha.ts';
import { HOME_CREDIT_RECORDS } from './home-credit-records.ts';

const queue = (
  id: string,
  weight: number,
  title: Names,
  topics: readonly string[],
  more: Partial<InboundQueue> = {},
): InboundQueue => ({ id, weight, names: title, topics, fn: 'service', segment: 'standard', ...more });

/** 90 % in 20 s instead of 80 %: more people for the same calls. */
const PRIME: Partial<InboundQueue> = { priority: 2, staffingMargin: 1.5, targets: { service_level: 0.9 } };

/** A bank's credit-card hotline: most is settled in the menu, instalments are offered in the call. */
export const GF: Preset = {
  ...CHANGSHA,
  id: 'gf',
  site: 'gf',
  siteNames: names('Card centre', '信用卡中心', '信用卡中心', 'Центр карт'),
  seats: 700,
  firstAgent: 70_000,
  validFrom: Date.UTC(2004, 0, 1),
  targets: {
    service_level: 0.8,
    answer_rate: 0.95,
    abandon_rate: 0.05,
    ivr_containment: 0.7,
    csat_hotline: 0.99,
    qa_score: 0.9,
  },
  customers: 3_000_000,
  inbound: {
    ...CHANGSHA.inbound,
    offeredPerDay: 60_000,
    dnis: '95508',
    ivr: {
      containedShare: 0.7,
      hangUpShare: 0.04,
      toQueueSeconds: 50,
      containedSeconds: 80,
      hangUpSeconds: 25,
      nodes: ['bill', 'limit', 'repayment', 'points', 'activation', 'instalment'],
      ports: 900,
    },
    queues: [
      queue('card-bill', 24, names('Bill', '账单查询', '帳單查詢', 'Выписка'), ['bill', 'due_date'], {
        repayment: true,
      }),
      queue('card-limit', 16, names('Credit limit', '额度服务', '額度服務', 'Лимит'), ['limit', 'temporary_limit']),
      queue('card-repay', 16, names('Repayment', '还款服务', '還款服務', 'Погашение'), ['repayment', 'late_fee'], {
        repayment: true,
      }),
      queue('card-instalment', 14, names('Instalments', '分期服务', '分期服務', 'Рассрочка'), ['instalment']),
      queue('card-points', 9, names('Points', '积分权益', '積分權益', 'Баллы'), ['points', 'benefits']),
      queue('card-lost', 7, names('Lost card', '挂失止付', '掛失止付', 'Утеря карты'), ['lost_card'], PRIME),
      queue('vip', 8, names('Premium', '贵宾服务', '貴賓服務', 'Премиум'), ['bill', 'benefits', 'travel'], {
        ...PRIME,
        segment: 'vip',
      }),
      queue('care', 4, names('Special care', '专席服务', '專席服務', 'Особое внимание'), ['dispute', 'hardship'], {
        ...PRIME,
        segment: 'sensitive',
      }),
      queue('card-complaint', 2, names('Complaints', '投诉专线', '投訴專線', 'Жалобы'), ['complaint'], {
        fn: 'complaint',
        priority: 1,
      }),
    ],
    overflowQueue: 'card-bill',
    times: { talkSeconds: 150, talkLogSd: 0.85, acwSeconds: 22 },
    staffingMargin: -0.1,
    offer: { product: 'instalment', eligibleShare: 0.35, offeredShare: 0.5, acceptedShare: 0.085, amount: 600_000 },
    lines: 900,
  },
  outbound: {
    ...CHANGSHA.outbound,
    occupancy: 0.75,
    families: [
      {
        fn: 'xsell',
        prefix: 'inst',
        count: 3,
        names: names('Instalment offers', '分期营销', '分期行銷', 'Предложение рассрочки'),
        handledPerDay: 22_000,
        connectRate: 0.36,
        product: 'instalment',
        conversations: [
          {
            weight: 60,
            times: { talkSeconds: 60, talkLogSd: 0.7, acwSeconds: 12 },
            outcome: { kind: 'xsell', stage: 'declined' },
          },
          {
            weight: 31.5,
            times: { talkSeconds: 180, talkLogSd: 0.6, acwSeconds: 18 },
            outcome: { kind: 'xsell', stage: 'declined' },
          },
          {
            weight: 8.5,
            times: { talkSeconds: 260, talkLogSd: 0.5, acwSeconds: 40 },
            outcome: { kind: 'xsell', stage: 'accepted' },
            amount: 600_000,
          },
        ],
        recordsPerList: 30_000,
      },
    ],
    lines: 400,
  },
  linkFaultsPerDay: 0.05,
  shifts: [
    { startHour: 0, agents: 12, generalist: true },
    { startHour: 7, agents: 60 },
    { startHour: 8, agents: 250 },
    { startHour: 9, agents: 100 },
    { startHour: 12, agents: 110 },
    { startHour: 14, agents: 60 },
    { startHour: 16.5, agents: 160 },
    { startHour: 22, agents: 10, generalist: true },
  ],
  records: {
    ...HOME_CREDIT_RECORDS,
    loans: undefined,
    routine: HOME_CREDIT_RECORDS.routine.map((kind) => ({ ...kind, perDay: Math.ceil(kind.perDay / 4) })),
    figures: [
      { metric: 'customers.total', value: 30_000_000, unit: 'customers', source: 'accounts' },
      { metric: 'workforce.headcount', value: 950, unit: 'people', source: 'hr' },
      { metric: 'cost.per_hour', value: 6_500, unit: 'CNY', source: 'finance' },
      { metric: 'channel.functions', value: 100, unit: 'functions', source: 'digital', scope: { media: 'voice' } },
      { metric: 'channel.functions', value: 92, unit: 'functions', source: 'digital', scope: { media: 'wechat' } },
      { metric: 'channel.functions', value: 95, unit: 'functions', source: 'digital', scope: { media: 'app' } },
      { metric: 'channel.functions', value: 90, unit: 'functions', source: 'digital', scope: { media: 'web' } },
    ],
  },
};
