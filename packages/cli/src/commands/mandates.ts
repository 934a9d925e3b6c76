/** `evlock mandates`: what the meter may still sign by itself, as its secure world has it. */
import type { MandateRemainder } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type JsonOption, jsonOption, show } from '../input/options.ts';
import { atConsole, type ConsoleOptions, socketOption } from '../meter/provisioning-socket.ts';
import { decimal, kWh, table } from '../output/format.ts';

type MandatesOptions = ConsoleOptions & JsonOption;

const HEADER = ['mandate', 'side', 'energy left', 'in orders', 'money left', 'in orders (money)'];

function rows(mandates: readonly MandateRemainder[]): string {
  if (mandates.length === 0) return 'none: the meter signs no order by itself';
  const lines = mandates.map((one) => [
    String(one.mandateId),
    one.side,
    kWh(one.energyLeft),
    kWh(one.energyReserved),
    one.side === 'bid' ? decimal(one.moneyLeft) : '-',
    one.side === 'bid' ? decimal(one.moneyReserved) : '-',
  ]);
  return table(HEADER, lines, HEADER.slice(2));
}

export function registerMandates(program: Command, context: Context): void {
  const command = program
    .command('mandates')
    .summary('what your meter may still sign by itself')
    .description(
      'Lists the mandates that the secure world holds, with the energy (mWh in JSON) and the money (tokens; micro-tokens in JSON) that is left of each for further orders. What orders hold comes back when they end without a trade. The gateway is not asked. `evlock revoke` revokes a mandate.',
    )
    .action((options: MandatesOptions) =>
      atConsole(options, async (secureWorld) => {
        const mandates = await secureWorld.listMandates();
        show(context, options, { mandates }, () => rows(mandates));
      }),
    );
  examples(jsonOption(socketOption(command)), ['evlock mandates --socket /run/evlock/secure-world.sock']);
}
