/** Shared by `evlock chain submit` and `evlock watchtower run`: endpoints, any key, and how outcomes are reported. */
import type { Outcome, SignedSubmission, SubmissionModules, UnanimousReader } from '@evlock/chain';
import type { Deployment, Hex } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { type JsonOption, jsonOption, repeatedUrl } from '../input/options.ts';
import { wrongUsage } from '../input/usage.ts';
import { fields, utc } from '../output/format.ts';

export interface SubmitterOptions extends JsonOption {
  readonly rpc?: readonly string[];
  readonly keyFile?: string;
}

export const submitterOptions = (command: Command): Command =>
  jsonOption(
    command
      .option(
        '--rpc <url>',
        'RPC endpoint of your choice, repeatable: nothing is sent unless all agree, and it is sent to all (default on a local chain: http://127.0.0.1:8545)',
        repeatedUrl('--rpc'),
      )
      .option(
        '--key-file <file>',
        'any private key in hex with native balance for gas, mode 0600 (EVLOCK_PRIVATE_KEY)',
      ),
  );

/** Transactions are sent through the first. */
export type Endpoints = readonly [string, ...string[]];

const LOCAL_ENDPOINT = 'http://127.0.0.1:8545';

/** At least one; wrong usage if none was given, except on a local chain. */
export function endpointsOf(given: readonly string[] | undefined, { network }: Deployment): Endpoints {
  const [first, ...more] = given ?? [];
  if (first !== undefined) return [first, ...more];
  if (network === 'local') return [LOCAL_ENDPOINT];
  throw wrongUsage('--rpc', `is required on ${network}`);
}

export interface SubmissionWish {
  readonly endpoints: Endpoints;
  readonly deployment: Deployment;
  /** Null: nothing is sent. */
  readonly privateKey: Hex | null;
  readonly graceSeconds?: number;
  readonly open?: boolean;
}

export interface OpenSubmission {
  readonly submission: SignedSubmission;
  readonly reader: UnanimousReader;
}

/** Runs `work` with a submission. Throws `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`, `CHAIN_DISAGREES`. */
export async function withSubmission<T>(
  { clock }: Context,
  { endpoints, deployment, privateKey, ...options }: SubmissionWish,
  work: (open: OpenSubmission) => Promise<T>,
): Promise<T> {
  const { MemoryOutbox, pendingIncluded, SignedSubmission, TransactionQueue, UnanimousReader } = await import(
    '@evlock/chain'
  );
  const reader = new UnanimousReader({ endpoints, deployment }, { clock });
  const begin = (submit: SubmissionModules['submit']): Promise<T> =>
    work({ reader, submission: new SignedSubmission({ deployment, ...options }, { reader, submit }) });
  if (privateKey === null) return begin(null);
  // Lost with the process: a duplicate call is refused before it costs gas.
  const outbox = new MemoryOutbox();
  const queue = new TransactionQueue({ endpoints, privateKey, chainId: deployment.chainId }, { outbox, clock });
  await queue.start();
  try {
    // What a killed run has sent counts as done: it is not sent a second time.
    await pendingIncluded({ endpoints, chainId: deployment.chainId, account: queue.address }, { clock });
    let sent = 0;
    return await begin((call) => queue.submit(`signed-${sent++}`, call));
  } finally {
    await queue.stop();
  }
}

const WHY: Readonly<Record<string, string>> = {
  delivery: 'the delivery interval has not ended; a final pair may follow',
  'claim-period': 'there is nothing more to claim; the trade can be closed after the claim period',
  'not-asked-to-open': "not on chain; --open would open it, which locks the buyer's money",
  'replace-delay': 'the account can still cancel it; afterwards anyone can finish it',
  replaced: 'the new meter is active',
  'earlier-withdrawal': 'an earlier withdrawal of the account must come first',
  balance: 'the free balance is too small; money may still be locked in a trade',
  settled: 'the trade is settled',
  expired: 'the trade is expired and refunded',
  'never-opened': 'the trade was never opened, and can no longer be',
  cancelled: 'the orders are cancelled or already used',
  deadline: 'its deadline has passed',
  withdrawn: 'it was cancelled, or superseded by another',
};

/** One outcome for a person. */
export function outcomeText({ item, id, result, steps, until, why }: Outcome): string {
  const rows: (readonly [string, string | null])[] = [
    [item, id],
    ['result', result],
    ['because', why === null ? null : (WHY[why] ?? why)],
    ['until', until === null ? null : utc(until)],
  ];
  for (const { call, transaction } of steps) rows.push([call, transaction ? transaction.transaction : 'not sent']);
  return fields(rows);
}
