/** Whether what stands at the addresses of a deployment is the code that this version of Evlock was built with. */
import type { Address, Deployment, Hex } from '@evlock/protocol';
import { DEFAULT_RESPONSE_LIMIT, DEFAULT_TIMEOUT, Endpoint } from './endpoint.ts';
import { energyMarketDeployed, meterRegistryDeployed } from './generated/index.ts';

interface BuiltCode {
  readonly code: Hex;
  /** Bytes that the constructor fills: another value in each deployment. */
  readonly immutables: readonly { readonly start: number; readonly length: number }[];
}

export interface ForeignContract {
  readonly contract: 'registry' | 'market';
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

/**
 * The contracts whose code is another, as one endpoint tells it; immutables are not compared, nor is the
 * settlement token, which may be anybody's. Throws `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`.
 */
export async function foreignContracts(url: string, deployment: Deployment): Promise<readonly ForeignContract[]> {
  const { chainId } = deployment;
  const endpoint = new Endpoint({ url, chainId, timeout: DEFAULT_TIMEOUT, responseLimit: DEFAULT_RESPONSE_LIMIT });
  const expected = [
    { contract: 'registry', built: meterRegistryDeployed },
    { contract: 'market', built: energyMarketDeployed },
  ] as const;
  const found = expected.map(async ({ contract, built }) => {
    const address = deployment[contract];
    const code = await endpoint.ask((client) => client.getCode({ address }));
    return isBuiltCode(code ?? '0x', built) ? [] : [{ contract, address }];
  });
  return (await Promise.all(found)).flat();
}
