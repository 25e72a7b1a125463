import { describe, expect, test } from 'vitest';
import { METRICS } from '#lib/metrics/dictionary.ts';
import { dictionaryEntry } from '#lib/metrics/dictionary-entry.ts';
import { liveBody } from '#lib/metrics/live-body.ts';
import { parseLiveQuestion } from '#lib/metrics/parse-live-question.ts';
import { parseReportQuestion } from '#lib/reports/parse-question.ts';
import { siteVersion as site } from '../support/dimension-version.ts';

const live = (query: string) => parseLiveQuestion(new URLSearchParams(query));
const VERSIONS = [site('cs', { tz: 'Asia/Shanghai', businessDayStart: '06:00' }), site('msk', { tz: 'Europe/Moscow' })];
const report = (query: string) =>
  parseReportQuestion(new URLSearchParams(query), { defaultZone: 'UTC', versions: VERSIONS });
const faults = (parsed: ReturnType<typeof live> | ReturnType<typeof report>) =>
  parsed.ok ? [] : parsed.errors.map(({ field }) => field);
const asked = (query: string) => {
  const parsed = report(query);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.question;
};

describe('live questions', () => {
  test('[API1] a live question with everything', () => {
    expect(live('metrics=offered,service_level&by=queue,site&window=15m&basis=entry&site=cs,bj&direction=in')).toEqual({
      ok: true,
      question: {
        metrics: ['offered', 'service_level'],
        by: ['queue', 'site'],
        window: '15m',
        basis: 'entry',
        filter: { site: ['cs', 'bj'], direction: ['in'] },
      },
    });
  });

  test('[API1] the basis is event over a sliding window, entry over the interval and the day', () => {
    const basis = (query: string) => {
      const parsed = live(query);
      return parsed.ok ? [parsed.question.window, parsed.question.basis] : parsed;
    };
    expect(basis('metrics=offered')).toEqual(['30m', 'event']);
    expect(basis('metrics=offered&window=interval')).toEqual(['interval', 'entry']);
    expect(basis('metrics=offered&window=today')).toEqual(['today', 'entry']);
    expect(basis('metrics=offered&window=60m&basis=entry')).toEqual(['60m', 'entry']);
  });

  test.each([
    ['', ['metrics']],
    ['metrics=', ['metrics']],
    ['metrics=offered,', ['metrics']],
    ['metrics=offered,offered', ['metrics']],
    ['metrics=ofered', ['metrics']],
    ['metrics=offered&metrics=answered', ['metrics']],
    ['metrics=offered&speed=1', ['speed']],
    ['metrics=offered&by=list', ['by']],
    ['metrics=offered&by=queue,queue', ['by']],
    ['metrics=offered&window=10m', ['window']],
    ['metrics=offered&basis=both', ['basis']],
    ['metrics=offered&direction=up', ['direction']],
    ['metrics=offered&site=', ['site']],
    [`metrics=offered&site=${'x'.repeat(65)}`, ['site']],
    ['metrics=offered,asa,queue_depth&window=now', ['window']],
    ['metrics=x&by=y&window=z', ['metrics', 'by', 'window']],
  ])('[API2] %s is refused by name', (query, fields) => {
    expect(faults(live(query))).toEqual(fields);
  });

  test('[API2] the reason names what is allowed', () => {
    const parsed = live('metrics=ofered&by=colour');
    if (parsed.ok) throw new Error('not refused');
    expect(parsed.errors[0]!.reason).toMatch(/"ofered".*offered, answered/);
    expect(parsed.errors[1]!.reason).toMatch(/"colour".*site, queue/);
    const now = live('metrics=offered,queue_depth&window=now');
    expect(now.ok ? '' : now.errors[0]!.reason).toMatch(/^offered .*5m/);
  });

  test('[API2] a dimension that a metric does not have is refused, naming both', () => {
    const parsed = live('metrics=estimated_wait&window=now&by=agent');
    expect(parsed.ok ? '' : parsed.errors[0]!.reason).toMatch(/estimated_wait.*agent.*site, queue/);
    expect(faults(live('metrics=estimated_wait&window=now&team=t1'))).toEqual(['team']);
  });

  test('[API3] a gauge answers in every window', () => {
    for (const window of ['now', '5m', 'today'])
      expect(live(`metrics=queue_depth,longest_wait&window=${window}`).ok).toBe(true);
  });

  test('[API3] the age of the data is null where nothing was heard, and never negative', () => {
    const answer = {
      asOf: 5_000,
      window: '30m',
      basis: 'event',
      rows: [{ offered: 1 }],
      samples: [{}],
      ranges: [{}],
    } as const;
    const freshness = { gaps: 0, complete: true, disconnected: [], simulated: false };
    expect(
      liveBody({ ...answer, freshness: { ...freshness, lastEventAt: null } }, 9_000).freshness.dataAgeMs,
    ).toBeNull();
    expect(liveBody({ ...answer, freshness: { ...freshness, lastEventAt: 9_500 } }, 9_000).freshness.dataAgeMs).toBe(0);
    expect(liveBody({ ...answer, freshness: { ...freshness, lastEventAt: 8_000 } }, 9_000)).toMatchObject({
      asOf: 5_000,
      basis: 'event',
      freshness: { dataAgeMs: 1_000, gaps: 0, complete: true },
    });
  });
});

describe('report questions', () => {
  test('[API4] dates are midnight in the zone; a plus sign in a query string arrives as a blank', () => {
    expect(asked('metrics=offered,aht&by=queue&grain=day&from=1999-01-01&to=1999-02-01&tz=%2B02:00')).toEqual({
      metrics: ['offered', 'aht'],
      by: ['queue'],
      grain: 'day',
      basis: 'entry',
      format: 'json',
      filter: {},
      zone: '+02:00',
      fromMs: Date.UTC(1998, 11, 31, 22),
      toMs: Date.UTC(1999, 0, 31, 22),
    });
    expect(asked('metrics=offered&from=1999-01-01&to=1999-02-01&tz=+02:00').zone).toBe('+02:00');
  });

  test('[API4] the zone is tz, else that of the one site, else the default; a date starts with the business day of the site', () => {
    const span = 'metrics=offered&from=2026-11-01&to=2026-11-02';
    expect(asked(span)).toMatchObject({ zone: 'UTC', fromMs: Date.UTC(2026, 10, 1) });
    expect(asked(`${span}&site=cs`)).toMatchObject({ zone: 'Asia/Shanghai', fromMs: Date.UTC(2026, 9, 31, 22) });
    expect(asked(`${span}&site=msk`)).toMatchObject({ zone: 'Europe/Moscow', fromMs: Date.UTC(2026, 9, 31, 21) });
    expect(asked(`${span}&site=cs,msk`)).toMatchObject({ zone: 'UTC', fromMs: Date.UTC(2026, 10, 1) });
    expect(asked(`${span}&site=cs&tz=UTC`)).toMatchObject({ zone: 'UTC', fromMs: Date.UTC(2026, 10, 1, 6) });
  });

  test('[API4] instants are ISO with an offset or ms UTC', () => {
    const question = asked(`metrics=offered&from=2026-11-01T08:15:00%2B08:00&to=${Date.UTC(2026, 10, 1, 0, 30)}`);
    expect(question).toMatchObject({ fromMs: Date.UTC(2026, 10, 1, 0, 15), toMs: Date.UTC(2026, 10, 1, 0, 30) });
    expect(asked('metrics=offered&from=2026-11-01T00:00Z&to=2026-11-01T00:15:00Z').toMs).toBe(
      Date.UTC(2026, 10, 1, 0, 15),
    );
  });

  const span = 'from=2026-11-01&to=2026-11-02';
  test.each([
    ['metrics=offered', ['from', 'to']],
    [`${span}`, ['metrics']],
    [`metrics=estimated_wait&${span}`, ['metrics']],
    [`metrics=offered&${span}&window=5m`, ['window']],
    [`metrics=offered&${span}&grain=fortnight`, ['grain']],
    [`metrics=offered&${span}&format=pdf`, ['format']],
    [`metrics=offered&${span}&tz=Mars/Olympus`, ['tz']],
    [`metrics=offered&${span}&tz=%2B25:00`, ['tz']],
    [`metrics=offered&${span}&fn=singing`, ['fn']],
    ['metrics=offered&from=2026-11-02&to=2026-11-02', ['to']],
    ['metrics=offered&from=2026-02-30&to=2026-11-02', ['from']],
    ['metrics=offered&from=2026-11-01T00:00:00&to=2026-11-02', ['from']],
    ['metrics=offered&from=yesterday&to=today', ['from', 'to']],
    ['metrics=offered&from=2026-11-01T00:10Z&to=2026-11-02T00:00:01Z', ['from', 'to']],
    ['metrics=offered&grain=15m&from=2020-01-01&to=2026-01-01', ['grain']],
    [`metrics=offered&${span}&from=2026-11-01`, ['from']],
  ])('[API5] %s is refused by name', (query, fields) => {
    expect(faults(report(query))).toEqual(fields);
  });
});

test('[API6] the dictionary tells everything of a metric in the words of the contract', () => {
  for (const metric of METRICS) {
    for (const locale of ['en', 'zh-CN', 'zh-TW', 'ru'] as const) {
      const entry = dictionaryEntry(metric, locale);
      expect(entry.label.length).toBeGreaterThan(0);
      expect(['count', 'sum', 'ratio', 'gauge', 'max', 'quantile', 'distinct', 'derived']).toContain(entry.kind);
      expect([0, null]).toContain(entry.none);
      expect(entry.formula.length).toBeGreaterThan(0);
    }
  }
});
