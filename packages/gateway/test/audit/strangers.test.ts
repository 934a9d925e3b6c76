/**
 * What others put on chain, bypassing this gateway, is proven by calldata; and the chain's figures are recomputed, not believed.
 */
import { type ChainEvent, calls, increaseTime, UnanimousReader } from '@evlock/chain';
import {
  type Bytes32,
  domainOf,
  type Energy,
  type Money,
  Replace,
  systemClock,
  type TradeView,
  timestamp,
} from '@evlock/protocol';
import { type Household, householdNamed, LocalMarket, signDigest } from '@evlock/testing/chain/local-market';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AuditReport, audit } from '../../src/audit/audit.ts';
import type { AuditedChain } from '../../src/audit/read-facts.ts';
import { ChainFixture } from '../support/chain-fixture.ts';

const [alice, bob, cleo, dan] = ['alice', 'bob', 'cleo', 'dan'].map((name) => householdNamed(`stranger ${name}`)) as [
  Household,
  Household,
  Household,
  Household,
];
const spare = { ...householdNamed('stranger bob again'), account: bob.account };
let postgres: TestPostgres;
let localMarket: LocalMarket;
let gateway: ChainFixture;
let chain: UnanimousReader;
let settled: TradeView;
let claimed: TradeView;

const energy = (amount: bigint) => amount as Energy;

/** Both final receipts of a trade, which the gateway never receives. */
async function settleByStranger(trade: TradeView, buyer: Household, seller: Household): Promise<void> {
  const bought = await localMarket.receipt(trade, buyer, 'buyer', { energy: energy(1_490_000n) });
  const sold = await localMarket.receipt(trade, seller, 'seller', {
    energy: energy(1_495_000n),
    partnerEnergy: bought.receipt.energy,
  });
  await localMarket.submit(calls.settleFinal(localMarket.deployment, trade, bought, sold));
}

async function claimByStranger(trade: TradeView, buyer: Household): Promise<void> {
  for (const [sequence, amount] of [[3, 400_000n] as const, [5, 700_000n] as const]) {
    const fields = { sequence, energy: energy(amount), final: false, cause: 'none' as const };
    await localMarket.submit(
      calls.claim(localMarket.deployment, trade, await localMarket.receipt(trade, buyer, 'buyer', fields)),
    );
  }
}

/** Bob's account continues with the spare meter. */
async function replaceMeter(): Promise<void> {
  const { deployment } = localMarket;
  const replace: Replace = {
    account: bob.account.address,
    oldMeterKey: bob.meter.address,
    newMeterKey: spare.meter.address,
    nonce: 2n,
    deadline: timestamp((await localMarket.now()) + 3_600),
  };
  const signature = await signDigest(Replace.digest(domainOf(deployment), replace), bob.account);
  await localMarket.submit(calls.replace(deployment, replace, signature));
  await increaseTime(localMarket.chain.url, 48 * 3_600 + 60);
  await localMarket.submit(calls.finishReplace(deployment, bob.meter.address));
}

async function reaches({ id, bid }: TradeView, state: string): Promise<void> {
  const reached = async () => (await gateway.reader.trade({ id, buyer: bid.order })).state === state;
  await vi.waitUntil(reached, { timeout: 300_000, interval: 20 });
}

async function takenIn(): Promise<void> {
  const { number } = await gateway.reader.finalized();
  await vi.waitUntil(() => gateway.run.indexer.block() >= number, { timeout: 300_000, interval: 20 });
}

beforeAll(async () => {
  [postgres, localMarket] = await Promise.all([startTestPostgres(), LocalMarket.start()]);
  const households = [alice, bob, cleo, dan];
  await localMarket.welcome(households, 2_000_000n as Money);
  const standby = await localMarket.enrolment(spare, { purpose: 'standby', nonce: 1n });
  await localMarket.submit(calls.enrol(localMarket.deployment, standby));
  gateway = new ChainFixture(localMarket, await postgres.open(), households);
  await gateway.start();
  settled = await gateway.trade(alice, bob);
  claimed = await gateway.trade(cleo, dan);
  for (const trade of [settled, claimed]) await reaches(trade, 'open');
  // A delivery gains no reputation before its interval begins.
  await increaseTime(localMarket.chain.url, 15);
  await settleByStranger(settled, alice, bob);
  await claimByStranger(claimed, cleo);
  await replaceMeter();
  // The watchtower closes what was claimed.
  await reaches(claimed, 'settled');
  await takenIn();
  await gateway.stop();
  const { deployment } = localMarket;
  chain = new UnanimousReader({ endpoints: [localMarket.chain.url], deployment }, { clock: systemClock });
});
afterAll(async () => {
  await localMarket.stop();
  await postgres.stop();
});

/** The audit against a chain that answers some queries differently. */
function auditBy(changes: Partial<AuditedChain>): Promise<AuditReport> {
  const asked: AuditedChain = {
    finalized: () => chain.finalized(),
    events: (from, to) => chain.events(from, to),
    transactionReceipt: chain.transactionReceipt,
    account: chain.account,
    marketTerms: chain.marketTerms,
    sentCall: (transaction) => chain.sentCall(transaction),
    ...changes,
  };
  return audit(localMarket.deployment, { database: gateway.database, chain: asked, clock: systemClock });
}

/** The events, with those of one name altered; `undefined` drops one. */
const telling =
  (name: ChainEvent['name'], change: (event: never) => ChainEvent | undefined): AuditedChain['events'] =>
  async (from, to) =>
    (await chain.events(from, to)).flatMap((event) => (event.name === name ? (change(event as never) ?? []) : [event]));

const found = ({ differences }: AuditReport) =>
  differences.map(({ check, table, key, field }) => ({ check, table, key, field }));

describe('what others put on chain', () => {
  it('is proven by its calldata, and nothing differs', async () => {
    const { differences, unproven } = await auditBy({});
    expect({ differences, unproven }).toEqual({ differences: [], unproven: [] });
  });

  it('is unproven when the calldata is for another contract, and only then', async () => {
    const other = `0x${'77'.repeat(20)}` as const;
    const sentCall: AuditedChain['sentCall'] = async (transaction) => {
      const call = await chain.sentCall(transaction);
      return call && { ...call, to: other };
    };
    const { differences, unproven } = await auditBy({ sentCall });
    expect(differences).toEqual([]);
    expect([...unproven].sort()).toEqual([settled.id, claimed.id].sort());
  });

  it('is a difference when the receipts are not what their meters signed', async () => {
    // The last bytes belong to a signature.
    const sentCall: AuditedChain['sentCall'] = async (transaction) => {
      const call = await chain.sentCall(transaction);
      const other = call?.data.endsWith('1111') ? '2222' : '1111';
      return call && { ...call, data: `0x${call.data.slice(2, -4)}${other}` };
    };
    const findings = found(await auditBy({ sentCall }));
    expect(findings).toContainEqual({ check: 'settlement', table: 'chain', key: settled.id, field: 'delivered' });
    expect(findings).toContainEqual({ check: 'claims', table: 'chain', key: `${claimed.id}/buyer`, field: 'energy' });
  });

  it('is a difference when the chain pays anything but what was signed', async () => {
    const events = telling('TradeSettled', (event: ChainEvent<'TradeSettled'>) =>
      event.tradeId === settled.id ? { ...event, delivered: energy(1n) } : event,
    );
    expect(found(await auditBy({ events }))).toContainEqual({
      check: 'settlement',
      table: 'chain',
      key: settled.id,
      field: 'delivered',
    });
  });
});

describe('reputation', () => {
  const reputationOf = async (key: Bytes32) => {
    const rows = await gateway.database.query<{ reputation: number }>(
      `SELECT reputation FROM chain_accounts WHERE account = decode($1, 'hex')`,
      [key.slice(2)],
    );
    return rows[0]?.reputation ?? 0;
  };

  it('is the same in contract and database, even for an account whose meter was replaced', async () => {
    for (const [{ account }, expected] of [
      [alice, 1],
      [bob, 1],
      [cleo, 0],
      [dan, 0],
    ] as const) {
      const { address } = account;
      const { reputation } = await chain.account(address);
      expect([reputation, await reputationOf(address)]).toEqual([expected, expected]);
    }
  });

  it('is found when the chain changed it against the settlement rules', async () => {
    const events = telling('ReputationChanged', (event: ChainEvent<'ReputationChanged'>) =>
      event.account === alice.account.address ? { ...event, change: -3, reputation: -3 } : event,
    );
    const place = { check: 'reputation', table: 'chain', key: settled.id, field: 'buyer_reputation' };
    expect(found(await auditBy({ events }))).toContainEqual(place);
  });

  it('is found when the contract holds anything but what its trades gave', async () => {
    const account: AuditedChain['account'] = async (owner) => {
      const held = await chain.account(owner);
      return { ...held, reputation: held.reputation + Number(owner === bob.account.address) };
    };
    const place = { check: 'reputation', table: 'chain', key: bob.account.address, field: 'reputation' };
    expect(found(await auditBy({ account }))).toEqual([place]);
  });
});
