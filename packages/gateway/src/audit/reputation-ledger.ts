/**
 * Reputation, worked out from who delivered and claimed what, and not from the events that tell of reputation: the last
 * column of the close table with its rules of lot, account and day. Pure.
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
  /** Least energy of a trade that moves reputation. */
  readonly minimumLot: Energy;
  /** The smaller of the two orders' bands; undefined where neither order is known. */
  bandOf(tradeId: Bytes32): Ppm | undefined;
}

interface OpenTrade {
  readonly opened: ChainEvent<'TradeOpened'>;
  readonly claims: { buyer?: Claim; seller?: Claim };
}

const DAY_SECONDS = 86_400;
const [LEAST, MOST] = [-(2 ** 31), 2 ** 31 - 1];

export class ReputationLedger {
  /** By meter key; a replaced key has none. */
  readonly meters = new Map<Address, number>();
  /** What the end of each trade gives its two sides; trades whose loss band decides and is not known are left out. */
  readonly changes = new Map<Bytes32, Changes>();
  readonly #rules: ReputationRules;
  readonly #accounts = new Map<Address, Address>();
  readonly #replacedBy = new Map<Address, Address>();
  readonly #trades = new Map<Bytes32, OpenTrade>();
  /** UTC day of the last gain of two accounts. */
  readonly #lastGain = new Map<string, number>();
  #unknown: ChainEvent | undefined;

  constructor(rules: ReputationRules, events: readonly ChainEvent[]) {
    this.#rules = rules;
    for (const event of events) this.#take(event);
  }

  #take(event: ChainEvent): void {
    switch (event.name) {
      case 'Enrolled':
        this.#accounts.set(event.meterKey, event.account);
        this.meters.set(event.meterKey, 0);
        return;
      case 'Replaced':
        this.#replacedBy.set(event.oldMeterKey, event.newMeterKey);
        this.meters.set(event.newMeterKey, this.meters.get(event.oldMeterKey) ?? 0);
        this.meters.set(event.oldMeterKey, 0);
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
        // Only where the rules cannot tell is the event believed.
        if (this.#unknown?.transaction === event.transaction) this.#move(event.meterKey, event.change);
        return;
    }
  }

  #end(event: ChainEvent<'TradeSettled' | 'TradeExpired'>): void {
    const trade = this.#trades.get(event.tradeId);
    const changes = trade && this.#changesOf(trade, event);
    this.#unknown = changes ? undefined : event;
    if (!trade || !changes) return;
    this.changes.set(event.tradeId, changes);
    this.#move(trade.opened.buyerMeter, changes.buyer);
    this.#move(trade.opened.sellerMeter, changes.seller);
  }

  #changesOf({ opened, claims }: OpenTrade, event: ChainEvent<'TradeSettled' | 'TradeExpired'>): Changes | undefined {
    const none = { buyer: 0, seller: 0 };
    const { tradeId, energy, price } = opened;
    const accounts = [opened.buyerMeter, opened.sellerMeter].map((meterKey) => this.#accounts.get(meterKey) ?? '');
    if (energy < this.#rules.minimumLot || accounts[0] === accounts[1]) return none;
    const band = this.#rules.bandOf(tradeId);
    const terms = { energy, price, lossBandPpm: band ?? (0 as Ppm) };
    const claimsDecide = event.name === 'TradeExpired' || event.time >= opened.end + CLAIM_SECONDS;
    if (claimsDecide) return closeAfterClaims(terms, claims.buyer, claims.seller).reputation;
    const { reputation } = settleFinal(terms, event.delivered, event.delivered);
    const complete = reputation.buyer === REPUTATION_GAIN;
    if (band === undefined && !complete) return undefined;
    return complete && this.#isFirstToday(accounts, event.time) ? reputation : none;
  }

  /** Counted by accounts, which a replaced meter keeps. */
  #isFirstToday(accounts: readonly string[], time: number): boolean {
    const pair = [...accounts].sort().join();
    const today = Math.floor(time / DAY_SECONDS);
    if (this.#lastGain.get(pair) === today) return false;
    this.#lastGain.set(pair, today);
    return true;
  }

  #move(meterKey: Address, change: number): void {
    const present = this.#presentKey(meterKey);
    this.meters.set(present, Math.min(MOST, Math.max(LEAST, (this.meters.get(present) ?? 0) + change)));
  }

  #presentKey(meterKey: Address): Address {
    const next = this.#replacedBy.get(meterKey);
    return next ? this.#presentKey(next) : meterKey;
  }
}
