/** The meaning of the chain's events, computed in memory, independently of the database projection it is compared with. Pure. */
import type { ChainEvent, EventName } from '@evlock/chain';
import { type Address, type Bytes32, type Claim, type Energy, lock, type Money } from '@evlock/protocol';

export interface Ending {
  readonly state: 'settled' | 'expired';
  readonly event: ChainEvent<'TradeSettled' | 'TradeExpired'>;
  readonly delivered: Energy;
  readonly paid: Money;
  readonly refunded: Money;
}

/** One trade's life on chain. */
export interface TradeHistory {
  readonly opened: ChainEvent<'TradeOpened'>;
  readonly claims: { buyer?: Claim; seller?: Claim };
  /** In order. */
  readonly claimed: ChainEvent<'Claimed'>[];
  ended: Ending | undefined;
  freed: boolean;
  /** How its end changed each side's reputation. */
  readonly reputation: { buyer: number; seller: number };
}

export interface MeterHistory {
  account: Address;
  active: boolean;
  suspended: boolean;
  replacedBy: Address | null;
}

export interface AccountHistory {
  balance: bigint;
  locked: bigint;
}

type Reader = { readonly [Name in EventName]?: (event: ChainEvent<Name>) => void };

export class ChainHistory {
  readonly trades = new Map<Bytes32, TradeHistory>();
  /** Offer → the trade it opened. */
  readonly openedBy = new Map<Bytes32, Bytes32>();
  readonly meters = new Map<Address, MeterHistory>();
  readonly accounts = new Map<Address, AccountHistory>();
  /** The trade each event changes. */
  readonly tradeOf = new Map<ChainEvent, Bytes32>();
  readonly #cancelled = new Set<Bytes32>();
  /** Cancelled nonces and where that happened; an offer opened before is unaffected. */
  readonly #minNonces: ChainEvent<'NoncesCancelled'>[] = [];
  #lastEnd: ChainEvent<'TradeSettled' | 'TradeExpired'> | undefined;

  constructor(events: readonly ChainEvent[]) {
    for (const event of events) {
      const read = this.#readers[event.name] as ((event: ChainEvent) => void) | undefined;
      read?.(event);
    }
  }

  /** Whether an offer was cancelled before it opened a trade. */
  isCancelled(hash: Bytes32, meterKey: Address, nonce: number): boolean {
    if (this.#cancelled.has(hash)) return true;
    const trade = this.openedBy.get(hash);
    const opened = trade === undefined ? undefined : this.trades.get(trade)?.opened;
    return this.#minNonces.some(
      (event) => event.meterKey === meterKey && nonce < event.minNonce && (!opened || isBefore(event, opened)),
    );
  }

  readonly #readers: Reader = {
    TradeOpened: (event) => {
      const { tradeId, offerHash, energy, price } = event;
      const reputation = { buyer: 0, seller: 0 };
      this.trades.set(tradeId, { opened: event, claims: {}, claimed: [], ended: undefined, freed: false, reputation });
      this.openedBy.set(offerHash, tradeId);
      this.tradeOf.set(event, tradeId);
      const locked = lock(energy, price);
      this.#move(this.#accountOf(event.buyerMeter), { balance: -locked, locked });
    },
    Claimed: (event) => {
      this.tradeOf.set(event, event.tradeId);
      const trade = this.trades.get(event.tradeId);
      if (!trade) return;
      trade.claims[event.role] = { energy: event.energy, final: event.final };
      trade.claimed.push(event);
    },
    TradeSettled: (event) => {
      const { delivered, paid, refunded } = event;
      this.#end({ state: 'settled', event, delivered, paid, refunded });
    },
    TradeExpired: (event) => {
      const nothing = { delivered: 0n as Energy, paid: 0n as Money };
      this.#end({ state: 'expired', event, ...nothing, refunded: event.refunded });
    },
    MetersFreed: (event) => {
      this.tradeOf.set(event, event.tradeId);
      const trade = this.trades.get(event.tradeId);
      if (trade) trade.freed = true;
    },
    Deposited: ({ account, amount }) => this.#move(account, { balance: amount }),
    Withdrawn: ({ account, amount }) => this.#move(account, { balance: -amount }),
    SubmitterPaid: ({ account, fee }) => this.#move(account, { balance: -fee }),
    Cancelled: ({ orderHash }) => void this.#cancelled.add(orderHash),
    NoncesCancelled: (event) => void this.#minNonces.push(event),
    Enrolled: ({ meterKey, account, active }) => {
      this.meters.set(meterKey, { account, active, suspended: false, replacedBy: null });
    },
    Suspended: ({ meterKey }) => this.#change(meterKey, { suspended: true }),
    Resumed: ({ meterKey }) => this.#change(meterKey, { suspended: false }),
    Replaced: ({ oldMeterKey, newMeterKey }) => {
      this.#change(oldMeterKey, { active: false, replacedBy: newMeterKey });
      this.#change(newMeterKey, { active: true });
    },
    ReputationChanged: (event) => {
      // The contract changes reputation right after it ends a trade, in the same transaction.
      if (this.#lastEnd?.transaction !== event.transaction) return;
      const { tradeId } = this.#lastEnd;
      this.tradeOf.set(event, tradeId);
      const trade = this.trades.get(tradeId);
      if (!trade) return;
      const { opened, reputation } = trade;
      if (this.#accountOf(opened.buyerMeter) === event.account) reputation.buyer += event.change;
      if (this.#accountOf(opened.sellerMeter) === event.account) reputation.seller += event.change;
    },
  };

  #end(ending: Ending): void {
    const { event } = ending;
    this.#lastEnd = event;
    this.tradeOf.set(event, event.tradeId);
    const trade = this.trades.get(event.tradeId);
    if (!trade) return;
    trade.ended = ending;
    const { buyerMeter, sellerMeter } = trade.opened;
    this.#move(this.#accountOf(buyerMeter), { balance: ending.refunded, locked: -(ending.paid + ending.refunded) });
    this.#move(this.#accountOf(sellerMeter), { balance: ending.paid });
  }

  /** The registry never reassigns a key to another account. */
  #accountOf(meterKey: Address): Address | undefined {
    return this.meters.get(meterKey)?.account;
  }

  #change(meterKey: Address, change: Partial<MeterHistory>): void {
    const meter = this.meters.get(meterKey);
    if (meter) Object.assign(meter, change);
  }

  #move(owner: Address | undefined, { balance = 0n, locked = 0n }: { balance?: bigint; locked?: bigint }): void {
    if (owner === undefined) return;
    const account = this.accounts.get(owner) ?? { balance: 0n, locked: 0n };
    this.accounts.set(owner, { balance: account.balance + balance, locked: account.locked + locked });
  }
}

const isBefore = (one: ChainEvent, other: ChainEvent): boolean =>
  one.block < other.block || (one.block === other.block && one.logIndex < other.logIndex);
