import { expect, test } from 'vitest';
import { curveOption, strokeOf, type CurveInput } from '#lib/ui/curve-option.ts';

const INK = { ink: '#111', quiet: '#555', line: '#ddd', accent: '#06c', bad: '#a40', font: 'sans-serif' };
const INPUT: CurveInput = {
  labels: ['09:00', '09:30'],
  series: [
    { name: 'Offered', values: [10, null] },
    { name: 'Answered', values: [9, null] },
  ],
  unit: 'count',
  target: null,
  locale: 'en',
};

test('[SC15] a curve has one axis from zero, names its lines, and leaves a hole where there is no data', () => {
  const option = curveOption(INPUT, INK);
  expect(Array.isArray(option.yAxis)).toBe(false);
  expect(option.yAxis.min).toBe(0);
  expect(option.series.map(({ name, data }) => [name, data])).toEqual([
    ['Offered', [10, null]],
    ['Answered', [9, null]],
  ]);
  expect(new Set([0, 1, 2].map((place) => JSON.stringify(strokeOf(place, 3)))).size).toBe(3);
  expect(strokeOf(0, 1)).toEqual(strokeOf(1, 3));
  expect(option.animation).toBe(false);
});

test('[SC15] the target is a line with its name, once', () => {
  const target = { value: 0.8, name: 'Target 80%' };
  const option = curveOption(
    { ...INPUT, unit: 'ratio', series: [{ name: 'Service level', values: [0.7, 0.9] }], target },
    INK,
  );
  expect(option.yAxis).toMatchObject({ min: 0, max: 1 });
  expect(option.series[0]).toMatchObject({ markLine: { data: [{ yAxis: 0.8 }], label: { formatter: 'Target 80%' } } });
});

test('[SC15] a value between two holes is seen, though no line reaches it', () => {
  const values = [null, 5, null, 6, 7, 8, null, null, null, 9];
  const [line] = curveOption(
    { ...INPUT, labels: values.map(String), series: [{ name: 'Offered', values }] },
    INK,
  ).series;
  const marked = line?.data.flatMap((point, at) => (typeof point === 'number' ? [at] : []));
  expect(marked).toEqual([1, 9]);
});
