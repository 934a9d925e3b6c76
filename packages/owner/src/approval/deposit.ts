/** What must be true on chain before an owner's money is deposited. */
import { type Address, type ErrorCode, EvlockError, type Money } from '@evlock/protocol';
import type { OwnersChain } from '../verification/chain.ts';

export interface Depositor {
  /** As the secure world reported them when the passkey was bound: nothing else is paid into. */
  readonly account: Address;
  readonly meterKey: Address;
}

type Meter = Awaited<ReturnType<OwnersChain['meter']>>;

/** Why the account must not be paid into now; undefined if nothing speaks against it. */
function objection(meter: Meter, { account }: Depositor): ErrorCode | undefined {
  if (!meter) return 'NOT_ENROLLED';
  if (meter.account !== account) return 'ACCOUNT_TAKEN';
  if (meter.status === 'replaced') return 'METER_REPLACED';
  if (meter.status === 'standby') return 'METER_STANDBY';
  return meter.suspended || !meter.active ? 'NOT_ENROLLED' : undefined;
}

/**
 * Throws unless every endpoint shows the pinned meter key as the pinned account's active one: `NOT_ENROLLED` (also when
 * suspended), `ACCOUNT_TAKEN` when the chain has the key under another account, `METER_STANDBY`, `METER_REPLACED`.
 */
export async function requireDepositable(depositor: Depositor, chain: Pick<OwnersChain, 'meter'>): Promise<void> {
  const meter = await chain.meter(depositor.meterKey);
  const code = objection(meter, depositor);
  if (code === undefined) return;
  const { meterKey, account } = depositor;
  throw new EvlockError(code, { meterKey, account, chainAccount: meter?.account ?? null });
}

export interface DepositModules<T> {
  readonly chain: Pick<OwnersChain, 'meter'>;
  /** Checks that the contracts are known ones. Throws `CONTRACT_FOREIGN`. */
  readonly checkContracts: () => Promise<void>;
  readonly pay: (account: Address, amount: Money) => Promise<T>;
  readonly permit?: typeof requireDepositable;
}

/** Pays into the pinned account once every check has passed. Throws like `requireDepositable`, `CONTRACT_FOREIGN`. */
export async function deposit<T>(depositor: Depositor, amount: Money, modules: DepositModules<T>): Promise<T> {
  const { chain, checkContracts, pay, permit = requireDepositable } = modules;
  await checkContracts();
  await permit(depositor, chain);
  return pay(depositor.account, amount);
}
