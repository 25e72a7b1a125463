import { describe, expect, test } from 'vitest';
import { INBOUND_FLOOR } from '#lib/boards/inbound-floor.ts';
import { momentOf, viewTile } from '#lib/boards/tile-view.ts';
import type { BoardState, TileState } from '#lib/wire/messages.ts';

const AS_OF = 1_800_000_000_000;
const LEVEL = { id: 'service_level', unit: 'ratio', better: 'higher' } as const;
const WAIT = { id: 'longest_wait', unit: 'seconds', better: 'lower' } as const;
const tileOf = (id: string) => {
  const tile = INBOUND_FLOOR.tiles.find((candidate) => candidate.id === id);
  if (!tile) throw new Error(`no tile ${id}`);
  return tile;
};

function board(tiles: Record<string, TileState>, freshness: Partial<BoardState['freshness']> = {}): BoardState {
  const whole = { lastEventAt: AS_OF, gaps: 0, complete: true, disconnected: [], simulated: false };
  return { asOf: AS_OF, tiles, names: {}, freshness: { ...whole, ...freshness } };
}
const level = (value: number | null, sample: number): TileState => ({
  rows: [{ service_level: value }],
  samples: [{ service_level: sample }],
  target: { target: 0.8, breach: 0.7, marks: [0.9] },
});
const view = (state: BoardState | null, id: string, metric: typeof LEVEL | typeof WAIT, nowMs = AS_OF) =>
  viewTile(tileOf(id), metric, state, momentOf(state, nowMs, 1), null).view;

describe('tiles', () => {
  test('[BD8] a ratio over fewer than 20 keeps its number, shows n and takes no colour', () => {
    expect(view(board({ service_level: level(0.1, 19) }), 'service_level', LEVEL)).toMatchObject({
      value: 0.1,
      smallSample: 19,
      band: 'calm',
    });
    expect(view(board({ service_level: level(0.1, 20) }), 'service_level', LEVEL)).toMatchObject({
      smallSample: null,
      band: 'breach',
    });
  });

  test('[MT74] a tile over few has the range of its value, one over many has none, and rare events have it over any', () => {
    const ranges = [{ service_level: [0.02, 0.3] as const, complaints: [24, 722] as const }];
    const few = (sample: number) => board({ service_level: { ...level(0.1, sample), ranges } });
    expect(view(few(19), 'service_level', LEVEL).range).toEqual([0.02, 0.3]);
    expect(view(few(20), 'service_level', LEVEL).range).toBeNull();
    expect(view(board({ service_level: level(0.1, 19) }), 'service_level', LEVEL).range).toBeNull();
    const rare = { rows: [{ complaints: 200 }], samples: [{ complaints: 1_000 }], ranges, target: null };
    const tile = { ...tileOf('service_level'), metric: 'complaints' };
    const state = board({ service_level: rare });
    const metric = { id: 'complaints', unit: 'per_100k', better: 'lower' } as const;
    expect(viewTile(tile, metric, state, momentOf(state, AS_OF, 1), null).view.range).toEqual([24, 722]);
  });

  test('[BD9] no data is null, never 0, and has no colour', () => {
    expect(view(board({ service_level: level(null, 0) }), 'service_level', LEVEL)).toMatchObject({
      value: null,
      band: 'calm',
    });
    expect(view(null, 'service_level', LEVEL)).toMatchObject({ value: null, trust: 'lost' });
  });

  test('[BD10] the longest wait is that of the row that waits longest, and names it', () => {
    const rows = [
      { queue: 'a', longest_wait: 12 },
      { queue: 'b', longest_wait: 95 },
      { queue: 'c', longest_wait: null },
    ];
    const state = board({ longest_wait: { rows, samples: [{}, {}, {}], target: null } });
    const seen = view(state, 'longest_wait', WAIT);
    expect(seen.value).toBe(95);
    expect(seen.row?.['queue']).toBe('b');
  });

  test('[BD11] the longest wait grows with the clock between two answers, and stands still when the data is old', () => {
    const state = board({ longest_wait: { rows: [{ queue: 'a', longest_wait: 30 }], samples: [{}], target: null } });
    const at = (ms: number) => view(state, 'longest_wait', WAIT, AS_OF + ms).value;
    expect([0, 999, 4_000, 10_000, 45_000].map(at)).toEqual([30, 30, 34, 40, 40]);
    expect(view(board({ service_level: level(0.5, 30) }), 'service_level', LEVEL, AS_OF + 5_000).value).toBe(0.5);
  });

  test('[BD4] a lost tile keeps its last value but loses its colour', () => {
    const state = board({ service_level: level(0.4, 300) });
    expect(view(state, 'service_level', LEVEL, AS_OF + 61_000)).toMatchObject({
      trust: 'lost',
      band: 'calm',
      value: 0.4,
    });
    expect(view(state, 'service_level', LEVEL, AS_OF + 11_000)).toMatchObject({ trust: 'old', band: 'breach' });
  });

  test('[BD12] the inbound floor has six tiles, each about a metric that it asks for', () => {
    expect(INBOUND_FLOOR.tiles).toHaveLength(6);
    for (const tile of INBOUND_FLOOR.tiles) expect(tile.question.metrics).toContain(tile.metric);
  });
});
