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

  /** What the meter has bound now; from then on these open sessions, and no other. Throws `DEVICE_OFFLINE`, `TIMED_OUT`. */
  async list(principal: Principal): Promise<PasskeyList> {
    return this.#learned(principal, await this.#meters.request(principal.meterKey, 'passkeys', {}));
  }

  /** Throws `INVALID_INPUT` for another meter's, `DEVICE_OFFLINE`, or the secure world's error. */
  async bind(principal: Principal, body: RouteBody<'bindPasskey'>): Promise<PasskeyList> {
    requireOwn(principal, body.binding);
    return this.#learned(principal, await this.#meters.request(principal.meterKey, 'bindFurtherPasskey', body));
  }

  /** Throws as `bind`. */
  async remove(principal: Principal, body: RouteBody<'removePasskey'>): Promise<PasskeyList> {
    requireOwn(principal, body.removal);
    return this.#learned(principal, await this.#meters.request(principal.meterKey, 'removePasskey', body));
  }

  async #learned({ deviceId }: Principal, list: PasskeyList): Promise<PasskeyList> {
    const passkeys = list.passkeys.map(({ publicKeyX: x, publicKeyY: y }) => ({ x, y }));
    await this.#devices.keepPasskeys(deviceId, passkeys);
    return list;
  }
}

function requireOwn({ meterKey }: Principal, struct: { readonly meterKey: string }): void {
  if (struct.meterKey !== meterKey)
    throw new EvlockError('INVALID_INPUT', { field: 'meterKey', value: struct.meterKey });
}
