/** Sends signed transactions to every endpoint at once: one that does not pass them on keeps them from nobody. */
import { EvlockError, type Hex } from '@evlock/protocol';
import { type Endpoint, reasonOf } from './endpoint.ts';

export interface Refusal {
  /** `host:port`. */
  readonly endpoint: string;
  readonly reason: string;
}

/** The node has it, or it is mined: it was taken. */
const KNOWN = /already known|already imported|known transaction|nonce too low|replacement/i;

/** Sends the same bytes everywhere. Gives back nothing as soon as one endpoint has taken them, else why each refused. */
export async function broadcast(endpoints: readonly Endpoint[], raw: Hex): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  const answers = endpoints.map(async (endpoint) => {
    try {
      await endpoint.attempt((client) => client.sendRawTransaction({ serializedTransaction: raw }));
    } catch (error) {
      const reason = EvlockError.is(error) ? error.code : reasonOf(error);
      if (KNOWN.test(reason)) return;
      refusals.push({ endpoint: endpoint.name, reason });
      throw error;
    }
  });
  return await Promise.any(answers).then(
    () => [],
    () => refusals,
  );
}
