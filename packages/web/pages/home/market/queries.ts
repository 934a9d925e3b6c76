/** What the trading screens ask of the owner in its worker, and how the gateway's events keep it fresh. */
import type { Shown } from '@evlock/owner';
import type { AccountView, Bytes32, TradeView } from '@evlock/protocol';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { type OwnerEvent, useHouse, useOwner } from '../../shared/owner.ts';
import { after, type Curve, joined } from './curve.ts';
import { isOver } from './trade-facts.ts';

export const keys = {
  account: ['account'],
  offers: ['offers'],
  trades: ['trades'],
  trade: (id: string) => ['trade', id],
  curve: (id: string) => ['curve', id],
} as const;

/** Trades in a list, at most. */
export const TRADES = 200;
const LIVE = 2_000;
const QUIET = 30_000;

export function useAccount() {
  const owner = useOwner();
  return useQuery({ queryKey: keys.account, queryFn: () => owner.account(), refetchInterval: QUIET });
}

export function useOffers() {
  const owner = useOwner();
  return useQuery({ queryKey: keys.offers, queryFn: () => owner.offers(), refetchInterval: QUIET });
}

/** The trades of this account, newest first. */
export function useTrades() {
  const owner = useOwner();
  return useQuery({ queryKey: keys.trades, queryFn: () => owner.trades({ limit: TRADES }), refetchInterval: QUIET });
}

export function useTrade(id: Bytes32) {
  const owner = useOwner();
  return useQuery({
    queryKey: keys.trade(id),
    queryFn: () => owner.trade(id),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : LIVE),
  });
}

/** Both meters' signed energies over time; grows while the trade is delivered. */
export function useCurve(trade: Shown<TradeView> | undefined) {
  const owner = useOwner();
  const client = useQueryClient();
  const key = keys.curve(trade?.id ?? '');
  return useQuery({
    queryKey: key,
    enabled: trade !== undefined && trade.state !== 'signed' && trade.state !== 'failed',
    queryFn: async () => {
      if (!trade) throw new Error('asked only with a trade');
      const had = client.getQueryData<Curve>(key);
      return joined(had, await owner.receipts(trade, after(had)));
    },
    refetchInterval: trade && !isOver(trade) ? LIVE : false,
    // Points are only added: comparing them with what was there costs more than it saves.
    structuralSharing: false,
  });
}

const put = <T extends { readonly id: string }>(list: readonly T[], item: T): T[] =>
  list.some(({ id }) => id === item.id) ? list.map((one) => (one.id === item.id ? item : one)) : [item, ...list];

function take(client: QueryClient, event: OwnerEvent): void {
  switch (event.name) {
    case 'trade': {
      const { data: trade } = event;
      client.setQueryData<Shown<TradeView>[]>(keys.trades, (list) => list && put(list, trade));
      // An event is verified by signatures alone: what is shown large is asked for again, and held against the chain too.
      void client.invalidateQueries({ queryKey: keys.trade(trade.id) });
      if (!isOver(trade)) return;
      for (const queryKey of [keys.trades, keys.curve(trade.id), keys.account]) {
        void client.invalidateQueries({ queryKey });
      }
      return;
    }
    case 'offer':
      void client.invalidateQueries({ queryKey: keys.offers });
      return;
    case 'status': {
      const { online, status } = event.data;
      client.setQueryData<Shown<AccountView>>(keys.account, (account) => account && { ...account, online, status });
      return;
    }
    case 'connection':
      // Whatever happened while there was no stream.
      if (event.data.connected) void client.invalidateQueries();
  }
}

/** Keeps all of the above fresh while a screen is shown. */
export function useMarketEvents(): void {
  const owner = useOwner();
  const client = useQueryClient();
  useEffect(() => owner.subscribe((event) => take(client, event)), [owner, client]);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
const seconds = (): number => Math.floor(Date.now() / 1000);

/** One timer for everything that shows the time, and none where nothing does. */
function tick(changed: () => void): () => void {
  listeners.add(changed);
  timer ??= setInterval(() => {
    for (const listener of listeners) listener();
  }, 1000);
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in UTC seconds, each second. */
export const useNow = (): number => useSyncExternalStore(tick, seconds);

/** The account of this household: which side of a trade is its own. */
export const useOwnAccount = () => useHouse().account;
