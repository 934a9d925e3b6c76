/** A machine's secrets, from its secure storage: `state.c` defines how they are stored. */
import { closeSync, openSync, readSync } from 'node:fs';
import { FUSES_AT, HARDWARE_KEY_SIZE } from '@evlock/simulator/internal/trustzone';
import type { RootShell } from './root-shell.ts';
import { readSecureStorage } from './secure-storage.ts';

export const APPLICATION = 'a8f3c0d4-6b1e-4f57-9d52-2f0e7c41b6aa';
const STATE_OBJECT = 'evlock state';
const FUSES_MAGIC_SIZE = 16;
/** EVST, u16 version, u32 boot count, u8 provisioned */
const SECRETS_AT = 11;
const SECRET_SIZE = 32;

export interface StoredSecrets {
  readonly meterKey: Buffer;
  readonly attestationKey: Buffer;
  /** From which the recovery phrase and the account key derive. */
  readonly entropy: Buffer;
  /** Not a secret, but derived from what only the secure world knows. */
  readonly deviceId: Buffer;
}

/** Fused into this machine by its maker. */
export function hardwareKeyOf(flash: string): Buffer {
  const key = Buffer.alloc(HARDWARE_KEY_SIZE);
  const descriptor = openSync(flash, 'r');
  readSync(descriptor, key, 0, key.length, FUSES_AT + FUSES_MAGIC_SIZE);
  closeSync(descriptor);
  return key;
}

/** The trusted application's last stored state, in `state.c`'s encoding. */
export async function storedState(shell: RootShell, flash: string): Promise<Buffer> {
  const objects = readSecureStorage(await shell.storedFiles(), hardwareKeyOf(flash), APPLICATION);
  const state = objects.get(STATE_OBJECT);
  if (!state) throw new Error('nothing is stored');
  return state;
}

/** Of a provisioned state. */
export function secretsOf(state: Buffer): StoredSecrets {
  let at = SECRETS_AT;
  const next = (): Buffer => {
    const secret = state.subarray(at, at + SECRET_SIZE);
    at += SECRET_SIZE;
    return secret;
  };
  return { meterKey: next(), attestationKey: next(), entropy: next(), deviceId: next() };
}
