/** `evlock enrol …`: admit meters: the operator's codes and approvals, and the device's request. */
import type { Address, Bytes32, EnrolmentView } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readAddress, readHash } from '../input/arguments.ts';
import {
  type DeploymentOption,
  deploymentOption,
  examples,
  type JsonOption,
  jsonOption,
  show,
} from '../input/options.ts';
import { argument } from '../input/usage.ts';
import { fields, table, utc } from '../output/format.ts';
import { neededDeployment } from '../session/deployment.ts';
import { type OperatorOptions, withOperator } from '../session/session.ts';
import { registerEnrolApprove } from './enrol-approve.ts';
import {
  type ChainOptions,
  chainOptions,
  type LedgerOption,
  ledgerOption,
  onChain,
  openLedger,
  operatorOptions,
  withRole,
} from './enrol-options.ts';
import { registerEnrolRequest } from './enrol-request.ts';

function registerCode(enrol: Command, context: Context): void {
  const command = enrol
    .command('code')
    .summary('operator: a one-time code for one device, valid for an hour')
    .description(
      'Asks the gateway for a one-time code that lets in this device and no other. Give it to the person at the device, by another way than mail. That it was made, and for whom, is kept in your own list: `enrol approve` admits nothing else.',
    )
    .argument('<device>', 'device id, as `evlock provision` prints it', argument('<device>', readHash))
    .action((deviceId: Bytes32, options: OperatorOptions & DeploymentOption & LedgerOption & JsonOption) =>
      withOperator(context, options, async (operator) => {
        const ledger = await openLedger(context, options, await neededDeployment(context, options));
        const made = await operator.createCode(deviceId);
        await ledger.codeMade(deviceId, made, context.clock.now());
        show(context, options, made, () =>
          fields([
            ['code', made.code],
            ['valid until', utc(made.expires)],
            ['for device', deviceId],
            ['next', 'at the device: evlock enrol request --profile FILE --code-file FILE'],
          ]),
        );
      }),
    );
  examples(ledgerOption(deploymentOption(operatorOptions(command))), [
    'evlock enrol code 0x7d…02 --token-file operator.token --deployment deployment.json',
  ]);
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
    .summary('operator: all devices and the state of their enrolment')
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

function registerRevoke(enrol: Command, context: Context): void {
  const command = enrol
    .command('revoke')
    .summary("operator: end a device's certificate, at once")
    .description(
      "Ends a device's certificate at the gateway, at once, and every code that was made for it. It stays so until `enrol readmit`. On chain its meter key stays as it is: use `suspend` as well.",
    )
    .argument('<device>', 'device id', argument('<device>', readHash))
    .action((deviceId: Bytes32, options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        await operator.revoke(deviceId);
        show(
          context,
          options,
          { deviceId, state: 'revoked' },
          () => `revoked ${deviceId}\nOn chain its meter key stays enrolled until: evlock enrol suspend METER_KEY`,
        );
      }),
    );
  examples(operatorOptions(command), ['evlock enrol revoke 0x7d…02']);
}

function registerReadmit(enrol: Command, context: Context): void {
  const command = enrol
    .command('readmit')
    .summary('operator: let a revoked device ask again')
    .description(
      'Lets a revoked device ask again, with a new code. Its old certificate stays dead; the gateway keeps it on record.',
    )
    .argument('<device>', 'device id', argument('<device>', readHash))
    .action((deviceId: Bytes32, options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        await operator.readmit(deviceId);
        show(context, options, { deviceId, state: 'pending' }, () =>
          fields([
            ['readmitted', deviceId],
            ['next', `evlock enrol code ${deviceId}`],
          ]),
        );
      }),
    );
  examples(operatorOptions(command), ['evlock enrol readmit 0x7d…02']);
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
  registerList(enrol, context);
  registerFaults(enrol, context);
  registerEnrolApprove(enrol, context);
  registerRevoke(enrol, context);
  registerReadmit(enrol, context);
  registerSuspension(enrol, context, 'suspend');
  registerSuspension(enrol, context, 'resume');
  examples(enrol, [
    'evlock enrol code 0x7d…02',
    'evlock enrol request --socket /run/evlock/console.sock --profile meter.json --code-file code.txt',
    'evlock enrol approve 0x7d…02',
  ]);
}
