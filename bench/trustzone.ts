/**
 * `npm run bench:trustzone`: the trusted application's time, memory and flash use on OP-TEE in a machine under QEMU, to
 * `bench/results/trustzone.json`. Needs `npm run trustzone:build`. About three minutes; for reliable figures, on a quiet host.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { image, isBuilt } from '../trusted-application/qemu/test/machines.ts';
import { askedUsage } from '../trusted-application/test/usage.ts';
import { latencyOf, ratio, timed } from './statistics.ts';
import { OPERATIONS, type Operation, timeInside, timeNatively } from './trustzone/gauges.ts';
import { applicationFile, MeasuredMachine, measureFolder } from './trustzone/machine.ts';
import { WorldProcess } from './trustzone/process.ts';
import type { OperationTime, TrustzoneResult } from './trustzone/result.ts';
import { measureRoundTrips, type RoundTrips, refuse } from './trustzone/round-trips.ts';
import { type CommandUsage, lifeOf, measureUsage } from './trustzone/wear.ts';

const ROUNDS: Readonly<Record<Operation, number>> = {
  receipt: 2000,
  sign: 2000,
  recover: 2000,
  digest: 2000,
  assertion: 10,
};
const COUNTED_ROUNDS: Readonly<Record<Operation, number>> = { ...ROUNDS, recover: 1000, assertion: 10 };
const EXCHANGES = 2400;
const RESTED = 150;
const ECHOES = 2000;
/** A receipt request: 8 bytes of header and the trade id. */
const ECHO = new Uint8Array(40).fill(0x65);

/** The trusted application's targets, microseconds. */
const GOALS = { signing: 500, roundTripP50: 8000, roundTripP99: 40_000 };

const folder = await mkdtemp(join(tmpdir(), 'evlock-bench-'));
const say = (text: string): void => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`);
const load = (): number[] => loadavg().map((value) => Math.round(100 * value) / 100);

/** Sizes in bytes of the signed file and its contents. */
async function measureSize(): Promise<TrustzoneResult['size']> {
  const elf = join(image, '..', 'build', 'application', applicationFile.replace(/^.*\//, '').replace(/ta$/, 'elf'));
  const [, sizes = ''] = execFileSync('aarch64-linux-gnu-size', [elf], { encoding: 'latin1' }).split('\n');
  const [text = 0, data = 0, bss = 0] = sizes.trim().split(/\s+/).map(Number);
  return { file: (await stat(applicationFile)).size, text, data, bss };
}

/** Counter steps and bytes of each command, memory, and the paths to the application, on one gauged machine. */
async function measureMachine() {
  const machine = await MeasuredMachine.boot(join(folder, 'gauged'));
  try {
    say('memory and writes of each command');
    const usages = await measureUsage(machine);
    say('operations inside the trusted application');
    const operations: Omit<OperationTime, 'instructions'>[] = [];
    for (const operation of OPERATIONS) {
      const inside = await timeInside(machine.world, operation, ROUNDS[operation]);
      const native = timeNatively(join(measureFolder, 'operations'), operation, ROUNDS[operation]);
      operations.push({
        operation,
        inside: Math.round(inside),
        native: Math.round(10 * native) / 10,
        timesNative: ratio(inside, native),
      });
    }
    say('the way to it');
    const served: number[] = [];
    for (let round = 0; round < ECHOES; round++) await timed(() => refuse(machine.world), served);
    await machine.leaveShell();
    const echo = await machine.echoes(ECHO, ECHOES);
    const bridge = await machine.straight();
    const straight: number[] = [];
    for (let round = 0; round < ECHOES; round++) await timed(() => refuse(bridge), straight);
    await bridge.close();
    return {
      usages,
      operations,
      way: { served: latencyOf(served), straight: latencyOf(straight), echo: latencyOf(echo) },
    };
  } finally {
    await machine.stop();
  }
}

/** With a clock of one nanosecond per instruction, so that the host's load does not matter. */
async function countInstructions<T extends { readonly operation: Operation }>(
  operations: readonly T[],
): Promise<(T & { instructions: number })[]> {
  const machine = await MeasuredMachine.boot(join(folder, 'counted'), true);
  const counted: (T & { instructions: number })[] = [];
  try {
    for (const each of operations) {
      const micros = await timeInside(machine.world, each.operation, COUNTED_ROUNDS[each.operation]);
      counted.push({ ...each, instructions: Math.round(1000 * micros) });
    }
    return counted;
  } finally {
    await machine.stop();
  }
}

async function measureWorld(kind: 'trustzone' | 'emulator'): Promise<RoundTrips> {
  const world = await WorldProcess.start(kind, join(folder, kind));
  try {
    return await measureRoundTrips(world, EXCHANGES, RESTED);
  } finally {
    await world.stop();
  }
}

const most = (usages: readonly CommandUsage[], of: 'stack' | 'heap' | 'pool'): number =>
  Math.max(...usages.map((usage) => usage[of]));

if (!isBuilt) throw new EvlockError('TRUSTZONE_NOT_BUILT', { folder: image });
try {
  const loadBefore = load();
  say('building the trusted application with gauges');
  execFileSync('bash', [join(import.meta.dirname, '../trusted-application/measure/build.sh')], { stdio: 'ignore' });
  say('round trips: TrustZone');
  const trustzone = await measureWorld('trustzone');
  say('round trips: emulator');
  const emulator = await measureWorld('emulator');
  const loadOfRoundTrips = load();
  const { usages, operations, way } = await measureMachine();
  say('instructions');
  const counted = await countInstructions(operations);
  const [processor] = cpus();
  const result: TrustzoneResult = {
    command: 'npm run bench:trustzone',
    machine: `QEMU without acceleration (TCG, Cortex-A57), on ${cpus().length} × ${processor?.model.trim() ?? process.arch}`,
    load: { before: loadBefore, afterRoundTrips: loadOfRoundTrips, after: load() },
    goals: GOALS,
    operations: counted,
    roundTrips: {
      trustzone,
      emulator,
      timesRefused: ratio(trustzone.signReceipt.p50, trustzone.refused.p50),
      timesEmulator: ratio(trustzone.signReceipt.p50, emulator.signReceipt.p50),
    },
    way,
    size: await measureSize(),
    memory: {
      used: { stack: most(usages, 'stack'), heap: most(usages, 'heap'), pool: most(usages, 'pool') },
      asked: { ...askedUsage(), pool: 14 * 1024 },
    },
    commands: usages,
    life: lifeOf(usages),
  };
  await writeFile(join(import.meta.dirname, 'results', 'trustzone.json'), `${JSON.stringify(result, undefined, 2)}\n`);
  const { p50, p99 } = trustzone.signReceipt;
  const sign = counted.find(({ operation }) => operation === 'sign');
  say(`signing ${sign?.inside} us, receipt there and back p50 ${p50} us, p99 ${p99} us`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
