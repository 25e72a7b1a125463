import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { Unit } from '../metrics/definition.ts';
import { metricById } from '../metrics/dictionary.ts';
import type { ReportAnswer } from './report-answer.ts';

/** How Excel shows a value of each unit; the cell holds all digits. */
const FORMATS: Readonly<Record<Unit, string>> = {
  count: '#,##0',
  ratio: '0.0%',
  seconds: '#,##0.0',
  money: '#,##0',
  per_100k: '#,##0.0',
  points: '0.0',
  number: '#,##0.00',
};

/** The answer as an Excel workbook: the rows, with numbers as numbers, and a sheet that says what they are. */
export async function reportXlsx(answer: ReportAnswer): Promise<Buffer> {
  const { columns, rows } = answer;
  const header = columns.map((column) => ({ value: column, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    columns.map((column) => {
      const value = row[column] ?? null;
      const unit = metricById(column)?.unit;
      if (typeof value !== 'number') return value === null ? null : { value, type: String };
      return { value, type: Number, ...(unit ? { format: FORMATS[unit] } : {}) };
    }),
  );
  const about: [string, string | number | null][] = [
    ['zone', answer.zone],
    ['basis', answer.basis],
    ['grain', answer.grain],
    ['completeness', answer.completeness],
    ['restated', answer.restated],
    ['provisional', String(answer.provisional)],
    ['simulated', String(answer.simulated)],
    ['as of', new Date(answer.asOf).toISOString()],
    ['generated', new Date(answer.generatedAt).toISOString()],
  ];
  return writeExcelFile([
    {
      data: [header, ...body] as SheetData,
      sheet: 'Report',
      stickyRowsCount: 1,
      columns: columns.map((column) => ({ width: Math.max(12, column.length + 2) })),
    },
    { data: about as SheetData, sheet: 'About', columns: [{ width: 16 }, { width: 30 }] },
  ]).toBuffer();
}
