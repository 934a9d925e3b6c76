/** One trade: how far it is, both meters' curves, the money, and if it was cut, why and what that cost. */
import type { Shown } from '@evlock/owner';
import type { Bytes32, TradeView } from '@evlock/protocol';
import { useState } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href } from '../../shared/route.ts';
import {
  Button,
  Card,
  ErrorNotice,
  Notice,
  Progress,
  Screen,
  Stat,
  Steps,
  Verdict,
  Waiting,
} from '../../shared/ui/index.ts';
import { Pair } from '../market/pair.tsx';
import { useCurve, useNow, useOwnAccount, useTrade } from '../market/queries.ts';
import { isOver, isSeller, partnerSide, payableEnergy, payableMoney, phaseOf } from '../market/trade-facts.ts';
import { useNameOf } from '../market/use-rules.ts';
import { CurvesCard } from './curves-card.tsx';
import { Details } from './details.tsx';
import { MarkCard } from './mark-card.tsx';
import { useTradeText } from './messages/index.ts';
import { MoneyCard, Outcome } from './outcome.tsx';
import { Phase } from './phase.tsx';
import { StopDialog } from './stop-dialog.tsx';
import styles from './trade.module.css';
import { useTitleOf } from './use-title-of.ts';

export function TradePage({ id }: { readonly id: Bytes32 }) {
  const t = useTradeText();
  const trade = useTrade(id);
  const own = useOwnAccount();
  const nameOf = useNameOf();
  const titleOf = useTitleOf();
  const view = trade.data;
  return (
    <Screen
      title={view ? titleOf(view, nameOf(partnerSide(view, own).account)) : t('id')}
      intro={
        <a className={styles.back} href={href('trades')}>
          ‹ {t('back')}
        </a>
      }
    >
      {trade.isPending && <Waiting />}
      {trade.error && <ErrorNotice error={trade.error} onRetry={() => void trade.refetch()} />}
      {view && <OneTrade trade={view} />}
    </Screen>
  );
}

function OneTrade({ trade }: { readonly trade: Shown<TradeView> }) {
  const curve = useCurve(trade);
  return (
    <>
      <Summary trade={trade} />
      <Outcome trade={trade} />
      {trade.state !== 'failed' && (
        <>
          <CurvesCard trade={trade} curve={curve.data} error={curve.error} />
          <div className={styles.pair}>
            <MoneyCard trade={trade} />
            <MarkCard trade={trade} />
          </div>
        </>
      )}
      <Details trade={trade} />
    </>
  );
}

function Summary({ trade }: { readonly trade: Shown<TradeView> }) {
  const t = useTradeText();
  const format = useFormat();
  const own = useOwnAccount();
  const now = useNow();
  const [stopping, setStopping] = useState(false);
  const [stopped, setStopped] = useState(false);
  const phase = phaseOf(trade, now);
  const seller = isSeller(trade, own);
  const done = payableEnergy(trade);
  const live = phase === 'delivering' || phase === 'waiting';
  return (
    <Card
      title={<Phase phase={phase} start={trade.start} />}
      aside={
        <div className={styles.marks}>
          <Verdict verdict={trade.verdict} full />
        </div>
      }
    >
      <Pair doubtful={trade.verdict.failed.length > 0}>
        <Stat
          label={t(seller ? 'energySold' : 'energyBought')}
          value={format.energy(done)}
          note={t('ofEnergy', { energy: format.energy(trade.energy) })}
        />
        <Stat
          label={t(seller ? 'moneySold' : 'moneyBought')}
          value={format.money(payableMoney(trade))}
          note={t(isOver(trade) ? 'atPrice' : 'soFar', { price: format.price(trade.price) })}
        />
        {live && <Stat label={t('left')} value={format.duration(Math.max(0, trade.end - now))} />}
      </Pair>
      {!isOver(trade) && (
        <Progress
          label={t('progress', { done: format.energy(done), whole: format.energy(trade.energy) })}
          value={Number((done * 1_000n) / trade.energy) / 1_000}
        />
      )}
      {!isOver(trade) && <TradeSteps trade={trade} />}
      {stopped && !isOver(trade) && <Notice live>{t('stopped')}</Notice>}
      {live && !stopped && (
        <div>
          <Button kind="danger" onClick={() => setStopping(true)}>
            {t('stop')}
          </Button>
        </div>
      )}
      {stopping && (
        <StopDialog
          id={trade.id}
          onClose={() => setStopping(false)}
          onStopped={() => {
            setStopping(false);
            setStopped(true);
          }}
        />
      )}
    </Card>
  );
}

function TradeSteps({ trade }: { readonly trade: TradeView }) {
  const t = useTradeText();
  const format = useFormat();
  const now = useNow();
  const money = format.money(trade.locked);
  const phase = phaseOf(trade, now);
  const current = { opening: 'opened', waiting: 'delivery', delivering: 'delivery' }[phase as 'opening'] ?? 'settled';
  return (
    <Steps
      current={current}
      steps={[
        { key: 'signed', label: t('stepSigned') },
        { key: 'opened', label: t(trade.opened ? 'stepOpened' : 'stepOpening', { money }) },
        { key: 'delivery', label: t('stepDelivery') },
        { key: 'settled', label: t('stepSettled') },
      ]}
    />
  );
}
