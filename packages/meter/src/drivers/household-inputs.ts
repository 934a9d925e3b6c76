/**
 * What the household's own devices say of battery, panel and load, as Linux shows such devices: `capacity` of a power supply in percent,
 * `power1_input` of a hardware monitor in µW. Nobody verifies it: it decides what is sold, never what is paid.
 */
import { join } from 'node:path';
import type { HouseholdInputs } from '@evlock/protocol';
import { type DeviceFiles, systemDeviceFiles } from './device-files.ts';

export interface HouseholdInputsOptions {
  readonly sysfsRoot: string;
  /** Attributes under `sysfsRoot`; each may be missing. */
  readonly battery?: string | undefined;
  readonly generation?: string | undefined;
  readonly load?: string | undefined;
}

const PPM_PER_PERCENT = 10_000;
const MICROWATT_PER_MILLIWATT = 1_000;

export class HouseholdInputReader {
  readonly #options: HouseholdInputsOptions;
  readonly #files: DeviceFiles;

  constructor(options: HouseholdInputsOptions, modules: { readonly files?: DeviceFiles } = {}) {
    this.#options = options;
    this.#files = modules.files ?? systemDeviceFiles;
  }

  /** Whether the profile names any. */
  get exists(): boolean {
    const { battery, generation, load } = this.#options;
    return battery !== undefined || generation !== undefined || load !== undefined;
  }

  /** An input that is missing, or holds something else than such a value, is null. */
  read(): HouseholdInputs {
    const { battery, generation, load } = this.#options;
    const percent = this.#number(battery);
    const chargePpm = percent === null || percent > 100 ? null : percent * PPM_PER_PERCENT;
    return { chargePpm, generation: this.#milliwatt(generation), load: this.#milliwatt(load) };
  }

  #milliwatt(attribute: string | undefined): number | null {
    const microwatt = this.#number(attribute);
    return microwatt === null ? null : Math.floor(microwatt / MICROWATT_PER_MILLIWATT);
  }

  #number(attribute: string | undefined): number | null {
    if (attribute === undefined) return null;
    try {
      const file = this.#files.open(join(this.#options.sysfsRoot, attribute), 'read');
      try {
        const text = file.read().trim();
        return /^\d{1,15}$/.test(text) ? Number(text) : null;
      } finally {
        file.close();
      }
    } catch {
      // A device that is unplugged.
      return null;
    }
  }
}
