/** What an owner's process remembers between runs: the last mandate id and the session. */
import { timeField } from '@evlock/protocol';
import { z } from 'zod';

export const ownerStateSchema = z.strictObject({
  /** Highest mandate id used so far; 0 before the first. */
  lastMandateId: z.number().int().nonnegative(),
  session: z.strictObject({ token: z.string().max(1024), expires: timeField.schema }).nullable(),
});
export type OwnerState = z.infer<typeof ownerStateSchema>;

export interface OwnerStore {
  load(): OwnerState;
  save(state: OwnerState): void;
}

/** For an owner who has done nothing yet. */
export const FRESH_STATE: OwnerState = { lastMandateId: 0, session: null };

export class MemoryOwnerStore implements OwnerStore {
  private state: OwnerState = FRESH_STATE;

  load(): OwnerState {
    return this.state;
  }

  save(state: OwnerState): void {
    this.state = state;
  }
}
