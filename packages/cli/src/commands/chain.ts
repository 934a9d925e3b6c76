/** `evlock chain …`: transactions with the caller's own key. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { registerDeploy } from './chain/deploy.ts';
import { registerSubmit } from './chain/submit.ts';

export function register(chain: Command, context: Context): void {
  chain.description(
    'Transactions by a key of your own: deploy the contracts, or submit signed data without a gateway.',
  );
  registerDeploy(chain, context);
  registerSubmit(chain, context);
  examples(chain, [
    'evlock chain deploy --network local --development --key-file deployer.key',
    'evlock chain submit signed.json --rpc https://rpc.example --dry-run',
  ]);
}
