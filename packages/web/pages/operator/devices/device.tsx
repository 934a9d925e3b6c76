/** One device that asks: every check spelled out, then the decision. */
import type { Address, Bytes32, NamedCheck } from '@evlock/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { href } from '../../shared/route.ts';
import { ButtonLink, Card, classes, Facts, Field, Notice, Screen, ShortId } from '../../shared/ui/index.ts';
import { type ConsoleClient, type Enrolment, useConsole } from '../client.ts';
import type { en } from '../messages/en.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Asked } from '../parts/asked.tsx';
import { ChainAct } from '../parts/chain-act.tsx';
import { demoList } from '../wallet.ts';

type CheckName = Extract<keyof typeof en, `check_${string}`> extends `check_${infer Name}` ? Name : never;

/** Which checks belong together, in the order in which a person asks. */
const GROUPS = {
  list: ['codeMadeHere', 'codeExpired', 'deviceSeen', 'meterKey'],
  evidence: [
    ...(['deviceId', 'verifierNonce', 'attestationSignature', 'attestationKey', 'securityClass'] as const),
    ...(['meterSignature', 'accountSignature', 'differentKeys', 'passkeyHash', 'passkeyPoint'] as const),
    ...(['rpIdHash', 'originHash'] as const),
  ],
  request: ['certificateRequest', 'tlsKeyHash'],
  enrolment: [
    ...(['enrolment', 'enrolmentDevice', 'enrolmentAccount', 'enrolmentMeterKey', 'enrolmentSensorClass'] as const),
    ...(['enrolmentAccountSignature', 'enrolmentMeterSignature'] as const),
  ],
} as const satisfies Readonly<Record<string, readonly CheckName[]>>;
type Group = keyof typeof GROUPS;

const METER_KEY = /^0x[0-9a-fA-F]{40}$/;

/** The demo's own operator hands its list over: it made the code of the house that waits, and its visitor could check nothing. */
async function takeDemoList(client: ConsoleClient): Promise<void> {
  const list = await demoList();
  if (list !== undefined) await client.mergeLedger(list);
}

export function Device({ deviceId }: { readonly deviceId: Bytes32 }) {
  const t = useText();
  const { client, demo } = useConsole();
  const [typed, setTyped] = useState('');
  const key = METER_KEY.test(typed.trim()) ? (typed.trim().toLowerCase() as Address) : undefined;
  const enrolment = useQuery({
    queryKey: ['enrolment', deviceId, key],
    queryFn: async () => {
      if (demo) await takeDemoList(client);
      return client.enrolment({ deviceId, meterKey: key });
    },
    placeholderData: (before) => before,
  });
  return (
    <Screen title={t('deviceTitle')} intro={t('deviceIntro')}>
      <div className={styles.back}>
        <ButtonLink kind="quiet" href={href('devices')}>
          {t('backToDevices')}
        </ButtonLink>
      </div>
      <Asked query={enrolment}>
        {({ file, checks }) => (
          <>
            <Verdict checks={checks} />
            <Papers file={file} />
            <Card title={t('checksTitle')}>
              <Field
                label={t('meterKeyRead')}
                hint={t('meterKeyHint')}
                error={typed !== '' && !key ? t('meterKeyInvalid') : undefined}
                spellCheck={false}
                value={typed}
                onValue={setTyped}
              />
              {demo && <p className={styles.soft}>{t('checksDemo')}</p>}
              <CheckList checks={checks} />
            </Card>
            <Approval deviceId={deviceId} meterKey={key} enrolment={{ file, checks }} />
          </>
        )}
      </Asked>
    </Screen>
  );
}

function Verdict({ checks }: { readonly checks: readonly NamedCheck[] }) {
  const t = useText();
  const failed = checks.filter(({ holds }) => !holds).length;
  if (failed === 0) return <Notice kind="good" title={t('checksAll', { count: checks.length })} />;
  return <Notice kind="danger" title={t('checksFailed', { count: failed })} />;
}

const SENSORS = { 'normal-world': 'sensor_normalworld', 'secure-world': 'sensor_secureworld' } as const;

function Papers({ file: { evidence, enrolment } }: Pick<Enrolment, 'file'>) {
  const t = useText();
  return (
    <Card>
      <Facts
        rows={[
          [t('deviceId'), <ShortId key="device" value={evidence.deviceId} />],
          [t('meterKey'), <ShortId key="meter" value={evidence.meterKey} />],
          [t('account'), <ShortId key="account" value={evidence.account} />],
          [t('secureWorld'), t(`class_${evidence.securityClass}`)],
          [t('sensor'), t(SENSORS[evidence.sensorClass])],
          [t('purpose'), enrolment ? t(`purpose_${enrolment.enrolment.purpose}`) : t('purposeNone')],
        ]}
      />
    </Card>
  );
}

function CheckList({ checks }: { readonly checks: readonly NamedCheck[] }) {
  const t = useText();
  return (
    <div className={styles.columns}>
      {(Object.keys(GROUPS) as Group[]).map((group) => (
        <section key={group}>
          <h3 className={styles.group}>{t(`group_${group}`)}</h3>
          <ul className={styles.checks}>
            {GROUPS[group].map((name: CheckName) => {
              const found = checks.find(({ check }) => check === name);
              if (!found) return null;
              return (
                <li key={name} className={classes(styles.check, !found.holds && styles.failed)}>
                  <span className={styles.mark} aria-hidden="true">
                    {found.holds ? '✓' : '✕'}
                  </span>
                  <span>
                    {t(`check_${name}`)}
                    <span className={styles.hidden}> {found.holds ? t('holds') : t('fails')}</span>
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Approval({
  deviceId,
  meterKey,
  enrolment: { file, checks },
}: {
  readonly deviceId: Bytes32;
  readonly meterKey: Address | undefined;
  readonly enrolment: Enrolment;
}) {
  const t = useText();
  const { client, person } = useConsole();
  const { data: all } = useQuery({ queryKey: ['enrolments'], queryFn: () => client.enrolments() });
  const isDone = all?.find((view) => view.deviceId === deviceId)?.state === 'enrolled';
  const why = (): string | undefined => {
    if (person.role !== 'operator') return t('approveWhyRole');
    if (isDone) return t('approveWhyDone');
    return checks.every(({ holds }) => holds) ? undefined : t('approveWhyChecks');
  };
  const compared = meterKey === undefined ? '' : ` --meter-key ${meterKey}`;
  return (
    <Card title={t('approveTitle')}>
      <ChainAct
        act="enrol"
        meterKey={file.evidence.meterKey}
        call={() => client.enrolCall({ deviceId, meterKey })}
        label={(wallet) => t('approve', { wallet })}
        why={why()}
        command={`evlock enrolments approve ${deviceId}${compared} --key-file enroller.key --deployment deployment.json`}
      />
    </Card>
  );
}
