/** The part of `docs/measurements.md` that tells of OP-TEE. */

import type { Latency } from '../../bench/statistics.ts';
import type { TrustzoneResult } from '../../bench/trustzone/result.ts';
import { grouped } from '../figures.ts';

const percent = (value: number, whole: number): string => `${((100 * value) / whole).toFixed(0)} %`;
const inMilliseconds = (micros: number): string => (micros / 1000).toFixed(2);

const OPERATIONS = {
  receipt: 'sign a receipt: struct, digest, signature',
  sign: 'the signature alone (secp256k1)',
  recover: "check a partner's signature (secp256k1)",
  digest: 'the digest of a receipt (keccak)',
  assertion: "check a passkey's assertion (P-256)",
};

function operationLines({ command, machine, load, goals, operations }: TrustzoneResult): string[] {
  const sign = operations.find(({ operation }) => operation === 'sign')?.inside ?? Number.NaN;
  return [
    '## Time in the trusted application',
    '',
    `\`${command}\` (${machine}; load of the host ${load.before[0]} before, ${load.afterRoundTrips[0]} after the round trips, ${load.after[0]} at the end).`,
    'QEMU translates instructions: its times are not those of a board, but the number of instructions is: a core that does one in a nanosecond takes as many',
    `nanoseconds. The goal for a signature is ${goals.signing} µs; it takes ${percent(sign, goals.signing)} of that here.`,
    '',
    '| one | µs | natively, µs | times | instructions |',
    '|---|---:|---:|---:|---:|',
    ...operations.map(
      ({ operation, inside, native, timesNative, instructions }) =>
        `| ${OPERATIONS[operation]} | ${grouped(inside)} | ${native} | ${timesNative} | ${grouped(instructions)} |`,
    ),
    '',
  ];
}

const ROUND_TRIPS = {
  refused: 'a command that is refused unseen',
  nextMark: '`NEXT_MARK`',
  addSamples: '`ADD_SAMPLES` of five',
  partnerReceipt: '`PARTNER_RECEIPT`',
  signReceipt: '`SIGN_RECEIPT`',
  signReceiptRested: '… after a rest of 100 ms',
  signReceiptStoring: '… that reserves sequences, and so stores',
};

function roundTripLines({ roundTrips, goals, way }: TrustzoneResult): string[] {
  const { trustzone, emulator, timesRefused, timesEmulator } = roundTrips;
  const cells = ({ p50, p99, max }: Latency): string => [p50, p99, max].map(inMilliseconds).join(' | ');
  const rows = Object.entries(ROUND_TRIPS).map(([name, text]) => {
    const [own, other] = [trustzone[name as keyof typeof ROUND_TRIPS], emulator[name as keyof typeof ROUND_TRIPS]];
    return `| ${text} | ${own.count} | ${cells(own)} | ${inMilliseconds(other.p50)} | ${inMilliseconds(other.p99)} |`;
  });
  const share = (name: string, micros: number): string => `| ${name} | ${inMilliseconds(Math.max(0, micros))} |`;
  return [
    '## Round trip to the secure world',
    '',
    'In milliseconds over the served socket, each world a process of its own. The goal for a receipt is p50 ' +
      `${goals.roundTripP50 / 1000}, p99 ${goals.roundTripP99 / 1000}. A receipt takes ${timesRefused} times a command that is refused unseen, and`,
    `${timesEmulator} times what it takes in the emulator, which has no second world to go to.`,
    '',
    '| command | count | p50 | p99 | max | emulator p50 | p99 |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...rows,
    '',
    'Where half of them spend their time; the first three parts by another machine of the same run:',
    '',
    '| part | ms |',
    '|---|---:|',
    share('socket and process in front of the port', way.served.p50 - way.straight.p50),
    share('port: there and back through QEMU and Linux', way.echo.p50),
    share('bridge, switch to the secure world and back', way.straight.p50 - way.echo.p50),
    share('the receipt itself', trustzone.signReceipt.p50 - trustzone.refused.p50),
    '',
  ];
}

function memoryLines({ memory, size }: TrustzoneResult): string[] {
  const row = (name: string, used: number, asked: number): string =>
    `| ${name} | ${grouped(used)} | ${grouped(asked)} | ${percent(used, asked)} |`;
  const { used, asked } = memory;
  return [
    '## Size and memory on OP-TEE',
    '',
    `The signed file has ${grouped(size.file)} bytes: code and constants ${grouped(size.text)}, data ${grouped(size.data)}; without a file`,
    `${grouped(size.bss)}, its heap among them. Most that any command took, in bytes:`,
    '',
    '| | used | there is | share |',
    '|---|---:|---:|---:|',
    row('stack', used.stack, asked.stack),
    row('heap', used.heap, asked.heap),
    row("OP-TEE's pool for big numbers", used.pool, asked.pool),
    '',
  ];
}

function wearLines({ commands, life }: TrustzoneResult): string[] {
  const each = (value: number, times: number): string => String(Math.round((1000 * value) / times) / 1000);
  return [
    '## What each command writes',
    '',
    'On average, with the most stack and heap that one took. A step is one entry in the rollback counter’s log; bytes are those that',
    'reached the disk, with all that OP-TEE and ext4 write around the state.',
    '',
    '| command | stack | heap | stores | steps | bytes on disk |',
    '|---|---:|---:|---:|---:|---:|',
    ...commands.map(
      ({ command, times, stack, heap, stores, counterSteps, diskBytes }) =>
        `| ${command} | ${grouped(stack)} | ${grouped(heap)} | ${each(stores, times)} | ${each(counterSteps, times)} | ${grouped(Math.round(diskBytes / times))} |`,
    ),
    '',
    `Assumed: ${life.assumption}. That makes ${life.counterStepsPerHour} steps and ${grouped(life.diskBytesPerHour)} bytes an hour. The counter’s two`,
    `sectors last ${grouped(life.counterYears)} years; the disk takes ${life.diskGigabytesPerYear} GB in a year.`,
    '',
  ];
}

export const trustzoneLines = (result: TrustzoneResult): string[] => [
  ...operationLines(result),
  ...roundTripLines(result),
  ...memoryLines(result),
  ...wearLines(result),
];
