import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerFile, OperatorLedger } from '@evlock/owner/node';
import { type Bytes32, CODE_VALIDITY, ENROLMENT_VALIDITY, timestamp, toJson } from '@evlock/protocol';
import { deployment, hex } from '@evlock/testing/owner/test-gateway';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shownBy } from './ledger-files.ts';

const CODE = 'AB12-CD34-EF56-GH78';
const NOW = timestamp(1_800_000_000);
const later = (seconds: number) => timestamp(NOW + seconds);
const made = { code: CODE };
/** The last moment at which a code made at `NOW` admits. */
const LAST = CODE_VALIDITY + ENROLMENT_VALIDITY;
const YEAR = 31_536_000;
let folder: string;
const at = (name: string): string => join(folder, name);
const open = (name = 'list.json') => OperatorLedger.open(at(name), deployment);

const file = (device: string, key = device) => shownBy(hex(device), CODE, hex(key, 20));
const refused = (check: string) => ({ code: 'EVIDENCE_REFUSED', details: { check } });

/** A list after years of use: this many devices, none of which is ever forgotten. */
const after = (devices: number): string => {
  const id = (index: number, bytes: number): string => `0x${index.toString(16).padStart(bytes * 2, '0')}`;
  const admitted = Array.from({ length: devices }, (_, index) => {
    const key = id(index + 1, 20);
    return { deviceId: id(index + 1, 32), meterKey: key, account: key, time: NOW };
  });
  const { chainId, market } = deployment;
  return toJson({ format: 'evlock-operator-1', chainId, market, codes: [], admitted }, 2);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-ledger-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe("an operator's own list", () => {
  it('persists across restarts, for the operator alone, and keeps no code', async () => {
    const ledger = await open();
    await ledger.codeMade(hex('1'), made, NOW);
    await ledger.admit(file('1'), NOW);
    expect((await stat(at('list.json'))).mode & 0o777).toBe(0o600);
    expect(await readFile(at('list.json'), 'utf8')).not.toContain(CODE);
    const again = await open();
    await again.admit(file('1'), NOW);
    await expect(again.admit(file('1', '2'), NOW)).rejects.toMatchObject(refused('deviceSeen'));
    await expect(again.admit(file('2'), NOW)).rejects.toMatchObject(refused('codeMadeHere'));
  });

  it('knows a meter key that came with another device', async () => {
    const ledger = await open();
    await ledger.codeMade(hex('1'), made, NOW);
    await ledger.codeMade(hex('2'), made, NOW);
    await ledger.admit(file('1'), NOW);
    await expect(ledger.admit(file('2', '1'), NOW)).rejects.toMatchObject(refused('deviceSeen'));
  });

  it('belongs to one market, and rejects other formats', async () => {
    await (await open()).codeMade(hex('1'), made, NOW);
    const elsewhere = { ...deployment, market: hex('e', 20) };
    await expect(OperatorLedger.open(at('list.json'), elsewhere)).rejects.toMatchObject({
      code: 'CHAIN_WRONG_NETWORK',
    });
    await writeFile(at('list.json'), '{}');
    await expect(open()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(ledgerFile('/home/olga', deployment)).toBe(`/home/olga/.evlock/operator/31337-${deployment.market}.json`);
  });
});

describe('a code that was made', () => {
  it('admits while what a meter signed with it is valid, and is then refused by name', async () => {
    const ledger = await open();
    await ledger.codeMade(hex('1'), made, NOW);
    await ledger.codeMade(hex('2'), made, NOW);
    await ledger.admit(file('1'), later(LAST));
    await expect(ledger.admit(file('2'), later(LAST + 1))).rejects.toMatchObject({
      code: 'EVIDENCE_REFUSED',
      details: { check: 'codeExpired', deviceId: hex('2'), expired: later(CODE_VALIDITY) },
    });
  });

  it.each([
    ['later', 100 * YEAR],
    ['earlier', -YEAR],
  ])("expires by the operator's clock, though a gateway has it expire much %s", async (_when, expires) => {
    const ledger = await open();
    const answer = { code: CODE, expires: later(expires) };
    await ledger.codeMade(hex('1'), answer, NOW);
    await ledger.admit(file('1'), later(LAST));
    await expect(ledger.admit(file('1'), later(LAST + 1))).rejects.toMatchObject(refused('codeExpired'));
  });

  it('leaves the list some time after it expired; a device never does', async () => {
    const ledger = await open();
    await ledger.codeMade(hex('1'), made, NOW);
    await ledger.admit(file('1'), NOW);
    await ledger.codeMade(hex('2'), made, later(YEAR));
    const { codes, admitted } = JSON.parse(await readFile(at('list.json'), 'utf8'));
    expect(codes.map(({ deviceId }: { deviceId: Bytes32 }) => deviceId)).toEqual([hex('2')]);
    expect(admitted).toMatchObject([{ deviceId: hex('1') }]);
    await ledger.codeMade(hex('1'), made, later(YEAR));
    await expect(ledger.admit(file('1', '3'), later(YEAR))).rejects.toMatchObject(refused('deviceSeen'));
  });
});

describe('a list of many devices', () => {
  it('is read beyond 8 MiB', async () => {
    await writeFile(at('list.json'), after(40_000));
    expect((await stat(at('list.json'))).size).toBeGreaterThan(8_388_608);
    const ledger = await open();
    await ledger.codeMade(hex('f'), made, NOW);
    await ledger.admit(file('f'), NOW);
  });

  it('is never written too large to be read, and tells the remedy', async () => {
    const text = after(10);
    await writeFile(at('list.json'), text);
    const ledger = await OperatorLedger.open(at('list.json'), deployment, { largest: text.length + 100 });
    const full = { code: 'LEDGER_FULL', details: { file: at('list.json') } };
    await expect(ledger.codeMade(hex('f'), made, NOW)).rejects.toMatchObject(full);
    expect(await readFile(at('list.json'), 'utf8')).toBe(text);
    await expect(OperatorLedger.open(at('list.json'), deployment, { largest: 100 })).rejects.toMatchObject(full);
  });
});

describe('concurrent writers', () => {
  it('lose nothing within one instance', async () => {
    const ledger = await open();
    const devices = ['1', '2', '3', '4', '5', '6', '7', '8'];
    await Promise.all(devices.map((device) => ledger.codeMade(hex(device), made, NOW)));
    for (const device of devices) await ledger.admit(file(device), NOW);
  });

  it('lose nothing across instances', async () => {
    const [one, other] = [await open(), await open()];
    await Promise.all([
      ...['1', '2', '3'].map((device) => one.codeMade(hex(device), made, NOW)),
      ...['4', '5', '6'].map((device) => other.codeMade(hex(device), made, NOW)),
    ]);
    for (const device of ['1', '2', '3']) await other.admit(file(device), NOW);
    for (const device of ['4', '5', '6']) await one.admit(file(device), NOW);
  });

  it('lose nothing across processes', async () => {
    const { chainId, market } = deployment;
    const processes = ['1', '2'].map((digit) =>
      fork(join(import.meta.dirname, 'ledger-process.ts'), [at('list.json'), `${chainId}`, market, hex(digit)]),
    );
    const ended = await Promise.all(processes.map((process) => once(process, 'exit')));
    expect(ended.map(([code]) => code)).toEqual([0, 0]);
    const { codes } = JSON.parse(await readFile(at('list.json'), 'utf8'));
    expect(codes).toHaveLength(40);
  });

  it('admit a device with only one pair of keys', async () => {
    const [one, other] = [await open(), await open()];
    await one.codeMade(hex('1'), made, NOW);
    const outcomes = await Promise.allSettled([one.admit(file('1', '2'), NOW), other.admit(file('1', '3'), NOW)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
