import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDERS = ['aggregates', 'definitions', 'words'] as const;

/** The names that the files of a folder give, each file's great objects: a later domain would silently hide an earlier one. */
async function namesIn(folder: (typeof FOLDERS)[number]): Promise<string[]> {
  const directory = fileURLToPath(new URL(`../../src/lib/metrics/${folder}/`, import.meta.url));
  const names: string[] = [];
  for (const file of readdirSync(directory)) {
    const module = (await import(`${directory}${file}`)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      const isDomain = /^[A-Z_]+$/.test(name) && typeof value === 'object' && value !== null && !Array.isArray(value);
      // The first words stand in a file of each language.
      if (isDomain && !/^(en|ru|zh-\w+)\.ts$/.test(file)) names.push(...Object.keys(value));
    }
  }
  return names;
}

test.for(FOLDERS)('[MT50] no two domains give the same name: %s', async (folder) => {
  const names = await namesIn(folder);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});
