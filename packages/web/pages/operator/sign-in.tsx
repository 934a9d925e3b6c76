/** Before the console: sign in with a passkey, or sign up with a code. */
import { useEffect, useState } from 'react';
import { PasskeyNotices } from '../shared/passkey/notices.tsx';
import { makePasskey } from '../shared/passkey/passkey.ts';
import { go, href, useRoute } from '../shared/route.ts';
import { Button, ButtonLink, Buttons, Card, ErrorNotice, Field, Notice, Screen } from '../shared/ui/index.ts';
import type { ConsoleClient, Person } from './client.ts';
import { useText } from './messages/index.ts';
import styles from './operator.module.css';
import { CopyText } from './parts/copy-text.tsx';
import { LanguageChoice } from './parts/language-choice.tsx';
import { type PasskeyChoice, rememberPasskey } from './passkey.ts';
import { demoSignUp } from './wallet.ts';

export interface SignInProps {
  readonly client: ConsoleClient;
  readonly demo: boolean;
  readonly rpId: string;
  readonly choice: PasskeyChoice;
  readonly onSignedIn: (person: Person) => void;
}

const CODE = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/;
/** As a person may type it: small letters, or without hyphens. */
const tidyCode = (text: string): string =>
  (
    text
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, '')
      .match(/.{1,4}/g) ?? []
  ).join('-');

export function SignIn(props: SignInProps) {
  const { path } = useRoute();
  return (
    <main className={styles.narrow}>
      <div className={styles.languageCorner}>
        <LanguageChoice />
      </div>
      {path[0] === 'sign-up' ? <SignUp {...props} given={path[1] ?? ''} /> : <WithPasskey {...props} />}
    </main>
  );
}

function WithPasskey({ client, demo, choice, onSignedIn }: SignInProps) {
  const t = useText();
  const { query } = useRoute();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const signIn = async (all: boolean): Promise<void> => {
    choice.all = all;
    setBusy(true);
    setError(undefined);
    try {
      await client.checkGateway();
      onSignedIn(await client.signIn());
      go('#/', { replace: true });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const welcome = query.get('welcome');
  return (
    <Screen title={t('title')} intro={t('signInIntro')}>
      <PasskeyNotices />
      {welcome && <Notice kind="good">{t('signedUp', { name: welcome })}</Notice>}
      {error !== undefined && <ErrorNotice error={error} />}
      <Card title={t('signInTitle')}>
        <Buttons>
          <Button kind="primary" busy={busy} onClick={() => void signIn(false)}>
            {t('signIn')}
          </Button>
          <Button onClick={() => void signIn(true)}>{t('otherPasskey')}</Button>
          <ButtonLink kind="quiet" href={href('sign-up')}>
            {t('haveCode')}
          </ButtonLink>
        </Buttons>
      </Card>
      {demo ? <DemoVisitor /> : <FirstOne />}
    </Screen>
  );
}

function FirstOne() {
  const t = useText();
  return (
    <Card title={t('firstTitle')}>
      <p>{t('firstText')}</p>
      <CopyText text={`evlock operators add NAME --pages ${location.origin} --token-file operator.token`} />
    </Card>
  );
}

/** Only in the demo: its visitor becomes an operator, too. */
function DemoVisitor() {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const code = await demoSignUp();
      if (code === undefined) setMissing(true);
      else go(href('sign-up', code));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  if (missing) return <FirstOne />;
  return (
    <Card title={t('demoTitle')}>
      <p>{t('demoText')}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      <Buttons>
        <Button busy={busy} onClick={() => void take()}>
          {t('demoTake')}
        </Button>
      </Buttons>
    </Card>
  );
}

function SignUp({ client, rpId, given }: SignInProps & { readonly given: string }) {
  const t = useText();
  const [code, setCode] = useState(() => tidyCode(given));
  const [name, setName] = useState(t('title'));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (given === '') return;
    setCode(tidyCode(given));
    // It stays in the address no longer than it takes to read it.
    history.replaceState(null, '', href('sign-up'));
  }, [given]);
  const wrong = code !== '' && !CODE.test(code);
  const signUp = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await client.checkGateway();
      const made = await makePasskey({ rpId, name });
      const person = await client.signUp({ code, ...made });
      rememberPasskey(made.credentialId);
      go(`#/?welcome=${encodeURIComponent(person.name)}`, { replace: true });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Screen title={t('signUpTitle')} intro={t('signUpIntro')}>
      <PasskeyNotices />
      {error !== undefined && <ErrorNotice error={error} />}
      <Card>
        <Field
          label={t('code')}
          hint={t('codeHint')}
          error={wrong ? t('codeInvalid') : undefined}
          value={code}
          onValue={(text) => setCode(tidyCode(text))}
        />
        <Field label={t('signUpName')} hint={t('signUpNameHint')} value={name} onValue={setName} />
        <Buttons>
          <Button
            kind="primary"
            busy={busy}
            why={CODE.test(code) ? undefined : t('codeInvalid')}
            onClick={() => void signUp()}
          >
            {t('signUp')}
          </Button>
          <ButtonLink kind="quiet" href="#/">
            {t('haveAccount')}
          </ButtonLink>
        </Buttons>
      </Card>
    </Screen>
  );
}
