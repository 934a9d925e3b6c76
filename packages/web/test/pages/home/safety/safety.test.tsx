// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Safety from '../../../../pages/home/safety/safety.tsx';
import { useChecks } from '../../../../pages/shared/checks/messages/index.ts';
import type { OwnerClient } from '../../../../pages/shared/owner.ts';
import { Household, NOW, own, owner, PROVEN } from '../../support/household.tsx';
import { show } from '../../support/page.tsx';

const key = (byte: string) => ({
  publicKeyX: `0x${byte.repeat(32)}` as const,
  publicKeyY: `0x${byte.repeat(32)}` as const,
});
const id = (digit: string) => `0x${digit.repeat(64)}` as const;
const session = (digit: string, current: boolean) => ({ id: id(digit), opened: NOW - 60, expires: NOW + 600, current });

let bound: ReturnType<typeof key>[];
let answers: Partial<OwnerClient>;
beforeEach(async () => {
  await useChecks.load('en');
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  bound = [key('0a'), key('0b')];
  const standing = { account: own.account, activeMeter: own.meterKey, pending: null, nonce: 0n, time: NOW };
  answers = {
    passkeys: async () => ({ passkeys: bound, nextBindingId: 3 }),
    sessions: async () => [session('1', true), session('2', false), session('3', false)] as never,
    replacement: async () => ({ ...standing, verdict: PROVEN }) as never,
    endSessions: vi.fn(async () => undefined),
    bindPasskey: vi.fn(async (added) => ({ passkeys: [...bound, added as never], nextBindingId: 4 })),
    removePasskey: vi.fn(async () => ({ passkeys: bound.slice(1), nextBindingId: 4 })),
    finishReplacement: vi.fn(async () => ({ transaction: id('8'), verdict: PROVEN })),
    replace: vi.fn(async () => ({ transaction: id('8'), verdict: PROVEN })),
  };
});
const open = () =>
  show(
    <Household client={owner(answers)}>
      <Safety />
    </Household>,
  );
const press = async (name: string | RegExp, at = 0): Promise<void> => {
  const button = (await screen.findAllByRole('button', { name }, { timeout: 30_000 }))[at];
  if (!button) throw new Error(`no button ${name}`);
  fireEvent.click(button);
};

describe('Safety', () => {
  it('removes a passkey once another one has approved', async () => {
    await open();
    await press('Remove');
    await press('Approve and remove');
    await waitFor(() => expect(answers.removePasskey).toHaveBeenCalledWith(key('0a')));
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Remove' })).toHaveLength(1));
  });

  it('says why the only passkey stays', async () => {
    bound = [key('0a')];
    await open();
    await screen.findByRole('button', { name: 'Remove', description: /with the recovery phrase/ });
    await press('Remove');
    expect(screen.queryByRole('button', { name: 'Approve and remove' })).toBeNull();
  });

  it('binds a passkey of another device after its words were compared', async () => {
    await open();
    await press('Add a passkey');
    const dialog = await screen.findByRole('dialog', { hidden: true });
    const { publicKeyX, publicKeyY } = key('0c');
    const field = within(dialog).getByRole('textbox', { hidden: true });
    fireEvent.change(field, { target: { value: 'nonsense' } });
    expect(within(dialog).getByText('Not complete: 0x and 128 digits.')).toBeDefined();
    fireEvent.change(field, { target: { value: `${publicKeyX}${publicKeyY.slice(2)}` } });
    await press('Compare');
    await screen.findByText(/exactly these four words/);
    expect(answers.bindPasskey).not.toHaveBeenCalled();
    await press('Approve and bind');
    await waitFor(() => expect(answers.bindPasskey).toHaveBeenCalledWith(key('0c')));
  });

  it('ends other sign-ins, and not its own', async () => {
    await open();
    expect(await screen.findAllByRole('button', { name: 'End' })).toHaveLength(2);
    await press('End');
    await waitFor(() => expect(answers.endSessions).toHaveBeenCalledWith(id('2')));
    await press('End all others');
    await waitFor(() => expect(answers.endSessions).toHaveBeenCalledWith('others'));
  });

  it('shows how far a replacement is, and withdraws it', async () => {
    const pending = { newMeterKey: `0x${'c1'.repeat(20)}`, effectiveFrom: NOW + 24 * 3600, due: false };
    const view = { account: own.account, activeMeter: own.meterKey, pending, nonce: 0n, time: NOW, verdict: PROVEN };
    answers = { ...answers, replacement: async () => view as never };
    await open();
    const progress = await screen.findByRole('progressbar');
    expect(progress.getAttribute('value')).toBe('0.5');
    await screen.findByRole('button', { name: 'Activate the new meter', description: /Possible from/ });
    await press('Withdraw the request');
    await waitFor(() => expect(answers.replace).toHaveBeenCalledWith(own.meterKey, own.meterKey));
  });

  it('marks a reputation that is not proven', async () => {
    const account = { reputation: 99, verdict: { failed: ['reputation'], unchecked: [] } };
    answers = { ...answers, account: async () => account as never };
    await open();
    expect((await screen.findByRole('alert')).textContent).toContain('reputation');
  });
});
