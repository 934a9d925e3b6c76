/** `docs/measurements.md`: every figure from a committed result, with the command that produced it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grouped } from '../figures.ts';
import { trustzoneLines } from '../measurements/trustzone.ts';
import { trustzoneBuildLines } from '../measurements/trustzone-build.ts';

const root = join(import.meta.dirname, '..', '..');
const json = async (path: string) => JSON.parse(await readFile(join(root, path), 'utf8'));

const GAS_GOAL = 150_000;
/** Maximum contract size on chain, bytes (EIP-170). */
const SIZE_LIMIT = 24_576;
function tradeGas(gas: Record<string, string>): string[] {
  const steady = Number(gas.openTrade) + Number(gas.settleFinal);
  const first = Number(gas.openTradeFirstEver) + Number(gas.settleFinalFirstEver);
  return [
    '| one whole trade, two transactions | gas | of the goal |',
    '|---|---:|---:|',
    ...[
      ['settled by a pair that has gained reputation that day', steady],
      [
        'settled before its end with the first gain of the day, and freeing both meters along with their next trade',
        Number(gas.practicalTotal),
      ],
      ['first ever of both accounts and meters', first],
    ].map(([name, sum]) => `| ${name} | ${grouped(Number(sum))} | ${((100 * Number(sum)) / GAS_GOAL).toFixed(1)} % |`),
  ];
}

interface Memory {
  readonly stack: number;
  readonly heap: number;
}

function memoryLines(result: {
  command: string;
  machine: string;
  requests: number;
  used: Memory;
  asked: Memory;
}): string[] {
  const { command, machine, requests, used, asked } = result;
  const row = (name: keyof Memory): string => `| ${name} | ${grouped(used[name])} | ${grouped(asked[name])} |`;
  return [
    '## Memory of the trusted application',
    '',
    `\`${command}\` (${machine}): the most that any of ${grouped(requests)} random requests took, in bytes, and what it requests from the TEE.`,
    '',
    '| | used | asked for |',
    '|---|---:|---:|',
    row('stack'),
    row('heap'),
    '',
  ];
}

interface BatchesResult {
  readonly command: string;
  readonly trades: number;
  readonly gasPerTrade: Readonly<
    Record<'singles' | 'batches' | 'freedByTheNextOpening', Readonly<Record<string, number>>>
  >;
}

function batchesLines({ command, trades, gasPerTrade }: BatchesResult): string[] {
  const { singles, batches, freedByTheNextOpening: freeing } = gasPerTrade;
  const row = (name: string, one: number | undefined, many: number | undefined): string => {
    const [alone, together] = [Number(one), Number(many)];
    return `| ${name} | ${grouped(alone)} | ${grouped(together)} | −${(100 * (1 - together / alone)).toFixed(0)} % |`;
  };
  return [
    '## Several trades at once',
    '',
    `\`${command}\`: gas of each trade when the gateway's submitter has ${trades} of each kind due at one moment, beside the same number one by`,
    'one. Accounts and meters traded before; no reputation moves.',
    '',
    '| | one by one | together | |',
    '|---|---:|---:|---:|',
    row('open', singles.openTrade, batches.openMany),
    row('settle by a final pair', singles.settleFinal, batches.settleFinalMany),
    row('free the meters', singles.free, batches.freeMany),
    row('all three', singles.sum, batches.sum),
    row('free, and open the next', Number(singles.free) + Number(singles.openTrade), freeing.freeAndOpenMany),
    '',
  ];
}

interface LocalChainResult {
  readonly command: string;
  readonly trades: number;
  readonly seconds: number;
  readonly bytes: Readonly<Record<'atEnd' | 'most' | 'afterRestart', number>>;
  readonly writtenPerSecond: number;
  readonly restarts: number;
  readonly startSeconds: number;
  readonly whole: { readonly bytes: { readonly most: number }; readonly writtenPerSecond: number };
}

function localChainLines(result: LocalChainResult): string[] {
  const { command, trades, seconds, bytes, writtenPerSecond, restarts, startSeconds, whole } = result;
  const row = (name: string, own: number | string, anvil: number | string): string =>
    `| ${name} | ${typeof own === 'number' ? grouped(own) : own} | ${typeof anvil === 'number' ? grouped(anvil) : anvil} |`;
  return [
    '## State of a local chain',
    '',
    `\`${command}\`: ${grouped(trades)} trades, one every ${seconds / trades} seconds with a block each second, as \`npm start\` makes them. Beside it`,
    'what anvil alone would write: the whole state every two seconds.',
    '',
    '| | bytes | by anvil itself |',
    '|---|---:|---:|',
    row('the file at its largest', bytes.most, whole.bytes.most),
    row('after a restart at the end', bytes.afterRestart, '–'),
    row('written a second, on average', writtenPerSecond, whole.writtenPerSecond),
    '',
    `It was restarted ${restarts} times to drop what need not be kept. A start with the whole state takes ${startSeconds} s.`,
    '',
  ];
}

export async function generate(): Promise<Record<string, string>> {
  const gas: Record<string, string> = await json('contracts/snapshots/EnergyMarket.json');
  const size: Record<string, string> = await json('contracts/snapshots/size.json');
  const cost = await json('bench/results/computation-cost.json');
  const calls = Object.entries<{ computationCost: number }>(cost.calls);
  const lines = [
    '# Measurements',
    '',
    'Generated by `npm run generate` from committed results; do not edit by hand.',
    '',
    '## Gas',
    '',
    `\`forge test\` in \`contracts/\`, which fails when a figure changes. The goal is ${grouped(GAS_GOAL)} for a trade of accounts and`,
    'meters used before, settled before its end with the first gain of the day, its meters freed. The chain itself takes 42 000 of it,',
    'twice the 21 000 of any transaction.',
    '',
    ...tradeGas(gas),
    '',
    '`practical…` are the calls of the second row above, `…Many20` one transaction with 20 items.',
    '',
    '| call | gas |',
    '|---|---:|',
    ...Object.entries(gas).map(([name, value]) => `| ${name} | ${grouped(Number(value))} |`),
    '',
    '## Code size',
    '',
    `| contract | bytes | of ${grouped(SIZE_LIMIT)} |`,
    '|---|---:|---:|',
    ...Object.entries(size).map(
      ([name, value]) =>
        `| ${name} | ${grouped(Number(value))} | ${((100 * Number(value)) / SIZE_LIMIT).toFixed(1)} % |`,
    ),
    '',
    '## Computation cost',
    '',
    `\`${cost.command}\`, by the cost table of ${cost.source}. Kaia has no block gas limit but ${grouped(cost.limit)} of this per transaction.`,
    '',
    '| call | cost | of the limit |',
    '|---|---:|---:|',
    ...calls.map(
      ([name, { computationCost }]) =>
        `| ${name} | ${grouped(computationCost)} | ${((100 * computationCost) / cost.limit).toFixed(2)} % |`,
    ),
    '',
    ...batchesLines(await json('bench/results/batches.json')),
    ...localChainLines(await json('bench/results/local-chain.json')),
    ...memoryLines(await json('bench/results/trusted-application.json')),
    ...trustzoneBuildLines(await json('bench/results/trustzone-build.json')),
    ...trustzoneLines(await json('bench/results/trustzone.json')),
  ];
  return { 'docs/measurements.md': lines.join('\n') };
}
