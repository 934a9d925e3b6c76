/** `evlock enrol …`: admit meters: the operator's codes and approvals, and the device's request. */
import type { TransactionResult } from '@evlock/chain';
import type { Wallet } from '@evlock/owner/node';
import {
  type Address,
  type Bytes32,
  deviceIdHash,
  type Enrolment,
  type EnrolmentView,
  EvlockError,
} from '@evlock/protocol';
import type { Command } from 'commander';
import { readAddress, readHash } from '../arguments.ts';
import type { Context } from '../context.ts';
import { fields, table, utc } from '../format.ts';
import { examples, gatewayOptions, type JsonOption, jsonOption, show } from '../options.ts';
import { type OperatorOptions, withOperator, withWallet } from '../session.ts';
import { argument, wrongUsage } from '../usage.ts';
import { registerEnrolRequest } from './enrol-request.ts';
import { readSignedEnrolment, registerEnrolSign } from './enrol-sign.ts';

interface ChainOptions extends JsonOption {
  readonly deployment?: string;
  readonly endpoint?: string;
  readonly keyFile?: string;
}

const operatorOptions = (command: Command): Command =>
  jsonOption(
    gatewayOptions(command).option('--token-file <file>', "the operator's token, mode 0600 (or EVLOCK_OPERATOR_TOKEN)"),
  );

const chainOptions = (command: Command): Command =>
  command
    .option('--deployment <file>', 'deployment file of `evlock deploy` (EVLOCK_DEPLOYMENT)')
    .option('--endpoint <url>', 'RPC endpoint (EVLOCK_ENDPOINT)')
    .option('--key-file <file>', 'private key of the role, mode 0600 (or EVLOCK_PRIVATE_KEY); never on the gateway');

/** Does `work` with the key of a role. The contracts are named by the operator's own file, not by the gateway. */
async function withRole<T>(context: Context, options: ChainOptions, work: (wallet: Wallet) => Promise<T>): Promise<T> {
  const file = options.deployment ?? context.env.EVLOCK_DEPLOYMENT;
  const endpoint = options.endpoint ?? context.env.EVLOCK_ENDPOINT;
  if (file === undefined) throw wrongUsage('--deployment', 'is needed, or the variable EVLOCK_DEPLOYMENT');
  if (endpoint === undefined) throw wrongUsage('--endpoint', 'is needed, or the variable EVLOCK_ENDPOINT');
  const { readDeployment } = await import('@evlock/chain');
  const deployment = await readDeployment(file);
  return withWallet(context, { deployment, endpoint, keyFile: options.keyFile, option: '--key-file' }, work);
}

const onChain = (title: string, subject: string, { transaction, block, gas }: TransactionResult): string =>
  fields([
    [title, subject],
    ['transaction', transaction],
    ['block', `${block}, ${gas} gas`],
  ]);

function registerCode(enrol: Command, context: Context): void {
  const command = enrol
    .command('code')
    .summary('operator: a one-time code for one device, valid for an hour')
    .description('Asks the gateway for a one-time code. Give it to the person at the device, by another way than mail.')
    .action((options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        const made = await operator.createCode();
        show(context, options, made, () =>
          fields([
            ['code', made.code],
            ['valid until', utc(made.expires)],
            ['next', 'at the device: evlock enrol request --profile FILE --code-file FILE'],
          ]),
        );
      }),
    );
  examples(operatorOptions(command), ['evlock enrol code --token-file operator.token']);
}

function devices(enrolments: readonly EnrolmentView[]): string {
  if (enrolments.length === 0) return 'No devices.';
  const rows = enrolments.map((view) => [
    utc(view.requested),
    view.state,
    view.securityClass,
    view.meterKey,
    view.deviceId,
  ]);
  return table(['REQUESTED', 'STATE', 'SECURITY', 'METER KEY', 'DEVICE'], rows);
}

function registerList(enrol: Command, context: Context): void {
  const command = enrol
    .command('list')
    .summary('operator: all devices and where their enrolment stands')
    .description('Lists all devices: certificate given (pending), enrolled on chain, revoked.')
    .action((options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        const enrolments = await operator.enrolments();
        show(context, options, { enrolments }, () => devices(enrolments));
      }),
    );
  examples(operatorOptions(command), ['evlock enrol list --json']);
}

function registerFaults(enrol: Command, context: Context): void {
  const command = enrol
    .command('faults')
    .summary('operator: meters that proved faulty, and what proves it')
    .description(
      'Lists the meters that signed two different messages with one sequence, or of which two live: each with both messages. They get no more orders here; suspend them on chain as well.',
    )
    .action((options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        const faults = await operator.meterFaults();
        show(context, options, { faults }, () =>
          faults.length === 0
            ? 'No meter proved faulty.'
            : faults
                .map(({ meterKey, code, found, evidence: [first, second] }) =>
                  fields([
                    ['meter key', meterKey],
                    ['fault', code],
                    ['found', utc(found)],
                    ['first', first],
                    ['second', second],
                  ]),
                )
                .join('\n\n'),
        );
      }),
    );
  examples(operatorOptions(command), ['evlock enrol faults --json']);
}

interface ApproveOptions {
  readonly enrolment: string;
  readonly meterKey?: Address;
}

/** Throws `DEVICE_MISMATCH` unless the gateway's word is what the meter signed. */
function checkSameDevice(signed: Enrolment, view: EnrolmentView): void {
  const told = { meterKey: view.meterKey, account: view.account, deviceIdHash: deviceIdHash(view.deviceId) };
  for (const field of ['meterKey', 'account', 'deviceIdHash'] as const) {
    if (signed[field] === told[field]) continue;
    throw new EvlockError('DEVICE_MISMATCH', { field, expected: signed[field], gateway: told[field] });
  }
}

function registerApprove(enrol: Command, context: Context): void {
  const command = enrol
    .command('approve')
    .summary('operator: enrol a device on chain with the enrolling key')
    .description(
      'Enrols a device on chain by a transaction of your enrolling key, which the gateway never has. What is enrolled is what the meter signed at its own console with account key and meter key (`evlock enrol sign`), brought to you by hand; what the gateway says of the device must be the same.',
    )
    .argument('<device>', 'device id, from `evlock enrol list`', argument('<device>', readHash))
    .requiredOption('--enrolment <file>', 'what `evlock enrol sign` wrote at the meter')
    .option('--meter-key <address>', 'refuse any other meter key than this one', argument('--meter-key', readAddress))
    .action((deviceId: Bytes32, options: OperatorOptions & ChainOptions & ApproveOptions) =>
      withOperator(context, options, async (operator) => {
        const signed = await readSignedEnrolment(options.enrolment);
        const view = await operator.enrolment(deviceId);
        checkSameDevice(signed.enrolment, view);
        if (options.meterKey !== undefined && options.meterKey !== view.meterKey) {
          throw new EvlockError('DEVICE_MISMATCH', { expected: options.meterKey, gateway: view.meterKey });
        }
        const done = await withRole(context, options, (wallet) => wallet.enrol(signed));
        show(
          context,
          options,
          { ...view, ...done },
          () => `${onChain('enrolled', view.meterKey, done)}\nIts owner can deposit money now: evlock deposit`,
        );
      }),
    );
  examples(chainOptions(operatorOptions(command)), [
    'evlock enrol approve 0x7d…02 --enrolment enrolment.json --key-file enroller.key --deployment deployment.json --endpoint http://127.0.0.1:8545',
  ]);
}

function registerRevoke(enrol: Command, context: Context): void {
  const command = enrol
    .command('revoke')
    .summary("operator: end a device's certificate, at once")
    .description(
      "Ends a device's certificate at the gateway, at once. On chain its meter key stays as it is: use `suspend` as well.",
    )
    .argument('<device>', 'device id', argument('<device>', readHash))
    .action((deviceId: Bytes32, options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        await operator.revoke(deviceId);
        show(
          context,
          options,
          { deviceId, state: 'revoked' },
          () => `revoked ${deviceId}\nOn chain its meter key stands until: evlock enrol suspend METER_KEY`,
        );
      }),
    );
  examples(operatorOptions(command), ['evlock enrol revoke 0x7d…02']);
}

function registerSuspension(enrol: Command, context: Context, name: 'suspend' | 'resume'): void {
  const summary = { suspend: 'keep a meter out of new trades, on chain', resume: 'let a suspended meter trade again' }[
    name
  ];
  const command = enrol
    .command(name)
    .summary(`operator: ${summary}`)
    .description(`By a transaction of the suspending key: ${summary}. Trades that are open go on and are settled.`)
    .argument('<meter-key>', 'meter key of the device', argument('<meter-key>', readAddress))
    .action((meterKey: Address, options: ChainOptions) =>
      withRole(context, options, async (wallet) => {
        const done = await wallet[name](meterKey);
        show(context, options, { meterKey, ...done }, () =>
          onChain(name === 'suspend' ? 'suspended' : 'resumed', meterKey, done),
        );
      }),
    );
  examples(jsonOption(chainOptions(command)), [`evlock enrol ${name} 0x3c…9a --key-file suspender.key`]);
}

export function registerEnrol(program: Command, context: Context): void {
  const enrol = program
    .command('enrol')
    .summary('admit meters: codes, requests, approvals, revocation')
    .description(
      'Admits meters. The operator makes a code; the device brings it with its evidence; the operator approves.',
    );
  registerCode(enrol, context);
  registerEnrolRequest(enrol, context);
  registerEnrolSign(enrol, context);
  registerList(enrol, context);
  registerFaults(enrol, context);
  registerApprove(enrol, context);
  registerRevoke(enrol, context);
  registerSuspension(enrol, context, 'suspend');
  registerSuspension(enrol, context, 'resume');
  examples(enrol, [
    'evlock enrol code',
    'evlock enrol request --profile meter.json --code-file code.txt',
    'evlock enrol sign --socket /run/evlock/console.sock --out enrolment.json',
    'evlock enrol approve 0x7d…02 --enrolment enrolment.json',
  ]);
}
