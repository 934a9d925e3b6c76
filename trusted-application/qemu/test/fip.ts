/** TF-A's firmware image package (FIP): what BL1 starts and the certificates for it. Source: TF-A's firmware design, "FIP". */
import { FLASH_SECTOR } from '@evlock/simulator/internal/trustzone';

const FIP_AT = FLASH_SECTOR;
const MAGIC = 0xaa640001;
const HEADER_SIZE = 16;
const ENTRY_SIZE = 40;

/** Images by the first four bytes of their UUIDs; anything not named here is a certificate. */
const IMAGES: Readonly<Record<string, string>> = {
  '5ff9ec0b': 'BL2',
  '47d4086d': 'BL31',
  '05d0e189': 'OP-TEE (header)',
  '0b70c29b': 'OP-TEE',
  d6d0eea7: 'kernel',
};

export interface FipEntry {
  readonly name: string;
  /** In the flash. */
  readonly at: number;
  readonly size: number;
}

/** Throws where there is no package. */
export function readFip(firmware: Buffer): FipEntry[] {
  const fip = firmware.subarray(FIP_AT);
  if (fip.readUInt32LE(0) !== MAGIC) throw new Error('not a firmware image package');
  const entries: FipEntry[] = [];
  for (let at = HEADER_SIZE; ; at += ENTRY_SIZE) {
    const uuid = fip.subarray(at, at + 16).toString('hex');
    if (/^0+$/.test(uuid)) return entries;
    const id = uuid.slice(0, 8);
    entries.push({
      name: IMAGES[id] ?? `certificate ${id}`,
      at: FIP_AT + Number(fip.readBigUInt64LE(at + 16)),
      size: Number(fip.readBigUInt64LE(at + 24)),
    });
  }
}
