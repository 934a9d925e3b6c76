import { expect, it } from 'vitest';
import {
  CLIENT_WAITS,
  DEVICE_LINK_TIMEOUT_SECONDS,
  GATEWAY_WAITS,
  ORDER_SIGNED_WITHIN,
  PURCHASE_ANSWERED_WITHIN,
} from '../../src/index.ts';

it('whoever is asked gives up a second at least before whoever asks', () => {
  const { chain, mandate, order, opening } = GATEWAY_WAITS;
  expect(CLIENT_WAITS).toBeGreaterThanOrEqual(chain + mandate + order + opening + 1_000);
  expect(CLIENT_WAITS).toBeGreaterThanOrEqual(PURCHASE_ANSWERED_WITHIN + 1_000);
  expect(order).toBeGreaterThanOrEqual(ORDER_SIGNED_WITHIN + 1_000);
  expect(DEVICE_LINK_TIMEOUT_SECONDS * 1_000).toBeGreaterThan(Math.max(mandate, order));
});
