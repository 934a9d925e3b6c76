import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Relay } from '../../src/drivers/relay.ts';
import { Watchdog } from '../../src/drivers/watchdog.ts';
import { type Hardware, hardware } from './hardware.ts';

describe('Watchdog', () => {
  let world: Hardware;
  let watchdog: Watchdog;
  let relay: Relay;
  beforeEach(() => {
    world = hardware();
    watchdog = new Watchdog({ path: join(world.root, 'dev/watchdog0') });
    relay = Relay.open({ sysfsRoot: world.root, gpio: 17 });
  });
  afterEach(() => {
    relay.dispose();
    watchdog.dispose();
    world.close();
  });
  const household = () => world.simulation.state().households[0];
  const feed = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 200) {
      watchdog.feed();
      world.advance(200);
    }
  };

  it('keeps the relay closed while it is fed', () => {
    relay.drive('closed');
    feed(5000);
    expect(household()).toMatchObject({ relayClosed: true, watchdog: 'armed' });
  });

  it('opens the relay within its timeout when the meter is in doubt, although the line stays high', () => {
    relay.drive('closed');
    feed(1000);
    watchdog.doubt();
    expect(watchdog.doubting).toBe(true);
    feed(1200);
    expect(relay.closed).toBe(true);
    expect(household()).toMatchObject({ relayClosed: false, watchdog: 'fired' });
    relay.drive('open');
    watchdog.trust();
    feed(400);
    relay.drive('closed');
    feed(400);
    expect(household()?.relayClosed).toBe(true);
  });

  it('is disarmed by a clean shutdown, but not by one in doubt', () => {
    feed(400);
    watchdog.dispose();
    world.advance(3000);
    expect(household()?.watchdog).toBe('off');
    feed(400);
    watchdog.doubt();
    watchdog.dispose();
    world.advance(3000);
    expect(household()?.watchdog).toBe('fired');
  });

  it('reports WATCHDOG_FAULT when the device is missing, and retries', () => {
    feed(200);
    world.simulation.close();
    expect(() => watchdog.feed()).toThrowError(expect.objectContaining({ code: 'WATCHDOG_FAULT' }));
    expect(() => watchdog.feed()).toThrowError(expect.objectContaining({ code: 'WATCHDOG_FAULT' }));
    world.simulation.open();
    watchdog.feed();
  });
});
