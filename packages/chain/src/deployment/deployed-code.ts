/** Checks that the code at a deployment's addresses is the code this version of Evlock was built with. */
import { type Address, type Clock, type Deployment, type Hex, milliseconds, systemClock } from '@evlock/protocol';
import {
  energyMarketBatchesDeployed,
  energyMarketDeployed,
  meterRegistryDeployed,
} from '../contracts/generated/index.ts';
import { EndpointSet } from '../endpoints/endpoint-set.ts';
import { notKnown, proven, verdictOf } from '../endpoints/proof.ts';

interface BuiltCode {
  readonly code: Hex;
  /** Byte ranges of immutables, which differ in each deployment. */
  readonly immutables: readonly { readonly start: number; readonly length: number }[];
}

export interface ForeignContract {
  readonly contract: 'registry' | 'market' | 'batches';
  readonly address: Address;
}

/** Two hex digits per byte, after `0x`. */
const digitsAt = (byte: number): number => 2 + 2 * byte;

export function isBuiltCode(deployed: Hex, { code, immutables }: BuiltCode): boolean {
  let masked: string = deployed.toLowerCase();
  for (const { start, length } of immutables) {
    masked = `${masked.slice(0, digitsAt(start))}${'00'.repeat(length)}${masked.slice(digitsAt(start + length))}`;
  }
  return masked === code;
}

/** Consecutive reads before the endpoints are believed: a node may have the block but not yet its state. */
const LOOKS = 3;
const BETWEEN_LOOKS_MILLISECONDS = 500;

/**
 * The code at an address, on which every endpoint agrees (of more than two, all that answer); `0x` where none has any after
 * several reads. Throws `CHAIN_BEHIND` when only some have it, which proves nothing; `CHAIN_DISAGREES` when two have different
 * code; `CHAIN_UNREACHABLE`.
 */
export async function deployedCode(endpoints: EndpointSet, address: Address, clock: Clock): Promise<Hex> {
  for (let look = 1; ; look++) {
    const replies = (await endpoints.agreedHeads()).map(async ({ endpoint, block }) => {
      const blockNumber = BigInt(block.number);
      const code = await endpoint.ask((client) => client.getCode({ address, blockNumber }));
      return { endpoint, value: code ?? '0x' };
    });
    const codes = await Promise.all(replies);
    const shown = codes.filter(({ value }) => value !== '0x');
    const without = codes.find(({ value }) => value === '0x');
    if (shown.length > 0 && !without) return proven(verdictOf(shown, 'contract code'));
    if (look === LOOKS && without) {
      if (shown.length === 0) return '0x';
      throw notKnown(without.endpoint, `code of ${address}`);
    }
    await clock.sleep(milliseconds(BETWEEN_LOOKS_MILLISECONDS));
  }
}

/**
 * The contracts whose code differs, as every endpoint reports; immutables are not compared, nor is the settlement token, which
 * may be third-party. Throws as `deployedCode`, `CHAIN_WRONG_NETWORK`.
 */
export async function foreignContracts(
  urls: readonly string[],
  deployment: Deployment,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<readonly ForeignContract[]> {
  const endpoints = new EndpointSet({ endpoints: [...new Set(urls)], chainId: deployment.chainId }, { clock });
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
