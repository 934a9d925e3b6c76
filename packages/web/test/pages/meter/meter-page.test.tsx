// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../pages/meter/app.tsx';
import type { LocalState } from '../../../pages/meter/local-client.ts';
import { show } from '../support/page.tsx';

const WORDS = Array.from({ length: 24 }, (_, index) => `vocab${String.fromCharCode(97 + index)}`);
const passkey = { publicKeyX: `0x${'0a'.repeat(32)}`, publicKeyY: `0x${'0b'.repeat(32)}` };

const fresh = {
  state: 'unprovisioned',
  securityClass: 'emulator',
  sensorClass: 'normal-world',
  deviceId: null,
  meterKey: null,
  account: null,
  passkeys: 0,
  deployment: {
    fingerprint: 'aaaa bbbb cccc dddd aaaa bbbb cccc dddd',
    chainId: 31_337,
    network: 'local',
    market: `0x${'a2'.repeat(20)}`,
    tokenSymbol: 'EVT',
    rpId: 'localhost',
    origins: ['http://localhost:8080'],
  },
  proposed: {
    limits: { powerLimit: 1_440_000, mandateEnergyMax: '20000000', mandateMoneyMax: '100000000', submitterFeeMax: '0' },
    withdrawalAddresses: [`0x${'c1'.repeat(20)}`],
  },
  selfTest: { result: 'none', ageMs: 0 },
  import: '0',
  export: '0',
  enrolment: { step: 'none', chainAsked: false, codeHere: true },
  daemon: { state: 'waiting', problem: null },
  loopback: true,
} as unknown as LocalState;

/** The meter behind the page: answers, and remembers what it was asked. */
class Meter {
  state: LocalState = fresh;
  readonly asked: { path: string; body: unknown; token: string | null }[] = [];
  code = 'K7QF-3M2P';

  readonly fetch = async (path: string, { body, headers }: { body?: string; headers: Record<string, string> }) => {
    const given = body === undefined ? undefined : JSON.parse(body);
    this.asked.push({ path, body: given, token: headers.authorization ?? null });
    const answer = this.answer(path, given);
    const isError = 'message' in answer;
    return new Response(JSON.stringify(answer), { status: isError ? 403 : 200 });
  };

  private answer(path: string, body: { code?: string }): object {
    if (path === '/local/session') {
      if (body.code === this.code) return { token: 't'.repeat(43) };
      return { code: 'LOCAL_CODE_WRONG', class: 'refused', message: 'wrong', remedy: 'again', details: {} };
    }
    if (path === '/local/provision') {
      this.state = {
        ...this.state,
        state: 'provisioned',
        meterKey: '0x0b',
        account: '0x0a',
        deviceId: '0xd1',
      } as LocalState;
      return { words: WORDS.join(' '), meterKey: '0x0b', account: '0x0a' };
    }
    if (path === '/local/bind') this.state = { ...this.state, passkeys: 1 };
    if (path === '/local/passkeys') return { passkeys: [passkey] };
    if (path === '/local/self-test') {
      const trace = { open: [2048, 2047, 2048], reference: [2350, 2351, 2349], periodMs: 40 };
      return { fault: 'none', openCurrent: 3, referenceCurrent: 5001, ...trace };
    }
    if (path === '/local/enrolment')
      this.state = { ...this.state, enrolment: { step: 'requested', chainAsked: true, codeHere: true } };
    return path === '/local/state' ? this.state : {};
  }

  bodyOf(path: string): unknown {
    return this.asked.find((one) => one.path === path)?.body;
  }
}

describe('a meter’s local page', () => {
  let meter: Meter;
  beforeEach(() => {
    sessionStorage.clear();
    history.replaceState(null, '', '/');
    meter = new Meter();
    globalThis.fetch = meter.fetch as never;
  });
  const press = async (name: string): Promise<void> => {
    const button = await screen.findByRole('button', { name });
    await act(async () => void fireEvent.click(button));
  };

  it('shows nothing without the code, and says when it is wrong', async () => {
    await show(<App />);
    fireEvent.change(await screen.findByRole('textbox'), { target: { value: 'AAAA-AAAA' } });
    await press('Continue');
    await screen.findByText(/not this meter’s code/);
    expect(meter.asked.map(({ path }) => path)).toEqual(['/local/session']);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: meter.code } });
    await press('Continue');
    await screen.findByRole('heading', { name: 'Set up this meter' });
  });

  it('leads from keys to the operator’s decision', async () => {
    location.hash = `#code=${meter.code}&x=${passkey.publicKeyX}&y=${passkey.publicKeyY}&from=http://localhost:8080`;
    await show(<App />);
    await press('Make keys and show the phrase');
    for (const word of WORDS) await screen.findByText(word, { exact: false });
    expect(meter.bodyOf('/local/provision')).toEqual(fresh.proposed);

    await press('I have written them down');
    const inputs = screen.getAllByRole('textbox');
    for (const input of inputs) fireEvent.change(input, { target: { value: 'wrong' } });
    await press('Compare');
    await screen.findByText(/At least one of them differs/);
    for (const input of inputs) {
      const number = Number(/\d+/.exec(input.closest('div')?.textContent ?? '')?.[0]);
      fireEvent.change(input, { target: { value: WORDS[number - 1] } });
    }
    await press('Compare');

    await screen.findByRole('heading', { name: 'Do both pages show these four words?' });
    expect(document.body.textContent).not.toContain(WORDS[0]);
    await waitFor(() => expect(screen.getAllByRole('listitem').length).toBeGreaterThan(4));
    await press('They are the same: bind this passkey');
    await waitFor(() => expect(meter.bodyOf('/local/bind')).toMatchObject(passkey));

    await press('Test the sensor');
    await screen.findByText('The sensor is sound');
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain('from 2047 to 2351');
    await press('Continue');
    await press('Ask for admission');
    await screen.findByText(/Waiting for the operator/);
    expect(meter.bodyOf('/local/enrolment')).toEqual({ passkey });
    const back = screen.getAllByRole('link', { name: 'Back to the household app' })[0];
    expect(back?.getAttribute('href')).toContain('http://localhost:8080/home/#/take/bound?meterKey=0x0b');
  });

  it('binds nothing where the words differ', async () => {
    meter.state = { ...fresh, state: 'provisioned', meterKey: '0x0b', account: '0x0a' } as LocalState;
    location.hash = `#code=${meter.code}&x=${passkey.publicKeyX}&y=${passkey.publicKeyY}`;
    await show(<App />);
    await press('They differ');
    await screen.findByText('Nothing was bound');
    expect(meter.bodyOf('/local/bind')).toBeUndefined();
  });
});
