/**
 * A household's owner: everything a person does with a passkey, through an untrusted gateway. What the gateway shows carries a
 * verdict; only proven data is signed.
 */
import {
  type AccountView,
  type Address,
  type Assertion,
  type Bytes32,
  Cancel,
  type Clock,
  checkStandingOrder,
  type DeploymentFile,
  type Domain,
  domainOf,
  EvlockError,
  Mandate,
  type MandateApproval,
  type Money,
  milliseconds,
  OFFERS_PAGE,
  type OfferView,
  type Order,
  type OrderTerms,
  PasskeyBinding,
  type PasskeyList,
  PasskeyRemoval,
  parseAddress,
  Replace,
  type ReplacementView,
  type RouteName,
  type RouteQuery,
  type RouteResponse,
  requirePayable,
  type SessionList,
  type StandingOrderView,
  type Timestamp,
  type TradeReceiptsView,
  type TradeState,
  type TradeView,
  Withdrawal,
} from '@evlock/protocol';
import type { OfferList, Revoked, Sent, ShownEvent } from './api/answers.ts';
import { follow } from './api/follow.ts';
import { deposit } from './approval/deposit.ts';
import { type DepositPlan, depositCalls } from './approval/deposit-plan.ts';
import { bidDraft, type Draft, type MandateBounds, offerDraft } from './approval/drafts.ts';
import type { BuyWish, OfferWish } from './approval/mandates.ts';
import { firstPage } from './approval/passkey.ts';
import { type StandingDraft, type StandingWish, standingDraft } from './approval/standing.ts';
import { Session, type SessionModules, type WithoutToken } from './session.ts';
import { type StatementTable, statementCsv } from './statement/csv.ts';
import { type EnergyTable, History, type MovementList, type StatementWish } from './statement/history.ts';
import type { Statement } from './statement/statement.ts';
import {
  isSameStandingOrder,
  type OwnersChain,
  requireProven,
  requireTakeable,
  type Shown,
  type ShownStandingOrder,
  type ToldTransaction,
  type Verdict,
  type Verification,
  verification,
} from './verification/index.ts';

/** Seconds within which a signed cancel or withdrawal may be put on chain. */
const COMMAND_SECONDS = 600;
/** The gateway answers once a transaction is final; the owner's endpoints may lag some blocks. */
const LOOKS = 12;
const BETWEEN_LOOKS = milliseconds(500);
const NOT_SEEN: Verdict = { failed: [], unchecked: ['transaction'] };
/** Rows of a list checked against the chain; a gateway may list any number. */
const ROWS_ON_CHAIN = 100;

export interface OwnerOptions {
  /** Handed over by the operator, and pinned when the meter was bound; never taken from the gateway. */
  readonly deployment: DeploymentFile;
  readonly meterKey: Address;
  /** Where this owner's money is, as the meter's secure world reported it. */
  readonly account: Address;
}

export interface OwnerModules extends SessionModules {
  readonly clock: Clock;
  /** The chain through the owner's own endpoints; without it, what only the chain can prove stays unchecked. */
  readonly chain?: OwnersChain | undefined;
  /** Throws `CONTRACT_FOREIGN` unless the contracts are known ones; without it, no deposit is prepared. */
  readonly checkContracts?: (() => Promise<void>) | undefined;
  /** How what is shown is verified. */
  readonly verification?: Verification;
}

/** Whether nothing of a trade can change any more: settled, expired and refunded, or never opened. */
export const hasEnded = (trade: TradeView): boolean => ['settled', 'expired', 'failed'].includes(trade.state);

/**
 * One household's owner. Queries give what the gateway shows with its verdict, and only what is proven is signed. Every method
 * also throws what `ApiClient.call` throws.
 *
 * @example
 * const { owner, api } = await openOwner(await readOwnerProfile('profile.json'), { passkey });
 * const [cheapest] = (await owner.offers()).offers.filter(isProven);
 * if (cheapest) {
 *   const { order } = cheapest.offer;
 *   const { id } = await owner.buy(cheapest, { energy: order.minEnergy, maxPrice: order.price });
 *   console.log((await owner.untilEnded(id)).state);
 * }
 * api.close();
 */
export class Owner {
  readonly meterKey: Address;
  /** Where the money is. */
  readonly accountAddress: Address;
  readonly deployment: DeploymentFile;
  private readonly domain: Domain;
  private readonly modules: OwnerModules;
  private readonly session: Session;
  private readonly judge: Verification;
  private readonly history: History;

  constructor({ deployment, meterKey, account }: OwnerOptions, modules: OwnerModules) {
    this.deployment = deployment;
    this.accountAddress = account;
    this.meterKey = meterKey;
    this.domain = domainOf(deployment);
    this.modules = modules;
    this.session = new Session({ deployment, meterKey }, modules);
    this.judge = modules.verification ?? verification;
    const { chain, clock } = modules;
    this.history = new History(
      { deployment, meterKey, account },
      { session: this.session, judge: this.judge, chain, clock },
    );
  }

  /** Opens a new session with the passkey and stores its token. Throws `ASSERTION_INVALID`, `UNAUTHENTICATED`. */
  signIn(): Promise<string> {
    return this.session.signIn();
  }

  /** Calls a route as this owner. Nothing of its answer is verified: for what no other method does. */
  call<N extends RouteName>(name: N, input: WithoutToken<N>): Promise<RouteResponse<N>> {
    return this.session.call(name, input);
  }

  /** Open offers of the market, at most `limit`: every account's cheapest before any account's second cheapest. */
  async offers(limit = OFFERS_PAGE): Promise<OfferList> {
    const offers: Shown<OfferView>[] = [];
    let after: string | undefined;
    do {
      const query = { limit: Math.min(limit - offers.length, OFFERS_PAGE), ...(after !== undefined && { after }) };
      const page = await this.session.call('offers', { query });
      offers.push(...page.offers.map((view) => this.shownOffer(view)));
      after = page.next ?? undefined;
    } while (after !== undefined && offers.length < limit);
    return { offers: await this.onChain(offers, this.judge.offerOnChain), more: after !== undefined };
  }

  /**
   * One offer that can be taken now, proven as `buy` requires. Throws `NOT_PROVEN`, `ORDER_EXPIRED`, `ORDER_CANCELLED`,
   * `ORDER_NOT_FOUND`.
   */
  async takeableOffer(hash: Bytes32): Promise<Shown<OfferView>> {
    return requireTakeable(await this.wantedOffer(hash), this.modules.clock.now());
  }

  /**
   * An offer as it would be approved, to be read before `place`. Asks nobody. Throws what `checkOrder` throws.
   *
   * @example
   * const draft = owner.draftOffer({ energy: energy(300_000n), price: price(120_000n), start, end });
   * if (await agreedTo(draft.bounds)) await owner.place(draft);
   */
  draftOffer(wish: OfferWish): Draft {
    return offerDraft(wish, this.draftFacts);
  }

  /**
   * A bid as it would be approved, to be read before `take`: capped at the trade's lock, on an offer that is proven now. Throws
   * `NOT_PROVEN` when the offer is not what was asked for; `ORDER_EXPIRED`, `ORDER_CANCELLED`, `PRICE_ABOVE_LIMIT`,
   * `ORDER_NOT_FOUND`, what `checkBid` throws, and the gateway's error for an offer no longer open.
   */
  async draftBid(wanted: OfferView | Bytes32, wish: BuyWish): Promise<Draft> {
    const offer = requireTakeable(await this.wantedOffer(wanted), this.modules.clock.now());
    return bidDraft(offer, wish, this.modules.clock.now(), this.draftFacts);
  }

  /** Approves exactly this draft with the passkey, and places its offer. Throws `NOT_PROVEN` when a different one comes back. */
  async place({ terms, bounds }: Draft): Promise<Shown<OfferView>> {
    const body = { approval: await this.approve(bounds), terms };
    const placed = this.shownOffer(await this.session.call('placeOffer', { body }));
    if (!this.isOwn(placed.offer.order, terms)) throw new EvlockError('NOT_PROVEN', { what: 'offer', check: 'terms' });
    return requireProven('offer', placed);
  }

  /**
   * Approves exactly this draft with the passkey, and takes its offer: only what the own meter signed is believed. The passkey is
   * asked at once, before any other request. Throws `NOT_PROVEN` when the resulting trade is a different one.
   */
  async take({ terms, bounds }: Draft): Promise<Shown<TradeView>> {
    const body = { approval: await this.approve(bounds), terms };
    const trade = this.shownTrade(await this.session.call('buy', { body }));
    if (!this.isOwn(trade.bid.order, terms)) throw new EvlockError('NOT_PROVEN', { what: 'trade', check: 'terms' });
    return requireProven('trade', trade);
  }

  /**
   * `draftOffer` and `place` in one.
   *
   * @example
   * const start = systemClock.now();
   * const end = timestamp(start + 900);
   * const placed = await owner.offer({ energy: energy(300_000n), price: price(120_000n), start, end }); // 300 Wh at 0.12
   */
  async offer(wish: OfferWish): Promise<Shown<OfferView>> {
    return this.place(this.draftOffer(wish));
  }

  /**
   * `draftBid` and `take` in one.
   *
   * @example
   * const trade = await owner.buy(offerHash, { energy: energy(1_000_000n), maxPrice: price(120_000n) }); // 1 kWh
   */
  async buy(wanted: OfferView | Bytes32, wish: BuyWish): Promise<Shown<TradeView>> {
    return this.take(await this.draftBid(wanted, wish));
  }

  /** Cancels one order on chain, by the meter's key with the passkey's approval. */
  async cancel(orderHash: Bytes32): Promise<Sent> {
    const cancel: Cancel = {
      account: this.accountAddress,
      meterKey: this.meterKey,
      orderHash,
      minNonce: 0,
      submitterFee: 0n as Money,
      deadline: this.deadline(),
    };
    const assertion = await this.assert(Cancel.digest(this.domain, cancel));
    const body = { cancel, assertion };
    return this.sent(await this.session.call('cancelOrder', { params: { hash: orderHash }, body }), (event) => {
      return event.name === 'Cancelled' && event.orderHash === orderHash && event.meterKey === this.meterKey;
    });
  }

  /** Ends a delivery early. What was delivered remains payable. Needs no passkey. */
  async stop(tradeId: Bytes32): Promise<void> {
    await this.session.call('stop', { params: { id: tradeId } });
  }

  /** The trades of this account, newest first. */
  async trades(query: { limit?: number; state?: TradeState } = {}): Promise<Shown<TradeView>[]> {
    const { trades } = await this.session.call('trades', { query });
    return this.onChain(
      trades.map((view) => this.shownTrade(view)),
      (shown, chain) => this.judge.tradeOnChain(shown, this.deployment, chain),
    );
  }

  /** One trade of this account, with all that was signed. Throws `TRADE_NOT_FOUND`. */
  async trade(id: Bytes32): Promise<Shown<TradeView>> {
    const view = this.shownTrade(await this.session.call('trade', { params: { id } }), id);
    return this.heldAgainstChain(view);
  }

  /**
   * Both meters' receipts of a trade over time, each held against its signature; `query` narrows them to what is new. Throws
   * `TRADE_NOT_FOUND`.
   */
  async receipts(
    trade: TradeView,
    query: Partial<RouteQuery<'tradeReceipts'>> = {},
  ): Promise<Shown<TradeReceiptsView>> {
    const view = await this.session.call('tradeReceipts', { params: { id: trade.id }, query });
    return this.judge.tradeReceipts(view, { deployment: this.deployment, account: this.accountAddress, trade });
  }

  /** Balance, reputation and meter of this account. */
  async account(): Promise<Shown<AccountView>> {
    const view = this.judge.account(await this.session.call('account', {}), this.pinned);
    return this.asFarAsKnown(view, (shown, chain) => this.judge.accountOnChain(shown, this.pinned, chain));
  }

  /**
   * Movements of money, newest first, each with the balance after it and checked against its event on chain.
   *
   * @example
   * const { movements, next } = await owner.movements({ limit: 50 });
   */
  movements(query: Partial<RouteQuery<'movements'>> = {}): Promise<MovementList> {
    return this.history.movements(query);
  }

  /**
   * Energy between rising moments (UTC seconds, at most 128), from readings that this meter signed. `trades` adds what its receipts
   * say, for at most 26 hours.
   */
  energyBetween(moments: readonly number[], options: { readonly trades?: boolean } = {}): Promise<EnergyTable> {
    return this.history.energy(moments, options);
  }

  /**
   * The statement of a month by day, or of a day by quarter hour, in local time. Its sums are held against the movements, the
   * movements against the chain, and the registers against the meter's signatures. Throws `UNIT_OUT_OF_RANGE` for an unknown zone.
   *
   * @example
   * const { sums } = await owner.statement({ year: 2026, month: 11, zone: 'Europe/Berlin' });
   */
  statement(wish: StatementWish): Promise<Shown<Statement>> {
    return this.history.statement(wish);
  }

  /** One of a statement's tables as CSV, whose columns keep their names and order. */
  csv(statement: Shown<Statement>, table: StatementTable): string {
    return statementCsv(statement, table, this.deployment.tokenSymbol);
  }

  /**
   * What a wallet has to send to deposit `amount`, once every endpoint shows the pinned meter as the pinned account's active one and
   * the contracts as known ones. The gateway is not asked. Throws like `deposit`; `NOT_PROVEN` without a chain to ask.
   */
  async prepareDeposit(amount: Money): Promise<DepositPlan> {
    const { chain, checkContracts } = this.modules;
    if (!chain || !checkContracts) throw new EvlockError('NOT_PROVEN', { what: 'account', check: 'enrolment' });
    const { chainId } = this.deployment;
    const pay = async (account: Address): Promise<DepositPlan> => {
      return { account, chainId, calls: depositCalls(this.deployment, account, amount), endpoints: chain.endpoints };
    };
    return deposit(this.pinned, amount, { chain, checkContracts, pay });
  }

  /** Whether a wallet's transaction deposited this amount, by the owner's own endpoints. */
  confirmDeposit(amount: Money, transaction: Bytes32): Promise<Sent> {
    return this.sent({ transaction }, (event) => {
      return event.name === 'Deposited' && event.account === this.accountAddress && event.amount === amount;
    });
  }

  /** The address that a person typed, to withdraw to. Throws `INVALID_INPUT` for a mistyped one, or a contract of the market. */
  payee(text: string): Address {
    const to = parseAddress(text);
    requirePayable(to, this.deployment);
    return to;
  }

  /**
   * Withdraws free balance from the market. The secure world refuses addresses not on its own list. `submitterFee` goes to the
   * submitter, at most the meter's provisioned cap.
   *
   * @example
   * const { transaction, verdict } = await owner.withdraw({ to, amount: money(12_500_000n) }); // 12.5 tokens
   */
  async withdraw(wish: { to: Address; amount: Money; submitterFee?: Money }): Promise<Sent> {
    const { chain } = this.modules;
    const account = this.accountAddress;
    const { withdrawalNonce } = await (chain ? chain.account(account) : this.account());
    const withdrawal: Withdrawal = {
      account,
      token: this.deployment.token,
      to: wish.to,
      amount: wish.amount,
      submitterFee: wish.submitterFee ?? (0n as Money),
      nonce: withdrawalNonce,
      deadline: this.deadline(),
    };
    const assertion = await this.assert(Withdrawal.digest(this.domain, withdrawal));
    return this.sent(await this.session.call('withdraw', { body: { withdrawal, assertion } }), (event) => {
      if (event.name !== 'Withdrawn' || event.account !== account) return false;
      return event.to === wish.to && event.amount === wish.amount;
    });
  }

  /** Removes a mandate from the meter and cancels every order signed under it. Needs no passkey. */
  async revoke(mandateId: number): Promise<Revoked> {
    const { transaction, unknown } = await this.session.call('revokeMandate', { params: { mandateId } });
    if (transaction === null) return { transaction, unknown, verdict: { failed: [], unchecked: ['orders'] } };
    const sent = await this.sent({ transaction }, (event) => {
      return event.name === 'NoncesCancelled' && event.meterKey === this.meterKey;
    });
    return { ...sent, unknown };
  }

  /**
   * A standing order as it would be approved, to be read before `beginStandingOrder`. Asks nobody. Throws what
   * `checkStandingOrder` throws.
   */
  draftStandingOrder(wish: StandingWish): StandingDraft {
    const draft = standingDraft(wish, { meterKey: this.meterKey, now: this.modules.clock.now() });
    checkStandingOrder(draft.bounds, draft.rules, this.deployment.minimumLot);
    return draft;
  }

  /**
   * Approves exactly this draft with the passkey: from then on the meter trades by itself, within rules that its program keeps.
   * Resolves when the meter has taken it in. Throws `NOT_PROVEN` when a different one comes back, `STANDING_ORDERS_FULL`,
   * `DEVICE_OFFLINE`.
   */
  async beginStandingOrder({ bounds, rules }: StandingDraft): Promise<ShownStandingOrder> {
    const approval = await this.approve(bounds);
    const view = await this.session.call('placeStandingOrder', { body: { approval, rules } });
    const shown = requireProven('standing order', this.shownStandingOrder(view));
    if (!isSameStandingOrder(view, { mandate: approval.mandate, rules })) {
      throw new EvlockError('NOT_PROVEN', { what: 'standing order', check: 'terms' });
    }
    return shown;
  }

  /**
   * `draftStandingOrder` and `beginStandingOrder` in one.
   *
   * @example
   * const until = timestamp(systemClock.now() + 7 * 86_400);
   * const wish = { side: 'offer', limitPrice: price(100_000n), energyCap: energy(20_000_000n), lot: energy(500_000n), until } as const;
   * const { id } = await owner.placeStandingOrder({ ...wish, reservePpm: ppm(300_000), surplusOnly: true });
   */
  async placeStandingOrder(wish: StandingWish): Promise<ShownStandingOrder> {
    return this.beginStandingOrder(this.draftStandingOrder(wish));
  }

  /** The newest standing orders of this meter, with those that are over. */
  async standingOrders(): Promise<ShownStandingOrder[]> {
    const { standingOrders } = await this.session.call('standingOrders', {});
    return standingOrders.map((view) => this.shownStandingOrder(view));
  }

  /**
   * Stops a standing order at once, and revokes its mandate: every order that the meter has signed is cancelled; a trade that is open
   * continues. `stopping` until the meter knows. Needs no passkey. Throws `STANDING_ORDER_NOT_FOUND`.
   */
  async stopStandingOrder(id: number): Promise<ShownStandingOrder> {
    const view = await this.session.call('stopStandingOrder', { params: { mandateId: id } });
    return this.shownStandingOrder(view);
  }

  /** The account's active meter, and when a requested replacement takes effect. */
  async replacement(): Promise<Shown<ReplacementView>> {
    const view = this.judge.replacement(await this.session.call('replacement', {}), this.pinned);
    return this.asFarAsKnown(view, (shown, chain) => this.judge.replacementOnChain(shown, this.pinned, chain));
  }

  /** Requests that `newMeterKey` replace `oldMeterKey`, 48 h later; one of the two is this owner's meter. */
  async replace(oldMeterKey: Address, newMeterKey: Address): Promise<Sent> {
    const { chain } = this.modules;
    const account = this.accountAddress;
    const nonce = chain ? await chain.registryNonce(account) : (await this.replacement()).nonce;
    const replace: Replace = { account, oldMeterKey, newMeterKey, nonce, deadline: this.deadline() };
    const assertion = await this.assert(Replace.digest(this.domain, replace));
    return this.sent(await this.session.call('replace', { body: { replace, assertion } }), (event) => {
      if (oldMeterKey === newMeterKey) return event.name === 'ReplaceWithdrawn' && event.account === account;
      if (event.name !== 'ReplaceRequested' || event.account !== account) return false;
      return event.oldMeterKey === oldMeterKey && event.newMeterKey === newMeterKey;
    });
  }

  /** Activates the new meter once the 48 h are over; its first order does the same. */
  async finishReplacement(): Promise<Sent> {
    return this.sent(await this.session.call('finishReplacement', {}), (event) => {
      return event.name === 'Replaced' && event.account === this.accountAddress;
    });
  }

  /** The passkeys bound to this meter. The gateway's word for the meter's: nothing is signed by it but what a passkey approves. */
  async passkeys(): Promise<PasskeyList> {
    return this.session.call('passkeys', {});
  }

  /**
   * Binds a further passkey, which can then approve everything alone; this owner's approves it. Throws what the secure world
   * refuses, such as a fifth one. The person must have compared its fingerprint on the device that has it.
   */
  async bindPasskey(publicKey: Pick<PasskeyBinding, 'publicKeyX' | 'publicKeyY'>): Promise<PasskeyList> {
    const { nextBindingId: bindingId } = await this.passkeys();
    const binding: PasskeyBinding = { meterKey: this.meterKey, ...publicKey, bindingId };
    const assertion = await this.assert(PasskeyBinding.digest(this.domain, binding));
    return this.session.call('bindPasskey', { body: { binding, assertion } });
  }

  /** Removes a passkey, such as a lost one, and ends all other sessions. This owner's, which must be another one, approves it. */
  async removePasskey(publicKey: Pick<PasskeyRemoval, 'publicKeyX' | 'publicKeyY'>): Promise<PasskeyList> {
    const { nextBindingId: bindingId } = await this.passkeys();
    const removal: PasskeyRemoval = { meterKey: this.meterKey, ...publicKey, bindingId };
    const assertion = await this.assert(PasskeyRemoval.digest(this.domain, removal));
    return this.session.call('removePasskey', { body: { removal, assertion } });
  }

  /** The open sessions of this meter's owners, newest first. */
  async sessions(): Promise<SessionList['sessions']> {
    return (await this.session.call('sessions', {})).sessions;
  }

  /** Ends one session by its id, this one, or all others. */
  async endSessions(which: 'this' | 'others' | Bytes32): Promise<void> {
    await this.session.call('endSessions', { body: { which } });
  }

  /** Offers, trades and the meter's status as they change, until `signal` aborts. Reconnects when the stream breaks. */
  async *events(signal: AbortSignal): AsyncGenerator<ShownEvent> {
    for await (const event of this.session.events(signal)) {
      if (event.name === 'offer') yield { name: 'offer', data: this.shownOffer(event.data) };
      else if (event.name === 'trade') yield { name: 'trade', data: this.shownTrade(event.data) };
      else yield event;
    }
  }

  /**
   * One trade as it changes, up to its final view. Rejects when `signal` aborts.
   *
   * @example
   * for await (const { state, delivered } of owner.follow(id)) console.log(state, delivered);
   */
  follow(id: Bytes32, signal?: AbortSignal): AsyncGenerator<Shown<TradeView>, void> {
    const source = {
      read: () => this.trade(id),
      changes: (until: AbortSignal) => this.tradeEvents(id, until),
      ended: hasEnded,
    };
    return follow<Shown<TradeView>>(source, this.modules.clock, signal);
  }

  /** The trade once it has ended, on chain or unopened. Rejects when `signal` aborts. */
  async untilEnded(id: Bytes32, signal?: AbortSignal): Promise<Shown<TradeView>> {
    for await (const view of this.follow(id, signal)) if (hasEnded(view)) return view;
    throw new EvlockError('CANCELLED', { trade: id });
  }

  private get pinned() {
    return { account: this.accountAddress, meterKey: this.meterKey };
  }

  private get draftFacts() {
    return { deployment: this.deployment, pinned: this.pinned };
  }

  private shownStandingOrder(view: StandingOrderView): ShownStandingOrder {
    return this.judge.standingOrder(view, { ...this.pinned, now: this.modules.clock.now() });
  }

  private shownOffer(view: OfferView, asked?: Bytes32): Shown<OfferView> {
    return this.judge.offer(view, { deployment: this.deployment, now: this.modules.clock.now(), asked });
  }

  private shownTrade(view: TradeView, asked?: Bytes32): Shown<TradeView> {
    return this.judge.trade(view, { deployment: this.deployment, account: this.accountAddress, asked });
  }

  /**
   * The offer to buy, checked against the chain if there is one, which must answer. Right after a trade an honest gateway may
   * still show the old reputation: if nothing else is wrong, the offer is requested again.
   */
  private async wantedOffer(wanted: OfferView | Bytes32): Promise<Shown<OfferView>> {
    const { chain, clock } = this.modules;
    const ask = async (hash: Bytes32): Promise<Shown<OfferView>> =>
      this.shownOffer(await this.session.call('offer', { params: { hash } }), hash);
    let shown = typeof wanted === 'string' ? await ask(wanted) : this.shownOffer(wanted);
    if (!chain) return shown;
    for (let look = 1; ; look++) {
      const judged = await this.judge.offerOnChain(shown, chain);
      const isLate = judged.verdict.failed.every((check) => check === 'reputation') && judged.verdict.failed.length > 0;
      if (!isLate || look === LOOKS) return judged;
      await clock.sleep(BETWEEN_LOOKS);
      shown = await ask(judged.hash);
    }
  }

  /** Whether an order is this meter's and has the approved terms. */
  private isOwn(order: Order, terms: OrderTerms): boolean {
    if (order.account !== this.accountAddress || order.meterKey !== this.meterKey) return false;
    return (Object.keys(terms) as (keyof OrderTerms)[]).every((name) => order[name] === terms[name]);
  }

  /** For display: while the chain does not answer, what only it can prove stays unchecked and is marked so. */
  private async asFarAsKnown<T>(
    view: Shown<T>,
    verify: (view: Shown<T>, chain: OwnersChain) => Promise<Shown<T>>,
  ): Promise<Shown<T>> {
    const { chain } = this.modules;
    return chain ? verify(view, chain).catch(() => view) : view;
  }

  /** Checks the first rows against the chain, a few at a time; while it does not answer, they stay unchecked. */
  private async onChain<T>(
    rows: readonly Shown<T>[],
    verify: (row: Shown<T>, chain: OwnersChain) => Promise<Shown<T>>,
  ): Promise<Shown<T>[]> {
    const { chain } = this.modules;
    if (!chain) return [...rows];
    const judged = [...rows];
    const left = rows.slice(0, ROWS_ON_CHAIN).entries();
    const worker = async (): Promise<void> => {
      for (const [index, row] of left) judged[index] = await this.asFarAsKnown(row, verify);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    return judged;
  }

  private async sent({ transaction }: { transaction: Bytes32 }, did: ToldTransaction['did']): Promise<Sent> {
    const { chain, clock } = this.modules;
    for (let look = 1; ; look++) {
      const verdict = await this.judge.transaction({ transaction, did }, chain).catch(() => NOT_SEEN);
      const settled = !chain || verdict.failed.length > 0 || verdict.unchecked.length === 0;
      if (settled || look === LOOKS) return { transaction, verdict };
      await clock.sleep(BETWEEN_LOOKS);
    }
  }

  private heldAgainstChain(view: Shown<TradeView>): Promise<Shown<TradeView>> {
    return this.asFarAsKnown(view, (shown, chain) => this.judge.tradeOnChain(shown, this.deployment, chain));
  }

  private async *tradeEvents(id: Bytes32, signal: AbortSignal): AsyncGenerator<Shown<TradeView>> {
    for await (const event of this.events(signal)) {
      if (event.name !== 'trade' || event.data.id !== id) continue;
      // The last view shown is the one that counts.
      yield hasEnded(event.data) ? await this.heldAgainstChain(event.data) : event.data;
    }
  }

  private async assert(challenge: Bytes32): Promise<Assertion> {
    return this.modules.passkey.assert(challenge, firstPage(this.deployment));
  }

  private async approve(bounds: MandateBounds): Promise<MandateApproval> {
    const mandate: Mandate = { ...bounds, approvedAt: this.modules.clock.now(), mandateId: this.nextMandateId() };
    return { mandate, assertion: await this.assert(Mandate.digest(this.domain, mandate)) };
  }

  /** Time-based, so that it still increases for an owner who lost the store; stored, so that two within a second differ. */
  private nextMandateId(): number {
    const { store, clock } = this.modules;
    const state = store.load();
    const lastMandateId = Math.max(clock.now(), state.lastMandateId + 1);
    store.save({ ...state, lastMandateId });
    return lastMandateId;
  }

  private deadline(): Timestamp {
    return (this.modules.clock.now() + COMMAND_SECONDS) as Timestamp;
  }
}
