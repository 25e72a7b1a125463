import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
import law, { LAYERS } from '../../.dependency-cruiser.mjs';
import { root } from '../../scripts/lib/project.mjs';
import { withTempDir } from '../support/temp-dir.ts';

const BROWSER_ROOMS = ['live', 'ui'];

/** What each rule forbids, as the smallest product that does it: files by path from the top directory. */
const OFFENCES: Record<string, Record<string, string>> = {
  'time-recount-imports-downward': {
    'src/lib/time/clock.ts': `import { parse } from '#lib/events/parse.ts';\nexport const clock = parse;`,
    'src/lib/events/parse.ts': `export const parse = 1;`,
  },
  'events-imports-downward': {
    'src/lib/events/parse.ts': `import type { Fact } from '#lib/metrics/fact.ts';\nexport type Parsed = Fact;`,
    'src/lib/metrics/fact.ts': `export type Fact = number;`,
  },
  'metrics-imports-downward': {
    'src/lib/metrics/fact.ts': `import { fold } from '../engine/fold.ts';\nexport const fact = fold;`,
    'src/lib/engine/fold.ts': `export const fold = 1;`,
  },
  'engine-wire-boards-words-imports-downward': {
    'src/lib/boards/board.ts': `import { shown } from '#lib/ui/shown.ts';\nexport const board = shown;`,
    'src/lib/ui/shown.ts': `export const shown = 1;`,
  },
  'streams-warehouse-store-access-imports-downward': {
    'src/lib/streams/log.ts': `export { hub } from '#lib/hub/hub.ts';`,
    'src/lib/hub/hub.ts': `export const hub = 1;`,
  },
  'sources-hub-alerts-reports-imports-downward': {
    'src/lib/reports/report.ts': `export const report = () => import('#lib/runtime/runtime.ts');`,
    'src/lib/runtime/runtime.ts': `export const runtime = 1;`,
  },
  'runtime-imports-no-pages': {
    'src/lib/runtime/runtime.ts': `import { page } from '../../routes/page.ts';\nexport const runtime = page;`,
    'src/routes/page.ts': `export const page = 1;`,
  },
  'browser-rooms-import-pure-rooms': {
    'src/lib/ui/Tile.svelte': `<script lang="ts">import { log } from '#lib/streams/log.ts';</script>\n<p>{log}</p>`,
    'src/lib/streams/log.ts': `export const log = 1;`,
  },
  'live-knows-no-ui': {
    'src/lib/live/socket.ts': `import { shown } from '#lib/ui/shown.ts';\nexport const socket = shown;`,
    'src/lib/ui/shown.ts': `export const shown = 1;`,
  },
  'pages-load-no-server-room': {
    'src/routes/reports/+page.svelte': `<script lang="ts">import { sql } from '#lib/reports/sql.ts';</script>\n<p>{sql}</p>`,
    'src/lib/reports/sql.ts': `export const sql = 1;`,
  },
  'pure-rooms-touch-no-machine': {
    'src/lib/engine/fold.ts': `import { readFileSync } from 'node:fs';\nexport const fold = readFileSync;`,
  },
  'pure-rooms-lean-on-typebox-only': {
    'src/lib/engine/fold.ts': `import pino from 'pino';\nexport const fold = pino;`,
  },
  'recount-shares-no-counting': {
    'src/lib/recount/count.ts': `import { clock } from '../time/clock.ts';\nexport const count = clock;`,
    'src/lib/time/clock.ts': `export const clock = 1;`,
  },
  'server-runs-on-dependencies': {
    'src/lib/hub/hub.ts': `import { tsc } from 'typescript';\nexport const hub = tsc;`,
  },
  'product-knows-no-tests': {
    'src/lib/hub/hub.ts': `import { wait } from '../../../tests/wait.ts';\nexport const hub = wait;`,
    'tests/wait.ts': `export const wait = 1;`,
  },
  'no-circles': {
    'src/lib/hub/a.ts': `import { b } from './b.ts';\nexport const a = () => b;`,
    'src/lib/hub/b.ts': `import { a } from './a.ts';\nexport const b = () => a;`,
  },
  'no-circles-between-rooms': {
    'src/lib/wire/a.ts': `import { c } from '#lib/boards/c.ts';\nexport const a = c;`,
    'src/lib/wire/b.ts': `export const b = 1;`,
    'src/lib/boards/c.ts': `export const c = 1;`,
    'src/lib/boards/d.ts': `import { b } from '#lib/wire/b.ts';\nexport const d = b;`,
  },
  'imports-exist': {
    'src/lib/hub/hub.ts': `import { gone } from './gone.ts';\nexport const hub = gone;`,
  },
};

test('[HO1] every import obeys the law of the rooms', { timeout: 120_000 }, async () => {
  const found = await violations(root, ['src']);
  expect(found.join('\n\n')).toBe('');
});

test('[HO2] every room has a place in the law', () => {
  const rooms = readdirSync(join(root, 'src', 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect([...LAYERS.flat(), ...BROWSER_ROOMS]).toEqual(expect.arrayContaining(rooms));
});

describe('[HO3] the law can fail', () => {
  test('there is an offence for every rule', () => {
    expect(Object.keys(OFFENCES).sort()).toEqual(law.forbidden?.map((rule) => rule.name).sort());
  });

  test.for(Object.entries(OFFENCES))('%s', async ([rule, files]) => {
    const found = await withTempDir((directory) => {
      writeProduct(directory, files);
      return violations(directory, ['src']);
    });
    const reason = law.forbidden?.find(({ name }) => name === rule)?.comment;
    expect(found.filter((text) => text.startsWith(`${rule}: `))).not.toEqual([]);
    expect(reason).toMatch(/\w.{20,}/);
    expect(found.join('\n')).toContain(reason);
  });

  test('and lets through what it allows', async () => {
    const found = await withTempDir((directory) => {
      writeProduct(directory, {
        'src/lib/time/clock.ts': `export const clock = 1;`,
        'src/lib/engine/fold.ts': `import Type from 'typebox';\nimport { clock } from '#lib/time/clock.ts';\nexport const fold = [clock, Type];`,
        'src/lib/hub/hub.ts': `import { fold } from '#lib/engine/fold.ts';\nimport { on } from 'node:events';\nexport const hub = [fold, on];`,
        'src/routes/+page.server.ts': `import { hub } from '#lib/hub/hub.ts';\nexport const load = () => hub;`,
      });
      return violations(directory, ['src']);
    });
    expect(found).toEqual([]);
  });
});

/** The broken rules in a product, each with its reason and the import that breaks it. */
async function violations(baseDir: string, directories: string[]): Promise<string[]> {
  const options = law.options ?? {};
  const ruleSet = { forbidden: law.forbidden } as IFlattenedRuleSet;
  const { output } = await cruise(directories, { ...options, baseDir, ruleSet, validate: true });
  const reasons = new Map(law.forbidden?.map(({ name, comment }) => [name, comment]));
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} -> ${to}\n  Why not: ${reasons.get(rule.name)}`,
  );
}

function writeProduct(directory: string, files: Record<string, string>): void {
  cpSync(join(root, 'package.json'), join(directory, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(directory, path);
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  }
}
