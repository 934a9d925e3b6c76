/** `docs/performance.md`: what one gateway carries, and what a hundred thousand meters need by the same unit costs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grouped } from '../figures.ts';

const results = join(import.meta.dirname, '..', '..', 'bench', 'results');
const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(results, `${name}.json`), 'utf8'));
const milliseconds = (microseconds: number): string => `${(microseconds / 1000).toFixed(1)} ms`;
const percent = (share: number): string => `${Math.round(100 * share)} %`;

interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

interface Receipts {
  readonly command: string;
  readonly meters: number;
  readonly fullSpeed: {
    readonly receiptsPerSecond: number;
    readonly floor: Readonly<Record<'recover' | 'carry' | 'copy' | 'together', number>>;
    readonly shareOfFloor: number;
    readonly microsecondsOfProcessor: Readonly<Record<'gateway' | 'database', number>>;
    readonly shareOfDatabaseInProcessor: number;
  };
  readonly oneASecond: {
    readonly latency: Latency;
    readonly processors: Readonly<Record<'gateway' | 'database', number>>;
    readonly residentMiB: Readonly<Record<'beforeTheyConnect' | 'now' | 'highest', number>>;
  };
  readonly storedBytesOfReceipt: number;
}

interface Profiled {
  readonly command: string;
  readonly meters: number;
  readonly shares: Readonly<Record<string, number>>;
}

interface Trades {
  readonly command: string;
  readonly trades: readonly {
    readonly state: string;
    readonly fromOrderTo: { readonly opened: number | null; readonly settled: number | null };
  }[];
}

interface Cli {
  readonly command: string;
  readonly rounds: number;
  readonly microseconds: Readonly<Record<string, Latency>>;
  readonly timesNode: Readonly<Record<string, number>>;
}

const GOALS = { shareOfFloor: 0.6, p99: 100_000, residentMiB: 400, cli: 300_000 };
const verdict = (met: boolean): string => (met ? 'met' : '**missed**');

function goalLines({ fullSpeed, oneASecond }: Receipts, { microseconds }: Cli): string[] {
  const { latency, residentMiB } = oneASecond;
  const version = microseconds.version?.p50 ?? Number.NaN;
  return [
    '| | measured | goal | |',
    '|---|---:|---:|---|',
    `| receipts verified and stored, as a share of the floor | ${percent(fullSpeed.shareOfFloor)} | ≥ ${percent(GOALS.shareOfFloor)} | ${verdict(fullSpeed.shareOfFloor >= GOALS.shareOfFloor)} |`,
    `| answer to a receipt, 99th percentile | ${milliseconds(latency.p99)} | ≤ ${milliseconds(GOALS.p99)} | ${verdict(latency.p99 <= GOALS.p99)} |`,
    `| resident memory of the gateway, at its highest | ${residentMiB.highest} MiB | ≤ ${GOALS.residentMiB} MiB | ${verdict(residentMiB.highest <= GOALS.residentMiB)} |`,
    `| \`evlock --version\`, median | ${milliseconds(version)} | ≤ ${milliseconds(GOALS.cli)} | ${verdict(version <= GOALS.cli)} |`,
  ];
}

function gatewayLines({ command, meters, fullSpeed, oneASecond, storedBytesOfReceipt }: Receipts): string[] {
  const { floor, microsecondsOfProcessor: used } = fullSpeed;
  const { latency, processors, residentMiB } = oneASecond;
  return [
    '## One gateway',
    '',
    `\`${command}\`: ${grouped(meters)} meters in ${grouped(meters / 2)} trades, played by one other process on the same machine, over mutual TLS 1.3. Each receipt`,
    'is signed for real, verified, stored in PostgreSQL before it is acknowledged, and passed on to the partner.',
    '',
    '**At full speed**, two receipts of each meter unacknowledged at a time:',
    '',
    '| | receipts per second |',
    '|---|---:|',
    `| the gateway | ${grouped(fullSpeed.receiptsPerSecond)} |`,
    `| the floor: its parts, one after the other on one thread | ${grouped(floor.together)} |`,
    `| — libsecp256k1 recovers the signer | ${grouped(floor.recover)} |`,
    `| — \`ws\` over mutual TLS takes it, acknowledges it and passes it on | ${grouped(floor.carry)} |`,
    `| — PostgreSQL takes the row by \`COPY\`, 500 to a transaction | ${grouped(floor.copy)} |`,
    '',
    `A receipt costs ${used.gateway} µs of processor time in the gateway and ${used.database} µs in PostgreSQL (${percent(fullSpeed.shareOfDatabaseInProcessor)} of both), and`,
    `${storedBytesOfReceipt} bytes on disk, indexes included. The floor leaves out what a gateway must do in addition: validating every body by its schema,`,
    'hashing the typed data, knowing the trade and the last receipt, limits for each device.',
    '',
    `**One receipt a second from each meter**: acknowledged within ${milliseconds(latency.p50)} (median), ${milliseconds(latency.p99)} (99th percentile), ${milliseconds(latency.max)} at most. The`,
    `gateway uses ${processors.gateway} of a processor and PostgreSQL ${processors.database}; the gateway's resident memory is ${residentMiB.now} MiB, ${residentMiB.highest} MiB at its highest,`,
    `and ${residentMiB.beforeTheyConnect} MiB before the meters connect.`,
    '',
  ];
}

function profileLines({ command, meters, shares }: Profiled): string[] {
  return [
    '## Where the time goes',
    '',
    `\`${command}\`: the gateway's thread at full speed with ${grouped(meters)} meters, by a sampling profile.`,
    '',
    '| | of its busy time |',
    '|---|---:|',
    ...Object.entries(shares).map(([place, share]) => `| ${place} | ${percent(share)} |`),
    '',
    'Two places have been improved: the device link and the market each recovered the signer of every receipt, and each digest hashed the',
    "market's domain separator again. What is left is mostly the floor's own parts.",
    '',
  ];
}

const METERS = 100_000;
/** Planned share of a gateway's processor: the rest is for reconnecting meters, owners, and bad days. */
const PLANNED = 0.5;
/** Seconds of trading per household and day. */
const TRADING = 4 * 3600;

function planLines({ meters, oneASecond, storedBytesOfReceipt }: Receipts): string[] {
  const { processors, residentMiB } = oneASecond;
  const scale = METERS / meters;
  const kibOfMeter = (1024 * (residentMiB.highest - residentMiB.beforeTheyConnect)) / meters;
  const gateways = Math.ceil((processors.gateway * scale) / PLANNED);
  const perGateway = METERS / gateways;
  const gibOfDay = (METERS * TRADING * storedBytesOfReceipt) / 2 ** 30;
  return [
    '## A hundred thousand meters',
    '',
    'Not measured: planned from the unit costs above, which grow with the number of receipts and with nothing else. All meters trade at',
    'once here, which is the worst hour of the year.',
    '',
    '| | needed |',
    '|---|---:|',
    `| processors for gateways, busy all the time | ${(processors.gateway * scale).toFixed(0)} |`,
    `| gateways, each with one thread that is half busy | ${gateways} |`,
    `| meters of each, and memory for them | ${grouped(Math.round(perGateway))}, ${grouped(Math.round(residentMiB.beforeTheyConnect + (perGateway * kibOfMeter) / 1024))} MiB |`,
    `| processors for PostgreSQL | ${(processors.database * scale).toFixed(0)} |`,
    `| receipts stored in a day of four hours' trading | ${grouped(Math.round((METERS * TRADING) / 1e6))} million, ${grouped(Math.round(gibOfDay))} GiB |`,
    '',
    'A gateway is alone on its database, and a community has one gateway: a hundred thousand meters are many communities, each with a',
    'market of its own or several gateways on one market. The chain has no part in receipts; what a trade costs there is in',
    '[measurements.md](measurements.md). At this size the disk comes first: receipts older than the claim period of their trade matter only',
    'to the audit, and can be moved to cheaper storage day by day.',
    '',
  ];
}

function tradeLines({ command, trades }: Trades): string[] {
  const blocks = (pick: (trade: Trades['trades'][number]) => number | null): string => {
    const list = trades.map(pick).filter((one) => one !== null);
    return `${Math.min(...list)} to ${Math.max(...list)}`;
  };
  return [
    '## From order to settled',
    '',
    `\`${command}\`: ${trades.length} trades of two households, one after the other, every part a process; a block a second. A delivery begins six seconds`,
    'after the order at the earliest, since the trade has to be opened and final before.',
    '',
    '| from the order until | blocks |',
    '|---|---:|',
    `| the trade is open | ${blocks(({ fromOrderTo }) => fromOrderTo.opened)} |`,
    `| its energy is delivered and it is settled | ${blocks(({ fromOrderTo }) => fromOrderTo.settled)} |`,
    '',
  ];
}

function cliLines({ command, rounds, microseconds, timesNode }: Cli): string[] {
  const names: Readonly<Record<string, string>> = {
    node: 'Node itself, doing nothing',
    version: '`evlock --version`',
    help: '`evlock --help`',
    refused: '`evlock offers list`, ended by a profile that is not there',
  };
  return [
    '## The command line',
    '',
    `\`${command}\`: from nothing to the end of the process, ${rounds} rounds.`,
    '',
    '| | median | 99th percentile | times Node itself |',
    '|---|---:|---:|---:|',
    ...Object.entries(microseconds).map(
      ([name, { p50, p99 }]) =>
        `| ${names[name]} | ${milliseconds(p50)} | ${milliseconds(p99)} | ${timesNode[name]?.toFixed(2)} |`,
    ),
    '',
  ];
}

export async function generate(): Promise<Record<string, string>> {
  const [receipts, profiled, trades, cli] = await Promise.all([
    read<Receipts>('receipts'),
    read<Profiled>('receipts-profile'),
    read<Trades>('trade'),
    read<Cli>('cli'),
  ]);
  const text = [
    '# Performance',
    '',
    'What one gateway carries, where its time goes, and what more meters need. Generated by `npm run generate` from committed results.',
    '',
    '**Limits first.** Everything was measured on one machine with two processors, on which the gateway, PostgreSQL, the chain and all the meters',
    'share them; real networks are slower, and real machines are faster. What is compared was measured in the same run. Nothing was measured with',
    'more meters than the table says.',
    '',
    ...goalLines(receipts, cli),
    '',
    ...gatewayLines(receipts),
    ...profileLines(profiled),
    ...planLines(receipts),
    ...tradeLines(trades),
    ...cliLines(cli),
  ];
  return { 'docs/performance.md': text.join('\n') };
}
