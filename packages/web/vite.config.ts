import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const page = (name: string): string => join(import.meta.dirname, name, 'index.html');

/** Three pages of one origin: `/`, the community view; `/home/`, the household app; `/operator/`, the console. And the meter's own, at `/meter/`. */
export default defineConfig({
  root: join(import.meta.dirname, 'pages'),
  plugins: [react()],
  // Only in the browser's bundle: there is nothing native to load.
  resolve: { alias: { secp256k1: join(import.meta.dirname, 'pages/worker/secp256k1.ts') } },
  worker: { format: 'es' },
  build: {
    outDir: join(import.meta.dirname, 'dist/pages'),
    emptyOutDir: true,
    target: 'es2024',
    // The policy allows no inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        community: page('pages'),
        home: page('pages/home'),
        operator: page('pages/operator'),
        meter: page('pages/meter'),
      },
    },
  },
});
