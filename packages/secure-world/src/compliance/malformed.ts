/** Truncated, oversize and random payloads of every command: refused without effect, never INTERNAL. */
import {
  Cancel,
  type Energy,
  EvlockError,
  Mandate,
  Migration,
  PasskeyBinding,
  PasskeyRemoval,
  type Reading,
  Replace,
  type Timestamp,
  Withdrawal,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { expect } from 'vitest';
import { type CommandName, type CommandRequest, migrationSettingsHash } from '../index.ts';
import {
  bytes32,
  domain,
  mandateTerms,
  NOON,
  orderTerms,
  provisionInput,
  samplesOf,
  selfTestSamples,
  WITHDRAWAL_ADDRESS,
} from './fixture.ts';
import type { Stage } from './stage.ts';

type Requests = { readonly [C in CommandName]: CommandRequest<C> };

/** A well-formed request of every command; most are refused for other reasons. */
function wellFormed(stage: Stage): Requests {
  const { meterKey, account } = stage.keys;
  const provision = { chainId: 1n, ...provisionInput, market: domain.market, rpId: 'localhost' };
  const order = { ...orderTerms, side: 'offer' as const, meterKey, account, nonce: 0 };
  const mandate: Mandate = { meterKey, side: 'bid', ...mandateTerms, mandateId: 0 };
  const binding: PasskeyBinding = {
    meterKey,
    publicKeyX: stage.passkey.publicKey.x,
    publicKeyY: stage.passkey.publicKey.y,
    bindingId: 0,
  };
  const cancel: Cancel = {
    account,
    meterKey,
    orderHash: ZERO_BYTES32,
    minNonce: 0,
    submitterFee: 0n as Cancel['submitterFee'],
    deadline: NOON,
  };
  const withdrawal: Withdrawal = {
    account,
    token: account,
    to: WITHDRAWAL_ADDRESS,
    amount: 1n as Withdrawal['amount'],
    submitterFee: 0n as Withdrawal['amount'],
    nonce: 0n,
    deadline: NOON,
  };
  const replace: Replace = { account, oldMeterKey: meterKey, newMeterKey: account, nonce: 0n, deadline: NOON };
  const reading: Reading = {
    meterKey,
    sequence: 1,
    intervalStart: NOON,
    intervalEnd: (NOON + 900) as Timestamp,
    import: 0n as Energy,
    export: 0n as Energy,
    flags: 0,
    previousHash: ZERO_BYTES32,
  };
  const { date, limits, withdrawalAddresses, origins } = provisionInput;
  const settings = { date, limits, withdrawalAddresses, origins };
  const migration: Migration = {
    meterKey,
    chainId: 1001n,
    market: domain.market,
    settingsHash: migrationSettingsHash(settings),
    migrationId: 0,
  };
  const receipt = stage.partner.receipt({ tradeId: bytes32('ee'), role: 'buyer' });
  const signed = stage.partner.order({ side: 'bid', counterOrder: bytes32('11') });
  return {
    info: {},
    provision,
    restore: { ...provision, words: stage.words },
    bindPasskey: { publicKeyX: binding.publicKeyX, publicKeyY: binding.publicKeyY, confirmation: '0x0011223344556677' },
    bindFurtherPasskey: { binding, assertion: stage.approve(PasskeyBinding.digest(domain, binding)) },
    listPasskeys: {},
    removePasskey: {
      removal: binding,
      assertions: [stage.approve(PasskeyRemoval.digest(domain, binding))],
      words: stage.words,
    },
    migrate: { migration, ...settings, assertion: stage.approve(Migration.digest(domain, migration)) },
    authorizeMandate: { mandate, assertion: stage.approve(Mandate.digest(domain, mandate)) },
    revokeMandate: { mandateId: 0 },
    selfTestResult: selfTestSamples,
    signOrder: { order },
    listMandates: {},
    releaseOrder: { nonce: 0 },
    openDelivery: { bid: signed.order, bidSignature: signed.signature, offer: order, offerSignature: signed.signature },
    nextMark: { tradeId: bytes32('ee') },
    addSamples: { intervalMicros: 5000, samples: samplesOf(0, 4) },
    partnerReceipt: receipt,
    signReceipt: { tradeId: bytes32('ee') },
    closeDelivery: { tradeId: bytes32('ee'), cause: 'completed' },
    recover: { receipts: [receipt], readings: [{ reading, signature: receipt.signature }] },
    closeUnopened: {
      bid: signed.order,
      bidSignature: signed.signature,
      offer: order,
      offerSignature: signed.signature,
      cause: 'completed',
    },
    signReading: { intervalStart: NOON, intervalEnd: NOON, flags: 0x8000_0000 },
    signWithdrawal: { withdrawal, assertion: stage.approve(Withdrawal.digest(domain, withdrawal)) },
    signReplace: { replace, assertion: stage.approve(Replace.digest(domain, replace)) },
    signCancel: { cancel, assertion: stage.approve(Cancel.digest(domain, cancel)) },
    attest: { verifierNonce: ZERO_BYTES32, tlsKeyHash: ZERO_BYTES32 },
    signEnrolment: { purpose: 'active', deviceIdHash: ZERO_BYTES32, nonce: 0n, deadline: NOON },
    signFormerWithdrawal: {
      chainId: 1n,
      market: domain.market,
      withdrawal,
      assertion: stage.approve(Withdrawal.digest(domain, withdrawal)),
    },
  };
}

const SHAPE_ERRORS = ['INVALID_INPUT', 'INPUT_TOO_LARGE', 'MALFORMED_STRUCT'];

/** The error code of a raw payload on the provisioning socket; undefined when it is accepted. */
async function codeOf(stage: Stage, command: number, payload: Uint8Array): Promise<string | undefined> {
  return stage.raw(command, payload, stage.world.console).then(
    () => undefined,
    (error: unknown) => EvlockError.from(error).code,
  );
}

export async function truncated(stage: Stage, name: CommandName): Promise<void> {
  const { number, payload } = stage.encode(name, wellFormed(stage)[name]);
  const before = await stage.publicState();
  const lengths = new Set([0, 1, payload.length >> 1, payload.length - 2, payload.length - 1]);
  for (const length of lengths) {
    if (length < 0 || length >= payload.length) continue;
    expect(SHAPE_ERRORS).toContain(await codeOf(stage, number, payload.subarray(0, length)));
  }
  expect(await stage.publicState()).toEqual(before);
}

export async function oversize(stage: Stage, name: CommandName): Promise<void> {
  const { number, payload } = stage.encode(name, wellFormed(stage)[name]);
  const before = await stage.publicState();
  for (const extra of [1, 8000]) {
    const longer = new Uint8Array(payload.length + extra);
    longer.set(payload);
    expect(SHAPE_ERRORS).toContain(await codeOf(stage, number, longer));
  }
  expect(await stage.publicState()).toEqual(before);
}

/** A small generator with a fixed seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes flipped in a well-formed payload: the answer is one of the header's, and never INTERNAL. */
export async function flipped(stage: Stage, name: CommandName): Promise<void> {
  const { number, payload } = stage.encode(name, wellFormed(stage)[name]);
  const random = seeded(number);
  for (let attempt = 0; attempt < Math.min(12, payload.length); attempt++) {
    const changed = Uint8Array.from(payload);
    const index = Math.floor(random() * payload.length);
    changed[index] = (changed[index] ?? 0) ^ (1 + Math.floor(random() * 255));
    expect(await codeOf(stage, number, changed)).not.toBe('INTERNAL');
  }
}
