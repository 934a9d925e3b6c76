/** Starts the console's worker. */
import { proxy, wrap } from 'comlink';
import { withProblems } from '../shared/problem.ts';
import { scriptUrl } from '../shared/trusted.ts';
import type { ConsoleClient, ConsoleSettings } from './client.ts';
import type { OperatorMethod } from './operator-methods.ts';
import type { AskOperator, Console } from './worker/console.ts';
import workerUrl from './worker/main.ts?worker&url';

/** Its own methods; all others are `Operator`'s. */
const OWN = [
  ...(['checkGateway', 'signUp', 'signIn', 'signOut', 'invite', 'enrolment', 'enrolCall', 'roleCall'] as const),
  ...(['ledgerText', 'mergeLedger'] as const),
] as const satisfies readonly (keyof Console)[];

/** Opens the console. Nothing is asked of the gateway yet. */
export async function openConsole(settings: ConsoleSettings, ask: AskOperator): Promise<ConsoleClient> {
  const remote = wrap<Console>(new Worker(scriptUrl(workerUrl), { type: 'module', name: 'evlock-operator' }));
  await withProblems(remote.open(settings, proxy(ask)));
  return new Proxy({} as ConsoleClient, {
    get(_target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      return (...given: readonly unknown[]) => {
        const own = OWN.find((known) => known === name);
        if (!own) return withProblems(remote.invoke(name as OperatorMethod, given));
        return withProblems((remote[own] as (...given: readonly unknown[]) => Promise<unknown>)(...given));
      };
    },
  });
}
