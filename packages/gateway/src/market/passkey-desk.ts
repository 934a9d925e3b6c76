/** The passkeys of a meter's owners: bound and removed in the secure world, and learned from the meter for signing in. */
import { EvlockError, type PasskeyList, type RouteBody } from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { Devices } from '../database/devices.ts';
import type { Principal } from '../database/principal.ts';
import type { MeterDirectory } from './meter-directory.ts';

export interface PasskeyDeskModules {
  readonly database: Database;
  readonly meters: MeterDirectory;
}

export class PasskeyDesk {
  readonly #meters: MeterDirectory;
  readonly #devices: Devices;

  constructor(modules: PasskeyDeskModules) {
    this.#meters = modules.meters;
    this.#devices = new Devices(modules);
  }

  /**
   * What the meter has bound now; from then on these open sessions, and no other. Where one was removed at the meter itself, every
   * session ends: none says which passkey opened it. Throws `DEVICE_OFFLINE`, `TIMED_OUT`.
   */
  async list(principal: Principal): Promise<PasskeyList> {
    const list = await this.#meters.request(principal.meterKey, 'passkeys', {});
    if (await this.#learned(principal, list)) await this.#devices.endAllSessions(principal.deviceId);
    return list;
  }

  /** Throws `INVALID_INPUT` for another meter's, `DEVICE_OFFLINE`, or the secure world's error. */
  async bind(principal: Principal, body: RouteBody<'bindPasskey'>): Promise<PasskeyList> {
    requireOwn(principal, body.binding);
    const list = await this.#meters.request(principal.meterKey, 'bindFurtherPasskey', body);
    if (await this.#learned(principal, list)) await this.#devices.endAllSessions(principal.deviceId);
    return list;
  }

  /** The sessions that are left are the caller's to end. Throws as `bind`. */
  async remove(principal: Principal, body: RouteBody<'removePasskey'>): Promise<PasskeyList> {
    requireOwn(principal, body.removal);
    const list = await this.#meters.request(principal.meterKey, 'removePasskey', body);
    await this.#learned(principal, list);
    return list;
  }

  #learned({ deviceId }: Principal, list: PasskeyList): Promise<boolean> {
    const passkeys = list.passkeys.map(({ publicKeyX: x, publicKeyY: y }) => ({ x, y }));
    return this.#devices.keepPasskeys(deviceId, passkeys);
  }
}

function requireOwn({ meterKey }: Principal, struct: { readonly meterKey: string }): void {
  if (struct.meterKey !== meterKey)
    throw new EvlockError('INVALID_INPUT', { field: 'meterKey', value: struct.meterKey });
}
