/**
 * Puts the contents of a signed export on chain, as far as the chain's state allows now: from any account that can pay for gas,
 * since the signed data names everything but the submitter.
 */
import {
  type Bytes32,
  Cancel,
  type Deployment,
  decideTrade,
  domainOf,
  type ErrorCode,
  EvlockError,
  type ExportedCancel,
  type ExportedTrade,
  type HeldTrade,
  heldTrade,
  Replace,
  type SignedExport,
  type SignedReplace,
  type SignedWithdrawal,
  type Timestamp,
  type TradeDecision,
  type TradeStep,
  Withdrawal,
} from '@evlock/protocol';
import type { Call } from '../contracts/call.ts';
import * as calls from '../contracts/calls.ts';
import type { TransactionResult } from '../queue/outbox.ts';
import type { ChainReader } from '../reader/chain-reader.ts';

/** What the chain's state allows for an item: calls in order, or why there are none. */
export type Plan =
  | { readonly kind: 'act'; readonly calls: readonly [Call, ...Call[]] }
  | { readonly kind: 'wait'; readonly until: Timestamp | null; readonly why: WaitReason }
  | { readonly kind: 'over'; readonly why: OverReason };

export type WaitReason =
  | 'delivery'
  | 'claim-period'
  | 'not-asked-to-open'
  | 'earlier-withdrawal'
  | 'balance'
  | 'replace-delay';
export type OverReason = 'settled' | 'expired' | 'never-opened' | 'cancelled' | 'deadline' | 'withdrawn' | 'replaced';

export interface Outcome {
  readonly item: 'trade' | 'cancel' | 'withdrawal' | 'replacement';
  /** The trade's id, or the digest of the cancel, withdrawal or replacement. */
  readonly id: Bytes32;
  /** `planned` if nothing was to be sent; `refused` if the contract accepted none of the calls. */
  readonly result: 'planned' | 'submitted' | 'refused' | 'waiting' | 'over';
  /** The calls made or planned. */
  readonly steps: readonly { readonly call: string; readonly transaction: TransactionResult | null }[];
  readonly until: Timestamp | null;
  readonly why: WaitReason | OverReason | ErrorCode | null;
}

export interface SubmissionOptions {
  readonly deployment: Deployment;
  /** Seconds after a trade's end to wait for its final pair before claiming sides. Default 0. */
  readonly graceSeconds?: number;
  /** Whether to open trades not yet on chain, which locks the buyer's money. Default false. */
  readonly open?: boolean;
}

export interface SubmissionModules {
  readonly reader: Pick<
    ChainReader,
    'finalized' | 'trade' | 'account' | 'isNonceSpent' | 'meter' | 'registryNonce' | 'pendingReplacement'
  >;
  /** Puts a call on chain and resolves when it is final; if omitted, nothing is sent. */
  readonly submit: ((call: Call) => Promise<TransactionResult>) | null;
}

/**
 * Decides from the chain's state what can be done for each signed item, and does it.
 *
 * @example
 * const submission = new SignedSubmission(
 *   { deployment, graceSeconds: 60 },
 *   { reader, submit: (call) => queue.submit(`${call.label} ${call.data}`, call) },
 * );
 * const signed = readSignedExport(await readTextFile('signed.json'));
 * for await (const { item, id, result } of submission.round(signed)) console.log(item, id, result);
 */
export class SignedSubmission {
  readonly #deployment: Deployment;
  readonly #graceSeconds: number;
  readonly #open: boolean;
  readonly #modules: SubmissionModules;

  constructor({ deployment, graceSeconds = 0, open = false }: SubmissionOptions, modules: SubmissionModules) {
    this.#deployment = deployment;
    this.#graceSeconds = graceSeconds;
    this.#open = open;
    this.#modules = modules;
  }

  /**
   * One round: trades first, because their end frees money; then cancels; then withdrawals in nonce order; then replacements.
   * Yields each item's outcome. A refused item does not hold up the others. Throws `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`,
   * `SUBMISSION_FAILED`.
   */
  async *round({ trades, cancels, withdrawals, replacements }: SignedExport): AsyncGenerator<Outcome, void> {
    for (const trade of trades) yield await this.trade(trade);
    for (const cancel of cancels) yield await this.cancel(cancel);
    const inTurn = [...withdrawals].sort((one, other) => Number(one.withdrawal.nonce - other.withdrawal.nonce));
    for (const withdrawal of inTurn) yield await this.withdrawal(withdrawal);
    for (const replacement of replacements ?? []) yield await this.replacement(replacement);
  }

  /** Does what is possible now for one trade. */
  async trade(exported: ExportedTrade): Promise<Outcome> {
    const trade = heldTrade(this.#deployment, exported);
    return this.#carryOut('trade', trade.trade.id, await this.#planTrade(trade));
  }

  async cancel(exported: ExportedCancel): Promise<Outcome> {
    const id = Cancel.digest(domainOf(this.#deployment), exported.cancel);
    return this.#carryOut('cancel', id, await this.#planCancel(exported));
  }

  async withdrawal(signed: SignedWithdrawal): Promise<Outcome> {
    const id = Withdrawal.digest(domainOf(this.#deployment), signed.withdrawal);
    return this.#carryOut('withdrawal', id, await this.#planWithdrawal(signed));
  }

  /** Requests a replacement, and finishes it once its delay is over. */
  async replacement(signed: SignedReplace): Promise<Outcome> {
    const id = Replace.digest(domainOf(this.#deployment), signed.replace);
    return this.#carryOut('replacement', id, await this.#planReplacement(signed));
  }

  async #planTrade({ trade, orders, held }: HeldTrade): Promise<Plan> {
    const { reader } = this.#modules;
    const { time } = await reader.finalized();
    // While it can still be opened, its absence proves nothing; after that, an endpoint must have reached that time.
    const onChain = await reader.trade(trade, time < trade.openBefore ? {} : { since: trade.openBefore });
    const decision = decideTrade(trade, held, onChain, { time, graceSeconds: this.#graceSeconds });
    if (decision.kind !== 'act') return planOf(decision);
    const [first, ...more] = decision.steps;
    if (first.kind === 'openTrade' && !this.#open) {
      return { kind: 'wait', until: trade.openBefore, why: 'not-asked-to-open' };
    }
    const call = (step: TradeStep): Call => callOf(this.#deployment, orders, step);
    return { kind: 'act', calls: [call(first), ...more.map(call)] };
  }

  async #planCancel({ cancel, signature, order }: ExportedCancel): Promise<Plan> {
    const { reader } = this.#modules;
    const { time } = await reader.finalized();
    // The highest nonce below `minNonce` stands for all: the contract reports what else is left to spend.
    const nonce = order?.nonce ?? cancel.minNonce - 1;
    if (nonce < 0 || (await reader.isNonceSpent(cancel.meterKey, nonce))) return { kind: 'over', why: 'cancelled' };
    if (time > cancel.deadline) return { kind: 'over', why: 'deadline' };
    return { kind: 'act', calls: [calls.cancel(this.#deployment, cancel, signature, order ?? undefined)] };
  }

  async #planWithdrawal({ withdrawal, signature }: SignedWithdrawal): Promise<Plan> {
    const { reader } = this.#modules;
    const { account, amount, submitterFee, nonce, deadline } = withdrawal;
    const { time } = await reader.finalized();
    const { balance, withdrawalNonce } = await reader.account(account);
    if (nonce < withdrawalNonce) return { kind: 'over', why: 'withdrawn' };
    if (time > deadline) return { kind: 'over', why: 'deadline' };
    if (nonce > withdrawalNonce) return { kind: 'wait', until: null, why: 'earlier-withdrawal' };
    if (amount + submitterFee > balance) return { kind: 'wait', until: null, why: 'balance' };
    return { kind: 'act', calls: [calls.withdraw(this.#deployment, withdrawal, signature)] };
  }

  async #planReplacement({ replace, signature }: SignedReplace): Promise<Plan> {
    const { reader } = this.#modules;
    const { account, oldMeterKey, newMeterKey, nonce, deadline } = replace;
    const { time } = await reader.finalized();
    if (nonce >= (await reader.registryNonce(account))) {
      if (time > deadline) return { kind: 'over', why: 'deadline' };
      return { kind: 'act', calls: [calls.replace(this.#deployment, replace, signature)] };
    }
    const pending = await reader.pendingReplacement(oldMeterKey);
    if (pending?.newMeterKey !== newMeterKey) {
      const done = (await reader.meter(newMeterKey))?.status === 'active';
      return { kind: 'over', why: done ? 'replaced' : 'withdrawn' };
    }
    if (time < pending.effectiveFrom) return { kind: 'wait', until: pending.effectiveFrom, why: 'replace-delay' };
    return { kind: 'act', calls: [calls.finishReplace(this.#deployment, oldMeterKey)] };
  }

  async #carryOut(item: Outcome['item'], id: Bytes32, plan: Plan): Promise<Outcome> {
    const none = { item, id, steps: [], until: null };
    if (plan.kind === 'over') return { ...none, result: 'over', why: plan.why };
    if (plan.kind === 'wait') return { ...none, result: 'waiting', until: plan.until, why: plan.why };
    const { submit } = this.#modules;
    if (!submit) {
      const steps = plan.calls.map(({ label }) => ({ call: label, transaction: null }));
      return { ...none, result: 'planned', steps, why: null };
    }
    const steps: Outcome['steps'][number][] = [];
    let refusal: EvlockError | undefined;
    for (const call of plan.calls) {
      try {
        steps.push({ call: call.label, transaction: await submit(call) });
        // The other side's claim may follow a claim; every other call ends its item.
        if (call.label !== 'claim') break;
      } catch (error) {
        refusal ??= refusalOf(error);
      }
    }
    const submitted = steps.length > 0;
    return {
      ...none,
      steps,
      result: submitted ? 'submitted' : 'refused',
      why: submitted ? null : (refusal?.code ?? null),
    };
  }
}

/** Why an item was refused; rethrows what is not about the item, ending the whole submission. */
function refusalOf(thrown: unknown): EvlockError {
  const error = EvlockError.from(thrown);
  if (error.class !== 'refused') throw error;
  return error;
}

const planOf = (decision: Exclude<TradeDecision, { kind: 'act' }>): Plan =>
  decision.kind === 'over'
    ? { kind: 'over', why: decision.how }
    : { kind: 'wait', until: decision.until, why: decision.for };

function callOf(deployment: Deployment, orders: ExportedTrade['orders'], step: TradeStep): Call {
  switch (step.kind) {
    case 'settleFinal':
      return calls.settleFinal(deployment, orders, step.buyer, step.seller);
    case 'claim':
      return calls.claim(deployment, orders, step.receipt);
    case 'openTrade':
      return calls.openTrade(deployment, orders);
    case 'settleClaimed':
      return calls.settleClaimed(deployment, orders);
    case 'expire':
      return calls.expire(deployment, orders);
    case 'free':
      return calls.free(deployment, orders);
  }
}
