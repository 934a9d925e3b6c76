/** Before a household is open: none yet, several, or not signed in. */
import type { PagesConfig } from '../../shared/config.ts';
import type { House } from '../../shared/owner.ts';
import { CopyAddress, PasskeyNotices } from '../../shared/passkey/notices.tsx';
import { href } from '../../shared/route.ts';
import { Button, ButtonLink, Buttons, Card, ErrorNotice, Notice, Screen, Waiting } from '../../shared/ui/index.ts';
import { useFrame } from '../messages/index.ts';
import { screens } from '../screens.ts';
import type { Household } from './use-household.ts';

export function NoHouse({ config }: { readonly config: PagesConfig }) {
  const t = useFrame();
  const canTake = screens.some(({ name }) => name === 'take');
  return (
    <Screen title={t('noHouseTitle')} intro={t('noHouseText')}>
      <PasskeyNotices />
      <Card>
        <p>{t(config.demo ? 'noHouseDemo' : 'noHouseEarnest')}</p>
        <Buttons>
          {canTake && (
            <ButtonLink kind="primary" href={href('take')}>
              {t('take')}
            </ButtonLink>
          )}
          <ButtonLink href="/">{t('communityView')}</ButtonLink>
        </Buttons>
      </Card>
    </Screen>
  );
}

export function ChooseHouse({
  houses,
  onChoose,
}: {
  readonly houses: readonly House[];
  readonly onChoose: (house: House) => void;
}) {
  const t = useFrame();
  return (
    <Screen title={t('chooseTitle')}>
      <Buttons>
        {houses.map((house) => (
          <Button key={house.meterKey} onClick={() => onChoose(house)}>
            {house.name}
          </Button>
        ))}
      </Buttons>
    </Screen>
  );
}

export interface SignInProps {
  readonly house: House;
  readonly household: Household;
  readonly onOther: () => void;
}

export function SignIn({ house, household, onOther }: SignInProps) {
  const t = useFrame();
  const { owner, wasSignedOut, problem, isSigningIn, signIn } = household;
  return (
    <Screen title={t('signInTitle')} intro={t('signInText')}>
      {wasSignedOut && <Notice>{t('signedOutText')}</Notice>}
      <PasskeyNotices />
      <Card title={house.name}>
        {problem && !isSigningIn && (
          <ErrorNotice
            error={problem}
            actions={problem.code === 'PASSKEY_IN_APP_BROWSER' ? <CopyAddress /> : undefined}
          />
        )}
        {owner || problem ? (
          <Buttons>
            <Button kind="primary" busy={isSigningIn} onClick={signIn}>
              {t('signIn')}
            </Button>
            <Button kind="quiet" onClick={onOther}>
              {t('otherHouse')}
            </Button>
          </Buttons>
        ) : (
          <Waiting />
        )}
      </Card>
    </Screen>
  );
}
