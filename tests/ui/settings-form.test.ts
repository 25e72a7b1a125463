import { describe, expect, test } from 'vitest';
import { metricById } from '#lib/metrics/dictionary.ts';
import { readSettingsForm, type SettingsContext } from '#lib/ui/settings-form.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const QUEUE: SettingsContext = {
  kind: 'queue',
  current: {
    kind: 'queue',
    id: 'svc',
    site: 'cs',
    validFrom: 1,
    attrs: {
      name: 'Service',
      slThresholdMs: 20_000,
      colour: 'kept',
      targets: { nps: { target: 40 }, service_level: { target: 0.8, marks: [0.9] } },
    },
  },
  metric: metricById,
  zone: 'Asia/Shanghai',
  nowMs: NOW,
};
const SITE: SettingsContext = { ...QUEUE, kind: 'site', current: null };
const read = (context: SettingsContext, fields: Record<string, string>) =>
  readSettingsForm((name) => fields[name] ?? '', context);

describe('the form of a site or a queue', () => {
  test('[SC13] what is typed becomes one version; what it does not know is kept, what is empty is not set', () => {
    const reading = read(QUEUE, {
      'name.en': 'Service',
      'name.zh-CN': '客服',
      shortAbandon: '10',
      serviceLevelFormula: 'pos',
      'target.service_level': '85',
      'breach.service_level': '75',
      'target.longest_wait': '60',
      'breach.longest_wait': '120',
    });
    expect(reading.version).toEqual({
      kind: 'queue',
      id: 'svc',
      site: 'cs',
      validFrom: NOW,
      attrs: {
        colour: 'kept',
        name: { en: 'Service', 'zh-CN': '客服' },
        shortAbandonMs: 10_000,
        serviceLevelFormula: 'pos',
        targets: {
          nps: { target: 40 },
          service_level: { target: 0.85, breach: 0.75, marks: [0.9] },
          longest_wait: { target: 60, breach: 120 },
        },
      },
    });
  });

  test('[SC13] hours of calling and the daily limit are set, written plainly, or complained of', () => {
    const reading = read(QUEUE, { callingWindow: ' 09:00 – 20:30 ', attemptsPerDay: '5' });
    expect(reading.version?.attrs).toMatchObject({ callingWindow: '09:00-20:30', attemptsPerDay: 5 });
    expect(read(QUEUE, { callingWindow: '9 to 5', attemptsPerDay: '0' }).complaints).toEqual({
      callingWindow: 'bad.callingWindow',
      attemptsPerDay: 'bad.attemptsPerDay',
    });
  });

  test('[SC13] the date from which it holds is local time of the site', () => {
    expect(read(QUEUE, { validFrom: '2026-12-01T00:00' }).version?.validFrom).toBe(Date.parse('2026-11-30T16:00:00Z'));
    expect(read(QUEUE, { validFrom: 'soon' }).complaints).toEqual({ validFrom: 'bad.date' });
  });

  test('[SC14] every field at fault is named, and nothing is written', () => {
    expect(
      read(SITE, {
        id: '',
        tz: 'Mars/Olympus',
        businessDayStart: '06:10',
        slThreshold: '61.5',
        'target.answer_rate': '130',
        'breach.asa': '40',
        'target.service_level': '70',
        'breach.service_level': '80',
        'target.abandon_rate': '8',
        'breach.abandon_rate': '5',
      }).complaints,
    ).toEqual({
      id: 'bad.id',
      tz: 'bad.tz',
      businessDayStart: 'bad.dayStart',
      slThreshold: 'bad.threshold',
      'target.answer_rate': 'bad.target',
      'target.asa': 'bad.pair',
      'breach.service_level': 'bad.order',
      'breach.abandon_rate': 'bad.order',
    });
  });

  test('[SC14] a new queue needs the site that it stands in', () => {
    expect(read({ ...QUEUE, current: null }, { id: 'vip' }).complaints).toEqual({ site: 'bad.site' });
    expect(read({ ...QUEUE, current: null }, { id: 'vip', site: 'cs' }).version).toMatchObject({
      id: 'vip',
      site: 'cs',
    });
  });

  test('[SC13] zones are names or offsets, thresholds bounds of the wait histogram', () => {
    for (const tz of ['Asia/Shanghai', '+08:00', 'UTC']) {
      expect(read(SITE, { id: 'cs', tz, businessDayStart: '06:15', slThreshold: '20' }).complaints).toBeNull();
    }
  });
});
