/** What was asked of the gateway: waits, fails with a way on, and says since when it is old. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useShared } from '../../shared/i18n/messages/index.ts';
import { ErrorNotice, Notice, Waiting } from '../../shared/ui/index.ts';

export function Asked<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const t = useShared();
  const format = useFormat();
  const { data, error, dataUpdatedAt } = query;
  if (data === undefined) {
    if (error) return <ErrorNotice error={error} onRetry={() => void query.refetch()} />;
    return <Waiting />;
  }
  return (
    <>
      {error && (
        <Notice kind="warning" live>
          {t('stale', { time: format.time(Math.floor(dataUpdatedAt / 1000)) })}
        </Notice>
      )}
      {children(data)}
    </>
  );
}
