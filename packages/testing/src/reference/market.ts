/**
 * The market of docs/trade.md again, written from its settlement rules and not from the contract: what every call of a trade
 * may do, where the money goes, who gains or loses reputation. Slow, plain and sharing nothing with the code it checks. A
 * refusal is every reason that would justify it: the order in which a contract checks is its own affair.
 */
import type { Address, Bytes32, Order, Receipt, Role } from '@evlock/protocol';

/** An order or a receipt, and whose key signed it, not necessarily the right one. */
export interface By<Signed> {
  readonly content: Signed;
  readonly signer: Address;
}

export interface ReferenceOrders {
  /** Digest of the bid, and so the id of the trade. */
  readonly tradeId: Bytes32;
  readonly offerHash: Bytes32;
  readonly bid: By<Order>;
  readonly offer: By<Order>;
}

/** Name and fields as emitted by the contract. */
export type ReferenceEvent = { readonly name: string } & Readonly<Record<string, string | number | bigint | boolean>>;
export type Answer =
  | { readonly kind: 'done'; readonly events: readonly ReferenceEvent[] }
  | { readonly kind: 'refused'; readonly reasons: ReadonlySet<string> };

export interface ReferenceClaim {
  readonly energy: bigint;
  readonly final: boolean;
}
export type ReferenceState = 'NONE' | 'OPEN' | 'CLAIMED' | 'SETTLED' | 'EXPIRED';
export interface ReferenceTrade {
  readonly orders: ReferenceOrders;
  state: ReferenceState;
  readonly claims: { buyer?: ReferenceClaim; seller?: ReferenceClaim };
}

interface Meter {
  readonly account: Address;
  /** The newest spent nonce, or the one below which all are spent. */
  newest: number;
  readonly spent: Set<number>;
  busy: { readonly tradeId: Bytes32; readonly start: number; readonly end: number }[];
}

interface Account {
  balance: bigint;
  locked: bigint;
  reputation: number;
  /** UTC day since 1970. */
  lastGain: number;
}

export interface ReferenceLimits {
  readonly minimumLot: bigint;
  readonly minimumReputationLot: bigint;
}

const HOUR = 3_600n;
const DAY = 86_400;
const MOST_TRADES_AHEAD = 3;
const NONCES_KEPT = 64;

/** Returns "done" with the events, after `act`, unless there is a reason against it. */
function unless(reasons: Readonly<Record<string, boolean>>, act: () => readonly ReferenceEvent[]): Answer {
  const found = Object.keys(reasons).filter((name) => reasons[name]);
  return found.length > 0 ? { kind: 'refused', reasons: new Set(found) } : { kind: 'done', events: act() };
}

export class ReferenceMarket {
  readonly trades = new Map<Bytes32, ReferenceTrade>();
  readonly accounts = new Map<Address, Account>();
  readonly meters = new Map<Address, Meter>();
  /** Tokens that the market holds. */
  held = 0n;
  time: number;
  paused = false;
  readonly #limits: ReferenceLimits;

  constructor(limits: ReferenceLimits, time: number) {
    this.#limits = limits;
    this.time = time;
  }

  enrol(meterKey: Address, account: Address, balance: bigint): void {
    this.meters.set(meterKey, { account, newest: 0, spent: new Set(), busy: [] });
    this.accounts.set(account, { balance, locked: 0n, reputation: 0, lastGain: 0 });
    this.held += balance;
  }

  stateOf(tradeId: Bytes32): ReferenceState {
    return this.trades.get(tradeId)?.state ?? 'NONE';
  }

  openTrade(orders: ReferenceOrders): Answer {
    const { tradeId } = orders;
    const [bid, offer] = [orders.bid.content, orders.offer.content];
    const amount = lockOf(bid);
    const both = [bid, offer];
    const reasons = {
      MarketPaused: this.paused,
      TradeExists: this.stateOf(tradeId) !== 'NONE',
      OrderInvalid: bid.meterKey === offer.meterKey || both.some(contradicts) || bid.end - bid.start > DAY / 2,
      TooFarAhead: bid.start > this.time + 2 * DAY,
      IntervalOutOfOffer: bid.start < offer.start || bid.end > offer.end,
      EnergyOutOfOffer: bid.energy < offer.minEnergy || bid.energy > offer.energy,
      OrderExpired: both.some(({ openBefore }) => this.time >= openBefore),
      BelowMinimumLot: bid.energy < this.#limits.minimumLot,
      NotEnrolled: both.some(({ meterKey, account }) => this.meters.get(meterKey)?.account !== account),
      ReputationTooLow: this.#reputation(bid) < offer.minReputation || this.#reputation(offer) < bid.minReputation,
      InvalidSignature: [orders.bid, orders.offer].some(({ content, signer }) => signer !== content.meterKey),
      OrderCancelled: both.some(({ meterKey, nonce }) => this.#isSpent(meterKey, nonce)),
      MeterBusy: both.some(({ meterKey }) => !this.#isFree(meterKey, bid)),
      InsufficientBalance: this.#account(bid.account).balance < amount,
    };
    return unless(reasons, () => {
      for (const order of both) {
        const meter = this.#meter(order.meterKey);
        meter.spent.add(order.nonce);
        meter.newest = Math.max(meter.newest, order.nonce);
        meter.busy.push({ tradeId, start: bid.start, end: bid.end });
      }
      this.#move(bid.account, -amount, amount);
      this.trades.set(tradeId, { orders, state: 'OPEN', claims: {} });
      const { energy, price, start, end } = bid;
      const meters = { buyerMeter: bid.meterKey, sellerMeter: offer.meterKey };
      return [{ name: 'TradeOpened', tradeId, ...meters, offerHash: orders.offerHash, energy, price, start, end }];
    });
  }

  /** `receipts`: passed as the buyer's and the seller's. */
  settleFinal(tradeId: Bytes32, buyer: By<Receipt>, seller: By<Receipt>): Answer {
    const trade = this.trades.get(tradeId);
    const [b, s] = [buyer.content, seller.content];
    const least = { buyer: trade?.claims.buyer?.energy ?? 0n, seller: trade?.claims.seller?.energy ?? 0n };
    const reasons = {
      ...this.#whileClaiming(trade),
      ReceiptMismatch:
        b.role !== 'buyer' ||
        s.role !== 'seller' ||
        b.energy < least.buyer ||
        s.energy < least.seller ||
        s.partnerEnergy !== b.energy,
      ReceiptNotFinal: !b.final || !s.final,
      InvalidSignature: !isSigned(trade, 'buyer', buyer) || !isSigned(trade, 'seller', seller),
    };
    return unless(reasons, () => {
      const { orders } = opened(trade);
      const { bid, offer } = { bid: orders.bid.content, offer: orders.offer.content };
      const delivered = least3(b.energy, s.energy, bid.energy);
      const events = this.#pay(opened(trade), delivered);
      const band = BigInt(Math.min(bid.lossBandPpm, offer.lossBandPpm));
      // Delivered at least T less the loss band, in whole numbers: nothing is rounded here.
      const complete = delivered > 0n && delivered * 1_000_000n >= bid.energy * 1_000_000n - bid.energy * band;
      return complete ? [...events, ...this.#gain(bid, offer)] : events;
    });
  }

  claim(tradeId: Bytes32, receipt: By<Receipt>): Answer {
    const trade = this.trades.get(tradeId);
    const { role, energy, final } = receipt.content;
    const before = trade?.claims[role];
    const news = before === undefined || energy > before.energy || (final && !before.final);
    const reasons = {
      ...this.#whileClaiming(trade),
      InvalidSignature: !isSigned(trade, role, receipt),
      ReceiptStale: !news,
    };
    return unless(reasons, () => {
      const { claims } = opened(trade);
      const largest = before && before.energy > energy ? before.energy : energy;
      claims[role] = { energy: largest, final: final || before?.final === true };
      opened(trade).state = 'CLAIMED';
      return [{ name: 'Claimed', tradeId, role, ...claims[role] }];
    });
  }

  settleClaimed(tradeId: Bytes32): Answer {
    const trade = this.trades.get(tradeId);
    return unless(
      this.#afterClaiming(trade, (claims) => claims.buyer !== undefined),
      () => {
        const { orders, claims } = opened(trade);
        const [bid, offer] = [orders.bid.content, orders.offer.content];
        const { buyer, seller } = claims;
        const claimed = buyer?.energy ?? 0n;
        const delivered = least3(claimed, seller?.final ? seller.energy : claimed, bid.energy);
        const events = this.#pay(opened(trade), delivered);
        if (buyer?.final && !seller?.final) return [...events, ...this.#lose(offer, bid, offer)];
        if (seller?.final && !buyer?.final) return [...events, ...this.#lose(bid, bid, offer)];
        return events;
      },
    );
  }

  expire(tradeId: Bytes32): Answer {
    const trade = this.trades.get(tradeId);
    return unless(
      this.#afterClaiming(trade, (claims) => claims.buyer === undefined),
      () => {
        const { orders, claims } = opened(trade);
        const bid = orders.bid.content;
        opened(trade).state = 'EXPIRED';
        this.#move(bid.account, lockOf(bid), -lockOf(bid));
        const events = [{ name: 'TradeExpired', tradeId, refunded: lockOf(bid) }];
        return claims.seller?.final ? [...events, ...this.#lose(bid, bid, orders.offer.content)] : events;
      },
    );
  }

  /** Frees both meters for what is left of a trade's interval. */
  free(tradeId: Bytes32): Answer {
    const trade = this.trades.get(tradeId);
    const over = trade?.state === 'SETTLED' || trade?.state === 'EXPIRED';
    const given = over || trade?.claims.buyer?.final || trade?.claims.seller?.final;
    const kept = [...this.meters.values()].some(({ busy }) => busy.some((entry) => entry.tradeId === tradeId));
    const past = trade !== undefined && this.time >= trade.orders.bid.content.end;
    return unless({ NothingToFree: !given || !kept || past }, () => {
      for (const meter of this.meters.values()) meter.busy = meter.busy.filter((entry) => entry.tradeId !== tradeId);
      return [{ name: 'MetersFreed', tradeId }];
    });
  }

  /** Spends the nonce of `order`, if given, and every nonce below `minNonce`. */
  cancel(meterKey: Address, order: By<Order | undefined>, orderHash: Bytes32, minNonce: number): Answer {
    const meter = this.#meter(meterKey);
    const { content, signer } = order;
    const spends = content !== undefined && !this.#isSpent(meterKey, content.nonce);
    const newest = Math.max(meter.newest, spends ? content.nonce : 0);
    const below = Array.from({ length: minNonce }, (_, nonce) => nonce);
    const unspent = below.filter(
      (nonce) => !this.#isSpent(meterKey, nonce) && nonce !== content?.nonce && nonce > newest - NONCES_KEPT,
    );
    const moves = minNonce > newest || unspent.length > 0;
    const reasons = {
      NotEnrolled: !this.meters.has(meterKey),
      InvalidSignature: signer !== meterKey && signer !== meter.account,
      OrderCancelled: !spends && !moves,
    };
    return unless(reasons, () => {
      if (spends) meter.spent.add(content.nonce);
      for (const nonce of unspent) meter.spent.add(nonce);
      meter.newest = Math.max(newest, minNonce);
      return [
        ...(spends ? [{ name: 'Cancelled', meterKey, orderHash, nonce: content.nonce }] : []),
        ...(moves ? [{ name: 'NoncesCancelled', meterKey, minNonce }] : []),
      ];
    });
  }

  withdraw(account: Address, to: Address, amount: bigint, signer: Address): Answer {
    const reasons = {
      InvalidSignature: signer !== account,
      InsufficientBalance: this.#account(account).balance < amount,
    };
    return unless(reasons, () => {
      this.#move(account, -amount, 0n);
      this.held -= amount;
      return [{ name: 'Withdrawn', account, to, amount }];
    });
  }

  // --- shared by the calls

  #whileClaiming(trade: ReferenceTrade | undefined) {
    return { TradeNotOpen: !isOpen(trade), ClaimPeriodOver: isOpen(trade) && this.time >= claimUntilOf(trade) };
  }

  #afterClaiming(trade: ReferenceTrade | undefined, fits: (claims: ReferenceTrade['claims']) => boolean) {
    return {
      TradeNotOpen: !isOpen(trade) || !fits(trade.claims),
      ClaimPeriodRunning: isOpen(trade) && this.time < claimUntilOf(trade),
    };
  }

  #pay(trade: ReferenceTrade, delivered: bigint): ReferenceEvent[] {
    const [bid, offer] = [trade.orders.bid.content, trade.orders.offer.content];
    const paid = (delivered * bid.price) / 1_000_000n;
    const refunded = lockOf(bid) - paid;
    this.#move(bid.account, refunded, -lockOf(bid));
    this.#move(offer.account, paid, 0n);
    trade.state = 'SETTLED';
    return [{ name: 'TradeSettled', tradeId: trade.orders.tradeId, delivered, paid, refunded }];
  }

  #gain(bid: Order, offer: Order): ReferenceEvent[] {
    if (!this.#moves(bid, offer) || this.time < bid.start) return [];
    const today = Math.floor(this.time / DAY);
    return [bid, offer].flatMap(({ account }) => {
      if (this.#account(account).lastGain === today) return [];
      this.#account(account).lastGain = today;
      return [this.#change(account, 1)];
    });
  }

  #lose(loser: Order, bid: Order, offer: Order): ReferenceEvent[] {
    return this.#moves(bid, offer) ? [this.#change(loser.account, -3)] : [];
  }

  #moves(bid: Order, offer: Order): boolean {
    return bid.energy >= this.#limits.minimumReputationLot && bid.account !== offer.account;
  }

  #change(account: Address, change: number): ReferenceEvent {
    const held = this.#account(account);
    held.reputation += change;
    return { name: 'ReputationChanged', account, change, reputation: held.reputation };
  }

  #move(account: Address, balance: bigint, locked: bigint): void {
    const held = this.#account(account);
    held.balance += balance;
    held.locked += locked;
  }

  #account(account: Address) {
    return this.accounts.get(account) ?? { balance: 0n, locked: 0n, reputation: 0, lastGain: 0 };
  }

  #meter(meterKey: Address): Meter {
    return this.meters.get(meterKey) ?? { account: '0x', newest: 0, spent: new Set(), busy: [] };
  }

  #reputation({ account }: Order): number {
    return this.#account(account).reputation;
  }

  #isSpent(meterKey: Address, nonce: number): boolean {
    const { newest, spent } = this.#meter(meterKey);
    return nonce <= newest - NONCES_KEPT || spent.has(nonce);
  }

  /** An ended trade occupies nobody. */
  #isFree(meterKey: Address, { start, end }: Order): boolean {
    const ahead = this.#meter(meterKey).busy.filter((trade) => trade.end > this.time);
    return ahead.length < MOST_TRADES_AHEAD && ahead.every((trade) => end <= trade.start || trade.end <= start);
  }
}

export const claimUntilOf = ({ orders }: ReferenceTrade): number => orders.bid.content.end + DAY;

export const isOpen = (trade: ReferenceTrade | undefined): trade is ReferenceTrade =>
  trade?.state === 'OPEN' || trade?.state === 'CLAIMED';

function opened(trade: ReferenceTrade | undefined): ReferenceTrade {
  if (!trade) throw new Error('a call without a trade was not refused');
  return trade;
}

const contradicts = ({ side, start, end, openBefore, lossBandPpm, energy, power }: Order): boolean =>
  end <= start ||
  openBefore > (side === 'bid' ? start : end) ||
  lossBandPpm > 1_000_000 ||
  energy * HOUR > BigInt(power) * BigInt(end - start);

function lockOf({ energy, price }: Order): bigint {
  const exact = energy * price;
  return exact / 1_000_000n + (exact % 1_000_000n > 0n ? 1n : 0n);
}

const least3 = (one: bigint, two: bigint, three: bigint): bigint =>
  [one, two, three].reduce((low, value) => (value < low ? value : low));

/** Whether the meter of that side signed the receipt, for this trade. */
function isSigned(trade: ReferenceTrade | undefined, role: Role, { content, signer }: By<Receipt>): boolean {
  if (!trade) return false;
  const { bid, offer, tradeId } = trade.orders;
  return signer === (role === 'buyer' ? bid : offer).content.meterKey && content.tradeId === tradeId;
}
