/**
 * The compliance suite: what every implementation of `trusted-application/include/evlock_ta.h` must show. Its cases are
 * tests for vitest, which the caller installs.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName, commandConstant } from '../index.ts';
import { accountCases } from './account-cases.ts';
import { boundCases } from './bound-cases.ts';
import type { CommandCases } from './cases.ts';
import { closingCases } from './closing-cases.ts';
import { deliveryCases } from './delivery-cases.ts';
import { hostileAttempts } from './hostile.ts';
import { flipped, oversize, truncated } from './malformed.ts';
import { mandateCases } from './mandate-cases.ts';
import { migrationCases } from './migration-cases.ts';
import { passkeyCases } from './passkey-cases.ts';
import { provisioningCases } from './provisioning-cases.ts';
import { type ComplianceModules, Stage } from './stage.ts';

export type { ComplianceModules, CompliancePasskey, ComplianceWorld } from './stage.ts';

/** All six kinds of input for every command: the type rejects a command without cases. */
export const commandCases: { readonly [C in CommandName]: CommandCases } = {
  ...provisioningCases,
  ...passkeyCases,
  ...mandateCases,
  ...migrationCases,
  ...deliveryCases,
  ...closingCases,
  ...accountCases,
};

/** Runs the suite against worlds made by `modules.createWorld`, each new and unprovisioned. */
export function describeCompliance(name: string, modules: ComplianceModules): void {
  describe(`${name} keeps the secure world's contract`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.set(modules);
    });
    afterAll(() => stage?.strike());

    it('has cases for every command of the header', () => {
      const names = Object.keys(commandCases).map((command) => commandConstant(command as CommandName));
      expect(names.toSorted()).toEqual(Object.keys(COMMANDS).toSorted());
    });

    for (const [command, cases] of Object.entries(commandCases) as [CommandName, CommandCases][]) {
      describe(command, () => {
        it('accepts good input', () => cases.good(stage));
        it('refuses bad input', () => cases.bad(stage));
        it('refuses truncated input', () => truncated(stage, command));
        it('refuses oversize input', () => oversize(stage, command));
        it('refuses altered input cleanly', () => flipped(stage, command));
        it('refuses input out of state', () => cases.outOfState(stage));
        it('withstands replayed input', () => cases.replayed(stage));
      });
    }

    describe('within its bounds', () => {
      for (const [title, attempt] of Object.entries(boundCases)) it(title, () => attempt(stage));
    });

    describe('with a hostile client', () => {
      for (const [title, attempt] of Object.entries(hostileAttempts)) it(title, () => attempt(stage));
    });
  });
}
