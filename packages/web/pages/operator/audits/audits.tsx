/** Audits of the gateway's database: started here, with progress and result. */

import type { AuditView } from '@evlock/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Button, Buttons, Card, Empty, ErrorNotice, Screen, Steps } from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Asked } from '../parts/asked.tsx';
import { Tag } from '../parts/tag.tsx';
import { AUDIT_STAGES_OF } from './stages.ts';

/** Milliseconds between two looks, while one runs and otherwise. */
const RUNNING = 700;
const IDLE = 15_000;

export default function Audits() {
  const t = useText();
  const { client } = useConsole();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const audits = useQuery({
    queryKey: ['audits'],
    queryFn: () => client.audits(),
    refetchInterval: ({ state }) => (state.data?.some(({ ended }) => ended === null) ? RUNNING : IDLE),
  });
  const start = async (): Promise<void> => {
    setError(undefined);
    try {
      await client.startAudit();
      await queries.invalidateQueries({ queryKey: ['audits'] });
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <Screen title={t('nav_audits')} intro={t('auditsIntro')}>
      {error !== undefined && <ErrorNotice error={error} />}
      <Asked query={audits}>
        {(all) => {
          const running = all.find(({ ended }) => ended === null);
          return (
            <>
              <Buttons>
                <Button kind="primary" why={running ? t('auditRunningWhy') : undefined} onClick={() => void start()}>
                  {t('startAudit')}
                </Button>
              </Buttons>
              {running && <Running audit={running} />}
              {all.length === 0 && <Empty title={t('noAudits')}>{t('noAuditsText')}</Empty>}
              {all
                .filter(({ ended }) => ended !== null)
                .map((audit) => (
                  <Result key={audit.id} audit={audit} />
                ))}
            </>
          );
        }}
      </Asked>
    </Screen>
  );
}

function Running({ audit }: { readonly audit: AuditView }) {
  const t = useText();
  return (
    <Card title={t('auditRunning', { id: audit.id })}>
      <Steps
        current={audit.stage ?? undefined}
        steps={AUDIT_STAGES_OF.map((key) => ({ key, label: t(`stage_${key}`) }))}
      />
    </Card>
  );
}

function Result({ audit }: { readonly audit: AuditView }) {
  const t = useText();
  const format = useFormat();
  const { id, startedBy, started, ended, result, error } = audit;
  const by = t('auditBy', {
    id,
    name: startedBy === 'token' ? t('tokenHolder') : startedBy,
    time: format.time(started),
  });
  if (!result) {
    return (
      <Card title={by} aside={<Tag kind="warning">{t('auditFailed', { code: error ?? 'INTERNAL' })}</Tag>}>
        <p className={styles.soft}>{t('noAuditsText')}</p>
      </Card>
    );
  }
  const clean = result.differences === 0;
  const tag = clean ? t('auditClean') : t('auditDifferences', { count: result.differences });
  return (
    <Card title={by} aside={<Tag kind={clean ? 'good' : 'danger'}>{tag}</Tag>}>
      <p className={styles.soft}>
        {t('auditTook', {
          time: format.duration(Math.max(1, (ended ?? started) - started)),
          block: format.count(result.block),
        })}
      </p>
      <p className={styles.figures}>
        {Object.entries(result.checked).map(([name, count]) => (
          <span key={name}>
            {format.count(count)} {t(`checked_${name as 'offers'}`)}
          </span>
        ))}
      </p>
      {result.unproven > 0 && <p>{t('auditUnproven', { count: result.unproven })}</p>}
      {result.shown.length > 0 && <Differences shown={result.shown} />}
    </Card>
  );
}

function Differences({ shown }: Pick<NonNullable<AuditView['result']>, 'shown'>) {
  const t = useText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by the keyboard.
    <section className={styles.differences} aria-label={t('auditDifferences', { count: shown.length })} tabIndex={0}>
      <table>
        <tbody>
          {shown.map(({ table, key, field, recorded, expected }) => (
            <tr key={`${table} ${key} ${field}`}>
              <th scope="row">
                {table}.{field}
                <br />
                <code className={styles.soft}>{key}</code>
              </th>
              <td>
                <span className={styles.soft}>{t('recorded')}</span>
                <br />
                <code>{recorded}</code>
              </td>
              <td>
                <span className={styles.soft}>{t('expected')}</span>
                <br />
                <code>{expected}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
