/** `evlock watchtower run`: submit signed data in time, without a gateway: from files, or from anyone over HTTPS. */
import type { Log, SignedSource } from '@evlock/chain';
import { type Bytes32, type ErrorCode, type ErrorDetails, toJson } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readInteger } from '../input/arguments.ts';
import { readListenAddress } from '../input/listen-address.ts';
import { examples, repeated, showLine } from '../input/options.ts';
import { onlyWith } from '../input/stray.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { readPrivateKey } from '../session/session.ts';
import { WatchedFiles } from '../signed/files.ts';
import {
  endpointsOf,
  outcomeText,
  type SubmitterOptions,
  submitterOptions,
  withSubmission,
} from '../signed/submission.ts';

interface WatchtowerOptions extends SubmitterOptions {
  readonly grace: number;
  readonly interval: number;
  readonly listen?: { readonly host: string; readonly port: number };
  readonly data?: string;
  readonly deployment?: string;
  readonly serverName?: readonly string[];
  readonly certificateFile?: string;
  readonly certificateKeyFile?: string;
}

/** What is watched, and who is notified. */
interface Watched {
  readonly source: SignedSource;
  over(id: Bytes32): Promise<void>;
  report(problem: ErrorCode | null): void;
}

/** Warnings go to standard error, one line of JSON each; results go to standard output. */
function warnings({ err }: Context, report: (problem: ErrorCode) => void): Log {
  const quiet = (): void => undefined;
  const warn = (details: ErrorDetails, message: string): void => {
    if (typeof details.code === 'string') report(details.code as ErrorCode);
    err(toJson({ message, ...details }));
  };
  return { debug: quiet, info: quiet, warn };
}

async function watchFiles(files: readonly string[], options: WatchtowerOptions, context: Context): Promise<void> {
  const log = warnings(context, () => undefined);
  const source = await WatchedFiles.open(files, { log });
  const { deployment } = await source.read();
  const endpoints = endpointsOf(options.rpc, deployment);
  const privateKey = await readPrivateKey(context, options.keyFile, '--key-file');
  const wish = { endpoints, deployment, privateKey, graceSeconds: options.grace };
  await withSubmission(context, wish, (open) =>
    watch({ source, over: async () => undefined, report: () => undefined }, { ...open, log }, options, context),
  );
}

type Tower = Parameters<Parameters<typeof withSubmission>[2]>[0] & { readonly log: Log };

async function watch(
  { source, over, report }: Watched,
  { submission, reader, log }: Tower,
  options: WatchtowerOptions,
  context: Context,
): Promise<void> {
  const { SignedWatch } = await import('@evlock/chain');
  const { clock, signal } = context;
  const tower = new SignedWatch({ interval: options.interval * 1_000 }, { submission, reader, clock, log });
  for await (const outcome of tower.run(source, signal)) {
    if (outcome.result === 'submitted') report(null);
    if (outcome.result === 'over') await over(outcome.id);
    showLine(context, options, outcome, () => outcomeText(outcome));
  }
}

async function listen(options: WatchtowerOptions, context: Context): Promise<void> {
  const { listen: at, data, deployment: deploymentFile } = options;
  if (!at || data === undefined) throw wrongUsage('--data', 'is required with --listen');
  if (deploymentFile === undefined) throw wrongUsage('--deployment', 'is required with --listen');
  const { readDeployment } = await import('@evlock/chain');
  const { createWatchtowerListener } = await import('@evlock/gateway/watchtower-listener');
  const { FolderLock } = await import('@evlock/files/folder-lock');
  const deployment = await readDeployment(deploymentFile);
  const endpoints = endpointsOf(options.rpc, deployment);
  const privateKey = await readPrivateKey(context, options.keyFile, '--key-file');
  const certificate = certificateOf(options);
  const lock = FolderLock.acquire(data, 'watchtower');
  const wish = { endpoints, deployment, privateKey, graceSeconds: options.grace };
  try {
    await withSubmission(context, wish, async (open) => {
      let report: (problem: ErrorCode | null) => void = () => undefined;
      const log = warnings(context, (problem) => report(problem));
      const listener = await createWatchtowerListener(
        {
          ...{ at, folder: data, deployment, serverNames: options.serverName ?? [] },
          ...(certificate && { certificate }),
        },
        { reader: open.reader, clock: context.clock, log },
      );
      report = (problem) => listener.report(problem);
      const failed = new AbortController();
      void listener.failed.then((error) => failed.abort(error));
      try {
        context.out(toJson({ ready: true, ...(await listener.start()) }));
        const signal = AbortSignal.any([context.signal, failed.signal]);
        const watched = { source: listener.source, over: (id: Bytes32) => listener.over(id), report };
        await watch(watched, { ...open, log }, options, { ...context, signal });
        failed.signal.throwIfAborted();
      } finally {
        await listener.stop();
      }
    });
  } finally {
    lock.release();
  }
}

function certificateOf({ certificateFile, certificateKeyFile: keyFile }: WatchtowerOptions) {
  if (certificateFile === undefined && keyFile === undefined) return undefined;
  if (certificateFile === undefined) throw wrongUsage('--certificate-file', 'is required with --certificate-key-file');
  if (keyFile === undefined) throw wrongUsage('--certificate-key-file', 'is required with --certificate-file');
  return { certificateFile, keyFile };
}

async function run(files: readonly string[], options: WatchtowerOptions, context: Context): Promise<void> {
  if (!options.listen) {
    if (files.length === 0) throw wrongUsage('file', 'is required, or --listen');
    return await watchFiles(files, options, context);
  }
  if (files.length > 0) throw wrongUsage('file', 'cannot be combined with --listen; put files into signed/ of --data');
  return await listen(options, context);
}

export function register(watchtower: Command, context: Context): void {
  watchtower.description('Submits signed data in time, unattended, without a gateway.');
  examples(watchtower, ['evlock watchtower run alice.json bob.json --rpc https://rpc.example --key-file any.key']);
  const command = watchtower
    .command('run')
    .summary('submit trades, cancels and withdrawals in time, until everything is over')
    .description(
      'Watches files of signed data and submits the best step in time: for a trade, a final pair at once, claims for both sides after the end and within the claim period, then the closing; cancels and withdrawals as soon as the chain accepts them. It opens no trade. A file that changes is read again. Given files, it exits when everything in them is over; given a folder, it keeps watching every `.json` file in it. Ctrl-C stops it. It keeps no state: after a restart it continues. With --listen it accepts trades and cancels over HTTPS from anyone, within limits, and pays the gas with its key: a second way to the chain for meters of other operators.',
    )
    .argument('[file...]', 'files of signed data, or folders of them')
    .option(
      '--grace <seconds>',
      "seconds to wait for a final pair after a trade's end, before claiming for each side",
      argument('--grace', readInteger(0, 80_000)),
      180,
    )
    .option(
      '--interval <seconds>',
      'minimum seconds between two checks',
      argument('--interval', readInteger(1, 3_600)),
      5,
    )
    .option(
      '--listen <host:port>',
      'accept signed data over HTTPS at this address',
      argument('--listen', readListenAddress),
    )
    .option('--data <folder>', 'requires --listen: folder for what is watched and for the certificate authority')
    .option('--deployment <file>', 'requires --listen: deployment file of the only market whose data is accepted')
    .option(
      '--server-name <name>',
      'requires --listen: name or address of this machine for the certificate, repeatable',
      repeated,
    )
    .option('--certificate-file <file>', 'requires --listen: your own certificate with its chain, PEM')
    .option('--certificate-key-file <file>', 'requires --listen: the key of your certificate, PEM, mode 0600')
    .action((files: readonly string[], options: WatchtowerOptions) => run(files, options, context));
  onlyWith(command, ['listen'], ['data', 'deployment', 'serverName', 'certificateFile', 'certificateKeyFile']);
  examples(submitterOptions(command), [
    'evlock watchtower run alice.json bob.json --rpc https://rpc.example --key-file any.key',
    'evlock watchtower run /var/lib/evlock/signed --rpc https://rpc.example --rpc https://rpc.other.example --key-file any.key',
    'evlock watchtower run --listen 0.0.0.0:8446 --server-name tower.example --data tower --deployment deployment.json --rpc https://rpc.example --key-file any.key',
  ]);
}
