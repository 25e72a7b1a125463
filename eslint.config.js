import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const PURE_ROOMS = ['time', 'events', 'metrics', 'engine', 'wire', 'boards', 'words'].map(
  (room) => `src/lib/${room}/**`,
);

const ENVIRONMENT = {
  object: 'process',
  property: 'env',
  message: 'Only src/lib/runtime reads the environment: take what you need as an option, so that a test can give it.',
};
const CLOCKLESS = 'Pure rooms know no clock: take the instant as an argument, so that a replay gives the same numbers.';
const CHANCELESS = 'Pure rooms know no chance: take a seeded source of numbers, so that a second run gives the same.';

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'node_modules/',
      'data/',
      'static/',
      'coverage/',
      'test-results/',
      'playwright-report/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // TypeScript says it, and knows types and generated globals.
      'no-undef': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    // Promises that nobody waits for are the mistakes that types can find and reading does not.
    files: ['src/**/*.ts', 'bench/**/*.ts', 'tests/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { projectService: false, extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
    rules: {
      // Floorlight is served at the root of its host; paths are written as they are.
      'svelte/no-navigation-without-resolve': 'off',
      // Live state is replaced as a whole ($state.raw); maps beside it are bookkeeping on purpose.
      'svelte/prefer-svelte-reactivity': 'off',
      '@typescript-eslint/await-thenable': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/lib/runtime/**', 'src/cli/**', 'src/server.ts'],
    rules: {
      'no-restricted-properties': ['error', ENVIRONMENT],
      'no-restricted-imports': ['error', { patterns: [{ group: ['$env/*'], message: ENVIRONMENT.message }] }],
    },
  },
  {
    files: PURE_ROOMS,
    rules: {
      'no-restricted-properties': [
        'error',
        ENVIRONMENT,
        { object: 'Date', property: 'now', message: CLOCKLESS },
        { object: 'performance', property: 'now', message: CLOCKLESS },
        { object: 'Math', property: 'random', message: CHANCELESS },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCKLESS },
      ],
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
          name,
          message: CLOCKLESS,
        })),
        ...['fetch', 'WebSocket', 'process', 'window', 'document', 'localStorage'].map((name) => ({
          name,
          message: 'Pure rooms touch no machine: they run in servers, workers and browsers alike.',
        })),
      ],
    },
  },
  {
    files: ['scripts/**', 'src/cli/**', 'bench/**', '.ci/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Fixtures without others of their own are written `async ({}, use)`: Vitest and Playwright read the parameter.
    files: ['tests/**'],
    // Property tests print their seeds. A test may look at a few event types only.
    rules: {
      'no-empty-pattern': 'off',
      'no-console': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
);
