/**
 * A community seen from outside: what is on the wire, what is in the files, and that a second start resumes where the first
 * ended.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Community, summarize } from '@evlock/community';
import type { TradeView } from '@evlock/protocol';
import {
  type CommunityUnderTest,
  codeOf,
  pair,
  Scenario,
  startCommunity,
} from '@evlock/testing/community/community-under-test';
import { negotiatedVersion, WireTap } from '@evlock/testing/community/wire-tap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TLS_1_3 = 0x0304;
const one = pair('one');

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Every secret of the key folder, in each form in which it could leak: text, hex with and without 0x, raw bytes. */
async function secretsOf(community: Community): Promise<{ name: string; forms: Buffer[] }[]> {
  const secrets: { name: string; forms: Buffer[] }[] = [];
  for (const file of await filesUnder(community.layout.keys)) {
    const content = await readFile(file);
    const name = relative(community.layout.keys, file);
    const text = content.toString('utf8').trim();
    if (text.includes('PRIVATE KEY')) {
      const base64 = text.replace(/-----[^-]+-----/g, '').replace(/\s/g, '');
      // The middle of the body: the head is the same for every key of its kind.
      secrets.push({
        name,
        forms: [Buffer.from(base64.slice(60, 100)), Buffer.from(base64, 'base64').subarray(40, 66)],
      });
    } else if (/^0x[0-9a-f]{64}$/.test(text)) {
      secrets.push({ name, forms: [Buffer.from(text.slice(2)), Buffer.from(text.slice(2), 'hex')] });
    } else if (text.startsWith('{')) {
      const token: unknown = JSON.parse(text).session?.token;
      if (typeof token === 'string') secrets.push({ name, forms: [Buffer.from(token)] });
    } else if (content.length >= 16 && !text.includes('BEGIN CERTIFICATE')) {
      secrets.push({ name, forms: [Buffer.from(text), content.subarray(0, 32)] });
    }
  }
  return secrets;
}

describe('a community', () => {
  const tap = new WireTap();
  let underTest: CommunityUnderTest;
  let view: TradeView;

  beforeAll(async () => {
    underTest = await startCommunity([one], { tap: (port) => tap.listen(port) });
    const scenario = new Scenario(underTest, one);
    const run = await scenario.begin(1_500, 60);
    view = await scenario.ended(run);
    const summary = await summarize(
      underTest.community,
      { ...one, energy: view.energy, price: view.price, seconds: 60 },
      { ...run, view },
    );
    expect(summary).toMatchObject({ state: 'settled', error: null });
  });
  afterAll(async () => {
    await underTest?.close();
    tap.close();
  });

  it('speaks only TLS 1.3, judging by the bytes on the wire', () => {
    const answered = tap.captures.map(({ server }) => Buffer.concat(server)).filter((bytes) => bytes.length > 0);
    expect(answered.length).toBeGreaterThanOrEqual(4);
    for (const bytes of answered) expect(negotiatedVersion(bytes)).toBe(TLS_1_3);
  });

  it('asks every meter for a certificate, as the TLS layer reports', async () => {
    const log = await readFile(underTest.community.layout.log('gateway'), 'utf8');
    const reports = log
      .split('\n')
      .filter((line) => line.includes('"protocol":"TLS'))
      .map((line) => JSON.parse(line));
    expect(reports.length).toBeGreaterThanOrEqual(2);
    for (const report of reports) expect(report).toMatchObject({ protocol: 'TLSv1.3', authorized: true });
  });

  it('shows none of the known values on the wire, though they were sent', async () => {
    const { seller, buyer } = new Scenario(underTest, one);
    const known = [view.id, seller.meterKey, buyer.meterKey, buyer.account, seller.account, view.offer.signature];
    const wire = tap.bytes();
    expect(wire.length).toBeGreaterThan(20_000);
    for (const value of [...known.map((hex) => hex.slice(2)), 'partnerReceipt', 'tradeId', 'signature', 'mandate']) {
      expect(wire.includes(value), value).toBe(false);
    }
    // The control: the same search finds the values in the clear text.
    const api = Buffer.from(
      JSON.stringify(await buyer.owner.trade(view.id), (_key, item) => (typeof item === 'bigint' ? `${item}` : item)),
    );
    for (const hex of known) expect(api.includes(hex.slice(2)), hex).toBe(true);
  });

  it('keeps every secret in the key folder: none in a log, a database page or any other file', async () => {
    const { community } = underTest;
    const secrets = await secretsOf(community);
    const names = secrets.map(({ name }) => name).join(' ');
    for (const expected of [
      'submitter.key',
      'operator.token',
      'words.txt',
      'passkey.pem',
      'tls-key.pem',
      'wallet.key',
    ]) {
      expect(names).toContain(expected);
    }
    // When run by root, PostgreSQL keeps its data elsewhere, behind a link.
    const database = join(community.layout.gateway, 'postgres');
    const inside = await filesUnder(community.layout.root);
    const outside = [...inside, ...(await filesUnder(database))].filter(
      (file) => !file.startsWith(community.layout.keys + sep),
    );
    expect(outside.length).toBeGreaterThan(20);
    const found: string[] = [];
    for (const file of outside) {
      const content = await readFile(file).catch(() => Buffer.alloc(0));
      for (const { name, forms } of secrets) {
        if (forms.some((form) => form.length >= 16 && content.includes(form))) {
          found.push(`${name} in ${relative(community.layout.root, file)}`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  it('refuses a second start on the same folder while it runs', async () => {
    const second = new Community({ folder: underTest.community.layout.root, households: [one.seller], wires: [] });
    expect(await codeOf(second.start())).toBe('ALREADY_RUNNING');
    await second.stop();
    expect(underTest.community.gateway.running).toBe(true);
  });

  it('resumes the same chain, accounts and history after a stop and a start', async () => {
    const before = await new Scenario(underTest, one).buyer.owner.account();
    const { number } = await underTest.community.reader.finalized();
    const pids = underTest.community.processes().map(({ pid }) => pid);
    await underTest.community.stop();
    for (const pid of pids) expect(() => process.kill(pid ?? 0, 0)).toThrow();

    const again = new Community({
      folder: underTest.community.layout.root,
      households: [one.seller, one.buyer],
      wires: [{ id: one.wire, from: one.seller, to: one.buyer }],
    });
    underTest.community = again;
    await again.start();
    const scenario = new Scenario(underTest, one);
    expect((await again.reader.finalized()).number).toBeGreaterThanOrEqual(number);
    expect(await scenario.buyer.owner.trade(view.id)).toEqual(view);
    const after = await scenario.buyer.owner.account();
    expect(after).toMatchObject({ balance: before.balance, meterKey: before.meterKey, reputation: before.reputation });

    const next = await scenario.ended(await scenario.begin(1_200, 60));
    expect(next).toMatchObject({ state: 'settled', error: null });
    expect((await scenario.buyer.owner.trades()).map(({ id }) => id)).toEqual([next.id, view.id]);
  });
});
