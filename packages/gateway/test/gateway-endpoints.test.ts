/** A whole gateway whose first endpoint is dead, or has halted: a trade is opened and settled once, and health reports it. */
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { developmentAccount, increaseTime, mine, writeDeployment } from '@evlock/chain';
import { marketAbi } from '@evlock/chain/internal/abi';
import {
  type Clock,
  deviceIdHash,
  domainOf,
  type Energy,
  Order,
  orderTermsSchema,
  parse,
  Receipt,
  type Role,
  routes,
  systemClock,
  type TradeView,
  timestamp,
  toJson,
} from '@evlock/protocol';
import { type Household, LocalMarket, signDigest } from '@evlock/testing/chain/local-market';
import {
  assertion,
  enrolmentRequest,
  privateKeyPem,
  type SoftwareDevice,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { createPublicClient, decodeFunctionData, http, parseTransaction } from 'viem';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { createGateway, type Gateway, gatewayProfileSchema } from '../src/index.ts';
import { createLog } from '../src/log.ts';
import { ask, dial, next, type Reached } from './support/https.ts';
import { StillEndpoint } from './support/still-endpoint.ts';

const TOKEN = 'operator-token-of-the-test';
const SUBMITTER = developmentAccount(1);
/** More than an endpoint may lag, in blocks and in seconds. */
const BLOCKS_BEHIND = 45;

let localMarket: LocalMarket;
let endpoints: [StillEndpoint, StillEndpoint];
let gateway: Gateway;
/** Seconds by which the chain, whose blocks are mined instantly here, is ahead of this machine. */
let ahead: number;

beforeEach(async () => {
  localMarket = await LocalMarket.start();
  endpoints = [new StillEndpoint(localMarket.chain.url), new StillEndpoint(localMarket.chain.url)];
  ahead = 0;
});
afterEach(async () => {
  await gateway.stop();
  for (const endpoint of endpoints) await endpoint.stop();
  await localMarket.stop();
});

async function startGateway(): Promise<Reached> {
  const { folder, deployment } = localMarket;
  const keyFolder = join(folder, 'keys');
  const secret = (name: string, text: string) => writeFile(join(keyFolder, name), text, { mode: 0o600 });
  await mkdir(keyFolder, { recursive: true, mode: 0o700 });
  await secret('submitter.key', SUBMITTER.privateKey);
  await secret('operator.token', TOKEN);
  await writeDeployment(join(folder, 'deployment.json'), deploymentFile(deployment));
  const [first, second] = endpoints;
  const profile = gatewayProfileSchema.parse({
    dataFolder: join(folder, 'data'),
    keyFolder,
    http: { port: 0 },
    deviceLink: { port: 0 },
    database: { embedded: true },
    chain: { endpoints: [await first.start(), await second.start()], deploymentFile: join(folder, 'deployment.json') },
    submitterKeyFile: join(keyFolder, 'submitter.key'),
    operatorTokenFile: join(keyFolder, 'operator.token'),
    development: true,
  });
  const clock: Clock = { ...systemClock, now: () => timestamp(systemClock.now() + ahead) };
  gateway = createGateway(profile, { clock, log: createLog({ level: 'info', file: join(folder, 'log') }) });
  const { httpPort, devicePort } = await gateway.start();
  const certificate = await readFile(join(folder, 'data', 'authority.pem'), 'utf8');
  return { http: { port: httpPort }, link: { port: devicePort }, authority: { certificate } };
}

const householdOf = (name: string, { principal, keys }: SoftwareDevice): Household => ({
  name,
  account: { privateKey: keys.account, address: principal.account },
  meter: { privateKey: keys.meter, address: principal.meterKey },
  deviceIdHash: deviceIdHash(principal.deviceId),
});

/** A household whose meter signs anything it is asked to, and whose owner is signed in. */
class Party {
  readonly household: Household;
  readonly #edge: Reached;
  readonly #device: SoftwareDevice;
  #socket: WebSocket | undefined;
  #token = '';
  #approved: unknown;
  #message = 1;
  #nonce = 1;

  constructor(edge: Reached, name: string, device: SoftwareDevice) {
    this.#edge = edge;
    this.#device = device;
    this.household = householdOf(name, device);
  }

  async connect(): Promise<void> {
    const { principal, tls } = this.#device;
    const coded = await ask(this.#edge, routes.createEnrolmentCode.path, {
      body: { deviceId: principal.deviceId },
      token: TOKEN,
    });
    const body = await enrolmentRequest(this.#device, coded.body.code);
    const { certificate } = (await ask(this.#edge, routes.enrol.path, { body })).body;
    const socket = dial(this.#edge, { certificate, privateKey: await privateKeyPem(tls) });
    this.#socket = socket;
    await once(socket, 'open');
    const registers = { relayClosed: false, tradeId: null, import: '0', export: '0', power: 0, voltage: 48_000 };
    const status = { state: 'idle', ...registers, fault: null };
    socket.send(toJson({ id: 0, method: 'hello', body: { version: 1, ...principal, status } }));
    await next(socket);
    socket.on('message', async (data) => {
      const { id, method, body } = JSON.parse(String(data));
      if (method !== undefined) socket.send(toJson({ id, result: await this.#answer(method, body) }));
    });
    const { meterKey } = principal;
    const challenge = (await ask(this.#edge, routes.challenge.path, { body: { meterKey } })).body;
    this.#approved = assertion(this.#device, { meterKey, ...challenge });
    const signIn = { meterKey, gatewayNonce: challenge.gatewayNonce, assertion: this.#approved };
    this.#token = (await ask(this.#edge, routes.signIn.path, { body: signIn })).body.token;
  }

  async #answer(method: string, body: { readonly terms: unknown }): Promise<object> {
    if (method === 'signOrder') return this.#sign(body);
    return method === 'passkeys' ? { passkeys: [this.#device.passkeyPublic], nextBindingId: 1 } : {};
  }

  async #sign({ terms }: { readonly terms: unknown }): Promise<object> {
    const { account, meterKey } = this.#device.principal;
    const order: Order = { ...parse(orderTermsSchema, terms), account, meterKey, nonce: this.#nonce++ };
    return { order, signature: await signDigest(Order.digest(this.#device.domain, order), this.household.meter) };
  }

  /** Has its meter sign an order, through the route for its side. */
  async order(path: string, terms: ReturnType<typeof termsAt>, change: object) {
    const wanted = { ...terms, ...change };
    const { energy, minEnergy, price, start, end, openBefore, minReputation, minSensorClass, lossBandPpm } = wanted;
    const mandate = {
      ...{
        meterKey: this.#device.principal.meterKey,
        side: wanted.side,
        energyCap: energy,
        minEnergy,
        limitPrice: price,
      },
      ...{ moneyCap: 10_000_000n, deliveryFrom: start, deliveryUntil: end, approvedAt: 0, validUntil: openBefore },
      ...{ minReputation, minSensorClass, lossBandPpm, mandateId: 1 },
    };
    const body = { approval: { mandate, assertion: this.#approved }, terms: wanted };
    const answer = await ask(this.#edge, path, { body, token: this.#token });
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  }

  async tradeState(id: string): Promise<string> {
    return (await ask(this.#edge, `/v1/trades/${id}`, { token: this.#token })).body.state;
  }

  send(method: string, body: unknown): void {
    this.#socket?.send(toJson({ id: this.#message++, method, body }));
  }
}

const termsAt = (time: number) => ({
  ...{ side: 'offer', counterOrder: `0x${'0'.repeat(64)}`, energy: 1_500_000n, minEnergy: 1_500_000n },
  ...{ power: 3_000_000, price: 120_000n, start: time + 120, end: time + 3_600, openBefore: time + 120 },
  ...{ lossBandPpm: 50_000, minReputation: -100, minSensorClass: 'normal-world' },
});

/** The first endpoint has every block up to now, and none afterwards; the chain continues. */
async function standStill(): Promise<void> {
  endpoints[0].state = { stoppedAt: (await localMarket.reader.finalized()).number };
  await increaseTime(localMarket.chain.url, BLOCKS_BEHIND);
  await mine(localMarket.chain.url, BLOCKS_BEHIND);
  ahead = Math.max(0, (await localMarket.now()) - systemClock.now());
}

/** A side's final receipt over the whole trade. */
async function receiptOf(trade: Pick<TradeView, 'id'>, { household }: Party, role: Role): Promise<object> {
  const energy = 1_500_000n as Energy;
  const sequences = { sequence: 10, partnerSequence: 10, energy, partnerEnergy: energy };
  const receipt: Receipt = { tradeId: trade.id, role, ...sequences, final: true, cause: 'completed' };
  return {
    receipt,
    signature: await signDigest(Receipt.digest(domainOf(localMarket.deployment), receipt), household.meter),
  };
}

const eventually = { timeout: 300_000, interval: 100 };

describe('a gateway whose first endpoint', () => {
  it.each(['is dead', 'stands still'] as const)(
    '%s opens and settles a trade once, and names the endpoint',
    async (habit) => {
      if (habit === 'is dead') endpoints[0].state = 'dead';
      const edge = await startGateway();
      const domain = domainOf(localMarket.deployment);
      const [buyer, seller] = [
        new Party(edge, 'ana', await softwareDevice('ana', domain)),
        new Party(edge, 'ben', await softwareDevice('ben', domain)),
      ];
      await localMarket.welcome([buyer.household, seller.household]);
      await buyer.connect();
      await seller.connect();
      if (habit === 'stands still') await standStill();

      const terms = termsAt(await localMarket.now());
      const { hash } = await seller.order(routes.placeOffer.path, terms, {});
      const trade = await buyer.order(routes.buy.path, terms, { side: 'bid', counterOrder: hash });
      await expect.poll(() => buyer.tradeState(trade.id), eventually).toBe('open');
      for (const [party, role] of [
        [buyer, 'buyer'],
        [seller, 'seller'],
      ] as const)
        party.send('receipt', await receiptOf(trade, party, role));
      await expect.poll(() => buyer.tradeState(trade.id), eventually).toBe('settled');

      const health = async () => (await ask(edge, routes.health.path)).body;
      // Reported only after it has lasted some seconds.
      await expect.poll(health, eventually).toMatchObject({
        ok: true,
        queued: 0,
        problems: [{ code: 'ENDPOINT_LEFT_OUT', message: expect.stringContaining('endpoint=1') }],
      });
      // An opening and a settlement: nothing claimed, nothing replaced.
      const sent = [...new Set(endpoints.flatMap((endpoint) => endpoint.sent))].map((raw) => parseTransaction(raw));
      const called = sent.map(({ nonce, data }) => [
        nonce,
        decodeFunctionData({ abi: marketAbi, data: data ?? '0x' }).functionName,
      ]);
      expect(called.slice(0, 2)).toEqual([
        [0, 'openTrade'],
        [1, 'settleFinal'],
      ]);
      // The watchtower may already have freed the meters for the rest of the interval.
      expect(called.slice(2)).toEqual(called.length > 2 ? [[2, 'free']] : []);
      const client = createPublicClient({ transport: http(localMarket.chain.url) });
      expect(await client.getTransactionCount({ address: SUBMITTER.address, blockTag: 'pending' })).toBe(called.length);
    },
    120_000,
  );
});
