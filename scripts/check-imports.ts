/**
 * Holds the house (docs/architecture.md, "The packages"), which npm workspaces and `tsc` do not: who may import whom, by name and not by path,
 * rooms that are known, and no circle, real or by type. `node scripts/check-imports.ts [ROOT]`
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cruiseHouse } from './imports/cruise.ts';
import { roomCircles, roomProblems, rules } from './imports/rules.ts';
import { root as here } from './steps.ts';

const root = resolve(process.argv[2] ?? here);
const folders = ['packages', 'tests', 'bench', 'scripts', 'trusted-application'].filter((name) =>
  existsSync(join(root, name)),
);

const result = await cruiseHouse(root, folders);
const comments = new Map(rules.map(({ name, comment }) => [name, comment]));
const { violations, totalCruised, totalDependenciesCruised } = result.summary;
const problems = [
  ...violations.map(({ rule, from, to, cycle }) => {
    const path = cycle === undefined ? [to] : cycle.map(({ name }) => name);
    return `${rule.name} ${[from, ...path].join(' → ')}: ${comments.get(rule.name)}`;
  }),
  ...roomProblems(root),
  ...roomCircles(result),
];
for (const problem of problems) console.error(problem);
console.log(
  `${totalDependenciesCruised} imports of ${totalCruised} modules checked, ${problems.length} against the rules`,
);
// A checkout whose modules cannot be resolved breaks no rule.
if (problems.length > 0 || totalDependenciesCruised === 0) process.exitCode = 1;
