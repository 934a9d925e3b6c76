import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useHouse, useOwner } from '../../shared/owner.ts';
import {
  Button,
  Buttons,
  Card,
  ErrorNotice,
  Facts,
  Notice,
  Progress,
  ShortId,
  Verdict,
  Waiting,
} from '../../shared/ui/index.ts';
import { useText } from './messages/index.ts';

const KEY = ['replacement'] as const;
/** Seconds between a request and its effect. */
const DELAY = 48 * 3600;

/** Which meter is active; a replacement that is under way, with how far the 48 hours have come. */
export function Replacement() {
  const t = useText();
  const format = useFormat();
  const [owner, house, queries] = [useOwner(), useHouse(), useQueryClient()];
  const { data, error, isPending, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => owner.replacement(),
    refetchInterval: 30_000,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: KEY });
  const finish = useMutation({ mutationFn: () => owner.finishReplacement(), onSuccess: refresh });
  const withdraw = useMutation({
    mutationFn: async () => data?.activeMeter && owner.replace(data.activeMeter, data.activeMeter),
    onSuccess: refresh,
  });
  const pending = data?.pending ?? null;
  const left = pending && data ? Math.max(0, pending.effectiveFrom - data.time) : 0;
  return (
    <Card title={t('meterTitle')}>
      {isPending && <Waiting />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Facts
            rows={[
              [
                t('activeMeter'),
                data.activeMeter === null ? (
                  t('noMeter')
                ) : (
                  <ShortId
                    key="active"
                    value={data.activeMeter}
                    name={data.activeMeter === house.meterKey ? t('thisMeter') : undefined}
                  />
                ),
              ],
              ...(pending ? [[t('newMeter'), <ShortId key="new" value={pending.newMeterKey} />] as const] : []),
            ]}
          />
          <Verdict verdict={data.verdict} />
        </>
      )}
      {pending && (
        <>
          <Progress
            label={pending.due ? t('replacementDue') : t('replacementLeft', { time: format.duration(left) })}
            value={1 - left / DELAY}
          />
          <Notice kind={pending.newMeterKey === house.meterKey ? 'info' : 'warning'}>{t('replacementText')}</Notice>
          <Buttons>
            <Button
              kind="primary"
              busy={finish.isPending}
              why={pending.due ? undefined : t('notDue', { time: format.dateTime(pending.effectiveFrom) })}
              onClick={() => finish.mutate()}
            >
              {t('finish')}
            </Button>
            <Button kind="danger" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('withdrawReplacement')}
            </Button>
          </Buttons>
        </>
      )}
      {finish.data && <Verdict verdict={finish.data.verdict} full />}
      {(finish.error ?? withdraw.error) && <ErrorNotice error={finish.error ?? withdraw.error} />}
      {data && !pending && <p>{t('meterText')}</p>}
    </Card>
  );
}
