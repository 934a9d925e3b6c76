/** `npm run check`: types, style, import table, contracts' documentation, generated files up to date. */
import { run } from './steps.ts';

run([
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'style', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'imports', command: ['node', 'scripts/check-imports.ts'] },
  { name: 'NatSpec', command: ['node', 'scripts/check-natspec.ts'] },
  { name: 'generated files', command: ['node', 'scripts/generate.ts', '--check'] },
]);
