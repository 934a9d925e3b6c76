import { passkeyConfirmation } from '@evlock/secure-world';
import { describe, expect, it } from 'vitest';
import {
  fingerprintDigits,
  fingerprintWords,
  passkeyFingerprint,
} from '../../../../pages/shared/fingerprint/fingerprint.ts';

const key = (byte: string) => `0x${byte.repeat(32)}` as const;

describe('a passkey’s fingerprint', () => {
  it.each([
    [key('01'), key('02')],
    [key('ff'), key('00')],
    [key('a7'), key('3c')],
  ])('is what the secure world asks to be confirmed: %s', async (publicKeyX, publicKeyY) => {
    expect(await passkeyFingerprint({ publicKeyX, publicKeyY })).toBe(passkeyConfirmation(publicKeyX, publicKeyY));
  });

  it('is four words, and loses nothing', () => {
    expect(fingerprintWords('0x0000000000000000')).toEqual(['babab', 'babab', 'babab', 'babab']);
    expect(fingerprintWords('0x7f000001ffff3f2a')).toEqual(['lusab', 'babad', 'zuzuz', 'gusop']);
    const words = new Set(
      Array.from({ length: 65_536 }, (_, value) => fingerprintWords(`0x${value.toString(16).padStart(16, '0')}`)[3]),
    );
    expect(words.size).toBe(65_536);
  });

  it('is written in groups as the command line writes it', () => {
    expect(fingerprintDigits('0x3f2a91c077de0b14')).toBe('3f2a 91c0 77de 0b14');
  });
});
