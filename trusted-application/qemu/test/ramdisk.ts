/**
 * Ramdisks with files laid over the image's: the kernel unpacks archives in sequence. The ramdisk is outside the chain of
 * trust.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { image } from './machines.ts';

/** Writes the ramdisk into `folder`; `files` by their paths in the guest. */
export async function overlayRamdisk(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const root = await mkdtemp(join(folder, 'overlay-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  const names = `${Object.keys(files).join('\n')}\n`;
  const packed = spawnSync('cpio', ['-o', '-H', 'newc', '--quiet', '-R', '0:0'], { cwd: root, input: names });
  if (packed.status !== 0) throw new Error(String(packed.stderr));
  const ramdisk = join(folder, 'ramdisk');
  await writeFile(ramdisk, Buffer.concat([await readFile(join(image, 'ramdisk')), gzipSync(packed.stdout)]));
  await rm(root, { recursive: true });
  return ramdisk;
}
