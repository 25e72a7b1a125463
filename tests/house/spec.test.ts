import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/project.mjs';

const RULE = /^- \*\*([A-Z]{2,3}\d+[a-z]?)\*\* (.*)$/gm;
const TAG = /\[([A-Z]{2,3}\d+[a-z]?)\]/g;
/** The title of a test, or of a group: the first argument of a call, when it is a text. */
const TITLE = /\(\s*(['"`])((?:(?!\1)[^\\\n]|\\.)*)/g;

/** No section of SPEC.md has this prefix: the examples below use it. */
const EXAMPLE = 'XX';

const spec = readFileSync(join(root, 'SPEC.md'), 'utf8');
const rules = [...spec.matchAll(RULE)].map(([, id]) => id ?? '');
const tags = testFiles()
  .flatMap((file) => tagsOf(readFileSync(join(root, 'tests', file), 'utf8')))
  .filter((tag) => !tag.startsWith(EXAMPLE));

test('[HO4] every rule of SPEC.md is named by a test', () => {
  expect(rules.length).toBeGreaterThan(0);
  expect(rules.filter((rule) => !tags.includes(rule))).toEqual([]);
});

test('[HO4] every rule that a test names stands in SPEC.md', () => {
  expect([...new Set(tags)].filter((tag) => !rules.includes(tag))).toEqual([]);
});

test('[HO4] every rule of SPEC.md has an id of its own', () => {
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
});

test('[HO4] a title with several tags names each of them, in every form of a test', () => {
  const forms = `
    test('[XX1] one', () => {});
    test.for(CASES.map((x) => [x]))("[XX2] each %s", () => {});
    describe(\`[XX3] [XX4] group\`, () => {});
    test.skipIf(!january)('[XX5] skipped', () => {});
    // test notes [XX6] elsewhere
  `;
  expect(tagsOf(forms)).toEqual(['XX1', 'XX2', 'XX3', 'XX4', 'XX5']);
});

function testFiles(): string[] {
  return readdirSync(join(root, 'tests'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'));
}

function tagsOf(text: string): string[] {
  return [...text.matchAll(TITLE)].flatMap(([, , title]) => [...(title ?? '').matchAll(TAG)].map(([, id]) => id ?? ''));
}
