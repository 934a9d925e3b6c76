/** `/config.json` of the pages' server. */
import type { DeploymentFile } from '@evlock/protocol';
import type { PagesConfig } from '../../src/config.ts';

export type { DemoHouse, PagesConfig } from '../../src/config.ts';

declare const __PAGES_VERSION__: string;

/** Of the bundle that this page belongs to. */
export const pagesVersion = (): string => (typeof __PAGES_VERSION__ === 'string' ? __PAGES_VERSION__ : 'development');

/** Throws what `fetch` throws, and for an answer that is none. */
export async function fetchConfig(signal?: AbortSignal): Promise<PagesConfig> {
  const response = await fetch('/config.json', { cache: 'no-store', ...(signal && { signal }) });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  const { deployment, ...config } = (await response.json()) as PagesConfig;
  // JSON has no big integers: they travel as decimal text.
  const minimumLot = BigInt(deployment?.minimumLot ?? 0) as DeploymentFile['minimumLot'];
  return { ...config, deployment: deployment && { ...deployment, minimumLot } };
}
