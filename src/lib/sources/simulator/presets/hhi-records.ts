import type { BusinessRecords, RoutineWork } from '../preset-records.ts';
import { HOME_CREDIT_RECORDS } from './home-credit-records.ts';

const DAY: RoutineWork['due'] = [
  { weight: 25, hours: 4, priority: 1 },
  { weight: 75, hours: 24, priority: 2 },
];

/** Requests by web and mail, documents, verification, changed numbers, tasks for calling lists. */
export const HHI_RECORDS: BusinessRecords = {
  ...HOME_CREDIT_RECORDS,
  tickets: { ...HOME_CREDIT_RECORDS.tickets, departments: ['operations', 'accounting', 'development'] },
  loans: undefined,
  routine: [
    {
      kind: 'request',
      perDay: 320,
      reasons: ['certificate', 'early_repayment', 'refund', 'schedule', 'other'],
      channels: ['web', 'email'],
      departments: ['contact_centre', 'accounting'],
      segment: 'buyer',
      due: DAY,
      inTimeShare: 0.94,
      workMinutes: 9,
      results: { done: 96, refused: 4 },
      cancelledShare: 0.01,
    },
    {
      kind: 'digitization',
      perDay: 550,
      reasons: ['passport', 'contract'],
      channels: ['scan'],
      departments: ['documents'],
      due: [{ weight: 1, hours: 4, priority: 2 }],
      inTimeShare: 0.98,
      workMinutes: 0.75,
      results: { done: 1 },
      errorShare: 0.012,
    },
    {
      kind: 'verification',
      perDay: 420,
      reasons: ['new_customer'],
      channels: ['voice'],
      departments: ['verification'],
      segment: 'buyer',
      due: [{ weight: 1, hours: 2, priority: 1 }],
      inTimeShare: 0.96,
      workMinutes: 5,
      results: { confirmed: 90, incomplete: 7, refused: 3 },
      errorShare: 0.05,
    },
    {
      kind: 'data_change',
      perDay: 60,
      reasons: ['phone_number'],
      channels: ['web', 'voice'],
      departments: ['contact_centre'],
      segment: 'buyer',
      due: [{ weight: 1, hours: 4, priority: 2 }],
      inTimeShare: 0.97,
      workMinutes: 5,
      results: { confirmed: 95, refused: 5 },
    },
    {
      kind: 'task',
      perDay: 40,
      reasons: ['calling_list', 'shop_visit'],
      channels: ['internal'],
      departments: ['development'],
      segment: 'shop',
      due: [{ weight: 1, hours: 48, priority: 3 }],
      inTimeShare: 0.93,
      workMinutes: 25,
      results: { done: 1 },
    },
  ],
  phoneSalesShare: 0,
  figures: [
    { metric: 'customers.total', value: 60_000, unit: 'customers', source: 'crm' },
    { metric: 'workforce.headcount', value: 54, unit: 'people', source: 'hr' },
    { metric: 'partners.shops', value: 740, unit: 'shops', source: 'crm' },
  ],
};
