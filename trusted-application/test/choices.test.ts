/**
 * What the normal world may choose (`choices/table.ts`, docs/secure-world.md), checked against all answers of two secure
 * worlds: the emulator is judged, and the native code answers identically, byte for byte.
 */

import { Evidence, Receipt, signDigest, structs } from '@evlock/protocol';
import {
  COMMANDS,
  type CommandName,
  commandConstant,
  payloads,
  type ResponseFrame,
  STATUSES,
} from '@evlock/secure-world';
import {
  bytes32,
  domain,
  mandateTerms,
  NOON,
  orderTerms,
  provisionInput,
  samplesOf,
} from '@evlock/secure-world/compliance/fixture';
import { describe, expect, it } from 'vitest';
import { secretsOf } from '../qemu/test/stored-state.ts';
import { Judge } from './choices/judge.ts';
import { JudgedTwins } from './choices/judged-twins.ts';
import { Ledger } from './choices/ledger.ts';
import { claimEnergy, makeAgain, raiseLimits } from './choices/probes.ts';
import { type Secrets, secretsBehind } from './choices/secrets.ts';
import { choices } from './choices/table.ts';
import type { Action } from './differential/actions.ts';
import { type Coverage, Household } from './differential/household.ts';
import { move } from './differential/migration-actions.ts';
import { closeUnopened } from './differential/ordering.ts';
import { type Course, everything, follow } from './differential/sequence.ts';
import { ScriptedTwins } from './differential/twins.ts';
import { describeNative } from './native.ts';
import { buildSecureWorld } from './toolchain.ts';

const DEVICES = Number(process.env.EVLOCK_CHOICES_DEVICES ?? 10);
const SEQUENCES = 16;

const commandNames = Object.keys(choices) as CommandName[];
const signing = commandNames.filter((name) => choices[name].signs);

const repertoire = new Map<Action, number>([
  ...everything,
  [makeAgain, 12],
  [claimEnergy, 12],
  [raiseLimits, 2],
  [move, 2.5],
  [closeUnopened, 8],
]);
const course: Course = { sequences: SEQUENCES, repertoire, pauses: [3_000, 700_000], restarts: 0.2 };

/** EVST, u16 version, u32 boot count, u8 provisioned */
const PROVISIONED_AT = 10;

/** A device's secrets, from its stored state. */
function secretsIn(twins: ScriptedTwins): () => Secrets {
  let known: { readonly entropy: Buffer; readonly secrets: Secrets } | undefined;
  return () => {
    const state = Buffer.from(twins.storedState);
    if (state[PROVISIONED_AT] !== 1) return {};
    const stored = secretsOf(state);
    if (!known?.entropy.equals(stored.entropy)) known = { entropy: stored.entropy, secrets: secretsBehind(stored) };
    return known.secrets;
  };
}

/** A device on a random course under a judge. */
async function live(seed: number, coverage: Coverage) {
  const twins = new ScriptedTwins();
  const judge = new Judge(secretsIn(twins), () => twins.now);
  const household = new Household(seed, coverage, new JudgedTwins(twins, judge));
  await follow(household, course);
  return { twins, judge, household };
}

describe('the table of choices', () => {
  it('has every command of the header, and no other', () => {
    expect(commandNames.map(commandConstant).toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
  });

  it.each(signing)('has every field that %s signs, once', (name) => {
    const signs = choices[name].signs;
    if (!signs) throw new Error('signs nothing');
    const fields = [signs.caller, signs.owner, signs.own].flatMap((part) => Object.keys(part));
    expect(fields.toSorted()).toEqual(Object.keys(structs[signs.struct].fields).toSorted());
  });

  it('has no signature in the answer of a non-signing command', () => {
    const answered = (name: CommandName): string[] => [...payloads[name].response.offsets.keys()];
    const withSignature = commandNames.filter((name) =>
      answered(name).some((field) => ['signature', 'attestation', 'meter', 'account', 'cancels'].includes(field)),
    );
    // The meter's account is an address in these.
    expect(withSignature.filter((name) => !['info', 'provision', 'restore'].includes(name))).toEqual(signing);
  });
});

describeNative('a hostile normal world’s choices', () => {
  it('are what the table says, in every state, and nothing else', { timeout: 600_000 + 5_000 * DEVICES }, async () => {
    const program = buildSecureWorld();
    const coverage: Coverage = new Map();
    const signatures = new Map<CommandName, number>();
    let answers = 0;
    for (let seed = 1; seed <= DEVICES; seed++) {
      const { twins, judge } = await live(seed, coverage);
      expect(twins.difference(program), `seed ${seed}`).toBeUndefined();
      for (const [name, count] of judge.signatures) signatures.set(name, (signatures.get(name) ?? 0) + count);
      answers += judge.answers;
    }
    expect([...signatures.keys()].toSorted()).toEqual(signing.toSorted());
    const tried = ['made again', 'claimed energy'].flatMap((what) =>
      ['as buyer of an open delivery', 'as seller of an open delivery'].map((state) => `${what} ${state}`),
    );
    expect(['made again without a delivery', 'raised limits', ...tried].filter((what) => !coverage.has(what))).toEqual(
      [],
    );
    expect(answers).toBeGreaterThan(DEVICES * 100);
  });

  it('include no command that the header does not name', async () => {
    const program = buildSecureWorld();
    const { twins, judge } = await live(1, new Map());
    const known = new Set<number>(Object.values(COMMANDS));
    const digest = Uint8Array.from({ length: 32 }, (_, index) => index);
    for (let number = 0; number <= 0xffff; number++) {
      if (known.has(number)) continue;
      const frame = await twins.request('unknown', number, digest, true);
      judge.hear(number, digest, frame, true);
      if (frame.status !== STATUSES.COMMAND_UNKNOWN) throw new Error(`${number} is answered with ${frame.status}`);
    }
    expect(twins.difference(program)).toBeUndefined();
  });
});

describe('the judge of answers', () => {
  /** A device that trades until it accepts this command, with that request and answer. */
  async function heard(
    name: CommandName,
  ): Promise<{ judge: Judge; request: Uint8Array; frame: ResponseFrame; secrets: Secrets }> {
    const enough = new Error('heard');
    for (let seed = 1; ; seed++) {
      const twins = new ScriptedTwins();
      const judge = new Judge(secretsIn(twins), () => twins.now);
      const judged = new JudgedTwins(twins, judge);
      let last: { request: Uint8Array; frame: ResponseFrame } | undefined;
      const request = judged.request.bind(judged);
      judged.request = async (what, command, payload, local) => {
        const frame = await request(what, command, payload, local);
        const hasKeys = Object.keys(secretsIn(twins)()).length > 0;
        if (what !== name || frame.status !== STATUSES.OK || !hasKeys) return frame;
        last = { request: payload, frame };
        throw enough;
      };
      await follow(new Household(seed, new Map(), judged), course).catch((error: unknown) => {
        if (error !== enough) throw error;
      });
      if (last) return { judge, ...last, secrets: secretsIn(twins)() };
    }
  }

  it('refuses energy without samples, although the meter key has signed it', async () => {
    const { judge, request, frame, secrets } = await heard('signReceipt');
    const { receipt } = payloads.signReceipt.response.decode(frame.payload);
    const more = {
      ...receipt,
      sequence: receipt.sequence + 1_000_000,
      energy: (receipt.energy + 2_000n) as typeof receipt.energy,
    };
    const signature = signDigest(Receipt.digest(domain, more), new Uint8Array(secrets['meter key'] ?? []));
    const payload = payloads.signReceipt.response.write({ receipt: more, signature });
    expect(() => judge.hear(COMMANDS.SIGN_RECEIPT, request, { ...frame, payload }, false)).toThrow(/energy/);
  });

  it('refuses more energy than the power limit allows since the start, and since a delivery opened', () => {
    const flood = { intervalMicros: 100_000, samples: samplesOf(19_000, 2048) };
    const short = { intervalMicros: 100_000, samples: samplesOf(19_000, 20) };
    const answer = { import: 0n, export: 0n };
    const settings = { ...provisionInput, chainId: 1n };
    let now = 5000;
    const ledger = new Ledger(() => now);
    const sample = (batch: object) => ledger.follow('addSamples', batch, answer, settings, {});
    expect(() => sample(flood)).toThrow('in the time it runs');
    now += 600_000;
    ledger.restarted();
    expect(() => sample(flood)).toThrow('in the time it runs');
    now += 600_000;
    // Under another limit only the time after it counts.
    const { powerLimit } = provisionInput.limits;
    const raised = { ...settings, limits: { ...settings.limits, powerLimit: (100 * powerLimit) as typeof powerLimit } };
    ledger.restarted();
    now += 250_000;
    ledger.follow('migrate', { migration: { chainId: 1n }, date: NOON }, {}, settings, {});
    const strong = { intervalMicros: 100_000, samples: samplesOf(19_000, 2048 * 2) };
    expect(() => ledger.follow('addSamples', strong, answer, raised, {})).toThrow('in the time it runs');
    ledger.restarted();
    now += 600_000;
    const order = { ...orderTerms, side: 'offer', nonce: 1 };
    ledger.follow('authorizeMandate', { mandate: { ...mandateTerms, side: 'offer' } }, {}, settings, {});
    ledger.follow('signOrder', { order }, {}, settings, {});
    const orders = { bid: { ...order, meterKey: 'another' }, offer: order };
    ledger.follow('openDelivery', orders, { tradeId: bytes32('0d'), role: 'seller' }, settings, {});
    now += 1000;
    expect(() => sample(short)).toThrow('from before a delivery');
  });

  it('refuses evidence of another calibration, although all three keys have signed it', async () => {
    const { judge, request, frame, secrets } = await heard('attest');
    const { evidence } = payloads.attest.response.decode(frame.payload);
    const other = { ...evidence, calibrationHash: evidence.limitsHash };
    const by = (name: string) => signDigest(Evidence.digest(domain, other), new Uint8Array(secrets[name] ?? []));
    const signatures = { attestation: by('attestation key'), meter: by('meter key'), account: by('account key') };
    const payload = payloads.attest.response.write({ evidence: other, ...signatures });
    expect(() => judge.hear(COMMANDS.ATTEST, request, { ...frame, payload }, false)).toThrow('another calibrationHash');
  });

  it('refuses a signature by another key, or over something else', async () => {
    const { judge, request, frame } = await heard('signReading');
    const payload = Uint8Array.from(frame.payload);
    payload.set([(payload.at(-2) ?? 0) ^ 1], payload.length - 2);
    expect(() => judge.hear(COMMANDS.SIGN_READING, request, { ...frame, payload }, false)).toThrow();
  });

  it('refuses an answer containing part of any secret', async () => {
    const { judge, frame, request, secrets } = await heard('info');
    expect(Object.keys(secrets).length).toBe(6);
    for (const [name, secret] of Object.entries(secrets)) {
      const payload = Uint8Array.from(frame.payload);
      payload.set(secret.subarray(16, 32), payloads.info.response.offsets.get('taHash'));
      expect(() => judge.hear(COMMANDS.INFO, request, { ...frame, payload }, true)).toThrow(`gives away ${name}`);
    }
  });

  it('refuses a second provisioning', async () => {
    const { judge, request, frame } = await heard('provision');
    expect(() => judge.hear(COMMANDS.PROVISION, request, frame, true)).toThrow('makes keys a second time');
  });
});
