/**
 * A hacked gateway revokes mandates as fast as the meter answers, to wear out its flash and inflate its export beyond the
 * reader's limit. Ten requests a second for an hour; each control removes one defence.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Cancel,
  type Deployment,
  EvlockError,
  type LinkHandlers,
  type Mandate,
  type meterMethods,
  NO_INPUTS,
  readSignedExport,
  type SignedExport,
  timestamp,
  toJson,
  writeSignedExport,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { SignedCancel } from '@evlock/secure-world';
import { domain, END, offerOrder } from '@evlock/testing/meter/samples';
import { sellerKey } from '@evlock/testing/meter/signer';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GatewayRequests } from '../../src/link/gateway-requests.ts';
import { REQUEST_LIMITS, RequestLimits } from '../../src/link/request-limits.ts';
import { silentLog } from '../../src/log.ts';
import { exportSigned } from '../../src/store/signed-export.ts';
import { type KeptCancel, Store } from '../../src/store/store.ts';

const HOUR = 3_600;
const PER_SECOND = 10;
const { account } = offerOrder;
const meterKey = sellerKey.address;
const deployment: Deployment = {
  network: 'local',
  ...domain,
  registry: account,
  batches: account,
  token: account,
  block: 1,
};

function revoked(minNonce: number): SignedCancel {
  const cancel: Cancel = {
    ...{ account, meterKey, orderHash: ZERO_BYTES32, minNonce, submitterFee: 0n as never },
    deadline: timestamp(2 ** 40 - 1),
  };
  return { cancel, signature: sellerKey.sign(Cancel.digest(domain, cancel)) };
}

interface Written {
  readonly secureWorld: number;
  readonly store: number;
  readonly kept: number;
}

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-hostile-'));
  store = Store.open(join(folder, 'meter.sqlite'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

type Keeping = Pick<Store, 'addOrder' | 'addMandate' | 'addCancel' | 'granted' | 'mandate' | 'revocation'>;

/** An hour of `mandateId` after `mandateId`; returns what it wrote. */
async function flood(
  mandateOf: (request: number) => number,
  bound: (handlers: LinkHandlers<typeof meterMethods>, clock: ManualClock) => LinkHandlers<typeof meterMethods>,
  keeping: Keeping = store,
): Promise<Written> {
  const clock = new ManualClock();
  const written = { secureWorld: 0, store: 0 };
  const counting: Keeping = {
    addOrder: () => undefined,
    addMandate: () => undefined,
    granted: () => [],
    mandate: (id) => keeping.mandate(id),
    revocation: () => keeping.revocation(),
    addCancel: (cancel, id) => {
      written.store++;
      keeping.addCancel(cancel, id);
    },
  };
  const unused = async (): Promise<never> => Promise.reject(new EvlockError('OUT_OF_STATE'));
  const requests = new GatewayRequests(
    { domain, meterKey, account },
    {
      ...{ clock, log: silentLog, store: counting, authorityChanged: () => undefined, finalizedBlock: async () => 1 },
      selfTest: { ensure: async () => undefined },
      recovery: { require: () => undefined },
      inputs: () => NO_INPUTS,
      runner: { busy: false, announce: () => undefined, partnerReceipt: unused, stop: () => undefined },
      secureWorld: {
        ...{
          authorizeMandate: unused,
          listMandates: unused,
          signOrder: unused,
          signCancel: unused,
          signWithdrawal: unused,
          signReplace: unused,
          listPasskeys: unused,
          bindFurtherPasskey: unused,
          removePasskey: unused,
        },
        info: async () => ({ nextNonce: 7 }) as never,
        revokeMandate: async () => {
          written.secureWorld++;
          return revoked(7);
        },
      },
    },
  );
  const handlers = bound(requests.handlers, clock);
  for (let request = 0; request < HOUR * PER_SECOND; request++) {
    await handlers.revokeMandate({ mandateId: mandateOf(request) }).catch((error: unknown) => {
      expect(EvlockError.from(error).code).toBe('RATE_LIMITED');
    });
    await clock.advance(1_000 / PER_SECOND);
  }
  return { ...written, kept: store.cancels().length };
}

const limited = (handlers: LinkHandlers<typeof meterMethods>, clock: ManualClock): LinkHandlers<typeof meterMethods> =>
  new RequestLimits(REQUEST_LIMITS, { clock }).bound(handlers);
const unlimited = (handlers: LinkHandlers<typeof meterMethods>): LinkHandlers<typeof meterMethods> => handlers;
const grant = (mandateId: number): void =>
  store.addMandate({
    mandate: { mandateId } as Mandate,
    assertion: { authenticatorData: '0x', clientDataJSON: '', signature: '0x' },
  });

it('unknown mandates: a write a minute in the secure world, none in the store', async () => {
  const { secureWorld, ...rest } = await flood((request) => request, limited);
  // The burst, and one a minute.
  expect(secureWorld).toBeLessThanOrEqual(8 + HOUR / 60);
  expect(rest).toEqual({ store: 0, kept: 0 });
});

it('control without the limits: every request is written', async () => {
  const { secureWorld } = await flood((request) => request, unlimited);
  expect(secureWorld).toBe(HOUR * PER_SECOND);
});

it('one mandate that was granted: one write, however often it is revoked', async () => {
  grant(1);
  expect(await flood(() => 1, unlimited)).toEqual({ secureWorld: 1, store: 1, kept: 1 });
});

it('control without that check: every request is written, and the export outgrows its reader', async () => {
  const cancels: KeptCancel[] = [];
  const forgetful: Keeping = {
    ...{ addOrder: () => undefined, addMandate: () => undefined, granted: () => [] },
    mandate: () => 'granted',
    revocation: () => undefined,
    addCancel: (signed) => void cancels.push({ signed, stored: END }),
  };
  const { store: writes } = await flood(() => 1, unlimited, forgetful);
  expect(writes).toBe(HOUR * PER_SECOND);
  const exported: SignedExport = exportSigned(
    deployment,
    { openTrades: () => [], receipts: () => [], order: () => undefined, cancels: () => cancels },
    END,
  );
  // Written unbounded, all of it is refused, trades included; the real writer's output is always readable.
  expect(() => readSignedExport(toJson(exported))).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  const { text, leftOut } = writeSignedExport({ ...exported, cancels: exported.cancels.slice(0, 10_050) });
  expect([readSignedExport(text).cancels.length, leftOut]).toEqual([10_000, 50]);
});
