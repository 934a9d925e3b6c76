/** `evlock keys …`: chain keys in files. */
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type JsonOption, jsonOption, show } from '../input/options.ts';
import { fields } from '../output/format.ts';
import { readPrivateKey } from '../session/session.ts';

interface KeyOptions extends JsonOption {
  readonly keyFile: string;
}

/** Throws `FILE_UNUSABLE` when the file exists: an overwritten key is lost with everything it holds. */
async function createKey(options: KeyOptions, context: Context): Promise<void> {
  const { ReservedFile } = await import('@evlock/files');
  const file = await ReservedFile.open(options.keyFile);
  await file.write(`0x${randomBytes(32).toString('hex')}`);
  await showKey(options, context);
}

async function showKey(options: KeyOptions, context: Context): Promise<void> {
  const { keyFile } = options;
  const { addressOfKey } = await import('@evlock/chain');
  const address = addressOfKey(await readPrivateKey(context, keyFile, '--key-file'));
  show(context, options, { address, keyFile }, () =>
    fields([
      ['address', address],
      ['key file', `${keyFile} (anyone who can read it can spend what the address holds)`],
    ]),
  );
}

const keyOptions = (command: Command, description: string): Command =>
  jsonOption(command.requiredOption('--key-file <file>', description));

export function register(keys: Command, context: Context): void {
  keys.description(
    'Private keys on the chain, in files: of a wallet, of a role (deployer, enroller, suspender), or of the submitter, which needs native balance for gas.',
  );
  const creating = keys
    .command('create')
    .summary('create a key in a new file')
    .description('Creates a private key at random in a new file, mode 0600, and prints its address.')
    .action((options: KeyOptions) => createKey(options, context));
  examples(keyOptions(creating, 'new file for the private key'), ['evlock keys create --key-file enroller.key']);
  const showing = keys
    .command('show')
    .summary('print the address of a key')
    .description('Prints the address of a private key.')
    .action((options: KeyOptions) => showKey(options, context));
  examples(keyOptions(showing, 'private key in hex, mode 0600'), ['evlock keys show --key-file enroller.key']);
  examples(keys, ['evlock keys create --key-file wallet.key']);
}
