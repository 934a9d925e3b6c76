import { useState } from 'react';
import { useLanguage } from '../shared/i18n/language.ts';
import { Button, Buttons, Card, ErrorNotice, Notice } from '../shared/ui/index.ts';
import type { Answer } from './local-client.ts';
import { useText } from './messages/index.ts';
import styles from './meter.module.css';
import type { StepProps } from './step.ts';
import { useWork } from './use-state.ts';

type Test = Answer<'selfTest'>;

/** The self-test, with what the sensor saw. `first` before the meter runs; later it is there to be looked at. */
export function Sensor({
  client,
  state,
  refresh,
  first = false,
  onDone,
}: StepProps & { readonly first?: boolean; readonly onDone?: () => void }) {
  const t = useText();
  const [test, setTest] = useState<Test>();
  const { busy, problem, run } = useWork();
  const start = (): void =>
    void run(async () => {
      setTest(await client.call('selfTest', {}));
      await refresh();
    });
  const why = state.daemon.state === 'elsewhere' ? t('testElsewhere') : undefined;
  return (
    <Card title={t('sensorTitle')}>
      <p>{t('sensorText')}</p>
      {test && <Picture test={test} />}
      {test && <Judged test={test} />}
      {problem && <ErrorNotice error={problem} />}
      <Buttons>
        {(!first || test?.fault !== 'none') && (
          <Button kind={first && !test ? 'primary' : 'secondary'} busy={busy} why={why} onClick={start}>
            {busy ? t('testing') : test ? t('testAgain') : t('test')}
          </Button>
        )}
        {first && (
          <Button kind={test?.fault === 'none' ? 'primary' : 'quiet'} onClick={onDone}>
            {test?.fault === 'none' ? t('goOn') : t('testLater')}
          </Button>
        )}
      </Buttons>
    </Card>
  );
}

function Judged({ test }: { readonly test: Test }) {
  const t = useText();
  const language = useLanguage();
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  // Never minus nothing.
  const amperes = (milliamperes: number): string => `${number.format(Math.round(milliamperes / 10) / 100 + 0)} A`;
  const means = t('means', { open: amperes(test.openCurrent), reference: amperes(test.referenceCurrent) });
  return test.fault === 'none' ? (
    <Notice kind="good" title={t('testPassed')} live>
      {means}
    </Notice>
  ) : (
    <Notice kind="danger" title={t(`fault_${test.fault}`)} live>
      {means} {t('testFailedText')}
    </Notice>
  );
}

const [WIDTH, HEIGHT, MARGIN] = [640, 220, 12];

/** Raw counts of the current sensor, one point a sample: first with the relay open, then on the reference load. */
function Picture({ test: { open, reference, periodMs } }: { readonly test: Test }) {
  const t = useText();
  const all = [...open, ...reference];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = Math.max(16, high - low);
  const middle = (low + high) / 2;
  const x = (index: number): number => MARGIN + (index * (WIDTH - 2 * MARGIN)) / Math.max(1, all.length - 1);
  const y = (count: number): number => HEIGHT / 2 - ((count - middle) / span) * (HEIGHT - 6 * MARGIN);
  const line = (from: number, samples: readonly number[]): string =>
    samples.map((count, index) => `${x(from + index).toFixed(1)},${y(count).toFixed(1)}`).join(' ');
  const between = (x(open.length - 1) + x(open.length)) / 2;
  const seconds = ((all.length * periodMs) / 1000).toFixed(1);
  return (
    <figure className={styles.picture}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('pictureLabel', { low, high, seconds })}>
        <line className={styles.divide} x1={between} x2={between} y1={MARGIN} y2={HEIGHT - MARGIN} />
        <polyline className={styles.traceOpen} points={line(0, open)} />
        <polyline className={styles.traceLoad} points={line(open.length, reference)} />
        {all.map((count, index) => (
          <circle
            key={index}
            className={index < open.length ? styles.dotOpen : styles.dotLoad}
            cx={x(index)}
            cy={y(count)}
            r={3}
          />
        ))}
      </svg>
      <figcaption className={styles.legend}>
        <span className={styles.keyOpen}>{t('relayOpen')}</span>
        <span className={styles.keyLoad}>{t('onLoad')}</span>
        <span className={styles.soft}>{t('counts', { low, high, seconds })}</span>
      </figcaption>
    </figure>
  );
}
