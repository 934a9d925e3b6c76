// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserWallets, demoSignUp, demoWallet } from '../../../pages/operator/wallet.ts';

const CALL = { to: `0x${'cd'.repeat(20)}`, data: '0x1234' } as const;
const SENT = `0x${'5a'.repeat(32)}`;
const FROM = `0x${'11'.repeat(20)}`;

function provider(answers: Readonly<Record<string, unknown>>) {
  const request = vi.fn(async ({ method }: { method: string }) => {
    const answer = answers[method];
    if (answer instanceof Error) throw answer;
    return answer ?? null;
  });
  vi.stubGlobal('ethereum', { request });
  return request;
}
const works = {
  eth_requestAccounts: [FROM],
  eth_chainId: '0x7a69',
  eth_sendTransaction: SENT,
  eth_getTransactionReceipt: { status: '0x1' },
};
const send = () => browserWallets()[0]?.send(CALL, 31_337);

afterEach(() => vi.unstubAllGlobals());

describe("a browser's wallet", () => {
  it('sends what was decided, and says so once it is on chain', async () => {
    const request = provider(works);
    expect(await send()).toBe(SENT);
    expect(request).toHaveBeenCalledWith({ method: 'eth_sendTransaction', params: [{ from: FROM, ...CALL }] });
    expect(request).not.toHaveBeenCalledWith(expect.objectContaining({ method: 'wallet_switchEthereumChain' }));
  });

  it('is moved to the right chain first', async () => {
    const request = provider({ ...works, eth_chainId: '0x1' });
    await send();
    const moved = { method: 'wallet_switchEthereumChain', params: [{ chainId: '0x7a69' }] };
    expect(request).toHaveBeenCalledWith(moved);
  });

  it.each([
    ['refused by the person', { eth_sendTransaction: Object.assign(new Error(), { code: 4001 }) }, 'WALLET_CANCELLED'],
    ['reverted by the contract', { eth_getTransactionReceipt: { status: '0x0' } }, 'CHAIN_REVERTED'],
    ['without an answer', { eth_sendTransaction: 'sent' }, 'WALLET_FAILED'],
    ['broken', { eth_requestAccounts: new Error('locked') }, 'WALLET_FAILED'],
  ])('%s: says what to do', async (_what, answer, code) => {
    provider({ ...works, ...answer });
    await expect(send()).rejects.toMatchObject({ code, remedy: expect.stringMatching(/\w+/) });
  });

  it('is nowhere without one', () => {
    expect(browserWallets()).toEqual([]);
  });
});

describe("the demo's wallet", () => {
  const answer = (body: unknown, ok = true) => ({ ok, json: async () => body }) as Response;

  it('sends with the token that only this origin reads', async () => {
    const fetched = vi.fn(async (_path: string, init: RequestInit) =>
      answer(init.method === 'GET' ? { token: 'secret' } : { transaction: SENT, code: 'AB12-CD34-EF56-GH78' }),
    );
    vi.stubGlobal('fetch', fetched);
    expect(await (await demoWallet())?.send(CALL, 31_337)).toBe(SENT);
    expect(await demoSignUp()).toBe('AB12-CD34-EF56-GH78');
    for (const [, init] of fetched.mock.calls.filter(([, { method }]) => method === 'POST')) {
      expect(init.headers).toMatchObject({ 'x-evlock-demo': 'secret' });
    }
  });

  it('is nowhere outside the demo', async () => {
    vi.stubGlobal('fetch', async () => answer({ code: 'ROUTE_NOT_FOUND' }, false));
    expect([await demoWallet(), await demoSignUp()]).toEqual([undefined, undefined]);
  });
});
