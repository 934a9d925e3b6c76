/**
 * The state machine of a trade (docs/trade.md), pure: progress and event in, progress and actions out. No rule commands the
 * relay: its position follows from the stage, so it cannot be closed outside `delivering`.
 */
import {
  CLAIM_SECONDS,
  completeEnergy,
  errorOfCause,
  lossAllowance,
  type Milliseconds,
  milliseconds,
} from '@evlock/protocol';
import { type LossLimits, lossExceeded, withPoint } from './loss-rule.ts';
import {
  causeOfPause,
  type EnergyPoint,
  errorOfPause,
  type FinalCause,
  holdsDelivery,
  isOver,
  type PartnerView,
  type Pause,
  relayClosed,
  type Step,
  type TradeAction,
  type TradeEvent,
  type TradeProgress,
} from './trade-progress.ts';
import { receiptSlack, type TradeRules } from './trade-rules.ts';

type EventOf<Type extends TradeEvent['type']> = Extract<TradeEvent, { type: Type }>;
type Change = Partial<TradeProgress>;

/** How `event` changes a trade. An open relay comes first among the actions, a closed one last. */
export function step(progress: TradeProgress, event: TradeEvent, rules: TradeRules): Step {
  const next = transition(progress, event, rules);
  const [before, after] = [relayClosed(progress), relayClosed(next.progress)];
  if (before === after) return next;
  const actions: TradeAction[] = after
    ? [...next.actions, { type: 'close-relay' }]
    : [{ type: 'open-relay' }, ...next.actions];
  return { progress: next.progress, actions };
}

function transition(progress: TradeProgress, event: TradeEvent, rules: TradeRules): Step {
  switch (event.type) {
    case 'chain':
      return chainSaid(progress, event);
    case 'tick':
      return tick(progress, event, rules);
    case 'partner-receipt':
      return partnerSaid(progress, event);
    case 'receipt-signed':
      return stay(progress, { sequence: Math.max(progress.sequence, event.sequence) });
    case 'delivery-opened':
      return deliveryOpened(progress, event);
    case 'delivery-refused':
      return deliveryRefused(progress, event, rules);
    case 'delivery-closed':
      return deliveryClosed(progress, event);
    case 'closing-refused':
      return closingRefused(progress, event, rules);
    case 'delivery-missing':
      return deliveryMissing(progress, event, rules);
    case 'doubt':
      return doubted(progress, event);
    case 'mark-due':
      return stay(progress, { interrupted: progress.stage === 'delivering' && progress.role === 'seller' });
    case 'mark-over':
      return stay(progress, { interrupted: false });
    case 'mark-missing':
      return endDelivery(progress, 'mark-missing');
    case 'stop':
      return endDelivery(progress, 'stopped-by-owner');
    case 'partner-refused':
      return endDelivery(progress, 'stopped-by-owner', 'PARTNER_REFUSED');
    case 'restarted':
      return holdsDelivery(progress) ? close(progress, 'restarted') : nameFinal(progress);
    case 'fault':
      return fault(progress, event);
    case 'healthy':
      return healthy(progress);
  }
}

const stay = (progress: TradeProgress, change: Change = {}, actions: readonly TradeAction[] = []): Step => ({
  progress: { ...progress, ...change },
  actions,
});

// --- the chain

function chainSaid(progress: TradeProgress, event: EventOf<'chain'>): Step {
  const next = heardOfChain(progress, event);
  if (!missed(next.progress, event)) return next;
  return closeUnopened(next.progress, causeOfMissed(progress), progress.error ?? 'DELIVERY_MISSED');
}

function heardOfChain(progress: TradeProgress, { state, time }: EventOf<'chain'>): Step {
  if (isOver(progress)) return stay(progress);
  switch (state) {
    case 'lapsed':
      return over(progress, 'expired', { error: 'ORDER_EXPIRED' });
    case 'none': {
      const tooLate = progress.stage === 'opened' && time >= progress.trade.openBefore;
      return tooLate ? over(progress, 'expired', { error: 'ORDER_EXPIRED' }) : stay(progress);
    }
    case 'open':
      return stay(progress, progress.stage === 'opened' ? { stage: 'confirmed' } : {});
    case 'claimed':
      if (progress.stage === 'opened') return stay(progress, { stage: 'confirmed', claimed: true });
      // A claim never cuts a running delivery.
      return stay(progress, { claimed: true, stage: progress.stage === 'finalizing' ? 'claiming' : progress.stage });
    case 'settled':
    case 'expired':
      return over(progress, state);
  }
}

/**
 * Its time is over by the finalized blocks, and nothing was delivered: this meter's clock does not decide what is irreversible.
 * What was left undone is closed at zero, so that nobody loses reputation for not having begun.
 */
function missed(progress: TradeProgress, { time }: EventOf<'chain'>): boolean {
  const { trade } = progress;
  return isSeen(progress) && progress.delivery === 'none' && time >= trade.end && time < trade.end + CLAIM_SECONDS;
}

/** Never the partner's: it was this meter that did not begin. */
const causeOfMissed = ({ cause, error }: TradeProgress): FinalCause =>
  cause ?? (error === 'SENSOR_FAULT' ? 'sensor-fault' : 'restarted');

/** The trade has ended on chain; a delivery still open here is closed to free the secure world for the next. */
function over(progress: TradeProgress, stage: 'settled' | 'expired', change: Change = {}): Step {
  const ended: TradeProgress = { ...progress, ...change, stage, interrupted: false, pause: null };
  return progress.delivery === 'open' ? close(ended, 'partner-final') : stay(ended);
}

// --- time

function tick(progress: TradeProgress, event: EventOf<'tick'>, rules: TradeRules): Step {
  if (isOver(progress)) return stay(progress);
  if (progress.cause && wantsClosing(progress, event)) return closeUnopened(progress, progress.cause);
  if (wantsDelivery(progress, event)) return stay(progress, { delivery: 'opening' }, [{ type: 'open-delivery' }]);
  if (progress.delivery === 'open') {
    if (progress.stage === 'confirmed') return awaitPartner(progress, event, rules);
    if (progress.stage === 'delivering' || progress.stage === 'paused') return deliver(progress, event, rules);
  }
  const unsettled = event.now >= progress.trade.end + rules.settleGrace;
  return stay(progress, unsettled && progress.stage !== 'opened' ? { stage: 'claiming' } : {});
}

/** This meter has seen it on chain, not over. */
const isSeen = ({ stage }: TradeProgress): boolean => stage === 'confirmed' || stage === 'claiming';

function wantsDelivery(progress: TradeProgress, event: EventOf<'tick'>): boolean {
  const { trade, delivery, cause, retryAt } = progress;
  const isNow = event.now >= trade.start && event.now < trade.end;
  return isSeen(progress) && delivery === 'none' && cause === null && isNow && !event.busy && event.at >= retryAt;
}

/** A trade that ended before it began. */
const wantsClosing = (progress: TradeProgress, { at, now }: EventOf<'tick'>): boolean => {
  const useful = now < progress.trade.end + CLAIM_SECONDS;
  return (
    isSeen(progress) && progress.delivery === 'none' && progress.cause !== null && useful && at >= progress.retryAt
  );
};

/** Receipts flow, but no energy yet. */
function awaitPartner(progress: TradeProgress, event: EventOf<'tick'>, rules: TradeRules): Step {
  if (event.now >= progress.trade.end) return endDelivery(progress, 'partner-silent');
  if (isSilent(progress, event.at, rules)) return withReceipt(stay(progress), event.at, rules);
  return withReceipt(resume(progress, event), event.at, rules);
}

function deliver(before: TradeProgress, event: EventOf<'tick'>, rules: TradeRules): Step {
  const energy = event.energy > before.energy ? event.energy : before.energy;
  const now = pointAt({ ...before, energy }, event.at);
  const progress: TradeProgress = { ...before, energy, points: withPoint(before.points, now, rules.lossWindow) };
  if (energy >= targetOf(progress)) return endDelivery(progress, 'completed');
  if (event.now >= progress.trade.end) {
    return endDelivery(progress, progress.pause ? causeOfPause(progress.pause.reason) : 'completed');
  }
  const silent = isSilent(progress, event.at, rules);
  const lossy = lossExceeded(progress.points, now, lossLimits(progress, rules));
  const next = progress.pause
    ? reconsider(progress, progress.pause, { silent, lossy }, event, rules)
    : watch(progress, { silent, lossy }, event.at);
  return withReceipt(next, event.at, rules);
}

/**
 * Where this meter ends a delivery. What arrives is paid, so the seller continues for as much as the wire may lose, and
 * the buyer's meter ends it at the traded energy.
 */
function targetOf({ role, trade }: TradeProgress): bigint {
  return role === 'buyer' ? trade.energy : trade.energy + lossAllowance(trade.energy, trade.lossBandPpm);
}

interface Doubts {
  readonly silent: boolean;
  readonly lossy: boolean;
}

function watch(progress: TradeProgress, { silent, lossy }: Doubts, at: Milliseconds): Step {
  if (lossy) return pauseForLoss(progress, at);
  if (silent) return pauseFor(progress, { reason: 'partner-silent', since: at });
  return stay(progress);
}

/** Whether a paused delivery continues, stays paused or ends. */
function reconsider(
  progress: TradeProgress,
  { reason, since }: Pause,
  { silent, lossy }: Doubts,
  event: EventOf<'tick'>,
  rules: TradeRules,
): Step {
  const length = event.at - since;
  if (lossy && reason !== 'loss-above-band') return pauseForLoss(progress, event.at);
  if (lossy && length >= rules.lossPatience) return endDelivery(progress, 'loss-above-band');
  if (silent || lossy || length < rules.leastPause) return stay(progress);
  return resume(progress, event);
}

const pauseFor = (progress: TradeProgress, pause: Pause, change: Change = {}): Step =>
  stay(progress, { ...change, stage: 'paused', pause, interrupted: false, error: errorOfPause(pause.reason) });

function pauseForLoss(progress: TradeProgress, at: Milliseconds): Step {
  if (progress.lossPauses > 0) return endDelivery(progress, 'loss-above-band');
  return pauseFor(progress, { reason: 'loss-above-band', since: at }, { lossPauses: 1 });
}

/** A pause lasts for as long as this meter's measuring stalls: nothing flows unmeasured. */
function doubted(progress: TradeProgress, { at }: EventOf<'doubt'>): Step {
  const waits = progress.stage === 'paused' && progress.pause?.reason !== 'loss-above-band';
  if (progress.stage !== 'delivering' && !waits) return stay(progress);
  return pauseFor(progress, { reason: 'samples-late', since: at });
}

const resume = (progress: TradeProgress, { at }: EventOf<'tick'>): Step =>
  stay(progress, { stage: 'delivering', pause: null, error: null, points: [pointAt(progress, at)] });

/**
 * Receipts count by what their signer had heard, not by arrival: holding them back and releasing one a second makes an old
 * one no newer.
 */
function isSilent({ partner, sequence }: TradeProgress, at: Milliseconds, rules: TradeRules): boolean {
  if (partner === null || at - partner.at > rules.receiptTimeout) return true;
  return sequence - partner.heard > rules.mostUnheard;
}

const pointAt = ({ energy, partner }: TradeProgress, at: Milliseconds): EnergyPoint => ({
  at,
  own: energy,
  partner: partner?.energy ?? (0n as EnergyPoint['partner']),
});

const lossLimits = ({ trade }: TradeProgress, rules: TradeRules): LossLimits => ({
  band: trade.lossBandPpm,
  // Both orders name it, and the seller's secure world held it to its own limit; nobody else reads the profile.
  slack: receiptSlack({ ...rules, powerLimit: trade.power < rules.powerLimit ? trade.power : rules.powerLimit }),
  window: rules.lossWindow,
});

/** Adds this second's receipt, while there is a delivery to sign for. */
function withReceipt({ progress, actions }: Step, at: Milliseconds, rules: TradeRules): Step {
  const due = progress.receiptAt === null || at - progress.receiptAt >= rules.receiptInterval;
  if (progress.delivery !== 'open' || !due) return { progress, actions };
  return stay(progress, { receiptAt: at }, [...actions, { type: 'sign-receipt' }]);
}

// --- the end of a delivery

/** Ends an open delivery; one that is still opening, as soon as it is open. */
function endDelivery(progress: TradeProgress, cause: FinalCause, error = errorOfCause(cause)): Step {
  if (isOver(progress) || progress.cause !== null) return stay(progress);
  if (progress.delivery === 'open') return close({ ...progress, error }, cause);
  return stay(progress, { cause, error });
}

/** This opens the relay, because the stage is no longer `delivering`. */
function close(progress: TradeProgress, cause: FinalCause): Step {
  const first = progress.cause ?? cause;
  const keepsStage = isOver(progress) || progress.stage === 'claiming';
  const change: Change = { cause: first, delivery: 'closing', interrupted: false, pause: null };
  return stay(progress, keepsStage ? change : { ...change, stage: 'stopped' }, [
    { type: 'close-delivery', cause: first },
  ]);
}

/** The secure world never opens it after that. No other trade's delivery is in the way. */
function closeUnopened(progress: TradeProgress, cause: FinalCause, error = progress.error): Step {
  const stage = progress.stage === 'claiming' ? 'claiming' : 'stopped';
  return stay(progress, { stage, error, cause, delivery: 'closing' }, [{ type: 'close-unopened', cause }]);
}

function partnerSaid(progress: TradeProgress, { receipt, at }: EventOf<'partner-receipt'>): Step {
  if (progress.partner && receipt.sequence <= progress.partner.sequence) return stay(progress);
  const { sequence, partnerSequence, energy, final, cause } = receipt;
  const partner: PartnerView = { sequence, heard: partnerSequence, energy, final, cause, at };
  const heard: TradeProgress = { ...progress, partner };
  if (!final || isOver(heard)) return stay(heard);
  if (heard.delivery === 'closed') return nameFinal(heard);
  if (heard.delivery === 'closing') return stay(heard);
  const complete = heard.energy >= completeEnergy(heard.trade.energy, heard.trade.lossBandPpm);
  return endDelivery(heard, complete ? 'completed' : 'partner-final', errorOfCause(cause));
}

/** An honest buyer's final energy is fixed. Each further one is one more write in secure world and store. */
const MOST_RENAMED = 8;

/**
 * The pair settles only when the seller's final receipt names the buyer's energy: closed again for a newer one. The energy
 * is frozen by then, so another trade may hold the delivery meanwhile.
 */
function nameFinal(progress: TradeProgress): Step {
  const { delivery, role, partner, named, renamed, cause } = progress;
  const outdated = delivery === 'closed' && role === 'seller' && partner?.final === true && partner.energy !== named;
  if (!outdated || isOver(progress) || renamed >= MOST_RENAMED) return stay(progress);
  return stay(progress, { renamed: renamed + 1 }, [{ type: 'close-delivery', cause: cause ?? 'partner-final' }]);
}

function deliveryClosed(progress: TradeProgress, { receipt }: EventOf<'delivery-closed'>): Step {
  const { energy, partnerEnergy, cause } = receipt;
  const own = cause === 'none' ? progress.cause : cause;
  const closed: TradeProgress = {
    ...progress,
    delivery: 'closed',
    energy,
    named: partnerEnergy,
    cause: own,
    // The secure world may know better: a missing mark outweighs the cause passed in.
    error: errorOfCause(cause) ?? progress.error,
  };
  if (isOver(closed)) return stay(closed);
  const stage = closed.claimed || closed.stage === 'claiming' ? 'claiming' : 'finalizing';
  // The same energy named again would be named forever.
  return partnerEnergy === progress.named ? stay(closed, { stage }) : nameFinal({ ...closed, stage });
}

// --- the secure world

function deliveryOpened(progress: TradeProgress, { now }: EventOf<'delivery-opened'>): Step {
  const opened: TradeProgress = { ...progress, delivery: 'open' };
  if (isOver(opened)) return close(opened, 'partner-final');
  if (opened.cause !== null) return close(opened, opened.cause);
  if (opened.partner?.final) return endDelivery(opened, 'partner-final', errorOfCause(opened.partner.cause));
  // This meter's opening came too late: that is not the partner's silence.
  return now >= opened.trade.end ? endDelivery(opened, 'restarted', 'DELIVERY_MISSED') : stay(opened, { error: null });
}

function deliveryRefused(progress: TradeProgress, { code, at }: EventOf<'delivery-refused'>, rules: TradeRules): Step {
  // It was opened before and this meter forgot: all that is left is to close it.
  if (code === 'REPLAYED') return close(progress, 'restarted');
  return stay(progress, { delivery: 'none', error: code, retryAt: milliseconds(at + rules.retryAfter) });
}

function closingRefused(progress: TradeProgress, { code, at }: EventOf<'closing-refused'>, rules: TradeRules): Step {
  const stage = isOver(progress) || progress.stage === 'claiming' ? progress.stage : 'confirmed';
  const retryAt = milliseconds(at + rules.retryAfter);
  return stay(progress, { stage, delivery: 'none', error: progress.error ?? code, retryAt });
}

function deliveryMissing(progress: TradeProgress, { at }: EventOf<'delivery-missing'>, rules: TradeRules): Step {
  if (progress.delivery === 'closed') return stay(progress);
  const stage = isOver(progress) || progress.stage === 'claiming' ? progress.stage : 'confirmed';
  return stay(progress, { stage, delivery: 'none', retryAt: milliseconds(at + rules.retryAfter) });
}

/** An implausible sensor ends the delivery; without secure world or store nothing can even be signed. */
function fault(progress: TradeProgress, { code }: EventOf<'fault'>): Step {
  if (isOver(progress) || !holdsDelivery(progress)) return stay(progress);
  if (code === 'SENSOR_FAULT') return endDelivery(progress, 'sensor-fault');
  const stage = progress.stage === 'claiming' ? 'claiming' : 'fault';
  return stay(progress, { stage, error: code, interrupted: false, pause: null });
}

/** What a fault interrupted is only ended, never resumed. */
function healthy(progress: TradeProgress): Step {
  const interrupted = progress.stage === 'fault' || isOver(progress) || progress.stage === 'claiming';
  return interrupted && holdsDelivery(progress) ? close(progress, 'restarted') : nameFinal(progress);
}
