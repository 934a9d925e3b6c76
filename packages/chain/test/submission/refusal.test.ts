/** What ends a whole submission, and what only one of its items. */
import {
  type ErrorCode,
  EvlockError,
  type ExportedCancel,
  money,
  type SignedExport,
  timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { expect, it } from 'vitest';
import { type Outcome, SignedSubmission } from '../../src/index.ts';

const address = `0x${'ab'.repeat(20)}` as const;
const deployment: SignedExport['deployment'] = {
  ...{ network: 'local', chainId: 1001, block: 0, registry: address, market: address, batches: address },
  token: address,
};
const signed: ExportedCancel = {
  cancel: {
    ...{ account: address, meterKey: address, orderHash: ZERO_BYTES32, minNonce: 1 },
    ...{ submitterFee: money(0n), deadline: timestamp(100) },
  },
  signature: `0x${'11'.repeat(64)}1b`,
  order: null,
};

const attempt = (code: ErrorCode): Promise<Outcome> =>
  new SignedSubmission(
    { deployment },
    {
      reader: {
        finalized: async () => ({ time: timestamp(50) }) as never,
        isNonceSpent: async () => false,
      } as never,
      submit: async () => {
        throw new EvlockError(code);
      },
    },
  ).cancel(signed);

it.each(['CANCEL_INVALID', 'CHAIN_REVERTED', 'COMPUTATION_LIMIT', 'MARKET_PAUSED', 'WRONG_CHAIN'] as const)(
  'an item denied by %s is refused, and the others continue',
  async (code) => {
    expect(await attempt(code)).toMatchObject({ result: 'refused', why: code });
  },
);

it.each([
  ...['CHAIN_BEHIND', 'CHAIN_DISAGREES', 'CHAIN_UNREACHABLE', 'CHAIN_WRONG_NETWORK', 'SUBMISSION_FAILED'],
  ...['CANCELLED', 'RATE_LIMITED', 'INTERNAL', 'SUBMITTER_EXHAUSTED', 'GAS_BUDGET_SPENT', 'FILE_UNUSABLE'],
] as ErrorCode[])('%s says nothing about an item, and ends the submission', async (code) => {
  await expect(attempt(code)).rejects.toMatchObject({ code });
});
