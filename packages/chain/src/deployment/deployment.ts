/** The deployment file: public, read by every component, and handed in person to those who pin it. */

import { readTextFile, writeNewFile } from '@evlock/files';
import { type DeploymentFile, deploymentFileSchema, EvlockError, parseJson, toJson } from '@evlock/protocol';
import { networkOf } from '../endpoints/networks.ts';

const FILE_LIMIT = 65_536;

/**
 * Throws `DEPLOYMENT_MISSING` when the file is missing, `FILE_UNUSABLE` when it cannot be read, `INVALID_INPUT` when it is not a
 * deployment, and `DEVELOPMENT_ONLY` when a real network's owner pages are on a local origin.
 */
export async function readDeployment(file: string): Promise<DeploymentFile> {
  const text = await readTextFile(file).catch((cause: unknown) => {
    if (EvlockError.from(cause).details.problem === 'ENOENT')
      throw new EvlockError('DEPLOYMENT_MISSING', { file }, { cause });
    throw cause;
  });
  const deployment = parsed(file, text);
  requirePublicPages(deployment);
  return deployment;
}

function parsed(file: string, text: string): DeploymentFile {
  try {
    return parseJson(deploymentFileSchema, text, FILE_LIMIT);
  } catch (cause) {
    throw new EvlockError('INVALID_INPUT', { file, ...EvlockError.from(cause).details }, { cause });
  }
}

/** Never overwrites: what was handed over must not change. Throws `FILE_UNUSABLE`, also when the file exists. */
export async function writeDeployment(file: string, deployment: DeploymentFile): Promise<void> {
  await writeNewFile(file, `${toJson(deployment, 2)}\n`, 0o644);
}

/** Throws `DEVELOPMENT_ONLY` for an origin on this machine, outside development networks. */
export function requirePublicPages({
  chainId,
  origins,
  rpId,
}: Pick<DeploymentFile, 'chainId' | 'origins' | 'rpId'>): void {
  if (networkOf(chainId).development) return;
  const local = [...origins.map((origin) => new URL(origin).hostname), rpId].find((name) => name === 'localhost');
  if (local !== undefined) throw new EvlockError('DEVELOPMENT_ONLY', { chainId, origin: local });
}
