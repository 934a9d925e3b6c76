/** What a page is pinned to: `/config.json`, from the operator's or owner's own files and never from the gateway. */
import type { Address, DeploymentFile } from '@evlock/protocol';

/** A house of the demo. */
export interface DemoHouse {
  readonly name: string;
  /** Null while it has no owner: its secure world is not provisioned. */
  readonly meterKey: Address | null;
  readonly account: Address | null;
  /** Its meter's local page; null while there is none. */
  readonly localPage: string | null;
}

/** What whoever runs the pages says of them. */
export interface PagesSettings {
  /** As handed over by the operator; null while a demo's chain has none yet. */
  readonly deployment: DeploymentFile | null;
  /** RPC endpoints of the chain, ideally from two providers; a page is told the paths under which this server asks them. */
  readonly endpoints: readonly string[];
  /** Whether everything here is simulated. */
  readonly demo: boolean;
  /** Empty outside a demo. */
  readonly houses: readonly DemoHouse[];
}

export interface PagesConfig extends PagesSettings {
  /** Of the bundle that is served: a page of another one asks to be loaded again. */
  readonly version: string;
}
