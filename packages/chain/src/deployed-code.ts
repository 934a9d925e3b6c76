/** Whether what stands at the addresses of a deployment is the code that this version of Evlock was built with. */
import { type Address, type Clock, type Deployment, type Hex, milliseconds, systemClock } from '@evlock/protocol';
import { EndpointSet } from './endpoint-set.ts';
import { energyMarketBatchesDeployed, energyMarketDeployed, meterRegistryDeployed } from './generated/index.ts';

interface BuiltCode {
  readonly code: Hex;
  /** Bytes that the constructor fills: another value in each deployment. */
  readonly immutables: readonly { readonly start: number; readonly length: number }[];
}

export interface ForeignContract {
  readonly contract: 'registry' | 'market' | 'batches';
  readonly address: Address;
}

/** Two hex digits a byte, after `0x`. */
const digitsAt = (byte: number): number => 2 + 2 * byte;

export function isBuiltCode(deployed: Hex, { code, immutables }: BuiltCode): boolean {
  let masked: string = deployed.toLowerCase();
  for (const { start, length } of immutables) {
    masked = `${masked.slice(0, digitsAt(start))}${'00'.repeat(length)}${masked.slice(digitsAt(start + length))}`;
  }
  return masked === code;
}

/** Looks at no code before it is believed that there is none: a node may have the block and not yet its state. */
const LOOKS = 3;
const BETWEEN_LOOKS_MILLISECONDS = 500;

/** The code at an address; `0x` when there is none, which is looked for again. Throws `CHAIN_UNREACHABLE`, `CHAIN_BEHIND`. */
export async function deployedCode(endpoints: EndpointSet, address: Address, clock: Clock): Promise<Hex> {
  for (let look = 1; ; look++) {
    const code = await endpoints.ask(({ client, block }) => client.getCode({ address, blockNumber: BigInt(block) }));
    if (code !== undefined && code !== '0x') return code;
    if (look === LOOKS) return '0x';
    await clock.sleep(milliseconds(BETWEEN_LOOKS_MILLISECONDS));
  }
}

/**
 * The contracts whose code is another, as one endpoint tells it; immutables are not compared, nor is the
 * settlement token, which may be anybody's. Throws `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`.
 */
export async function foreignContracts(
  url: string,
  deployment: Deployment,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<readonly ForeignContract[]> {
  const endpoints = new EndpointSet({ endpoints: [url], chainId: deployment.chainId }, { clock });
  const expected = [
    { contract: 'registry', built: meterRegistryDeployed },
    { contract: 'market', built: energyMarketDeployed },
    { contract: 'batches', built: energyMarketBatchesDeployed },
  ] as const;
  const found = expected.map(async ({ contract, built }) => {
    const address = deployment[contract];
    return isBuiltCode(await deployedCode(endpoints, address, clock), built) ? [] : [{ contract, address }];
  });
  return (await Promise.all(found)).flat();
}
