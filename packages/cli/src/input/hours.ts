/** Hours of the day as a person writes them: `22:00-06:00`. */
import { EvlockError, type StandingHours } from '@evlock/protocol';

const HOURS = /^\s*([01]\d|2[0-3]):(00|15|30|45)\s*-\s*([01]\d|2[0-4]):(00|15|30|45)\s*$/;

/** Throws `INVALID_INPUT`. */
export function readHours(text: string): Omit<StandingHours, 'timeZone'> {
  const [, ...parts] = HOURS.exec(text) ?? [];
  const [fromHour = Number.NaN, fromMinute = 0, untilHour = 0, untilMinute = 0] = parts.map(Number);
  const from = fromHour * 60 + fromMinute;
  const until = (untilHour * 60 + untilMinute) % 1_440;
  const isPastMidnight = untilHour === 24 && untilMinute > 0;
  if (Number.isNaN(from) || isPastMidnight || from === until) {
    throw new EvlockError('INVALID_INPUT', { value: text, problem: 'not hours in quarters, such as 22:00-06:00' });
  }
  return { from, until };
}
