/** The chain as seen from this machine: reachable, the right one, consistent, and in step with the clock. */
import {
  ChainReader,
  type FinalizedBlock,
  foreignContracts,
  nativeBalanceOf,
  readDeployment,
  verifyDeployment,
} from '@evlock/chain';
import { type Address, type Clock, type Deployment, EvlockError } from '@evlock/protocol';
import { type Check, type Look, ok, problem, warning } from './finding.ts';

export interface ChainPlace {
  readonly endpoints: readonly string[];
  readonly deploymentFile: string;
}

/** Blocks come each second; a clock off by more confuses delivery intervals. Seconds. */
const CLOCK_BEHIND = 5;
const CLOCK_AHEAD = 30;
/** Blocks by which endpoints may differ at any moment. */
const LAG = 5;

const hostOf = (url: string): string => new URL(url).host;

async function headOf(endpoint: string, deployment: Deployment, clock: Clock): Promise<FinalizedBlock> {
  return new ChainReader({ endpoints: [endpoint], deployment }, { clock }).finalized();
}

export function chainChecks({ endpoints, deploymentFile }: ChainPlace, clock: Clock): Check[] {
  const deployment = () => readDeployment(deploymentFile);
  return [
    ...[...new Set(endpoints)].map(
      (endpoint): Check => ({
        name: `endpoint ${hostOf(endpoint)}`,
        look: async () => {
          const known = await deployment();
          const head = await headOf(endpoint, known, clock);
          await verifyDeployment([endpoint], known);
          return clockLook(head, clock.now());
        },
      }),
    ),
    { name: 'contract code', look: async () => contractCode(endpoints, await deployment()) },
    { name: 'endpoints agree', look: async () => agreement(endpoints, await deployment(), clock) },
  ];
}

function clockLook({ number, time }: FinalizedBlock, now: number): Look {
  const ahead = now - time;
  const set = 'Set the clock by NTP, permanently: `timedatectl set-ntp true`.';
  if (ahead < -CLOCK_BEHIND) return problem(`this clock is ${-ahead} s behind block ${number}`, set);
  if (ahead > CLOCK_AHEAD) {
    const says = `block ${number} is ${ahead} s old: this clock is ahead, or the chain or endpoint has stopped`;
    return problem(says, `${set} If the clock is right, use another endpoint.`);
  }
  return ok(`block ${number}, ${Math.abs(ahead)} s from this clock`);
}

/** Different code may contain different rules. */
async function contractCode(endpoints: readonly string[], deployment: Deployment): Promise<Look> {
  const foreign = await foreignContracts(endpoints, deployment);
  const names = foreign.map(({ contract, address }) => `${contract} ${address}`);
  if (names.length === 0) return ok('the code of this version, apart from constructor values');
  const fix =
    'Use the version of Evlock that these contracts were deployed with, or the deployment file of contracts of this version. Deposit nothing until you know whose code it is.';
  return problem(`${names.join(', ')}: not the code of this version`, fix);
}

async function agreement(endpoints: readonly string[], deployment: Deployment, clock: Clock): Promise<Look> {
  const [only, ...others] = new Set(endpoints);
  if (others.length === 0) {
    const named =
      endpoints.length > 1 ? `${hostOf(only ?? '')} is listed ${endpoints.length} times` : 'only one is listed';
    const fix = 'Add a second endpoint, from another provider, to `chain.endpoints`.';
    return warning(`answers cannot be compared: ${named}`, fix);
  }
  const heads = await Promise.allSettled(endpoints.map((endpoint) => headOf(endpoint, deployment, clock)));
  const numbers = heads.flatMap((head) => (head.status === 'fulfilled' ? [head.value.number] : []));
  if (numbers.length < 2) throw new EvlockError('CHAIN_UNREACHABLE', { answering: numbers.length });
  const apart = Math.max(...numbers) - Math.min(...numbers);
  const fix = 'Replace the lagging endpoint.';
  if (apart > LAG) return problem(`${apart} blocks apart`, fix);
  // Throws `CHAIN_DISAGREES` when they report different blocks with one number.
  await new ChainReader({ endpoints, deployment }, { clock }).finalized();
  return ok(`${apart} blocks apart`);
}

/** Whether the submitter's account can pay. */
export const nativeBalanceCheck = (
  { endpoints: [endpoint = ''] }: ChainPlace,
  account: () => Promise<Address>,
  { warnBelow, reserve }: { readonly warnBelow: bigint; readonly reserve: bigint },
): Check => ({
  name: 'native balance',
  look: async () => {
    const address = await account();
    const balance = await nativeBalanceOf(endpoint, address);
    const says = `${address} has ${balance} wei, reserve ${reserve}`;
    const fix = `Send KAIA to ${address}.`;
    if (balance < reserve) return problem(`${says}: no new trades are opened`, fix);
    return balance < warnBelow ? warning(says, fix) : ok(says);
  },
});
