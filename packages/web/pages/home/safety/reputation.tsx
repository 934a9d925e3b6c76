import type { Verdict as ShownVerdict } from '@evlock/owner';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useOwner } from '../../shared/owner.ts';
import { Card, ErrorNotice, Stat, Stats, Verdict, Waiting } from '../../shared/ui/index.ts';
import { useText } from './messages/index.ts';

const isAbout = (check: string): boolean => check === 'reputation';
/** Of everything that is checked of an account, what concerns this number. */
const about = ({ failed, unchecked }: ShownVerdict): ShownVerdict => ({
  failed: failed.filter(isAbout),
  unchecked: unchecked.filter(isAbout),
});

export function Reputation() {
  const t = useText();
  const format = useFormat();
  const owner = useOwner();
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['account'], queryFn: () => owner.account() });
  return (
    <Card title={t('reputationTitle')}>
      {isPending && <Waiting />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Stats>
            <Stat label={t('reputationLabel')} value={format.count(data.reputation)} />
          </Stats>
          <Verdict verdict={about(data.verdict)} />
        </>
      )}
      <p>{t('reputationText')}</p>
      <p>{t('reputationLoss')}</p>
    </Card>
  );
}
