/** `evlock meter export`: everything signed at a meter that can still be submitted, as one file. */
import type { SignedExport } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, type JsonOption, jsonOption, show } from '../../input/options.ts';
import { fields } from '../../output/format.ts';
import { writeExport } from '../../signed/files.ts';

interface ExportOptions extends JsonOption {
  readonly profile: string;
  readonly out: string;
}

/** Reads the meter's own store, whether or not its daemon is running. Throws `PROFILE_INVALID`, `STORE_FAILED`. */
async function exportOf(file: string, { clock }: Context): Promise<SignedExport> {
  const { exportSigned, readMeterProfile, Store, storeFile } = await import('@evlock/meter');
  const { readDeployment } = await import('@evlock/chain');
  const profile = await readMeterProfile(file);
  const deployment = await readDeployment(profile.chain.deploymentFile);
  const store = Store.openReadOnly(storeFile(profile));
  try {
    return exportSigned(deployment, store, clock.now());
  } finally {
    store.close();
  }
}

async function exportSignedTo({ profile, out, ...options }: ExportOptions, context: Context): Promise<void> {
  const { signed, leftOut } = await writeExport(out, await exportOf(profile, context));
  const { trades, cancels } = signed;
  const receipts = trades.reduce((sum, trade) => sum + trade.receipts.length, 0);
  show(context, options, { file: out, trades: trades.length, receipts, cancels: cancels.length, leftOut }, () =>
    fields([
      ['unfinished trades', String(trades.length)],
      ['receipts', String(receipts)],
      ['cancels', String(cancels.length)],
      ['left out', leftOut === 0 ? null : `${leftOut} for lack of room or because of an invalid signature`],
      ['written to', out],
    ]),
  );
}

export function registerExport(meter: Command, context: Context): void {
  const command = meter
    .command('export')
    .summary("write the meter's signed orders and receipts to a file for `evlock chain submit`")
    .description(
      "Reads the meter's store, even while the meter is running, and writes the signed orders and receipts of every unfinished trade and every signed cancel to one file. The file contains no secret and cannot be forged, but it reveals trades and energies. The gateway is not involved.",
    )
    .requiredOption('--profile <file>', "the meter's profile")
    .option('--out <file>', 'file to write', 'signed.json')
    .action((options: ExportOptions) => exportSignedTo(options, context));
  examples(jsonOption(command), ['evlock meter export --profile meter.json --out signed.json']);
}
