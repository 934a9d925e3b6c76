/** Sends signed transactions to every endpoint at once, so that none alone can withhold them from the chain. */
import { EvlockError, type Hex } from '@evlock/protocol';
import { type Endpoint, isUnanswered, reasonOf } from './endpoint.ts';
import { type RefusalKind, refusalKind } from './send-refusal.ts';

export interface Refusal {
  /** `host:port`. */
  readonly endpoint: string;
  readonly reason: string;
  /** Null where the endpoint did not answer. */
  readonly kind: RefusalKind | null;
}

/** Sends the same bytes everywhere. Resolves to an empty list once one endpoint accepts them, else to each one's refusal. */
export async function broadcast(endpoints: readonly Endpoint[], raw: Hex): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  const answers = endpoints.map(async (endpoint) => {
    try {
      await endpoint.attempt((client) => client.sendRawTransaction({ serializedTransaction: raw }));
    } catch (error) {
      const refusal = refusalOf(endpoint, error);
      if (refusal.kind === 'known') return;
      refusals.push(refusal);
      throw error;
    }
  });
  return await Promise.any(answers).then(
    () => [],
    () => refusals,
  );
}

function refusalOf({ name: endpoint }: Endpoint, error: unknown): Refusal {
  if (EvlockError.is(error)) return { endpoint, reason: error.code, kind: null };
  const reason = reasonOf(error);
  return { endpoint, reason, kind: isUnanswered(error) ? null : refusalKind(reason) };
}
