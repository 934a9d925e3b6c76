/** The trades of this household: the list, and one of them. */
import type { Bytes32 } from '@evlock/protocol';
import { href, useRoute } from '../../shared/route.ts';
import { ButtonLink, Card, Empty, ErrorNotice, Notice, Screen, Waiting } from '../../shared/ui/index.ts';
import { TRADES, useMarketEvents, useTrades } from '../market/queries.ts';
import { useTradeText } from './messages/index.ts';
import { TradeList } from './trade-list.tsx';
import { TradePage } from './trade-page.tsx';

const isId = (text: string | undefined): text is Bytes32 => /^0x[0-9a-f]{64}$/.test(text ?? '');

export default function TradesScreen() {
  const { path } = useRoute();
  useMarketEvents();
  const [, id] = path;
  return isId(id) ? <TradePage key={id} id={id} /> : <Trades />;
}

function Trades() {
  const t = useTradeText();
  const trades = useTrades();
  return (
    <Screen title={t('title')} intro={t('intro')}>
      {trades.isPending && <Waiting />}
      {trades.error && <ErrorNotice error={trades.error} onRetry={() => void trades.refetch()} />}
      {trades.data?.length === 0 && (
        <Empty
          title={t('noneTitle')}
          action={
            <ButtonLink kind="primary" href={href('buy')}>
              {t('buy')}
            </ButtonLink>
          }
        >
          {t('noneText')}
        </Empty>
      )}
      {trades.data && trades.data.length > 0 && (
        <Card>
          <TradeList trades={trades.data} />
        </Card>
      )}
      {trades.data?.length === TRADES && (
        <Notice actions={<ButtonLink href={href('money')}>{t('statement')}</ButtonLink>}>{t('older')}</Notice>
      )}
    </Screen>
  );
}
