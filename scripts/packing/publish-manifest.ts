/** What a package's `package.json` becomes in its tarball: the clone runs sources, an installation runs what was built. */

export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  /** In the clone always true, so that `npm publish` of an unbuilt folder is refused. */
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export interface PublishManifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  readonly [field: string]: unknown;
}

/** `./src/x.ts` → what `tsc -b` makes of it. Throws for anything else: it would not be in the tarball. */
function built(source: string): { readonly types: string; readonly default: string } {
  const stem = /^\.\/src\/(.+)\.ts$/.exec(source)?.[1];
  if (stem === undefined) throw new Error(`exports: ${source} is not built`);
  return { types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` };
}

/** What tests, benches and scripts of this repository use of a package's inside; it lies outside of `src` and is not built. */
const isInternal = (name: string): boolean => name.startsWith('./internal/');

/** The manifest that goes into the tarball. */
export function publishManifest(manifest: SourceManifest): PublishManifest {
  const { private: _, devDependencies: __, exports, ...rest } = manifest;
  const published = Object.entries(exports).filter(([name]) => !isInternal(name));
  const entries = published.map(([name, source]) => [name, built(source)] as const);
  return { ...rest, name: manifest.name, version: manifest.version, exports: Object.fromEntries(entries) };
}
