import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchConfig } from '../../shared/config.ts';
import type { PublicPasskey } from '../../shared/fingerprint/fingerprint.ts';
import { FingerprintWords } from '../../shared/fingerprint/words.tsx';
import { saveHouse } from '../../shared/houses.ts';
import { useHouse, useOwner } from '../../shared/owner.ts';
import { makePasskey } from '../../shared/passkey/passkey.ts';
import { Button, Buttons, Card, Dialog, Empty, ErrorNotice, Field, Notice, Waiting } from '../../shared/ui/index.ts';
import { useText } from './messages/index.ts';
import { parsePublicPart } from './public-part.ts';
import styles from './safety.module.css';

const KEY = ['passkeys'] as const;
/** As many as the secure world keeps. */
const MOST = 4;

export function Passkeys() {
  const t = useText();
  const owner = useOwner();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PublicPasskey>();
  const { data, error, isPending, refetch } = useQuery({ queryKey: KEY, queryFn: () => owner.passkeys() });
  const passkeys = data?.passkeys ?? [];
  const whyNotAdd = !data ? t('passkeysUnknown') : passkeys.length >= MOST ? t('passkeysFull') : undefined;
  return (
    <Card title={t('passkeysTitle')}>
      <p>{t('passkeysText')}</p>
      {isPending && <Waiting />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && passkeys.length === 0 && <Empty title={t('passkeysNone')} />}
      <ul className={styles.list}>
        {passkeys.map((passkey) => (
          <li key={passkey.publicKeyX} className={styles.item}>
            <FingerprintWords passkey={passkey} />
            <Button
              kind="danger"
              why={passkeys.length === 1 ? t('lastPasskey') : undefined}
              onClick={() => setRemoving(passkey)}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      {data && <p className={styles.soft}>{t('passkeysWord')}</p>}
      <Buttons>
        <Button why={whyNotAdd} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      </Buttons>
      {adding && <Add onClose={() => setAdding(false)} />}
      {removing && <Remove passkey={removing} onClose={() => setRemoving(undefined)} />}
    </Card>
  );
}

/** First the new passkey is made, or its public part is brought; then its words are compared, and one that is bound approves it. */
function Add({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const [owner, house, queries] = [useOwner(), useHouse(), useQueryClient()];
  const [made, setMade] = useState<{ readonly passkey: PublicPasskey; readonly credentialId?: string }>();
  const [typed, setTyped] = useState('');
  const make = useMutation({
    mutationFn: async () => {
      const { deployment } = await queries.ensureQueryData({ queryKey: ['config'], queryFn: () => fetchConfig() });
      const rpId = deployment?.rpId ?? location.hostname;
      const { credentialId, publicKey } = await makePasskey({ rpId, name: house.name, exclude: house.credentialIds });
      return { passkey: { publicKeyX: publicKey.x, publicKeyY: publicKey.y }, credentialId };
    },
    onSuccess: setMade,
  });
  const bind = useMutation({
    mutationFn: async () => {
      if (!made) return;
      queries.setQueryData(KEY, await owner.bindPasskey(made.passkey));
      const { credentialId } = made;
      // Without ids the browser offers whichever it has.
      if (credentialId !== undefined && house.credentialIds.length > 0)
        saveHouse({ ...house, credentialIds: [...house.credentialIds, credentialId] });
    },
    onSuccess: onClose,
  });
  const brought = parsePublicPart(typed);
  if (made) {
    return (
      <Dialog title={t('addTitle')} onClose={onClose}>
        <p>{t(made.credentialId === undefined ? 'compareText' : 'madeText')}</p>
        <FingerprintWords passkey={made.passkey} />
        {bind.error && <ErrorNotice error={bind.error} />}
        <Buttons>
          <Button kind="primary" busy={bind.isPending} onClick={() => bind.mutate()}>
            {t('approveAdd')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
        </Buttons>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('addTitle')} onClose={onClose}>
      <p>{t('addText')}</p>
      {make.error && <ErrorNotice error={make.error} />}
      <Buttons>
        <Button kind="primary" busy={make.isPending} onClick={() => make.mutate()}>
          {t('makeHere')}
        </Button>
      </Buttons>
      <details>
        <summary className={styles.summary}>{t('otherDevice')}</summary>
        <p>{t('otherDeviceText')}</p>
        <Field
          label={t('publicPart')}
          value={typed}
          onValue={setTyped}
          spellCheck={false}
          error={typed !== '' && !brought ? t('publicPartWrong') : undefined}
        />
        <Buttons>
          <Button
            why={brought ? undefined : t('publicPartMissing')}
            onClick={() => brought && setMade({ passkey: brought })}
          >
            {t('compare')}
          </Button>
        </Buttons>
      </details>
    </Dialog>
  );
}

function Remove({ passkey, onClose }: { readonly passkey: PublicPasskey; readonly onClose: () => void }) {
  const t = useText();
  const [owner, queries] = [useOwner(), useQueryClient()];
  const remove = useMutation({
    mutationFn: async () => queries.setQueryData(KEY, await owner.removePasskey(passkey)),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['sessions'] });
      onClose();
    },
  });
  return (
    <Dialog title={t('removeTitle')} onClose={onClose}>
      <FingerprintWords passkey={passkey} />
      <Notice kind="warning">{t('removeText')}</Notice>
      {remove.error && <ErrorNotice error={remove.error} />}
      <Buttons>
        <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
          {t('approveRemove')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Buttons>
    </Dialog>
  );
}
