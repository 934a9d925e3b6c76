// @vitest-environment happy-dom
import type { NamedCheck } from '@evlock/protocol';
import { enrolmentRequest, softwareDevice } from '@evlock/testing/gateway/software-device';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ConsoleClient, ConsoleContext, type OpenConsole } from '../../../pages/operator/client.ts';
import { Device } from '../../../pages/operator/devices/device.tsx';
import { de } from '../../../pages/operator/messages/de.ts';
import { en } from '../../../pages/operator/messages/en.ts';
import { ko } from '../../../pages/operator/messages/ko.ts';
import People from '../../../pages/operator/people/people.tsx';
import Record from '../../../pages/operator/record/record.tsx';
import { Problem } from '../../../pages/shared/problem.ts';
import { show } from '../support/page.tsx';

const device = await softwareDevice('screens');
const { code: _code, ...file } = await enrolmentRequest(device, 'AB12-CD34-EF56-GH78');
const { deviceId, meterKey } = device.principal;

/** Every check that has words, in no order. */
const names = Object.keys(en).flatMap((key) => (key.startsWith('check_') ? [key.slice('check_'.length)] : []));
const checks = (failing: readonly string[] = []): readonly NamedCheck[] =>
  names.map((check) => ({ check, holds: !failing.includes(check) }));

function within(client: Partial<ConsoleClient>, page: ReactNode, role: OpenConsole['person']['role'] = 'operator') {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const open = {
    client: client as ConsoleClient,
    person: { name: 'Olga', role, expires: 9 },
    settings: { deployment: { chainId: 31_337 } },
    demo: true,
  } as unknown as OpenConsole;
  return (
    <QueryClientProvider client={queries}>
      <ConsoleContext value={open}>{page}</ConsoleContext>
    </QueryClientProvider>
  );
}
const LIST = '{"admitted":[]}';
const demo = (sent: unknown[]) =>
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path === '/demo/operator-list') return { ok: true, json: async () => ({ list: LIST }) };
    if (init.method === 'POST') sent.push(JSON.parse(String(init.body)));
    return { ok: true, json: async () => ({ token: 't', transaction: `0x${'5a'.repeat(32)}` }) };
  });
afterEach(() => vi.unstubAllGlobals());

const client = (failing: readonly string[] = []) => ({
  enrolments: vi.fn(async () => []),
  mergeLedger: vi.fn(async () => undefined),
  enrolment: vi.fn(async () => ({ file, checks: checks(failing) })),
  enrolCall: vi.fn(async () => ({ to: meterKey, data: '0x12' as const })),
  report: vi.fn(async () => undefined),
});

describe('a device that asks', () => {
  it('is approved by the wallet after every check held, and that is put on record', async () => {
    const sent: unknown[] = [];
    demo(sent);
    const calls = client();
    await show(within(calls, <Device deviceId={deviceId} />));
    await screen.findByText(`All ${names.length} checks hold`);
    fireEvent.click(await screen.findByRole('button', { name: 'Approve with the demo’s wallet' }));
    await screen.findByText('It is on chain');
    expect(sent).toEqual([{ to: meterKey, data: '0x12' }]);
    expect(calls.enrolCall).toHaveBeenCalledWith({ deviceId, meterKey: undefined });
    const { meterKey: enrolled } = file.evidence;
    expect(calls.report).toHaveBeenCalledWith({
      act: 'enrol',
      meterKey: enrolled,
      transaction: `0x${'5a'.repeat(32)}`,
    });
  });

  it('is checked in the demo against the list of the demo’s operator too, who made its code', async () => {
    demo([]);
    const calls = client();
    await show(within(calls, <Device deviceId={deviceId} />));
    await screen.findByText(en.checksDemo);
    expect(calls.mergeLedger).toHaveBeenCalledWith(LIST);
    const [taken] = calls.mergeLedger.mock.invocationCallOrder;
    const [checked] = calls.enrolment.mock.invocationCallOrder;
    expect(taken).toBeLessThan(checked ?? 0);
  });

  it('cannot be approved where one check fails, which is named', async () => {
    demo([]);
    const calls = client(['codeMadeHere']);
    await show(within(calls, <Device deviceId={deviceId} />));
    await screen.findByText('1 check fails: do not admit it');
    expect(screen.getByText(/You made this code for this device/).closest('li')?.textContent).toContain('fails');
    const button = await screen.findByRole('button', { name: /Approve/, description: 'A check fails.' });
    fireEvent.click(button);
    expect(calls.enrolCall).not.toHaveBeenCalled();
    expect(screen.queryByText(/evlock enrolments approve/)).toBeNull();
  });

  it('is compared with the key that was read at the device', async () => {
    demo([]);
    const calls = client();
    await show(within(calls, <Device deviceId={deviceId} />));
    const input = await screen.findByRole('textbox', { name: 'Meter key read at the device' });
    fireEvent.change(input, { target: { value: meterKey.toUpperCase().replace('0X', '0x') } });
    await waitFor(() => expect(calls.enrolment).toHaveBeenCalledWith({ deviceId, meterKey }));
    await screen.findByText(new RegExp(`--meter-key ${meterKey}`));
  });

  it('is only looked at by an auditor', async () => {
    demo([]);
    const calls = client();
    await show(within(calls, <Device deviceId={deviceId} />, 'auditor'));
    fireEvent.click(await screen.findByRole('button', { name: /Approve/, description: 'Only operators approve.' }));
    expect(calls.enrolCall).not.toHaveBeenCalled();
  });
});

const person = {
  ...{ name: 'Ada', role: 'auditor', added: 1, addedBy: 'token', removed: null, passkeys: [2] },
  ...{ invitedUntil: null, signedInUntil: null },
} as const;

describe('people', () => {
  it('are removed only after a second question', async () => {
    HTMLDialogElement.prototype.showModal = function open() {
      this.open = true;
    };
    const removePerson = vi.fn(async () => undefined);
    await show(within({ people: async () => [person as never], removePerson }, <People />));
    fireEvent.click(await screen.findByRole('button', { name: 'Remove' }));
    expect(removePerson).not.toHaveBeenCalled();
    await screen.findByText('Remove Ada?');
    fireEvent.click(screen.getAllByRole('button', { name: 'Remove' }).at(-1) as HTMLElement);
    await waitFor(() => expect(removePerson).toHaveBeenCalledWith('Ada'));
  });

  it('are invited with a link whose code no server sees', async () => {
    const addPerson = vi.fn(async () => ({ code: 'AB12-CD34-EF56-GH78', expires: 9 as never }));
    await show(within({ people: async () => [], addPerson }, <People />));
    fireEvent.change(await screen.findByRole('textbox', { name: 'Name' }), { target: { value: ' Jörg ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Make a sign-up code' }));
    await screen.findByText(/\/operator\/#\/sign-up\/AB12-CD34-EF56-GH78$/);
    expect(addPerson).toHaveBeenCalledWith('Jörg', 'operator');
  });
});

describe('the record', () => {
  it('says who did what, and what was refused', async () => {
    const line = {
      step: 1,
      at: 1,
      who: 'token',
      role: 'operator',
      subject: 'Ada (auditor)',
      transaction: null,
    } as never;
    const entries = [{ ...(line as object), act: 'addOperator', result: 'OPERATOR_EXISTS' } as never];
    await show(within({ record: async () => ({ entries, more: false }) }, <Record />));
    const row = (await screen.findByText(/made a sign-up code for/)).closest('li');
    expect(row?.textContent).toContain('the operator’s token');
    expect(row?.textContent).toContain('refused: OPERATOR_EXISTS');
  });

  it('that cannot be read says what to do', async () => {
    const record = () =>
      Promise.reject(
        new Problem({
          code: 'GATEWAY_UNREACHABLE',
          class: 'passing',
          message: 'No answer.',
          remedy: 'Check.',
          details: {},
        }),
      );
    await show(within({ record }, <Record />));
    expect((await screen.findByRole('status')).textContent).toContain('No answer.');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('the messages', () => {
  it('have every key in every language, and the same values in each', () => {
    const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const other of [de, ko]) {
      expect(Object.keys(other)).toEqual(Object.keys(en));
      for (const [key, text] of Object.entries(en)) {
        expect([key, values(other[key as keyof typeof en])]).toEqual([key, values(text)]);
      }
    }
  });
});
