/** `evlock up`: a whole community on this machine. */
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import type { UpOptions } from '../demo/up.ts';
import { readHttpUrl, readPath } from '../input/arguments.ts';
import { argument } from '../input/usage.ts';

export function register(up: Command, context: Context): void {
  up.description('Start a chain, a gateway and six simulated households on this machine, and let them trade.')
    .option('--once', 'make one trade between two households, print its outcome, and exit')
    .addOption(
      new Option('--houses <count>', 'how many households trade until Ctrl-C').choices(['2', '6']).default('6'),
    )
    .option('--open', 'open the pages in a browser')
    .option(
      '--data <folder>',
      'data directory (EVLOCK_DATA; default .evlock in the current directory)',
      argument('--data', readPath),
    )
    .addOption(
      new Option(
        '--secure-world <kind>',
        'secure world of the first household; `trustzone` runs OP-TEE under QEMU, and needs `npm run trustzone:build`',
      )
        .choices(['emulator', 'trustzone'])
        .default('emulator'),
    )
    .addOption(
      new Option(
        '--rpc <url>',
        'use a running development node with any chain id (anvil, Hardhat, `geth --dev`) instead of starting anvil; data in .evlock/rpc',
      ).argParser(argument('--rpc', readHttpUrl)),
    )
    .option('--json', 'print each finished trade as one line of JSON')
    .addHelpText(
      'after',
      '\nExample:\n  evlock up --once\n  evlock up --secure-world trustzone\n  evlock up --rpc http://127.0.0.1:8545\n\nStarting again continues with the same chain, accounts and history; each kind of secure world has a directory of\nits own. A meter or secure world that exits is restarted. Ctrl-C stops every process.',
    )
    .action(async (options: UpOptions) => {
      // Loads every component, which no other command needs.
      const demo = await import('../demo/up.ts');
      await demo.up(options, context);
    });
}
