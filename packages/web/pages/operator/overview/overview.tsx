/** How the gateway's parts are: one look before everything else. */
import type { Operations } from '@evlock/protocol';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Card, Empty, Facts, Notice, Screen, ShortId, Stat, Stats, Time } from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Asked } from '../parts/asked.tsx';
import { useNative } from '../parts/native.ts';
import { Tag } from '../parts/tag.tsx';

const EVERY = 5_000;
const GAS_KIND = { enough: 'good', low: 'warning', exhausted: 'danger' } as const;

export default function Overview() {
  const t = useText();
  const { client } = useConsole();
  const operations = useQuery({
    queryKey: ['operations'],
    queryFn: () => client.operations(),
    refetchInterval: EVERY,
  });
  return (
    <Screen title={t('nav_overview')} intro={t('overviewIntro')}>
      <Asked query={operations}>
        {(found) => (
          <>
            <Problems problems={found.problems} />
            <Figures operations={found} />
            <div className={styles.wideCards}>
              <Submitter submitter={found.submitter} />
              <Chain chain={found.chain} />
              <Certificates operations={found} />
              <Abuse abuse={found.abuse} />
            </div>
          </>
        )}
      </Asked>
    </Screen>
  );
}

function Problems({ problems }: Pick<Operations, 'problems'>) {
  const t = useText();
  if (problems.length === 0) {
    return (
      <Notice kind="good" title={t('allWell')}>
        {t('allWellText')}
      </Notice>
    );
  }
  return problems.map(({ code, message, remedy }) => (
    <Notice key={`${code} ${message}`} kind="warning" title={message}>
      {remedy} <span className={styles.soft}>{code}</span>
    </Notice>
  ));
}

function Figures({ operations: { chain, submitter, database } }: { readonly operations: Operations }) {
  const t = useText();
  const native = useNative();
  const { client } = useConsole();
  const { data: meters } = useQuery({ queryKey: ['meters'], queryFn: () => client.meters(), refetchInterval: EVERY });
  const lag = Math.max(0, chain.finalized - chain.indexed);
  const inUse = meters?.filter(({ state }) => state !== 'revoked');
  return (
    <Card>
      <Stats>
        <Stat
          label={t('metersOnline')}
          value={inUse?.filter(({ online }) => online).length ?? '…'}
          note={inUse && t('ofMeters', { count: inUse.length })}
        />
        <Stat label={t('chainLag')} value={lag === 0 ? t('noLag') : t('blocks', { count: lag })} />
        <Stat
          label={t('gasLeft')}
          value={submitter.balance === null ? t('gasUnread') : native(submitter.balance)}
          note={t(`gas_${submitter.state}`)}
        />
        <Stat
          label={t('databaseTime')}
          value={
            database.milliseconds === null ? t('databaseDown') : t('milliseconds', { count: database.milliseconds })
          }
        />
      </Stats>
    </Card>
  );
}

function Submitter({ submitter }: Pick<Operations, 'submitter'>) {
  const t = useText();
  const native = useNative();
  const format = useFormat();
  return (
    <Card title={t('submitter')} aside={<Tag kind={GAS_KIND[submitter.state]}>{t(`gas_${submitter.state}`)}</Tag>}>
      <Facts
        rows={[
          [t('submitterAccount'), <ShortId key="account" value={submitter.account} />],
          [t('balance'), submitter.balance === null ? t('gasUnread') : native(submitter.balance)],
          [t('warnBelow'), native(submitter.warnBelow)],
          [t('reserve'), native(submitter.reserve)],
          [t('queued'), format.count(submitter.queued)],
          ...(submitter.waiting > 0 ? [[t('waitingFor'), format.duration(submitter.waiting)] as const] : []),
        ]}
      />
      {submitter.queue.length === 0 ? (
        <p className={styles.soft}>{t('queueEmpty')}</p>
      ) : (
        <ul className={styles.list}>
          {submitter.queue.map(({ label, nonce, attempts }) => (
            <li key={nonce} className={styles.row}>
              <span>{label}</span>
              <span className={styles.soft}>{t('attempts', { count: attempts })}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Chain({ chain }: Pick<Operations, 'chain'>) {
  const t = useText();
  const format = useFormat();
  return (
    <Card title={t('chain')}>
      <Facts
        rows={[
          [t('finalized'), format.count(chain.finalized)],
          [t('indexed'), format.count(chain.indexed)],
          [t('sinceBlock'), format.duration(chain.secondsWithoutBlock)],
          ...chain.endpoints.map(
            ({ place, block, problem }) =>
              [
                t('endpoint', { place }),
                problem === null ? (
                  t('endpointOk', { block: block === null ? '–' : format.count(block) })
                ) : (
                  <Tag key={place} kind="warning">
                    {t('endpointOut', { problem })}
                  </Tag>
                ),
              ] as const,
          ),
        ]}
      />
    </Card>
  );
}

function Certificates({ operations: { certificates, database, since, version } }: { readonly operations: Operations }) {
  const t = useText();
  const format = useFormat();
  const { authorityEnds, serverEnds, firstDeviceEnds } = certificates;
  return (
    <Card title={t('certificates')}>
      <Facts
        rows={[
          [t('authorityEnds'), format.date(authorityEnds)],
          [t('serverEnds'), format.date(serverEnds)],
          [t('deviceEnds'), firstDeviceEnds === null ? '–' : format.date(firstDeviceEnds)],
          [t('databaseSize'), database.bytes === null ? '–' : megabytes(database.bytes, format.language)],
          [t('running'), <Time key="since" value={since} />],
          [t('version'), version],
        ]}
      />
    </Card>
  );
}

const megabytes = (bytes: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / 1_000_000,
  );

function Abuse({ abuse: { requests, httpConnections, linkConnections } }: Pick<Operations, 'abuse'>) {
  const t = useText();
  const format = useFormat();
  return (
    <Card title={t('abuse')}>
      <p className={styles.soft}>{t('abuseIntro')}</p>
      {requests.length === 0 && httpConnections + linkConnections === 0 ? (
        <Empty title={t('noRefusals')} />
      ) : (
        <Facts
          rows={[
            [t('httpConnections'), format.count(httpConnections)],
            [t('linkConnections'), format.count(linkConnections)],
            ...requests.map(({ code, count }) => [code, format.count(count)] as const),
          ]}
        />
      )}
    </Card>
  );
}
