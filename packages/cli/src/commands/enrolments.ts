/** `evlock enrolments …`: enrol meters: the operator's invitations and approvals, and the device's request. */
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
import { registerApprove } from './enrolments/approve.ts';
import {
  type ChainOptions,
  chainOptions,
  type LedgerOption,
  ledgerOption,
  onChain,
  openLedger,
  operatorOptions,
  withRole,
} from './enrolments/options.ts';
import { registerRequest } from './enrolments/request.ts';

function registerInvite(enrolments: Command, context: Context): void {
  const command = enrolments
    .command('invite')
    .summary('operator: make a one-time code for one device, valid for an hour')
    .description(
      'Gets a one-time code from the gateway that admits this device and no other. Give it to the person at the device, but not by e-mail. Your own list records the code and its device: `evlock enrolments approve` admits nothing else.',
    )
    .argument('<device>', 'device id, as `evlock meter provision` prints it', argument('<device>', readHash))
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
            ['next', 'at the device: evlock enrolments request --profile FILE --code-file FILE'],
          ]),
        );
      }),
    );
  examples(ledgerOption(deploymentOption(operatorOptions(command))), [
    'evlock enrolments invite 0x7d…02 --token-file operator.token --deployment deployment.json',
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

function registerList(enrolments: Command, context: Context): void {
  const command = enrolments
    .command('list')
    .summary('operator: list all devices and the state of their enrolment')
    .description('Lists all devices: certificate issued (pending), enrolled on chain, or revoked.')
    .action((options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        const enrolments = await operator.enrolments();
        show(context, options, { enrolments }, () => devices(enrolments));
      }),
    );
  examples(operatorOptions(command), ['evlock enrolments list --json']);
}

function registerRevoke(enrolments: Command, context: Context): void {
  const command = enrolments
    .command('revoke')
    .summary("operator: revoke a device's certificate at once")
    .description(
      "Revokes a device's certificate at the gateway at once, and every code made for it, until `evlock enrolments readmit`. On chain its meter key stays enrolled: use `evlock enrolments suspend` too.",
    )
    .argument('<device>', 'device id', argument('<device>', readHash))
    .action((deviceId: Bytes32, options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        await operator.revoke(deviceId);
        show(
          context,
          options,
          { deviceId, state: 'revoked' },
          () =>
            `revoked ${deviceId}\nOn chain its meter key stays enrolled. To suspend it: evlock enrolments suspend METER_KEY`,
        );
      }),
    );
  examples(operatorOptions(command), ['evlock enrolments revoke 0x7d…02']);
}

function registerReadmit(enrolments: Command, context: Context): void {
  const command = enrolments
    .command('readmit')
    .summary('operator: let a revoked device request enrolment again')
    .description(
      'Lets a revoked device request enrolment again, with a new code. Its old certificate stays revoked; the gateway keeps it on record.',
    )
    .argument('<device>', 'device id', argument('<device>', readHash))
    .action((deviceId: Bytes32, options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        await operator.readmit(deviceId);
        show(context, options, { deviceId, state: 'pending' }, () =>
          fields([
            ['readmitted', deviceId],
            ['next', `evlock enrolments invite ${deviceId}`],
          ]),
        );
      }),
    );
  examples(operatorOptions(command), ['evlock enrolments readmit 0x7d…02']);
}

function registerSuspension(enrolments: Command, context: Context, name: 'suspend' | 'resume'): void {
  const summary = { suspend: 'exclude a meter from new trades, on chain', resume: 'let a suspended meter trade again' }[
    name
  ];
  const does = { suspend: 'Excludes a meter from new trades', resume: 'Lets a suspended meter trade again' }[name];
  const command = enrolments
    .command(name)
    .summary(`operator: ${summary}`)
    .description(`${does}, on chain, with a transaction of the suspending key. Open trades continue and are settled.`)
    .argument('<meter-key>', 'meter key of the device', argument('<meter-key>', readAddress))
    .action((meterKey: Address, options: ChainOptions) =>
      withRole(context, options, async (wallet) => {
        const done = await wallet[name](meterKey);
        show(context, options, { meterKey, ...done }, () =>
          onChain(name === 'suspend' ? 'suspended' : 'resumed', meterKey, done),
        );
      }),
    );
  examples(jsonOption(chainOptions(command)), [`evlock enrolments ${name} 0x3c…9a --key-file suspender.key`]);
}

export function register(enrolments: Command, context: Context): void {
  enrolments.description(
    'Admits meters. The operator invites a device with a one-time code; at the meter, the code and evidence are sent as a request; the operator verifies and approves it.',
  );
  registerInvite(enrolments, context);
  registerRequest(enrolments, context);
  registerList(enrolments, context);
  registerApprove(enrolments, context);
  registerRevoke(enrolments, context);
  registerReadmit(enrolments, context);
  registerSuspension(enrolments, context, 'suspend');
  registerSuspension(enrolments, context, 'resume');
  examples(enrolments, [
    'evlock enrolments invite 0x7d…02',
    'evlock enrolments request --socket /run/evlock/console.sock --profile meter.json --code-file code.txt',
    'evlock enrolments approve 0x7d…02',
  ]);
}
