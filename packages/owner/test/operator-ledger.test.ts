import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerFile, OperatorLedger } from '@evlock/owner/node';
import { type EnrolmentFile, enrolmentNonce, timestamp } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployment, hex } from './test-gateway.ts';

const CODE = 'AB12-CD34-EF56-GH78';
const made = { code: CODE, expires: timestamp(1_800_003_600) };
const NOW = timestamp(1_800_000_000);
let folder: string;
const at = (name: string): string => join(folder, name);

/** What a device shows, as far as the list looks at it. */
const file = (device: string, key = device): EnrolmentFile =>
  ({
    evidence: {
      deviceId: hex(device),
      meterKey: hex(key, 20),
      account: hex(key, 20),
      verifierNonce: enrolmentNonce(CODE),
    },
  }) as unknown as EnrolmentFile;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-ledger-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe("an operator's own list", () => {
  it('remembers over restarts, for the operator alone, and keeps no code', async () => {
    const ledger = await OperatorLedger.open(at('list.json'), deployment);
    await ledger.codeMade(hex('1'), made, NOW);
    await ledger.admitted(file('1'), NOW);
    expect((await stat(at('list.json'))).mode & 0o777).toBe(0o600);
    expect(await readFile(at('list.json'), 'utf8')).not.toContain(CODE);
    const again = await OperatorLedger.open(at('list.json'), deployment);
    expect(() => again.check(file('1'))).not.toThrow();
    expect(() => again.check(file('1', '2'))).toThrow(/deviceSeen/);
    expect(() => again.check(file('2'))).toThrow(/codeMadeHere/);
  });

  it('knows a meter key that came with another device', async () => {
    const ledger = await OperatorLedger.open(at('list.json'), deployment);
    await ledger.codeMade(hex('1'), made, NOW);
    await ledger.codeMade(hex('2'), made, NOW);
    await ledger.admitted(file('1'), NOW);
    expect(() => ledger.check(file('2', '1'))).toThrow(/deviceSeen/);
  });

  it('loses nothing of what is remembered at once', async () => {
    const ledger = await OperatorLedger.open(at('list.json'), deployment);
    const devices = ['1', '2', '3', '4', '5', '6', '7', '8'];
    await Promise.all(devices.map((device) => ledger.codeMade(hex(device), made, NOW)));
    const again = await OperatorLedger.open(at('list.json'), deployment);
    for (const device of devices) expect(() => again.check(file(device))).not.toThrow();
  });

  it('is of one market, and is not read as anything else', async () => {
    const ledger = await OperatorLedger.open(at('list.json'), deployment);
    await ledger.codeMade(hex('1'), made, NOW);
    const elsewhere = { ...deployment, market: hex('e', 20) };
    await expect(OperatorLedger.open(at('list.json'), elsewhere)).rejects.toMatchObject({
      code: 'CHAIN_WRONG_NETWORK',
    });
    await writeFile(at('list.json'), '{}');
    await expect(OperatorLedger.open(at('list.json'), deployment)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(ledgerFile('/home/olga', deployment)).toBe(`/home/olga/.evlock/operator/31337-${deployment.market}.json`);
  });
});
