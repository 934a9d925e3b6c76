/** Errors of any component. */
import { fault, passing, refused } from '../entry.ts';

export const generalErrors = {
  INTERNAL: fault(
    500,
    'An unexpected error occurred.',
    "Check that component's log around this time, and report the error with that log line.",
    { defect: true },
  ),
  INVALID_INPUT: refused(400, 'The input does not match its schema.', 'Correct the field named in the details.'),
  INPUT_TOO_LARGE: refused(
    413,
    'The input exceeds the size limit.',
    'Send less data; the details give the limit.',
    // Message too big.
    { closeCode: 1009 },
  ),
  MALFORMED_STRUCT: refused(
    400,
    'The bytes are not the canonical encoding of the struct.',
    'Encode every field big-endian at its own width, in order, with nothing before or after.',
  ),
  UNIT_OUT_OF_RANGE: refused(
    400,
    'The value is not a valid quantity, or is out of range.',
    'Write it as the details say: not negative, and with no more decimals than the unit has.',
  ),
  INVALID_SIGNATURE: refused(
    400,
    'The signature was not made over this content by the expected key.',
    'Sign the typed data for the same chain and market, with the key that the struct names.',
  ),
  TIMED_OUT: passing(
    504,
    'The other side did not answer in time.',
    'Try again; if it persists, check the health of the component named in the details.',
  ),
  CANCELLED: passing(
    499,
    'The operation was cancelled before it finished.',
    'Start it again when you are ready.',
    // Going away.
    { closeCode: 1001 },
  ),
  PROFILE_INVALID: fault(
    400,
    'The profile, or a file that it names, cannot be used.',
    "Correct the field or file named in the details; `docs/profiles.md` has a complete example. An authority is the operator's `authority.pem`, unmodified.",
  ),
  PROFILE_MISSING: fault(
    404,
    'The profile does not exist.',
    "Name the file with `--profile`, or an owner's profile with `EVLOCK_PROFILE`. `evlock meter bind` creates an owner's profile, `evlock profiles print` prints an example for each component, and `npm start` keeps its own under `.evlock/households`.",
  ),
  SECRET_EXPOSED: fault(
    400,
    'A secret file is readable by other users, or a secret was passed as an argument.',
    'Run `chmod 600` on the file; pass secrets by file or environment variable only.',
  ),
  FILE_UNUSABLE: fault(
    500,
    'A file cannot be read or written.',
    'See `problem` in the details: ENOENT, no such file or directory; EEXIST, the file exists and is never overwritten; EACCES or EPERM, permission denied; ENOSPC or EFBIG, no space left.',
  ),
  DEVELOPMENT_ONLY: refused(
    403,
    'This is allowed on development networks only.',
    'Use a development network, or provide what a real network requires: keys generated for it alone, its own token, and pages served from a public host.',
  ),
} as const;
