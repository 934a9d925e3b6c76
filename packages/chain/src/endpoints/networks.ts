/** The networks Evlock knows by name. Endpoints come from configuration, never from here. */
import { EvlockError, type NETWORK_NAMES } from '@evlock/protocol';

export type NetworkName = (typeof NETWORK_NAMES)[number];

export interface Network {
  readonly name: string;
  readonly chainId: number;
  /** Allows test token, emulators and clock jumps. */
  readonly development: boolean;
  /** Bounds of the base fee in wei per gas, if the chain has any (Kaia: 25 to 750 gkei). */
  readonly baseFee?: { readonly least: bigint; readonly most: bigint };
  /** Finalized blocks that may still be lost: a killed local chain loses what it had not yet written. */
  readonly losableBlocks: number;
  /** Newest blocks kept even when empty; older empty ones are pruned. */
  readonly keptBlocks?: number;
}

const GKEI = 10n ** 9n;
/** Source: Kaia v2.2.1 `params/governance_params.go` (KIP-71). */
const kaiaBaseFee = { least: 25n * GKEI, most: 750n * GKEI } as const;

export const networks: Readonly<Record<NetworkName, Network>> = {
  local: { name: 'local', chainId: 31_337, development: true, losableBlocks: 6, keptBlocks: 256 },
  kairos: { name: 'kairos', chainId: 1001, development: true, baseFee: kaiaBaseFee, losableBlocks: 0 },
  kaia: { name: 'kaia', chainId: 8217, development: false, baseFee: kaiaBaseFee, losableBlocks: 0 },
};

/** A network by name. Throws `INVALID_INPUT`. */
export function networkNamed(name: string): Network {
  if (Object.hasOwn(networks, name)) return networks[name as NetworkName];
  throw new EvlockError('INVALID_INPUT', { field: 'network', value: name, known: Object.keys(networks).join(', ') });
}

/** The preset with this chain id; for any other chain, one without special rules or development shortcuts. */
export function networkOf(chainId: number): Network {
  const preset = Object.values(networks).find((network) => network.chainId === chainId);
  return preset ?? { name: String(chainId), chainId, development: false, losableBlocks: 0 };
}
