/** What every screen must be, whatever is on it: without findings of axe, and without anything that runs over the edge. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Each finding with the place where it is. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, what).toEqual([]);
}

/** Runs in the page. What is inside of something that scrolls by itself may be wider. */
const TOO_WIDE = `(() => {
  const room = document.documentElement.clientWidth;
  const isScrolled = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > room + 1 && !isScrolled(element);
    })
    .map((element) => element.tagName.toLowerCase() + ' “' + (element.textContent ?? '').slice(0, 40) + '”');
})()`;

/** Names of what is wider than the window, or cut off. */
export async function expectFits(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate<string[]>(TOO_WIDE);
  expect(wide, what).toEqual([]);
}

/** Waits for a screen's heading, and until nothing on it is being waited for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.locator('main [class*="waiting"]').first().waitFor({ state: 'detached' });
}
