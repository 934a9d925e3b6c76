/**
 * Mallory's gateway names her own market or pages to an owner, and at the meter during provisioning, binding or enrolment. All of
 * it is compared with what the operator handed over in person, and only that is signed for.
 */
import type { OfferWish } from '@evlock/owner';
import {
  domainOf,
  type EvlockError,
  energy,
  Mandate,
  type MandateApproval,
  type MarketInfo,
  price,
  requireSameDeployment,
  timestamp,
} from '@evlock/protocol';
import { deployment, hex, market } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostileFixture, NOW } from './hostile-fixture.ts';

const wish: OfferWish = {
  ...{ energy: energy(1_000_000), price: price(120_000) },
  ...{ start: timestamp(NOW + 600), end: timestamp(NOW + 4_200) },
};
const lies: Partial<MarketInfo> = {
  network: 'kairos',
  chainId: 1001,
  registry: hex('1', 20) as never,
  market: hex('2', 20) as never,
  batches: hex('3', 20) as never,
  token: hex('4', 20) as never,
  block: 2,
  tokenSymbol: 'MALLORY',
  minimumLot: 1n as never,
  rpId: 'mallory.example',
  origins: ['https://mallory.example'],
  attestationKeys: [hex('5', 20) as never],
};
let fixture: HostileFixture;

beforeAll(async () => {
  fixture = await HostileFixture.open();
});
afterAll(() => fixture.close());

const told = (lie: Partial<MarketInfo>): Promise<MarketInfo> => {
  fixture.lie({ on: 'market', answer: () => ({ ...market, ...lie }) });
  return fixture.market();
};

describe('a market other than the one handed over', () => {
  it('is lied about in every field', () => {
    // A market with other decimals is not of this version, and not a valid answer.
    const { format: _, tokenDecimals: __, ...fields } = deployment;
    expect(Object.keys(lies).sort()).toEqual(Object.keys(fields).sort());
  });

  it.each(Object.entries(lies))('is detected by its %s', async (field, lie) => {
    const said = await told({ [field]: lie });
    expect(() => requireSameDeployment(deployment, said)).toThrowError(
      expect.objectContaining({ code: 'DEPLOYMENT_DIFFERS', details: expect.objectContaining({ field }) }),
    );
  });

  it('is not signed for: the pinned one is', async () => {
    const { mandate, approved } = await offered();
    expect(approved).toContain(Mandate.digest(domainOf(deployment), mandate));
    expect(approved).not.toContain(Mandate.digest(domainOf(lies as MarketInfo), mandate));
  });

  it("control: an owner who takes the gateway's word approves for her market", async () => {
    const { mandate, approved } = await offered(await told(lies));
    expect(approved).toContain(Mandate.digest(domainOf(lies as MarketInfo), mandate));
  });
});

/** What the passkey approved for an offer while the gateway lies about the market. */
async function offered(pinned = deployment) {
  await told(lies);
  // The gateway's later answers do not matter: the approval is all she wants.
  await fixture
    .owner({ deployment: pinned })
    .offer(wish)
    .catch((error: EvlockError) => expect(error.code).toBe('NOT_PROVEN'));
  const [body] = fixture.asked<{ approval: MandateApproval }>('placeOffer');
  return { mandate: body!.approval.mandate, approved: fixture.passkey.approved };
}
