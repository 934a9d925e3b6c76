/** Now: one picture of what flows, what needs attention, today's energy and money, and the trades that run. */
import type { Shown } from '@evlock/owner';
import type { AccountView, TradeView } from '@evlock/protocol';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href } from '../../shared/route.ts';
import {
  ButtonLink,
  Buttons,
  Card,
  Cards,
  Empty,
  ErrorNotice,
  Screen,
  Stat,
  Verdict,
  Waiting,
} from '../../shared/ui/index.ts';
import { Pair } from '../market/pair.tsx';
import { TRADES, useAccount, useMarketEvents, useNow, useOwnAccount, useTrades } from '../market/queries.ts';
import { isOver } from '../market/trade-facts.ts';
import { TradeList } from '../trade/trade-list.tsx';
import { Attention } from './attention.tsx';
import { Flow } from './flow.tsx';
import { useNowText } from './messages/index.ts';
import styles from './now.module.css';
import { type Sums, todayOf } from './today.ts';

/** Trades that have ended and are listed here. */
const LAST = 4;

export default function NowScreen() {
  const t = useNowText();
  const account = useAccount();
  const trades = useTrades();
  useMarketEvents();
  const running = (trades.data ?? []).filter((trade) => !isOver(trade));
  return (
    <Screen title={t('title')}>
      {account.isPending && <Waiting />}
      {account.error && !account.data && <ErrorNotice error={account.error} onRetry={() => void account.refetch()} />}
      {account.data && (
        <>
          <Attention account={account.data} trades={trades.data ?? []} />
          <Flow account={account.data} trade={running.find(({ id }) => id === account.data.status?.tradeId)} />
          <div className={styles.actions}>
            <Buttons>
              <ButtonLink kind="primary" href={href('sell')}>
                {t('sell')}
              </ButtonLink>
              <ButtonLink href={href('buy')}>{t('buy')}</ButtonLink>
            </Buttons>
            <p className={styles.soft}>
              {account.dataUpdatedAt > 0 && <AsOf milliseconds={account.dataUpdatedAt} />} {t('live')}
            </p>
          </div>
          <Cards>
            <Today trades={trades.data} />
            <Money account={account.data} />
          </Cards>
        </>
      )}
      {trades.error && !trades.data && <ErrorNotice error={trades.error} onRetry={() => void trades.refetch()} />}
      {trades.data && <Trades running={running} over={trades.data.filter(isOver).slice(0, LAST)} />}
    </Screen>
  );
}

function AsOf({ milliseconds }: { readonly milliseconds: number }) {
  const t = useNowText();
  const format = useFormat();
  return <span>{t('asOf', { time: format.clockWithSeconds(milliseconds / 1000) })}.</span>;
}

function Today({ trades }: { readonly trades: readonly Shown<TradeView>[] | undefined }) {
  const t = useNowText();
  const format = useFormat();
  const own = useOwnAccount();
  const now = useNow();
  if (!trades) return null;
  const { sold, bought, incomplete } = todayOf(trades, own, now, TRADES);
  const least = (text: string): string => (incomplete ? t('atLeast', { value: text }) : text);
  const stat = (label: string, { energy, money }: Sums, key: 'earned' | 'spent') => (
    <Stat label={label} value={least(format.energy(energy))} note={t(key, { money: least(format.money(money)) })} />
  );
  return (
    <Card title={t('today')}>
      <Pair>
        {stat(t('sold'), sold, 'earned')}
        {stat(t('bought'), bought, 'spent')}
      </Pair>
    </Card>
  );
}

function Money({ account }: { readonly account: Shown<AccountView> }) {
  const t = useNowText();
  const format = useFormat();
  const { failed, unchecked } = account.verdict;
  // Live values are labelled beside the picture.
  const aboutMoney = { failed, unchecked: unchecked.filter((check) => check === 'money') };
  return (
    <Card title={t('money')} aside={<Verdict verdict={aboutMoney} full />}>
      <Pair>
        <Stat label={t('free')} value={format.money(account.balance)} />
        <Stat label={t('locked')} value={format.money(account.locked)} />
      </Pair>
    </Card>
  );
}

function Trades({
  running,
  over,
}: {
  readonly running: readonly Shown<TradeView>[];
  readonly over: readonly Shown<TradeView>[];
}) {
  const t = useNowText();
  if (running.length + over.length === 0) return <Empty title={t('noneTitle')}>{t('noneText')}</Empty>;
  return (
    <>
      {running.length > 0 && (
        <Card title={t('running')}>
          <TradeList trades={running} />
        </Card>
      )}
      {over.length > 0 && (
        <Card title={t('last')} aside={<a href={href('trades')}>{t('all')}</a>}>
          <TradeList trades={over} />
        </Card>
      )}
    </>
  );
}
