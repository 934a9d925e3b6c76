/** What is in the way of passkeys in this browser, before anything is asked of it; and the prompt that is open. */
import { useEffect, useState } from 'react';
import { useShared } from '../i18n/messages/index.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Waiting } from '../ui/progress.tsx';
import { usePasskeyText } from './messages/index.ts';
import styles from './notices.module.css';
import {
  hasOwnAuthenticator,
  isInAppBrowser,
  isReplaced,
  stopPrompt,
  supportsPasskeys,
  useIsPrompting,
} from './prompt.ts';

/** Copies this page's address, for the way out of an app's own browser. */
export function CopyAddress() {
  const t = usePasskeyText();
  const shared = useShared();
  const [copied, setCopied] = useState(false);
  return (
    <Button
      onClick={() =>
        void navigator.clipboard?.writeText(location.href).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      {copied ? shared('copied') : t('copyAddress')}
    </Button>
  );
}

/** Nothing where nothing is in the way. */
export function PasskeyNotices() {
  const t = usePasskeyText();
  const [hasOwn, setHasOwn] = useState(true);
  useEffect(() => void hasOwnAuthenticator().then(setHasOwn), []);
  if (isInAppBrowser()) {
    return (
      <Notice kind="warning" title={t('inAppTitle')} actions={<CopyAddress />}>
        {t('inAppText')} <span className={styles.address}>{location.href}</span>
      </Notice>
    );
  }
  if (!supportsPasskeys()) {
    return (
      <Notice kind="warning" title={t('unsupportedTitle')}>
        {t('unsupportedText')}
      </Notice>
    );
  }
  return (
    <>
      {!hasOwn && <Notice title={t('noneTitle')}>{t('noneText')}</Notice>}
      {isReplaced() && <Notice title={t('replacedTitle')}>{t('replacedText')}</Notice>}
    </>
  );
}

/** Over the page while the browser asks: says so, and can stop it. */
export function PasskeyPrompt() {
  const t = usePasskeyText();
  if (!useIsPrompting()) return null;
  return (
    <div className={styles.prompt} role="status">
      <Waiting>
        <strong>{t('prompting')}</strong>
        <span className={styles.text}>{t('promptingText')}</span>
      </Waiting>
      <Button onClick={stopPrompt}>{t('stop')}</Button>
    </div>
  );
}
