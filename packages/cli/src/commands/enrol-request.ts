/** `evlock enrol request`: the device brings its code and evidence to the gateway and keeps the certificate. */
import { type EnrolmentRequest, EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { fields } from '../format.ts';
import { examples, type JsonOption, jsonOption, show } from '../options.ts';
import { loadPasskey } from '../passkey.ts';
import { readSecret } from '../secrets.ts';
import { argument, wrongUsage } from '../usage.ts';

type PublicPasskey = EnrolmentRequest['passkey'];

interface RequestOptions extends JsonOption {
  readonly profile: string;
  readonly codeFile?: string;
  readonly passkeyPublic?: PublicPasskey;
  readonly passkeyFile?: string;
}

/** x ‖ y, 64 bytes in hex. */
function readPublicPasskey(text: string): PublicPasskey {
  const match = /^0x([0-9a-fA-F]{64})([0-9a-fA-F]{64})$/.exec(text);
  if (!match)
    throw new EvlockError('INVALID_INPUT', { problem: '0x and 128 hex digits, as `evlock bind` prints them' });
  return { publicKeyX: `0x${match[1]?.toLowerCase()}`, publicKeyY: `0x${match[2]?.toLowerCase()}` };
}

/** The public part of the owner's passkey: as given, or of a software passkey on this machine. */
async function publicPasskey({ passkeyPublic, passkeyFile }: RequestOptions): Promise<PublicPasskey> {
  if (passkeyPublic !== undefined) return passkeyPublic;
  if (passkeyFile === undefined) throw wrongUsage('--passkey-public', 'is needed, as `evlock bind` printed it');
  const { x, y } = (await loadPasskey(passkeyFile)).publicKey;
  return { publicKeyX: x, publicKeyY: y };
}

async function request(options: RequestOptions, context: Context): Promise<void> {
  const source = { file: options.codeFile, option: '--code-file', variable: 'EVLOCK_ENROLMENT_CODE' };
  const [code, passkey] = [await readSecret(context, source), await publicPasskey(options)];
  const [{ enrolMeter, readMeterProfile }, { SecureWorldClient }] = await Promise.all([
    import('@evlock/meter'),
    import('@evlock/secure-world'),
  ]);
  const profile = await readMeterProfile(options.profile);
  const secureWorld = await SecureWorldClient.connect(profile.secureWorld);
  try {
    const device = await enrolMeter({ profile, code, passkey }, { secureWorld });
    const { certificateFile } = profile.deviceLink;
    show(context, options, { ...device, certificateFile }, () =>
      fields([
        ['device', device.deviceId],
        ['meter key', device.meterKey],
        ['account', device.account],
        ['certificate', certificateFile],
        ['next', `the operator approves it: evlock enrol approve ${device.deviceId}`],
      ]),
    );
  } finally {
    await secureWorld.close();
  }
}

export function registerEnrolRequest(enrol: Command, context: Context): void {
  const command = enrol
    .command('request')
    .summary('device: bring the one-time code and evidence, get the certificate')
    .description(
      "Run at the meter. Its secure world signs evidence for the code, its TLS key a certificate request; the gateway's answer is the certificate for the device link. The operator then approves on chain.",
    )
    .requiredOption('--profile <file>', "the meter's profile")
    .option('--code-file <file>', 'file with the one-time code, mode 0600 (or EVLOCK_ENROLMENT_CODE)')
    .option(
      '--passkey-public <hex>',
      "public part of the owner's passkey, as `evlock bind` prints it",
      argument('--passkey-public', readPublicPasskey),
    )
    .option('--passkey-file <file>', 'in its place, a software passkey on this machine')
    .action((options: RequestOptions) => request(options, context));
  examples(jsonOption(command), [
    'evlock enrol request --profile meter.json --code-file code.txt --passkey-public 0x70…',
  ]);
}
