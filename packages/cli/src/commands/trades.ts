/** `evlock trades …`: what was bought and sold. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { registerListTrades } from './trades/list.ts';
import { registerShowTrade } from './trades/show.ts';
import { registerStopTrade } from './trades/stop.ts';

export function register(trades: Command, context: Context): void {
  trades.description('The trades of your account: list them, show or follow one, or end its delivery early.');
  registerListTrades(trades, context);
  registerShowTrade(trades, context);
  registerStopTrade(trades, context);
  examples(trades, ['evlock trades list --follow', 'evlock trades show 0x91…c4']);
}
