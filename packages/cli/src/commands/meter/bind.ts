/** `evlock meter bind`: bind the owner's passkey to a meter, at its provisioning socket. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { deploymentFingerprint, EvlockError, type Hex } from '@evlock/protocol';
import type { SecureWorldClient, SecureWorldInfo } from '@evlock/secure-world';
import type { SoftwarePasskey } from '@evlock/simulator';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
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
} from '../../input/options.ts';
import { grouped, loadPasskey } from '../../input/passkey.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { atSecureWorld, provisioningSocketOption, type SocketOptions } from '../../meter/provisioning-socket.ts';
import { fields } from '../../output/format.ts';
import { checkDomain, checkGateway, fingerprintRow, neededDeployment } from '../../session/deployment.ts';
import { gatewayOf, profileFile } from '../../session/session.ts';

interface BindOptions extends OwnerOptions, GatewayOptions, DeploymentOption, SocketOptions {
  readonly passkeyFile?: string;
  readonly confirmation?: Hex;
  readonly rpc?: readonly string[];
}

/** 16 hex digits, in any grouping. */
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
  if (!context.terminal) throw wrongUsage('--confirmation', `is required without a terminal: ${grouped(fingerprint)}`);
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
  if (!gateway) throw wrongUsage('--gateway', 'is required, with --authority: they are written into the profile');
  const file = await profileFile(context, options);
  const { requireOwnerProfileFile, writeOwnerProfile } = await import('@evlock/owner/node');
  await requireOwnerProfileFile(file);
  const passkeyFile = options.passkeyFile ?? join(dirname(file), 'passkey.pem');
  const deployment = await neededDeployment(context, options);
  await checkGateway(context, options, deployment);
  await atSecureWorld(options, async (secureWorld) => {
    const info = await secureWorld.info();
    checkDomain(info.domain, deployment);
    const passkey = await openPasskey(passkeyFile);
    const fingerprint = await bindPasskey(secureWorld, passkey, (digits) => confirmed(options, digits, context));
    const { meterKey, account } = info;
    const chain = options.rpc === undefined ? {} : { chain: { endpoints: [...options.rpc] } };
    // Relative to the shell's folder; paths in the profile are relative to its own.
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
        ['passkey', `${passkeyFile} (software: anyone who can read this file can approve for you)`],
        ['profile', file],
        [
          'next',
          'with the code that the operator made for this device: evlock enrolments request --passkey-public PUBLIC_PART',
        ],
      ]),
    );
  });
}

export function registerBind(meter: Command, context: Context): void {
  const command = meter
    .command('bind')
    .summary("bind the owner's passkey to a meter, at its provisioning socket")
    .description(
      "Creates or reads the owner's passkey, shows its fingerprint, and binds it to the meter. Writes the owner's profile, which pins meter key and account as reported by the secure world, and the market of the deployment file; the gateway's market must match that file.",
    )
    .option('--passkey-file <file>', 'PEM file of the passkey, created if missing (default: beside the profile)')
    .option(
      '--confirmation <digits>',
      'the fingerprint, instead of typing it',
      argument('--confirmation', readConfirmation),
    )
    .option(
      '--rpc <url>',
      'RPC endpoint of your choice, repeatable: for deposits and to verify what the gateway shows; best two of different providers',
      repeatedUrl('--rpc'),
    )
    .action((options: BindOptions) => bind(options, context));
  ownerOptions(deploymentOption(gatewayOptions(provisioningSocketOption(command))));
  examples(command, [
    'evlock meter bind --socket /run/evlock/console.sock \\',
    '  --gateway https://gateway.example:8443 --authority authority.pem --deployment deployment.json \\',
    '  --rpc https://rpc.example --rpc https://rpc.example.net',
  ]);
}
