/** `evlock mandates list`: what the meter may still sign without its owner, according to its secure world. */
import type { MandateRemainder } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, type JsonOption, jsonOption, show } from '../../input/options.ts';
import { atSecureWorld, type SocketOptions, socketOption } from '../../meter/provisioning-socket.ts';
import { decimal, kWh, table } from '../../output/format.ts';

type MandatesOptions = SocketOptions & JsonOption;

const HEADER = ['mandate', 'side', 'energy left', 'in orders', 'money left', 'in orders (money)'];

function rows(mandates: readonly MandateRemainder[]): string {
  if (mandates.length === 0) return 'None: the meter signs no order without you.';
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

export function registerListMandates(mandates: Command, context: Context): void {
  const command = mandates
    .command('list')
    .summary('list the mandates that your meter holds')
    .description(
      'Lists the mandates in the secure world, each with the energy (mWh in JSON) and money (tokens; micro-units in JSON) left for further orders. What an order reserves is released if it ends without a trade. The gateway is not involved.',
    )
    .action((options: MandatesOptions) =>
      atSecureWorld(options, async (secureWorld) => {
        const mandates = await secureWorld.listMandates();
        show(context, options, { mandates }, () => rows(mandates));
      }),
    );
  examples(jsonOption(socketOption(command)), ['evlock mandates list --socket /run/evlock/secure-world.sock']);
}
