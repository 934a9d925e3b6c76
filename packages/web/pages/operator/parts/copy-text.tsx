/** Something to take along: a command, a code, a link. */
import { useState } from 'react';
import { useShared } from '../../shared/i18n/messages/index.ts';
import { Button } from '../../shared/ui/index.ts';
import styles from '../operator.module.css';

export function CopyText({ text, big = false }: { readonly text: string; readonly big?: boolean }) {
  const t = useShared();
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.copy}>
      <code className={big ? styles.bigCode : styles.command}>{text}</code>
      <Button
        onClick={() =>
          void navigator.clipboard?.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {copied ? t('copied') : t('copy')}
      </Button>
    </div>
  );
}
