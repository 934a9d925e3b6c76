/** Errors of the secure world. Most of them are statuses of the trusted application: see `evlock_ta.h`. */
import { fault, passing, refused } from '../entry.ts';

export const secureWorldErrors = {
  COMMAND_UNKNOWN: refused(
    400,
    'The secure world has no such command.',
    'Use a client of the same version as the trusted application.',
  ),
  COMMAND_NOT_AUTHORIZED: refused(
    403,
    'No mandate or passkey authorizes this.',
    "Approve it with the meter's passkey, within the mandate.",
  ),
  OUT_OF_STATE: refused(
    409,
    "The component's current state does not allow this.",
    'See the reason in the details; for a trade, check its state with `evlock trades show`.',
  ),
  NOT_PROVISIONED: refused(409, 'The secure world has no keys yet.', 'Run `evlock meter provision` at the meter.'),
  ALREADY_PROVISIONED: refused(
    409,
    'The secure world already has keys.',
    'No action needed. A meter that has been in use is replaced, never provisioned again.',
  ),
  SELF_TEST_REQUIRED: passing(
    409,
    'The last self-test failed or is more than ten minutes old.',
    'Let the meter run its self-test; if it fails, check the sensor and its wiring.',
    { contended: true },
  ),
  ASSERTION_INVALID: refused(
    403,
    'The passkey assertion failed verification.',
    'Approve again with the passkey bound to this meter; the details name the failed check.',
    { guess: true },
  ),
  REPLAYED: refused(409, 'This number or key has been used before.', 'Make a new request with a higher number.'),
  LIMIT_EXCEEDED: refused(
    403,
    'This exceeds the limits set in the secure world.',
    'Stay within the mandate and the provisioned limits.',
  ),
  MARK_MISSING: fault(
    409,
    "The delivery mark was not detected: the current is not coming from the trade's partner.",
    'Check the wiring between the two meters; only the energy signed so far is paid for.',
  ),
  STORAGE_DAMAGED: fault(
    500,
    'The secure storage is damaged, has been rolled back, or belongs to another device.',
    'Do not use the meter. Move the account to a new meter with its recovery phrase: `evlock meter recover`.',
  ),
  DEVICE_ROLLED_BACK: fault(
    409,
    'The secure world is older than its own signatures: its storage was restored to an earlier state.',
    'Do not use the meter. Its open trades will still end; replace it with `evlock replacement request`.',
  ),
  METER_KEY_CHANGED: fault(
    409,
    'The secure world does not hold the keys that this data directory was created with.',
    'Reconnect the original secure world, or give the new meter a data directory of its own.',
  ),
  RANDOMNESS_FAULT: fault(
    500,
    'The random number generator failed its health test; no key was generated.',
    'Do not use the meter: its secure world has no reliable source of randomness.',
  ),
  SECURE_WORLD_UNREACHABLE: passing(
    503,
    'The secure world does not respond.',
    'Check that its process or device is running; the relay stays open in the meantime.',
  ),
} as const;
