/** Hashes that an owner compares or approves. */
import { createHash } from 'node:crypto';
import type { Bytes32, Hex } from '@evlock/protocol';
import { EVLOCK_CONFIRMATION_LABEL, EVLOCK_CONFIRMATION_SIZE } from './generated/abi.ts';
import { fromHex, toHex } from './layout.ts';
import { type MigrationSettings, migrationSettings } from './payloads.ts';

/** The first 8 bytes of SHA-256(label ‖ x ‖ y). The owner reads it beside the passkey and types it at the meter. */
export function passkeyConfirmation(publicKeyX: Bytes32, publicKeyY: Bytes32): Hex {
  const hash = createHash('sha256').update(EVLOCK_CONFIRMATION_LABEL);
  return toHex(
    hash.update(fromHex(publicKeyX)).update(fromHex(publicKeyY)).digest().subarray(0, EVLOCK_CONFIRMATION_SIZE),
  );
}

/** A meter's new settings as its owner approves them (`Migration.settingsHash`). */
export const migrationSettingsHash = (settings: MigrationSettings): Bytes32 =>
  toHex(createHash('sha256').update(migrationSettings.write(settings)).digest());
