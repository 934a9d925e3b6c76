/** What a package's `package.json` becomes in its tarball: the clone runs sources, an installation runs what was built. */

export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  /** In the clone always true, so that `npm publish` of an unbuilt folder is refused. */
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string>>;
  readonly repository?: { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  /** `bin` is that of an installation, in place of the clone's. */
  readonly publishConfig: { readonly bin?: Readonly<Record<string, string>>; readonly access: string };
  readonly [field: string]: unknown;
}

export interface PublishManifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  readonly [field: string]: unknown;
}

/** What tests, benches and scripts of this repository use of a package's inside; it lies outside of `src` and is not built. */
const isInternal = (source: string): boolean => source.startsWith('./internal/');

/** `./src/x.ts` → what `tsc -b` makes of it. Throws for anything else: it would not be in the tarball. */
function built(source: string): { readonly types: string; readonly default: string } {
  const stem = /^\.\/src\/(.+)\.ts$/.exec(source)?.[1];
  if (stem === undefined) throw new Error(`exports: ${source} is not built`);
  return { types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` };
}

/** The manifest that goes into the tarball. */
export function publishManifest(manifest: SourceManifest): PublishManifest {
  const { private: _private, devDependencies: _development, exports, publishConfig, ...rest } = manifest;
  const { bin, ...publishing } = publishConfig;
  const published = Object.entries(exports).filter(([, source]) => !isInternal(source));
  const entries = published.map(([name, source]) => [name, built(source)] as const);
  const { name, version } = manifest;
  return {
    ...rest,
    name,
    version,
    ...(bin && { bin }),
    exports: Object.fromEntries(entries),
    publishConfig: publishing,
  };
}
