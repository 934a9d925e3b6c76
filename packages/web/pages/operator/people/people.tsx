/** Who may act for the operator. */
import type { OperatorRole, OperatorView } from '@evlock/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import {
  Button,
  Buttons,
  Card,
  Dialog,
  Empty,
  ErrorNotice,
  Field,
  Fields,
  Notice,
  Screen,
  Select,
} from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Asked } from '../parts/asked.tsx';
import { CopyText } from '../parts/copy-text.tsx';
import { Tag } from '../parts/tag.tsx';

const EVERY = 10_000;

export default function People() {
  const t = useText();
  const { client } = useConsole();
  const people = useQuery({ queryKey: ['people'], queryFn: () => client.people(), refetchInterval: EVERY });
  return (
    <Screen title={t('nav_people')} intro={t('peopleIntro')}>
      <Asked query={people}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('nobody')} />
          ) : (
            <Card>
              <ul className={styles.list}>
                {all.map((one) => (
                  <Row key={one.name} one={one} />
                ))}
              </ul>
            </Card>
          )
        }
      </Asked>
      <Add />
    </Screen>
  );
}

function Row({ one }: { readonly one: OperatorView }) {
  const t = useText();
  const format = useFormat();
  const { client, person } = useConsole();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { name, role, added, addedBy, removed, passkeys, invitedUntil, signedInUntil } = one;
  const remove = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    try {
      await client.removePerson(name);
      await queries.invalidateQueries({ queryKey: ['people'] });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className={styles.row}>
      <div className={styles.rowText}>
        <span className={styles.rowName}>
          {name}
          {name === person.name && ` (${t('you')})`}
        </span>
        <span className={styles.tags}>
          <Tag>{t(`role_${role}`)}</Tag>
          {removed !== null && <Tag kind="danger">{t('removed', { time: format.time(removed) })}</Tag>}
          {removed === null && <Tag>{t('passkeys', { count: passkeys.length })}</Tag>}
          {invitedUntil !== null && <Tag kind="warning">{t('invited', { time: format.time(invitedUntil) })}</Tag>}
          {signedInUntil !== null && <Tag kind="good">{t('signedIn')}</Tag>}
        </span>
        <span className={styles.soft}>
          {t('addedBy', { time: format.time(added), name: addedBy === 'token' ? t('tokenHolder') : addedBy })}
        </span>
        {error !== undefined && <ErrorNotice error={error} />}
      </div>
      {removed === null && person.role === 'operator' && (
        <Button kind="danger" busy={busy} onClick={() => setAsking(true)}>
          {t('remove')}
        </Button>
      )}
      {asking && (
        <Dialog title={t('removeSure', { name })} onClose={() => setAsking(false)}>
          <p>{t('removeSureText', { name })}</p>
          <Buttons>
            <Button kind="danger" onClick={() => void remove()}>
              {t('remove')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('keep')}</Button>
          </Buttons>
        </Dialog>
      )}
    </li>
  );
}

const ROLES = ['operator', 'installer', 'auditor'] as const satisfies readonly OperatorRole[];
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,38}[\p{L}\p{N}])?$/u;

interface Invitation {
  readonly name: string;
  readonly link: string;
  readonly expires: number;
}

function Add() {
  const t = useText();
  const format = useFormat();
  const { client, person } = useConsole();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<OperatorRole>('operator');
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<Invitation>();
  const [error, setError] = useState<unknown>();
  const typed = name.trim().normalize('NFC');
  const isName = NAME.test(typed) && typed !== 'token';
  const add = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const { code, expires } = await client.addPerson(typed, role);
      setMade({ name: typed, expires, link: `${location.origin}/operator/#/sign-up/${code}` });
      await queries.invalidateQueries({ queryKey: ['people'] });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const why = (): string | undefined => {
    if (person.role !== 'operator') return t('addWhy');
    return isName ? undefined : t('nameInvalid');
  };
  return (
    <Card title={t('addTitle')}>
      {error !== undefined && <ErrorNotice error={error} />}
      {made && (
        <Notice kind="good" title={t('addCode', { name: made.name })} live>
          <CopyText text={made.link} />
          <p>{t('addUntil', { time: format.time(made.expires), name: made.name })}</p>
        </Notice>
      )}
      <Fields>
        <Field
          label={t('name')}
          hint={t('nameHint')}
          error={typed !== '' && !isName ? t('nameInvalid') : undefined}
          value={name}
          onValue={setName}
        />
        <Select
          label={t('role')}
          hint={t(`roleHint_${role}`)}
          value={role}
          options={ROLES.map((value) => ({ value, label: t(`role_${value}`) }))}
          onValue={(value) => setRole(value as OperatorRole)}
        />
      </Fields>
      <Buttons>
        <Button busy={busy} why={why()} onClick={() => void add()}>
          {t('add')}
        </Button>
      </Buttons>
    </Card>
  );
}
