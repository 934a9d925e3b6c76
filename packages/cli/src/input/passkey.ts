/** The owner's software passkey, from a file. Loaded on demand, so that help is fast. */
import type { Hex } from '@evlock/protocol';
import type { SoftwarePasskey } from '@evlock/simulator';

/** Throws `SECRET_EXPOSED` when others may read the file, `FILE_UNUSABLE` when it contains no passkey. */
export async function loadPasskey(file: string): Promise<SoftwarePasskey> {
  const { SoftwarePasskey } = await import('@evlock/simulator');
  return SoftwarePasskey.load(file);
}

/** A passkey's fingerprint as a person compares it. */
export const grouped = (fingerprint: Hex): string => fingerprint.slice(2).replaceAll(/(.{4})(?!$)/g, '$1 ');
