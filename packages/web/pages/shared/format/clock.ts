/** The time of this device's place, and of a day. */

/** `Europe/Berlin`: the zone of this device. */
export const localTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `7` → `07`. */
export const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Minutes after midnight → `18:30`. */
export const clockTime = (minutes: number): string =>
  `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
