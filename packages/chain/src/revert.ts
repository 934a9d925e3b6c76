/** What a contract's refusal means in our catalogue. */
import { EvlockError } from '@evlock/protocol';

/** Any failure of a simulated or mined call as an `EvlockError`; a custom error maps by its name. */
export function decodeRevert(error: unknown): EvlockError {
  return EvlockError.from(error);
}
