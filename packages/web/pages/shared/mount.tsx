/** Every page's start. */
import './ui/tokens.css';
import { Component, type ReactNode, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { useShared } from './i18n/messages/index.ts';
import { Problem } from './problem.ts';
import { Button } from './ui/button.tsx';
import { Screen } from './ui/card.tsx';
import { Notice } from './ui/notice.tsx';
import { Spinner } from './ui/progress.tsx';

function Broken({ error }: { readonly error: unknown }) {
  const t = useShared();
  return (
    <Screen title={t('brokenTitle')}>
      <Notice
        kind="danger"
        live
        actions={
          <Button kind="primary" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        }
      >
        {t('brokenText')} {t('errorCode', { code: Problem.from(error).code })}
      </Notice>
    </Screen>
  );
}

/** Shows what broke instead of an empty page. `key` it by route, so that the next screen starts anew. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Broken error={this.state.error} />;
  }
}

export function mount(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <Suspense fallback={<Spinner />}>
        <ErrorBoundary>
          <Suspense fallback={<Spinner />}>{page}</Suspense>
        </ErrorBoundary>
      </Suspense>
    </StrictMode>,
  );
}
