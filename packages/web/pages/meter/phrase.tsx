import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { Button, Buttons, Card, Field, Fields, Notice } from '../shared/ui/index.ts';
import { useText } from './messages/index.ts';
import styles from './meter.module.css';

/** Three places to ask for, spread over the phrase. */
function placesToAsk(count: number): readonly number[] {
  const random = crypto.getRandomValues(new Uint32Array(3));
  const third = Math.floor(count / 3);
  return Array.from(random, (value, index) => index * third + (value % third));
}

/** The 24 words, once. They are neither stored nor copied, and go when they have been written down. */
export function Phrase({ words: text, onWritten }: { readonly words: string; readonly onWritten: () => void }) {
  const t = useText();
  const words = useMemo(() => text.split(' '), [text]);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  if (asking) return <Ask words={words} onBack={() => setAsking(false)} onWritten={onWritten} />;
  return (
    <Card title={t('phraseTitle')}>
      <Notice kind="danger">{t('phraseWarning')}</Notice>
      <ol className={styles.phrase} translate="no">
        {words.map((word, index) => (
          <li key={index}>
            <span className={styles.soft}>{index + 1}</span> {word}
          </li>
        ))}
      </ol>
      <Buttons>
        <Button kind="primary" onClick={() => setAsking(true)}>
          {t('written')}
        </Button>
      </Buttons>
    </Card>
  );
}

function Ask({
  words,
  onBack,
  onWritten,
}: {
  readonly words: readonly string[];
  readonly onBack: () => void;
  readonly onWritten: () => void;
}) {
  const t = useText();
  const places = useMemo(() => placesToAsk(words.length), [words]);
  const [typed, setTyped] = useState<readonly string[]>(['', '', '']);
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const right = places.every((place, index) => typed[index]?.trim().toLowerCase() === words[place]);
    setWrong(!right);
    if (right) onWritten();
  };
  return (
    <Card title={t('askTitle')}>
      <p>{t('askText')}</p>
      <form onSubmit={submit} className={styles.form}>
        <Fields>
          {places.map((place, index) => (
            <Field
              key={place}
              label={t('wordNumber', { number: place + 1 })}
              value={typed[index] ?? ''}
              onValue={(value) => setTyped(typed.map((old, at) => (at === index ? value : old)))}
              autoCapitalize="none"
              spellCheck={false}
            />
          ))}
        </Fields>
        {wrong && (
          <Notice kind="warning" live>
            {t('askWrong')}
          </Notice>
        )}
        <Buttons>
          <Button kind="primary" type="submit">
            {t('askDone')}
          </Button>
          <Button kind="quiet" onClick={onBack}>
            {t('askBack')}
          </Button>
        </Buttons>
      </form>
    </Card>
  );
}
