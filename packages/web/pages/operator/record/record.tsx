/** Everything that was done, newest first. */
import type { RecordEntry } from '@evlock/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Button, Buttons, Card, Empty, ErrorNotice, Screen, ShortId, Waiting } from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import type { en } from '../messages/en.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Tag } from '../parts/tag.tsx';

const PAGE = 50;
const EVERY = 10_000;

type Act = Extract<keyof typeof en, `act_${string}`> extends `act_${infer Name}` ? Name : never;
const ACTS: readonly string[] = [
  ...(['createEnrolmentCode', 'revoke', 'readmit', 'addOperator', 'removeOperator', 'operatorSignUp'] as const),
  ...(['operatorSignIn', 'operatorSignOut', 'startAudit', 'enrol', 'suspend', 'resume'] as const),
] satisfies readonly Act[];

export default function Record() {
  const t = useText();
  const { client } = useConsole();
  const record = useInfiniteQuery({
    queryKey: ['record'],
    queryFn: ({ pageParam }) => client.record({ limit: PAGE, ...(pageParam !== undefined && { before: pageParam }) }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ entries, more }) => (more ? entries.at(-1)?.step : undefined),
    refetchInterval: EVERY,
  });
  const entries = record.data?.pages.flatMap((page) => page.entries);
  return (
    <Screen title={t('nav_record')} intro={t('recordIntro')}>
      {record.error && <ErrorNotice error={record.error} onRetry={() => void record.refetch()} />}
      {!entries && !record.error && <Waiting />}
      {entries?.length === 0 && <Empty title={t('noRecord')} />}
      {entries && entries.length > 0 && (
        <Card>
          <ul className={styles.list}>
            {entries.map((entry) => (
              <Line key={entry.step} entry={entry} />
            ))}
          </ul>
          {record.hasNextPage && (
            <Buttons>
              <Button busy={record.isFetchingNextPage} onClick={() => void record.fetchNextPage()}>
                {t('older')}
              </Button>
            </Buttons>
          )}
        </Card>
      )}
    </Screen>
  );
}

const isId = (subject: string): boolean => /^0x[0-9a-f]{16,}$/.test(subject);

function Line({ entry }: { readonly entry: RecordEntry }) {
  const t = useText();
  const format = useFormat();
  const { at, who, role, act, subject, result, transaction, step } = entry;
  return (
    <li className={styles.row}>
      <div className={styles.rowText}>
        <span>
          <strong>{who === 'token' ? t('tokenHolder') : who}</strong>{' '}
          {ACTS.includes(act) ? t(`act_${act as Act}`) : act}{' '}
          {subject !== null && (isId(subject) ? <ShortId value={subject} /> : subject)}
        </span>
        <span className={styles.soft}>
          {step} · {format.dateTime(at)} · {t(`role_${role}`)}
          {transaction !== null && (
            <>
              {' · '}
              {t('reported')} <ShortId value={transaction} />
            </>
          )}
        </span>
      </div>
      <Tag kind={result === 'ok' ? 'good' : 'warning'}>
        {result === 'ok' ? t('resultOk') : t('resultRefused', { code: result })}
      </Tag>
    </li>
  );
}
