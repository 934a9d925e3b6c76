/** Verifies a gateway's claims about an account, its replacements, and transactions it says it sent. */
import type { ChainEvent } from '@evlock/chain';
import type { AccountView, Address, Bytes32, ReplacementView } from '@evlock/protocol';
import type { OwnersChain } from './chain.ts';
import { type Check, failedOf, type Shown, shownWith, type Verdict } from './verdict.ts';

/** Whose account it must be: pinned when the meter was bound. */
export interface Pinned {
  readonly account: Address;
  readonly meterKey: Address;
}

/** Nobody signs whether a meter is online, nor its live measurements. */
const UNSIGNED = ['online', 'status'] as const;
const ACCOUNT_ON_CHAIN = ['money', 'withdrawal nonce', 'enrolment', 'reputation'] as const;

/** Checks whose account it is; the rest only the chain can tell. Pure: makes no queries. */
export function verifyAccount(view: AccountView, pinned: Pinned): Shown<AccountView> {
  const checks: readonly Check[] = [
    ['account', () => view.account === pinned.account],
    ['meter key', () => view.meterKey === pinned.meterKey],
  ];
  return shownWith(view, { failed: failedOf(checks), unchecked: [...ACCOUNT_ON_CHAIN, ...UNSIGNED] });
}

/** The rest, through the owner's own endpoints. Throws what the chain reader throws. */
export async function verifyAccountOnChain(
  shown: Shown<AccountView>,
  pinned: Pinned,
  chain: OwnersChain,
): Promise<Shown<AccountView>> {
  const [account, meter] = await Promise.all([chain.account(pinned.account), chain.meter(pinned.meterKey)]);
  const enrolled = meter?.account === pinned.account && meter.active;
  const checks: readonly Check[] = [
    ['money', () => shown.balance === account.balance && shown.locked === account.locked],
    ['withdrawal nonce', () => shown.withdrawalNonce === account.withdrawalNonce],
    // On chain under another account: someone else was enrolled with this key.
    ['own enrolment', () => meter === undefined || meter.account === pinned.account],
    ['enrolment', () => shown.enrolled === enrolled],
    ['reputation', () => shown.reputation === account.reputation],
  ];
  return shownWith(shown, { failed: [...shown.verdict.failed, ...failedOf(checks)], unchecked: UNSIGNED });
}

const REPLACEMENT_ON_CHAIN = ['active meter', 'pending', 'nonce', 'time'] as const;

/** Checks whose replacement it is; the rest only the chain can tell. Pure: makes no queries. */
export const verifyReplacement = (view: ReplacementView, pinned: Pinned): Shown<ReplacementView> =>
  shownWith(view, {
    failed: failedOf([['account', () => view.account === pinned.account]]),
    unchecked: REPLACEMENT_ON_CHAIN,
  });

/** Seconds by which the chain may be ahead of what was shown. */
const TOLD_WITHIN = 120;

/** The rest, through the owner's own endpoints. Throws what the chain reader throws. */
export async function verifyReplacementOnChain(
  shown: Shown<ReplacementView>,
  pinned: Pinned,
  chain: OwnersChain,
): Promise<Shown<ReplacementView>> {
  const { activeMeter, pending } = shown;
  const [meter, onChain, nonce, { time }] = await Promise.all([
    activeMeter === null ? undefined : chain.meter(activeMeter),
    activeMeter === null ? undefined : chain.pendingReplacement(activeMeter),
    chain.registryNonce(pinned.account),
    chain.finalized(),
  ]);
  const checks: readonly Check[] = [
    ['active meter', () => activeMeter === null || (meter?.account === pinned.account && meter.status === 'active')],
    ['pending', () => samePending(pending, onChain)],
    ['nonce', () => shown.nonce === nonce],
    ['time', () => Math.abs(time - shown.time) <= TOLD_WITHIN],
  ];
  return shownWith(shown, { failed: [...shown.verdict.failed, ...failedOf(checks)], unchecked: [] });
}

type OnChain = Awaited<ReturnType<OwnersChain['pendingReplacement']>>;
const samePending = (shown: ReplacementView['pending'], onChain: OnChain): boolean =>
  shown?.newMeterKey === onChain?.newMeterKey && shown?.effectiveFrom === onChain?.effectiveFrom;

/** A transaction a gateway says it put on chain, and the effect it must have had. */
export interface ToldTransaction {
  readonly transaction: Bytes32;
  readonly did: (event: ChainEvent) => boolean;
}

const UNASKED: Verdict = { failed: [], unchecked: ['transaction'] };

/** Whether the chain has it, finalized, with the expected event. Without a chain it is the gateway's word alone. */
export async function verifyTransaction(told: ToldTransaction, chain: OwnersChain | undefined): Promise<Verdict> {
  if (!chain) return UNASKED;
  const receipt = await chain.transactionReceipt(told.transaction);
  // "Not yet there" and "absent" are different things.
  if (!receipt) return UNASKED;
  const events = receipt.success ? await chain.events(receipt.block, receipt.block) : [];
  const done = events.some((event) => event.transaction === told.transaction && told.did(event));
  return { failed: done ? [] : ['transaction'], unchecked: [] };
}
