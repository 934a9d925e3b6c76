/** The household app: from what it is pinned to, over the household and its session, to the screen. */
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { fetchConfig, type PagesConfig, pagesVersion } from '../shared/config.ts';
import { HouseholdWords } from '../shared/errors/use-error-words.ts';
import { TokenSymbol } from '../shared/format/use-format.tsx';
import { PasskeyPrompt } from '../shared/passkey/notices.tsx';
import { queryClient } from '../shared/query.ts';
import { Button, ButtonLink, Notice, Screen, Waiting } from '../shared/ui/index.ts';
import { Frame } from './frame/frame.tsx';
import { HouseholdGate } from './frame/gate.tsx';
import { useFrame } from './messages/index.ts';

/** How often the server is asked whether it is still the same one, in milliseconds. */
const LOOK = 30_000;
/** While it starts, or does not answer. */
const LOOK_SOON = 2_000;

function Starting() {
  const t = useFrame();
  return (
    <Screen title={t('startingTitle')} intro={t('startingText')}>
      <Waiting />
      <ButtonLink href="/">{t('communityView')}</ButtonLink>
    </Screen>
  );
}

function Unreachable({ onRetry }: { readonly onRetry: () => void }) {
  const t = useFrame();
  return (
    <Screen title={t('unreachableTitle')}>
      <Notice kind="warning" live actions={<Button onClick={onRetry}>{t('toStart')}</Button>}>
        {t('unreachableText')}
      </Notice>
    </Screen>
  );
}

/** What the page is pinned to never changes while it is open; whether its server is another one is asked again and again. */
function useConfig() {
  return useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => fetchConfig(signal),
    refetchInterval: ({ state }) => (state.data?.deployment && state.status === 'success' ? LOOK : LOOK_SOON),
  });
}

type Ready = PagesConfig & { readonly deployment: NonNullable<PagesConfig['deployment']> };
const isReady = (config: PagesConfig): config is Ready => config.deployment !== null;

function Page() {
  const t = useFrame();
  const { data, isPending, refetch } = useConfig();
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  if (!data) return <Frame>{isPending ? <Waiting /> : <Unreachable onRetry={() => void refetch()} />}</Frame>;
  const isOld = data.version !== pagesVersion();
  if (!isReady(data)) {
    return (
      <Frame isOld={isOld} isDemo={data.demo}>
        <Starting />
      </Frame>
    );
  }
  return (
    <TokenSymbol symbol={data.deployment.tokenSymbol}>
      <HouseholdGate config={data} isOld={isOld} />
    </TokenSymbol>
  );
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <HouseholdWords value={true}>
        <Page />
      </HouseholdWords>
      <PasskeyPrompt />
    </QueryClientProvider>
  );
}
