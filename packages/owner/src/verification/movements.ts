/** Verifies the movements of money that a gateway shows: each is an event of the chain, and the balances follow from one another. */
import type { ChainEvent } from '@evlock/chain';
import { type Address, lock, type MovementView } from '@evlock/protocol';
import type { Pinned } from './account.ts';
import type { OwnersChain } from './chain.ts';
import { type Check, failedOf, type Shown, shownWith } from './verdict.ts';

const ON_CHAIN = ['movement'] as const;
const DOWN = ['deposited', 'sold', 'bought', 'refunded'];

/**
 * Checks that each balance is the one before plus the change, newest first, and that no change has the wrong sign. Pure: makes no
 * queries. Whether a movement happened only the chain can tell.
 */
export function verifyMovements(views: readonly MovementView[]): Shown<MovementView>[] {
  return views.map((view, index) => {
    const checks: readonly Check[] = [['balances', () => follows(view, views[index + 1]) && hasItsSign(view)]];
    return shownWith(view, { failed: failedOf(checks), unchecked: ON_CHAIN });
  });
}

function follows(view: MovementView, before: MovementView | undefined): boolean {
  const held = view.balance >= 0n && view.locked >= 0n;
  if (!before) return held;
  const later = view.block > before.block || (view.block === before.block && view.logIndex >= before.logIndex);
  return (
    held &&
    later &&
    view.time >= before.time &&
    view.balance === before.balance + view.balanceChange &&
    view.locked === before.locked + view.lockedChange
  );
}

const hasItsSign = ({ kind, balanceChange }: MovementView): boolean =>
  DOWN.includes(kind) ? balanceChange >= 0n : balanceChange <= 0n;

/** One movement against its event, through the owner's own endpoints. Throws what the chain reader throws. */
export async function verifyMovementOnChain(
  shown: Shown<MovementView>,
  pinned: Pinned,
  chain: OwnersChain,
): Promise<Shown<MovementView>> {
  const happened = await isOnChain(shown, pinned, chain);
  return shownWith(shown, { failed: [...shown.verdict.failed, ...(happened ? [] : ON_CHAIN)], unchecked: [] });
}

async function isOnChain(shown: MovementView, pinned: Pinned, chain: OwnersChain): Promise<boolean> {
  const { block, logIndex, transaction, time } = shown;
  const event = (await chain.events(block, block)).find((one) => one.logIndex === logIndex);
  if (!event || event.transaction !== transaction || event.time !== time) return false;
  switch (event.name) {
    case 'Deposited':
      return isPlain(shown, 'deposited', event.account === pinned.account, [event.amount, event.from]);
    case 'Withdrawn':
      return isPlain(shown, 'withdrawn', event.account === pinned.account, [-event.amount, event.to]);
    case 'SubmitterPaid':
      return isPlain(shown, 'fee', event.account === pinned.account, [-event.fee, event.submitter]);
    case 'TradeOpened':
    case 'TradeSettled':
    case 'TradeExpired':
      return isOfTrade(shown, event, pinned, chain);
    default:
      return false;
  }
}

const isPlain = (
  shown: MovementView,
  kind: MovementView['kind'],
  isOwn: boolean,
  [change, other]: readonly [bigint, Address],
): boolean =>
  isOwn && shown.kind === kind && shown.balanceChange === change && shown.lockedChange === 0n && shown.other === other;

type TradeEvent = ChainEvent<'TradeOpened' | 'TradeSettled' | 'TradeExpired'>;

/** The trade's opening names its meters, and their accounts are on chain. */
async function isOfTrade(shown: MovementView, event: TradeEvent, pinned: Pinned, chain: OwnersChain): Promise<boolean> {
  const { opened, trade } = shown;
  if (opened === null || event.tradeId !== trade) return false;
  const opening = (await chain.events(opened, opened)).find(
    (one) => one.name === 'TradeOpened' && one.tradeId === trade,
  ) as ChainEvent<'TradeOpened'> | undefined;
  if (!opening || shown.price !== opening.price) return false;
  const isSeller = shown.kind === 'sold';
  const [ownMeter, otherMeter] = isSeller
    ? [opening.sellerMeter, opening.buyerMeter]
    : [opening.buyerMeter, opening.sellerMeter];
  const [own, other] = await Promise.all([chain.meter(ownMeter), chain.meter(otherMeter)]);
  if (own?.account !== pinned.account || other?.account !== shown.other) return false;
  const moved = movedBy(event, opening)[shown.kind];
  return (
    moved !== undefined &&
    shown.energy === moved.energy &&
    shown.balanceChange === moved.balance &&
    shown.lockedChange === moved.locked
  );
}

interface Moved {
  readonly energy: bigint;
  readonly balance: bigint;
  readonly locked: bigint;
}

/** What the event moves, by the kind of movement; nothing of another kind. */
function movedBy(
  event: TradeEvent,
  { energy, price }: ChainEvent<'TradeOpened'>,
): { readonly [Kind in MovementView['kind']]?: Moved } {
  const whole = lock(energy, price);
  switch (event.name) {
    case 'TradeOpened':
      return { locked: { energy, balance: -whole, locked: whole } };
    case 'TradeExpired':
      return { refunded: { energy: 0n, balance: event.refunded, locked: -event.refunded } };
    case 'TradeSettled':
      return {
        bought: { energy: event.delivered, balance: event.refunded, locked: -(event.paid + event.refunded) },
        sold: { energy: event.delivered, balance: event.paid, locked: 0n },
      };
  }
}
