/** The tests' keys, and what they sign. */
import {
  type Address,
  type Bytes32,
  type Cause,
  type Domain,
  type Energy,
  Order,
  publicKeyToAddress,
  Receipt,
  type Role,
  type Signature,
  type SignedOrder,
  type SignedReceipt,
  type TradeOrders,
} from '@evlock/protocol';
import secp256k1 from 'secp256k1';
import { domain, tradeOrders } from './samples.ts';

export class Signer {
  readonly address: Address;
  readonly #key: Uint8Array;

  constructor(seed: number) {
    this.#key = new Uint8Array(32).fill(seed);
    this.address = publicKeyToAddress(secp256k1.publicKeyCreate(this.#key, false));
  }

  sign(digest: Bytes32): Signature {
    const { signature, recid } = secp256k1.ecdsaSign(Buffer.from(digest.slice(2), 'hex'), this.#key);
    return `0x${Buffer.from(signature).toString('hex')}${(27 + recid).toString(16)}`;
  }

  order(order: Order): SignedOrder {
    return { order, signature: this.sign(Order.digest(domain, order)) };
  }

  receipt(receipt: Receipt): SignedReceipt {
    return { receipt, signature: this.sign(Receipt.digest(domain, receipt)) };
  }
}

export const buyerKey = new Signer(1);
export const sellerKey = new Signer(2);

/** Both orders of a trade, signed by `buyerKey` and `sellerKey`. */
export function signedOrders(offset = 0): TradeOrders {
  const plain = tradeOrders(offset);
  const offer = sellerKey.order({ ...plain.offer.order, meterKey: sellerKey.address });
  const counterOrder = Order.digest(domain, offer.order);
  return { offer, bid: buyerKey.order({ ...plain.bid.order, meterKey: buyerKey.address, counterOrder }) };
}

export interface ReceiptFields {
  readonly sequence: number;
  readonly energy?: bigint;
  readonly partnerSequence?: number;
  readonly partnerEnergy?: bigint;
  readonly final?: boolean;
  readonly cause?: Cause;
}

export function signedReceipt(
  tradeId: Bytes32,
  role: Role,
  fields: ReceiptFields,
  where: Domain = domain,
): SignedReceipt {
  const { sequence, energy = 0n, partnerSequence = 0, partnerEnergy = 0n, final = false } = fields;
  const { cause = final ? 'completed' : 'none' } = fields;
  const receipt: Receipt = {
    tradeId,
    role,
    sequence,
    energy: energy as Energy,
    partnerSequence,
    partnerEnergy: partnerEnergy as Energy,
    final,
    cause,
  };
  const key = role === 'buyer' ? buyerKey : sellerKey;
  return { receipt, signature: key.sign(Receipt.digest(where, receipt)) };
}
