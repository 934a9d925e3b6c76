/** The sun's position and clear-sky irradiance. Accurate to a few degrees: enough for a realistic day. */

const DEGREE = Math.PI / 180;
const DAY_MS = 86_400_000;
const YEAR_MS = 365.2425 * DAY_MS;
/** The winter solstice of 1970. */
const SOLSTICE_MS = 355 * DAY_MS;

export interface Place {
  /** Degrees north, -90 to 90. */
  readonly latitude: number;
  /** Degrees east, -180 to 180. */
  readonly longitude: number;
}

/** Sine of the sun's height above the horizon; negative at night. `utc` in milliseconds since 1970. */
export function sunHeight(utc: number, place: Place): number {
  const declination = -23.44 * DEGREE * Math.cos((2 * Math.PI * (utc - SOLSTICE_MS)) / YEAR_MS);
  const solarHour = ((utc % DAY_MS) / 3_600_000 + place.longitude / 15 + 24) % 24;
  const hourAngle = (solarHour - 12) * 15 * DEGREE;
  const latitude = place.latitude * DEGREE;
  return Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
}

/** Irradiance of a clear sky on flat ground, in W/m² (Haurwitz, 1945). */
export function clearSkyIrradiance(utc: number, place: Place): number {
  const height = sunHeight(utc, place);
  return height <= 0.001 ? 0 : 1098 * height * Math.exp(-0.057 / height);
}
