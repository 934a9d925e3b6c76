/** What a call would do if mined now, and why a mined one failed. */
import { type Address, type Bytes32, EvlockError, type Hex } from '@evlock/protocol';
import type { TransactionReceipt } from 'viem';
import type { Call } from '../contracts/call.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Head } from '../endpoints/head.ts';
import { decodeRevert } from '../endpoints/revert.ts';
import { COMPUTATION_COST_LIMIT } from './computation-cost.ts';
import type { OutboxEntry } from './outbox.ts';

/** Margin above the estimate: state may change before the transaction is mined, and the first gain of a day costs extra once. */
const GAS_MARGIN_PERCENT = 50n;
/** Gas below which none of our calls approaches Kaia's computation limit. */
const COSTLY_GAS = 3_000_000n;

/** More than any of our calls needs, and less than a block of any network holds. */
const MOST_GAS = 15_000_000;

/**
 * The gas limit for a call that would succeed now: the largest that any endpoint estimates, because an estimate that is too low
 * makes the call run out of gas on chain. Throws the contract's refusal, unless another endpoint would accept it;
 * `COMPUTATION_LIMIT`, `CHAIN_UNREACHABLE`, `CHAIN_BEHIND`, `CHAIN_DISAGREES`.
 */
export async function simulate(endpoints: EndpointSet, from: Address, call: Call): Promise<number> {
  const replies = await endpoints.everyAnswer((head) =>
    simulateAt(head, from, call).catch((thrown: unknown) => {
      throw decodeRevert(thrown);
    }),
  );
  const limits = replies.flatMap((one) => ('value' in one ? [one.value] : []));
  // An estimate that is too high would keep the call out of every block.
  const plausible = limits.filter((limit) => limit <= MOST_GAS);
  if (limits.length > 0) return plausible.length > 0 ? Math.max(...plausible) : Math.min(...limits);
  const errors = replies.flatMap((one) => ('error' in one ? [one.error] : []));
  throw errors.find((error) => !EvlockError.isPassing(error)) ?? errors[0] ?? new EvlockError('CHAIN_UNREACHABLE');
}

/** At the block the endpoint itself calls newest: a node that lacks it says so, where `latest` would silently be older. */
async function simulateAt({ endpoint, block }: Head, from: Address, { to, data }: Call): Promise<number> {
  const gas = await endpoint.attempt(async (client) => {
    const newest = Number(await client.getBlockNumber());
    const request = { account: from, to, data, blockNumber: BigInt(Math.max(newest, block.number)) };
    // As a call first: not every node reports the reason for a failed estimate.
    await client.call(request);
    return await client.estimateGas(request);
  });
  if (gas > COSTLY_GAS) await checkComputation(endpoint, { from, to, data });
  return Number((gas * (100n + GAS_MARGIN_PERCENT)) / 100n);
}

/** Throws `COMPUTATION_LIMIT` when the node can tell that the transaction exceeds Kaia's computation limit. */
async function checkComputation(
  endpoint: Endpoint,
  call: { readonly from: Address; readonly to: Address; readonly data: Hex },
): Promise<void> {
  const cost = await endpoint
    .attempt((client) =>
      client.request<{
        Method: 'kaia_estimateComputationCost';
        Parameters: [typeof call, 'latest'];
        ReturnType: Hex | number;
      }>({ method: 'kaia_estimateComputationCost', params: [call, 'latest'] }),
    )
    .then(Number, () => 0);
  if (cost > COMPUTATION_COST_LIMIT) {
    throw new EvlockError('COMPUTATION_LIMIT', { computation: cost, most: COMPUTATION_COST_LIMIT });
  }
}

/** Source: Kaia v2.2.1 `blockchain/types/receipt.go`; absent from `eth_` receipts. */
const OUT_OF_GAS = 0x07;
const COMPUTATION_LIMIT_REACHED = 0x0a;

/** Why a mined transaction reverted: the receipt does not say, but the same call now usually does. */
export async function whyReverted(
  endpoints: EndpointSet,
  { from, to, data, gasLimit, label }: OutboxEntry,
  { transactionHash: transaction, gasUsed }: TransactionReceipt,
): Promise<EvlockError> {
  if (gasUsed === BigInt(gasLimit)) {
    const txError = await txErrorOf(endpoints, transaction);
    if (txError === COMPUTATION_LIMIT_REACHED) return new EvlockError('COMPUTATION_LIMIT', { transaction, label });
    if (txError === undefined || txError === OUT_OF_GAS) {
      return new EvlockError('CHAIN_REVERTED', { transaction, reason: 'out of gas' });
    }
  }
  const cause = await simulate(endpoints, from, { to, data, label }).then(() => undefined, EvlockError.from);
  return cause === undefined || EvlockError.isPassing(cause)
    ? new EvlockError('CHAIN_REVERTED', { transaction, reason: 'refused when it was mined' })
    : new EvlockError(cause.code, { ...cause.details, transaction });
}

/** Kaia's own reason for a failed transaction; undefined if no node gives it. */
async function txErrorOf(endpoints: EndpointSet, transaction: Bytes32): Promise<number | undefined> {
  const answer = await endpoints
    .anyAnswer(({ endpoint }) =>
      endpoint.ask((client) =>
        client.request<{
          Method: 'kaia_getTransactionReceipt';
          Parameters: [Bytes32];
          ReturnType: { readonly txError?: Hex | number } | null;
        }>({ method: 'kaia_getTransactionReceipt', params: [transaction] }),
      ),
    )
    .catch(() => null);
  return answer?.txError === undefined ? undefined : Number(answer.txError);
}
