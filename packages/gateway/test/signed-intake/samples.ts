/** Trades and cancels with keys derived from a number, all correctly signed. */
import {
  Cancel,
  type Deployment,
  domainOf,
  type Energy,
  type ExportedCancel,
  type ExportedTrade,
  money,
  Order,
  type Power,
  ppm,
  price,
  publicKeyOf,
  publicKeyToAddress,
  Receipt,
  type SignedExport,
  signDigest,
  timestamp,
  tradeOf,
  ZERO_BYTES32,
} from '@evlock/protocol';

const address = (digit: string): `0x${string}` => `0x${digit.repeat(40)}`;
export const deployment: Deployment = {
  network: 'local',
  chainId: 31_337,
  registry: address('1'),
  market: address('2'),
  batches: address('4'),
  token: address('3'),
  block: 1,
};
const domain = domainOf(deployment);

export const keyOf = (seed: number) => {
  const secret = new Uint8Array(32).fill(seed);
  return { secret, address: publicKeyToAddress(publicKeyOf(secret, false)) };
};
export const [buyerMeter, sellerMeter, buyer, seller] = [keyOf(1), keyOf(2), keyOf(3), keyOf(4)];

export function signedTrade(nonce: number, finals: readonly number[] = [1]): ExportedTrade {
  const common = {
    ...{ energy: 5_000n as Energy, minEnergy: 5_000n as Energy, power: 1_440_000 as Power, price: price(1n) },
    ...{ start: timestamp(100), end: timestamp(200), openBefore: timestamp(200), lossBandPpm: ppm(0) },
    ...{ minReputation: 0, minSensorClass: 'normal-world' as const, nonce },
  };
  const offer: Order = {
    ...common,
    ...{ side: 'offer', account: seller.address, meterKey: sellerMeter.address, counterOrder: ZERO_BYTES32 },
  };
  const counterOrder = Order.digest(domain, offer);
  const bid: Order = { ...common, side: 'bid', account: buyer.address, meterKey: buyerMeter.address, counterOrder };
  const tradeId = Order.digest(domain, bid);
  const receipt = (role: 'buyer' | 'seller', sequence: number) => {
    const energy = 4_000n as Energy;
    const signed: Receipt = {
      ...{ tradeId, role, sequence, energy, partnerSequence: 0, partnerEnergy: energy },
      ...{ final: true, cause: 'completed' },
    };
    const { secret } = role === 'buyer' ? buyerMeter : sellerMeter;
    return { receipt: signed, signature: signDigest(Receipt.digest(domain, signed), secret) };
  };
  return {
    orders: {
      bid: { order: bid, signature: signDigest(tradeId, buyerMeter.secret) },
      offer: { order: offer, signature: signDigest(counterOrder, sellerMeter.secret) },
    },
    receipts: (['buyer', 'seller'] as const).flatMap((role) => finals.map((sequence) => receipt(role, sequence))),
  };
}

export const idOf = ({ orders }: ExportedTrade) => tradeOf(domain, orders).id;

export function signedCancel(minNonce: number, key = sellerMeter): ExportedCancel {
  const cancel: Cancel = {
    ...{ account: seller.address, meterKey: key.address, orderHash: ZERO_BYTES32, minNonce },
    ...{ submitterFee: money(0n), deadline: timestamp(2 ** 40 - 1) },
  };
  return { cancel, signature: signDigest(Cancel.digest(domain, cancel), key.secret), order: null };
}

export const exportOf = (parts: Partial<SignedExport>): SignedExport => ({
  format: 'evlock-signed-1',
  ...{ deployment, written: timestamp(1), trades: [], cancels: [], withdrawals: [] },
  ...parts,
});
