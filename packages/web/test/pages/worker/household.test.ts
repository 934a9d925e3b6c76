import { SessionChallenge } from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Household } from '../../../pages/worker/household.ts';

const address = (digit: string) => `0x${digit.repeat(40)}` as const;
const deployment = {
  ...{ format: 'evlock-deployment-1', network: 'local', chainId: 31_337, block: 0, tokenSymbol: 'EVT' },
  ...{ registry: address('1'), market: address('2'), batches: address('3'), token: address('4') },
  ...{ tokenDecimals: 6, minimumLot: 1_000n, rpId: 'localhost', origins: ['http://localhost:8080'] },
  attestationKeys: [],
} as unknown as Parameters<Household['open']>[0]['deployment'];
const house = { meterKey: address('a'), account: address('b'), credentialIds: [], name: 'ours' };
const settings = { house, deployment, endpoints: [] };

const gatewayNonce = `0x${'5'.repeat(64)}` as const;
const expires = Math.floor(Date.now() / 1000) + 60;
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

let answers: Record<string, () => Response>;
let asked: string[];

beforeEach(() => {
  asked = [];
  answers = {
    '/v1/sessions/challenge': () => json({ gatewayNonce, expires }),
    '/v1/sessions': () => json({ token: 'secret-token', expires: expires + 3_600 }),
  };
  vi.stubGlobal('fetch', async (path: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(`${path} ${headers.authorization ?? ''}`.trim());
    return (answers[path] ?? (() => json({ code: 'UNAUTHENTICATED' }, 401)))();
  });
});
afterEach(() => vi.unstubAllGlobals());

const passkey = SoftwarePasskey.generate();
const page = { rpId: 'localhost', origin: 'http://localhost:8080' };

describe('a household in its worker', () => {
  it('signs in for the pinned market, and tells nobody the token', async () => {
    const household = new Household();
    const ask = vi.fn((challenge: `0x${string}`) => Promise.resolve(passkey.assert(challenge, page)));
    await household.open(settings, ask);
    expect(household.signedIn()).toBe(false);
    expect(await household.signIn()).toBeUndefined();
    const domain = { chainId: 31_337, market: address('2') };
    const challenge = { meterKey: house.meterKey, gatewayNonce, expires };
    expect(ask).toHaveBeenCalledExactlyOnceWith(
      SessionChallenge.digest(domain, challenge as Parameters<typeof SessionChallenge.digest>[1]),
    );
    expect(household.signedIn()).toBe(true);
    await household.signOut();
    expect(household.signedIn()).toBe(false);
  });

  it('asks for no passkey by itself: without a session a query says so', async () => {
    const household = new Household();
    const ask = vi.fn();
    await household.open(settings, ask);
    await expect(household.invoke('account', [])).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(ask).not.toHaveBeenCalled();
  });

  it('asks for no passkey by itself when the gateway forgets the session', async () => {
    const household = new Household();
    const ask = vi.fn((challenge: `0x${string}`) => Promise.resolve(passkey.assert(challenge, page)));
    await household.open(settings, ask);
    await household.signIn();
    await expect(household.invoke('account', [])).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(asked).toContain('/v1/account Bearer secret-token');
    expect(ask).toHaveBeenCalledOnce();
    expect(household.signedIn()).toBe(false);
  });

  it('throws what the window can show: code, message and remedy', async () => {
    const household = new Household();
    await household.open(settings, async () => {
      throw { code: 'PASSKEY_CANCELLED', class: 'refused', message: 'closed', remedy: 'again', details: {} };
    });
    await expect(household.signIn()).rejects.toEqual({
      ...{ code: 'PASSKEY_CANCELLED', class: 'refused', message: 'closed', remedy: 'again', details: {} },
    });
    answers['/v1/sessions/challenge'] = () => {
      throw new TypeError('Failed to fetch');
    };
    const problem = await household.signIn().catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'GATEWAY_UNREACHABLE', class: 'passing', remedy: expect.any(String) });
    expect(problem).not.toBeInstanceOf(Error);
  });

  it('calls methods of the owner alone', async () => {
    const household = new Household();
    await household.open(settings, vi.fn());
    for (const name of ['constructor', 'toString', 'session', '__proto__', 'nothing']) {
      await expect(household.invoke(name, [])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('needs to be opened first', async () => {
    await expect(new Household().signIn()).rejects.toMatchObject({ code: 'OUT_OF_STATE' });
  });
});
