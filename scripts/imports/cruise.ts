/** Runs dependency-cruiser over a checkout. */
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ICruiseResult } from 'dependency-cruiser';
import { rules } from './rules.ts';

/**
 * dependency-cruiser parses with `typescript`'s JavaScript API, which version 7 lacks; it is given the older version these
 * scripts depend on.
 */
function bringParser(): void {
  const { resolve } = createRequire(import.meta.url);
  const files = ['typescript', 'typescript/package.json'].map((name) => [name, resolve(name)] as const);
  const own = new Map(files.map(([name, file]) => [name, pathToFileURL(file).href]));
  registerHooks({
    resolve(specifier, context, next) {
      const url = own.get(specifier);
      if (url === undefined) return next(specifier, context);
      return { url, format: url.endsWith('.json') ? 'json' : 'commonjs', shortCircuit: true };
    },
  });
}

/** Every module and import below these folders of `root`, by value and by type, with the rule violations. */
export async function cruiseHouse(root: string, folders: readonly string[]): Promise<ICruiseResult> {
  bringParser();
  const { cruise } = await import('dependency-cruiser');
  const { output } = await cruise([...folders], {
    baseDir: root,
    ruleSet: { forbidden: [...rules] },
    validate: true,
    parser: 'tsc',
    tsPreCompilationDeps: 'specify',
    exclude: { path: ['^packages/[^/]+/dist/', '^trusted-application/qemu/out/'] },
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  });
  if (typeof output === 'string') throw new Error(output);
  return output;
}
