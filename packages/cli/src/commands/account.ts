/** `evlock account …`: a household's money. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { registerBalance } from './account/balance.ts';
import { registerDeposit } from './account/deposit.ts';
import { registerFaucet } from './account/faucet.ts';
import { registerWithdraw } from './account/withdraw.ts';

export function register(account: Command, context: Context): void {
  account.description('Your money in the market: see it, deposit and withdraw it; on development networks, mint some.');
  registerBalance(account, context);
  registerDeposit(account, context);
  registerWithdraw(account, context);
  registerFaucet(account, context);
  examples(account, ['evlock account balance', 'evlock account deposit 12.5 --key-file wallet.key']);
}
