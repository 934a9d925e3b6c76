import type { AccountView, TradeView } from '@evlock/protocol';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href } from '../../shared/route.ts';
import { ButtonLink, Notice } from '../../shared/ui/index.ts';
import { useNow, useOwnAccount } from '../market/queries.ts';
import { partnerSide } from '../market/trade-facts.ts';
import { useNameOf } from '../market/use-rules.ts';
import { useTitleOf } from '../trade/use-title-of.ts';
import { useNowText } from './messages/index.ts';
import { recentCut } from './today.ts';

/** Free money from which on nothing is said, in micro-units. */
const ENOUGH = 100_000n;

/** What a person should know before anything else; nothing most of the time. */
export function Attention({
  account,
  trades,
}: {
  readonly account: AccountView;
  readonly trades: readonly TradeView[];
}) {
  const t = useNowText();
  const format = useFormat();
  const fault = account.status?.fault ?? null;
  const isLow = account.balance < ENOUGH && account.locked === 0n;
  return (
    <>
      {!account.online && (
        <Notice kind="warning" title={t('offlineTitle')}>
          {t('offlineText')}
        </Notice>
      )}
      {account.online && fault !== null && (
        <Notice kind="danger" title={t('faultTitle', { code: fault })}>
          {t('faultText')}
        </Notice>
      )}
      <Cut trades={trades} />
      {isLow && (
        <Notice
          kind="info"
          title={t('lowTitle')}
          actions={<ButtonLink href={href('money')}>{t('deposit')}</ButtonLink>}
        >
          {t('lowText', { money: format.money(account.balance) })}
        </Notice>
      )}
    </>
  );
}

function Cut({ trades }: { readonly trades: readonly TradeView[] }) {
  const t = useNowText();
  const format = useFormat();
  const own = useOwnAccount();
  const now = useNow();
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  const cut = recentCut(trades, own, now);
  if (!cut) return null;
  const trade = titleOf(cut, nameOf(partnerSide(cut, own).account));
  return (
    <Notice
      kind="warning"
      live
      title={t('cutTitle')}
      actions={<ButtonLink href={href('trades', cut.id)}>{t('cutLink')}</ButtonLink>}
    >
      {t('cutText', { trade, time: format.time(cut.ended?.time ?? cut.end, now) })}
    </Notice>
  );
}
