/** Around every screen: who is signed in, and where one can go in this role. */
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useShared } from '../shared/i18n/messages/index.ts';
import { ErrorBoundary } from '../shared/mount.tsx';
import { href, useRoute } from '../shared/route.ts';
import { Button, Waiting } from '../shared/ui/index.ts';
import { useConsole } from './client.ts';
import { useText } from './messages/index.ts';
import styles from './operator.module.css';
import { LanguageChoice } from './parts/language-choice.tsx';

const SCREENS = {
  overview: lazy(() => import('./overview/overview.tsx')),
  devices: lazy(() => import('./devices/devices.tsx')),
  meters: lazy(() => import('./meters/meters.tsx')),
  disputes: lazy(() => import('./disputes/disputes.tsx')),
  audits: lazy(() => import('./audits/audits.tsx')),
  people: lazy(() => import('./people/people.tsx')),
  record: lazy(() => import('./record/record.tsx')),
};
type ScreenName = keyof typeof SCREENS;

const INSTALLER: readonly ScreenName[] = ['devices', 'meters'];
const ALL = Object.keys(SCREENS) as readonly ScreenName[];

export function Frame({ onSignOut }: { readonly onSignOut: () => void }) {
  const t = useText();
  const shared = useShared();
  const { person } = useConsole();
  const { path } = useRoute();
  const names = person.role === 'installer' ? INSTALLER : ALL;
  const [first = 'devices'] = names;
  const name = names.find((known) => known === path[0]) ?? first;
  const Shown = SCREENS[name];
  const main = useRef<HTMLElement>(null);
  const nav = useRef<HTMLElement>(null);
  const at = path.join('/');
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else main.current?.focus();
    scrollTo(0, 0);
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [at]);
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        {shared('skip')}
      </button>
      <header className={styles.top}>
        <div className={styles.brand}>
          <strong>Evlock</strong> <span>{t('title')}</span>
        </div>
        <LanguageChoice />
        <div className={styles.person}>
          <span>
            {person.name} · {t(`role_${person.role}`)}
          </span>
          <Button kind="quiet" onClick={onSignOut}>
            {t('signOut')}
          </Button>
        </div>
        <nav ref={nav} className={styles.nav} aria-label={t('menu')}>
          {names.map((known) => (
            <a key={known} href={href(known)} aria-current={known === name ? 'page' : undefined}>
              {t(`nav_${known}`)}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <ErrorBoundary key={at}>
          <Suspense fallback={<Waiting />}>
            <Shown />
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}
