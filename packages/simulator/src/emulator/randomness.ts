/** Health tests on a source of randomness before a key is derived from it (after NIST SP 800-90B §4.4). */
import {
  EVLOCK_RANDOM_PROPORTION_MAX,
  EVLOCK_RANDOM_REPEATS_MAX,
  EVLOCK_RANDOM_TEST_SIZE,
  refusal,
} from '@evlock/secure-world';

const SEGMENT = 32;

/** Longest run of one byte value. A sound source repeats a byte seven times in a row about once in 10^14 samples. */
function longestRun(bytes: Uint8Array): number {
  let longest = 0;
  let run = 0;
  bytes.forEach((byte, index) => {
    run = byte === bytes[index - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}

function mostFrequent(bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return Math.max(...counts);
}

function hasEqualSegments(bytes: Uint8Array): boolean {
  const seen = new Set<string>();
  for (let start = 0; start < bytes.length; start += SEGMENT) {
    const segment = Buffer.from(bytes.subarray(start, start + SEGMENT)).toString('hex');
    if (seen.has(segment)) return true;
    seen.add(segment);
  }
  return false;
}

/** Throws `RANDOMNESS_FAULT` when the source shows a known failure pattern. */
export function checkRandomness(random: (size: number) => Uint8Array): void {
  let bytes: Uint8Array;
  try {
    bytes = random(EVLOCK_RANDOM_TEST_SIZE);
  } catch {
    throw refusal('RANDOMNESS_FAULT');
  }
  const sound =
    bytes.length === EVLOCK_RANDOM_TEST_SIZE &&
    longestRun(bytes) <= EVLOCK_RANDOM_REPEATS_MAX &&
    mostFrequent(bytes) <= EVLOCK_RANDOM_PROPORTION_MAX &&
    !hasEqualSegments(bytes);
  if (!sound) throw refusal('RANDOMNESS_FAULT');
}
