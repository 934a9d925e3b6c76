/** Whether the chain has this meter's key under this meter's account: a gateway or an enroller may have put another there. */
import { ChainReader, readDeployment } from '@evlock/chain';
import { type MeterProfile, type OwnStandingOptions, standingAlarm } from '@evlock/meter';
import { type Clock, catalogue, EvlockError } from '@evlock/protocol';
import { SecureWorldClient } from '@evlock/secure-world';
import { type Check, type Look, ok, problem, warning } from './finding.ts';

export async function standingLook(
  own: OwnStandingOptions,
  chain: Pick<ChainReader, 'meter' | 'meterOfAccount'>,
): Promise<Look> {
  const told = await Promise.all([chain.meter(own.meterKey), chain.meterOfAccount(own.account)]).catch(differing);
  if ('says' in told) return told;
  const [meter, active] = told;
  const alarm = standingAlarm(own, meter, active);
  if (alarm !== null) {
    const says = `${alarm}: this meter is ${own.meterKey} of ${own.account}; the chain has ${meter?.account ?? 'no account'} for it, and ${active ?? 'no meter'} for that account`;
    return problem(says, catalogue[alarm].remedy);
  }
  if (!meter)
    return warning(`${own.meterKey} is not enrolled`, 'Enrol it: `evlock enrolments request`, docs/operations.md.');
  return ok(`${own.meterKey} is enrolled for ${own.account}`);
}

/** Either, if wrong, could hide that the account is taken, or claim so falsely. */
function differing(error: unknown): Look {
  if (!EvlockError.is(error, 'CHAIN_DISAGREES')) throw error;
  const { one, other, what } = error.details;
  const fix = 'Do not deposit until it is known. Add a third endpoint, and replace the one that is wrong.';
  return problem(`not known: ${one} and ${other} disagree about the ${what}`, fix);
}

export const ownAccountCheck = ({ secureWorld, chain }: MeterProfile, clock: Clock): Check => ({
  name: 'own account',
  look: async () => {
    const client = await SecureWorldClient.connect(secureWorld);
    const { meterKey, account } = await client.info().finally(() => client.close());
    if (!meterKey || !account) throw new EvlockError('NOT_PROVISIONED');
    const deployment = await readDeployment(chain.deploymentFile);
    return standingLook({ meterKey, account }, new ChainReader({ endpoints: chain.endpoints, deployment }, { clock }));
  },
});
