import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { curveOption, type CurveInk, type CurveInput } from './curve-option.ts';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** What a printed A4 page leaves for curves, in CSS pixels: 186 mm wide, 48 mm high. */
const PAPER = { width: 703, height: 181 };

/** Draws a curve into its place and keeps it as wide as the place, on paper too. Returns how to end it. */
export function drawCurve(place: HTMLElement, input: CurveInput): () => void {
  const chart = init(place, null, { renderer: 'svg' });
  chart.setOption(curveOption(input, inkOf(place)));
  const resize = (size?: { width: number; height: number }) => {
    chart.resize(size);
    // At once, not with the next frame: paper waits for none.
    chart.getZr().flush();
    // With it the drawing fits into any place, also where no script runs between the screen and the paper.
    place.querySelector('svg')?.setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  };
  const fit = () => resize();
  const toPaper = () => {
    const whole = place.closest('.sheet')?.querySelector('.curves')?.clientWidth ?? place.clientWidth;
    resize({ width: (PAPER.width * place.clientWidth) / whole, height: PAPER.height });
  };
  const watcher = new ResizeObserver(fit);
  watcher.observe(place);
  window.addEventListener('beforeprint', toPaper);
  window.addEventListener('afterprint', fit);
  return () => {
    window.removeEventListener('beforeprint', toPaper);
    window.removeEventListener('afterprint', fit);
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
