/** A household's owner: everything a person does with a passkey, through a gateway that need not be trusted with it. */
import {
  type AccountView,
  type Address,
  type Assertion,
  type Bytes32,
  Cancel,
  type Clock,
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
  type OrderTerms,
  Replace,
  type ReplacementView,
  type RouteName,
  type RouteResponse,
  SessionChallenge,
  type Timestamp,
  type TradeState,
  type TradeView,
  Withdrawal,
} from '@evlock/protocol';
import type { ApiClient, CallInput } from './api-client.ts';
import type { ApiEvent } from './event-stream.ts';
import { follow } from './follow.ts';
import { type BuyWish, bidTerms, mandateFor, type OfferWish, offerTerms } from './mandates.ts';
import { firstPage, type Passkey } from './passkey.ts';
import type { OwnerStore } from './store.ts';

/** Seconds for which a signed cancel or withdrawal may be put on chain. */
const COMMAND_SECONDS = 600;
/** Seconds before its end at which a session is no longer used. */
const SESSION_MARGIN = 30;
/** Wait before the event stream is opened again after it broke. */
const RECONNECT = milliseconds(1000);

export interface OwnerOptions {
  /** Handed over by the operator, and pinned when the meter was bound; never taken anew from the gateway. */
  readonly deployment: DeploymentFile;
  readonly meterKey: Address;
  /** Where this owner's money is, as the meter's secure world told it. */
  readonly account: Address;
}

export interface OwnerModules {
  readonly api: ApiClient;
  readonly passkey: Passkey;
  readonly store: OwnerStore;
  readonly clock: Clock;
}

/** Offers, and whether there are more of them. */
export interface OfferList {
  readonly offers: readonly OfferView[];
  readonly more: boolean;
}

type WithoutToken<N extends RouteName> = Omit<CallInput<N>, 'token'>;

export const hasEnded = (trade: TradeView): boolean => ['settled', 'expired', 'failed'].includes(trade.state);

export class Owner {
  readonly meterKey: Address;
  /** Where the money is. */
  readonly accountAddress: Address;
  readonly deployment: DeploymentFile;
  private readonly domain: Domain;
  private readonly modules: OwnerModules;

  constructor({ deployment, meterKey, account }: OwnerOptions, modules: OwnerModules) {
    this.deployment = deployment;
    this.accountAddress = account;
    this.meterKey = meterKey;
    this.domain = domainOf(deployment);
    this.modules = modules;
  }

  /** Opens a new session with the passkey and remembers its token. Throws `ASSERTION_INVALID`, `UNAUTHENTICATED`. */
  async signIn(): Promise<string> {
    const { api, store } = this.modules;
    const { meterKey } = this;
    const { gatewayNonce, expires } = await api.call('challenge', { body: { meterKey } });
    const challenge = SessionChallenge.digest(this.domain, { meterKey, gatewayNonce, expires });
    const assertion = await this.assert(challenge);
    const session = await api.call('signIn', { body: { meterKey, gatewayNonce, assertion } });
    store.save({ ...store.load(), session });
    return session.token;
  }

  /** Open offers of the market, at most `limit`: of every account the cheapest before the second cheapest of any. */
  async offers(limit = OFFERS_PAGE): Promise<OfferList> {
    const offers: OfferView[] = [];
    let after: string | undefined;
    do {
      const query = { limit: Math.min(limit - offers.length, OFFERS_PAGE), ...(after !== undefined && { after }) };
      const page = await this.call('offers', { query });
      offers.push(...page.offers);
      after = page.next ?? undefined;
    } while (after !== undefined && offers.length < limit);
    return { offers, more: after !== undefined };
  }

  /** Approves a mandate for exactly this offer with the passkey and places it. */
  async offer(wish: OfferWish): Promise<OfferView> {
    const terms = offerTerms(wish);
    return this.call('placeOffer', { body: { approval: await this.approve(terms), terms } });
  }

  /**
   * Approves a mandate for exactly this bid, whose money cap is what the trade locks, and takes the offer.
   * Throws `ORDER_NOT_FOUND` when the hash names no offer, and what the gateway says of one that is no longer open.
   */
  async buy(offer: OfferView | Bytes32, wish: BuyWish): Promise<TradeView> {
    const terms = bidTerms(
      wish,
      typeof offer === 'string' ? await this.call('offer', { params: { hash: offer } }) : offer,
      this.modules.clock.now(),
    );
    return this.call('buy', { body: { approval: await this.approve(terms), terms } });
  }

  /** Withdraws one order on chain, by the meter's key with the passkey's approval. */
  async cancel(orderHash: Bytes32): Promise<{ transaction: Bytes32 }> {
    const { account } = await this.account();
    const cancel: Cancel = {
      account,
      meterKey: this.meterKey,
      orderHash,
      minNonce: 0,
      submitterFee: 0n as Money,
      deadline: this.deadline(),
    };
    const assertion = await this.assert(Cancel.digest(this.domain, cancel));
    return this.call('cancelOrder', { params: { hash: orderHash }, body: { cancel, assertion } });
  }

  /** Ends a delivery early. What was delivered stays payable. Needs no passkey. */
  async stop(tradeId: Bytes32): Promise<void> {
    await this.call('stop', { params: { id: tradeId } });
  }

  /** The trades of this account, newest first. */
  async trades(query: { limit?: number; state?: TradeState } = {}): Promise<TradeView[]> {
    return (await this.call('trades', { query })).trades;
  }

  async trade(id: Bytes32): Promise<TradeView> {
    return this.call('trade', { params: { id } });
  }

  async account(): Promise<AccountView> {
    return this.call('account', {});
  }

  /**
   * Takes free balance out of the market. The secure world refuses an address that is not on its own list.
   * `submitterFee` is what the submitter keeps, at most the meter's provisioned cap.
   */
  async withdraw(wish: { to: Address; amount: Money; submitterFee?: Money }): Promise<{ transaction: Bytes32 }> {
    const { account, withdrawalNonce } = await this.account();
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
    return this.call('withdraw', { body: { withdrawal, assertion } });
  }

  /** Removes a mandate from the meter and cancels every order that it has signed. Needs no passkey. */
  async revoke(mandateId: number): Promise<{ transaction: Bytes32 | null; unknown?: true | undefined }> {
    return this.call('revokeMandate', { params: { mandateId } });
  }

  /** Which meter of the account is active, and when a requested replacement takes effect. */
  async replacement(): Promise<ReplacementView> {
    return this.call('replacement', {});
  }

  /** Requests that `newMeterKey` takes the place of `oldMeterKey`, 48 h later; one of the two is this owner's meter. */
  async replace(oldMeterKey: Address, newMeterKey: Address): Promise<{ transaction: Bytes32 }> {
    const { account, nonce } = await this.replacement();
    const replace: Replace = { account, oldMeterKey, newMeterKey, nonce, deadline: this.deadline() };
    const assertion = await this.assert(Replace.digest(this.domain, replace));
    return this.call('replace', { body: { replace, assertion } });
  }

  /** Puts the new meter in force once the 48 h are over; its first order does the same. */
  async finishReplacement(): Promise<{ transaction: Bytes32 }> {
    return this.call('finishReplacement', {});
  }

  /** Offers, trades and the meter's status as they change, until `signal`. Opens the stream again when it breaks. */
  async *events(signal: AbortSignal): AsyncGenerator<ApiEvent> {
    const { api, clock } = this.modules;
    while (!signal.aborted) {
      try {
        yield* api.events({ token: await this.token(), signal });
      } catch (error) {
        if (EvlockError.is(error, 'UNAUTHENTICATED')) this.forgetSession();
        else if (!EvlockError.is(error, 'GATEWAY_UNREACHABLE') && !EvlockError.is(error, 'TIMED_OUT')) throw error;
      }
      await clock.sleep(RECONNECT, signal).catch(() => undefined);
    }
  }

  /** One trade as it changes, up to the view in which it has ended. Rejects when `signal` aborts. */
  follow(id: Bytes32, signal?: AbortSignal): AsyncGenerator<TradeView, void> {
    const source = {
      read: () => this.trade(id),
      changes: (until: AbortSignal) => this.tradeEvents(id, until),
      ended: hasEnded,
    };
    return follow(source, this.modules.clock, signal);
  }

  /** The trade once it has ended, on chain or by never opening. Rejects when `signal` aborts. */
  async untilEnded(id: Bytes32, signal?: AbortSignal): Promise<TradeView> {
    for await (const view of this.follow(id, signal)) if (hasEnded(view)) return view;
    throw new EvlockError('CANCELLED', { trade: id });
  }

  private async *tradeEvents(id: Bytes32, signal: AbortSignal): AsyncGenerator<TradeView> {
    for await (const event of this.events(signal)) {
      if (event.name === 'trade' && event.data.id === id) yield event.data;
    }
  }

  /** Calls a route with the session, signing in where there is none or the gateway no longer knows it. */
  private async call<N extends RouteName>(name: N, input: WithoutToken<N>): Promise<RouteResponse<N>> {
    const attempt = async (): Promise<RouteResponse<N>> =>
      this.modules.api.call(name, { ...input, token: await this.token() } as unknown as CallInput<N>);
    try {
      return await attempt();
    } catch (error) {
      if (!EvlockError.is(error, 'UNAUTHENTICATED')) throw error;
      this.forgetSession();
      return attempt();
    }
  }

  private async token(): Promise<string> {
    const { store, clock } = this.modules;
    const { session } = store.load();
    return session && session.expires > clock.now() + SESSION_MARGIN ? session.token : this.signIn();
  }

  private forgetSession(): void {
    const { store } = this.modules;
    store.save({ ...store.load(), session: null });
  }

  private async assert(challenge: Bytes32): Promise<Assertion> {
    return this.modules.passkey.assert(challenge, firstPage(this.deployment));
  }

  private async approve(terms: OrderTerms): Promise<MandateApproval> {
    const mandate = mandateFor(terms, {
      meterKey: this.meterKey,
      mandateId: this.nextMandateId(),
      approvedAt: this.modules.clock.now(),
    });
    return { mandate, assertion: await this.assert(Mandate.digest(this.domain, mandate)) };
  }

  /** From the time, so that an owner who lost the store still goes up; remembered, so that two in a second differ. */
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
