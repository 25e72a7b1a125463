import type { Names, Preset } from '../preset.ts';
import { CHANGSHA } from './changsha.ts';

const names = (en: string, cn: string, tw: string, ru: string): Names => ({ en, 'zh-CN': cn, 'zh-TW': tw, ru });

/** 300 seats: a voice hotline for students, a support line for the offline channels, and telesales. */
export const AICAI: Preset = {
  ...CHANGSHA,
  id: 'aicai',
  site: 'ac',
  siteNames: names('Aicai', '爱才', '愛才', 'Aicai'),
  seats: 300,
  validFrom: Date.UTC(2014, 5, 1),
  targets: { service_level: 0.8, answer_rate: 0.85, abandon_rate: 0.15, csat_hotline: 0.99, nuisance_rate: 0.03 },
  customers: 300_000,
  inbound: {
    ...CHANGSHA.inbound,
    offeredPerDay: 14_000,
    queues: [
      {
        id: 'hotline-account',
        names: names('Account', '账户服务', '帳戶服務', 'Счёт'),
        fn: 'service',
        weight: 35,
        topics: ['login', 'limit'],
      },
      {
        id: 'hotline-repay',
        names: names('Repayment', '还款服务', '還款服務', 'Погашение'),
        fn: 'service',
        weight: 35,
        topics: ['repayment', 'late_fee'],
        repayment: true,
      },
      {
        id: 'hotline-order',
        names: names('Orders', '订单服务', '訂單服務', 'Заказы'),
        fn: 'service',
        weight: 20,
        topics: ['order', 'refund'],
      },
      {
        id: 'offline-support',
        names: names('Offline channels', '线下支持', '線下支援', 'Офлайн-каналы'),
        fn: 'channel_support',
        weight: 10,
        topics: ['part_timer'],
      },
    ],
    overflowQueue: 'hotline-account',
    lines: 150,
  },
  outbound: {
    ...CHANGSHA.outbound,
    occupancy: 0.75,
    families: [
      {
        fn: 'telesales',
        prefix: 'ts',
        count: 1,
        names: names('Telesales', '电话销售', '電話銷售', 'Телепродажи'),
        handledPerDay: 11_000,
        connectRate: 0.36,
        conversations: [
          {
            weight: 70,
            times: { talkSeconds: 80, talkLogSd: 0.7, acwSeconds: 15 },
            outcome: { kind: 'sale', stage: 'declined' },
          },
          {
            weight: 20,
            times: { talkSeconds: 210, talkLogSd: 0.6, acwSeconds: 20 },
            outcome: { kind: 'sale', stage: 'declined' },
          },
          {
            weight: 10,
            times: { talkSeconds: 330, talkLogSd: 0.5, acwSeconds: 60 },
            outcome: { kind: 'sale', stage: 'accepted' },
            amount: 280_000,
          },
        ],
        recordsPerList: 15_000,
      },
    ],
    lines: 150,
  },
  shifts: [
    { startHour: 0, agents: 6, generalist: true },
    { startHour: 6, agents: 8, generalist: true },
    { startHour: 7.5, agents: 60 },
    { startHour: 8, agents: 95 },
    { startHour: 9.5, agents: 25 },
    { startHour: 12, agents: 45 },
    { startHour: 14, agents: 30 },
    { startHour: 16.5, agents: 60 },
    { startHour: 20, agents: 6, generalist: true },
    { startHour: 22, agents: 4, generalist: true },
  ],
  teamSize: 15,
  crm: { ...CHANGSHA.crm, loanApplicationsPerDay: 900 },
};
