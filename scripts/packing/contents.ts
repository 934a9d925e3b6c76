/** What a tarball may contain, and what it must. */
import type { Packed } from './pack.ts';

const ALLOWED: readonly RegExp[] = [/^(package\.json|README\.md|LICENSE)$/, /^dist\/[\w./-]+\.(js|d\.ts)$/];
const NEVER = /(^|\/)(test|tests|internal|node_modules)\/|\.test\.|\.(pem|key|env|sqlite|tsbuildinfo)$/;
const REQUIRED = ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts'];

/** What is wrong with a tarball's files; empty if nothing. */
export function contentProblems({ files }: Pick<Packed, 'files'>): readonly string[] {
  const paths = files.map(({ path }) => path);
  const wrong = paths.filter((path) => NEVER.test(path) || !ALLOWED.some((pattern) => pattern.test(path)));
  const missing = REQUIRED.filter((path) => !paths.includes(path));
  return [...wrong.map((path) => `${path} does not belong in it`), ...missing.map((path) => `${path} is missing`)];
}
