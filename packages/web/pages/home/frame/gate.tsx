/** Household and session: which house, its owner in the worker, signed in or not; then the screen of the address. */
import { Suspense, useState } from 'react';
import type { PagesConfig } from '../../shared/config.ts';
import { loadHouses } from '../../shared/houses.ts';
import { ErrorBoundary } from '../../shared/mount.tsx';
import { HouseContext, OwnerContext } from '../../shared/owner.ts';
import { useRoute } from '../../shared/route.ts';
import { ButtonLink, Empty, Screen, Waiting } from '../../shared/ui/index.ts';
import { useFrame } from '../messages/index.ts';
import { type ScreenEntry, screens } from '../screens.ts';
import { Frame } from './frame.tsx';
import { ChooseHouse, NoHouse, SignIn } from './sign-in.tsx';
import { useHousehold } from './use-household.ts';

export interface GateProps {
  readonly config: PagesConfig & { readonly deployment: NonNullable<PagesConfig['deployment']> };
  readonly isOld: boolean;
}

/** The start is the first screen. */
function useScreen(): ScreenEntry | undefined {
  const { path } = useRoute();
  const [name] = path;
  return name === undefined ? screens.find(({ open }) => !open) : screens.find((entry) => entry.name === name);
}

function NotFound() {
  const t = useFrame();
  return (
    <Screen title={t('notFoundTitle')}>
      <Empty title={t('notFoundText')} action={<ButtonLink href="#/">{t('toStart')}</ButtonLink>} />
    </Screen>
  );
}

/** A screen that breaks leaves the frame, and the next one, whole. */
function Shown({ entry }: { readonly entry: ScreenEntry | undefined }) {
  const { path } = useRoute();
  return (
    <ErrorBoundary key={path.join('/')}>
      <Suspense fallback={<Waiting />}>{entry ? <entry.Screen /> : <NotFound />}</Suspense>
    </ErrorBoundary>
  );
}

export function HouseholdGate({ config, isOld }: GateProps) {
  const entry = useScreen();
  const [houses, setHouses] = useState(loadHouses);
  const [chosen, choose] = useState(houses.length === 1 ? houses[0] : undefined);
  const household = useHousehold(chosen, config);
  const { owner, isSignedIn, since, differs } = household;
  const about = { isOld, isDemo: config.demo, since, differs };
  const again = (): void => {
    choose(undefined);
    setHouses(loadHouses());
  };
  if (entry?.open) {
    return (
      <Frame {...about}>
        <Shown entry={entry} />
      </Frame>
    );
  }
  if (!chosen) {
    // A house may have been taken meanwhile, on a screen that needs none, or in another tab.
    const known = loadHouses();
    const [taken, ...others] = known;
    if (houses.length === 0 && taken && others.length === 0) {
      setHouses(known);
      choose(taken);
    }
    return (
      <Frame {...about}>
        {known.length === 0 ? <NoHouse config={config} /> : <ChooseHouse houses={known} onChoose={choose} />}
      </Frame>
    );
  }
  if (!owner || !isSignedIn) {
    return (
      <Frame {...about}>
        <SignIn house={chosen} household={household} onOther={again} />
      </Frame>
    );
  }
  return (
    <HouseContext value={chosen}>
      <OwnerContext value={owner}>
        <Frame {...about} current={entry?.name} house={chosen} onSignOut={household.signOut} onOther={again}>
          <Shown entry={entry} />
        </Frame>
      </OwnerContext>
    </HouseContext>
  );
}
