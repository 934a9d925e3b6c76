import { keyNamed } from '@evlock/testing/chain/local-market';
import { describe, expect, it } from 'vitest';
import { dynamicFees, legacyFees, replacementFees } from '../../src/accounts/fees.ts';
import { feesOf, Signer } from '../../src/accounts/signer.ts';
import { networks } from '../../src/index.ts';

const GKEI = 10n ** 9n;

describe('fees', () => {
  it('offer twice the base fee and the tip', () => {
    expect(dynamicFees(30n * GKEI, 2n, undefined)).toEqual({
      type: 'eip1559',
      maxFeePerGas: 60n * GKEI + 2n,
      maxPriorityFeePerGas: 2n,
    });
  });

  it('stay inside the bounds of Kaia', () => {
    const { baseFee } = networks.kaia;
    expect(dynamicFees(5n * GKEI, 0n, baseFee)).toMatchObject({ maxFeePerGas: 25n * GKEI });
    expect(dynamicFees(700n * GKEI, 0n, baseFee)).toMatchObject({ maxFeePerGas: 750n * GKEI });
  });

  it("are not up to the endpoint: no tip or gas price above Kaia's highest base fee is offered", () => {
    const { baseFee } = networks.kaia;
    const fees = { type: 'eip1559', maxFeePerGas: 810n * GKEI, maxPriorityFeePerGas: 750n * GKEI } as const;
    expect(dynamicFees(30n * GKEI, 10n ** 18n, baseFee)).toEqual(fees);
    expect(legacyFees(10n ** 18n, baseFee)).toEqual({ type: 'legacy', gasPrice: 750n * GKEI });
    expect(legacyFees(60n * GKEI, baseFee)).toEqual({ type: 'legacy', gasPrice: 60n * GKEI });
  });

  it('rise by more than a tenth for a replacement, even from zero', () => {
    const last = { type: 'eip1559', maxFeePerGas: 100n, maxPriorityFeePerGas: 0n } as const;
    expect(replacementFees(last, last)).toEqual({ type: 'eip1559', maxFeePerGas: 113n, maxPriorityFeePerGas: 1n });
    const now = { type: 'eip1559', maxFeePerGas: 500n, maxPriorityFeePerGas: 7n } as const;
    expect(replacementFees(last, now)).toEqual(now);
    const legacy = { type: 'legacy', gasPrice: 1_000n } as const;
    expect(replacementFees(legacy, legacy)).toEqual({ type: 'legacy', gasPrice: 1_126n });
  });

  it.each([
    { type: 'eip1559', maxFeePerGas: 100n, maxPriorityFeePerGas: 3n },
    { type: 'legacy', gasPrice: 1_000n },
  ] as const)('are read back from a signed $type transaction', async (fees) => {
    const { privateKey, address } = keyNamed('signer');
    const signer = new Signer(privateKey, 8_217);
    expect(signer.address).toBe(address);
    expect(feesOf(await signer.sign({ to: address, data: '0x', nonce: 1, gasLimit: 21_000 }, fees))).toEqual(fees);
  });

  it('never reveal a malformed key', () => {
    const key = '0xnot-a-key-but-a-secret';
    expect(() => new Signer(key as `0x${string}`, 1)).toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.not.stringContaining('secret') }),
    );
  });
});
