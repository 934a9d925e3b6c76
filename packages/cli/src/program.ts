/** Every command of `evlock`, in the order in which a person meets them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerAudit } from './commands/audit.ts';
import { registerAuthority } from './commands/authority.ts';
import { registerBackup } from './commands/backup.ts';
import { registerBalance } from './commands/balance.ts';
import { registerBind } from './commands/bind.ts';
import { registerBuy } from './commands/buy.ts';
import { registerCancel } from './commands/cancel.ts';
import { registerDeploy } from './commands/deploy.ts';
import { registerDeposit } from './commands/deposit.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerEmulator } from './commands/emulator.ts';
import { registerEnrol } from './commands/enrol.ts';
import { registerExportSigned } from './commands/export-signed.ts';
import { registerFaucet } from './commands/faucet.ts';
import { registerGas } from './commands/gas.ts';
import { registerGateway } from './commands/gateway.ts';
import { registerKey } from './commands/key.ts';
import { registerMandates } from './commands/mandates.ts';
import { registerMeter } from './commands/meter.ts';
import { registerMigrate } from './commands/migrate.ts';
import { registerOffer } from './commands/offer.ts';
import { registerOffers } from './commands/offers.ts';
import { registerPasskeys } from './commands/passkeys.ts';
import { registerProfile } from './commands/profile.ts';
import { registerProvision } from './commands/provision.ts';
import { registerReplace } from './commands/replace.ts';
import { registerRestore } from './commands/restore.ts';
import { registerRestoreBackup } from './commands/restore-backup.ts';
import { registerRevoke } from './commands/revoke.ts';
import { registerStop } from './commands/stop.ts';
import { registerSubmit } from './commands/submit.ts';
import { registerTrade } from './commands/trade.ts';
import { registerTrades } from './commands/trades.ts';
import { registerUp } from './commands/up.ts';
import { registerWatchtower } from './commands/watchtower.ts';
import { registerWithdraw } from './commands/withdraw.ts';
import type { Context } from './context.ts';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string };

/** The version of this command, as in its package. */
export const VERSION: string = manifest.version;

const groups: readonly (readonly [string, readonly ((program: Command, context: Context) => void)[]])[] = [
  ['Try it:', [registerUp, registerFaucet]],
  ['Owners:', [registerOffer, registerOffers, registerBuy, registerCancel, registerRevoke, registerStop]],
  ['Owners, looking back:', [registerTrades, registerTrade]],
  ['Owners, money:', [registerBalance, registerDeposit, registerWithdraw]],
  [
    'At the meter:',
    [registerProvision, registerBind, registerEnrol, registerPasskeys, registerMandates, registerMigrate],
  ],
  ['A lost meter:', [registerRestore, registerReplace]],
  ['Without a gateway:', [registerExportSigned, registerSubmit, registerWatchtower]],
  ['Auditors:', [registerAudit]],
  ['Keeping it running:', [registerDoctor, registerGas, registerBackup, registerRestoreBackup, registerAuthority]],
  ['Parts:', [registerKey, registerDeploy, registerGateway, registerMeter, registerEmulator, registerProfile]],
];

export function buildProgram(context: Context): Command {
  const program = new Command('evlock')
    .description('Secure energy trading between households. Every command has --help with an example and the units.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out(text.trimEnd()),
      writeErr: (text) => context.err(text.trimEnd()),
      // `run` prints errors in one form, with what to do.
      outputError: () => undefined,
    })
    .showSuggestionAfterError();
  for (const [title, registers] of groups) {
    program.commandsGroup(title);
    for (const register of registers) register(program, context);
  }
  return program;
}
