import type { Page } from '@playwright/test';
import type { BoardState, TileState } from '../../src/lib/wire/messages.ts';
import { ADMIN_PASSWORD, expect, test } from './support/product-test.ts';

/** What a board says in one of its moods; the page is the product's own, the socket is played. */
type Mood = 'full' | 'fire' | 'empty' | 'old' | 'lost' | 'cut' | 'nobody' | 'starved';

const target = (goal: number, breach: number, marks: number[] = []) => ({ target: goal, breach, marks });
const one = (row: TileState['rows'][number], goal: TileState['target'] = null, sample = 900): TileState => ({
  rows: [row],
  samples: [Object.fromEntries(Object.keys(row).map((metric) => [metric, sample]))],
  ...(sample < 20
    ? { ranges: [Object.fromEntries(Object.keys(row).map((metric) => [metric, [0.487, 0.974] as const]))] }
    : {}),
  target: goal,
});

function boardIn(mood: Mood, now: number): BoardState {
  const fire = mood === 'fire';
  const empty = mood === 'empty';
  const ageMs = mood === 'old' ? 24_000 : mood === 'lost' ? 95_000 : 1_000;
  const sample = mood === 'starved' ? 7 : 900;
  return {
    asOf: now - (now % 1_000),
    freshness: {
      lastEventAt: empty ? null : now - ageMs,
      gaps: fire ? 2 : 0,
      complete: !fire,
      disconnected: mood === 'cut' ? ['acd-cs-01'] : [],
      simulated: true,
    },
    names: {
      repay: { en: 'Repayment service', 'zh-CN': '还款服务专线', 'zh-TW': '還款服務專線', ru: 'Вопросы погашения' },
    },
    tiles: {
      service_level: one({ service_level: empty ? null : fire ? 0.412 : 0.836 }, target(0.8, 0.7, [0.9]), sample),
      queue_depth: one({ queue_depth: empty ? 0 : fire ? 12_449 : 14 }),
      longest_wait: {
        rows: empty || mood === 'nobody' ? [] : [{ queue: 'repay', longest_wait: fire ? 3_541 : 38 }],
        samples: empty || mood === 'nobody' ? [] : [{}],
        target: target(60, 120),
      },
      agents: one({
        agents_ready: empty ? 0 : fire ? 0 : 41,
        agents_talking: empty ? 0 : 2_287,
        agents_acw: empty ? 0 : 131,
        agents_not_ready: empty ? 0 : 676,
        agents_staffed: empty ? 0 : 3_192,
      }),
      answer_rate: one({ answer_rate: empty ? null : fire ? 0.817 : 0.913 }, target(0.85, 0.8), sample),
      abandon_rate: one({ abandon_rate: empty ? null : fire ? 0.134 : 0.041 }, target(0.05, 0.08), sample),
    },
  };
}

/** The wall of a page, played: its socket is answered as the server would, with boards on the real clock. */
interface PlayedWall {
  /** Shows a board in that mood and waits until it is painted. */
  show(mood: Mood): Promise<void>;
}

async function playWall(page: Page): Promise<PlayedWall> {
  let turn = 0;
  let board: () => object = () => ({});
  let say: (message: object) => void = () => {};
  await page.routeWebSocket(/\/api\/v1\/stream$/, (socket) => {
    say = (message) => socket.send(JSON.stringify(message));
    say({ type: 'hello', version: 1, serverNow: Date.now(), speed: 1, pingAfterMs: 5_000 });
    socket.onMessage((text) => {
      const message = JSON.parse(String(text)) as { type: string; request: number; id: number };
      if (message.type === 'ping') say({ type: 'pong', id: message.id, serverNow: Date.now() });
      if (message.type !== 'subscribe') return;
      board = () => ({ type: 'snapshot', request: message.request, stream: `s${turn}`, seq: 1 });
      say({ ...board(), serverNow: Date.now(), state: boardIn('full', Date.now()) });
    });
  });
  await page.goto('/tv/inbound');
  await expect(page.locator('body')).toHaveAttribute('data-ready', 'yes');
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  return {
    async show(mood) {
      turn += 1;
      const serverNow = Date.now();
      const state = boardIn(mood, serverNow);
      // Whole seconds tell the turns apart: each board is a second older than the last.
      state.asOf -= turn * 1_000;
      say({ ...board(), serverNow, state });
      await expect(page.locator('body')).toHaveAttribute('data-asof', String(state.asOf));
    },
  };
}

/** Texts of the wall that are cut off, stick out of their tile or lie over another text of it. */
function faults(): string[] {
  const found: string[] = [];
  for (const tile of document.querySelectorAll<HTMLElement>('[data-tile]')) {
    const outer = tile.getBoundingClientRect();
    const texts = [...tile.querySelectorAll<HTMLElement>('h2, .value, .note, dd, dt, small')].filter(
      (text) => text.innerText.trim() !== '',
    );
    const boxes = texts.map((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      const rect = range.getBoundingClientRect();
      const name = `${tile.dataset['tile']}: "${text.innerText}"`;
      if (text.scrollWidth > text.clientWidth + 1 && getComputedStyle(text).display !== 'inline')
        found.push(`cut off ${name}`);
      if (rect.right > outer.right || rect.left < outer.left) found.push(`sticks out ${name}`);
      return { name, rect, tag: text.tagName };
    });
    const label = tile.querySelector('h2');
    if (label !== null && label.scrollHeight > label.clientHeight + 2)
      found.push(`label too tall ${tile.dataset['tile']}: "${label.textContent}"`);
    // Digits have neither overhang nor descent: their line box may lie over a label's, their glyphs may not.
    const heading = boxes.find(({ tag }) => tag === 'H2');
    const parts = boxes.filter(({ tag }) => tag === 'DD' || tag === 'DT');
    for (const part of parts) {
      if (
        heading !== undefined &&
        part.rect.top + part.rect.height * 0.2 < heading.rect.bottom - heading.rect.height * 0.1
      ) {
        found.push(`lies over the label ${part.name}`);
      }
      if (part.rect.bottom > outer.bottom + 1) found.push(`below its tile ${part.name}`);
    }
  }
  for (const text of document.querySelectorAll<HTMLElement>(':is(header, footer) > *')) {
    const { right, top, bottom } = text.getBoundingClientRect();
    const edge = text.parentElement?.getBoundingClientRect();
    if (text.scrollWidth > text.clientWidth + 1) found.push(`cut off at the edge "${text.innerText}"`);
    if (right > innerWidth || top < (edge?.top ?? 0) - 1 || bottom > (edge?.bottom ?? 0) + 1)
      found.push(`sticks out of its edge "${text.innerText}"`);
  }
  if (document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth)
    found.push('the page scrolls');
  return found;
}

const MOODS: readonly Mood[] = ['full', 'fire', 'empty', 'old', 'lost', 'cut', 'nobody', 'starved'];

for (const locale of ['en', 'zh-CN', 'zh-TW', 'ru']) {
  test(`[SC21] nothing of the wall is cut off or covered, in any mood: ${locale}`, async ({ page, product }) => {
    test.setTimeout(120_000);
    await page.goto(`/login?lang=${locale}`);
    await page.locator('input[name=name]').fill('admin');
    await page.locator('input[name=password]').fill(ADMIN_PASSWORD);
    await page.locator('button.button').click();
    await page.waitForURL(`${product.baseUrl}/`);
    const wall = await playWall(page);
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 1366, height: 768 },
      { width: 3840, height: 2160 },
    ]) {
      await page.setViewportSize(size);
      for (const mood of MOODS) {
        await wall.show(mood);
        expect(await page.evaluate(faults), `${mood} at ${size.width}`).toEqual([]);
      }
    }
  });
}

test('[SC21] numbers keep their place whatever their digits are and whatever is said of them', async ({
  page,
  product,
}) => {
  await page.goto('/login?lang=en');
  await page.locator('input[name=name]').fill('admin');
  await page.locator('input[name=password]').fill(ADMIN_PASSWORD);
  await page.locator('button.button').click();
  await page.waitForURL(`${product.baseUrl}/`);
  const places: Record<string, number[]>[] = [];
  const wall = await playWall(page);
  for (const mood of ['full', 'fire', 'old', 'starved'] as const) {
    await wall.show(mood);
    places.push(
      await page.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll<HTMLElement>('[data-tile]')].map((tile) => {
            const box = tile.querySelector('[data-value]')?.getBoundingClientRect();
            return [tile.dataset['tile'] ?? '', [Math.round(box?.left ?? -1), Math.round(box?.top ?? -1)]];
          }),
        ),
      ),
    );
  }
  for (const place of places) expect(place).toEqual(places[0]);
});

test('[SC32] that nobody waits is said, and nothing is hatched as missing', async ({ page, product }) => {
  await page.goto('/login?lang=en');
  await page.locator('input[name=name]').fill('admin');
  await page.locator('input[name=password]').fill(ADMIN_PASSWORD);
  await page.locator('button.button').click();
  await page.waitForURL(`${product.baseUrl}/`);
  const wall = await playWall(page);
  const tile = page.locator('[data-tile="longest_wait"]');
  await wall.show('nobody');
  await expect(tile).toContainText('nobody waits');
  await expect(tile.locator('.hatch')).toHaveCount(0);
  await wall.show('empty');
  await expect(tile).not.toContainText('nobody waits');
  await expect(tile.locator('.hatch')).toHaveCount(1);
});
