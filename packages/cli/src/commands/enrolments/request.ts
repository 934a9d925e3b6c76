/** `evlock enrolments request`: sends the device's code and evidence to the gateway and stores the certificate. */
import type { MeterProfile } from '@evlock/meter';
import {
  checksummed,
  type DeploymentFile,
  deploymentFingerprint,
  type EnrolmentFile,
  type EnrolmentRequest,
  EvlockError,
  requireSameDeployment,
  toJson,
} from '@evlock/protocol';
import type { SecureWorldInfo } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, type JsonOption, jsonOption, show } from '../../input/options.ts';
import { loadPasskey } from '../../input/passkey.ts';
import { readSecret } from '../../input/secrets.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { atSecureWorld, provisioningSocketOption, type SocketOptions } from '../../meter/provisioning-socket.ts';
import { fields } from '../../output/format.ts';
import { checkDomain, fingerprintRow } from '../../session/deployment.ts';
import { withApi } from '../../session/session.ts';

type PublicPasskey = EnrolmentRequest['passkey'];

interface RequestOptions extends JsonOption, SocketOptions {
  readonly profile: string;
  readonly codeFile?: string;
  readonly passkeyPublic?: PublicPasskey;
  readonly passkeyFile?: string;
  readonly out?: string;
}

/** x ‖ y, 64 bytes in hex. */
function readPublicPasskey(text: string): PublicPasskey {
  const match = /^0x([0-9a-fA-F]{64})([0-9a-fA-F]{64})$/.exec(text);
  if (!match)
    throw new EvlockError('INVALID_INPUT', { problem: '0x and 128 hex digits, as `evlock meter bind` prints them' });
  return { publicKeyX: `0x${match[1]?.toLowerCase()}`, publicKeyY: `0x${match[2]?.toLowerCase()}` };
}

/** The public part of the owner's passkey: as given, or from a software passkey on this machine. */
async function publicPasskey({ passkeyPublic, passkeyFile }: RequestOptions): Promise<PublicPasskey> {
  if (passkeyPublic !== undefined) return passkeyPublic;
  if (passkeyFile === undefined) throw wrongUsage('--passkey-public', 'is required, as `evlock meter bind` printed it');
  const { x, y } = (await loadPasskey(passkeyFile)).publicKey;
  return { publicKeyX: x, publicKeyY: y };
}

/** The meter must pin the market it was provisioned for, which must be the gateway's. */
async function checkMarket(profile: MeterProfile, info: SecureWorldInfo): Promise<DeploymentFile> {
  const { readDeployment } = await import('@evlock/chain');
  const deployment = await readDeployment(profile.chain.deploymentFile);
  checkDomain(info.domain, deployment);
  requireSameDeployment(deployment, await withApi(profile.gateway, (api) => api.call('market', {})));
  return deployment;
}

const isEnrolment = (text: string): boolean => /^\s*\{[^{}]*"format"\s*:\s*"evlock-enrolment-\d+"/.test(text);

/** For the operator, bypassing the gateway. It contains no secret. */
async function writeFile(out: string, file: EnrolmentFile): Promise<void> {
  const { replaceOwnFile } = await import('@evlock/files');
  await replaceOwnFile(out, `${toJson(file, 2)}\n`, { mode: 0o644, isOwn: isEnrolment });
}

async function request(options: RequestOptions, context: Context): Promise<void> {
  const source = { file: options.codeFile, option: '--code-file', variable: 'EVLOCK_ENROLMENT_CODE' };
  const [code, passkey] = [await readSecret(context, source), await publicPasskey(options)];
  const [{ enrolMeter, readMeterProfile }, { ChainReader }] = await Promise.all([
    import('@evlock/meter'),
    import('@evlock/chain'),
  ]);
  const profile = await readMeterProfile(options.profile);
  const { out } = options;
  await atSecureWorld(options, async (secureWorld) => {
    const deployment = await checkMarket(profile, await secureWorld.info());
    const chain = new ChainReader({ endpoints: profile.chain.endpoints, deployment }, context);
    const shows = out === undefined ? {} : { shows: (file: EnrolmentFile) => writeFile(out, file) };
    const device = await enrolMeter({ profile, code, passkey }, { secureWorld, chain, ...shows });
    const { certificateFile } = profile.deviceLink;
    const result = { ...device, certificateFile, deployment: deploymentFingerprint(deployment) };
    show(context, options, { ...result, ...(out !== undefined && { file: out }) }, () =>
      fields([
        ['device', device.deviceId],
        ['meter key', checksummed(device.meterKey)],
        ['account', checksummed(device.account)],
        fingerprintRow(deployment),
        ['certificate', certificateFile],
        ['for the operator', out ?? null],
        ['next', `the operator approves it: evlock enrolments approve ${device.deviceId}`],
      ]),
    );
  });
}

export function registerRequest(enrolments: Command, context: Context): void {
  const command = enrolments
    .command('request')
    .summary('device: send the one-time code and evidence, get the certificate')
    .description(
      'Run it at the meter, at its provisioning socket. The secure world signs evidence for the code and, with account key and meter key, the enrolment that the operator may submit; the TLS key signs a certificate request. The gateway answers with the certificate for the device link. Then the operator verifies and approves.',
    )
    .requiredOption('--profile <file>', "the meter's profile")
    .option('--code-file <file>', 'file with the one-time code, mode 0600 (EVLOCK_ENROLMENT_CODE)')
    .option(
      '--passkey-public <hex>',
      "public part of the owner's passkey, as `evlock meter bind` prints it",
      argument('--passkey-public', readPublicPasskey),
    )
    .option('--passkey-file <file>', 'instead of --passkey-public: a software passkey on this machine')
    .option('--out <file>', 'also write the request to a file, to be brought to the operator by hand')
    .action((options: RequestOptions) => request(options, context));
  examples(provisioningSocketOption(jsonOption(command)), [
    'evlock enrolments request --socket /run/evlock/console.sock --profile meter.json --code-file code.txt \\',
    '  --passkey-public 0x70…',
  ]);
}
