/** A package's `package.json` in its tarball: a clone runs sources, an installation runs the build. */

export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  /** Always true in a clone, so that `npm publish` of an unbuilt folder is refused. */
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string>>;
  readonly repository?: { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  /** `bin` of an installation, replacing the clone's. */
  readonly publishConfig: { readonly bin?: Readonly<Record<string, string>>; readonly access: string };
  readonly [field: string]: unknown;
}

export interface PublishManifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  readonly [field: string]: unknown;
}

/** Package internals used by this repository's tests, benches and scripts; outside `src` and not built. */
const isInternal = (source: string): boolean => source.startsWith('./internal/');

/** `./src/x.ts` → what `tsc -b` builds from it. Throws for anything else: it would be missing from the tarball. */
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
