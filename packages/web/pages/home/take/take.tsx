/** Taking a house: this browser makes a passkey, and the meter's own page binds it. Neither the gateway nor this page's server decides. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { fetchConfig, type PagesConfig } from '../../shared/config.ts';
import { FingerprintWords } from '../../shared/fingerprint/words.tsx';
import { loadHouses, saveHouse } from '../../shared/houses.ts';
import { PasskeyNotices } from '../../shared/passkey/notices.tsx';
import { makePasskey } from '../../shared/passkey/passkey.ts';
import { go, useRoute } from '../../shared/route.ts';
import {
  Button,
  ButtonLink,
  Buttons,
  Card,
  Empty,
  ErrorNotice,
  Field,
  Notice,
  Screen,
  ShortId,
  Steps,
  Waiting,
} from '../../shared/ui/index.ts';
import { useText } from './messages/index.ts';
import {
  type Bound,
  boundOf,
  clearPending,
  linkOf,
  loadPending,
  localPageUrl,
  newRequest,
  type Pending,
  savePending,
} from './pending.ts';
import styles from './take.module.css';

const STEPS = ['make', 'compare', 'bound'] as const;

/** The demo's house that waits for an owner, and the address of its meter's page with its code. */
const waiting = ({ houses }: PagesConfig) => houses.find(({ localPage }) => localPage !== null);

export default function Take() {
  const t = useText();
  const { path, query } = useRoute();
  const [pending, setPending] = useState(loadPending);
  const config = useQuery({ queryKey: ['config'], queryFn: ({ signal }) => fetchConfig(signal) });
  // The meter's page may have led back in another tab.
  useEffect(() => {
    const changed = (): void => {
      const left = loadPending();
      setPending(left);
      if (!left && loadHouses().length > 0) go('#/', { replace: true });
    };
    addEventListener('storage', changed);
    return () => removeEventListener('storage', changed);
  }, []);
  if (!config.data?.deployment) return <Waiting />;
  const step = path[1] === 'bound' ? 'bound' : pending ? 'compare' : 'make';
  return (
    <Screen title={t('title')} intro={t('intro')}>
      {step === 'make' && <PasskeyNotices />}
      <div className={styles.columns}>
        <div className={styles.work}>
          {step === 'make' && <Make config={config.data} onMade={setPending} />}
          {step === 'compare' && pending && (
            <Compare
              config={config.data}
              pending={pending}
              onAgain={() => {
                clearPending();
                setPending(undefined);
              }}
            />
          )}
          {step === 'bound' && <Arrived query={query} pending={pending} />}
        </div>
        <Card title={t('steps')}>
          <Steps steps={STEPS.map((key) => ({ key, label: t(`step_${key}`) }))} current={step} />
        </Card>
      </div>
    </Screen>
  );
}

function Make({ config, onMade }: { readonly config: PagesConfig; readonly onMade: (pending: Pending) => void }) {
  const t = useText();
  const house = waiting(config);
  // The house that waits may start after this page: its name stands there until another one is typed.
  const [typed, setTyped] = useState<string>();
  const name = typed ?? house?.name ?? '';
  const [address, setAddress] = useState('');
  const make = useMutation({
    mutationFn: async () => {
      const rpId = config.deployment?.rpId ?? location.hostname;
      const { credentialId, publicKey } = await makePasskey({ rpId, name: name.trim() });
      const passkey = { publicKeyX: publicKey.x, publicKeyY: publicKey.y };
      const pending = {
        request: newRequest(),
        name: name.trim(),
        credentialId,
        passkey,
        localPage: house ? '' : address,
      };
      savePending(pending);
      return pending;
    },
    onSuccess: onMade,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate();
  };
  const isWrong = address !== '' && !localPageUrl(address);
  const why = name.trim() === '' ? t('nameMissing') : isWrong ? t('addressWrong') : undefined;
  return (
    <Card title={t('makeTitle')}>
      <p>{t('makeText')}</p>
      <form onSubmit={submit} className={styles.work}>
        <Field label={t('name')} hint={t('nameHint')} value={name} onValue={setTyped} maxLength={40} />
        {!house && (
          <Field
            label={t('address')}
            hint={t('addressHint')}
            error={isWrong ? t('addressWrong') : undefined}
            value={address}
            onValue={setAddress}
            inputMode="url"
            placeholder="http://localhost:8090/"
            spellCheck={false}
          />
        )}
        <Buttons>
          <Button kind="primary" type="submit" busy={make.isPending} why={why}>
            {t('make')}
          </Button>
        </Buttons>
      </form>
      {make.error && <ErrorNotice error={make.error} />}
    </Card>
  );
}

function Compare({
  config,
  pending,
  onAgain,
}: {
  readonly config: PagesConfig;
  readonly pending: Pending;
  readonly onAgain: () => void;
}) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const link = linkOf(pending, waiting(config)?.localPage ?? pending.localPage, location.origin);
  const part = `${pending.passkey.publicKeyX}${pending.passkey.publicKeyY.slice(2)}`;
  const copy = (): void => void navigator.clipboard?.writeText(part).then(() => setCopied(true));
  return (
    <Card title={t('compareTitle')}>
      <p>{t('compareText')}</p>
      <FingerprintWords passkey={pending.passkey} />
      {link === undefined ? (
        <Notice>{t('byHand')}</Notice>
      ) : (
        <a className={styles.link} href={link} target="_blank" rel="noopener noreferrer">
          {t('toMeter')} <span aria-hidden="true">↗</span>
        </a>
      )}
      <details open={link === undefined}>
        <summary className={styles.summary}>{t('otherDevice')}</summary>
        <p>{t('otherDeviceText')}</p>
        <code className={styles.part}>{part}</code>
        <Buttons>
          <Button onClick={copy}>{copied ? t('copied') : t('copy')}</Button>
        </Buttons>
        <ByHand pending={pending} />
      </details>
      <Buttons>
        <Button kind="quiet" onClick={onAgain}>
          {t('startAgain')}
        </Button>
      </Buttons>
    </Card>
  );
}

/** The two keys as the meter's page shows them, where it cannot lead back. */
function ByHand({ pending }: { readonly pending: Pending }) {
  const t = useText();
  const [meterKey, setMeterKey] = useState('');
  const [account, setAccount] = useState('');
  const typed = new URLSearchParams({
    request: pending.request,
    meterKey: meterKey.trim().toLowerCase(),
    account: account.trim().toLowerCase(),
  });
  const bound = boundOf(typed, pending);
  const why = bound ? undefined : t('keysMissing');
  return (
    <div className={styles.work}>
      <p>{t('keysText')}</p>
      <Field label={t('meterKey')} value={meterKey} onValue={setMeterKey} spellCheck={false} placeholder="0x…" />
      <Field label={t('account')} value={account} onValue={setAccount} spellCheck={false} placeholder="0x…" />
      <Buttons>
        <Button why={why} onClick={() => go(`#/take/bound?${typed}`)}>
          {t('goOn')}
        </Button>
      </Buttons>
    </div>
  );
}

function Arrived({ query, pending }: { readonly query: URLSearchParams; readonly pending: Pending | undefined }) {
  const t = useText();
  const [taken, setTaken] = useState<Bound & { readonly name: string }>();
  const [blocked, setBlocked] = useState(false);
  const bound = boundOf(query, pending);
  useEffect(() => {
    if (!bound || !pending || taken) return;
    const { name, credentialId } = pending;
    try {
      saveHouse({ meterKey: bound.meterKey, account: bound.account, credentialIds: [credentialId], name });
      setTaken({ ...bound, name });
      clearPending();
    } catch {
      setBlocked(true);
    }
  }, [bound, pending, taken]);
  if (blocked)
    return (
      <Notice kind="danger" title={t('blockedTitle')}>
        {t('blockedText')}
      </Notice>
    );
  if (!taken && !bound) {
    return (
      <Empty title={t('strangeTitle')} action={<ButtonLink href="#/take">{t('startAgain')}</ButtonLink>}>
        {t('strangeText')}
      </Empty>
    );
  }
  if (!taken) return <Waiting />;
  return (
    <Card title={t('takenTitle', { name: taken.name })}>
      <Notice kind="good">{t('takenText')}</Notice>
      <p>
        {t('meterKey')} <ShortId value={taken.meterKey} /> · {t('account')} <ShortId value={taken.account} />
      </p>
      <p>{t('takenNext')}</p>
      <Buttons>
        <ButtonLink kind="primary" href="#/">
          {t('signIn')}
        </ButtonLink>
      </Buttons>
    </Card>
  );
}
