/** Proof of a faulty meter: two messages it signed, of which a sound secure world signs only one. */
import {
  type Address,
  type Bytes32,
  type Domain,
  Order,
  parseJson,
  Reading,
  Receipt,
  type Signature,
  signatureSchema,
  signedOrderSchema,
  signedReceiptSchema,
} from '@evlock/protocol';
import { z } from 'zod';
import type { FaultRow } from '../database/snapshot.ts';
import type { Difference } from './difference.ts';
import type { Facts } from './facts.ts';
import { isSignedBy } from './signatures.ts';

const MOST_CHARACTERS = 8_192;
const signedReadingSchema = z.strictObject({ reading: Reading.schema, signature: signatureSchema });
const evidenceSchema = z.union([signedOrderSchema, signedReceiptSchema, signedReadingSchema]);

interface Message {
  readonly digest: Bytes32;
  readonly signature: Signature;
  /** A sound secure world signs one message for each. */
  readonly occasion: string;
}

function messageIn(domain: Domain, json: string): Message | undefined {
  try {
    const signed = parseJson(evidenceSchema, json, MOST_CHARACTERS);
    const { signature } = signed;
    if ('order' in signed) {
      const { order } = signed;
      return { signature, digest: Order.digest(domain, order), occasion: `order ${order.nonce}` };
    }
    if ('receipt' in signed) {
      const { receipt } = signed;
      const occasion = `receipt ${receipt.tradeId} ${receipt.role} ${receipt.sequence}`;
      return { signature, digest: Receipt.digest(domain, receipt), occasion };
    }
    const { reading } = signed;
    return { signature, digest: Reading.digest(domain, reading), occasion: `reading ${reading.sequence}` };
  } catch {
    return undefined;
  }
}

/** A meter listed here gets no orders, so each row must prove itself. Duplicate connections are not signed. */
export const checkFaults = ({ tables, domain }: Facts): Difference[] =>
  tables.meterFaults.filter(({ code }) => code === 'SEQUENCE_FORKED').flatMap((row) => checkFault(domain, row));

function checkFault(domain: Domain, { meter_key, code, first, second }: FaultRow): Difference[] {
  const place = { check: 'meter faults', table: 'meter_faults', key: `${meter_key}/${code}` };
  const [one, other] = [messageIn(domain, first), messageIn(domain, second)];
  const unsigned = [
    { field: 'first', message: one },
    { field: 'second', message: other },
  ].filter(({ message }) => !message || !isSigned(message, meter_key));
  if (unsigned.length > 0 || !one || !other) {
    return unsigned.map(({ field }) => ({
      ...place,
      field,
      recorded: 'not signed',
      expected: `signed by ${meter_key}`,
    }));
  }
  if (one.occasion === other.occasion && one.digest !== other.digest) return [];
  return [
    {
      ...place,
      field: 'row',
      recorded: `${one.occasion}, ${other.occasion}`,
      expected: 'two messages of one occasion',
    },
  ];
}

const isSigned = ({ digest, signature }: Message, meterKey: Address): boolean =>
  isSignedBy(digest, signature, meterKey);
