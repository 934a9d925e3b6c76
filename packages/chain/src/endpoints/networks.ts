/** The networks that Evlock knows by name. Endpoints come from the configuration, never from here. */
import { EvlockError, type NETWORK_NAMES } from '@evlock/protocol';

export type NetworkName = (typeof NETWORK_NAMES)[number];

export interface Network {
  readonly name: string;
  readonly chainId: number;
  /** Test token, emulators and clock jumps are allowed. */
  readonly development: boolean;
  /** Bounds of the base fee in wei per gas, where the chain has any (Kaia: 25 to 750 gkei). */
  readonly baseFee?: { readonly least: bigint; readonly most: bigint };
  /** Finalized blocks that may still be lost: a local chain that is killed loses what it had not yet written. */
  readonly losableBlocks: number;
  /** Newest blocks that are there also when they are empty, where older empty ones are taken out. */
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

/** The preset with this chain id; for any other chain, one with no special rules and no development shortcuts. */
export function networkOf(chainId: number): Network {
  const preset = Object.values(networks).find((network) => network.chainId === chainId);
  return preset ?? { name: String(chainId), chainId, development: false, losableBlocks: 0 };
}
