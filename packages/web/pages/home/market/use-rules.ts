/** What the operator handed over, as far as the forms need it; and in the demo the names of the houses. */
import type { Address, Energy } from '@evlock/protocol';
import { useQuery } from '@tanstack/react-query';
import { fetchConfig } from '../../shared/config.ts';
import { shortId } from '../../shared/format/format.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import type { MarketRules } from './form.ts';

const useConfig = () =>
  useQuery({ queryKey: ['config'], queryFn: ({ signal }) => fetchConfig(signal), staleTime: Number.POSITIVE_INFINITY });

/** Until the file is here the worker checks the minimum lot alone. */
export function useRules(): MarketRules {
  const { symbol } = useFormat();
  const config = useConfig();
  return { symbol, minimumLot: config.data?.deployment?.minimumLot ?? (0n as Energy) };
}

/** A participant as people say it: the house's name in the demo, else a short id. */
export function useNameOf(): (account: Address) => string {
  const config = useConfig();
  return (account) => config.data?.houses.find((house) => house.account === account)?.name ?? shortId(account);
}
