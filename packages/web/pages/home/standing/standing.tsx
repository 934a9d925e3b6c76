/** Standing orders: those that trade, what each waits for, and those that are over; at `#/standing/new` a new one. */
import type { ShownStandingOrder } from '@evlock/owner';
import { useState } from 'react';
import { go, href, useRoute } from '../../shared/route.ts';
import { ButtonLink, Card, Empty, ErrorNotice, Notice, Screen, Waiting } from '../../shared/ui/index.ts';
import { useMarketEvents } from '../market/queries.ts';
import { useStandingText } from './messages/index.ts';
import { NewOrder } from './new-order.tsx';
import { OrderCard } from './order-card.tsx';
import { OverList } from './over-list.tsx';
import { useStandingOrders } from './queries.ts';
import { StopDialog } from './stop-dialog.tsx';

const works = ({ state }: ShownStandingOrder): boolean => state === 'active' || state === 'stopping';

export default function StandingScreen() {
  const { path } = useRoute();
  const [placed, setPlaced] = useState(false);
  useMarketEvents();
  if (path[1] !== 'new') return <Orders placed={placed} />;
  return (
    <NewOrder
      onPlaced={() => {
        setPlaced(true);
        go(href('standing'));
      }}
    />
  );
}

function Orders({ placed }: { readonly placed: boolean }) {
  const t = useStandingText();
  const orders = useStandingOrders();
  const [stopping, setStopping] = useState<ShownStandingOrder>();
  const working = (orders.data ?? []).filter(works);
  const over = (orders.data ?? []).filter((order) => !works(order));
  const link = (
    <ButtonLink kind="primary" href={href('standing', 'new')}>
      {t('place')}
    </ButtonLink>
  );
  return (
    <Screen title={t('title')} intro={t('intro')}>
      {placed && (
        <Notice kind="good" live title={t('placedTitle')}>
          {t('placedText')}
        </Notice>
      )}
      {orders.isPending && <Waiting />}
      {orders.error && <ErrorNotice error={orders.error} onRetry={() => void orders.refetch()} />}
      {orders.data && working.length === 0 && (
        <Empty title={t('noneTitle')} action={link}>
          {t('noneText')}
        </Empty>
      )}
      {working.map((order) => (
        <OrderCard key={order.id} order={order} onStop={() => setStopping(order)} />
      ))}
      {working.length > 0 && <div>{link}</div>}
      {over.length > 0 && (
        <Card title={t('overTitle')}>
          <OverList orders={over} />
        </Card>
      )}
      {stopping && <StopDialog order={stopping} onClose={() => setStopping(undefined)} />}
    </Screen>
  );
}
