/** What a hostile normal world tries repeatedly, in any state of a secure world. */
import type { Energy } from '@evlock/protocol';
import { COMMANDS, STATUSES, toHex } from '@evlock/secure-world';
import { bytes32, provisionInput, samplesOf } from '@evlock/secure-world/compliance/fixture';
import type { Action } from '../differential/actions.ts';
import type { Household } from '../differential/household.ts';
import { migrate } from '../differential/migration-actions.ts';

const UNPROVISIONED = toHex(new Uint8Array(20));
const { domain, ...settings } = provisionInput;
/** Twice the energy for the same samples. */
const calibration = { ...settings.calibration, currentScale: settings.calibration.currentScale * 2 };
const again = { ...settings, calibration, chainId: BigInt(domain.chainId), market: domain.market };
const WORDS = `${'abandon '.repeat(23)}art`;

const stateOf = ({ trade }: Household): string =>
  trade ? `as ${trade.role} of an open delivery` : 'without a delivery';

/**
 * A different calibration, and the recovery phrase again: on the provisioning socket too. The judge knows the right
 * calibration.
 */
export const makeAgain: Action = async (household) => {
  if (household.meterKey === UNPROVISIONED) return;
  for (const local of [true, false]) {
    await household.ask('provision', again, { local, whole: true });
    await household.ask('restore', { ...again, words: WORDS }, { local, whole: true });
  }
  await household.ask('attest', { verifierNonce: bytes32('3c'), tlsKeyHash: bytes32('4d') }, { whole: true });
  household.reached(`made again ${stateOf(household)}`);
};

/** Twice the power limit, approved by the owner, followed by samples from before. */
export const raiseLimits: Action = async (household) => {
  const { limits } = provisionInput;
  const higher = { limits: { ...limits, powerLimit: (2 * limits.powerLimit) as typeof limits.powerLimit } };
  await household.twins.tick(30_000);
  if (household.meterKey === UNPROVISIONED || !(await migrate(household, [domain, domain], higher))) return;
  household.streamEnd = undefined;
  await household.ask('addSamples', { intervalMicros: 100_000, samples: samplesOf(38_000, 280) }, { whole: true });
  household.reached('raised limits');
  for (let attempt = 0; attempt < 20; attempt++) if (await migrate(household, [domain, domain])) return;
};

/** Energy by means other than samples: passed along, from the partner, from receipts and readings that nobody signed. */
export const claimEnergy: Action = async (household) => {
  const { trade, partner } = household;
  if (!trade) return;
  const energy = (2n ** 64n - 1n) as Energy;
  const tradeId = Buffer.from(trade.tradeId.slice(2), 'hex');
  const told = Buffer.concat([tradeId, Buffer.alloc(8, 0xff)]);
  const frame = await household.twins.request('energy told along', COMMANDS.SIGN_RECEIPT, told);
  if (frame.status === STATUSES.OK) throw new Error('takes energy with a receipt');
  const forged = partner.receipt({ tradeId: trade.tradeId, role: trade.role, energy });
  if (await household.ask('partnerReceipt', forged, { whole: true }))
    throw new Error('trusts the partner for its own side');
  if (await household.ask('recover', { receipts: [forged], readings: [] }, { whole: true }))
    throw new Error("recovers from the partner's receipt");
  const last = household.receipts.at(-1);
  if (last) {
    const more = { ...last, receipt: { ...last.receipt, energy: (last.receipt.energy + 1n) as Energy } };
    if (await household.ask('recover', { receipts: [more], readings: [] }, { whole: true }))
      throw new Error('recovers from an altered receipt');
  }
  await household.ask('signReceipt', { tradeId: trade.tradeId }, { whole: true });
  household.reached(`claimed energy ${stateOf(household)}`);
};
