/** Puts on record what the operator's people ask for: who, what, of whom, when, and how it ended. */
import { type Clock, EvlockError, type RecordEntry, type RouteBody, type RouteName } from '@evlock/protocol';
import type { OperatorRecord } from '../database/operator-record.ts';
import type { OperatorIdentity } from '../database/operators.ts';

/** A request that changes something. */
export interface Act {
  readonly by: OperatorIdentity;
  readonly name: RouteName;
  readonly params: Readonly<Record<string, unknown>> | undefined;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export class OperatorActs {
  readonly #modules: { readonly record: Pick<OperatorRecord, 'add'>; readonly clock: Clock };

  constructor(modules: { readonly record: Pick<OperatorRecord, 'add'>; readonly clock: Clock }) {
    this.#modules = modules;
  }

  /** Does `work` and records it, whether it succeeds or not. What cannot be recorded fails. */
  async recorded<T>(act: Act, work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      await this.#add(act, 'ok');
      return done;
    } catch (thrown) {
      await this.#add(act, EvlockError.from(thrown).code);
      throw thrown;
    }
  }

  #add({ by, name, params, body }: Act, result: string): Promise<void> {
    const entry = { at: this.#modules.clock.now(), who: by.name, role: by.role, result };
    return this.#modules.record.add({ ...entry, ...whatOf(name, { ...params, ...body }) });
  }
}

function whatOf(
  name: RouteName,
  given: Readonly<Record<string, unknown>>,
): Pick<RecordEntry, 'act' | 'subject' | 'transaction'> {
  if (name === 'reportOnChain') {
    const { act, meterKey, transaction } = given as RouteBody<'reportOnChain'>;
    return { act, subject: meterKey, transaction };
  }
  const subject = given.deviceId ?? given.name ?? null;
  const role = name === 'addOperator' ? ` (${String(given.role)})` : '';
  return { act: name, subject: subject === null ? null : `${String(subject)}${role}`, transaction: null };
}
