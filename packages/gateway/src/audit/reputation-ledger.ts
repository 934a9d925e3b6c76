/**
 * Reputation, worked out from who delivered and claimed what, and not from the events that tell of reputation: the last
 * column of the settlement rules, with its bounds of lot, account and day. Pure.
 */
import type { ChainEvent } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  CLAIM_SECONDS,
  type Claim,
  closeAfterClaims,
  type Energy,
  type Outcome,
  type Ppm,
  REPUTATION_GAIN,
  settleFinal,
} from '@evlock/protocol';

export type Changes = Outcome['reputation'];

export interface ReputationRules {
  /** Least energy of a trade that affects reputation. */
  readonly minimumLot: Energy;
  /** The smaller of the two orders' bands; undefined when neither order is known. */
  bandOf(tradeId: Bytes32): Ppm | undefined;
}

interface OpenTrade {
  readonly opened: ChainEvent<'TradeOpened'>;
  readonly claims: { buyer?: Claim; seller?: Claim };
}

const DAY_SECONDS = 86_400;
const [LEAST, MOST] = [-(2 ** 31), 2 ** 31 - 1];

export class ReputationLedger {
  /** By account that ever had a meter. */
  readonly reputation = new Map<Address, number>();
  /** What each trade's end gives its two sides; trades decided by an unknown loss band are omitted. */
  readonly changes = new Map<Bytes32, Changes>();
  readonly #rules: ReputationRules;
  readonly #accounts = new Map<Address, Address>();
  readonly #trades = new Map<Bytes32, OpenTrade>();
  /** UTC day of an account's last gain. */
  readonly #lastGain = new Map<Address, number>();
  #unknown: ChainEvent | undefined;

  constructor(rules: ReputationRules, events: readonly ChainEvent[]) {
    this.#rules = rules;
    for (const event of events) this.#take(event);
  }

  #take(event: ChainEvent): void {
    switch (event.name) {
      case 'Enrolled':
        this.#accounts.set(event.meterKey, event.account);
        this.#move(event.account, 0);
        return;
      case 'TradeOpened':
        this.#trades.set(event.tradeId, { opened: event, claims: {} });
        return;
      case 'Claimed': {
        const trade = this.#trades.get(event.tradeId);
        if (trade) trade.claims[event.role] = { energy: event.energy, final: event.final };
        return;
      }
      case 'TradeSettled':
      case 'TradeExpired':
        this.#end(event);
        return;
      case 'ReputationChanged':
        // The event is believed only when the rules cannot decide.
        if (this.#unknown?.transaction === event.transaction) this.#move(event.account, event.change);
        return;
    }
  }

  #end(event: ChainEvent<'TradeSettled' | 'TradeExpired'>): void {
    const trade = this.#trades.get(event.tradeId);
    const changes = trade && this.#changesOf(trade, event);
    this.#unknown = changes ? undefined : event;
    if (!trade || !changes) return;
    this.changes.set(event.tradeId, changes);
    const [buyer, seller] = this.#accountsOf(trade);
    this.#move(buyer, changes.buyer);
    this.#move(seller, changes.seller);
  }

  /** Buyer's and seller's accounts; the registry never reassigns a key to another account. */
  #accountsOf({ opened }: OpenTrade): readonly [Address | undefined, Address | undefined] {
    return [this.#accounts.get(opened.buyerMeter), this.#accounts.get(opened.sellerMeter)];
  }

  #changesOf(trade: OpenTrade, event: ChainEvent<'TradeSettled' | 'TradeExpired'>): Changes | undefined {
    const none = { buyer: 0, seller: 0 };
    const { opened, claims } = trade;
    const { tradeId, energy, price } = opened;
    const [buyer, seller] = this.#accountsOf(trade);
    if (energy < this.#rules.minimumLot || buyer === seller) return none;
    const band = this.#rules.bandOf(tradeId);
    const terms = { energy, price, lossBandPpm: band ?? (0 as Ppm) };
    const claimsDecide = event.name === 'TradeExpired' || event.time >= opened.end + CLAIM_SECONDS;
    if (claimsDecide) return closeAfterClaims(terms, claims.buyer, claims.seller).reputation;
    const { reputation } = settleFinal(terms, event.delivered, event.delivered);
    const complete = reputation.buyer === REPUTATION_GAIN;
    if (band === undefined && !complete) return undefined;
    // Nothing can have been delivered before the interval.
    if (!complete || event.time < opened.start) return none;
    return { buyer: this.#gain(buyer, event.time), seller: this.#gain(seller, event.time) };
  }

  /** Once per account and UTC day, whoever the partner is. */
  #gain(account: Address | undefined, time: number): number {
    const today = Math.floor(time / DAY_SECONDS);
    if (account === undefined || this.#lastGain.get(account) === today) return 0;
    this.#lastGain.set(account, today);
    return REPUTATION_GAIN;
  }

  #move(account: Address | undefined, change: number): void {
    if (account === undefined) return;
    const moved = (this.reputation.get(account) ?? 0) + change;
    this.reputation.set(account, Math.min(MOST, Math.max(LEAST, moved)));
  }
}
