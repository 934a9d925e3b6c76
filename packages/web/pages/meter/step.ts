import type { HandOver } from './hand-over.ts';
import type { LocalClient, LocalState } from './local-client.ts';

/** What every step of the setup is given. */
export interface StepProps {
  readonly client: LocalClient;
  readonly state: LocalState;
  readonly handOver: HandOver;
  readonly refresh: () => Promise<void>;
}
