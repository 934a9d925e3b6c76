/**
 * Addresses as people type and paste them, and as they are shown to people: with the checksum of EIP-55, which is encoded in the
 * case of the letters. Between programs, an address is lower case.
 */
import { getAddress } from 'viem/utils';
import { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import { type Address, address } from '../values/field.ts';
import { parse } from '../values/parse.ts';
import type { Deployment } from './network.ts';

/** The address with its checksum, for people. */
export const checksummed = (value: Address): string => getAddress(value);

/**
 * The address that a person typed. Throws `INVALID_INPUT` if it is not an address, if it is the zero address, and if its letters
 * are of mixed case and the checksum is wrong: most likely a character is mistyped, and funds sent there are unrecoverable.
 */
export function parseAddress(text: string): Address {
  const value = parse(address.schema, text.trim());
  const digits = text.trim().slice(2);
  const mixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  if (mixed && text.trim() !== checksummed(value))
    throw refused(text, 'the checksum is wrong: a character may be mistyped');
  if (BigInt(value) === 0n) throw refused(text, 'is the zero address, which nobody owns');
  return value;
}

/** The same, in a file that a person writes. */
export const addressInputSchema: z.ZodType<Address> = z.string().transform((text, context) => {
  try {
    return parseAddress(text);
  } catch (error) {
    const { problem = 'not an address' } = EvlockError.from(error).details;
    context.addIssue({ code: 'custom', message: String(problem) });
    return z.NEVER;
  }
}) as unknown as z.ZodType<Address>;

const CONTRACTS = ['token', 'market', 'registry', 'batches'] as const;
/** The addresses of a market's contracts. */
export type Contracts = Pick<Deployment, (typeof CONTRACTS)[number]>;

/** Throws `INVALID_INPUT` if `to` is one of the contracts, where funds are unrecoverable. */
export function requirePayable(to: Address, deployment: Contracts): void {
  for (const name of CONTRACTS) {
    if (deployment[name] === to)
      throw refused(to, `is the ${name} contract itself: funds sent there are unrecoverable`);
  }
}

const refused = (value: string, problem: string): EvlockError => new EvlockError('INVALID_INPUT', { value, problem });
