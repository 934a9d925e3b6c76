/** `npm run check`: types, style, imports, the contracts' and the packages' documentation, generated files up to date. */
import { run } from './steps.ts';

run([
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the pages', command: ['tsc', '-p', 'packages/web'] },
  { name: 'style', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'imports', command: ['node', 'scripts/check-imports.ts'] },
  { name: 'NatSpec', command: ['node', 'scripts/check-natspec.ts'] },
  {
    name: 'API reference',
    command: [
      'node',
      'scripts/node_modules/typedoc/bin/typedoc',
      '--options',
      'scripts/api/typedoc.json',
      '--emit',
      'none',
    ],
  },
  { name: 'generated files', command: ['node', 'scripts/generate.ts', '--check'] },
]);
