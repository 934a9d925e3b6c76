/** A deployment's file: public, read by every part. */
import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Deployment, deploymentSchema, EvlockError, parseJson, toJson } from '@evlock/protocol';

const FILE_LIMIT = 10_000;

/** Throws `NOT_DEPLOYED` when there is no file, `INVALID_INPUT` when it is not a deployment. */
export async function readDeployment(file: string): Promise<Deployment> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new EvlockError('NOT_DEPLOYED', { file }, { cause });
    throw new EvlockError('INVALID_INPUT', { field: file, problem: 'cannot be read' }, { cause });
  }
  return parseJson(deploymentSchema, text, FILE_LIMIT);
}

/** Written aside, under a name that nobody can foresee or link elsewhere, and renamed: a reader sees the old file or the new one. */
export async function writeDeployment(file: string, deployment: Deployment): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}.new`;
  await writeFile(aside, `${toJson(deployment, 2)}\n`, { flag: 'wx' });
  await rename(aside, file);
}
