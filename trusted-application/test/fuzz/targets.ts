/** The fuzz targets and their initial inputs: what callers really send. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, EVLOCK_LAYOUT_STRUCT_MANDATE_SIZE, fromHex } from '@evlock/secure-world';
import { uintBytes } from '@evlock/secure-world/internal/frames';
import { play } from '../differential/sequence.ts';
import type { ScriptedTwins } from '../differential/twins.ts';
import { buildProgram } from '../toolchain.ts';

const vectors = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../../../vectors', name), 'utf8'));

/** `runs`: inputs tried in the quick lane. */
export interface Target {
  readonly name: string;
  readonly runs: number;
  readonly seeds: readonly Uint8Array[];
}

const SEEDS_MAX = 200;
const numbers = Object.values(COMMANDS);

const commandOf = (body: Uint8Array): number => ((body[0] ?? 0) << 8) | (body[1] ?? 0);

const commandSeeds = (twins: ScriptedTwins): Uint8Array[] =>
  twins.requests
    .filter((body) => numbers.includes(commandOf(body) as never))
    .map((body) => Buffer.concat([Uint8Array.of(numbers.indexOf(commandOf(body) as never)), body.subarray(4)]));

const frameSeeds = (twins: ScriptedTwins): Uint8Array[] =>
  twins.requests.map((body) => Buffer.concat([uintBytes(body.length, 4), body]));

/** Behind the mandate of AUTHORIZE_MANDATE. */
const assertionSeeds = (twins: ScriptedTwins): Uint8Array[] =>
  twins.requests
    .filter((body) => commandOf(body) === COMMANDS.AUTHORIZE_MANDATE)
    .map((body) => body.subarray(4 + EVLOCK_LAYOUT_STRUCT_MANDATE_SIZE));

function structSeeds(): Uint8Array[] {
  const structs: { values: { encoded: `0x${string}` }[] }[] = Object.values(vectors('typed-data.json').structs);
  return structs.flatMap(({ values }, kind) =>
    values.map(({ encoded }) => Buffer.concat([Uint8Array.of(kind), fromHex(encoded)])),
  );
}

export async function fuzzTargets(): Promise<Target[]> {
  const { twins } = await play(3, 12, new Map());
  const words: string = vectors('secure-world.json').keys.words;
  const targets: Target[] = [
    { name: 'commands', runs: 2000, seeds: commandSeeds(twins) },
    { name: 'frames', runs: 5000, seeds: frameSeeds(twins) },
    { name: 'state', runs: 20_000, seeds: [twins.storedState] },
    { name: 'typed-data', runs: 20_000, seeds: structSeeds() },
    { name: 'webauthn', runs: 1000, seeds: assertionSeeds(twins) },
    { name: 'words', runs: 300, seeds: [Buffer.from(words)] },
  ];
  return targets.map((target) => ({ ...target, seeds: target.seeds.slice(0, SEEDS_MAX) }));
}

/** By gcc with its own driver, or by clang with libFuzzer. */
export const buildTarget = (name: string, fuzzer: 'standalone' | 'libfuzzer'): string =>
  fuzzer === 'standalone'
    ? buildProgram(`fuzz-${name}`, [`test/fuzz/${name}.c`, 'test/fuzz/standalone.c', 'native/frames.c'])
    : buildProgram(`libfuzzer-${name}`, [`test/fuzz/${name}.c`, 'native/frames.c'], 'fuzzed', ['-fsanitize=fuzzer']);
