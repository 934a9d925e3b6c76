/** What just happened, in words. */
import { useState } from 'react';

import { useFormat } from '../../shared/format/use-format.tsx';
import { Button, Card, classes, Empty } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import type { Fact, Happening } from '../model.ts';
import { useFactWords } from './fact-words.ts';
import styles from './happenings.module.css';

/** As many as one reads. */
const SHOWN = 14;
/** On a phone, before one asks for more; the style sheet hides the rest. */
const SHOWN_ON_PHONE = 6;

type Tone = 'good' | 'bad' | 'flow' | 'quiet';

const TONES: Partial<Record<Fact['kind'], Tone>> = {
  'trade-settled': 'good',
  'house-taken': 'good',
  mended: 'good',
  'lie-caught': 'good',
  'delivery-started': 'flow',
  'delivery-resumed': 'flow',
  'trade-opened': 'flow',
  'delivery-paused': 'bad',
  'trade-expired': 'bad',
  'trade-failed': 'bad',
  'meter-fault': 'bad',
  'meter-offline': 'bad',
  'process-ended': 'bad',
  sabotaged: 'bad',
};

export function Happenings({ facts }: { readonly facts: readonly Happening[] }) {
  const t = useText();
  const [isLong, setLong] = useState(false);
  return (
    <Card title={t('happened')}>
      {facts.length === 0 ? (
        <Empty title={t('happenedEmpty')}>{t('happenedEmptyDo')}</Empty>
      ) : (
        <div className={classes(!isLong && styles.short)}>
          <HappeningList facts={facts.slice(0, SHOWN)} />
        </div>
      )}
      {!isLong && facts.length > SHOWN_ON_PHONE && (
        <div className={styles.more}>
          <Button onClick={() => setLong(true)}>{t('showMore')}</Button>
        </div>
      )}
    </Card>
  );
}

export function HappeningList({ facts }: { readonly facts: readonly Happening[] }) {
  const format = useFormat();
  const words = useFactWords();
  return (
    <ol className={styles.list}>
      {facts.map(({ id, at, fact }) => (
        <li key={id} className={classes(styles.fact, styles[TONES[fact.kind] ?? 'quiet'])}>
          <time className={styles.time} dateTime={new Date(at * 1000).toISOString()}>
            {format.clockWithSeconds(at)}
          </time>
          <span>{words(fact)}</span>
        </li>
      ))}
    </ol>
  );
}
