/** What must hold in every state two meters can reach. Each returns what is wrong, or nothing. */
import { lossAllowance, ROLES } from '@evlock/protocol';
import { energyOver, sellerBound } from '../../../src/trade/trade-rules.ts';
import { closedRelay, type System, type SystemRules } from './system.ts';

type Invariant = (system: System, how: SystemRules) => string | undefined;

const relayOnlyInDelivery: Invariant = ({ meters }) => {
  const wrong = ROLES.find((role) => {
    const { progress, secureWorld } = meters[role];
    if (!closedRelay(meters[role])) return false;
    return secureWorld.delivery !== 'open' || progress?.partner === null || progress?.delivery !== 'open';
  });
  return wrong && `the relay of the ${wrong} is closed without an open delivery and a receipt of the partner`;
};

/** As of the last clock tick: between ticks it may be older by as much. */
const relayOnlyWhilePartnerSpeaks: Invariant = ({ meters, at }, { rules, pace }) => {
  const wrong = ROLES.find((role) => {
    const heard = meters[role].progress?.partner?.at ?? Number.NEGATIVE_INFINITY;
    return closedRelay(meters[role]) && at - heard > rules.receiptTimeout + pace;
  });
  return wrong && `the relay of the ${wrong} is closed although its partner is silent`;
};

/** However old the released receipts are: a tick may come one pace late, and sign one receipt more. */
const relayOnlyWhilePartnerHears: Invariant = ({ meters }, { rules }) => {
  const wrong = ROLES.find((role) => {
    const { progress } = meters[role];
    if (!progress?.partner || !closedRelay(meters[role])) return false;
    return progress.sequence - progress.partner.heard > rules.mostUnheard + 1;
  });
  return wrong && `the relay of the ${wrong} is closed although its partner has not heard it`;
};

const signedNoMoreThanMetered: Invariant = ({ meters, sent }) =>
  ROLES.map((role) => {
    const over = sent[role].find(({ energy }) => energy > meters[role].secureWorld.energy);
    return over && `the ${role} signed ${over.energy} of ${meters[role].secureWorld.energy}`;
  }).find((found) => found !== undefined);

const receiptsInOrder: Invariant = ({ sent }) =>
  ROLES.map((role) => {
    const wrong = sent[role].find((receipt, index) => {
      const last = sent[role][index - 1];
      return (
        last && (receipt.sequence <= last.sequence || receipt.energy < last.energy || (last.final && !receipt.final))
      );
    });
    return wrong && `receipt ${wrong.sequence} of the ${role} does not follow the one before`;
  }).find((found) => found !== undefined);

const nothingSignedWithoutMark: Invariant = ({ meters, sent }) => {
  const { buyer } = meters;
  if (!buyer.secureWorld.markMissing || buyer.secureWorld.delivery !== 'closed') return undefined;
  const last = sent.buyer.findLast(({ final }) => !final)?.energy ?? 0n;
  const final = sent.buyer.find((receipt) => receipt.final)?.energy ?? 0n;
  // What was signed and lost in a crash still counts as signed.
  return final > last && final > buyer.secureWorld.signedEnergy
    ? `the buyer signed ${final} without a mark`
    : undefined;
};

/** What the seller gave without holding a receipt for it. A clock tick may come one pace late. */
const sellerWithinBound: Invariant = ({ meters }, { rules, trade, pace }) => {
  const { secureWorld, partner } = meters.seller;
  const exposed = secureWorld.energy - (partner?.energy ?? 0n);
  const bound =
    sellerBound(rules, trade.energy, trade.lossBandPpm) + energyOver(rules.powerLimit, pace as typeof rules.relayTime);
  return exposed > bound ? `the seller gave ${exposed} without a receipt, more than ${bound}` : undefined;
};

/** The buyer pays for no more than its own register counted. */
const paidNoMoreThanArrived: Invariant = ({ meters, chain }) => {
  const paid = chain.pair?.buyer ?? (chain.state === 'settled' ? (chain.claims.buyer?.energy ?? 0n) : 0n);
  return paid > meters.buyer.secureWorld.energy
    ? `${paid} is paid, ${meters.buyer.secureWorld.energy} arrived`
    : undefined;
};

const atMostTheTradedEnergy: Invariant = ({ meters }, { trade, flow }) => {
  const most = trade.energy + lossAllowance(trade.energy, trade.lossBandPpm) + flow;
  return meters.seller.secureWorld.energy > most ? `the seller gave ${meters.seller.secureWorld.energy}` : undefined;
};

const invariants: readonly Invariant[] = [
  ...[
    relayOnlyInDelivery,
    relayOnlyWhilePartnerSpeaks,
    relayOnlyWhilePartnerHears,
    signedNoMoreThanMetered,
    receiptsInOrder,
  ],
  ...[nothingSignedWithoutMark, sellerWithinBound, paidNoMoreThanArrived, atMostTheTradedEnergy],
];

export function broken(system: System, how: SystemRules): string | undefined {
  for (const invariant of invariants) {
    const wrong = invariant(system, how);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
