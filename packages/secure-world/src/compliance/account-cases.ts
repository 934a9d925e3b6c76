/** What is signed beside trades: readings, withdrawals, replacements, cancels, evidence and enrolments. */
import { Cancel, Enrolment, Evidence, type Money, Reading, Replace, Withdrawal } from '@evlock/protocol';
import { expect } from 'vitest';
import { type CommandCases, refused, refusedUnchanged } from './cases.ts';
import { bytes32, domain, NOON, party, WITHDRAWAL_ADDRESS } from './fixture.ts';
import { signerOf } from './provisioning-cases.ts';
import type { Stage } from './stage.ts';

const signReading: CommandCases = {
  good: async (stage) => {
    const first = await stage.client.signReading(stage.nextInterval());
    const second = await stage.client.signReading(stage.nextInterval());
    expect(signerOf(Reading.digest(domain, second.reading), second.signature)).toBe(stage.keys.meterKey);
    expect(second.reading.previousHash).toBe(Reading.hash(first.reading));
    expect(second.reading.sequence).toBe(first.reading.sequence + 1);
    expect(await stage.client.info()).toMatchObject({ lastReadingHash: Reading.hash(second.reading) });
  },
  bad: async (stage) => {
    const next = stage.nextInterval();
    const backwards = { ...next, intervalEnd: next.intervalStart };
    await refusedUnchanged(stage, () => stage.client.signReading({ ...next, flags: 2 }), 'INVALID_INPUT', 'FLAGS');
    await refusedUnchanged(stage, () => stage.client.signReading(backwards), 'INVALID_INPUT', 'INTERVAL');
  },
  outOfState: async ({ blankClient }) =>
    refused(blankClient.signReading({ intervalStart: NOON, intervalEnd: NOON, flags: 1 }), 'NOT_PROVISIONED'),
  replayed: async (stage) => {
    const next = stage.nextInterval();
    await stage.client.signReading(next);
    await refusedUnchanged(stage, () => stage.client.signReading(next), 'REPLAYED', 'INTERVAL');
  },
};

const withdrawalOf = (stage: Stage): Withdrawal => ({
  account: stage.keys.account,
  token: `0x${'70'.repeat(20)}`,
  to: WITHDRAWAL_ADDRESS,
  amount: 5_000_000n as Money,
  submitterFee: 50_000n as Money,
  nonce: 1n,
  deadline: NOON,
});

const signWithdrawal: CommandCases = {
  good: async (stage) => {
    const withdrawal = withdrawalOf(stage);
    const digest = Withdrawal.digest(domain, withdrawal);
    const signature = await stage.client.signWithdrawal(withdrawal, stage.approve(digest));
    expect(signerOf(digest, signature)).toBe(stage.keys.account);
  },
  bad: async (stage) => {
    const good = withdrawalOf(stage);
    const sign = (changes: Partial<Withdrawal>) => {
      const withdrawal = { ...good, ...changes };
      return stage.client.signWithdrawal(withdrawal, stage.approve(Withdrawal.digest(domain, withdrawal)));
    };
    await refused(sign({ to: stage.partner.meterKey }), 'LIMIT_EXCEEDED', 'WITHDRAWAL_ADDRESS');
    await refused(sign({ submitterFee: 50_001n as Money }), 'LIMIT_EXCEEDED', 'SUBMITTER_FEE');
    await refused(sign({ account: stage.partner.meterKey }), 'COMMAND_NOT_AUTHORIZED', 'ACCOUNT');
    const changed = { ...good, amount: 6_000_000n as Money };
    const assertion = stage.approve(Withdrawal.digest(domain, good));
    await refused(stage.client.signWithdrawal(changed, assertion), 'ASSERTION_INVALID', 'CHALLENGE');
  },
  outOfState: async (stage) => {
    const withdrawal = withdrawalOf(stage);
    const assertion = stage.approve(Withdrawal.digest(domain, withdrawal));
    await refused(stage.blankClient.signWithdrawal(withdrawal, assertion), 'NOT_PROVISIONED');
  },
  // The contract spends its nonce once; the signature is identical, bit for bit.
  replayed: async (stage) => {
    const withdrawal = withdrawalOf(stage);
    const assertion = stage.approve(Withdrawal.digest(domain, withdrawal));
    const first = await stage.client.signWithdrawal(withdrawal, assertion);
    expect(await stage.client.signWithdrawal(withdrawal, assertion)).toBe(first);
  },
};

const replaceOf = (stage: Stage): Replace => ({
  account: stage.keys.account,
  oldMeterKey: stage.partner.meterKey,
  newMeterKey: stage.keys.meterKey,
  nonce: 1n,
  deadline: NOON,
});

const signReplace: CommandCases = {
  good: async (stage) => {
    const replace = replaceOf(stage);
    const digest = Replace.digest(domain, replace);
    expect(signerOf(digest, await stage.client.signReplace(replace, stage.approve(digest)))).toBe(stage.keys.account);
  },
  bad: async (stage) => {
    const sign = (changes: Partial<Replace>) => {
      const replace = { ...replaceOf(stage), ...changes };
      return stage.client.signReplace(replace, stage.approve(Replace.digest(domain, replace)));
    };
    await refused(sign({ newMeterKey: WITHDRAWAL_ADDRESS }), 'COMMAND_NOT_AUTHORIZED', 'METER_KEY');
    await refused(sign({ account: WITHDRAWAL_ADDRESS }), 'COMMAND_NOT_AUTHORIZED', 'ACCOUNT');
    const stranger = stage.modules.createPasskey().assert(Replace.digest(domain, replaceOf(stage)), party);
    await refused(stage.client.signReplace(replaceOf(stage), stranger), 'ASSERTION_INVALID', 'PASSKEY_SIGNATURE');
  },
  outOfState: async (stage) => {
    const assertion = stage.approve(Replace.digest(domain, replaceOf(stage)));
    await refused(stage.blankClient.signReplace(replaceOf(stage), assertion), 'NOT_PROVISIONED');
  },
  replayed: async (stage) => {
    const assertion = stage.approve(Replace.digest(domain, replaceOf(stage)));
    const first = await stage.client.signReplace(replaceOf(stage), assertion);
    expect(await stage.client.signReplace(replaceOf(stage), assertion)).toBe(first);
  },
};

const cancelOf = (stage: Stage): Cancel => ({
  account: stage.keys.account,
  meterKey: stage.keys.meterKey,
  orderHash: bytes32('33'),
  minNonce: 0,
  submitterFee: 0n as Money,
  deadline: NOON,
});

const signCancel: CommandCases = {
  good: async (stage) => {
    const cancel = cancelOf(stage);
    const digest = Cancel.digest(domain, cancel);
    expect(signerOf(digest, await stage.client.signCancel(cancel, stage.approve(digest)))).toBe(stage.keys.meterKey);
    const old = { ...cancel, meterKey: stage.partner.meterKey };
    const oldDigest = Cancel.digest(domain, old);
    expect(signerOf(oldDigest, await stage.client.signCancel(old, stage.approve(oldDigest)))).toBe(stage.keys.account);
  },
  bad: async (stage) => {
    const sign = (changes: Partial<Cancel>) => {
      const cancel = { ...cancelOf(stage), ...changes };
      return stage.client.signCancel(cancel, stage.approve(Cancel.digest(domain, cancel)));
    };
    await refused(sign({ submitterFee: 50_001n as Money }), 'LIMIT_EXCEEDED', 'SUBMITTER_FEE');
    await refused(sign({ account: WITHDRAWAL_ADDRESS }), 'COMMAND_NOT_AUTHORIZED', 'ACCOUNT');
    // An approval of one struct is not one of another, nor of the same on another chain.
    const elsewhere = stage.approve(Cancel.digest({ ...domain, chainId: 1 }, cancelOf(stage)));
    await refused(stage.client.signCancel(cancelOf(stage), elsewhere), 'ASSERTION_INVALID', 'CHALLENGE');
  },
  outOfState: async (stage) => {
    const assertion = stage.approve(Cancel.digest(domain, cancelOf(stage)));
    await refused(stage.blankClient.signCancel(cancelOf(stage), assertion), 'NOT_PROVISIONED');
  },
  replayed: async (stage) => {
    const assertion = stage.approve(Cancel.digest(domain, cancelOf(stage)));
    const first = await stage.client.signCancel(cancelOf(stage), assertion);
    expect(await stage.client.signCancel(cancelOf(stage), assertion)).toBe(first);
  },
};

const question = { verifierNonce: bytes32('0a'), tlsKeyHash: bytes32('0b') };

const attest: CommandCases = {
  good: async (stage) => {
    const { evidence, signatures } = await stage.client.attest(question);
    const { attestationKey, deviceId, securityClass, taHash } = await stage.client.info();
    const digest = Evidence.digest(domain, evidence);
    expect(evidence).toMatchObject({ ...question, deviceId, securityClass, taHash, account: stage.keys.account });
    expect(signerOf(digest, signatures.attestation)).toBe(attestationKey);
    expect(signerOf(digest, signatures.meter)).toBe(stage.keys.meterKey);
    expect(signerOf(digest, signatures.account)).toBe(stage.keys.account);
  },
  bad: async (stage) => refused(stage.raw(0x0034, new Uint8Array(63)), 'INVALID_INPUT'),
  outOfState: async ({ blankClient }) => refused(blankClient.attest(question), 'NOT_PROVISIONED'),
  // No two evidence messages are identical.
  replayed: async ({ client }) => {
    const [first, second] = [await client.attest(question), await client.attest(question)];
    expect(second.evidence.sequence).toBe(first.evidence.sequence + 1);
  },
};

const enrolmentTerms = { purpose: 'active', deviceIdHash: bytes32('d1'), nonce: 3n, deadline: NOON } as const;

const signEnrolment: CommandCases = {
  good: async (stage) => {
    const { meterKey, account } = stage.keys;
    for (const purpose of ['active', 'standby'] as const) {
      const { enrolment, signatures } = await stage.local.signEnrolment({ ...enrolmentTerms, purpose });
      expect(enrolment).toEqual({ ...enrolmentTerms, purpose, meterKey, account, sensorClass: 'normal-world' });
      const digest = Enrolment.digest(domain, enrolment);
      expect(signerOf(digest, signatures.account)).toBe(account);
      expect(signerOf(digest, signatures.meter)).toBe(meterKey);
    }
  },
  bad: async (stage) => {
    const { number, payload } = stage.encode('signEnrolment', enrolmentTerms);
    payload[0] = 2;
    await refused(stage.raw(number, payload, stage.world.console), 'INVALID_INPUT');
  },
  outOfState: async ({ client, blankLocal }) => {
    await refused(client.signEnrolment(enrolmentTerms), 'COMMAND_NOT_AUTHORIZED', 'LOCAL_CONSOLE');
    await refused(blankLocal.signEnrolment(enrolmentTerms), 'NOT_PROVISIONED');
  },
  // The registry spends its nonce once; the signatures are identical, bit for bit.
  replayed: async ({ local }) =>
    expect(await local.signEnrolment(enrolmentTerms)).toEqual(await local.signEnrolment(enrolmentTerms)),
};

export const accountCases = { signReading, signWithdrawal, signReplace, signCancel, attest, signEnrolment };
