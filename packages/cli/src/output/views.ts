/** How offers, trades and accounts are displayed. */
import type { Shown } from '@evlock/owner';
import type { AccountView, DeploymentFile, OfferView, Power, Timestamp, TradeView } from '@evlock/protocol';
import { fields, kW, kWh, perKwh, table, tokens, utc } from './format.ts';
import { oneLine } from './printable.ts';
import { mark, proof, proofRow } from './proof.ts';

const between = (start: Timestamp, end: Timestamp): string => `${utc(start)} to ${utc(end)}`;

/** Lowest first, as a buyer reads them. */
export function offersTable(offers: readonly Shown<OfferView>[], { tokenSymbol }: DeploymentFile): string {
  if (offers.length === 0) return 'No open offers.';
  const rows = offers.map(({ hash, offer: { order }, reputation, verdict }) => [
    perKwh(order.price, tokenSymbol),
    order.minEnergy === order.energy ? kWh(order.energy) : `${kWh(order.minEnergy)} to ${kWh(order.energy)}`,
    between(order.start, order.end),
    String(reputation),
    hash,
    proof(verdict),
  ]);
  return table(['PRICE', 'ENERGY', 'DELIVERY', 'REPUTATION', 'OFFER', 'PROVEN'], rows, [
    'PRICE',
    'ENERGY',
    'REPUTATION',
  ]);
}

export function tradesTable(
  trades: readonly Shown<TradeView>[],
  account: string,
  { tokenSymbol }: DeploymentFile,
): string {
  if (trades.length === 0) return 'No trades.';
  const rows = trades.map((trade) => [
    utc(trade.ordered),
    trade.buyer.account === account ? 'bought' : 'sold',
    trade.state,
    kWh(trade.energy),
    trade.delivered === null ? '-' : kWh(trade.delivered),
    perKwh(trade.price, tokenSymbol),
    trade.paid === null ? '-' : tokens(trade.paid, tokenSymbol),
    trade.id,
    proof(trade.verdict),
  ]);
  const header = ['ORDERED', 'SIDE', 'STATE', 'ENERGY', 'DELIVERED', 'PRICE', 'PAID', 'TRADE', 'PROVEN'];
  return table(header, rows, ['ENERGY', 'DELIVERED', 'PRICE', 'PAID']);
}

type OnChain = TradeView['opened'];

function place(title: string, at: OnChain): (readonly [string, string | null])[] {
  if (at === null) return [];
  const gas = at.gas === null ? '' : `, ${at.gas} gas`;
  return [
    [title, `block ${at.block}, ${utc(at.time)}${gas}`],
    ['  transaction', at.transaction],
  ];
}

function party(title: string, side: TradeView['buyer']): (readonly [string, string | null])[] {
  const receipt = side.receipt?.receipt;
  const signed = receipt && `${kWh(receipt.energy)}${receipt.final ? ', final' : ''}, receipt ${receipt.sequence}`;
  return [
    [title, side.account],
    ['  meter key', side.meterKey],
    ['  meter signed', signed ?? 'nothing yet'],
    ['  ended by', side.cause === 'none' ? null : side.cause],
    ['  reputation', side.reputation === null ? null : `${side.reputation > 0 ? '+' : ''}${side.reputation}`],
  ];
}

export function tradeText(trade: Shown<TradeView>, { tokenSymbol }: DeploymentFile): string {
  const ended = trade.ended && trade.opened ? trade.ended : null;
  return fields([
    ['trade', trade.id],
    ['state', trade.state],
    proofRow(trade.verdict),
    ['error', trade.error],
    ['energy', `${kWh(trade.energy)} at ${perKwh(trade.price, tokenSymbol)}`],
    ['delivery', between(trade.start, trade.end)],
    ...party('buyer', trade.buyer),
    ...party('seller', trade.seller),
    ['locked', tokens(trade.locked, tokenSymbol)],
    ['delivered', trade.delivered === null ? null : kWh(trade.delivered)],
    ['paid', trade.paid === null ? null : tokens(trade.paid, tokenSymbol)],
    ['refunded', trade.refunded === null ? null : tokens(trade.refunded, tokenSymbol)],
    ['ordered', utc(trade.ordered)],
    ...place('opened', trade.opened),
    ...place('ended', trade.ended),
    ['order to end', ended && `${ended.time - trade.ordered} s`],
  ]);
}

/** One line about a trade being followed. */
export function tradeLine(trade: Shown<TradeView>, { tokenSymbol }: DeploymentFile): string {
  const signed = (side: TradeView['buyer']): string => (side.receipt ? kWh(side.receipt.receipt.energy) : '-');
  const paid = trade.paid === null ? '' : `, paid ${tokens(trade.paid, tokenSymbol)}`;
  const error = trade.error === null ? '' : `, ${oneLine(trade.error)}`;
  return `${trade.state}: buyer's meter ${signed(trade.buyer)}, seller's ${signed(trade.seller)} of ${kWh(trade.energy)}${paid}${error}${mark(trade.verdict)}`;
}

export interface ChainBalance {
  readonly balance: AccountView['balance'];
  readonly locked: AccountView['locked'];
}

export function accountText(view: Shown<AccountView>, chain: ChainBalance | null, market: DeploymentFile): string {
  const { tokenSymbol } = market;
  return fields([
    ['account', view.account],
    ['free', tokens(view.balance, tokenSymbol)],
    ['locked', tokens(view.locked, tokenSymbol)],
    ['checked on chain', checkedText(view, chain, tokenSymbol)],
    ['minimum lot', kWh(market.minimumLot)],
    ['meter key', view.meterKey],
    ['enrolled', view.enrolled ? 'yes' : 'no'],
    ['reputation', String(view.reputation)],
    ['meter, as the gateway tells', view.online ? 'online' : 'offline'],
    ['  state', view.status?.state ?? null],
    ['  relay', view.status && (view.status.relayClosed ? 'closed' : 'open')],
    ['  power out', view.status && kW(view.status.power as Power)],
    ['  import', view.status && kWh(view.status.import)],
    ['  export', view.status && kWh(view.status.export)],
    ['  fault', view.status?.fault ?? null],
  ]);
}

function checkedText({ verdict }: Shown<AccountView>, chain: ChainBalance | null, symbol: string): string {
  const { failed } = verdict;
  const money = chain && `free ${tokens(chain.balance, symbol)}, locked ${tokens(chain.locked, symbol)}`;
  if (failed.length > 0) return `DIFFERENT: ${failed.join(', ')}${money ? ` (on chain ${money})` : ''}`;
  return money ? 'yes, the same' : 'no: the profile names no RPC endpoint';
}
