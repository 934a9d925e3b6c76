/** The community view at `/`: the living picture in the demo, sums in earnest. */
import { lazy, useEffect, useState } from 'react';
import { fetchConfig } from '../shared/config.ts';
import { Waiting } from '../shared/ui/index.ts';
import { Frame } from './frame.tsx';
import { useText } from './messages/index.ts';

const Demo = lazy(() => import('./demo.tsx').then(({ Demo: page }) => ({ default: page })));
const Sums = lazy(() => import('./sums.tsx').then(({ Sums: page }) => ({ default: page })));

type Kind = { readonly demo: true } | { readonly demo: false; readonly symbol: string };

/** While there is no configuration yet, only the demo can be behind this page: in earnest it is there before the server listens. */
async function kindOf(signal: AbortSignal): Promise<Kind> {
  try {
    const config = await fetchConfig(signal);
    if (config.demo || config.deployment === null) return { demo: true };
    return { demo: false, symbol: config.deployment.tokenSymbol };
  } catch {
    return { demo: true };
  }
}

export function App() {
  const t = useText();
  const [kind, setKind] = useState<Kind>();
  useEffect(() => {
    const over = new AbortController();
    void kindOf(over.signal).then((found) => {
      if (!over.signal.aborted) setKind(found);
    });
    return () => over.abort();
  }, []);
  if (kind === undefined) {
    return (
      <Frame title={t('title')}>
        <Waiting>{t('connecting')}</Waiting>
      </Frame>
    );
  }
  return kind.demo ? <Demo /> : <Sums symbol={kind.symbol} />;
}
