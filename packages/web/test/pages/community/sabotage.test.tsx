// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Sabotage } from '../../../pages/community/sabotage/sabotage.tsx';
import { show } from '../support/page.tsx';
import { gatewayDown, lying, running, sabotaged, still } from './fixtures.ts';

const fetched = vi.fn<typeof fetch>();
beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(async () => Response.json({ fault: 1 }));
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => vi.unstubAllGlobals());

const entry = (name: string): HTMLElement => screen.getByRole('heading', { name }).closest('li')!;
const doIt = async (name: string): Promise<void> => {
  await act(async () => fireEvent.click(within(entry(name)).getByRole('button')));
};
const sent = () => fetched.mock.calls.map(([path, init]) => ({ path, body: JSON.parse(String(init?.body)) }));

describe('sabotage', () => {
  it.each([
    ['Cut a wire', { kind: 'wire-cut', wire: 'alice-bob' }],
    ['Steal from a wire', { kind: 'wire-stolen', wire: 'alice-bob' }],
    ['Shunt a sensor', { kind: 'sensor-shunted', house: 'alice' }],
    ['Freeze a sensor', { kind: 'sensor-frozen', house: 'alice' }],
    ['Let a sensor drift', { kind: 'sensor-drift', house: 'alice' }],
    ['Kill a meter', { kind: 'meter-killed', house: 'alice' }],
    ['Kill the gateway', { kind: 'gateway-killed' }],
    ['Let the gateway lie', { kind: 'gateway-lies', lie: 'energies' }],
  ])('“%s” asks for what it says, where energy flows', async (name, sabotage) => {
    await show(<Sabotage snapshot={running} />);
    await doIt(name);
    expect(sent()).toEqual([{ path: '/demo/sabotage', body: { sabotage } }]);
  });

  it('proves that it could read the feed, as JSON', async () => {
    await show(<Sabotage snapshot={running} />);
    await doIt('Kill the gateway');
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-evlock-demo': 'token-of-this-start' },
    });
  });

  it('does it to what was chosen', async () => {
    await show(<Sabotage snapshot={running} />);
    fireEvent.change(within(entry('Freeze a sensor')).getByRole('combobox', { name: 'House' }), {
      target: { value: 'erin' },
    });
    await doIt('Freeze a sensor');
    expect(sent()[0]?.body).toEqual({ sabotage: { kind: 'sensor-frozen', house: 'erin' } });
  });

  it('cannot be done to a house that nobody has', async () => {
    await show(<Sabotage snapshot={running} />);
    const names = within(entry('Kill a meter'))
      .getAllByRole('option')
      .map(({ textContent }) => textContent);
    expect(names).not.toContain('Grace');
    expect(names).toHaveLength(6);
  });

  it('shows what is broken, what the system does about it, and mends it', async () => {
    await show(<Sabotage snapshot={sabotaged} />);
    const broken = screen.getByText('The wire Alice – Bob is cut').closest('div')!;
    expect(screen.getByText('Paused between Alice and Bob: a relay opened.')).toBeTruthy();
    await act(async () => fireEvent.click(within(broken).getByRole('button', { name: 'Mend' })));
    expect(sent()).toEqual([{ path: '/demo/sabotage/mend', body: { fault: 3 } }]);
  });

  it('says why the same cannot be broken again', async () => {
    await show(<Sabotage snapshot={sabotaged} />);
    const wire = within(entry('Cut a wire')).getByRole('combobox', { name: 'Wire' });
    // Where energy flows comes first, not what is cut already.
    expect((wire as HTMLSelectElement).value).toBe('dave-erin');
    fireEvent.change(wire, { target: { value: 'alice-bob' } });
    await doIt('Cut a wire');
    expect(within(entry('Cut a wire')).getByText('Already broken: mend it first.')).toBeTruthy();
    expect(fetched).not.toHaveBeenCalled();
  });

  it.each([
    ['killed', gatewayDown],
    ['lying', lying],
  ])('does one thing at a time to a gateway that is %s', async (_state, snapshot) => {
    await show(<Sabotage snapshot={snapshot} />);
    await doIt('Kill the gateway');
    await doIt('Let the gateway lie');
    expect(fetched).not.toHaveBeenCalled();
  });

  it('says what went wrong, and can be tried again', async () => {
    const body = {
      code: 'RATE_LIMITED',
      class: 'passing',
      message: 'Too many.',
      remedy: 'Wait a little.',
      details: {},
    };
    fetched.mockImplementationOnce(async () => Response.json(body, { status: 429 }));
    await show(<Sabotage snapshot={still} />);
    await doIt('Kill the gateway');
    await waitFor(() => expect(screen.getByText('Too many.')).toBeTruthy());
    expect(screen.getByText(/Wait a little\./)).toBeTruthy();
    await doIt('Kill the gateway');
    expect(screen.queryByText('Too many.')).toBeNull();
    expect(fetched).toHaveBeenCalledTimes(2);
  });
});
