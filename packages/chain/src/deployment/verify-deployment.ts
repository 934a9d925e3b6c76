/** Checks, with every endpoint, that a deployment's contracts are on chain and refer to each other. */
import {
  type Address,
  type Bytes32,
  type Clock,
  type Deployment,
  domainOf,
  domainSeparator,
  EvlockError,
  milliseconds,
  systemClock,
} from '@evlock/protocol';
import { batchesAbi, marketAbi, registryAbi } from '../contracts/abi.ts';
import { AgreedAnswers } from '../endpoints/agreed-answers.ts';
import { readView } from '../endpoints/endpoint-reads.ts';
import { EndpointSet } from '../endpoints/endpoint-set.ts';
import { deployedCode } from './deployed-code.ts';

const BETWEEN_LOOKS_MILLISECONDS = 500;

/**
 * Asks all `endpoints`, which must agree. Throws `NOT_DEPLOYED` unless the contracts are at their addresses and refer to each
 * other; `CHAIN_BEHIND` when a finalized block predates the deployment, or only some endpoints have code; `CHAIN_DISAGREES`,
 * `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`.
 */
export async function verifyDeployment(
  endpoints: readonly string[],
  deployment: Deployment,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<void> {
  const { registry, market, batches, token } = deployment;
  const set = new EndpointSet({ endpoints, chainId: deployment.chainId }, { clock });
  await untilFinal(set, deployment.block, { clock, patience: 0 });
  for (const [contract, address] of Object.entries({ registry, market, batches, token })) {
    const code = await deployedCode(set, address, clock);
    if (code === '0x') throw new EvlockError('NOT_DEPLOYED', { contract, address });
  }
  const expected: readonly (Address | Bytes32)[] = [
    registry,
    token,
    market,
    market,
    domainSeparator(domainOf(deployment)),
  ];
  const names = await namesOf(set, deployment, clock);
  if (names.some((name, index) => name.toLowerCase() !== expected[index])) {
    throw new EvlockError('NOT_DEPLOYED', { problem: 'the contracts do not name each other', market, registry });
  }
}

/** The contracts' references to each other, in the order compared. */
async function namesOf(endpoints: EndpointSet, { market, registry, batches }: Deployment, clock: Clock) {
  const agreed = new AgreedAnswers(endpoints, { clock, pollInterval: BETWEEN_LOOKS_MILLISECONDS });
  try {
    return await agreed.view('names of the contracts', (at) =>
      Promise.all([
        readView(at, { address: market, abi: marketAbi, functionName: 'registry', args: [] }),
        readView(at, { address: market, abi: marketAbi, functionName: 'token', args: [] }),
        readView(at, { address: registry, abi: registryAbi, functionName: 'market', args: [] }),
        readView(at, { address: batches, abi: batchesAbi, functionName: 'market', args: [] }),
        readView(at, { address: market, abi: marketAbi, functionName: 'domainSeparator', args: [] }),
      ]),
    );
  } catch (error) {
    if (!EvlockError.is(error, 'CHAIN_UNREACHABLE') || !isContractAnswer(error)) throw error;
    throw new EvlockError('NOT_DEPLOYED', { problem: 'other contracts are at the addresses', market, registry });
  }
}

/** Whether a call reached a contract without the function. */
const isContractAnswer = ({ details }: EvlockError): boolean => /revert|returned no data/i.test(String(details.reason));

/** Waits up to `patience` milliseconds for the endpoints to finalize `block`. Throws `CHAIN_BEHIND`, or the signal's reason. */
export async function untilFinal(
  endpoints: EndpointSet,
  block: number,
  { clock, patience, signal }: { readonly clock: Clock; readonly patience: number; readonly signal?: AbortSignal },
): Promise<void> {
  const until = clock.monotonic() + patience;
  for (;;) {
    const head = await endpoints.finalized();
    if (head.number >= block) return;
    if (clock.monotonic() >= until) {
      throw new EvlockError('CHAIN_BEHIND', {
        block: head.number,
        missing: 'block of the deployment',
        deployed: block,
      });
    }
    await clock.sleep(milliseconds(BETWEEN_LOOKS_MILLISECONDS), signal);
  }
}
