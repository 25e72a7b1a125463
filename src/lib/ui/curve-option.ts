import type { Locale } from '../metrics/locale.ts';
import { formatForPage } from './format.ts';

export interface CurveSeries {
  name: string;
  /** One value for each label; null = no data, which leaves a hole in the line. */
  values: readonly (number | null)[];
}

export interface CurveTarget {
  value: number;
  name: string;
}

export interface CurveInput {
  labels: readonly string[];
  series: readonly CurveSeries[];
  unit: string;
  target: CurveTarget | null;
  locale: Locale;
}

/** Colours of the page, read from the style sheet where the curve is drawn. */
export interface CurveInk {
  ink: string;
  quiet: string;
  line: string;
  accent: string;
  bad: string;
  font: string;
}

/** Shape and weight tell the lines apart also in black and white. */
const STROKES = [
  { colour: 'quiet', type: 'solid', width: 1.5 },
  { colour: 'ink', type: 'solid', width: 2 },
  { colour: 'bad', type: [4, 3], width: 1.75 },
] as const;

/** Up to so many points each has its mark; of more only those that no line reaches. */
const FEW = 8;

const isAlone = (values: readonly (number | null)[], at: number): boolean =>
  (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;

const pointOf = (value: number | null, alone: boolean) => (alone ? value : { value, symbol: 'none' });

/** How the line of that place is drawn: in the chart and in the key beside its title. A single line is the strong one. */
export function strokeOf(index: number, count: number): (typeof STROKES)[number] {
  return (count === 1 ? undefined : STROKES[index % STROKES.length]) ?? STROKES[1];
}

/** The options of the chart library for one small multiple: one axis from zero, the target named; the title has the key. */
export function curveOption(input: CurveInput, ink: CurveInk) {
  const { labels, series, unit, target, locale } = input;
  const write = (value: number) =>
    unit === 'ratio'
      ? new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value)
      : formatForPage(value, unit, locale);
  const text = { color: ink.quiet, fontFamily: ink.font, fontSize: 12 };
  return {
    animation: false,
    textStyle: text,
    grid: {
      left: 0,
      right: target === null ? 8 : 84,
      top: 14,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => formatForPage(typeof value === 'number' ? value : null, unit, locale),
      axisPointer: { lineStyle: { color: ink.quiet, width: 1 } },
      borderWidth: 1,
      borderColor: ink.line,
      textStyle: { color: ink.ink, fontFamily: ink.font },
      extraCssText: 'box-shadow: none; border-radius: 0;',
    },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.quiet } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...(unit === 'ratio' ? { max: 1, interval: 0.2 } : { minInterval: 1, splitNumber: 4 }),
      splitLine: { lineStyle: { color: ink.line } },
      axisLabel: { ...text, formatter: write },
    },
    series: series.map(({ name, values }, index) => {
      const stroke = strokeOf(index, series.length);
      const colour = ink[stroke.colour];
      return {
        name,
        type: 'line',
        data: values.length <= FEW ? [...values] : values.map((value, at) => pointOf(value, isAlone(values, at))),
        showSymbol: true,
        showAllSymbol: true,
        symbolSize: 5,
        itemStyle: { color: colour },
        lineStyle: { color: colour, width: stroke.width, type: stroke.type },
        emphasis: { disabled: true },
        ...(target !== null && index === 0 ? { markLine: targetLine(target, ink) } : {}),
      };
    }),
  };
}

const targetLine = (target: CurveTarget, ink: CurveInk) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: ink.accent, width: 1, type: 'solid' },
  label: { position: 'end', color: ink.accent, fontFamily: ink.font, fontSize: 12, formatter: target.name },
  data: [{ yAxis: target.value }],
});
