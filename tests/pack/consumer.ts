/** A third party's program, type-checked against the packed packages with all of TypeScript's checks. */
import { ChainReader, type FinalizedBlock, networks } from '@evlock/chain';
import { isProven, mandateFor, type Owner, offerTerms, type Shown, verifyOffer } from '@evlock/owner';
import {
  type DeploymentFile,
  EvlockError,
  energy,
  type Mandate,
  type OfferView,
  price,
  systemClock,
  timestamp,
} from '@evlock/protocol';

export const judged = (view: OfferView, deployment: DeploymentFile): Shown<OfferView> =>
  verifyOffer(view, { deployment, now: timestamp(1_767_225_600) });

export async function bestOffer(owner: Owner): Promise<OfferView | undefined> {
  const { offers } = await owner.offers(10);
  return offers.find(isProven);
}

export function mandate(meterKey: `0x${string}`): Mandate {
  const [start, end] = [timestamp(1_767_225_600), timestamp(1_767_232_800)];
  const terms = offerTerms({ energy: energy(1_000_000n), price: price(120_000n), start, end });
  // @ts-expect-error Energy is not a price.
  offerTerms({ energy: energy(1_000_000n), price: energy(120_000n), start, end });
  return mandateFor(terms, { meterKey, mandateId: 1, approvedAt: start });
}

export async function newestBlock(endpoints: readonly string[], deployment: DeploymentFile): Promise<FinalizedBlock> {
  if (deployment.chainId !== networks.local.chainId) throw new EvlockError('CHAIN_WRONG_NETWORK');
  return await new ChainReader({ endpoints, deployment }, { clock: systemClock }).finalized();
}
