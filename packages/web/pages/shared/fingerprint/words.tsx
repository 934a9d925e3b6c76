import type { Hex } from '@evlock/protocol';
import { useEffect, useState } from 'react';
import { useShared } from '../i18n/messages/index.ts';
import { Spinner } from '../ui/progress.tsx';
import styles from './fingerprint.module.css';
import { fingerprintDigits, fingerprintWords, type PublicPasskey, passkeyFingerprint } from './fingerprint.ts';

/** The fingerprint of a passkey; undefined until it is computed. */
export function useFingerprint({ publicKeyX, publicKeyY }: PublicPasskey): Hex | undefined {
  const [fingerprint, set] = useState<Hex>();
  useEffect(() => {
    let current = true;
    void passkeyFingerprint({ publicKeyX, publicKeyY }).then((found) => {
      if (current) set(found);
    });
    return () => {
      current = false;
    };
  }, [publicKeyX, publicKeyY]);
  return fingerprint;
}

/** Four big words, and the digits that the command line prints. */
export function FingerprintWords({ passkey }: { readonly passkey: PublicPasskey }) {
  const t = useShared();
  const fingerprint = useFingerprint(passkey);
  if (fingerprint === undefined) return <Spinner />;
  return (
    <div className={styles.around}>
      <ol className={styles.words} translate="no">
        {fingerprintWords(fingerprint).map((word, index) => (
          <li key={index}>{word}</li>
        ))}
      </ol>
      <details className={styles.digits}>
        <summary>{t('details')}</summary>
        <code>{fingerprintDigits(fingerprint)}</code>
      </details>
    </div>
  );
}
