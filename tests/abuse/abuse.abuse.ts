/** Mallory as a stranger, as an enrolled meter and as an owner with a session, while honest pairs trade. */
import { once } from 'node:events';
import { join } from 'node:path';
import { fund } from '@evlock/chain';
import { ensureChainKey } from '@evlock/community';
import { firstPage, mandateFor, offerTerms } from '@evlock/owner';
import {
  domainOf,
  EVENTS_PATH,
  EvlockError,
  energy,
  Mandate,
  milliseconds,
  type OrderTerms,
  price,
  routes,
  systemClock,
  timestamp,
} from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { codeOf, Scenario } from '@evlock/testing/community/world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { closeReason, statusFrame } from './support/bad-meter.ts';
import { Lane, patiently } from './support/lane.ts';
import { manyTimes, Tally } from './support/tally.ts';

let lane: Lane;
let token: string;
beforeAll(async () => {
  lane = await Lane.open();
  token = await lane.mallory.owner.signIn();
});
afterAll(async () => lane?.close());

const zeros = `0x${'00'.repeat(32)}`;
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await systemClock.sleep(milliseconds(200));
};

describe('a stranger', () => {
  it('floods with handshakes, and a meter that was away still comes back', async () => {
    const { carol } = lane;
    await carol.meter.stop();
    const line = await lane.whileTrading('handshakes without a certificate, from 8 addresses', async (tally) => {
      const silent = Array.from({ length: 1_000 }, (_, index) => lane.stranger.silent(index));
      for (const socket of silent) socket.once('close', () => tally.add('closed'));
      let returned = false;
      const returning = carol.meter
        .start()
        .then(() => carol.awaitOnline())
        .then(() => {
          returned = true;
        });
      const flood = async (): Promise<void> =>
        manyTimes(2_000, 32, async (index) => tally.add(await lane.stranger.handshake(index)));
      do await flood();
      while (!returned);
      await returning;
      for (const socket of silent) if (!socket.destroyed) await once(socket, 'close');
    });
    expect(line.attempts).toBeGreaterThanOrEqual(3_000);
    expect(line.refused).toBe(line.attempts);
    expect(line.cost.connections).toBeLessThan(700);
  });

  it('sends slowly, headers and bodies', async () => {
    const head = 'POST /v1/sessions/challenge HTTP/1.1\r\nhost: localhost\r\n';
    const body = `${head}content-type: application/json\r\ncontent-length: 9999\r\n\r\n{`;
    const line = await lane.whileTrading('slow headers and bodies', async (tally) => {
      await manyTimes(400, 16, async (index) => {
        const socket = await lane.stranger.dripping(index, index % 2 === 0 ? `${head}x: ` : body);
        if (socket.destroyed) tally.add('closed');
        else socket.once('close', () => tally.add('closed'));
      });
      await until(async () => tally.attempts === 400);
    });
    expect(line.refused).toBe(400);
  });

  it('guesses codes and asks for challenges', async () => {
    const { meterKey } = lane.mallory.owner;
    const line = await lane.whileTrading('challenges and guessed sign-ins', async (tally) => {
      const assertion = {
        authenticatorData: `0x${'00'.repeat(37)}`,
        clientDataJSON: '{}',
        signature: `0x${'00'.repeat(64)}`,
      };
      await manyTimes(4_000, 16, async (index) => {
        const guess = { meterKey, gatewayNonce: zeros, assertion };
        const wanted = index % 2 === 0 ? routes.challenge.path : routes.signIn.path;
        const { answer } = await lane.stranger.ask(wanted, { body: index % 2 === 0 ? { meterKey } : guess });
        tally.add(answer);
      });
    });
    expect(line.byAnswer.ok).toBeLessThanOrEqual(600);
    expect(line.byAnswer.RATE_LIMITED).toBeGreaterThan(3_000);
  });
});

describe('an enrolled meter', () => {
  it('floods with frames', async () => {
    const line = await lane.whileTrading('status frames of one device', async (tally) => {
      for (let round = 0; round < 40; round++) {
        const socket = await lane.badMeter.connect();
        if (typeof socket === 'string') {
          tally.add(socket, 500);
          await systemClock.sleep(milliseconds(100));
          continue;
        }
        const closing = closeReason(socket);
        let answered = 0;
        socket.on('message', () => answered++);
        for (let id = 1; id <= 500; id++) socket.send(statusFrame(id));
        const reason = await closing;
        tally.add('ok', answered);
        tally.add(reason, 500 - answered);
      }
    });
    expect(line.attempts).toBe(20_000);
    expect(line.byAnswer.ok ?? 0).toBeLessThan(6_000);
  });

  it('sends what is too large, too deep, or compressed, and never stops pinging', async () => {
    const deep = `${'['.repeat(8_000)}${']'.repeat(8_000)}`;
    const tricks: readonly ((socket: WebSocket) => void)[] = [
      (socket) => socket.send('x'.repeat(1_000_000)),
      (socket) => socket.send(deep),
      (socket) => socket.send(Buffer.alloc(1_000)),
      (socket) => {
        socket.send(`{"id":1,"method":"status","body":${deep}}`);
        socket.send('{"id":0}');
      },
      (socket) => {
        for (let count = 0; count < 5_000; count++) socket.ping();
      },
      (socket) => {
        for (let count = 0; count < 20_000; count++) socket.send('', { fin: false });
      },
    ];
    const line = await lane.whileTrading('oversized, deep, binary and endless frames', async (tally) => {
      for (let round = 0; round < 30; round++) {
        const socket = await lane.badMeter.connect();
        if (typeof socket === 'string') {
          tally.add(socket);
          await systemClock.sleep(milliseconds(300));
          continue;
        }
        expect(socket.extensions).toBe('');
        const closing = closeReason(socket);
        tricks[round % tricks.length]?.(socket);
        tally.add(await closing);
      }
    });
    expect(line.refused).toBe(30);
  });

  it('does not read what it is asked', async () => {
    const line = await lane.whileTrading('orders for a meter that does not read', async (tally) => {
      let socket = await lane.badMeter.connect();
      while (typeof socket === 'string') {
        await systemClock.sleep(milliseconds(1_000));
        socket = await lane.badMeter.connect();
      }
      socket.pause();
      const body = await dustOffer(energy(1_000));
      await manyTimes(150, 150, async () => {
        const { answer } = await lane.stranger.ask(routes.placeOffer.path, { body, token });
        tally.add(answer);
      });
      socket.terminate();
    });
    expect(line.refused).toBe(150);
  });
});

/** An offer of Mallory's that her passkey approves. */
async function dustOffer(amount: ReturnType<typeof energy>) {
  const { owner, layout } = lane.mallory;
  const now = systemClock.now();
  const terms: OrderTerms = offerTerms({
    energy: amount,
    price: price(120_000),
    start: timestamp(now + 60),
    end: timestamp(now + 600),
  });
  // One mandate for all of them.
  const mandate = {
    ...mandateFor(terms, { meterKey: owner.meterKey, mandateId: now, approvedAt: now }),
    energyCap: energy(10_000_000),
  };
  const passkey = await SoftwarePasskey.load(join(layout.keys, 'passkey.pem'));
  const { deployment } = owner;
  const assertion = passkey.assert(Mandate.digest(domainOf(deployment), mandate), firstPage(deployment));
  return { approval: { mandate, assertion }, terms };
}

describe('an owner with a session', () => {
  it('asks without end, and opens streams that it does not read', async () => {
    const line = await lane.whileTrading('calls and event streams of one session', async (tally) => {
      await manyTimes(30, 30, async () => {
        const open = lane.stranger.ask(EVENTS_PATH, { token }).then(({ answer }) => answer);
        const waited = systemClock.sleep(milliseconds(1_000)).then(() => 'ok');
        tally.add(await Promise.race([open, waited]));
      });
      await manyTimes(4_000, 16, async () =>
        tally.add((await lane.stranger.ask(routes.offers.path, { token })).answer),
      );
    });
    expect(line.cost.streams).toBeLessThanOrEqual(8 + 2 * lane.pairs.length);
    expect(line.byAnswer.RATE_LIMITED).toBeGreaterThan(2_000);
  });

  it('places 10 000 dust orders', async () => {
    await lane.mallory.meter.start();
    await until(async () => (await codeOf(lane.mallory.owner.account())) === 'no error');
    await lane.mallory.awaitOnline();
    const [dust, least] = [await dustOffer(energy(999)), await dustOffer(energy(1_000))];
    const line = await lane.whileTrading('10 000 dust orders', (tally) =>
      manyTimes(10_000, 16, async (index) => {
        const body = index % 2 === 0 ? dust : least;
        tally.add((await lane.stranger.ask(routes.placeOffer.path, { body, token })).answer);
      }),
    );
    expect(line.attempts).toBe(10_000);
    expect(line.byAnswer.BELOW_MINIMUM_LOT).toBeGreaterThan(0);
    const open = (await lane.mallory.owner.offers()).offers.filter(
      ({ offer }) => offer.order.meterKey === lane.mallory.meterKey,
    );
    expect(line.byAnswer.ok).toBe(open.length);
    expect(open.length).toBeLessThanOrEqual(64);
    await lane.mallory.meter.stop();
  });
});

describe('a submitter without gas money', () => {
  it('opens nothing, loses nothing, and goes on once it is funded', async () => {
    const { community } = lane.world;
    const [alice, bob] = lane.pairs.map((one) => new Scenario(lane.world, one));
    if (!alice || !bob) throw new EvlockError('INTERNAL');
    const { address } = await ensureChainKey(community.layout.key('submitter.key'));
    const health = () => lane.api.call('health', {});
    const tally = new Tally();
    // Nothing is under way that could move bob's money.
    await lane.trade(lane.pairs[1]);
    const before = await community.reader.account(bob.buyer.account);
    const { result: honestTrades, cost } = await lane.watch.during(async () => {
      const run = await patiently(() => alice.begin(1_500, 60));
      await alice.delivering(run, 300);
      await fund(community.chain.url, address, 10n);
      await until(async () => (await health()).gas === 'exhausted');
      expect(await health()).toMatchObject({ ok: false, problems: [{ code: 'SUBMITTER_EXHAUSTED' }] });
      for (let count = 0; count < 5; count++) {
        tally.add(await codeOf(patiently(() => bob.begin(1_200, 60))));
      }
      // Both finals are signed and the settlement waits for gas money.
      await until(async () => (await health()).queued > 0);
      expect((await alice.buyer.owner.trade(run.view.id)).state).toBe('open');
      expect(await community.reader.account(bob.buyer.account)).toEqual(before);
      expect(await bob.relays()).toEqual({ seller: false, buyer: false });
      await fund(community.chain.url, address, 10n ** 21n);
      expect(await patiently(() => alice.ended(run))).toMatchObject({ state: 'settled' });
      await until(async () => (await health()).ok);
      await lane.trade(lane.pairs[1]);
      return 2;
    });
    expect(tally.byAnswer).toEqual({ SUBMITTER_EXHAUSTED: 5 });
    const { attempts, refused, byAnswer } = tally;
    lane.note({ name: 'an exhausted submitter', attempts, refused, byAnswer, honestTrades, cost });
  });
});
