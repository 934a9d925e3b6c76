/** `evlock passkeys …`: the passkeys that can approve at the owner's meter. */
import { type Bytes32, domainOf, EvlockError, type Hex, PasskeyBinding, PasskeyRemoval } from '@evlock/protocol';
import type { RemovalProof, SecureWorldClient, SecureWorldInfo } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type JsonOption, jsonOption, type OwnerOptions, ownerOptions, show } from '../input/options.ts';
import { grouped } from '../input/passkey.ts';
import { PHRASE_FILE, readPhrase } from '../input/recovery-phrase.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { checkMeter, ownerAssertion } from '../meter/own-meter.ts';
import {
  atSecureWorld,
  provisioningSocketOption,
  type SocketOptions,
  socketOption,
} from '../meter/provisioning-socket.ts';
import { fields, table } from '../output/format.ts';
import { loadProfile } from '../session/session.ts';

interface RemoveOptions extends OwnerOptions, SocketOptions {
  readonly approve?: true;
  readonly recoveryPhraseFile?: string;
}

interface BoundPasskey {
  readonly fingerprint: string;
  readonly publicPart: Hex;
  readonly x: Bytes32;
  readonly y: Bytes32;
}

const PUBLIC_PART = /^0x([0-9a-f]{64})([0-9a-f]{64})$/;

async function boundPasskeys(secureWorld: SecureWorldClient): Promise<BoundPasskey[]> {
  const { passkeyConfirmation } = await import('@evlock/secure-world');
  const passkeys = await secureWorld.listPasskeys();
  return passkeys.map(({ x, y }) => {
    return { fingerprint: grouped(passkeyConfirmation(x, y)), publicPart: `${x}${y.slice(2)}` as Hex, x, y };
  });
}

const shown = ({ fingerprint, publicPart }: BoundPasskey) => ({ fingerprint, publicPart });

/** A fingerprint of 16 digits in any grouping, or a public part. Returns lower-case hex without prefix. */
function readPasskey(text: string): string {
  const digits = text.replaceAll(/[\s-]/g, '').toLowerCase().replace(/^0x/, '');
  if (!/^([0-9a-f]{16}|[0-9a-f]{128})$/.test(digits))
    throw new EvlockError('INVALID_INPUT', { problem: 'neither a fingerprint of 16 digits nor a public part' });
  return digits;
}

type PublicPart = Pick<PasskeyBinding, 'publicKeyX' | 'publicKeyY'>;

function readPublicPart(text: string): PublicPart {
  const [, x, y] = PUBLIC_PART.exec(text.toLowerCase()) ?? [];
  if (x === undefined || y === undefined)
    throw new EvlockError('INVALID_INPUT', { problem: 'not the public part of a passkey: 0x and 128 hex digits' });
  return { publicKeyX: `0x${x}`, publicKeyY: `0x${y}` };
}

function named(passkeys: readonly BoundPasskey[], digits: string): BoundPasskey {
  const found = passkeys.find(
    ({ fingerprint, publicPart }) => fingerprint.replaceAll(' ', '') === digits || publicPart === `0x${digits}`,
  );
  if (!found) throw wrongUsage('<passkey>', 'is not bound to this meter: `evlock passkeys list` shows those that are');
  return found;
}

async function list(options: SocketOptions & JsonOption, context: Context): Promise<void> {
  await atSecureWorld(options, async (secureWorld) => {
    const passkeys = (await boundPasskeys(secureWorld)).map(shown);
    show(context, options, { passkeys }, () =>
      passkeys.length === 0
        ? 'No passkey is bound: evlock meter bind'
        : table(
            ['fingerprint', 'public part'],
            passkeys.map(({ fingerprint, publicPart }) => [fingerprint, publicPart]),
          ),
    );
  });
}

/**
 * What approves a removal: another passkey of the profile, or the provisioning socket; for the last one, with the recovery
 * phrase.
 */
async function proofOf(
  removal: PasskeyRemoval,
  { isLast, info }: { readonly isLast: boolean; readonly info: SecureWorldInfo },
  options: RemoveOptions,
  context: Context,
): Promise<RemovalProof> {
  if (options.approve) {
    if (isLast) throw wrongUsage('--approve', 'needs another passkey, and this is the last one');
    const profile = await loadProfile(context, options);
    checkMeter(info, profile);
    return { assertion: await ownerAssertion(profile, PasskeyRemoval.digest(domainOf(profile.deployment), removal)) };
  }
  return isLast ? { words: (await readPhrase(options.recoveryPhraseFile, context)).join(' ') } : {};
}

async function remove(digits: string, options: RemoveOptions, context: Context): Promise<void> {
  await atSecureWorld(options, async (secureWorld) => {
    const [info, passkeys] = [await secureWorld.info(), await boundPasskeys(secureWorld)];
    const passkey = named(passkeys, digits);
    const isLast = passkeys.length === 1;
    const { meterKey, nextBindingId: bindingId } = info;
    const removal: PasskeyRemoval = { meterKey, publicKeyX: passkey.x, publicKeyY: passkey.y, bindingId };
    await secureWorld.removePasskey(removal, await proofOf(removal, { isLast, info }, options, context));
    const left = (await boundPasskeys(secureWorld)).map(shown);
    show(context, options, { removed: shown(passkey), left }, () =>
      fields([
        ['removed', passkey.fingerprint],
        ['left', left.map(({ fingerprint }) => fingerprint).join(', ') || 'none'],
        [
          'next',
          isLast
            ? 'evlock meter bind, with a new passkey, then evlock enrolments request with a new code from the operator'
            : null,
        ],
      ]),
    );
  });
}

async function add(key: PublicPart, options: OwnerOptions & SocketOptions, context: Context): Promise<void> {
  const profile = await loadProfile(context, options);
  await atSecureWorld(options, async (secureWorld) => {
    const info = await secureWorld.info();
    checkMeter(info, profile);
    const binding: PasskeyBinding = { meterKey: info.meterKey, ...key, bindingId: info.nextBindingId };
    const digest = PasskeyBinding.digest(domainOf(profile.deployment), binding);
    await secureWorld.bindFurtherPasskey(binding, await ownerAssertion(profile, digest));
    const passkeys = (await boundPasskeys(secureWorld)).map(shown);
    show(context, options, { added: `${key.publicKeyX}${key.publicKeyY.slice(2)}`, passkeys }, () =>
      fields([
        ['added', passkeys.at(-1)?.fingerprint ?? null],
        ['bound now', passkeys.map(({ fingerprint }) => fingerprint).join(', ')],
      ]),
    );
  });
}

function registerRemoval(passkeys: Command, context: Context): void {
  const command = passkeys
    .command('remove')
    .summary('remove a passkey from the meter, such as a lost one')
    .description(
      'Removes a bound passkey. At the provisioning socket this needs no approval, except that removing the last passkey requires the recovery phrase: otherwise anyone at that socket could bind a passkey of their own. With --approve it is done at the meter’s own socket, approved by the passkey of the profile, which must be another one.',
    )
    .argument('<passkey>', 'its fingerprint, or its public part', argument('<passkey>', readPasskey))
    .option('--approve', 'approve with the passkey of the profile, instead of using the provisioning socket')
    .option('--recovery-phrase-file <file>', `to remove the last passkey: ${PHRASE_FILE}`)
    .action((digits: string, options: RemoveOptions) => remove(digits, options, context));
  examples(ownerOptions(provisioningSocketOption(command)), [
    'evlock passkeys remove "3f2a 91c0 77de 0b14" --socket /run/evlock/console.sock',
    'evlock passkeys remove 3f2a91c077de0b14 --socket /run/evlock/console.sock --recovery-phrase-file phrase.txt',
  ]);
}

export function register(passkeys: Command, context: Context): void {
  passkeys.description(
    'The passkeys bound to a meter, up to four, according to its secure world. Each can approve everything alone. `evlock meter bind` binds the first one.',
  );
  const listing = passkeys
    .command('list')
    .summary('list the bound passkeys, oldest first')
    .description('Shows fingerprint and public part of each bound passkey. The gateway is not involved.')
    .action((options: SocketOptions & JsonOption) => list(options, context));
  examples(jsonOption(socketOption(listing)), ['evlock passkeys list --socket /run/evlock/secure-world.sock']);
  const adding = passkeys
    .command('add')
    .summary('bind another passkey, approved by yours')
    .description(
      'Binds another passkey, such as that of a second phone, which can then approve everything too. The passkey of the profile approves it.',
    )
    .argument(
      '<public part>',
      '0x and 128 hex digits, as shown by the page or `evlock meter bind`',
      argument('<public part>', readPublicPart),
    )
    .action((part: PublicPart, options: OwnerOptions & SocketOptions) => add(part, options, context));
  examples(ownerOptions(socketOption(adding)), ['evlock passkeys add 0x1f…c2 --socket /run/evlock/secure-world.sock']);
  registerRemoval(passkeys, context);
  examples(passkeys, ['evlock passkeys list --socket /run/evlock/secure-world.sock']);
}
