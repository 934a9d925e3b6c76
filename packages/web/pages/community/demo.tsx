/** The demo, as its feed tells it: a picture first, then what it is made of. */
import { useState } from 'react';
import { TokenSymbol, useFormat } from '../shared/format/use-format.tsx';
import { Button, Notice, Waiting } from '../shared/ui/index.ts';
import styles from './demo.module.css';
import type { FeedState } from './feed/feed.ts';
import { useFeed } from './feed/use-feed.ts';
import { Frame } from './frame.tsx';
import { useText } from './messages/index.ts';
import { newestFirst, type Snapshot } from './model.ts';
import { Happenings } from './parts/happenings.tsx';
import { Houses } from './parts/houses.tsx';
import { Losses } from './parts/losses.tsx';
import { Money } from './parts/money.tsx';
import { Standing } from './parts/standing.tsx';
import { Start } from './parts/start.tsx';
import { LastTrades, RunningTrades } from './parts/trades.tsx';
import { Picture } from './picture/picture.tsx';
import { Sabotage } from './sabotage/sabotage.tsx';

export function Demo() {
  return <DemoView feed={useFeed()} />;
}

export function DemoView({ feed }: { readonly feed: FeedState }) {
  if (feed.kind === 'live') {
    return (
      <TokenSymbol symbol={feed.snapshot.tokenSymbol}>
        <Live {...feed} snapshot={newestFirst(feed.snapshot)} />
      </TokenSymbol>
    );
  }
  return <NotYet kind={feed.kind} />;
}

function NotYet({ kind }: { readonly kind: Exclude<FeedState['kind'], 'live'> }) {
  const t = useText();
  return (
    <Frame title={t('demoTitle')} intro={t('demoIntro')}>
      {kind === 'connecting' && <Waiting>{t('connecting')}</Waiting>}
      {kind === 'unreachable' && (
        <>
          <Notice kind="warning" title={t('unreachable')} live>
            {t('unreachableDo')}
          </Notice>
          <Waiting>{t('connecting')}</Waiting>
        </>
      )}
      {kind === 'old-page' && (
        <Notice
          kind="warning"
          title={t('oldPage')}
          live
          actions={
            <Button kind="primary" onClick={() => location.reload()}>
              {t('oldPageReload')}
            </Button>
          }
        >
          {t('oldPageDo')}
        </Notice>
      )}
    </Frame>
  );
}

function Live({ snapshot, stale, since }: Extract<FeedState, { kind: 'live' }>) {
  const t = useText();
  const format = useFormat();
  const [isBreaking, setBreaking] = useState(false);
  // A start that failed shows at which step.
  const isStarting = snapshot.phase === 'starting' || snapshot.steps.some(({ state }) => state === 'failed');
  const banner = stale ? t('stale', { time: format.clockWithSeconds(since / 1000) }) : undefined;
  return (
    <Frame
      title={t('demoTitle')}
      intro={<Intro snapshot={snapshot} />}
      aside={
        snapshot.phase === 'running' && (
          <Button
            kind={isBreaking ? 'secondary' : 'danger'}
            aria-expanded={isBreaking}
            aria-controls={isBreaking ? 'sabotage' : undefined}
            onClick={() => setBreaking(!isBreaking)}
          >
            {t(isBreaking ? 'breakClose' : 'breakOpen')}
          </Button>
        )
      }
      banner={banner}
    >
      <Standing snapshot={snapshot} />
      <div className={styles.page} data-breaking={isBreaking || undefined} data-stale={stale || undefined}>
        <div className={styles.wide}>
          {isStarting && <Start snapshot={snapshot} />}
          {snapshot.houses.length > 0 && <Picture snapshot={snapshot} />}
        </div>
        <div className={styles.side}>
          {isBreaking && <Sabotage snapshot={snapshot} />}
          <Happenings facts={snapshot.facts} />
        </div>
        <div className={styles.rest}>
          {!isStarting && (
            <>
              <RunningTrades snapshot={snapshot} />
              <div className={styles.pair}>
                <Money snapshot={snapshot} />
                <Losses snapshot={snapshot} />
              </div>
              <LastTrades trades={snapshot.trades} />
            </>
          )}
          <Houses snapshot={snapshot} />
        </div>
      </div>
    </Frame>
  );
}

function Intro({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const isEmulated = snapshot.houses.some(({ securityClass }) => securityClass === 'emulator');
  return (
    <>
      {t('demoIntro')} {isEmulated && t('emulator')}
    </>
  );
}
