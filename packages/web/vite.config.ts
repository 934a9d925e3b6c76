import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { sourcesVersion } from './src/sources.ts';

// Whoever builds, also a test: else React would be its development build.
process.env.NODE_ENV = 'production';

const pages = join(import.meta.dirname, 'pages');
const version = await sourcesVersion();

/** Names the bundle, so that a server and an open page can tell whether they belong together. */
const named: Plugin = {
  name: 'evlock-version',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'version.json', source: JSON.stringify({ version }) });
  },
};

/** Three pages of one origin: `/`, the community view; `/home/`, the household app; `/operator/`, the console. And the meter's own, at `/meter/`. */
export default defineConfig({
  root: pages,
  plugins: [react(), named],
  define: { __PAGES_VERSION__: JSON.stringify(version) },
  resolve: {
    alias: {
      // Only in the browser's bundle: there is nothing native to load.
      secp256k1: join(pages, 'worker/secp256k1.ts'),
    },
  },
  worker: { format: 'es' },
  build: {
    outDir: join(import.meta.dirname, 'dist/pages'),
    emptyOutDir: true,
    target: 'es2024',
    // The policy allows no inline script, style or image.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        community: join(pages, 'index.html'),
        home: join(pages, 'home/index.html'),
        operator: join(pages, 'operator/index.html'),
        meter: join(pages, 'meter/index.html'),
        'service-worker': join(pages, 'home/service-worker.ts'),
      },
      output: {
        // Its scope is its folder, and its name must not change.
        entryFileNames: ({ name }) => (name === 'service-worker' ? 'home/[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
