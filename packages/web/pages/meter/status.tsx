import { Card, EnergyValue, Facts, ShortId } from '../shared/ui/index.ts';
import type { LocalState } from './local-client.ts';
import { useText } from './messages/index.ts';

/** What the meter says of itself, for somebody in front of it. */
export function Status({ state }: { readonly state: LocalState }) {
  const t = useText();
  const isSet = state.state === 'provisioned';
  const { daemon, selfTest } = state;
  const minutes = Math.floor(selfTest.ageMs / 60_000);
  const tested = selfTest.result === 'none' ? t('test_none') : t(`test_${selfTest.result}`, { minutes });
  const problem = daemon.problem === null ? '' : ` (${daemon.problem})`;
  const own: readonly (readonly [string, React.ReactNode])[] = isSet
    ? [
        [t('imported'), <EnergyValue key="import" value={BigInt(state.import)} />],
        [t('exported'), <EnergyValue key="export" value={BigInt(state.export)} />],
        [t('selfTest'), tested],
        [t('passkeys'), String(state.passkeys)],
        [t('meterKey'), state.meterKey === null ? '' : <ShortId key="meter" value={state.meterKey} />],
        [t('account'), state.account === null ? '' : <ShortId key="account" value={state.account} />],
      ]
    : [];
  return (
    <Card title={t('statusTitle')}>
      <Facts
        rows={[
          [t('program'), `${t(`daemon_${daemon.state}`)}${problem}`],
          [t('secureWorld'), state.securityClass],
          ...own,
          [t('network'), `${state.deployment.network} ${state.deployment.chainId}`],
          [t('market'), <code key="market">{state.deployment.fingerprint}</code>],
        ]}
      />
    </Card>
  );
}
