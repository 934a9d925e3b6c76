/** A private key as people write it down. */
import { parsePrivateKey } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';

const HEX = `ab${'0'.repeat(61)}1`;
const ORDER = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';

describe('a private key', () => {
  it.each([HEX, `0x${HEX}`, HEX.toUpperCase(), `0x${HEX.toUpperCase()}`, `  0x${HEX}\r\n`])(
    'is the same one however it is written: %j',
    (text) => {
      expect(parsePrivateKey(text, 'keyFile')).toBe(`0x${HEX}`);
    },
  );

  it.each(['', '0x', HEX.slice(1), `${HEX}0`, `0X${HEX}`, `${HEX} ${HEX}`, `g${HEX.slice(1)}`, '0'.repeat(64), ORDER])(
    'is refused, and not shown, where it is none: %j',
    (text) => {
      let error: unknown;
      try {
        parsePrivateKey(text, 'keyFile');
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'keyFile' } });
      if (text.length > 2) expect(JSON.stringify(error)).not.toContain(text);
    },
  );
});
