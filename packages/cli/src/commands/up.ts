/** `evlock up`: a whole community on this machine. */
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import type { UpOptions } from '../demo/up.ts';
import { readHttpUrl, readPath } from '../input/arguments.ts';
import { argument } from '../input/usage.ts';

export function registerUp(program: Command, context: Context): void {
  program
    .command('up')
    .description('Start a chain, a gateway and two simulated households on this machine, and let them trade.')
    .option('--once', 'make one trade, print what chain and database say of it, and end')
    .option(
      '--data <folder>',
      'where everything is kept (default: .evlock here, or EVLOCK_DATA)',
      argument('--data', readPath),
    )
    .addOption(
      new Option(
        '--secure-world <kind>',
        'of the first household: `trustzone` runs OP-TEE in a machine under QEMU, which `npm run trustzone:build` makes',
      )
        .choices(['emulator', 'trustzone'])
        .default('emulator'),
    )
    .addOption(
      new Option(
        '--rpc <url>',
        'use a running development node of any chain id (anvil, Hardhat, `geth --dev`) instead of starting anvil; data in .evlock/rpc',
      ).argParser(argument('--rpc', readHttpUrl)),
    )
    .option('--json', 'print each finished trade as one line of JSON')
    .addHelpText(
      'after',
      '\nExample:\n  evlock up --once\n  evlock up --secure-world trustzone\n  evlock up --rpc http://127.0.0.1:8545\n\nA second start goes on with the same chain, accounts and history; each kind of secure world has a folder of its\nown. A meter or secure world that ends is started again. Ctrl-C stops every process.',
    )
    .action(async (options: UpOptions) => {
      // Loads every part of the house, which no other command needs.
      const { up } = await import('../demo/up.ts');
      await up(options, context);
    });
}
