/** The number of a mandate, which is that of its standing order too. */
import { EvlockError } from '@evlock/protocol';

/** Throws `INVALID_INPUT`. */
export function readMandateId(text: string): number {
  if (!/^[1-9]\d{0,12}$/.test(text) || Number(text) >= 2 ** 40) {
    throw new EvlockError('INVALID_INPUT', { problem: 'not the number of a mandate' });
  }
  return Number(text);
}
