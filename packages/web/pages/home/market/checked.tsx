/** The sentence before the passkey, and the button that approves exactly it. */
import type { Draft } from '@evlock/owner';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Button, ErrorNotice, Waiting } from '../../shared/ui/index.ts';
import styles from './checked.module.css';
import { useMarketText } from './messages/index.ts';
import { sentenceOf } from './sentence.ts';

export interface CheckedProps {
  /** Undefined while it is being prepared, or while the form is not complete. */
  readonly draft: Draft | undefined;
  readonly preparing: boolean;
  readonly problem: unknown;
  readonly onRetry: () => void;
  readonly busy: boolean;
  /** What approving did not do. */
  readonly failure: unknown;
  readonly onApprove: (draft: Draft) => void;
  /** Why it cannot be approved now. */
  readonly why?: string | undefined;
}

export function Checked({ draft, preparing, problem, onRetry, busy, failure, onApprove, why }: CheckedProps) {
  const t = useMarketText();
  const format = useFormat();
  const sentence = draft && sentenceOf(draft.bounds, format, Math.floor(Date.now() / 1000));
  return (
    <section className={styles.checked} aria-labelledby="checked-title">
      <header className={styles.header}>
        <h2 id="checked-title" className={styles.title}>
          {t('checkedTitle')}
        </h2>
      </header>
      {sentence && (
        <p id="checked-sentence" className={styles.sentence}>
          {t(sentence.key, { ...sentence.values, sensor: t(sentence.sensor) })}
        </p>
      )}
      {!sentence && preparing && <Waiting>{t('preparing')}</Waiting>}
      {problem !== null && problem !== undefined && <ErrorNotice error={problem} onRetry={onRetry} />}
      {failure !== null && failure !== undefined && <ErrorNotice error={failure} />}
      {draft ? (
        <>
          <p className={styles.note}>{t('checkedNote')}</p>
          <Button
            kind="primary"
            wide
            busy={busy}
            why={why}
            aria-describedby="checked-sentence"
            onClick={() => onApprove(draft)}
          >
            {busy ? t('approving') : t('approve')}
          </Button>
        </>
      ) : (
        why !== undefined && <p className={styles.note}>{why}</p>
      )}
    </section>
  );
}
