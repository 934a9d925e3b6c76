/** What a tarball may contain, and what it must. */
import type { Packed } from './pack.ts';

const ALLOWED: readonly RegExp[] = [/^(package\.json|README\.md|LICENSE)$/, /^dist\/[\w./-]+\.(js|d\.ts)$/];
/** What `web` serves: nothing else may be in its folder. */
const PAGES = /^dist\/pages\/[\w./-]+\.(css|html|js|json|png|svg|webmanifest)$/;
/** A page without one of these is broken. */
const REQUIRED_PAGES = ['version.json', 'index.html', 'home/index.html', 'operator/index.html', 'meter/index.html'];
const NEVER = /(^|\/)(test|tests|internal|node_modules)\/|\.test\.|\.(pem|key|env|sqlite|tsbuildinfo)$/;
const REQUIRED = ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts'];

/** What is wrong with a tarball's files; empty if nothing. */
export function contentProblems({ name, files }: Pick<Packed, 'name' | 'files'>): readonly string[] {
  const isPages = name === 'web';
  const paths = files.map(({ path }) => path);
  const allowed = isPages ? [...ALLOWED, PAGES] : ALLOWED;
  const required = isPages ? [...REQUIRED, ...REQUIRED_PAGES.map((page) => `dist/pages/${page}`)] : REQUIRED;
  const wrong = paths.filter((path) => NEVER.test(path) || !allowed.some((pattern) => pattern.test(path)));
  const missing = required.filter((path) => !paths.includes(path));
  return [...wrong.map((path) => `${path} does not belong in it`), ...missing.map((path) => `${path} is missing`)];
}
