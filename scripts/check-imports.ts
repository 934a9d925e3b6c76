/**
 * Holds the import table of docs/architecture.md (The house), which npm workspaces and `tsc` do not. And no import by path crosses the border of a package,
 * anywhere in the repository; what is for tests (`@evlock/testing`, `@evlock/<package>/internal/…`) is in no package's sources.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

const EVERYTHING = [
  ...['protocol', 'files', 'https', 'chain', 'secure-world', 'postgres', 'owner'],
  ...['meter', 'gateway', 'simulator', 'web', 'community'],
];
/** Package → packages of ours that its `src` may import. */
const allowed: Record<string, readonly string[]> = {
  protocol: [],
  files: ['protocol'],
  https: ['protocol', 'files'],
  chain: ['protocol', 'files'],
  'secure-world': ['protocol'],
  owner: ['protocol', 'chain', 'files', 'https'],
  web: ['protocol', 'owner'],
  meter: ['protocol', 'files', 'https', 'chain', 'secure-world'],
  postgres: ['protocol', 'files'],
  gateway: ['protocol', 'files', 'https', 'chain', 'postgres'],
  simulator: ['protocol', 'files', 'secure-world'],
  community: EVERYTHING.filter((name) => name !== 'community'),
  cli: EVERYTHING,
};
/** `owner` runs in a browser as well: outside this folder it needs no Node, no files, and of the chain the types alone. */
const OWNER_ON_NODE = 'node';
/** Inside the gateway, rooms meet through `market` and `database` only. */
const rooms = [
  ...['device-link', 'http', 'enrolment', 'submitter', 'indexer', 'watchtower', 'signed-intake', 'audit', 'backup'],
  'operations',
];
/** Wires rooms together, as the files at the top do; no room may import it. */
const WIRING = 'operations';

const root = join(import.meta.dirname, '..');
const importPattern = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;
const typeImportPattern = /(?:import|export)\s+type\s[^'"]*?from\s*['"]([^'"]+)['"]/g;

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function packageProblem(name: string, folder: string, file: string, target: string): string | undefined {
  if (/^@evlock\/(testing\b|[^/]+\/internal\/)/.test(target)) return 'is for tests';
  const ours = /^@evlock\/([^/]+)/.exec(target)?.[1];
  if (ours !== undefined && ours !== name && !allowed[name]?.includes(ours)) return `${name} may not import ${ours}`;
  if (target.startsWith('.') && !resolve(file, '..', target).startsWith(folder + sep)) return 'leaves its package';
  return undefined;
}

function roomProblem(src: string, file: string, target: string): string | undefined {
  if (!target.startsWith('.')) return undefined;
  const from = relative(src, file).split(sep);
  const to = relative(src, resolve(file, '..', target)).split(sep);
  const [fromRoom, toRoom] = [from[0] ?? '', to[0] ?? ''];
  if (from.length === 1 || (fromRoom === WIRING && toRoom !== WIRING) || fromRoom === toRoom || !rooms.includes(toRoom))
    return undefined;
  return `room ${fromRoom} may not import room ${toRoom}`;
}

/** What `owner` may not import where it has to run in a browser. */
function browserProblem(src: string, file: string, target: string, typesOnly: boolean): string | undefined {
  const inside = relative(src, file).split(sep)[0] !== OWNER_ON_NODE;
  if (!inside || typesOnly) return undefined;
  const toNode = target.startsWith('.') && relative(src, resolve(file, '..', target)).split(sep)[0] === OWNER_ON_NODE;
  const needsNode = /^(node:|@evlock\/(chain|files|https))/.test(target) || toNode;
  return needsNode ? 'does not run in a browser' : undefined;
}

/** The package that a path lies in; undefined outside of all. */
const packageOf = (path: string): string | undefined => /^packages\/([^/]+)\//.exec(relative(root, path))?.[1];

function borderProblem(file: string, target: string): string | undefined {
  if (!target.startsWith('.')) return undefined;
  const to = packageOf(resolve(file, '..', target));
  return to !== undefined && to !== packageOf(file) ? `by path into ${to}` : undefined;
}

const problems: string[] = [];
let checked = 0;
for (const name of Object.keys(allowed)) {
  const src = join(root, 'packages', name, 'src');
  for (const file of await sources(src)) {
    const text = await readFile(file, 'utf8');
    const typesOnly = new Set(Array.from(text.matchAll(typeImportPattern), ([, target]) => target));
    for (const [, target] of text.matchAll(importPattern)) {
      if (target === undefined) continue;
      checked++;
      const problem =
        packageProblem(name, src, file, target) ??
        (name === 'gateway' ? roomProblem(src, file, target) : undefined) ??
        (name === 'owner' ? browserProblem(src, file, target, typesOnly.has(target)) : undefined);
      if (problem !== undefined) problems.push(`${relative(root, file)}: '${target}': ${problem}`);
    }
  }
}
for (const folder of ['packages', 'tests', 'bench', 'scripts', 'trusted-application']) {
  const files = (await sources(join(root, folder))).filter((file) => !file.includes(`${sep}node_modules${sep}`));
  for (const file of files) {
    for (const [, target] of (await readFile(file, 'utf8')).matchAll(importPattern)) {
      const problem = borderProblem(file, target ?? '');
      if (problem !== undefined) problems.push(`${relative(root, file)}: '${target}': ${problem}`);
    }
  }
}
for (const problem of problems) console.error(problem);
console.log(`import table: ${checked} imports checked, ${problems.length} against it`);
if (problems.length > 0) process.exitCode = 1;
