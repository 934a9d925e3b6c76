import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useOwner } from '../../shared/owner.ts';
import { Button, Buttons, Card, ErrorNotice, Waiting } from '../../shared/ui/index.ts';
import { useText } from './messages/index.ts';
import styles from './safety.module.css';

const KEY = ['sessions'] as const;
type Id = `0x${string}`;

/** Open sessions at the gateway. They can look, and stop; whatever moves energy or money needs a passkey each time. */
export function SignIns() {
  const t = useText();
  const format = useFormat();
  const [owner, queries] = [useOwner(), useQueryClient()];
  const { data, error, isPending, refetch } = useQuery({ queryKey: KEY, queryFn: () => owner.sessions() });
  const end = useMutation({
    mutationFn: (which: 'others' | Id) => owner.endSessions(which),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const others = (data ?? []).filter(({ current }) => !current);
  return (
    <Card title={t('signInsTitle')}>
      <p>{t('signInsText')}</p>
      {isPending && <Waiting />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <ul className={styles.list}>
        {(data ?? []).map(({ id, opened, expires, current }) => (
          <li key={id} className={styles.item}>
            <span>
              {t('since', { time: format.time(opened) })}
              <span className={styles.soft}>{current ? t('thisOne') : t('until', { time: format.time(expires) })}</span>
            </span>
            {!current && (
              <Button busy={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.error && <ErrorNotice error={end.error} />}
      {others.length > 1 && (
        <Buttons>
          <Button busy={end.isPending && end.variables === 'others'} onClick={() => end.mutate('others')}>
            {t('endOthers')}
          </Button>
        </Buttons>
      )}
    </Card>
  );
}
