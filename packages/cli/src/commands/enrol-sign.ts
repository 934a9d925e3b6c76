/** `evlock enrol sign`: account key and meter key sign, at the meter's own console, that they belong together. */
import {
  deviceIdHash,
  parseJson,
  type SignedEnrolment,
  signedEnrolmentSchema,
  systemClock,
  timestamp,
  toJson,
} from '@evlock/protocol';
import type { Command } from 'commander';
import { readInteger } from '../arguments.ts';
import { atConsole, type ConsoleOptions, consoleOption } from '../console.ts';
import type { Context } from '../context.ts';
import { fields, utc } from '../format.ts';
import { examples, type JsonOption, jsonOption, show } from '../options.ts';
import { argument } from '../usage.ts';

interface SignOptions extends ConsoleOptions, JsonOption {
  readonly out: string;
  readonly standby?: true;
  readonly nonce: number;
  readonly days: number;
}

const DAY_SECONDS = 86_400;
const FILE_LIMIT = 10_000;

/** What `evlock enrol sign` wrote. Throws `FILE_UNUSABLE`, `INVALID_INPUT`. */
export async function readSignedEnrolment(file: string): Promise<SignedEnrolment> {
  const { readTextFile } = await import('@evlock/files');
  return parseJson(signedEnrolmentSchema, await readTextFile(file), FILE_LIMIT);
}

async function sign(options: SignOptions, context: Context): Promise<void> {
  const { out, standby, nonce, days } = options;
  const signed = await atConsole(options, async (secureWorld) => {
    const { deviceId } = await secureWorld.info();
    return await secureWorld.signEnrolment({
      purpose: standby ? 'standby' : 'active',
      deviceIdHash: deviceIdHash(deviceId),
      nonce: BigInt(nonce),
      deadline: timestamp(systemClock.now() + days * DAY_SECONDS),
    });
  });
  const { writeFile } = await import('node:fs/promises');
  await writeFile(out, `${toJson(signed, 2)}\n`);
  const { enrolment } = signed;
  show(context, options, { ...signed, out }, () =>
    fields([
      ['account', enrolment.account],
      ['meter key', enrolment.meterKey],
      ['valid until', utc(enrolment.deadline)],
      ['next', `bring ${out} to the operator: evlock enrol approve DEVICE --enrolment ${out}`],
    ]),
  );
}

export function registerEnrolSign(enrol: Command, context: Context): void {
  const command = enrol
    .command('sign')
    .summary('device: have account key and meter key sign the enrolment, at the local console')
    .description(
      'Run at the meter, on its local console. Account key and meter key sign one enrolment, so that the operator can admit the meter and nobody can name another account for it. The file holds no secret; bring it to the operator.',
    )
    .requiredOption('--out <file>', 'where the signed enrolment is written')
    .option('--standby', 'for an account that has a meter: this one waits for a replacement')
    .option(
      '--nonce <number>',
      'what the account signed for the registry before: 0 for its first meter',
      argument('--nonce', readInteger(0, Number.MAX_SAFE_INTEGER)),
      0,
    )
    .option('--days <number>', 'days in which it can be put on chain', argument('--days', readInteger(1, 365)), 7)
    .action((options: SignOptions) => sign(options, context));
  examples(consoleOption(jsonOption(command)), [
    'evlock enrol sign --socket /run/evlock/console.sock --out enrolment.json',
    'evlock enrol sign --socket /run/evlock/console.sock --standby --nonce 1 --out enrolment.json',
  ]);
}
