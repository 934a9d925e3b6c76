import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSignedExport, type SignedExport, timestamp } from '@evlock/protocol';
import { deployment } from '@evlock/testing/owner/test-gateway';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeExport, writeWhole } from '../../src/signed/files.ts';

const { network, chainId, registry, market, batches, token, block } = deployment;
const signed: SignedExport = {
  format: 'evlock-signed-1',
  deployment: { network, chainId, registry, market, batches, token, block },
  written: timestamp(1_795_864_310),
  trades: [],
  cancels: [],
  withdrawals: [],
};
let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-signed-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file of signed data', () => {
  it('takes the place of an earlier one', async () => {
    await writeExport(at('signed.json'), signed);
    await writeWhole(at('signed.json'), { ...signed, written: timestamp(signed.written + 1) });
    expect(readSignedExport(await readFile(at('signed.json'), 'utf8')).written).toBe(signed.written + 1);
  });

  it('is written into no folder that is missing, and makes none', async () => {
    for (const write of [writeExport, writeWhole]) {
      const refused = { code: 'FILE_UNUSABLE', details: { problem: 'its directory does not exist' } };
      await expect(write(at('missing/signed.json'), signed)).rejects.toMatchObject(refused);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a key', `0x${'5e'.repeat(32)}`],
    ['the words', 'abandon abandon art'],
    ['a profile', '{ "dataFolder": "data", "note": "\\"format\\": \\"evlock-signed-1\\"" }'],
  ])('does not take that of %s', async (_name, text) => {
    await writeFile(at('other'), text);
    for (const write of [writeExport, writeWhole]) {
      const refused = { code: 'FILE_UNUSABLE', details: { file: at('other'), problem: 'EEXIST' } };
      await expect(write(at('other'), signed)).rejects.toMatchObject(refused);
    }
    expect(await readFile(at('other'), 'utf8')).toBe(text);
  });
});
