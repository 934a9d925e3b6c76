import { catalogue, EvlockError } from '@evlock/protocol';
import { encodeErrorResult } from 'viem';
import { describe, expect, it } from 'vitest';
import { batchesAbi, everyAbi, registryAbi } from '../../src/contracts/abi.ts';
import { decodeRevertData } from '../../src/endpoints/revert.ts';
import { codeOfContractError, decodeRevert } from '../../src/index.ts';

/** Errors that only a mistake of ours, or of the deployer, can cause: they stay `CHAIN_REVERTED`, with their name. */
const knowinglyReverted = [
  // A batch or calldata of the wrong size, a wrong deployment, renouncing someone else's role.
  ...['BatchSize', 'CalldataLength', 'WrongRegistry', 'WrongMarket', 'AccessControlBadConfirmation'],
  // From the base contracts, unreachable through ours.
  ...['InvalidAccountNonce', 'ReentrancyGuardReentrantCall', 'SafeERC20FailedOperation'],
  // From the test token.
  ...['ECDSAInvalidSignature', 'ECDSAInvalidSignatureLength', 'ECDSAInvalidSignatureS', 'ERC20InsufficientAllowance'],
  ...['ERC20InvalidApprover', 'ERC20InvalidReceiver', 'ERC20InvalidSender', 'ERC20InvalidSpender'],
  ...['ERC2612ExpiredSignature', 'ERC2612InvalidSigner', 'InvalidShortString', 'OwnableInvalidOwner', 'StringTooLong'],
];

const errorsOf = (abi: readonly { readonly type: string; readonly name?: string }[]): string[] =>
  abi.flatMap(({ type, name }) => (type === 'error' && name !== undefined ? name : []));

describe('errors of the contracts', () => {
  it.each([...new Set(errorsOf(everyAbi))])('%s has a code, or is deliberately CHAIN_REVERTED', (name) => {
    const code = codeOfContractError(name);
    expect(Object.hasOwn(catalogue, code)).toBe(true);
    expect(code === 'CHAIN_REVERTED').toBe(knowinglyReverted.includes(name));
  });

  it.each([...new Set(errorsOf(everyAbi))])(
    '%s denies what was asked for, so that nobody repeats it unchanged',
    (name) => {
      expect(catalogue[codeOfContractError(name)].class).toBe('refused');
    },
  );

  it('are named mechanically', () => {
    expect(codeOfContractError('MeterBusy')).toBe('METER_BUSY');
    expect(codeOfContractError('BelowMinimumLot')).toBe('BELOW_MINIMUM_LOT');
    expect(codeOfContractError('SomethingElse')).toBe('CHAIN_REVERTED');
  });

  it('carry their arguments as details', () => {
    const meterKey = '0x00000000000000000000000000000000000000ab';
    const data = encodeErrorResult({ abi: registryAbi, errorName: 'NotEnrolled', args: [meterKey] });
    const error = decodeRevertData(data);
    expect(error.code).toBe('NOT_ENROLLED');
    expect(error.details).toEqual({ meterKey: meterKey.toLowerCase() });
  });

  it('keep their name if they have no code', () => {
    const data = encodeErrorResult({ abi: batchesAbi, errorName: 'BatchSize', args: [101n, 100n] });
    expect(decodeRevertData(data)).toMatchObject({
      code: 'CHAIN_REVERTED',
      details: { error: 'BatchSize', items: '101', most: '100' },
    });
    expect(decodeRevertData('0xdeadbeef')).toMatchObject({ code: 'CHAIN_REVERTED', details: { data: '0xdeadbeef' } });
  });

  it('leave our own errors unchanged, and make everything else unreachable', () => {
    const ours = new EvlockError('CHAIN_WRONG_NETWORK');
    expect(decodeRevert(ours)).toBe(ours);
    expect(decodeRevert(new TypeError('fetch failed')).code).toBe('CHAIN_UNREACHABLE');
  });
});
