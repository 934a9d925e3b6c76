import type { DeploymentFile } from '@evlock/protocol';
import type { House } from './owner.ts';

/** What a worker is opened with. */
export interface HouseholdSettings {
  readonly house: House;
  readonly deployment: DeploymentFile;
  readonly endpoints: readonly string[];
}
