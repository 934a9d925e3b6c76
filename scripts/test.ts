/** `npm test`: the contracts' tests by forge, then everything else by vitest. Arguments go to vitest. */
import { run } from './steps.ts';

const args = process.argv.slice(2);
run([
  ...(args.length === 0 ? [{ name: 'contracts', command: ['forge', 'test'], folder: 'contracts' } as const] : []),
  { name: 'packages', command: ['vitest', 'run', ...args] },
]);
