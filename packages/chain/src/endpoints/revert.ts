/** Maps contract reverts to our error catalogue. */
import { catalogue, type ErrorCode, type ErrorDetails, EvlockError, type Hex } from '@evlock/protocol';
import { BaseError, decodeErrorResult } from 'viem';
import { everyAbi } from '../contracts/abi.ts';
import { reasonOf } from './endpoint.ts';
import { isUnknownBlock } from './proof.ts';

/** Contract errors with a different name in the catalogue. */
const renamed: Readonly<Record<string, ErrorCode>> = {
  ERC20InsufficientBalance: 'WALLET_SHORT',
  AccessControlUnauthorizedAccount: 'ACCESS_DENIED',
  OwnableUnauthorizedAccount: 'ACCESS_DENIED',
};

/** `MeterBusy` → `METER_BUSY`; `CHAIN_REVERTED` where the catalogue has no such code. */
export function codeOfContractError(name: string): ErrorCode {
  const code = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  return renamed[name] ?? (Object.hasOwn(catalogue, code) ? (code as ErrorCode) : 'CHAIN_REVERTED');
}

/** The bytes a contract reverted with, wherever viem nests them. */
function revertData(error: unknown): Hex | undefined {
  if (!(error instanceof BaseError)) return undefined;
  let found: Hex | undefined;
  error.walk((cause) => {
    const { data } = cause as { data?: unknown };
    const text = typeof data === 'object' && data !== null ? (data as { data?: unknown }).data : data;
    if (typeof text === 'string' && /^0x([0-9a-f]{2})*$/i.test(text)) found = text as Hex;
    return found !== undefined;
  });
  return found;
}

const shown = (value: unknown): string | number | boolean =>
  typeof value === 'number' || typeof value === 'boolean' ? value : String(value).toLowerCase();

/** The revert data as an `EvlockError` whose details are the contract error's arguments. */
export function decodeRevertData(data: Hex): EvlockError {
  let decoded: ReturnType<typeof decodeErrorResult<typeof everyAbi>>;
  try {
    decoded = decodeErrorResult({ abi: everyAbi, data });
  } catch {
    return new EvlockError('CHAIN_REVERTED', { data: data.slice(0, 138) });
  }
  const { errorName, abiItem } = decoded;
  const args = (decoded.args ?? []) as readonly unknown[];
  const details: Record<string, ErrorDetails[string]> = {};
  abiItem.inputs.forEach((input, index) => {
    details['name' in input && input.name ? input.name : `argument${index}`] = shown(args[index]);
  });
  const code = codeOfContractError(errorName);
  return new EvlockError(code, code === 'CHAIN_REVERTED' ? { error: errorName, ...details } : details);
}

/**
 * Any failure of a simulated or mined call: a contract's custom error under its own code, any other revert as `CHAIN_REVERTED`, a
 * missing block as `CHAIN_BEHIND`, everything else as `CHAIN_UNREACHABLE`.
 */
export function decodeRevert(error: unknown): EvlockError {
  if (error instanceof EvlockError) return error;
  const data = revertData(error);
  if (data !== undefined && data !== '0x') return decodeRevertData(data);
  const reason = reasonOf(error);
  if (isUnknownBlock(reason)) return new EvlockError('CHAIN_BEHIND', { missing: reason });
  const reverted = data === '0x' || /revert/i.test(reason);
  return new EvlockError(reverted ? 'CHAIN_REVERTED' : 'CHAIN_UNREACHABLE', { reason });
}
