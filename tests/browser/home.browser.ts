/** The household app in a real browser, on a community of real processes. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launch, type Visit, type Visitor, visit } from './support/chromium.ts';
import { expectAccessible, expectFits, settled } from './support/looks.ts';
import { Neighbours } from './support/neighbours.ts';

const IMAGES = join(import.meta.dirname, '..', '..', 'docs', 'images');
const SCREENS = ['now', 'sell', 'buy', 'offers', 'standing', 'trades', 'money', 'take'];
/** Names of the button that signs in. */
const SIGN_IN = /Sign in with your passkey|패스키로 로그인|Mit Passkey anmelden/;

interface Kept {
  readonly local: Readonly<Record<string, string>>;
  readonly session: Readonly<Record<string, string>>;
  readonly cookie: string;
}
/** These two run in the page. */
const KEPT = '({ local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie })';
const INJECTED = `(async () => {
  let refused = 0;
  addEventListener('securitypolicyviolation', () => refused++);
  try {
    document.body.innerHTML += '<img src=x onerror="window.ran = true">';
  } catch {
    refused++;
  }
  const script = document.createElement('script');
  try {
    script.text = 'window.ran = true';
    document.head.append(script);
  } catch {
    refused++;
  }
  const outside = await fetch('https://example.com/').then(() => 'fetched', () => 'refused');
  return { ran: 'ran' in window, refused, outside };
})()`;

describe.skipIf(!hasChromium)('the household app', () => {
  let browser: Browser;
  let neighbours: Neighbours;
  beforeAll(async () => {
    [browser, neighbours] = await Promise.all([launch(), Neighbours.start()]);
  });
  afterAll(async () => {
    await browser?.close();
    await neighbours?.stop();
  });

  const home = (): string => `${neighbours.url}/home/`;

  async function signedIn(how: Visit = {}): Promise<Visitor> {
    const visitor = await visit(browser, how);
    await neighbours.moveIn(visitor.page, neighbours.seller);
    await visitor.page.goto(home());
    await visitor.page.getByRole('button', { name: SIGN_IN }).click();
    await visitor.page.getByRole('navigation').filter({ visible: true }).waitFor();
    return visitor;
  }

  const go = async (page: Page, screen: string): Promise<void> => {
    await page.goto(`${home()}#/${screen}`);
    await settled(page);
  };

  it('says what to do where this browser has no house', async () => {
    const { page, context, complaints } = await visit(browser, { width: 360 });
    await page.goto(home());
    await page.getByRole('heading', { name: 'This browser has no house yet' }).waitFor();
    await expectAccessible(page, 'no house');
    await expectFits(page, 'no house');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('lets a prompt be stopped, refused and tried again without a reload', async () => {
    const { page, context } = await visit(browser);
    const authenticator = await neighbours.moveIn(page, neighbours.seller);
    await page.goto(home());
    const button = page.getByRole('button', { name: SIGN_IN });
    await authenticator.touched(false);
    await button.click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('The passkey prompt was stopped.').waitFor();
    await authenticator.touched(true);
    await authenticator.verified(false);
    await button.click();
    await page.getByText('The passkey prompt was closed.').waitFor();
    await authenticator.verified(true);
    await button.click();
    await page.getByRole('navigation').filter({ visible: true }).waitFor();
    await context.close();
  });

  it('keeps no secret: neither the session nor a key is in storage', async () => {
    const { page, context } = await signedIn();
    const kept = await page.evaluate<Kept>(KEPT);
    expect(Object.keys(kept.local).sort()).toEqual(['evlock.houses']);
    expect(kept.session).toEqual({});
    expect(kept.cookie).toBe('');
    await context.close();
  });

  it('runs no script that a gateway or an injection brings', async () => {
    const { page, context } = await visit(browser);
    await page.goto(home());
    await page.getByRole('heading', { level: 1 }).waitFor();
    const ran = await page.evaluate<{ ran: boolean; refused: number; outside: string }>(INJECTED);
    expect(ran).toMatchObject({ ran: false, outside: 'refused' });
    expect(ran.refused).toBeGreaterThan(0);
    await context.close();
  });

  const looks = (['en', 'ko', 'de'] as const).flatMap((language) =>
    [360, 1440].map((width) => ({ language, width, dark: language === 'ko' })),
  );
  it.each(looks)('fits in $language at $width px, accessible, on every screen', async (how) => {
    const { page, context, complaints } = await signedIn(how);
    for (const screen of SCREENS) {
      await go(page, screen);
      const what = `${screen}, ${how.language}, ${how.width} px`;
      await expectFits(page, what);
      await expectAccessible(page, what);
      if (how.language === 'en') await page.screenshot({ path: join(IMAGES, `home-${screen}-${how.width}.png`) });
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('marks what a lying gateway says of the account, and shows it in words', async () => {
    const { page, context } = await signedIn();
    neighbours.lie({
      on: 'account',
      answer: (answer) => ({ ...(answer as object), balance: '999000000' }),
    });
    await page.reload();
    await page.getByRole('button', { name: SIGN_IN }).click();
    await page
      .getByText(/Not proven by signatures: .*the money/)
      .first()
      .waitFor();
    neighbours.beHonest();
    await context.close();
  });

  it('shows that a gateway speaks for another market', async () => {
    neighbours.lie({
      on: 'market',
      answer: (answer) => ({ ...(answer as object), token: `0x${'9'.repeat(40)}` }),
    });
    const { page, context } = await signedIn();
    await page.getByText('The gateway speaks for another market').waitFor();
    neighbours.beHonest();
    await context.close();
  });

  it('says that it is older than its server', async () => {
    const { page, context } = await visit(browser);
    await page.route('**/config.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), version: 'newer' } });
    });
    await page.goto(home());
    await page.getByText('This page is older than its server.').waitFor();
    await context.close();
  });

  it('says since when there is no connection, and goes on by itself', async () => {
    const { page, context } = await signedIn();
    const { gateway } = neighbours.underTest.community;
    await gateway.kill();
    await page.getByText(/No connection since/).waitFor();
    await gateway.start();
    await page.getByText(/No connection since/).waitFor({ state: 'detached' });
    await context.close();
  });

  it('opens without a network, and says so', async () => {
    const { page, context } = await visit(browser);
    await page.goto(home());
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    // The first load was before the service worker: the second one is kept.
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: 'No connection' }).waitFor();
    await context.close();
  });
});
