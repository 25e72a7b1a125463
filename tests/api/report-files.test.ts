import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { reportCsv } from '#lib/reports/csv.ts';
import { reportFile } from '#lib/reports/report-file.ts';
import type { ReportAnswer } from '#lib/reports/report-answer.ts';

const answer: ReportAnswer = {
  columns: ['interval', 'queue', 'offered', 'service_level', 'asa'],
  rows: [
    {
      interval: '2026-11-01T00:00:00+08:00',
      queue: '=HYPERLINK("http://x","y")',
      offered: 1200,
      service_level: 0.8333333333333334,
      asa: null,
    },
    { interval: '2026-11-02T00:00:00+08:00', queue: 'комиссия, "VIP"\n2', offered: 0, service_level: null, asa: -1.5 },
    { interval: '2026-11-03T00:00:00+08:00', queue: null, offered: 1, service_level: 1, asa: 0.001 },
  ],
  samples: [{}, {}, {}],
  ranges: [{}, {}, {}],
  completeness: 0.9997,
  backfilled: 0,
  corrections: 0,
  restated: 1,
  generatedAt: Date.UTC(2026, 10, 4),
  basis: 'entry',
  grain: 'day',
  zone: 'Asia/Shanghai',
  asOf: Date.UTC(2026, 10, 4),
  simulated: false,
  provisional: false,
};
const question = {
  metrics: [],
  by: [],
  grain: 'day',
  fromMs: Date.UTC(2026, 9, 31, 16),
  toMs: Date.UTC(2026, 10, 3, 16),
  zone: 'Asia/Shanghai',
  basis: 'entry',
  filter: {},
} as const;

test('[API7] CSV has all digits, empty cells for no data, quotes where they are needed, and starts no formula', () => {
  expect(reportCsv(answer)).toBe(
    [
      'interval,queue,offered,service_level,asa',
      '2026-11-01T00:00:00+08:00,"\'=HYPERLINK(""http://x"",""y"")",1200,0.8333333333333334,',
      '2026-11-02T00:00:00+08:00,"комиссия, ""VIP""\n2",0,,-1.5',
      '2026-11-03T00:00:00+08:00,,1,1,0.001',
      '',
    ].join('\r\n'),
  );
});

test('[API7] a file says what it is and is saved under a name', async () => {
  const csv = await reportFile(answer, 'csv', question);
  expect(csv.headers['content-type']).toContain('text/csv; charset=utf-8');
  expect(csv.headers['content-disposition']).toBe(
    'attachment; filename="floorlight-day-20261031T1600Z-20261103T1600Z.csv"',
  );
  const json = await reportFile(answer, 'json', question);
  expect(JSON.parse(json.body as string)).toEqual(answer);
});

/** The files of a zip by its central directory. */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0 && zip.readUInt32LE(at) === 0x02014b50;) {
    const [method, size, name, extra, comment, local] = [10, 20, 28, 30, 32, 42].map((offset) =>
      offset === 20 || offset === 42 ? zip.readUInt32LE(at + offset) : zip.readUInt16LE(at + offset),
    ) as [number, number, number, number, number, number];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + size);
    files.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      (method === 8 ? inflateRawSync(data) : data).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return files;
}

test('[API8] XLSX holds numbers as numbers, texts as texts and never a formula', async () => {
  const { body, headers } = await reportFile(answer, 'xlsx', question);
  expect(headers['content-type']).toContain('spreadsheetml');
  const files = unzip(Buffer.from(body as Uint8Array));
  const sheets = [...files].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, text]) => text);
  expect(sheets).toHaveLength(2);
  const [rows] = sheets as [string];
  expect(rows).not.toContain('<f>');
  expect(rows).toContain('<v>0.8333333333333334</v>');
  expect(rows).toContain('<v>1200</v>');
  expect([...files.values()].join('')).toContain('=HYPERLINK(');
  expect([...files.values()].join('')).toContain('Asia/Shanghai');
});
