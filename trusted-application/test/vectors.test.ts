/** `vectors/` in the trusted application's own code, under the sanitizers. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS, STATUSES } from '@evlock/secure-world';
import { expect, it } from 'vitest';
import { describeNative } from './native.ts';
import { buildProgram } from './toolchain.ts';

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../../vectors', name), 'utf8'));
const typedData = read('typed-data.json');
const mark = read('mark.json');
const secureWorld = read('secure-world.json');
const clientData = read('client-data.json');

const plain = (hex: string): string => (hex === '0x' ? '-' : hex.replace(/^0x/, ''));
const hexOf = (value: number | bigint, size = 8): string => value.toString(16).padStart(2 * size, '0');

/** The structs of the header, in the order of its enumeration in the generated code. */
const KINDS = [
  'Order',
  'Receipt',
  'Cancel',
  'Withdrawal',
  'Replace',
  'Enrolment',
  'Reading',
  'Evidence',
  'Mandate',
  'PasskeyBinding',
  'PasskeyRemoval',
];

describeNative('the trusted application computes', () => {
  /** The program's answers to these lines. */
  const ask = (lines: readonly string[]): string[] => {
    const program = buildProgram('probe', ['test/probe.c']);
    const { status, stdout, stderr } = spawnSync(program, { input: `${lines.join('\n')}\n`, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the probe ended with ${status}: ${stderr}`);
    return stdout.split('\n').slice(0, -1);
  };

  it('keccak256, over every boundary of its block', () => {
    const abc = '4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45';
    const empty = 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470';
    const block = '3a5912a7c5faa06ee4fe906253e339467a9ce87d533c65be3c15cb231cdb25f9';
    expect(ask(['keccak 616263', 'keccak -', `keccak ${'00'.repeat(136)}`])).toEqual([abc, empty, block]);
  });

  it('UTF-8 validity as browsers do', () => {
    const good = ['-', '7a', 'c2a2', 'e0a080', 'ed9fbf', 'ee8080', 'efbfbf', 'f0908080', 'f48fbfbf', 'efbbbf'];
    const bad = [
      '80',
      'c0af',
      'c1bf',
      'e09fbf',
      'eda080',
      'f08fbfbf',
      'f4908080',
      'f5808080',
      'c2',
      'e0a0',
      'c27a',
      'ff',
    ];
    expect(ask(good.map((text) => `utf8 ${text}`))).toEqual(good.map(() => hexOf(1)));
    expect(ask(bad.map((text) => `utf8 ${text}`))).toEqual(bad.map(() => hexOf(0)));
    for (const text of [...good, ...bad]) {
      const decode = () => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text.replace('-', ''), 'hex'));
      if (good.includes(text)) expect(decode).not.toThrow();
      else expect(decode).toThrow();
    }
  });

  it('every vector of typed data', () => {
    const { chainId, market, separator } = typedData.domain;
    expect(ask([`separator ${hexOf(chainId)} ${plain(market)}`])).toEqual([plain(separator)]);
    for (const [kind, name] of KINDS.entries()) {
      const { values } = typedData.structs[name];
      const lines = values.map(
        ({ encoded }: { encoded: string }) => `typed-data ${plain(separator)} ${hexOf(kind, 1)} ${plain(encoded)}`,
      );
      const expected = values.map(
        ({ hash, digest }: Record<string, string>) => plain(hash ?? '') + plain(digest ?? ''),
      );
      expect(ask(lines)).toEqual(expected);
    }
  });

  it('nothing of a malformed struct', () => {
    const { values } = typedData.structs.Receipt;
    const encoded = plain(values[0].encoded);
    const line = (bytes: string): string => `typed-data ${'00'.repeat(32)} 01 ${bytes}`;
    const changed = (at: number, byte: string): string => encoded.slice(0, 2 * at) + byte + encoded.slice(2 * at + 2);
    expect(ask([line(changed(32, '02')), line(changed(59, '02')), line(changed(60, '09'))])).toEqual(
      Array(3).fill('status 4 0'),
    );
    expect(ask([line(encoded.slice(2)), line(`${encoded}00`)])).toEqual(Array(2).fill('status 2 0'));
  });

  it('keys, recovery phrases and signatures', () => {
    const { keys, frames } = secureWorld;
    const [words, account] = ask([`words ${plain(keys.entropy)}`]);
    expect(words).toBe(keys.words);
    const [made, meter] = ask([`key ${account}`, `key ${plain(keys.meterPrivateKey)}`]);
    expect(made?.slice(66)).toBe(plain(keys.account));
    expect(meter).toBe(plain(keys.meterPublicKey) + plain(keys.meterKey));
    for (const { digest, response } of frames.filter((frame: { digest?: string }) => frame.digest !== undefined)) {
      const [signature] = ask([`sign ${plain(keys.meterPrivateKey)} ${plain(digest)}`]);
      expect(plain(response).endsWith(signature ?? '?')).toBe(true);
    }
  });

  it('the confirmation of a passkey', () => {
    const { x, y, confirmation } = secureWorld.confirmation;
    const label = Buffer.from('evlock bind v1').toString('hex');
    expect(ask([`sha256 ${label}${plain(x)}${plain(y)}`])[0]?.slice(0, 16)).toBe(plain(confirmation));
  });

  it('the errors in a browser’s client data', () => {
    const { expected, forms } = clientData;
    const hex = (text: string): string => (text === '' ? '-' : Buffer.from(text).toString('hex'));
    const lines = forms.map(({ clientDataJSON }: { clientDataJSON: string }) =>
      ['client-data', plain(expected.challenge), hex(clientDataJSON), ...expected.origins.map(hex)].join(' '),
    );
    const answers = forms.map(({ check }: { check: keyof typeof CHECKS | null }) =>
      check === null ? 'status 0 0' : `status ${STATUSES.ASSERTION_INVALID} ${CHECKS[check]}`,
    );
    expect(ask(lines)).toEqual(answers);
  });

  it('the energy of samples', () => {
    for (const { calibration, batches } of secureWorld.energy) {
      const lines = batches.map(
        ({ intervalMicros, samples }: { intervalMicros: number; samples: [number, number][] }) =>
          `energy ${plain(calibration)} ${hexOf(intervalMicros)} ${samples.map(([i, u]) => hexOf(i, 2) + hexOf(u, 2)).join('')}`,
      );
      type After = Record<'import' | 'export' | 'importRest' | 'exportRest', string>;
      const expected = batches.flatMap(({ after }: { after: After }) => [
        '',
        ...[after.import, after.export, after.importRest, after.exportRest].map((value) => hexOf(BigInt(value))),
      ]);
      expect(ask(['registers', ...lines])).toEqual(expected);
    }
  });

  it('marks, and a buyer’s reading of a current', () => {
    const buyerKey = ask([`key ${plain(mark.buyer)}`])[0]?.slice(0, 66);
    expect(ask([`secret ${plain(mark.seller)} ${buyerKey}`])).toEqual([plain(mark.secret)]);
    for (const { tradeId, intervals } of mark.trades) {
      const lines = intervals.map(
        (_: number, k: number) => `interval ${plain(mark.secret)} ${plain(tradeId)} ${hexOf(k)}`,
      );
      expect(ask(lines)).toEqual(intervals.map((interval: number) => hexOf(interval)));
    }
    const { sampleMs, noiseFloorMilliAmps, stretches, events, missingAt } = mark.current;
    const currents = stretches.flatMap(([size, milliAmps]: [number, number]) =>
      Array(size).fill(milliAmps),
    ) as number[];
    const answers = ask([
      `flow ${plain(mark.secret)} ${plain(mark.trades[0].tradeId)}`,
      ...currents.map(
        (milliAmps, index) =>
          `push ${hexOf(index * sampleMs * 1000)} ${hexOf(milliAmps * 1000)} ${hexOf(noiseFloorMilliAmps * 1000)}`,
      ),
    ]).map((answer) => answer.split(' ').map(Number));
    const kinds = ['nothing', 'flow', 'interruption', 'pause'];
    const seen = answers
      .filter(([kind]) => kind !== 0)
      .map(([kind = 0, at = 0, isMark]) => ({ kind: kinds[kind], at: at / 1000, mark: isMark === 1 }));
    expect(seen).toEqual(events);
    expect(answers.findIndex(([, , , missing]) => missing === 1) * sampleMs).toBe(missingAt);
  });
});
