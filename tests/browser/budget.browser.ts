/** What the household's first page weighs, and how long it takes on a slow device. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPages, createPagesServer } from '@evlock/web';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launch, visit } from './support/chromium.ts';

/** Bytes of script with gzip, without the worker that verifies. */
const SCRIPT_BUDGET = 120_000;
/** Milliseconds to the first contentful paint on a processor four times as slow. */
const PAINT_BUDGET = 1_500;

describe.skipIf(!hasChromium)('the first page of a household', () => {
  let browser: Browser;
  let folder: string;
  let url: string;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    folder = await buildPages();
    const settings = { deployment: null, endpoints: [], demo: true, houses: [] };
    const pages = createPagesServer({ folder, port: 0 }, { settings: () => settings, gateway: () => undefined });
    ({ url } = await pages.start());
    stop = () => pages.stop();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await stop?.();
  });

  it(`loads at most ${SCRIPT_BUDGET / 1000} kB of script, and no worker`, async () => {
    const { page, context } = await visit(browser);
    const scripts: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js') && !pathname.endsWith('service-worker.js')) scripts.push(pathname);
    });
    await page.goto(`${url}/home/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(join(folder, path))).length));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(page.workers()).toHaveLength(0);
    expect(total, scripts.map((path, index) => `${path} ${sizes[index]}`).join('\n')).toBeLessThanOrEqual(
      SCRIPT_BUDGET,
    );
    await context.close();
  });

  it(`paints within ${PAINT_BUDGET} ms on a slow processor`, async () => {
    const { page, context } = await visit(browser, { width: 360 });
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(`${url}/home/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const painted = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    expect(painted).toBeLessThanOrEqual(PAINT_BUDGET);
    await context.close();
  });
});
