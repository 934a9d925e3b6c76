/** The operator's console: opened with what the page is pinned to, then for somebody who is signed in. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { fetchConfig, type PagesConfig } from '../shared/config.ts';
import { TokenSymbol } from '../shared/format/use-format.tsx';
import { PasskeyPrompt } from '../shared/passkey/notices.tsx';
import { askPasskey } from '../shared/passkey/passkey.ts';
import { Problem } from '../shared/problem.ts';
import { ErrorNotice, Screen, Waiting } from '../shared/ui/index.ts';
import { type ConsoleClient, ConsoleContext, type Person } from './client.ts';
import { Frame } from './frame.tsx';
import { useText } from './messages/index.ts';
import { knownPasskeys, type PasskeyChoice } from './passkey.ts';
import { SignIn } from './sign-in.tsx';
import { openConsole } from './worker-client.ts';

type Deployed = PagesConfig & { readonly deployment: NonNullable<PagesConfig['deployment']> };

interface Opened {
  readonly config: Deployed;
  readonly client: ConsoleClient;
}

const BETWEEN_LOOKS = 1_000;

async function open(choice: PasskeyChoice, signal: AbortSignal): Promise<Opened> {
  for (;;) {
    const config = await fetchConfig(signal);
    const { deployment } = config;
    if (deployment) {
      const ask = (challenge: `0x${string}`) =>
        askPasskey({ challenge, rpId: deployment.rpId, credentialIds: choice.all ? [] : knownPasskeys() });
      return { config: { ...config, deployment }, client: await openConsole({ deployment }, ask) };
    }
    // A demo's chain is still being deployed.
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
}

/** Gives up a session that the gateway no longer knows. */
function queriesFor(ended: () => void): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { retry: (count, error) => count < 2 && Problem.from(error).class === 'passing', staleTime: 2_000 },
    },
  });
  client.getQueryCache().subscribe(({ query }) => {
    if (Problem.is(query.state.error, 'UNAUTHENTICATED')) ended();
  });
  return client;
}

export function App() {
  const t = useText();
  const choice = useMemo<PasskeyChoice>(() => ({ all: false }), []);
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState<unknown>();
  const [person, setPerson] = useState<Person>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const over = new AbortController();
    setFailure(undefined);
    open(choice, over.signal).then(setOpened, (error: unknown) => {
      if (!over.signal.aborted) setFailure(error);
    });
    return () => over.abort();
  }, [choice, attempt]);
  const queries = useMemo(() => queriesFor(() => setPerson(undefined)), []);
  if (failure !== undefined) {
    return (
      <Screen title={t('title')}>
        <ErrorNotice error={failure} onRetry={() => setAttempt(attempt + 1)} />
      </Screen>
    );
  }
  if (!opened) {
    return (
      <Screen title={t('title')}>
        <Waiting>{t('starting')}</Waiting>
      </Screen>
    );
  }
  const { config, client } = opened;
  const settings = { deployment: config.deployment };
  return (
    <TokenSymbol symbol={config.deployment.tokenSymbol}>
      <QueryClientProvider client={queries}>
        {person ? (
          <ConsoleContext value={{ client, person, settings, demo: config.demo }}>
            <Frame
              onSignOut={() => {
                setPerson(undefined);
                queries.clear();
                void client.signOut().catch(() => undefined);
              }}
            />
          </ConsoleContext>
        ) : (
          <SignIn
            client={client}
            demo={config.demo}
            rpId={settings.deployment.rpId}
            choice={choice}
            onSignedIn={setPerson}
          />
        )}
        <PasskeyPrompt />
      </QueryClientProvider>
    </TokenSymbol>
  );
}
