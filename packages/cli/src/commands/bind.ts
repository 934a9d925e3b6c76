/** `evlock bind`: bind the owner's passkey to a meter, at its own console. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { deploymentFingerprint, EvlockError, type Hex } from '@evlock/protocol';
import type { SecureWorldClient, SecureWorldInfo } from '@evlock/secure-world';
import type { SoftwarePasskey } from '@evlock/simulator';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import {
  type DeploymentOption,
  deploymentOption,
  examples,
  type GatewayOptions,
  gatewayOptions,
  type OwnerOptions,
  ownerOptions,
  repeatedUrl,
  show,
} from '../input/options.ts';
import { grouped, loadPasskey } from '../input/passkey.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { atConsole, type ConsoleOptions, consoleOption } from '../meter/provisioning-socket.ts';
import { fields } from '../output/format.ts';
import { checkDomain, checkGateway, fingerprintRow, neededDeployment } from '../session/deployment.ts';
import { gatewayOf, profileFile } from '../session/session.ts';

interface BindOptions extends OwnerOptions, GatewayOptions, DeploymentOption, ConsoleOptions {
  readonly passkeyFile?: string;
  readonly confirmation?: Hex;
  readonly endpoint?: readonly string[];
}

/** 16 hex digits, however they are grouped. */
function readConfirmation(text: string): Hex {
  const digits = text.replaceAll(/[\s-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{16}$/.test(digits))
    throw new EvlockError('INVALID_INPUT', { problem: 'not a fingerprint of 16 digits' });
  return `0x${digits}`;
}

async function openPasskey(file: string): Promise<SoftwarePasskey> {
  if (existsSync(file)) return loadPasskey(file);
  return (await import('@evlock/simulator')).SoftwarePasskey.create(file);
}

const isBound = ({ x, y }: SoftwarePasskey['publicKey'], info: SecureWorldInfo): boolean => {
  const hash = createHash('sha256')
    .update(Buffer.from(x.slice(2), 'hex'))
    .update(Buffer.from(y.slice(2), 'hex'));
  return info.passkeyHash === `0x${hash.digest('hex')}`;
};

async function confirmed(options: BindOptions, fingerprint: Hex, context: Context): Promise<Hex> {
  if (options.confirmation !== undefined) return options.confirmation;
  if (!context.terminal)
    throw wrongUsage('--confirmation', `is needed where there is no terminal: ${grouped(fingerprint)}`);
  context.err(`fingerprint of the passkey: ${grouped(fingerprint)}`);
  return readConfirmation(await context.ask('Type it to bind this passkey to the meter: '));
}

async function bindPasskey(
  secureWorld: SecureWorldClient,
  passkey: SoftwarePasskey,
  confirm: (f: Hex) => Promise<Hex>,
) {
  const { passkeyConfirmation } = await import('@evlock/secure-world');
  const { x, y } = passkey.publicKey;
  const fingerprint = passkeyConfirmation(x, y);
  if (!isBound(passkey.publicKey, await secureWorld.info())) {
    await secureWorld.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: await confirm(fingerprint) });
  }
  return fingerprint;
}

async function bind(options: BindOptions, context: Context): Promise<void> {
  const gateway = gatewayOf(context, options);
  if (!gateway) throw wrongUsage('--gateway', 'is needed, with --authority: the profile is written for it');
  const file = await profileFile(context, options);
  const { requireOwnerProfileFile, writeOwnerProfile } = await import('@evlock/owner/node');
  await requireOwnerProfileFile(file);
  const passkeyFile = options.passkeyFile ?? join(dirname(file), 'passkey.pem');
  const deployment = await neededDeployment(context, options);
  await checkGateway(context, options, deployment);
  await atConsole(options, async (secureWorld) => {
    const info = await secureWorld.info();
    checkDomain(info.domain, deployment);
    const passkey = await openPasskey(passkeyFile);
    const fingerprint = await bindPasskey(secureWorld, passkey, (digits) => confirmed(options, digits, context));
    const { meterKey, account } = info;
    const chain = options.endpoint === undefined ? {} : { chain: { endpoints: [...options.endpoint] } };
    // Given from the folder of the shell; paths in the profile would count from its own.
    const paths = {
      gateway: { ...gateway, authorityFile: resolve(gateway.authorityFile) },
      passkeyFile: resolve(passkeyFile),
    };
    await writeOwnerProfile(file, { ...paths, meterKey, account, deployment, ...chain });
    const { x, y } = passkey.publicKey;
    const passkeyPublic = `${x}${y.slice(2)}`;
    const shown = { fingerprint: grouped(fingerprint), passkeyPublic, passkeyFile, profile: file };
    const result = { meterKey, account, ...shown, deployment: deploymentFingerprint(deployment) };
    show(context, options, result, () =>
      fields([
        ['bound to meter key', meterKey],
        ['account', account],
        fingerprintRow(deployment),
        ['fingerprint', shown.fingerprint],
        ['public part', passkeyPublic],
        ['passkey', `${passkeyFile} (software: whoever reads this file can approve for you)`],
        ['profile', file],
        [
          'next',
          'with a code that the operator made for this device: evlock enrol request --passkey-public, and the public part above',
        ],
      ]),
    );
  });
}

export function registerBind(program: Command, context: Context): void {
  const command = program
    .command('bind')
    .summary("bind the owner's passkey to a meter, at its own console")
    .description(
      'Makes the passkey of the owner, or reads it, shows its fingerprint, and binds it to the meter over the local console. Writes the profile that the other commands use. Meter key and account are pinned in it as the secure world tells them, the market as the deployment file does; what the gateway says of the market must equal the file.',
    )
    .option('--passkey-file <file>', 'PEM of the passkey, made when it is not there (beside the profile)')
    .option(
      '--confirmation <digits>',
      'the fingerprint, in place of typing it',
      argument('--confirmation', readConfirmation),
    )
    .option(
      '--endpoint <url>',
      'an RPC endpoint of your choice, for deposits and to check what the gateway shows; best two of different providers (repeat it)',
      repeatedUrl('--endpoint'),
    )
    .action((options: BindOptions) => bind(options, context));
  ownerOptions(deploymentOption(gatewayOptions(consoleOption(command))));
  examples(command, [
    'evlock bind --socket /run/evlock/console.sock \\',
    '  --gateway https://gateway.example:8443 --authority authority.pem --deployment deployment.json \\',
    '  --endpoint https://rpc.example --endpoint https://rpc.example.net',
  ]);
}
