/**
 * The development accounts of every local chain, and its clock.
 *
 * THE KEYS BELOW ARE PUBLIC: everyone who has this file has them. Whatever is sent to them on a real network is gone.
 */
import { type Address, EvlockError, type Hex, type Timestamp } from '@evlock/protocol';

export interface DevelopmentAccount {
  readonly address: Address;
  readonly privateKey: Hex;
}

/** Account `index` (0 to 9) of every local chain, rich in worthless gas money. Its key is public. */
export function developmentAccount(_index: number): DevelopmentAccount {
  throw new EvlockError('INTERNAL');
}

/** Mines one block `seconds` later than the newest. Local chains only: throws `CHAIN_WRONG_NETWORK` on others. */
export async function increaseTime(_url: string, _seconds: number): Promise<Timestamp> {
  throw new EvlockError('INTERNAL');
}

/** Mines blocks at once. Local chains only. */
export async function mine(_url: string, _blocks = 1): Promise<void> {
  throw new EvlockError('INTERNAL');
}

/** Gives `account` this much gas money in wei. Local chains only. */
export async function fund(_url: string, _account: Address, _wei: bigint): Promise<void> {
  throw new EvlockError('INTERNAL');
}
