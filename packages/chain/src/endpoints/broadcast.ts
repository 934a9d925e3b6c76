/** Sends signed transactions to every endpoint at once: one that does not pass them on keeps them from nobody. */
import { EvlockError, type Hex } from '@evlock/protocol';
import { type Endpoint, isUnanswered, reasonOf } from './endpoint.ts';
import { type NodeWord, nodeWord } from './node-words.ts';

export interface Refusal {
  /** `host:port`. */
  readonly endpoint: string;
  readonly reason: string;
  /** What the reason comes to; null where the endpoint did not answer. */
  readonly word: NodeWord | null;
}

/** Sends the same bytes everywhere. Gives back nothing as soon as one endpoint has taken them, else why each refused. */
export async function broadcast(endpoints: readonly Endpoint[], raw: Hex): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  const answers = endpoints.map(async (endpoint) => {
    try {
      await endpoint.attempt((client) => client.sendRawTransaction({ serializedTransaction: raw }));
    } catch (error) {
      const refusal = refusalOf(endpoint, error);
      if (refusal.word === 'known') return;
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
  if (EvlockError.is(error)) return { endpoint, reason: error.code, word: null };
  const reason = reasonOf(error);
  return { endpoint, reason, word: isUnanswered(error) ? null : nodeWord(reason) };
}
