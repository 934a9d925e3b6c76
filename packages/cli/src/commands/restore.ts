/** `evlock restore`: make a new meter of an account from its 24 words, at the meter's own console. */
import { deploymentFingerprint, EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, show } from '../input/options.ts';
import { readWords, WORDS_FILE } from '../input/words.ts';
import { atConsole } from '../meter/provisioning-socket.ts';
import { provisionedText, readSettings, type SettingsOptions, settingsInput, settingsOptions } from './provision.ts';

interface RestoreOptions extends SettingsOptions {
  readonly wordsFile?: string;
}

/** The secure world checks their checksum; here only that there are as many. */
async function phrase({ wordsFile }: RestoreOptions, context: Context): Promise<string> {
  const words = await readWords(wordsFile, context);
  if (words.length !== 24) throw new EvlockError('INVALID_INPUT', { field: '--words-file', words: words.length });
  return words.join(' ');
}

async function restore(options: RestoreOptions, context: Context): Promise<void> {
  const settings = await readSettings(options, context);
  await atConsole(options, async (secureWorld) => {
    const input = await settingsInput(settings, options, await secureWorld.info());
    const keys = await secureWorld.restore(await phrase(options, context), input);
    const { securityClass, deviceId } = await secureWorld.info();
    const fingerprint = deploymentFingerprint(settings.deployment);
    const result = { deviceId, securityClass, ...keys, ...input, deployment: fingerprint };
    show(
      context,
      options,
      result,
      () =>
        `${provisionedText(result, settings.deployment)}\nThe meter key is new. Once this meter is enrolled, put it in the place of the old one: evlock replace request OLD_METER_KEY`,
    );
  });
}

export function registerRestore(program: Command, context: Context): void {
  const command = program
    .command('restore')
    .summary("make a new meter of your account from its 24 words, at the meter's own console")
    .description(
      'Provisions a new meter with the account of the 24 words: the same account key and so the same money, but a new meter key and device. The words come from a file (mode 0600) or are typed; never as an argument. Limits and withdrawal addresses are set anew. Then bind the passkey, enrol, and request the replacement of the old meter key: docs/recovering.md.',
    )
    .option('--words-file <file>', `${WORDS_FILE} (typed, unseen)`)
    .action((options: RestoreOptions) => restore(options, context));
  examples(
    settingsOptions(command),
    [
      'evlock restore --socket /run/evlock/console.sock --words-file words.txt \\',
      '  --deployment deployment.json --withdraw-to 0x3c…9a',
    ],
    true,
  );
}
