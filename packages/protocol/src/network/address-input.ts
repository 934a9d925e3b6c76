/**
 * Addresses as people type and paste them, and as they are shown to people: with the checksum of EIP-55, which stands in the
 * case of the letters. Between programs an address is lower case.
 */
import { getAddress } from 'viem/utils';
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import { type Address, address } from '../values/field.ts';
import { parse } from '../values/parse.ts';
import type { Deployment } from './network.ts';

/** With its checksum, for people. */
export const checksummed = (value: Address): string => getAddress(value);

/**
 * What a person gave. Throws `INVALID_INPUT` for what is no address, for the zero address, and for mixed letters whose checksum
 * does not hold: most likely a mistyped character, and what is sent there is unrecoverable.
 */
export function typedAddress(text: string): Address {
  const value = parse(address.schema, text.trim());
  const digits = text.trim().slice(2);
  const mixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  if (mixed && text.trim() !== checksummed(value))
    throw refused(text, 'the checksum does not hold: a character is mistyped');
  if (BigInt(value) === 0n) throw refused(text, 'is the zero address, which nobody has');
  return value;
}

/** The same in a file that a person writes. */
export const typedAddressSchema: z.ZodType<Address> = z.string().transform((text, context) => {
  try {
    return typedAddress(text);
  } catch (error) {
    const { problem = 'no address' } = EvlockError.from(error).details;
    context.addIssue({ code: 'custom', message: String(problem) });
    return z.NEVER;
  }
}) as unknown as z.ZodType<Address>;

const CONTRACTS = ['token', 'market', 'registry', 'batches'] as const;
/** Where a market's contracts stand. */
export type Contracts = Pick<Deployment, (typeof CONTRACTS)[number]>;

/** Refuses to pay to the contracts themselves, where funds are unrecoverable. Throws `INVALID_INPUT`. */
export function requirePayable(to: Address, deployment: Contracts): void {
  for (const name of CONTRACTS) {
    if (deployment[name] === to)
      throw refused(to, `is the ${name} contract itself: funds sent there are unrecoverable`);
  }
}

const refused = (value: string, problem: string): EvlockError => new EvlockError('INVALID_INPUT', { value, problem });
