// The import law: which room may import from which, and why. `npm run law` checks it; tests/house/import-law.test.ts
// shows that every rule catches what it forbids.

const PURE = ['time', 'recount', 'events', 'metrics', 'engine', 'wire', 'boards', 'words'];
const BROWSER = ['live', 'ui'];

/** From the lowest to the highest: a room imports from its own layer and from those before it. */
export const LAYERS = [
  ['time', 'recount'],
  ['events'],
  ['metrics'],
  ['engine', 'wire', 'boards', 'words'],
  ['streams', 'warehouse', 'store', 'access'],
  ['sources', 'hub', 'alerts', 'reports'],
  ['runtime'],
];

/** @param {string[]} rooms */
const inRooms = (rooms) => `^src/lib/(${rooms.join('|')})/`;

const PAGES = ['^src/routes/.*[.]svelte$', '^src/routes/.*[+](page|layout)[.]ts$'];
const SERVER_ROOMS = LAYERS.slice(4).flat();
/** @type {import('dependency-cruiser').DependencyType[]} */
const PACKAGE = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** One rule for each layer: nothing above it. */
const upward = LAYERS.slice(0, -1).map((layer, index) => {
  const above = LAYERS.slice(index + 1).flat();
  return {
    name: `${layer.join('-')}-imports-downward`,
    severity: /** @type {const} */ ('error'),
    comment:
      'A room knows only what stands below it, so it can be read, tested and replaced without the rest. ' +
      `Above ${layer.join(', ')}: ${above.join(', ')}, the browser rooms and the routes.`,
    from: { path: inRooms(layer) },
    to: { path: [inRooms([...above, ...BROWSER]), '^src/routes/', '^src/[^/]+$', '^src/cli/'] },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upward,
    {
      name: 'runtime-imports-no-pages',
      severity: 'error',
      comment: 'The runtime builds the server and serves pages that it does not know; a page is reached by a request.',
      from: { path: inRooms(['runtime']) },
      to: { path: [inRooms(BROWSER), '^src/routes/', '^src/cli/'] },
    },
    {
      name: 'browser-rooms-import-pure-rooms',
      severity: 'error',
      comment: 'live and ui run in a browser: a server room there would ship secrets and engines to every wall.',
      from: { path: inRooms(BROWSER) },
      to: { path: ['^src/'], pathNot: [inRooms([...PURE, ...BROWSER])] },
    },
    {
      name: 'live-knows-no-ui',
      severity: 'error',
      comment: 'live brings numbers, ui draws them: the numbers must arrive the same whatever draws them.',
      from: { path: inRooms(['live']) },
      to: { path: inRooms(['ui']) },
    },
    {
      name: 'pages-load-no-server-room',
      severity: 'error',
      comment:
        'Pages run in a browser. What they need of the server comes through their load function; types are free.',
      from: { path: PAGES },
      to: { path: inRooms(SERVER_ROOMS), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rooms-touch-no-machine',
      severity: 'error',
      comment:
        'Pure rooms run in the server, in workers and in browsers, and give the same answer everywhere: no node: module.',
      from: { path: inRooms([...PURE, ...BROWSER]) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-lean-on-typebox-only',
      severity: 'error',
      comment: 'What counts must not depend on what somebody else releases: pure rooms use TypeBox and nothing more.',
      from: { path: inRooms(PURE) },
      to: { dependencyTypes: PACKAGE, pathNot: '^node_modules/typebox/' },
    },
    {
      name: 'recount-shares-no-counting',
      severity: 'error',
      comment: 'The second counter proves the first only as long as no line of theirs is the same one.',
      from: { path: inRooms(['recount']) },
      to: { path: '^src/', pathNot: inRooms(['recount']) },
    },
    {
      name: 'server-runs-on-dependencies',
      severity: 'error',
      comment: 'Server code runs as it stands, unbundled: its packages belong under "dependencies" in package.json.',
      from: { path: [inRooms(SERVER_ROOMS), '^src/(server\\.ts$|cli/)'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      comment: 'What ships does not depend on what checks it.',
      from: { path: '^src/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment:
        'Two files that import each other are one file in two places: neither can be understood or loaded alone.',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-circles-between-rooms',
      severity: 'error',
      comment: 'Rooms of one layer may use each other in one direction only; otherwise they are one room.',
      scope: 'folder',
      from: { path: '^src/lib/[^/]+$' },
      to: { circular: true },
    },
    {
      name: 'imports-exist',
      severity: 'error',
      comment: 'An import that cannot be found fails at run time, where nobody looks.',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '^(\\$app/|\\./\\$types|\\.svelte-kit/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.svelte-kit|build)/' },
    tsPreCompilationDeps: 'specify',
    detectJSDocImports: false,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'node', 'default', 'types'],
    },
  },
};
