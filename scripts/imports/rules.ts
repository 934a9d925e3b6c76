/** The house's rules for dependency-cruiser, and those it cannot express. */
import { existsSync, readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { ICruiseResult, IForbiddenRuleType } from 'dependency-cruiser';
import { type House, house, MEETING_ROOMS, TESTING, WIRING_ROOM } from './house.ts';

const anyOf = (names: readonly string[]): string => `(${names.join('|')})`;
const sourcesOf = (...names: readonly string[]): string => `^packages/${anyOf(names)}/src/`;

/** One rule per package: what its sources may not import. */
const table = Object.entries(house).map(
  ([name, { imports }]): IForbiddenRuleType => ({
    name: `${name}-may-not-import`,
    comment: `${name} may import ${imports.length === 0 ? 'no other package' : imports.join(', ')}`,
    from: { path: sourcesOf(name) },
    to: {
      path: '^packages/',
      pathNot: [`^packages/${anyOf([name, ...imports, TESTING])}/`, '^packages/[^/]+/internal/'],
    },
  }),
);

const packages: readonly IForbiddenRuleType[] = [
  {
    name: 'for-tests-only',
    comment: 'what the tests share and the inside of a package are in no package’s sources',
    from: { path: sourcesOf(...Object.keys(house)) },
    to: { path: [`^packages/${TESTING}/`, '^packages/[^/]+/internal/'] },
  },
  {
    name: 'by-path',
    comment: 'another package is imported by its name',
    from: { path: '^packages/([^/]+)/' },
    to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'], dependencyTypesNot: ['aliased'] },
  },
  {
    name: 'by-path-from-outside',
    comment: 'a package is imported by its name',
    from: { pathNot: '^packages/' },
    to: { path: '^packages/', dependencyTypes: ['local'], dependencyTypesNot: ['aliased'] },
  },
  {
    name: 'not-in-the-manifest',
    comment: 'an installation has what `dependencies` and `peerDependencies` name, nothing else',
    from: { path: sourcesOf(...Object.keys(house)) },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
  },
  { name: 'not-found', comment: 'there is no such module', from: {}, to: { couldNotResolve: true } },
  {
    name: 'circle',
    comment: 'modules that need each other are one, or a third is missing',
    from: {},
    to: { circular: true },
  },
];

const browser: readonly IForbiddenRuleType[] = [
  {
    name: 'no-io',
    comment: 'protocol reads and writes nothing, and runs in a browser',
    from: { path: sourcesOf('protocol') },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'runs-in-a-browser',
    comment: 'owner needs Node in its room `node` alone; of packages that do, it takes types',
    from: { path: sourcesOf('owner'), pathNot: '^packages/owner/src/node/' },
    to: { preCompilationOnly: false, dependencyTypes: ['core'] },
  },
  {
    name: 'runs-in-a-browser',
    comment: 'owner needs Node in its room `node` alone; of packages that do, it takes types',
    from: { path: sourcesOf('owner'), pathNot: '^packages/owner/src/node/' },
    to: { preCompilationOnly: false, path: [sourcesOf('chain', 'files', 'https'), '^packages/owner/src/node/'] },
  },
];

/** The browser's code of `web`. */
const PAGES = '^packages/web/pages/';

const pages: readonly IForbiddenRuleType[] = [
  {
    name: 'pages-apart',
    comment: 'a page takes what it shares from `shared`, and nothing of another page',
    from: { path: `${PAGES}(community|home|operator|meter)/` },
    to: { path: `${PAGES}(community|home|operator|meter)/`, pathNot: `${PAGES}$1/` },
  },
  {
    name: 'shared-by-all',
    comment: 'what pages share knows none of them',
    from: { path: `${PAGES}(shared|worker)/` },
    to: { path: `${PAGES}(community|home|operator|meter)/` },
  },
  {
    name: 'light-first-page',
    comment: 'the window takes types alone of our packages: what they do runs in the worker',
    from: { path: `${PAGES}(community|home|meter|shared)/` },
    to: { preCompilationOnly: false, path: '^packages/(?!web/)' },
  },
];

const gateway: readonly IForbiddenRuleType[] = [
  {
    name: 'rooms-meet-elsewhere',
    comment: `rooms of the gateway meet in ${MEETING_ROOMS.join(', ')}`,
    from: { path: '^packages/gateway/src/([^/]+)/', pathNot: `^packages/gateway/src/${WIRING_ROOM}/` },
    to: {
      path: '^packages/gateway/src/[^/]+/',
      pathNot: [`^packages/gateway/src/$1/`, `^packages/gateway/src/${anyOf(MEETING_ROOMS)}/`],
    },
  },
];

export const rules: readonly IForbiddenRuleType[] = [...table, ...packages, ...browser, ...pages, ...gateway].map(
  (rule) => ({
    ...rule,
    severity: 'error',
  }),
);

/** Files that a `src` with rooms may have at its top level anyway. */
const EVERYWHERE = ['index', 'main', 'profile', 'log'];

/** Folders and files of `src` unknown to the house, and rooms that do not exist. */
function problemsOf(root: string, name: string, { rooms, top = [] }: House): readonly string[] {
  const src = join(root, 'packages', name, 'src');
  if (rooms === undefined || !existsSync(src)) return [];
  const entries = readdirSync(src, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => parse(entry.name).name);
  const known = new Set([...EVERYWHERE, ...top]);
  return [
    ...folders.filter((folder) => !rooms.includes(folder)).map((folder) => `${folder}/ is no room of ${name}`),
    ...rooms.filter((room) => !folders.includes(room)).map((room) => `${name} has no room ${room}/`),
    ...files.filter((file) => !known.has(file)).map((file) => `${file}.ts belongs in a room of ${name}`),
  ].map((problem) => `unknown-room packages/${name}/src: ${problem}`);
}

export const roomProblems = (root: string): readonly string[] =>
  Object.entries(house).flatMap(([name, one]) => problemsOf(root, name, one));

const roomOf = (path: string): string | undefined => /^packages\/[^/]+\/src\/[^/]+(?=\/)/.exec(path)?.[0];

/** Rooms that import each other, directly or indirectly: each cycle's rooms, in order. */
export function roomCircles({ modules }: Pick<ICruiseResult, 'modules'>): readonly string[] {
  const graph = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    const from = roomOf(source);
    if (from === undefined) continue;
    const targets = graph.get(from) ?? new Set<string>();
    graph.set(from, targets);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (to !== undefined && to !== from) targets.add(to);
    }
  }
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (room: string, path: readonly string[]): void => {
    const begin = path.indexOf(room);
    if (begin >= 0) circles.push(`circle-of-rooms ${[...path.slice(begin), room].join(' → ')}`);
    if (begin >= 0 || done.has(room)) return;
    for (const next of graph.get(room) ?? []) walk(next, [...path, room]);
    done.add(room);
  };
  for (const room of graph.keys()) walk(room, []);
  return circles;
}
