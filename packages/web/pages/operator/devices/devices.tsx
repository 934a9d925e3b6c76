/** Admitting devices: invite, check, approve. */
import type { Bytes32, EnrolmentView } from '@evlock/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href, useRoute } from '../../shared/route.ts';
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
} from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Asked } from '../parts/asked.tsx';
import { CopyText } from '../parts/copy-text.tsx';
import { Tag } from '../parts/tag.tsx';
import { Device } from './device.tsx';
import { OwnList } from './own-list.tsx';

export default function Devices() {
  const { path } = useRoute();
  const deviceId = path[1];
  return deviceId === undefined ? <AllDevices /> : <Device deviceId={deviceId as Bytes32} />;
}

const EVERY = 5_000;

function AllDevices() {
  const t = useText();
  const { client } = useConsole();
  const enrolments = useQuery({
    queryKey: ['enrolments'],
    queryFn: () => client.enrolments(),
    refetchInterval: EVERY,
  });
  return (
    <Screen title={t('nav_devices')} intro={t('devicesIntro')}>
      <Asked query={enrolments}>
        {(all) => {
          const waiting = all.filter(({ state }) => state === 'pending');
          return (
            <>
              <Card title={t('requests')}>
                {waiting.length === 0 ? (
                  <Empty title={t('noRequests')}>{t('noRequestsText')}</Empty>
                ) : (
                  <DeviceList devices={waiting} />
                )}
              </Card>
              <Invite />
              {all.length > waiting.length && (
                <Card title={t('admittedTitle')}>
                  <DeviceList devices={all.filter(({ state }) => state !== 'pending')} />
                </Card>
              )}
              <OwnList />
            </>
          );
        }}
      </Asked>
    </Screen>
  );
}

const STATE_KIND = { pending: 'warning', enrolled: 'good', revoked: 'danger' } as const;

function DeviceList({ devices }: { readonly devices: readonly EnrolmentView[] }) {
  const t = useText();
  const format = useFormat();
  return (
    <ul className={styles.list}>
      {devices.map(({ deviceId, state, securityClass, requested }) => (
        <li key={deviceId} className={styles.row}>
          <div className={styles.rowText}>
            <span className={styles.rowName}>
              <ShortId value={deviceId} />
            </span>
            <span className={styles.tags}>
              <Tag kind={STATE_KIND[state]}>{t(`state_${state}`)}</Tag>
              <Tag kind={securityClass === 'board' ? 'plain' : 'warning'}>
                {t(`class_${securityClass as 'board' | 'qemu' | 'emulator'}`)}
              </Tag>
            </span>
            <span className={styles.soft}>{t('requested', { time: format.time(requested) })}</span>
          </div>
          <ButtonLink kind={state === 'pending' ? 'primary' : 'secondary'} href={href('devices', deviceId)}>
            {t('check')}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

const DEVICE_ID = /^0x[0-9a-fA-F]{64}$/;

function Invite() {
  const t = useText();
  const format = useFormat();
  const { client, person } = useConsole();
  const queries = useQueryClient();
  const [deviceId, setDeviceId] = useState('');
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ readonly code: string; readonly expires: number }>();
  const [error, setError] = useState<unknown>();
  const typed = deviceId.trim();
  const invite = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setMade(await client.invite(typed.toLowerCase() as Bytes32));
      await queries.invalidateQueries({ queryKey: ['enrolments'] });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const whyNot = DEVICE_ID.test(typed) ? undefined : t('deviceIdInvalid');
  return (
    <Card title={t('inviteTitle')}>
      {error !== undefined && <ErrorNotice error={error} />}
      {made && (
        <Notice kind="good" title={t('inviteCode')} live>
          <CopyText text={made.code} big />
          <p>{t('inviteUntil', { time: format.time(made.expires) })}</p>
        </Notice>
      )}
      <Field
        label={t('deviceId')}
        hint={t('inviteHint')}
        error={typed !== '' && whyNot !== undefined ? whyNot : undefined}
        value={deviceId}
        spellCheck={false}
        onValue={(text) => {
          setDeviceId(text);
          setMade(undefined);
        }}
      />
      <Buttons>
        <Button busy={busy} why={person.role === 'auditor' ? t('inviteWhy') : whyNot} onClick={() => void invite()}>
          {t('invite')}
        </Button>
      </Buttons>
    </Card>
  );
}
