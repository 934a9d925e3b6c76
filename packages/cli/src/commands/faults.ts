/** `evlock faults …`: meters proven faulty. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type JsonOption, show } from '../input/options.ts';
import { fields, utc } from '../output/format.ts';
import { type OperatorOptions, withOperator } from '../session/session.ts';
import { operatorOptions } from './enrolments/options.ts';

export function register(faults: Command, context: Context): void {
  faults.description('Meters proven faulty by what they signed.');
  const command = faults
    .command('list')
    .summary('operator: list the meters proven faulty, with the proof')
    .description(
      'Lists the meters that signed two different messages with one sequence number, or that exist twice, each with both messages. The gateway accepts no more orders from them; suspend them on chain too: evlock enrolments suspend.',
    )
    .action((options: OperatorOptions & JsonOption) =>
      withOperator(context, options, async (operator) => {
        const found = await operator.meterFaults();
        show(context, options, { faults: found }, () =>
          found.length === 0
            ? 'No meter was proven faulty.'
            : found
                .map(({ meterKey, code, found: time, evidence: [first, second] }) =>
                  fields([
                    ['meter key', meterKey],
                    ['fault', code],
                    ['found', utc(time)],
                    ['first', first],
                    ['second', second],
                  ]),
                )
                .join('\n\n'),
        );
      }),
    );
  examples(operatorOptions(command), ['evlock faults list --json']);
  examples(faults, ['evlock faults list']);
}
