/** A solar panel behind its own maximum-power-point charger. */
import type { Cloud } from './cloud.ts';
import { clearSkyIrradiance, type Place } from './sun.ts';

const STANDARD_IRRADIANCE = 1000;

export class Panel {
  readonly #peakWatt: number;
  readonly #place: Place;
  readonly #cloud: Cloud;
  failed = false;

  constructor(options: { peakWatt: number; place: Place }, modules: { cloud: Cloud }) {
    this.#peakWatt = options.peakWatt;
    this.#place = options.place;
    this.#cloud = modules.cloud;
  }

  /** What the panel can give now, in W. `utc` in milliseconds. */
  available(utc: number): number {
    if (this.failed || this.#peakWatt === 0) return 0;
    const irradiance = clearSkyIrradiance(utc, this.#place) * this.#cloud.transmittance(utc);
    return (this.#peakWatt * irradiance) / STANDARD_IRRADIANCE;
  }
}
