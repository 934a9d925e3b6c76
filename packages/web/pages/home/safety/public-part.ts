import type { PublicPasskey } from '../../shared/fingerprint/fingerprint.ts';

/** Both coordinates in one text, as the other device shows them; undefined for anything else. */
export function parsePublicPart(text: string): PublicPasskey | undefined {
  const [, x, y] = /^0x([0-9a-f]{64})([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  return x === undefined || y === undefined ? undefined : { publicKeyX: `0x${x}`, publicKeyY: `0x${y}` };
}
