/** What overshadows everything else: the demo ends, or its gateway does not do what it should. */
import { Notice } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import type { Snapshot } from '../model.ts';

const GATEWAY = {
  down: ['gatewayDown', 'gatewayDownText'],
  lying: ['gatewayLying', 'gatewayLyingText'],
} as const;

export function Standing({ snapshot: { phase, problem, gateway } }: { readonly snapshot: Snapshot }) {
  const t = useText();
  if (phase === 'stopping') return <Notice kind="warning" title={t('phaseStopping')} live />;
  if (phase === 'failed') {
    return (
      <Notice kind="danger" title={t('phaseFailed')} live>
        {problem && `${problem.message} ${problem.remedy} (${problem.code}) `}
        {t('failedTerminal')}
      </Notice>
    );
  }
  if (phase === 'starting' || (gateway.state !== 'down' && gateway.state !== 'lying')) return null;
  const [title, text] = GATEWAY[gateway.state];
  return (
    <Notice kind="danger" title={t(title)} live>
      {t(text)}
    </Notice>
  );
}
