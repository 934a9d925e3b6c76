/** What a page is pinned to: `/config.json` of the pages' server, from the operator's own files and never from the gateway. */
import type { Address, DeploymentFile } from '@evlock/protocol';

/** A house of the demo. */
export interface DemoHouse {
  readonly name: string;
  readonly meterKey: Address;
  readonly account: Address;
  /** Its meter's local page; null while there is none. */
  readonly localPage: string | null;
}

export interface PagesConfig {
  /** Version of the pages' server; a page built by another one says so. */
  readonly version: string;
  readonly deployment: DeploymentFile;
  /** RPC endpoints of the chain, asked by the browser itself. */
  readonly endpoints: readonly string[];
  readonly demo: boolean;
  /** Empty outside the demo. */
  readonly houses: readonly DemoHouse[];
}

export async function fetchConfig(signal?: AbortSignal): Promise<PagesConfig> {
  const response = await fetch('/config.json', { cache: 'no-store', ...(signal && { signal }) });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  const config = (await response.json()) as PagesConfig & { deployment: { minimumLot: string } };
  // JSON has no big integers: they travel as decimal text.
  const minimumLot = BigInt(config.deployment.minimumLot) as DeploymentFile['minimumLot'];
  return { ...config, deployment: { ...config.deployment, minimumLot } };
}
