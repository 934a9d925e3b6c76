/** `evlock key`: a chain key of one's own, in a file. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type JsonOption, jsonOption, show } from '../input/options.ts';
import { fields } from '../output/format.ts';
import { readPrivateKey } from '../session/session.ts';

interface KeyOptions extends JsonOption {
  readonly keyFile: string;
}

async function key(options: KeyOptions, context: Context): Promise<void> {
  const { keyFile } = options;
  const made = !existsSync(keyFile);
  if (made) {
    const { writeSecretFile } = await import('@evlock/files');
    await writeSecretFile(keyFile, `0x${randomBytes(32).toString('hex')}`);
  }
  const { addressOfKey } = await import('@evlock/chain');
  const address = addressOfKey(await readPrivateKey(context, keyFile, '--key-file'));
  show(context, options, { address, keyFile, made }, () =>
    fields([
      ['address', address],
      [made ? 'new key in' : 'key in', `${keyFile} (whoever reads this file can spend what the address holds)`],
    ]),
  );
}

export function registerKey(program: Command, context: Context): void {
  const command = program
    .command('key')
    .summary('make a chain key in a file, or show the address of one')
    .description(
      'Shows the address of a private key: of a wallet, of a role (deployer, enroller, suspender), or of the submitter, which needs gas money. Makes the key where the file is not there.',
    )
    .requiredOption('--key-file <file>', 'private key in hex, mode 0600')
    .action((options: KeyOptions) => key(options, context));
  examples(jsonOption(command), ['evlock key --key-file enroller.key']);
}
