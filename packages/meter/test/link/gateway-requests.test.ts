import {
  type Assertion,
  EvlockError,
  type HouseholdInputs,
  milliseconds,
  NO_INPUTS,
  ORDER_SIGNED_WITHIN,
  Order,
  type OrderTerms,
  type StandingRules,
  timestamp,
} from '@evlock/protocol';
import type { MandateRemainder, SignedCancel } from '@evlock/secure-world';
import { domain, END, offerOrder, START, unsigned } from '@evlock/testing/meter/samples';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Granted } from '../../src/link/binding-rules.ts';
import { GatewayRequests } from '../../src/link/gateway-requests.ts';
import { silentLog } from '../../src/log.ts';

const { account, meterKey, nonce: _, ...terms } = offerOrder;
const revokedAt = (minNonce: number) => ({ cancel: { minNonce }, signature: unsigned }) as unknown as SignedCancel;
const assertion: Assertion = { authenticatorData: '0x', clientDataJSON: '', signature: '0x' };

describe('GatewayRequests', () => {
  let events: string[];
  let busy: boolean;
  let nextNonce: number;
  let recovery: () => void;
  let mandate: 'granted' | 'revoked' | undefined;
  let revocation: SignedCancel | undefined;
  let requests: GatewayRequests;
  let clock: ManualClock;
  let selfTest: () => Promise<void>;
  let authorize: () => Promise<void>;
  let granted: Granted[];
  let held: MandateRemainder[];
  let inputs: HouseholdInputs;
  beforeEach(() => {
    events = [];
    clock = new ManualClock();
    selfTest = async () => undefined;
    authorize = async () => undefined;
    granted = [];
    held = [];
    inputs = NO_INPUTS;
    busy = false;
    nextNonce = 7;
    mandate = 'granted';
    revocation = undefined;
    recovery = () => undefined;
    const note = (what: string) => void events.push(what);
    const unused = async (): Promise<never> => {
      throw new EvlockError('OUT_OF_STATE');
    };
    requests = new GatewayRequests(
      { domain, meterKey, account },
      {
        clock,
        log: silentLog,
        authorityChanged: () => note('authority changed'),
        finalizedBlock: async () => 42,
        selfTest: {
          ensure: async () => {
            note('self-test');
            await selfTest();
          },
        },
        recovery: { require: () => recovery() },
        inputs: () => inputs,
        runner: {
          get busy() {
            return busy;
          },
          announce: () => note('announce'),
          partnerReceipt: async () => note('partner receipt'),
          stop: () => note('stop'),
        },
        store: {
          addOrder: (_hash, { order }, block, rules) =>
            note(`store order ${order.nonce} from ${block}${rules ? ' with rules' : ''}`),
          addMandate: (approval, rules) => {
            note('store mandate');
            if (rules) granted.push({ mandate: approval.mandate, rules });
          },
          granted: () => granted,
          mandate: (id) => (id === 3 ? mandate : undefined),
          revocation: () => revocation,
          addCancel: (_cancel, { mandateId }) => note(`store cancel ${mandateId ?? ''}`.trim()),
        },
        secureWorld: {
          info: async () => ({ nextNonce, nextBindingId: 3 }) as never,
          authorizeMandate: async () => {
            await authorize();
            note('authorize');
          },
          listMandates: async () => held,
          signOrder: async (order) => {
            note(`sign order ${order.nonce}`);
            nextNonce = order.nonce + 1;
            return unsigned;
          },
          revokeMandate: async () => {
            note('revoke');
            return revokedAt(nextNonce);
          },
          signCancel: async () => {
            note('sign cancel');
            return unsigned;
          },
          signWithdrawal: unused,
          signReplace: unused,
          listPasskeys: async () => [{ x: `0x${'0a'.repeat(32)}`, y: `0x${'0b'.repeat(32)}` }],
          bindFurtherPasskey: async ({ bindingId }) => note(`bind ${bindingId}`),
          removePasskey: async ({ bindingId }, proof) => note(`remove ${bindingId} by ${Object.keys(proof ?? {})}`),
        },
      },
    );
  });

  it('binds and removes passkeys by an assertion alone, and says which are bound then', async () => {
    const key = { publicKeyX: `0x${'0a'.repeat(32)}`, publicKeyY: `0x${'0b'.repeat(32)}` } as const;
    const assertion = { authenticatorData: '0x', clientDataJSON: '{}', signature: '0x' } as const;
    const bound = { passkeys: [key], nextBindingId: 3 };
    expect(await requests.handlers.passkeys({})).toEqual(bound);
    const struct = { meterKey, ...key, bindingId: 3 };
    expect(await requests.handlers.bindFurtherPasskey({ binding: struct, assertion })).toEqual(bound);
    expect(await requests.handlers.removePasskey({ removal: struct, assertion })).toEqual(bound);
    expect(events).toEqual(['bind 3', 'remove 3 by assertion']);
  });

  it('signs an order with own keys and the next nonce, after a self-test, and stores it', async () => {
    const { order } = await requests.handlers.signOrder({ terms });
    expect(order).toEqual({ ...terms, account, meterKey, nonce: 7 });
    expect(events).toEqual(['self-test', 'sign order 7', 'store order 7 from 42']);
  });

  it('signs none while the secure world may have been rolled back', async () => {
    recovery = () => {
      throw new EvlockError('RECOVERY_PENDING');
    };
    await expect(requests.signOrder(terms)).rejects.toMatchObject({ code: 'RECOVERY_PENDING' });
    expect(events).toEqual([]);
  });

  it('gives every order its own nonce, however many are requested at once', async () => {
    const signed = await Promise.all([1, 2, 3].map(() => requests.signOrder(terms)));
    expect(signed.map(({ order }) => order.nonce)).toEqual([7, 8, 9]);
  });

  it.each([
    ['its self-test', ORDER_SIGNED_WITHIN, 0],
    ['those before it', ORDER_SIGNED_WITHIN / 2, 1],
  ])('signs none that nobody waits for any more, because of %s', async (_name, length, signed) => {
    selfTest = () => clock.advance(milliseconds(length + 1));
    const results = await Promise.allSettled([1, 2, 3].map(() => requests.signOrder(terms)));
    const late = { code: 'TIMED_OUT', details: { part: 'meter', signed: false } };
    for (const result of results.slice(signed)) expect(result).toMatchObject({ status: 'rejected', reason: late });
    expect(events.filter((event) => event.startsWith('sign order'))).toHaveLength(signed);
  });

  it('defers the self-test while a delivery is open', async () => {
    busy = true;
    await requests.signOrder(terms);
    expect(events).not.toContain('self-test');
  });

  it.each<[string, Partial<OrderTerms>, string]>([
    ['no end', { end: START }, 'ORDER_INVALID'],
    ['more than there is', { minEnergy: (terms.energy + 1n) as OrderTerms['energy'] }, 'ORDER_INVALID'],
    ['a bid for nothing', { side: 'bid' }, 'ORDER_INVALID'],
    ['a time that has passed', { openBefore: timestamp(START - 1) }, 'ORDER_EXPIRED'],
    ['an opening after the end', { openBefore: timestamp(END + 1) }, 'ORDER_INVALID'],
  ])('does not sign %s', async (_name, change, code) => {
    await expect(requests.signOrder({ ...terms, ...change })).rejects.toMatchObject({ code });
    expect(events).toEqual([]);
  });

  it('keeps mandates and their revocations', async () => {
    await requests.handlers.authorizeMandate({ mandate: {} as never, assertion });
    await requests.handlers.revokeMandate({ mandateId: 3 });
    expect(events).toEqual(['authorize', 'store mandate', 'revoke', 'store cancel 3']);
  });

  it('keeps the rules of a standing order, and signs for it only while they hold', async () => {
    const rules: StandingRules = {
      ...{
        lot: terms.energy,
        power: terms.power,
        seconds: 60,
        hours: null,
        surplusOnly: true,
        reservePpm: null,
        partners: null,
      },
    };
    await requests.handlers.authorizeMandate({ mandate: { mandateId: 5 } as never, assertion, rules });
    inputs = { ...NO_INPUTS, generation: 1, load: 2 };
    const broken = requests.handlers.signOrder({ terms, mandateId: 5 });
    await expect(broken).rejects.toMatchObject({ code: 'STANDING_RULE_BROKEN', details: { rule: 'surplus' } });
    expect(events).toEqual(['authorize', 'store mandate']);
    inputs = { ...NO_INPUTS, generation: 3, load: 2 };
    await requests.handlers.signOrder({ terms, mandateId: 5 });
    expect(events.slice(2)).toEqual(['self-test', 'sign order 7', 'store order 7 from 42 with rules']);
  });

  it('keeps the rules of a mandate that its secure world took in before this store did', async () => {
    authorize = async () => {
      throw new EvlockError('REPLAYED');
    };
    await expect(requests.handlers.authorizeMandate({ mandate: {} as never, assertion })).rejects.toMatchObject({
      code: 'REPLAYED',
    });
    expect(events).toEqual(['store mandate']);
  });

  it('stores no mandate that its secure world refused', async () => {
    authorize = async () => {
      throw new EvlockError('ASSERTION_INVALID');
    };
    await expect(requests.handlers.authorizeMandate({ mandate: {} as never, assertion })).rejects.toMatchObject({
      code: 'ASSERTION_INVALID',
    });
    expect(events).toEqual([]);
  });

  it('revokes an unknown mandate, reports it, and stores nothing', async () => {
    const answer = { ...revokedAt(7), unknown: true };
    await expect(requests.handlers.revokeMandate({ mandateId: 12 })).resolves.toEqual(answer);
    expect(events).toEqual(['revoke']);
  });

  it('does not use up ids that no owner can have reached yet', async () => {
    const { revokeMandate } = requests.handlers;
    await revokeMandate({ mandateId: START + 3_600 });
    await expect(revokeMandate({ mandateId: START + 3_601 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(events).toEqual(['revoke']);
  });

  it('writes nothing when revoking again, until another order was signed', async () => {
    [mandate, revocation] = ['revoked', revokedAt(7)];
    await expect(requests.handlers.revokeMandate({ mandateId: 3 })).resolves.toEqual(revokedAt(7));
    expect(events).toEqual([]);
    nextNonce = 8;
    await requests.handlers.revokeMandate({ mandateId: 3 });
    expect(events).toEqual(['revoke', 'store cancel 3']);
  });

  it('signs a cancel only for the order that it shows', async () => {
    const cancel = {
      account,
      meterKey,
      orderHash: Order.digest(domain, offerOrder),
      minNonce: 0,
      submitterFee: 0n as never,
      deadline: END,
    };
    const { signCancel } = requests.handlers;
    await expect(signCancel({ cancel, assertion, order: { ...offerOrder, nonce: 9 } })).rejects.toMatchObject({
      code: 'ORDER_INVALID',
    });
    await signCancel({ cancel, assertion, order: offerOrder });
    expect(events).toEqual(['sign cancel', 'store cancel']);
  });

  it('triggers a certificate renewal, and reveals nothing', async () => {
    await expect(requests.handlers.authorityChanged({})).resolves.toEqual({});
    expect(events).toEqual(['authority changed']);
  });

  it('passes on trades, receipts, stops, and the secure world’s refusals', async () => {
    const { trade, partnerReceipt, stop, signWithdrawal } = requests.handlers;
    await trade({} as never);
    await partnerReceipt({} as never);
    await stop({ tradeId: `0x${'00'.repeat(32)}` });
    expect(events).toEqual(['announce', 'partner receipt', 'stop']);
    await expect(signWithdrawal({ withdrawal: {} as never, assertion })).rejects.toMatchObject({
      code: 'OUT_OF_STATE',
    });
  });
});
