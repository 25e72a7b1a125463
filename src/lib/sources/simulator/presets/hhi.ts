import { names, type Names } from '../names.ts';
import type { InboundQueue, Preset } from '../preset.ts';
import { CHANGSHA } from './changsha.ts';
import { HHI_RECORDS } from './hhi-records.ts';

const queue = (
  id: string,
  weight: number,
  title: Names,
  topics: readonly string[],
  more: Partial<InboundQueue> = {},
): InboundQueue => ({ id, weight, names: title, topics, fn: 'service', segment: 'buyer', ...more });

/** A retail lender with 40 seats: buyers and shops call, requests come by web and mail, people dial from previews. */
export const HHI: Preset = {
  ...CHANGSHA,
  id: 'hhi',
  site: 'hhi',
  siteNames: names('HHI', 'HHI', 'HHI', 'HHI'),
  country: 'RU',
  ccy: 'RUB',
  timeZone: 'Europe/Moscow',
  utcOffsetMinutes: 180,
  seats: 40,
  firstAgent: 80_000,
  validFrom: Date.UTC(2012, 0, 1),
  targets: { service_level: 0.8, answer_rate: 0.92, abandon_rate: 0.08, work_within_sla: 0.94, work_overdue: 0 },
  provinces: ['moscow', 'spb', 'tatarstan', 'sverdlovsk', 'samara', 'rostov'],
  customers: 60_000,
  inbound: {
    ...CHANGSHA.inbound,
    offeredPerDay: 1_500,
    dnis: '88005550000',
    ivr: { ...CHANGSHA.inbound.ivr, containedShare: 0.22, nodes: ['next_due_date', 'current_debt'], ports: 30 },
    queues: [
      queue(
        'buyers-debt',
        40,
        names('Debt and payments', '欠款与还款', '欠款與還款', 'Долг и платежи'),
        ['next_due_date', 'current_debt', 'balance_left'],
        { repayment: true },
      ),
      queue('buyers-contract', 30, names('Contract', '合同', '合約', 'Договор'), [
        'early_repayment',
        'certificate',
        'data_change',
      ]),
      queue('shops', 22, names('Shops', '商店', '商店', 'Магазины'), ['application', 'payout'], {
        fn: 'partner',
        segment: 'shop',
      }),
      queue('claims', 8, names('Claims', '投诉', '投訴', 'Претензии'), ['complaint'], { fn: 'complaint', priority: 1 }),
    ],
    overflowQueue: 'buyers-debt',
    secondSkillShare: 1,
    lines: 60,
  },
  outbound: {
    ...CHANGSHA.outbound,
    mode: 'preview',
    secondsPerAttempt: 36,
    hourPercent: [0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 12, 11, 9, 10, 12, 12, 12, 10, 0, 0, 0, 0, 0, 0],
    resultWeights: { no_answer: 40, machine: 25, busy: 12, unreachable: 15, invalid: 6, network_error: 2 },
    families: [
      {
        fn: 'verification',
        prefix: 'ver',
        count: 1,
        names: names('Verification of new customers', '新客户核实', '新客戶核實', 'Верификация новых клиентов'),
        handledPerDay: 420,
        connectRate: 0.45,
        segment: 'buyer',
        conversations: [
          {
            weight: 1,
            times: { talkSeconds: 150, talkLogSd: 0.6, acwSeconds: 40 },
            outcome: { kind: 'verification', stage: 'delivered' },
          },
        ],
        recordsPerList: 1_500,
      },
      {
        fn: 'reminder',
        prefix: 'rem',
        count: 1,
        names: names('Payment reminder', '还款提醒', '還款提醒', 'Напоминание о платеже'),
        handledPerDay: 480,
        connectRate: 0.4,
        segment: 'buyer',
        conversations: [
          {
            weight: 1,
            times: { talkSeconds: 70, talkLogSd: 0.7, acwSeconds: 20 },
            outcome: { kind: 'reminder', stage: 'delivered' },
          },
        ],
        promiseShare: 0.62,
        recordsPerList: 2_000,
      },
      {
        fn: 'partner',
        prefix: 'shops',
        count: 1,
        names: names('Telemarketing to shops', '商户电话营销', '商戶電話行銷', 'Телемаркетинг по магазинам'),
        handledPerDay: 130,
        connectRate: 0.5,
        segment: 'shop',
        conversations: [
          {
            weight: 80,
            times: { talkSeconds: 120, talkLogSd: 0.6, acwSeconds: 60 },
            outcome: { kind: 'partner_lead', stage: 'declined' },
          },
          {
            weight: 20,
            times: { talkSeconds: 260, talkLogSd: 0.5, acwSeconds: 120 },
            outcome: { kind: 'partner_lead', stage: 'accepted' },
          },
        ],
        recordsPerList: 800,
      },
    ],
    lines: 40,
  },
  linkFaultsPerDay: 0,
  shifts: [
    { startHour: 0, agents: 3, crew: 'inbound', generalist: true, centre: 'contact_centre' },
    { startHour: 7, agents: 6, crew: 'inbound', generalist: true, centre: 'contact_centre' },
    { startHour: 9, agents: 9, crew: 'inbound', generalist: true, centre: 'contact_centre' },
    { startHour: 12, agents: 5, crew: 'inbound', generalist: true, centre: 'contact_centre' },
    { startHour: 15, agents: 3, crew: 'inbound', generalist: true, centre: 'contact_centre' },
    { startHour: 9, agents: 8, crew: 'outbound', functions: ['verification', 'reminder'], centre: 'contact_centre' },
    { startHour: 9, agents: 2, crew: 'outbound', functions: ['partner'], centre: 'development' },
  ],
  teamSize: 10,
  records: HHI_RECORDS,
};
