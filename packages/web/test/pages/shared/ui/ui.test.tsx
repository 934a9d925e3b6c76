// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../../../../pages/shared/problem.ts';
import { Button, ErrorNotice, Field, Verdict } from '../../../../pages/shared/ui/index.ts';
import { show } from '../../support/page.tsx';

describe('Button', () => {
  it('says why it cannot be pressed, and is not', async () => {
    const onClick = vi.fn();
    await show(
      <Button why="Your meter is offline." onClick={onClick}>
        Sell
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Sell', description: 'Your meter is offline.' });
    fireEvent.click(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(onClick).not.toHaveBeenCalled();
  });

  it('cannot be pressed again while busy', async () => {
    const onClick = vi.fn();
    await show(
      <Button busy onClick={onClick}>
        Sell
      </Button>,
    );
    fireEvent.click(screen.getByRole('button'));
    expect(onClick).not.toHaveBeenCalled();
  });
});

describe('Field', () => {
  it('ties label, hint and error to its input', async () => {
    await show(<Field label="Energy" unit="kWh" hint="At most 2" error="Too much" value="3" onValue={() => {}} />);
    const input = screen.getByRole('textbox', { name: 'Energy', description: 'At most 2 Too much' });
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.getAttribute('inputmode')).toBe('decimal');
  });
});

describe('ErrorNotice', () => {
  it('shows what happened, what to do, the code, and a way on', async () => {
    const onRetry = vi.fn();
    const body = { code: 'METER_OFFLINE', class: 'passing', message: 'It is offline.', remedy: 'Wait.', details: {} };
    await show(<ErrorNotice error={new Problem(body as ConstructorParameters<typeof Problem>[0])} onRetry={onRetry} />);
    expect(screen.getByRole('status').textContent).toContain('It is offline.');
    expect(screen.getByRole('status').textContent).toContain('Wait.');
    expect(screen.getByText('Error METER_OFFLINE')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});

describe('Verdict', () => {
  it('marks what failed and labels what is unchecked', async () => {
    await show(<Verdict verdict={{ failed: ['signature', 'money'], unchecked: ['online'] }} />);
    expect(screen.getByRole('alert').textContent).toContain(
      'Not proven by signatures: the meter’s signature, the money',
    );
    expect(screen.getByText(/Not checked here: whether the meter is online/)).toBeTruthy();
  });

  it('says it in the page’s language', async () => {
    await show(<Verdict verdict={{ failed: ['money'], unchecked: [] }} />, 'ko');
    expect(screen.getByRole('alert').textContent).toContain('서명으로 증명되지 않음: 금액');
  });

  it('is silent about what is proven unless asked', async () => {
    const { container } = await show(<Verdict verdict={{ failed: [], unchecked: [] }} />);
    expect(container.textContent).toBe('');
    await show(<Verdict full verdict={{ failed: [], unchecked: [] }} />);
    expect(screen.getByText(/Proven by signatures/)).toBeTruthy();
  });
});
