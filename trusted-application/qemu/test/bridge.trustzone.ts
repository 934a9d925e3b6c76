/**
 * The bridge between a port and the trusted application. Whatever arrives on the port, and whoever dies on the other side,
 * it continues in bounded memory, answers under the right ids, and has nothing executed twice.
 */
import { createHash } from 'node:crypto';
import {
  CHECKS,
  COMMANDS,
  type CommandName,
  type CommandRequest,
  commandConstant,
  EVLOCK_FRAME_MAX,
  EVLOCK_REQUEST_HEAD_SIZE,
  EVLOCK_SAMPLES_MAX,
  encodeRequest,
  payloads,
  type ResponseFrame,
  STATUSES,
} from '@evlock/secure-world';
import { bytes32, NOON, provisionInput, samplesOf } from '@evlock/secure-world/compliance/fixture';
import { seeded } from '@evlock/secure-world/compliance/malformed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt } from './machines.ts';
import { RawPort } from './raw-port.ts';
import { RootedMachine } from './rooted-machine.ts';

const MEBIBYTE = 1024 * 1024;
/** Users of the two bridges, as in guest/init. */
const WORLD_USER = 7400;

/** Exits once a supplicant holds the secure world's device. */
const SUPPLICANT_THERE =
  'until ls -l /proc/$(pidof tee-supplicant)/fd 2>/dev/null | grep -q teepriv; do sleep 0.05; done';

const hardwareKey = (size: number): Uint8Array => createHash('sha256').update('bridge').digest().subarray(0, size);

const encode = <C extends CommandName>(name: C, request: CommandRequest<C>): Uint8Array =>
  (payloads[name] as unknown as { request: { write(value: unknown): Uint8Array } }).request.write(request);

const number = (name: CommandName): number => COMMANDS[commandConstant(name)];

const { domain, ...settings } = provisionInput;
const provision = { ...settings, chainId: BigInt(domain.chainId), market: domain.market };
const enrolment = { purpose: 'active', deviceIdHash: bytes32('d1'), nonce: 0n, deadline: NOON } as const;
const attest = encode('attest', { verifierNonce: bytes32('1a'), tlsKeyHash: bytes32('2b') });
const reading = encode('signReading', { intervalStart: NOON, intervalEnd: NOON + 900, flags: 0 } as never);

const sequenceOf = ({ payload }: ResponseFrame): number => payloads.attest.response.decode(payload).evidence.sequence;

const withLength = (length: number, rest: Uint8Array = new Uint8Array(4)): Uint8Array => {
  const bytes = Buffer.alloc(4 + rest.length);
  bytes.writeUInt32BE(length);
  bytes.set(rest, 4);
  return bytes;
};

describe.skipIf(!isBuilt)('the bridge', () => {
  let machine: RootedMachine;
  beforeAll(async () => {
    machine = await RootedMachine.start(hardwareKey);
  });
  afterAll(() => machine?.close());

  /** Its process; a different one after a restart. */
  const processId = (): Promise<string> =>
    machine.shell.output(
      `for p in $(pidof evlock-bridge); do grep -q "^Uid:.${WORLD_USER}" /proc/$p/status && echo $p; done; true`,
    );

  /** Its process, its memory in KiB, and its open files. */
  async function holds(): Promise<{ id: string; memory: number; files: number }> {
    const id = await processId();
    const memory = Number(/(\d+) kB/.exec(await machine.shell.output(`grep VmRSS /proc/${id}/status`))?.[1]);
    return { id, memory, files: Number(await machine.shell.output(`ls /proc/${id}/fd | wc -l`)) };
  }

  /** A port only notices its clients by their leaving: the bridge must see that before the next one connects. */
  const seenGone = (): Promise<string> => machine.shell.output('ls -l /dev');

  /** A misbehaving client on the meter's port; it frees the port afterwards. */
  async function visit<T>(action: (port: RawPort) => Promise<T>): Promise<T> {
    const path = machine.leavePort();
    await seenGone();
    const port = await RawPort.connect(path);
    try {
      return await action(port);
    } finally {
      await port.close();
      await seenGone();
    }
  }

  /** The first answer to these bytes. */
  const firstAnswer = (bytes: Uint8Array): Promise<ResponseFrame | undefined> =>
    visit(async (port) => {
      await port.send(bytes);
      return (await port.answers(1))[0];
    });

  /** The next client gets its answer: the product's client, which skips what was for others. */
  const expectGoodAnswer = async (): Promise<void> => {
    expect(await machine.ask(COMMANDS.INFO)).toMatchObject({ command: COMMANDS.INFO, status: STATUSES.OK });
  };

  const attestation = async (local = false): Promise<number> =>
    sequenceOf(await machine.ask(COMMANDS.ATTEST, attest, local));

  it('accepts provisioning commands only on their own port', async () => {
    const words = 'abandon '.repeat(23).concat('art');
    const confirmation = `0x${'00'.repeat(8)}` as const;
    const local: readonly (readonly [CommandName, Uint8Array])[] = [
      ['provision', encode('provision', provision)],
      ['restore', encode('restore', { ...provision, words })],
      ['bindPasskey', encode('bindPasskey', { publicKeyX: bytes32('01'), publicKeyY: bytes32('02'), confirmation })],
      ['signEnrolment', encode('signEnrolment', enrolment)],
      // Refused before it is read.
      ['migrate', new Uint8Array(0)],
    ];
    for (const [name, payload] of local) {
      const { status, payload: said } = await machine.ask(number(name), payload);
      expect([name, status, ...said]).toEqual([name, STATUSES.COMMAND_NOT_AUTHORIZED, 0, CHECKS.LOCAL_CONSOLE]);
    }
    // The kernel does not vouch for a process outside the group.
    const claim = await machine.shell.run('evlock-bridge --console --as 7400:7402 /dev/null');
    expect(claim).toMatch(/does not open: 0x\w+, origin 2\n(?:.*\n)*\[1\]$/);
    const made = await machine.ask(COMMANDS.PROVISION, encode('provision', provision), true);
    expect(made.status).toBe(STATUSES.OK);
    const again = await machine.ask(COMMANDS.PROVISION, encode('provision', provision), true);
    expect(again.status).toBe(STATUSES.ALREADY_PROVISIONED);
  });

  it('refuses malformed streams, and answers the next client', async () => {
    const before = await holds();
    const lengths: readonly (readonly [number, number])[] = [
      [0, STATUSES.INVALID_INPUT],
      [EVLOCK_REQUEST_HEAD_SIZE - 1, STATUSES.INVALID_INPUT],
      [EVLOCK_FRAME_MAX + 1, STATUSES.INPUT_TOO_LARGE],
      [0x7fffffff, STATUSES.INPUT_TOO_LARGE],
      [0xffffffff, STATUSES.INPUT_TOO_LARGE],
    ];
    for (const [length, status] of lengths) {
      const answer = await firstAnswer(withLength(length, Buffer.alloc(3000, 0xa5)));
      expect(answer, `${length}`).toMatchObject({ command: 0, id: 0, status });
      await expectGoodAnswer();
    }
    expect((await holds()).id).toBe(before.id);
  });

  it('carries frames of every size up to the largest, to the byte', async () => {
    const largest = EVLOCK_FRAME_MAX - EVLOCK_REQUEST_HEAD_SIZE;
    const samples = (count: number): Uint8Array =>
      Buffer.concat([Buffer.from([0, 0, 0x13, 0x88, count >> 8, count & 0xff]), Buffer.alloc(4 * count, 7)]);
    await visit(async (port) => {
      await port.request(1, COMMANDS.INFO);
      await port.request(2, 0xbeef, new Uint8Array(largest));
      await port.request(3, COMMANDS.INFO, new Uint8Array(largest));
      await port.request(4, COMMANDS.ADD_SAMPLES, samples(EVLOCK_SAMPLES_MAX + 1));
      await port.request(
        5,
        COMMANDS.ADD_SAMPLES,
        encode('addSamples', { intervalMicros: 100, samples: samplesOf(0, EVLOCK_SAMPLES_MAX) }),
      );
      const answers = (await port.answers(5)).map(({ id, status }) => [id, status]);
      expect(answers).toEqual([
        [1, STATUSES.OK],
        [2, STATUSES.COMMAND_UNKNOWN],
        [3, STATUSES.INVALID_INPUT],
        [4, STATUSES.INPUT_TOO_LARGE],
        [5, STATUSES.OK],
      ]);
    });
  });

  it('withstands garbage, floods, fragments and single bytes in bounded memory', async () => {
    const before = await holds();
    const random = seeded(11);
    const noise = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
    for (let attempt = 0; attempt < 10; attempt++) await visit((port) => port.send(noise(400)));
    await expectGoodAnswer();
    // A flood of meaningless bytes, and one of frames, each of which is answered.
    await visit((port) => port.send(noise(MEBIBYTE)));
    await expectGoodAnswer();
    const count = MEBIBYTE / EVLOCK_FRAME_MAX;
    await visit(async (port) => {
      const payload = noise(EVLOCK_FRAME_MAX - EVLOCK_REQUEST_HEAD_SIZE);
      for (let id = 1; id <= count; id++) void port.request(id, 0x0bad, payload);
      const answers = (await port.answers(count)).map(({ id, status }) => [id, status]);
      expect(answers).toEqual(answers.map((_, index) => [index + 1, STATUSES.COMMAND_UNKNOWN]));
    });
    const whole = encodeRequest({ command: COMMANDS.INFO, id: 5, payload: new Uint8Array(0) });
    await visit((port) => port.send(whole.subarray(0, 6)));
    await expectGoodAnswer();
    await visit(async (port) => {
      for (const byte of whole) await port.send(Uint8Array.of(byte));
      expect(await port.answers(1)).toMatchObject([{ id: 5, status: STATUSES.OK }]);
    });
    // Half of a request, another request in between, and the other half.
    const long = encodeRequest({ command: COMMANDS.ATTEST, id: 6, payload: attest });
    const mixed = Buffer.concat([long.subarray(0, 20), whole, long.subarray(20)]);
    expect(await firstAnswer(mixed)).toMatchObject({ command: COMMANDS.ATTEST, id: 6 });
    await expectGoodAnswer();
    const after = await holds();
    expect([after.id, after.files]).toEqual([before.id, before.files]);
    expect(after.memory - before.memory).toBeLessThanOrEqual(128);
  });

  it('delivers a departed client’s answer to nobody else, and executes its request once', async () => {
    for (let left = 0; left < 5; left++) {
      const first = await attestation(true);
      await visit(async (port) => {
        await port.request(999, COMMANDS.INFO);
        await port.answers(1);
        await port.request(1000 + left, COMMANDS.ATTEST, attest);
      });
      // Until the other port shows that it was done; the answer has then been at the port for as long as a shell takes.
      let last = first;
      for (let asked = 1; last === first + asked - 1; asked++) {
        expect(asked).toBeLessThan(200);
        last = await attestation(true);
      }
      const answer = await firstAnswer(encodeRequest({ command: COMMANDS.INFO, id: 77, payload: new Uint8Array(0) }));
      expect(answer).toMatchObject({ command: COMMANDS.INFO, id: 77, status: STATUSES.OK });
      expect(await attestation(true)).toBe(last + 1);
    }
  });

  it('leaves a machine running whose client reads nothing', async () => {
    await visit(async (port) => {
      for (let id = 1; id <= 50; id++) void port.request(id, COMMANDS.ATTEST, attest);
      await port.answers(1);
      expect((await machine.ask(COMMANDS.INFO, undefined, true)).status).toBe(STATUSES.OK);
    });
    await expectGoodAnswer();
  });

  it('answers in order while the trusted application panics, and finds the new instance', async () => {
    const before = await attestation();
    const { payload } = await machine.ask(COMMANDS.INFO);
    const { bootCount } = payloads.info.response.decode(payload);
    const revoke = encode('revokeMandate', { mandateId: 1 });
    const inFlight = async (port: RawPort): Promise<ResponseFrame[]> => {
      void port.request(21, COMMANDS.ATTEST, attest);
      void port.request(22, COMMANDS.REVOKE_MANDATE, revoke);
      void port.request(23, COMMANDS.INFO);
      return await port.answers(3);
    };
    const answers = await visit((port) => machine.shell.panic(() => inFlight(port)));
    expect(answers.map(({ id }) => id)).toEqual([21, 22, 23]);
    // The fate of the second is unknown; the third found no application that could store its start.
    expect(answers.map(({ status }) => status)).toEqual([STATUSES.OK, STATUSES.INTERNAL, STATUSES.INTERNAL]);
    const next = await machine.ask(COMMANDS.INFO);
    expect(payloads.info.response.decode(next.payload).bootCount).toBe(bootCount + 1);
    // Its old session on the other port reports that once.
    expect((await machine.ask(COMMANDS.INFO, undefined, true)).status).toBe(STATUSES.INTERNAL);
    expect((await machine.ask(COMMANDS.INFO, undefined, true)).status).toBe(STATUSES.OK);
    expect(await attestation()).toBeGreaterThan(before + 1);
  });

  it('stores as before after the supplicant is killed and replaced', async () => {
    const revoke = encode('revokeMandate', { mandateId: 1 });
    for (let kill = 0; kill < 3; kill++) {
      const from = await attestation();
      await machine.shell.output('kill -9 $(pidof tee-supplicant)');
      await machine.shell.output(SUPPLICANT_THERE);
      expect((await machine.ask(COMMANDS.REVOKE_MANDATE, revoke)).status).toBe(STATUSES.OK);
      expect(await attestation()).toBe(from + 1);
    }
  });

  it('is restarted when killed, and lost requests are executed at most once', async () => {
    const count = 20;
    for (let kill = 0; kill < 3; kill++) {
      const [from, id] = [await attestation(), await processId()];
      const sequences = await visit(async (port) => {
        for (let request = 1; request <= count; request++) void port.request(request, COMMANDS.ATTEST, attest);
        await machine.shell.output(`kill -9 ${id}`);
        return port.unread.map(sequenceOf);
      });
      expect(sequences).toEqual(sequences.map((_, index) => from + 1 + index));
      await expectGoodAnswer();
      expect(await processId()).not.toBe(id);
      const next = await attestation();
      expect(next).toBeGreaterThan(from + sequences.length);
      expect(next).toBeLessThanOrEqual(from + count + 1);
    }
    expect((await machine.ask(COMMANDS.SIGN_READING, reading)).status).toBe(STATUSES.OK);
    expect((await machine.ask(COMMANDS.SIGN_READING, reading)).status).toBe(STATUSES.REPLAYED);
  });
});
