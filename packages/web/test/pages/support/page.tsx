/** Renders a component as a page would: in a language, below a boundary that waits for its messages. */
import { act, cleanup, type RenderResult, render, waitFor } from '@testing-library/react';
import { type ReactNode, Suspense } from 'react';
import { afterEach, expect } from 'vitest';
import { changeLanguage, type Language } from '../../../pages/shared/i18n/language.ts';

/** What is on the page while its messages are on their way. */
const WAITING = '(waiting for messages)';

afterEach(cleanup);

/** Resolves once what is rendered has its messages. */
export async function show(page: ReactNode, language: Language = 'en'): Promise<RenderResult> {
  await changeLanguage(language);
  const shown = await act(async () => render(<Suspense fallback={WAITING}>{page}</Suspense>));
  await waitFor(() => expect(shown.container.textContent).not.toContain(WAITING), { timeout: 60_000 });
  return shown;
}
