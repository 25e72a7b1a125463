import { expect, test } from 'vitest';
import { auditChanges, auditTarget } from '#lib/ui/audit-text.ts';

const settings = (attrs: object) => JSON.stringify(attrs);

test('[SC27] what was done to is named in the language, without its internal id', () => {
  expect(auditTarget('account anna', 'en')).toBe('account anna');
  expect(auditTarget('token CRM (8f-3a_x)', 'zh-CN')).toBe('令牌 CRM');
  expect(auditTarget('display link Hall (east) (ab12)', 'ru')).toBe('ссылка Hall (east)');
  expect(auditTarget('queue cs/svc', 'zh-TW')).toBe('佇列 cs/svc');
  expect(auditTarget('simulator', 'ru')).toBe('имитация зала');
  expect(auditTarget('an unknown account', 'zh-CN')).toBe('未知账号');
  expect(auditTarget('acd-01 17 4', 'ru')).toBe('acd-01 17 4');
});

test('[SC27] of settings only what differs is said, in words and units of the page', () => {
  const before = settings({
    name: { en: 'Repay' },
    slThresholdMs: 20_000,
    targets: { service_level: { target: 0.8 } },
  });
  const after = settings({
    name: { en: 'Repayment' },
    slThresholdMs: 20_000,
    targets: { service_level: { target: 0.85 } },
    validFrom: Date.UTC(2026, 2, 1, 6),
  });
  expect(auditChanges({ before, after }, 'en', 'UTC')).toEqual([
    'Name, English: Repay → Repayment',
    'Service level, Target: 80% → 85%',
    'In force from: — → Mar 1, 2026, 06:00',
  ]);
  expect(auditChanges({ before: null, after: settings({ shortAbandonMs: 7_500 }) }, 'en', 'UTC')[0]).toMatch(
    /— → 7.5$/,
  );
});

test('[SC27] other summaries stand as they were recorded', () => {
  expect(auditChanges({ before: null, after: null }, 'en', 'UTC')).toEqual([]);
  expect(auditChanges({ before: 'Hall', after: 'Entrance' }, 'en', 'UTC')).toEqual(['Hall → Entrance']);
  expect(auditChanges({ before: '{broken', after: '{broken' }, 'en', 'UTC')).toEqual(['{broken → {broken']);
});
