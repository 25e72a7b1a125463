import type { Page } from '@playwright/test';
import { post, startBusyFloor, type Traffic } from './busy-floor.ts';
import { quantile, type Figure } from './figure.ts';
import { withProduct } from './with-product.ts';
import { openWall, openWallBrowser } from './wall-browser.ts';

const MARKERS = 100;
const WARM_UP_MS = 3_000;
const LOST_AFTER_MS = 10_000;
/** Longer than every other wait: the marker's queue is the one that the tile names. */
const MARKER_WAIT_MS = 600_000;

interface Load {
  traffic: Traffic;
  eventsPerSecond: number;
}

/** Loads of the floor, and whether they keep the tile busy that is looked at. */
const LOADS: readonly Load[] = [
  { traffic: 'outbound', eventsPerSecond: 200 },
  { traffic: 'outbound', eventsPerSecond: 5_000 },
  { traffic: 'inbound', eventsPerSecond: 200 },
  { traffic: 'inbound', eventsPerSecond: 5_000 },
];

/**
 * From the moment an event is sent to the ingest of the whole product until a real Chromium has painted what it changes
 * on the wall, while the floor sends other events. A visit that waits longest of all is the marker: the tile of the
 * longest wait then names its queue. Under outbound traffic that tile is quiet and shows the change at once; under
 * inbound traffic it is busy, and a change waits for its next repaint, of which there are four a second.
 */
export async function appendToPaintFigures(loads = LOADS): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const load of loads) figures.push(...(await underLoad(load)));
  return figures;
}

async function underLoad({ traffic, eventsPerSecond }: Load): Promise<Figure[]> {
  const quiet = traffic === 'outbound';
  const name = `append to painted pixel, ${quiet ? 'quiet' : 'busy'} tile, floor of ${eventsPerSecond}/s`;
  return withProduct(async (product) => {
    const browser = await openWallBrowser(product.baseUrl);
    const floor = startBusyFloor(product.baseUrl, traffic, eventsPerSecond);
    try {
      await openWall(browser.page);
      await watchTile(browser.page);
      await pause(WARM_UP_MS);
      const latencies = await markerLatencies(browser.page, productMarkers(product.baseUrl));
      const sent = await floor.stop();
      const figure = (share: number, most?: number): Figure => ({
        what: `${name}: p${share * 100}`,
        unit: 'ms',
        value: quantile(latencies, share),
        ...(quiet && most !== undefined ? { target: { most } } : {}),
      });
      return [
        { what: `${name}: sent`, unit: 'events/s', value: sent, target: { least: eventsPerSecond * 0.98 } },
        figure(0.5),
        figure(0.95, 120),
        figure(0.99, 200),
      ];
    } finally {
      await floor.stop().catch(() => {});
      await browser.close();
    }
  });
}

/** Sends a change to the server; the tile names the text once it is shown. */
type SendMarker = (text: string, n: number) => Promise<void>;

function productMarkers(baseUrl: string): SendMarker {
  const e = Date.now();
  return (queue, n) => {
    // Each waits longer than the one before it.
    const enqueuedAt = e - MARKER_WAIT_MS - n * 1_000;
    const d = { site: 'cs', queue, media: 'voice', direction: 'in', visit: `marker-${e}-${n}`, enqueuedAt };
    return post(baseUrl, [JSON.stringify({ v: 1, t: 'queue.entered', p: 'bench-marker', e, n, at: Date.now(), d })]);
  };
}

/** Sends one marker after the other, at moments that are in no step with anything, and gives what each took, ms. */
async function markerLatencies(page: Page, send: SendMarker): Promise<number[]> {
  const latencies: number[] = [];
  for (let n = 1; n <= MARKERS; n += 1) {
    await pause(260 + Math.random() * 280);
    const marker = `marker-${n}-`;
    const painted = page.evaluate((shown) => window.whenPainted(shown), marker);
    const sentAt = performance.timeOrigin + performance.now();
    await send(marker, n);
    const paintedAt = await Promise.race([painted, pause(LOST_AFTER_MS)]);
    if (paintedAt === undefined) throw new Error(`${marker} was not shown ${LOST_AFTER_MS} ms after it was sent.`);
    latencies.push(paintedAt - sentAt);
  }
  return latencies;
}

declare global {
  interface Window {
    /** Instant at which the frame was painted whose tile of the longest wait names that text, ms UTC. */
    whenPainted(text: string): Promise<number>;
  }
}

/** Page and measurement share the machine's clock. */
function watchTile(page: Page): Promise<void> {
  return page.evaluate(() => {
    const tile = document.querySelector('[data-tile="longest_wait"]')!;
    window.whenPainted = (text) =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!tile.textContent.includes(text)) return;
          observer.disconnect();
          // The frame's callback runs before it is painted, the task after it when it has been handed over.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        });
        observer.observe(tile, { subtree: true, childList: true, characterData: true, attributes: true });
      });
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

if (import.meta.main) {
  const [traffic] = process.argv.slice(2);
  console.log(await appendToPaintFigures(LOADS.filter((load) => traffic === undefined || load.traffic === traffic)));
}
