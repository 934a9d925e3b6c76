/** This repository's published packages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../steps.ts';
import type { SourceManifest } from './publish-manifest.ts';

/** What the tests share is not published. */
const NEVER_PUBLISHED = new Set(['testing']);

export interface Package {
  /** Without scope. */
  readonly name: string;
  readonly folder: string;
  readonly manifest: SourceManifest;
}

/** By name. */
export function publishedPackages(): readonly Package[] {
  const names = readdirSync(join(root, 'packages')).filter((name) => !NEVER_PUBLISHED.has(name));
  return names.sort().map((name) => {
    const folder = join(root, 'packages', name);
    return { name, folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as SourceManifest };
  });
}
