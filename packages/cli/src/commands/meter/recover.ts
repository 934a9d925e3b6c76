/** `evlock meter recover`: provision a new meter from an account's recovery phrase, at its provisioning socket. */
import { deploymentFingerprint, EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, show } from '../../input/options.ts';
import { PHRASE_FILE, readPhrase } from '../../input/recovery-phrase.ts';
import { atSecureWorld } from '../../meter/provisioning-socket.ts';
import { provisionedText, readSettings, type SettingsOptions, settingsInput, settingsOptions } from './provision.ts';

interface RecoverOptions extends SettingsOptions {
  readonly recoveryPhraseFile?: string;
}

/** Only counts the words; the secure world verifies the checksum. */
async function phrase({ recoveryPhraseFile }: RecoverOptions, context: Context): Promise<string> {
  const words = await readPhrase(recoveryPhraseFile, context);
  if (words.length !== 24)
    throw new EvlockError('INVALID_INPUT', { field: '--recovery-phrase-file', words: words.length });
  return words.join(' ');
}

async function recover(options: RecoverOptions, context: Context): Promise<void> {
  const settings = await readSettings(options, context);
  await atSecureWorld(options, async (secureWorld) => {
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
        `${provisionedText(result, settings.deployment)}\nThe meter key is new. Once this meter is enrolled, let it replace the old one: evlock replacement request OLD_METER_KEY`,
    );
  });
}

export function registerRecover(meter: Command, context: Context): void {
  const command = meter
    .command('recover')
    .summary("provision a new meter from your account's recovery phrase, at its provisioning socket")
    .description(
      'Provisions a new meter with the account of the recovery phrase: the same account key and therefore the same money, but a new meter key and device. The phrase is read from a file (mode 0600) or typed, never given as an argument. Limits and withdrawal addresses must be set again. Then bind the passkey, enrol, and request the replacement of the old meter: docs/recovering.md.',
    )
    .option('--recovery-phrase-file <file>', `${PHRASE_FILE} (default: asked for at the terminal)`)
    .action((options: RecoverOptions) => recover(options, context));
  examples(
    settingsOptions(command),
    [
      'evlock meter recover --socket /run/evlock/console.sock --recovery-phrase-file phrase.txt \\',
      '  --deployment deployment.json --withdraw-to 0x3c…9a',
    ],
    true,
  );
}
