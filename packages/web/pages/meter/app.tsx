import { useEffect, useMemo, useState } from 'react';
import { TokenSymbol } from '../shared/format/use-format.tsx';
import { Problem } from '../shared/problem.ts';
import { Waiting } from '../shared/ui/index.ts';
import { Enter } from './enter.tsx';
import { Frame } from './frame.tsx';
import { type HandOver, takeHandOver } from './hand-over.ts';
import { LocalClient } from './local-client.ts';
import { useText } from './messages/index.ts';
import { Setup } from './setup.tsx';
import { useMeterState } from './use-state.ts';

/** What the link to this page carried, also when it is followed again in a tab that is open. */
function useHandOver(): HandOver | undefined {
  const [handOver, setHandOver] = useState<HandOver>();
  useEffect(() => {
    const take = (): void => {
      const taken = takeHandOver();
      // An effect may run twice, and the address bar holds the code once.
      setHandOver((before) => ({ ...taken, code: taken.code ?? before?.code }));
    };
    take();
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return handOver;
}

export function App() {
  const t = useText();
  const client = useMemo(() => new LocalClient(), []);
  const handOver = useHandOver();
  const [inside, setInside] = useState(false);
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  return (
    <Frame>
      {handOver === undefined ? (
        <Waiting />
      ) : inside ? (
        <Meter client={client} handOver={handOver} onLocked={() => setInside(false)} />
      ) : (
        <Enter client={client} code={handOver.code} onInside={() => setInside(true)} />
      )}
    </Frame>
  );
}

function Meter({
  client,
  handOver,
  onLocked,
}: {
  readonly client: LocalClient;
  readonly handOver: HandOver;
  readonly onLocked: () => void;
}) {
  const seen = useMeterState(client);
  const { state, problem } = seen;
  const isLocked = Problem.is(problem, 'UNAUTHENTICATED');
  useEffect(() => {
    if (isLocked) onLocked();
  }, [isLocked, onLocked]);
  if (!state)
    return problem && !isLocked ? <Setup.Unreachable problem={problem} onRetry={seen.refresh} /> : <Waiting />;
  return (
    <TokenSymbol symbol={state.deployment.tokenSymbol}>
      <Setup client={client} handOver={handOver} seen={{ ...seen, state }} refresh={seen.refresh} />
    </TokenSymbol>
  );
}
