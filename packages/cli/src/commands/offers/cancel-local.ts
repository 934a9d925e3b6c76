/** `evlock offers cancel --local`: a cancel signed at the meter, without the gateway, as a file for `evlock chain submit`. */
import {
  type Bytes32,
  Cancel,
  domainOf,
  EvlockError,
  type ExportedCancel,
  type Money,
  money,
  type Order,
  ZERO_BYTES32,
} from '@evlock/protocol';
import type { SecureWorldAddress } from '@evlock/secure-world';
import type { Context } from '../../context.ts';
import { type OwnerOptions, show } from '../../input/options.ts';
import { wrongUsage } from '../../input/usage.ts';
import { checkMeter, ownerAssertion } from '../../meter/own-meter.ts';
import { atSecureWorld } from '../../meter/provisioning-socket.ts';
import { fields, tokens, utc } from '../../output/format.ts';
import { loadProfile } from '../../session/session.ts';
import { ownEndpoints, ownReader, validUntil, writeSigned } from '../../signed/signing.ts';

export interface LocalCancel extends OwnerOptions {
  readonly fee?: Money;
  readonly socket?: SecureWorldAddress;
  readonly meterProfile?: string;
  readonly rpc?: readonly string[];
  readonly out: string;
}

/** The contract needs the whole order, which the meter's store has. Throws `ORDER_NOT_FOUND`, `STORE_FAILED`. */
async function orderIn(meterProfile: string | undefined, orderHash: Bytes32): Promise<Order> {
  if (meterProfile === undefined)
    throw wrongUsage('--meter-profile', 'is required to cancel one order; `all` needs none');
  const { readMeterProfile, Store, storeFile } = await import('@evlock/meter');
  const store = Store.openReadOnly(storeFile(await readMeterProfile(meterProfile)));
  try {
    const order = store.order(orderHash)?.signed.order;
    if (!order) throw new EvlockError('ORDER_NOT_FOUND', { orderHash });
    return order;
  } finally {
    store.close();
  }
}

export async function cancelLocally(which: Bytes32 | 'all', options: LocalCancel, context: Context): Promise<void> {
  const { socket, out, fee = money(0) } = options;
  if (!socket) throw wrongUsage('--socket', 'is required with --local');
  const profile = await loadProfile(context, options);
  const deployment = profile.deployment;
  const order = which === 'all' ? null : await orderIn(options.meterProfile, which);
  const signed = await atSecureWorld({ socket }, async (secureWorld): Promise<ExportedCancel> => {
    const info = await secureWorld.info();
    checkMeter(info, profile);
    const reader = await ownReader(context, ownEndpoints(options.rpc, profile), deployment);
    const cancel: Cancel = {
      account: info.account,
      meterKey: info.meterKey,
      orderHash: which === 'all' ? ZERO_BYTES32 : which,
      // Every order the meter has signed so far, or just the one.
      minNonce: which === 'all' ? info.nextNonce : 0,
      submitterFee: fee,
      deadline: validUntil(await reader.finalized()),
    };
    const assertion = await ownerAssertion(profile, Cancel.digest(domainOf(deployment), cancel));
    return { cancel, signature: await secureWorld.signCancel(cancel, assertion), order };
  });
  await writeSigned(out, context, deployment, { cancels: [signed] });
  const { submitterFee, minNonce, deadline } = signed.cancel;
  show(context, options, { ...signed, file: out }, () =>
    fields([
      ['signed', which === 'all' ? `the cancel of every order before number ${minNonce}` : `the cancel of ${which}`],
      ['submitter fee', submitterFee === 0n ? null : tokens(submitterFee, deployment.tokenSymbol)],
      ['valid until', utc(deadline)],
      ['written to', out],
      ['next', `evlock chain submit ${out}`],
    ]),
  );
}
