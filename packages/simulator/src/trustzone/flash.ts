/**
 * A machine's secure flash: signed firmware at the front, and at the end what replaces a board's silicon. Layout as in
 * trusted-application/qemu/platform/evlock_platform.c: fuses, then two sectors of the rollback counter.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { EvlockError } from '@evlock/protocol';

export const FLASH_SIZE = 64 * 1024 * 1024;
export const FLASH_SECTOR = 256 * 1024;
export const COUNTER_AT = FLASH_SIZE - 2 * FLASH_SECTOR;
export const FUSES_AT = COUNTER_AT - FLASH_SECTOR;

const MAGIC = Buffer.from('evlock fuses v1\0', 'latin1');
export const HARDWARE_KEY_SIZE = 16;
const ERASED = Buffer.alloc(FLASH_SECTOR, 0xff);

/** Fused into a board by its maker: the hardware unique key (16 bytes) behind everything that is stored. */
export function encodeFuses(hardwareKey: Uint8Array): Buffer {
  if (hardwareKey.length !== HARDWARE_KEY_SIZE)
    throw new EvlockError('INVALID_INPUT', { problem: 'hardware key size' });
  const content = Buffer.concat([MAGIC, hardwareKey]);
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

function checkFirmware(firmware: Buffer): void {
  if (firmware.length > FUSES_AT) {
    throw new EvlockError('INPUT_TOO_LARGE', { file: 'firmware', size: firmware.length, limit: FUSES_AT });
  }
}

function writeWhole(path: string, parts: readonly (readonly [position: number, bytes: Buffer])[]): void {
  // Left by a kill, or planted: never write through it.
  rmSync(`${path}.new`, { force: true });
  const descriptor = openSync(`${path}.new`, 'wx', 0o600);
  try {
    for (const [position, bytes] of parts) writeSync(descriptor, bytes, 0, bytes.length, position);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${path}.new`, path);
}

/**
 * A new machine's flash: `random` provides its hardware key. Never overwrites an existing one, whose contents would be lost.
 */
export function makeFlash(path: string, firmwareFile: string, random: (size: number) => Uint8Array): void {
  if (existsSync(path)) throw new EvlockError('INVALID_INPUT', { path, problem: 'flash already exists' });
  const firmware = readFileSync(firmwareFile);
  checkFirmware(firmware);
  writeWhole(path, [
    [0, firmware],
    [FUSES_AT, Buffer.concat([encodeFuses(random(HARDWARE_KEY_SIZE)), ERASED]).subarray(0, FLASH_SECTOR)],
    [COUNTER_AT, ERASED],
    [COUNTER_AT + FLASH_SECTOR, ERASED],
  ]);
}

/** Updates the firmware where it differs; fuses and counter stay. */
export function updateFirmware(path: string, firmwareFile: string): void {
  const firmware = readFileSync(firmwareFile);
  checkFirmware(firmware);
  const [present, kept] = readParts(path, firmware.length);
  if (present.equals(firmware)) return;
  writeWhole(path, [
    [0, firmware],
    [FUSES_AT, kept],
  ]);
}

function readParts(path: string, firmwareSize: number): readonly [firmware: Buffer, kept: Buffer] {
  const descriptor = openSync(path, 'r');
  try {
    const [firmware, kept] = [Buffer.alloc(firmwareSize), Buffer.alloc(FLASH_SIZE - FUSES_AT)];
    readSync(descriptor, firmware, 0, firmware.length, 0);
    readSync(descriptor, kept, 0, kept.length, FUSES_AT);
    return [firmware, kept];
  } finally {
    closeSync(descriptor);
  }
}
