/** A household's owner as its worker answers, without a worker; views as they come from it, with their verdicts. */
import type { Draft, OfferList, Shown } from '@evlock/owner';
import type {
  AccountView,
  Address,
  Bytes32,
  Energy,
  Money,
  OfferView,
  Order,
  Power,
  Price,
  SignedReceipt,
  Timestamp,
  TradeReceiptsView,
  TradeView,
} from '@evlock/protocol';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { TokenSymbol } from '../../../pages/shared/format/use-format.tsx';
import { HouseContext, type OwnerClient, OwnerContext } from '../../../pages/shared/owner.ts';

const hex = (digits: string, bytes: number): `0x${string}` => `0x${digits.repeat(bytes)}`;
export const own = { account: hex('a2', 20), meterKey: hex('a1', 20) };
export const partner = { account: hex('b2', 20), meterKey: hex('b1', 20) };
export const PROVEN = { failed: [], unchecked: [] } as const;
/** The wall's clock, so that what is shown as running runs. */
export const NOW = Math.floor(Date.now() / 60_000) * 60;
const SIGNATURE = hex('11', 65) as SignedReceipt['signature'];
const ZERO = hex('00', 32) as Bytes32;

const order = (changes: Partial<Order>): Order => ({
  side: 'offer',
  account: partner.account as Address,
  meterKey: partner.meterKey as Address,
  counterOrder: ZERO,
  energy: 1_200_000n as Energy,
  minEnergy: 100_000n as Energy,
  power: 1_440_000 as Power,
  price: 120_000n as Price,
  start: (NOW - 600) as Timestamp,
  end: (NOW + 3_000) as Timestamp,
  openBefore: (NOW + 3_000) as Timestamp,
  lossBandPpm: 30_000 as Order['lossBandPpm'],
  minReputation: -3,
  minSensorClass: 'normal-world',
  nonce: 7,
  ...changes,
});

export const offer = (changes: Partial<Order> = {}, view: Partial<Shown<OfferView>> = {}): Shown<OfferView> => ({
  hash: hex('c7', 32) as Bytes32,
  offer: { order: order(changes), signature: SIGNATURE },
  reputation: 4,
  state: 'open',
  verdict: PROVEN,
  ...view,
});

type Role = 'buyer' | 'seller';
export const receipt = (role: Role, changes: Partial<SignedReceipt['receipt']> = {}): SignedReceipt => ({
  receipt: {
    tradeId: hex('d4', 32) as Bytes32,
    role,
    sequence: 300,
    energy: 118_000n as Energy,
    partnerSequence: 299,
    partnerEnergy: 118_000n as Energy,
    final: false,
    cause: 'none',
    ...changes,
  },
  signature: SIGNATURE,
});

/** A running trade in which the household sells, unless `changes` say otherwise. */
export function trade(changes: Partial<Shown<TradeView>> = {}): Shown<TradeView> {
  const seller = { ...own, receipt: receipt('seller', { energy: 120_000n as Energy }) };
  const buyer = { ...partner, receipt: receipt('buyer') };
  const terms = { energy: 350_000n as Energy, start: (NOW - 300) as Timestamp, end: (NOW + 600) as Timestamp };
  const side = { cause: 'none', reputation: null } as const;
  return {
    id: hex('d4', 32) as Bytes32,
    state: 'open',
    buyer: { ...buyer, ...side } as TradeView['buyer'],
    seller: { ...seller, ...side } as TradeView['seller'],
    bid: { order: order({ side: 'bid', ...terms, minEnergy: terms.energy }), signature: SIGNATURE },
    offer: { order: order({ ...(own as Pick<Order, 'account'>), ...terms }), signature: SIGNATURE },
    ...terms,
    price: 120_000n as Price,
    locked: 42_000n as Money,
    delivered: null,
    paid: null,
    refunded: null,
    ordered: (NOW - 330) as Timestamp,
    opened: { transaction: hex('e5', 32) as Bytes32, block: 4_711, time: (NOW - 310) as Timestamp, gas: 61_000 },
    ended: null,
    error: null,
    verdict: PROVEN,
    ...changes,
  };
}

/** A trade that was settled with these receipts. */
export function settled(
  energies: { readonly seller: bigint; readonly buyer: bigint },
  changes: Partial<Shown<TradeView>> = {},
) {
  const view = trade();
  const delivered = energies.seller < energies.buyer ? energies.seller : energies.buyer;
  const paid = (delivered * view.price) / 1_000_000n;
  const end = (role: Role): TradeView['buyer'] => ({
    ...view[role],
    receipt: receipt(role, { energy: energies[role] as Energy, final: true, cause: 'completed' }),
    cause: 'completed',
    reputation: 1,
  });
  return trade({
    state: 'settled',
    buyer: end('buyer'),
    seller: end('seller'),
    delivered: delivered as Energy,
    paid: paid as Money,
    refunded: (view.locked - paid) as Money,
    ended: { transaction: hex('f6', 32) as Bytes32, block: 4_760, time: (NOW - 60) as Timestamp, gas: 80_000 },
    ...changes,
  });
}

export const account = (changes: Partial<Shown<AccountView>> = {}): Shown<AccountView> => ({
  deviceId: hex('66', 32) as Bytes32,
  account: own.account as Address,
  meterKey: own.meterKey as Address,
  balance: 9_760_000n as Money,
  locked: 42_000n as Money,
  withdrawalNonce: 3n,
  reputation: 4,
  enrolled: true,
  online: true,
  status: {
    state: 'delivering',
    relayClosed: true,
    tradeId: hex('d4', 32) as Bytes32,
    import: 1_500_000n as Energy,
    export: 4_200_000n as Energy,
    power: 1_412_000,
    voltage: 48_100,
    fault: null,
  },
  verdict: { failed: [], unchecked: ['online', 'status'] },
  ...changes,
});

/** Both meters of a delivery of so many seconds, the buyer's counting a little less. */
export function receipts(seconds = 300): Shown<TradeReceiptsView> {
  const points = (role: Role) =>
    Array.from({ length: seconds }, (_, index) => ({
      ...receipt(role, {
        sequence: index + 1,
        energy: BigInt(
          Math.round((index + 1) * (role === 'seller' ? 400 : 393) * (1 + Math.sin(index / 40) / 12)),
        ) as Energy,
      }),
      received: (NOW - 300 + index) as Timestamp,
    }));
  const verdict = { failed: [], unchecked: ['times', 'completeness'] };
  return { id: hex('d4', 32) as Bytes32, buyer: points('buyer'), seller: points('seller'), verdict };
}

export const draftOf = (terms: Order): Draft => {
  const { account: _account, meterKey, nonce: _nonce, ...rest } = terms;
  const bounds = {
    meterKey,
    side: terms.side,
    energyCap: terms.energy,
    minEnergy: terms.minEnergy,
    moneyCap: (terms.side === 'bid' ? (terms.energy * terms.price + 999_999n) / 1_000_000n : 0n) as Money,
    limitPrice: terms.price,
    deliveryFrom: terms.start,
    deliveryUntil: terms.end,
    validUntil: terms.openBefore,
    minReputation: terms.minReputation,
    minSensorClass: terms.minSensorClass,
    lossBandPpm: terms.lossBandPpm,
  };
  return { terms: rest, bounds };
};

/** Answers of the owner; what a test does not name answers as a quiet household. */
export function owner(answers: Partial<OwnerClient> = {}): OwnerClient {
  const quiet: Partial<OwnerClient> = {
    account: async () => account(),
    offers: async (): Promise<OfferList> => ({ offers: [offer()], more: false }),
    trades: async () => [trade()],
    trade: async () => trade(),
    receipts: async () => receipts(),
    draftOffer: async (wish) =>
      draftOf(order({ ...(own as Pick<Order, 'account'>), ...(wish as Partial<Order>), openBefore: wish.end })),
    draftBid: async (_offer, wish) =>
      draftOf(
        order({
          side: 'bid',
          ...(wish as Partial<Order>),
          minEnergy: wish.energy,
          openBefore: wish.start as Timestamp,
        }),
      ),
    subscribe: () => () => undefined,
  };
  return { ...quiet, ...answers } as OwnerClient;
}

/** A screen of an open household. */
export function Household({ client, children }: { readonly client: OwnerClient; readonly children: ReactNode }) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  queries.setQueryData(['config'], { deployment: { minimumLot: 1_000n }, houses: [{ ...partner, name: 'Ben' }] });
  const house = { ...own, credentialIds: [], name: 'Ana' } as never;
  return (
    <QueryClientProvider client={queries}>
      <TokenSymbol symbol="EVT">
        <HouseContext value={house}>
          <OwnerContext value={client}>{children}</OwnerContext>
        </HouseContext>
      </TokenSymbol>
    </QueryClientProvider>
  );
}
