/** One meter: what is known of it, and what can be done. */
import type { Address, MeterHealth } from '@evlock/protocol';
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shortId } from '../../shared/format/format.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href } from '../../shared/route.ts';
import {
  Button,
  ButtonLink,
  Buttons,
  Card,
  Cards,
  Dialog,
  Empty,
  EnergyValue,
  ErrorNotice,
  Facts,
  PowerValue,
  Screen,
  ShortId,
  Steps,
} from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Asked } from '../parts/asked.tsx';
import { ChainAct } from '../parts/chain-act.tsx';
import { MeterTags } from './meter-tags.tsx';

export function Meter({
  meterKey,
  meters,
}: {
  readonly meterKey: Address;
  readonly meters: UseQueryResult<MeterHealth[]>;
}) {
  const t = useText();
  return (
    <Screen title={t('meterTitle', { id: shortId(meterKey) })}>
      <div className={styles.back}>
        <ButtonLink kind="quiet" href={href('meters')}>
          {t('backToMeters')}
        </ButtonLink>
      </div>
      <Asked query={meters}>
        {(all) => {
          const meter = all.find((one) => one.meterKey === meterKey);
          return meter ? <Found meter={meter} /> : <Empty title={t('unknownMeter')} />;
        }}
      </Asked>
    </Screen>
  );
}

function Found({ meter }: { readonly meter: MeterHealth }) {
  return (
    <>
      <Known meter={meter} />
      <Cards>
        {meter.onChain && <Suspension meter={meter} suspended={meter.onChain.suspended} />}
        <Revocation meter={meter} />
      </Cards>
      <Replacement meter={meter} />
    </>
  );
}

function Known({ meter }: { readonly meter: MeterHealth }) {
  const t = useText();
  const format = useFormat();
  const { status, onChain, lastReading } = meter;
  return (
    <Card>
      <MeterTags meter={meter} />
      <Facts
        rows={[
          [t('meterKey'), <ShortId key="meter" value={meter.meterKey} />],
          [t('account'), <ShortId key="account" value={meter.account} />],
          [t('deviceId'), <ShortId key="device" value={meter.deviceId} />],
          [t('reputation'), onChain ? format.count(onChain.reputation) : '–'],
          [t('openTrades'), format.count(meter.openTrades)],
          [t('certificateEnds'), format.date(meter.certificateEnds)],
          [t('lastReading'), lastReading === null ? t('never') : format.dateTime(lastReading)],
          ...(status
            ? ([
                [t('power'), <PowerValue key="power" value={status.power} />],
                [t('importRegister'), <EnergyValue key="import" value={status.import} />],
                [t('exportRegister'), <EnergyValue key="export" value={status.export} />],
              ] as const)
            : []),
        ]}
      />
      {status && <p className={styles.soft}>{t('unverified')}</p>}
    </Card>
  );
}

function Suspension({ meter: { meterKey }, suspended }: { readonly meter: MeterHealth; readonly suspended: boolean }) {
  const t = useText();
  const { client, person } = useConsole();
  const act = suspended ? 'resume' : 'suspend';
  return (
    <Card title={t(`${act}Title`)}>
      <p>{t(`${act}Text`)}</p>
      <ChainAct
        key={act}
        act={act}
        meterKey={meterKey}
        kind={suspended ? 'primary' : 'danger'}
        call={() => client.roleCall(act, meterKey)}
        label={(wallet) => t(`${act}With`, { wallet })}
        why={person.role === 'operator' ? undefined : t('roleWhy')}
        command={`evlock enrolments ${act} ${meterKey} --key-file suspender.key --deployment deployment.json`}
      />
    </Card>
  );
}

function Revocation({ meter: { deviceId, state } }: { readonly meter: MeterHealth }) {
  const t = useText();
  const { client, person } = useConsole();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isRevoked = state === 'revoked';
  const change = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    setError(undefined);
    try {
      await (isRevoked ? client.readmit(deviceId) : client.revoke(deviceId));
      await queries.invalidateQueries();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const why = person.role === 'operator' ? undefined : t('roleWhy');
  return (
    <Card title={t(isRevoked ? 'readmitTitle' : 'revokeTitle')}>
      <p>{t(isRevoked ? 'readmitText' : 'revokeText')}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      <Buttons>
        {isRevoked ? (
          <Button busy={busy} why={why} onClick={() => void change()}>
            {t('readmit')}
          </Button>
        ) : (
          <Button kind="danger" busy={busy} why={why} onClick={() => setAsking(true)}>
            {t('revoke')}
          </Button>
        )}
      </Buttons>
      {asking && (
        <Dialog title={t('revokeSure')} onClose={() => setAsking(false)}>
          <p>{t('revokeSureText')}</p>
          <Buttons>
            <Button kind="danger" onClick={() => void change()}>
              {t('revoke')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('keep')}</Button>
          </Buttons>
        </Dialog>
      )}
    </Card>
  );
}

const STEPS = ['suspend', 'restore', 'invite', 'standby', 'request'] as const;

function Replacement({ meter: { onChain } }: { readonly meter: MeterHealth }) {
  const t = useText();
  if (!onChain) return null;
  const isDone = onChain.replacedBy !== null;
  const current = onChain.suspended ? 'restore' : 'suspend';
  return (
    <Card title={t('replaceTitle')}>
      <p>{t('replaceText')}</p>
      <Steps
        current={isDone ? undefined : current}
        steps={[
          ...STEPS.map((key) => ({ key, label: t(`replace_${key}`), note: t(`replace_${key}_note`) })),
          { key: 'finish', label: t('replace_finish') },
        ]}
      />
    </Card>
  );
}
