import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/project.mjs';

const eslint = new ESLint({ cwd: root });

/** The messages of the linter for a file in that place; .mjs, because a TypeScript file would have to exist. */
async function messages(path: string, code: string): Promise<string> {
  const [result] = await eslint.lintText(`export const value = ${code};\n`, { filePath: `${root}/${path}` });
  return (result?.messages ?? []).map(({ message }) => message).join('\n');
}

describe('[HO11] only the runtime reads the environment', () => {
  test.for(['src/lib/hub/x.mjs', 'src/lib/engine/x.mjs', 'src/routes/x.mjs', 'src/lib/ui/x.mjs'])(
    '%s',
    async (path) => {
      expect(await messages(path, 'process.env.PORT')).toContain('Only src/lib/runtime reads the environment');
    },
  );

  test.for(['src/lib/runtime/x.mjs', 'src/cli/x.mjs'])('%s may', async (path) => {
    expect(await messages(path, 'process.env.PORT')).toBe('');
  });
});

describe('[HO12] pure rooms know no clock, no chance and no machine', () => {
  test.for([
    ['Date.now()', 'know no clock'],
    ['new Date()', 'know no clock'],
    ['performance.now()', 'know no clock'],
    ['setTimeout(() => 1, 1)', 'know no clock'],
    ['Math.random()', 'know no chance'],
    ["fetch('/x')", 'touch no machine'],
    ['process.pid', 'touch no machine'],
  ] as const)('%s', async ([code, reason]) => {
    expect(await messages('src/lib/engine/x.mjs', code)).toContain(reason);
    expect(await messages('src/lib/hub/x.mjs', code)).not.toContain(reason);
  });

  test('an instant that is given is allowed', async () => {
    expect(await messages('src/lib/time/x.mjs', 'new Date(0)')).toBe('');
  });
});
