/** Around every screen: name, language, navigation, and what must be known whatever is shown. */
import { type ReactNode, useState } from 'react';
import { useErrorWords } from '../../shared/errors/use-error-words.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useShared } from '../../shared/i18n/messages/index.ts';
import type { House } from '../../shared/owner.ts';
import { href } from '../../shared/route.ts';
import { Button, classes, Dialog, Notice } from '../../shared/ui/index.ts';
import { LanguageSelect } from '../../shared/ui/language-select.tsx';
import { useFrame } from '../messages/index.ts';
import { type ScreenEntry, screens } from '../screens.ts';
import styles from './frame.module.css';

export interface FrameProps {
  readonly isOld?: boolean;
  readonly isDemo?: boolean;
  readonly since?: number | undefined;
  readonly differs?: boolean;
  /** Name of the screen; with it there is a navigation. */
  readonly current?: string | undefined;
  readonly house?: House;
  readonly onSignOut?: () => void;
  readonly onOther?: () => void;
  readonly children: ReactNode;
}

const shown = screens.filter(({ hidden, open }) => !hidden && !open);

function Links({
  entries,
  current,
}: {
  readonly entries: readonly ScreenEntry[];
  readonly current: string | undefined;
}) {
  const t = useFrame();
  return entries.map(({ name }) => (
    <li key={name}>
      <a className={styles.link} href={href(name)} aria-current={name === current ? 'page' : undefined}>
        {t(name)}
      </a>
    </li>
  ));
}

/** All at the side of a wide screen; four and the rest behind a button at the bottom of a phone. */
function Navigation({ current }: { readonly current: string | undefined }) {
  const t = useFrame();
  const [isOpen, setOpen] = useState(false);
  const more = shown.filter(({ primary }) => !primary);
  return (
    <>
      <nav className={styles.side} aria-label={t('navigation')}>
        <ul>
          <Links entries={shown} current={current} />
        </ul>
      </nav>
      <nav className={styles.bottom} aria-label={t('navigation')}>
        <ul>
          <Links entries={shown.filter(({ primary }) => primary)} current={current} />
          {more.length > 0 && (
            <li>
              <button
                type="button"
                className={classes(styles.link, more.some(({ name }) => name === current) && styles.here)}
                onClick={() => setOpen(true)}
              >
                {t('more')}
              </button>
            </li>
          )}
        </ul>
      </nav>
      {isOpen && (
        <Dialog title={t('more')} onClose={() => setOpen(false)}>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link's own click, however it was made, closes the dialog. */}
          <ul className={styles.list} onClick={() => setOpen(false)}>
            <Links entries={more} current={current} />
          </ul>
        </Dialog>
      )}
    </>
  );
}

function Told({ isOld, since, differs }: Pick<FrameProps, 'isOld' | 'since' | 'differs'>) {
  const t = useFrame();
  const shared = useShared();
  const format = useFormat();
  return (
    <div className={styles.told}>
      {differs && (
        <Notice kind="danger" live title={t('differsTitle')}>
          {t('differsText')}
        </Notice>
      )}
      {since !== undefined && (
        <Notice kind="warning" live>
          {t('offline', { time: format.time(since) })}
        </Notice>
      )}
      {isOld && (
        <Notice live actions={<Button onClick={() => location.reload()}>{shared('reload')}</Button>}>
          {t('newVersion')}
        </Notice>
      )}
    </div>
  );
}

/** Who is at home, and the way out. */
function Person({ house, onSignOut, onOther }: Pick<FrameProps, 'house' | 'onSignOut' | 'onOther'>) {
  const t = useFrame();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {house?.name ?? t('settings')}
      </Button>
      {isOpen && (
        <Dialog title={house?.name ?? t('settings')} onClose={() => setOpen(false)}>
          <LanguageSelect />
          {onSignOut && <Button onClick={onSignOut}>{t('signOut')}</Button>}
          {onOther && (
            <Button kind="quiet" onClick={onOther}>
              {t('otherHouse')}
            </Button>
          )}
        </Dialog>
      )}
    </>
  );
}

export function Frame({ isOld, isDemo, since, differs, current, house, onSignOut, onOther, children }: FrameProps) {
  const t = useFrame();
  const shared = useShared();
  // Before there is an error, which may be that nothing can be loaded.
  useErrorWords();
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('content')?.focus()}>
        {shared('skip')}
      </button>
      <header className={styles.header}>
        <a className={styles.brand} href="#/">
          Evlock
        </a>
        {isDemo && <span className={styles.demo}>{t('demo')}</span>}
        <Person {...(house && { house })} {...(onSignOut && { onSignOut })} {...(onOther && { onOther })} />
      </header>
      {house && <Navigation current={current} />}
      <main id="content" className={styles.main} tabIndex={-1}>
        <Told {...{ isOld: isOld ?? false, since, differs: differs ?? false }} />
        {children}
      </main>
    </div>
  );
}
