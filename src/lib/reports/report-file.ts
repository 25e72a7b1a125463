import type { ReportQuestion } from '../metrics/question.ts';
import { reportCsv } from './csv.ts';
import type { ReportFormat } from './parse-question.ts';
import type { ReportAnswer } from './report-answer.ts';
import { reportXlsx } from './xlsx.ts';

/** The body of a report answer in the format asked, and the headers that go with it. */
export interface ReportFile {
  body: string | Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

export async function reportFile(
  answer: ReportAnswer,
  format: ReportFormat,
  { grain, fromMs, toMs }: ReportQuestion,
): Promise<ReportFile> {
  const attachment = (ending: string): string =>
    `attachment; filename="floorlight-${grain}-${stamp(fromMs)}-${stamp(toMs)}.${ending}"`;
  switch (format) {
    case 'csv':
      return {
        body: reportCsv(answer),
        headers: {
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': attachment('csv'),
        },
      };
    case 'xlsx':
      return {
        body: new Uint8Array(await reportXlsx(answer)),
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': attachment('xlsx'),
        },
      };
    default:
      return { body: JSON.stringify(answer), headers: { 'content-type': 'application/json' } };
  }
}

/** `20261101T0000Z`: in file names, in UTC. */
const stamp = (instantMs: number): string => `${new Date(instantMs).toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`;
