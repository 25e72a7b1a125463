import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { curveOption, type CurveInk, type CurveInput } from './curve-option.ts';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, LabelLayout, SVGRenderer]);

/** Draws a curve into its place and keeps it as wide as the place, on paper too. Returns how to end it. */
export function drawCurve(place: HTMLElement, input: CurveInput): () => void {
  const chart = init(place, null, { renderer: 'svg' });
  chart.setOption(curveOption(input, inkOf(place)));
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(place);
  const resize = () => chart.resize();
  window.addEventListener('beforeprint', resize);
  return () => {
    window.removeEventListener('beforeprint', resize);
    watcher.disconnect();
    chart.dispose();
  };
}

function inkOf(place: HTMLElement): CurveInk {
  const style = getComputedStyle(place);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour('ink'),
    quiet: colour('quiet'),
    line: colour('line'),
    accent: colour('accent'),
    bad: colour('bad'),
    font: style.fontFamily,
  };
}
