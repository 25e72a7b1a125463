import { names, type Names } from '../names.ts';
import type { InboundQueue, Preset } from '../preset.ts';
import { AICAI_CHANNELS } from './aicai-channels.ts';
import { CHANGSHA } from './changsha.ts';
import { HOME_CREDIT_RECORDS } from './home-credit-records.ts';

const queue = (
  id: string,
  weight: number,
  title: Names,
  topics: readonly string[],
  more: Partial<InboundQueue> = {},
): InboundQueue => ({ id, weight, names: title, topics, fn: 'service', ...more });

const SATISFACTION = 'satisfaction';
const CREDIT = 'credit';
const TELESALES = 'telesales';

/** 300 seats in three parts: customer satisfaction (a hotline and six written channels), credit assessment, telesales. */
export const AICAI: Preset = {
  ...CHANGSHA,
  id: 'aicai',
  site: 'ac',
  siteNames: names('Aicai', '爱才', '愛才', 'Aicai'),
  seats: 300,
  firstAgent: 60_000,
  validFrom: Date.UTC(2014, 5, 1),
  targets: {
    service_level: 0.8,
    answer_rate: 0.85,
    abandon_rate: 0.15,
    csat_hotline: 0.99,
    csat_overall: 0.94,
    nuisance_rate: 0.03,
    work_within_sla: 0.94,
    work_transfer_30m: 0.99,
    work_completion: 1,
    work_resolution: 0.996,
    complaints_attitude_per_100k: 2,
  },
  customers: 300_000,
  inbound: {
    ...CHANGSHA.inbound,
    offeredPerDay: 14_000,
    dnis: '4008671888',
    queues: [
      queue('hotline-account', 35, names('Account', '账户服务', '帳戶服務', 'Счёт'), ['login', 'limit']),
      queue('hotline-repay', 35, names('Repayment', '还款服务', '還款服務', 'Погашение'), ['repayment', 'late_fee'], {
        repayment: true,
      }),
      queue('hotline-order', 20, names('Orders', '订单服务', '訂單服務', 'Заказы'), ['order', 'refund']),
      queue('offline-support', 10, names('Offline channels', '线下支持', '線下支援', 'Офлайн-каналы'), ['part_timer'], {
        fn: 'channel_support',
        segment: 'part_timer',
      }),
    ],
    overflowQueue: 'hotline-account',
    secondSkillShare: 0.6,
    lines: 150,
  },
  digital: AICAI_CHANNELS,
  outbound: {
    ...CHANGSHA.outbound,
    occupancy: 0.75,
    families: [
      {
        fn: 'credit_review',
        prefix: 'cr',
        count: 1,
        names: names('Credit assessment', '信用审核', '信用審核', 'Оценка заёмщика'),
        handledPerDay: 1_100,
        connectRate: 0.48,
        mode: 'preview',
        conversations: [
          {
            weight: 1,
            times: { talkSeconds: 170, talkLogSd: 0.62, acwSeconds: 40 },
            outcome: { kind: 'verification', stage: 'delivered' },
          },
        ],
        recordsPerList: 3_000,
      },
      {
        fn: 'telesales',
        prefix: 'ts',
        count: 1,
        names: names('Telesales', '电话销售', '電話銷售', 'Телепродажи'),
        handledPerDay: 7_000,
        connectRate: 0.36,
        product: 'student_instalment',
        conversations: [
          {
            weight: 70,
            times: { talkSeconds: 80, talkLogSd: 0.7, acwSeconds: 15 },
            outcome: { kind: 'sale', stage: 'declined' },
          },
          {
            weight: 21.5,
            times: { talkSeconds: 210, talkLogSd: 0.6, acwSeconds: 20 },
            outcome: { kind: 'sale', stage: 'declined' },
          },
          {
            weight: 8.5,
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
  linkFaultsPerDay: 0.05,
  shifts: [
    { startHour: 0, agents: 6, crew: 'inbound', generalist: true, centre: SATISFACTION },
    { startHour: 7.5, agents: 38, crew: 'inbound', centre: SATISFACTION },
    { startHour: 8.5, agents: 52, crew: 'inbound', centre: SATISFACTION },
    { startHour: 12, agents: 28, crew: 'inbound', centre: SATISFACTION },
    { startHour: 15, agents: 46, crew: 'inbound', centre: SATISFACTION },
    { startHour: 22, agents: 5, crew: 'inbound', generalist: true, centre: SATISFACTION },
    { startHour: 0, agents: 3, crew: 'digital', centre: SATISFACTION },
    { startHour: 8, agents: 26, crew: 'digital', centre: SATISFACTION },
    { startHour: 14.5, agents: 22, crew: 'digital', centre: SATISFACTION },
    { startHour: 8, agents: 10, crew: 'outbound', functions: ['credit_review'], centre: CREDIT },
    { startHour: 12, agents: 5, crew: 'outbound', functions: ['credit_review'], centre: CREDIT },
    { startHour: 8, agents: 29, crew: 'outbound', functions: ['telesales'], centre: TELESALES },
    { startHour: 12, agents: 24, crew: 'outbound', functions: ['telesales'], centre: TELESALES },
  ],
  teamSize: 15,
  records: {
    ...HOME_CREDIT_RECORDS,
    loans: { ...HOME_CREDIT_RECORDS.loans!, applicationsPerDay: 900, amount: 280_000 },
    routine: HOME_CREDIT_RECORDS.routine.map((kind) => ({ ...kind, perDay: Math.ceil(kind.perDay / 12) })),
    figures: [
      { metric: 'customers.total', value: 30_000_000, unit: 'customers', source: 'accounts' },
      { metric: 'workforce.headcount', value: 1_350, unit: 'people', source: 'hr' },
      { metric: 'workforce.college_share', value: 0.6, unit: 'ratio', source: 'hr' },
      { metric: 'workforce.bachelor_share', value: 0.17, unit: 'ratio', source: 'hr' },
      { metric: 'regions.universities', value: 3_300, unit: 'universities', source: 'crm' },
      { metric: 'regions.provinces', value: 32, unit: 'provinces', source: 'crm' },
      { metric: 'employee.satisfaction', value: 0.9, unit: 'ratio', source: 'hr' },
      { metric: 'channel.functions', value: 40, unit: 'functions', source: 'digital', scope: { media: 'voice' } },
      ...AICAI_CHANNELS.channels.map(({ media, functions }) => ({
        metric: 'channel.functions',
        value: functions,
        unit: 'functions',
        source: 'digital',
        scope: { media },
      })),
    ],
  },
};
