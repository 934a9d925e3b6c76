/** Runs a sequence twice, in the contracts and in the reference, and fails on any difference. */
import {
  Cancel,
  completeEnergy,
  domainOf,
  type Energy,
  money,
  Order,
  type Power,
  ppm,
  price,
  Receipt,
  type Role,
  type SignedReceipt,
  type TradeOrders,
  timestamp,
  Withdrawal,
  ZERO_BYTES32,
} from '@evlock/protocol';
import {
  type Household,
  householdNamed,
  type Key,
  keyNamed,
  type LocalMarket,
  MINIMUM_LOT,
  signDigest,
} from '@evlock/testing/chain/local-market';
import { errorNamed, hasOwnCode, type QuickChain, type Result } from '@evlock/testing/chain/quick-chain';
import {
  type Answer,
  type By,
  claimUntilOf,
  isOpen,
  type ReferenceEvent,
  ReferenceMarket,
  type ReferenceOrders,
} from '@evlock/testing/reference/market';
import { decodeFunctionResult, encodeFunctionData } from 'viem';
import { expect } from 'vitest';
import { marketAbi, tokenAbi } from '../../src/contracts/abi.ts';
import type { Call } from '../../src/contracts/call.ts';
import { calls } from '../../src/index.ts';
import { type Action, HOUSEHOLDS, type Move, type OrderWish, type ReceiptWish, type Sequence } from './sequences.ts';

export const BALANCE = 10_000_000n;
export const households: readonly Household[] = Array.from({ length: HOUSEHOLDS }, (_, index) =>
  householdNamed(`property ${index}`),
);
const mallory = keyNamed('property mallory');
const LARGEST = 2n ** 64n - 1n;

/** A trade that may be opened. */
interface Plan {
  readonly orders: TradeOrders;
  readonly reference: ReferenceOrders;
  readonly keys: Readonly<Record<Role, Household>>;
}

/** How often each answer occurred, by call and reason: a sequence that is always refused proves nothing. */
export type Tally = Map<string, number>;

export class Stage {
  readonly #localMarket: LocalMarket;
  readonly #chain: QuickChain;
  readonly #reference: ReferenceMarket;
  readonly #tally: Tally;
  readonly #plans: Plan[] = [];
  readonly #withdrawals = new Map<number, number>();
  #sequence = 0;

  constructor(localMarket: LocalMarket, chain: QuickChain, begin: number, tally: Tally) {
    this.#localMarket = localMarket;
    this.#chain = chain;
    this.#tally = tally;
    this.#reference = new ReferenceMarket({ minimumLot: MINIMUM_LOT, minimumReputationLot: 100_000n }, begin);
    for (const { meter, account } of households) this.#reference.enrol(meter.address, account.address, BALANCE);
  }

  async play({ wishes, actions }: Sequence): Promise<void> {
    for (const [index, wish] of wishes.entries()) {
      this.#plans.push(await this.#plan(wish, index));
      if (wish.first) await this.#act({ trade: index, sender: 0, move: { kind: 'open' } });
    }
    for (const action of actions) {
      await this.#act(action);
      await this.#compare();
    }
    await this.#end();
  }

  // --- one action

  async #act({ trade, sender, move }: Action): Promise<unknown> {
    const plan = this.#plans[trade % this.#plans.length];
    if (!plan) throw new Error('a sequence without trades');
    const { deployment } = this.#localMarket;
    const { tradeId } = plan.reference;
    const market = this.#reference;
    switch (move.kind) {
      case 'open':
        return await this.#both(calls.openTrade(deployment, plan.orders), sender, () =>
          market.openTrade(plan.reference),
        );
      case 'settleClaimed':
        return await this.#both(calls.settleClaimed(deployment, plan.orders), sender, () =>
          market.settleClaimed(tradeId),
        );
      case 'expire':
        return await this.#both(calls.expire(deployment, plan.orders), sender, () => market.expire(tradeId));
      case 'free':
        return await this.#both(calls.free(deployment, plan.orders), sender, () => market.free(tradeId));
      case 'freeAndOpen': {
        const all = this.#plans.map(({ orders }) => orders);
        const call = calls.freeAndOpenMany(deployment, all, [plan.orders]);
        return await this.#batch(call, sender, () => [
          ...this.#plans.map(({ reference }) => market.free(reference.tradeId)),
          market.openTrade(plan.reference),
        ]);
      }
      case 'claim': {
        const claimed = await this.#receipt(plan, move.role, move.receipt);
        const call = calls.claim(deployment, plan.orders, claimed.signed);
        return await this.#both(call, sender, () => market.claim(tradeId, claimed.by));
      }
      case 'settleFinal':
        return await this.#settleFinal(plan, sender, move);
      case 'claimMany': {
        const list = await Promise.all(move.receipts.map(({ role, receipt }) => this.#receipt(plan, role, receipt)));
        const call = calls.claimMany(
          deployment,
          list.map(({ signed }) => ({ orders: plan.orders, receipt: signed })),
        );
        return await this.#batch(call, sender, () => list.map(({ by }) => market.claim(tradeId, by)));
      }
      case 'cancel':
        return await this.#cancel(plan, sender, move);
      case 'withdraw':
        return await this.#withdraw(trade % HOUSEHOLDS, sender, move);
      case 'wait': {
        const { start, end } = plan.orders.bid.order;
        const moment = { start, end, claimUntil: end + 86_400 }[move.until.at] + move.until.offset;
        market.time = moment > market.time ? moment : market.time + move.until.seconds;
      }
    }
  }

  async #settleFinal(plan: Plan, sender: number, move: Extract<Move, { kind: 'settleFinal' }>): Promise<void> {
    const buyer = await this.#receipt(plan, 'buyer', move.buyer);
    const { energy } = buyer.by.content;
    const named = move.names ? energy : energy === 0n ? 1n : energy - 1n;
    const seller = await this.#receipt(plan, 'seller', move.seller, named);
    const call = calls.settleFinal(this.#localMarket.deployment, plan.orders, buyer.signed, seller.signed);
    await this.#both(call, sender, () => this.#reference.settleFinal(plan.reference.tradeId, buyer.by, seller.by));
  }

  async #cancel(plan: Plan, sender: number, move: Extract<Move, { kind: 'cancel' }>): Promise<void> {
    const order = plan.orders[move.side].order;
    const orderHash = move.side === 'bid' ? plan.reference.tradeId : plan.reference.offerHash;
    const household = plan.keys[move.side === 'bid' ? 'buyer' : 'seller'];
    const command: Cancel = {
      account: household.account.address,
      meterKey: household.meter.address,
      orderHash: move.named ? orderHash : ZERO_BYTES32,
      minNonce: move.below === 0 ? 0 : order.nonce + move.below,
      submitterFee: money(0n),
      deadline: timestamp(this.#reference.time),
    };
    const key = { meter: household.meter, account: household.account, mallory }[move.by];
    const signature = await signDigest(Cancel.digest(domainOf(this.#localMarket.deployment), command), key);
    const named = move.named ? order : undefined;
    const call = calls.cancel(this.#localMarket.deployment, command, signature, named);
    const by = { content: named, signer: key.address };
    await this.#both(call, sender, () => this.#reference.cancel(command.meterKey, by, orderHash, command.minNonce));
  }

  async #withdraw(who: number, sender: number, move: Extract<Move, { kind: 'withdraw' }>): Promise<void> {
    const household = households[who];
    if (!household) throw new Error('nobody withdraws');
    const { deployment } = this.#localMarket;
    const account = household.account.address;
    const nonce = this.#withdrawals.get(who) ?? 0;
    const withdrawal: Withdrawal = {
      ...{ account, token: deployment.token, to: mallory.address, amount: money(move.amount), nonce: BigInt(nonce) },
      ...{ submitterFee: money(0n), deadline: timestamp(this.#reference.time) },
    };
    const key = move.forged ? mallory : household.account;
    const signature = await signDigest(Withdrawal.digest(domainOf(deployment), withdrawal), key);
    const done = await this.#both(calls.withdraw(deployment, withdrawal, signature), sender, () =>
      this.#reference.withdraw(account, mallory.address, move.amount, key.address),
    );
    if (done) this.#withdrawals.set(who, nonce + 1);
  }

  // --- the two answers

  /** True when both carried it out. */
  async #both(call: Call, sender: number, judge: () => Answer): Promise<boolean> {
    const seen = await this.#chain.send(call, this.#reference.time, sender);
    const meant = judge();
    this.#count(call, seen);
    expect(seen.kind, `${call.label}: ${describe(seen)}, by the reference ${describe(meant)}`).toBe(meant.kind);
    if (seen.kind === 'refused' && meant.kind === 'refused') {
      expect(hasOwnCode(seen.reason)).toBe(true);
      expect([...meant.reasons]).toContain(seen.reason);
      return false;
    }
    if (seen.kind === 'done' && meant.kind === 'done') expect(seen.events).toEqual(meant.events);
    return true;
  }

  async #batch(call: Call, sender: number, judge: () => readonly Answer[]): Promise<void> {
    const seen = await this.#chain.send(call, this.#reference.time, sender);
    const meant = judge();
    this.#count(call, seen);
    if (seen.kind === 'refused') throw new Error(`an entire batch was refused: ${seen.reason}`);
    const events = [...seen.events];
    for (const [index, answer] of meant.entries()) {
      if (answer.kind === 'done') {
        expect(events.splice(0, answer.events.length)).toEqual(answer.events);
        continue;
      }
      const [skipped] = events.splice(0, 1);
      expect(skipped).toMatchObject({ name: 'ItemSkipped', index });
      expect([...answer.reasons]).toContain(errorNamed(skipped?.reason));
    }
    expect(events).toEqual([]);
  }

  #count({ label }: Call, seen: Result): void {
    const key = seen.kind === 'done' ? label : `${label} ${seen.reason}`;
    this.#tally.set(key, (this.#tally.get(key) ?? 0) + 1);
  }

  /** Every trade, account and reputation, and that the tokens held cover all that is owed. */
  async #compare(): Promise<void> {
    const { deployment } = this.#localMarket;
    const toMarket = deployment.market;
    const read = await this.#chain.read([
      {
        to: deployment.token,
        data: encodeFunctionData({ abi: tokenAbi, functionName: 'balanceOf', args: [toMarket] }),
      },
      ...this.#plans.map(({ reference }) => ({
        to: toMarket,
        data: encodeFunctionData({
          abi: marketAbi,
          functionName: 'trade',
          args: [reference.bid.content.meterKey, reference.tradeId],
        }),
      })),
      ...households.map(({ account }) => ({
        to: toMarket,
        data: encodeFunctionData({ abi: marketAbi, functionName: 'account', args: [account.address] }),
      })),
    ]);
    const [tokens = '0x', ...rest] = read;
    const held = decodeFunctionResult({ abi: tokenAbi, functionName: 'balanceOf', data: tokens });
    for (const { reference } of this.#plans) this.#compareTrade(reference, rest.shift() ?? '0x');
    let owed = 0n;
    for (const { account } of households) {
      const word = { abi: marketAbi, functionName: 'account', data: rest.shift() ?? '0x' } as const;
      const [balance, locked, reputation, lastGain] = decodeFunctionResult(word);
      expect({ balance, locked, reputation, lastGain }).toEqual(this.#reference.accounts.get(account.address));
      owed += balance + locked;
    }
    expect(held).toBe(this.#reference.held);
    expect(owed).toBe(held);
  }

  #compareTrade({ tradeId }: ReferenceOrders, data: `0x${string}`): void {
    const seen = decodeFunctionResult({ abi: marketAbi, functionName: 'trade', data });
    const meant = this.#reference.trades.get(tradeId);
    const [none, open, claimed, closed] = [0, 1, 2, 3];
    if (!isOpen(meant)) {
      // Whether a closed trade is still remembered is chance.
      expect([none, closed]).toContain(seen.state);
      return;
    }
    const { buyer, seller } = meant.claims;
    const { meterKey, end } = meant.orders.bid.content;
    const busy = this.#reference.meters.get(meterKey)?.busy.some((entry) => entry.tradeId === tradeId);
    expect(seen).toEqual({
      state: meant.state === 'OPEN' ? open : claimed,
      busyUntil: busy ? end : 0,
      ...{ buyerEnergy: buyer?.energy ?? 0n, buyerClaimed: buyer !== undefined, buyerFinal: buyer?.final ?? false },
      ...{
        sellerEnergy: seller?.energy ?? 0n,
        sellerClaimed: seller !== undefined,
        sellerFinal: seller?.final ?? false,
      },
    });
  }

  /** Once enough time has passed, anyone can end every trade, and nothing stays locked. */
  async #end(): Promise<void> {
    const { deployment } = this.#localMarket;
    const market = this.#reference;
    const all = this.#plans.map(({ orders }) => orders);
    market.time = [...market.trades.values()].reduce((last, trade) => Math.max(last, claimUntilOf(trade)), market.time);
    const ids = this.#plans.map(({ reference }) => reference.tradeId);
    await this.#batch(calls.freeMany(deployment, all), 3, () => ids.map((id) => market.free(id)));
    await this.#batch(calls.settleClaimedMany(deployment, all), 3, () => ids.map((id) => market.settleClaimed(id)));
    await this.#batch(calls.expireMany(deployment, all), 3, () => ids.map((id) => market.expire(id)));
    await this.#compare();
    expect([...market.trades.values()].filter(isOpen)).toEqual([]);
    expect([...market.accounts.values()].map(({ locked }) => locked)).toEqual(households.map(() => 0n));
  }

  // --- what is signed

  async #plan(wish: OrderWish, index: number): Promise<Plan> {
    const { flaw } = wish;
    const domain = domainOf(this.#localMarket.deployment);
    const buyer = flaw === 'stranger' ? householdNamed('property stranger') : household(wish.pair[0]);
    const seller = household(wish.pair[1]);
    const start = this.#reference.time + wish.start + (flaw === 'too-far' ? 48 * 3_600 : 0);
    const end = start + wish.duration;
    const common = {
      price: price(wish.price),
      start: timestamp(start),
      end: timestamp(end),
      openBefore: timestamp(flaw === 'expired' ? this.#reference.time : start),
      power: (flaw === 'too-fast' ? 1 : 2 ** 32 - 1) as Power,
      minSensorClass: 'normal-world' as const,
      nonce: wish.nonce ?? index + 1,
    };
    const least = (flaw === 'outside-energy' ? wish.energy + 1n : 1n) as Energy;
    const offer: Order = {
      ...{ ...common, side: 'offer', account: seller.account.address, meterKey: seller.meter.address },
      ...{ counterOrder: ZERO_BYTES32, energy: (wish.energy + 1n) as Energy, minEnergy: least },
      ...{ lossBandPpm: wish.bands[1] as Order['lossBandPpm'], minReputation: wish.minReputation[1] },
      start: timestamp(flaw === 'outside-interval' ? start + 1 : start),
      end: timestamp(end + 1),
    };
    const bid: Order = {
      ...{ ...common, side: 'bid', account: buyer.account.address, meterKey: buyer.meter.address },
      counterOrder: Order.digest(domain, offer),
      ...{ energy: wish.energy as Energy, minEnergy: wish.energy as Energy },
      ...{ lossBandPpm: ppm(wish.bands[0]), minReputation: wish.minReputation[0] },
      openBefore: timestamp(flaw === 'opens-after-start' ? start + 1 : common.openBefore),
    };
    const tradeId = Order.digest(domain, bid);
    const signers = {
      bid: flaw === 'bid-forged' ? mallory : buyer.meter,
      offer: flaw === 'offer-forged' ? buyer.meter : seller.meter,
    };
    return {
      orders: {
        bid: { order: bid, signature: await signDigest(tradeId, signers.bid) },
        offer: { order: offer, signature: await signDigest(bid.counterOrder, signers.offer) },
      },
      reference: {
        ...{ tradeId, offerHash: bid.counterOrder },
        bid: { content: bid, signer: signers.bid.address },
        offer: { content: offer, signer: signers.offer.address },
      },
      keys: { buyer, seller },
    };
  }

  async #receipt(
    { orders, reference, keys }: Plan,
    role: Role,
    { share, beside, largest, final, flaw }: ReceiptWish,
    partnerEnergy = 0n,
  ): Promise<{ readonly signed: SignedReceipt; readonly by: By<Receipt> }> {
    const { bid, offer } = orders;
    const band = ppm(Math.min(bid.order.lossBandPpm, offer.order.lossBandPpm, 1_000_000));
    // 98 % is the least that counts as complete.
    const part = share === 980 ? completeEnergy(bid.order.energy, band) : (bid.order.energy * BigInt(share)) / 1_000n;
    const energy = largest ? LARGEST : part + beside < 0n ? 0n : part + beside;
    const partner: Role = role === 'buyer' ? 'seller' : 'buyer';
    const tradeId = flaw === 'other-trade' ? reference.offerHash : reference.tradeId;
    const receipt: Receipt = {
      ...{ tradeId, role: flaw === 'other-role' ? partner : role, sequence: ++this.#sequence },
      ...{ energy: energy as Energy, partnerSequence: 0, partnerEnergy: partnerEnergy as Energy },
      ...{ final, cause: final ? 'completed' : 'none' },
    };
    const keyOf: Partial<Record<ReceiptWish['flaw'], Key>> = { partner: keys[partner].meter, mallory };
    const key = keyOf[flaw] ?? keys[role].meter;
    const signature = await signDigest(Receipt.digest(domainOf(this.#localMarket.deployment), receipt), key);
    return { signed: { receipt, signature }, by: { content: receipt, signer: key.address } };
  }
}

function household(index: number): Household {
  const found = households[index];
  if (!found) throw new Error(`no household ${index}`);
  return found;
}

const describe = (answer: Result | Answer): string => {
  if (answer.kind === 'done')
    return `done (${answer.events.map((event: ReferenceEvent | { name: string }) => event.name).join()})`;
  return `refused (${'reason' in answer ? answer.reason : [...answer.reasons].join()})`;
};
