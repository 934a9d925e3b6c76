import { EvlockError } from '@evlock/protocol';

/** A component that exists once the community has started. Throws `OUT_OF_STATE` before. */
export function started<T>(part: T | undefined): T {
  if (part === undefined) throw new EvlockError('OUT_OF_STATE', { problem: 'the community is not started' });
  return part;
}
