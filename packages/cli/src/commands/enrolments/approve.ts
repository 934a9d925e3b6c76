/** `evlock enrolments approve`: verify a device's evidence, and enrol it on chain with the enrolling key. */
import { type Address, type Bytes32, checksummed, type EnrolmentFile, enrolmentFileSchema } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readAddress, readHash } from '../../input/arguments.ts';
import { readJsonFile } from '../../input/json-file.ts';
import { examples, show } from '../../input/options.ts';
import { argument } from '../../input/usage.ts';
import { fields } from '../../output/format.ts';
import { neededDeployment } from '../../session/deployment.ts';
import { type OperatorOptions, withOperator } from '../../session/session.ts';
import {
  type ChainOptions,
  chainOptions,
  type LedgerOption,
  ledgerOption,
  onChain,
  openLedger,
  operatorOptions,
  withRole,
} from './options.ts';

interface ApproveOptions extends OperatorOptions, ChainOptions, LedgerOption {
  readonly request?: string;
  readonly meterKey?: Address;
}

/** The device's evidence: from its own file, or through the gateway, which cannot alter it undetected. */
async function shownBy(deviceId: Bytes32, options: ApproveOptions, context: Context): Promise<EnrolmentFile> {
  if (options.request === undefined) return withOperator(context, options, (operator) => operator.file(deviceId));
  return readJsonFile(enrolmentFileSchema, options.request);
}

async function approve(deviceId: Bytes32, options: ApproveOptions, context: Context): Promise<void> {
  const deployment = await neededDeployment(context, options);
  const ledger = await openLedger(context, options, deployment);
  const file = await shownBy(deviceId, options, context);
  const [{ Enroller }, { verifyCertificateRequest }, { networkOf }] = await Promise.all([
    import('@evlock/owner'),
    import('@evlock/gateway/certificate-request'),
    import('@evlock/chain'),
  ]);
  const { development } = networkOf(deployment.chainId);
  const enroller = new Enroller(
    { deployment, development },
    {
      ledger,
      tlsKeyHash: async (request, device) => (await verifyCertificateRequest(request, device)).tlsKeyHash,
      submit: (signed) => withRole(context, options, (wallet) => wallet.enrol(signed)),
      clock: context.clock,
    },
  );
  const { signed, result: done } = await enroller.approve({ deviceId, meterKey: options.meterKey }, file);
  const { meterKey, account, securityClass, sensorClass } = file.evidence;
  const { purpose } = signed.enrolment;
  const result = { deviceId, meterKey, account, securityClass, sensorClass, purpose, ...done };
  show(context, options, result, () =>
    [
      onChain('enrolled', checksummed(meterKey), done),
      fields([
        ['account', checksummed(account)],
        ['as', purpose === 'active' ? 'its active meter' : 'standby, to replace its active meter'],
        ['secure world', securityClass],
        ['sensor', sensorClass],
        [
          'next',
          purpose === 'active' ? 'its owner can deposit money: evlock account deposit' : 'evlock replacement request',
        ],
      ]),
    ].join('\n'),
  );
}

export function registerApprove(enrolments: Command, context: Context): void {
  const command = enrolments
    .command('approve')
    .summary('operator: verify a device and enrol it on chain with the enrolling key')
    .description(
      'Enrols a device on chain with a transaction of your enrolling key, which the gateway never has. The enrolment was signed at the meter by account key and meter key. Its evidence is verified here: attestation by a key of your deployment file, hashes and security class, and, from your own list, that the code was made for this device and that it was never admitted with other keys. The gateway only transports it, and with --request not even that.',
    )
    .argument('<device>', 'device id, as printed at the device', argument('<device>', readHash))
    .option('--request <file>', 'file written by `evlock enrolments request --out`, instead of asking the gateway')
    .option('--meter-key <address>', 'refuse any other meter key', argument('--meter-key', readAddress))
    .action((deviceId: Bytes32, options: ApproveOptions) => approve(deviceId, options, context));
  examples(ledgerOption(chainOptions(operatorOptions(command))), [
    'evlock enrolments approve 0x7d…02 --key-file enroller.key --deployment deployment.json --rpc https://rpc.example',
    'evlock enrolments approve 0x7d…02 --request request.json --key-file enroller.key --deployment deployment.json \\',
    '  --rpc https://rpc.example',
  ]);
}
