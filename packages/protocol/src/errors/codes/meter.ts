/** Errors of a meter's normal world. */
import { fault, passing, refused } from '../entry.ts';

export const meterErrors = {
  SENSOR_FAULT: fault(
    409,
    'The sensor readings are implausible.',
    'Check the sensor, the divider and the wiring, then run the self-test again.',
  ),
  RELAY_FAULT: fault(
    409,
    'The relay line or the reference-load line does not follow its setting.',
    'Check that the GPIO number in the profile is correct and that no other program uses the line; keep the relay open until it is fixed.',
  ),
  WATCHDOG_FAULT: fault(
    409,
    'The hardware watchdog cannot be fed.',
    'Check that the watchdog device in the profile exists and that no other program uses it; the relay stays open in the meantime.',
  ),
  STANDING_RULE_BROKEN: refused(
    409,
    'A rule of the standing order does not allow this order now.',
    'No action needed: it trades again once the rule named in the details holds. A battery reserve, or selling only a surplus, needs a meter that is told of the battery, or of panel and load.',
  ),
  SAMPLES_LATE: passing(
    503,
    'Samples were dropped because the sensor could not be read, or because they were not processed in time.',
    'Check the sensor named in the details, the load on the machine, and that the secure world responds. Delivery is paused in the meantime; energy in the gap is not counted.',
  ),
  LOSS_ABOVE_BAND: fault(
    409,
    'The two meters differ by more than the loss band allows.',
    'Check the wiring between the households; only the lower energy is paid for.',
  ),
  PARTNER_SILENT: passing(
    409,
    "The partner's receipts have stopped arriving.",
    'No action needed: the trade resumes when they arrive again; otherwise it is claimed, and settled 24 hours after its end.',
  ),
  DELIVERY_MISSED: fault(
    409,
    'The delivery did not start before the end of the trade.',
    "The trade is closed at zero, at no cost to either side. Check the meter's log for the reason: chain endpoints, self-test, or the meter was off.",
  ),
  STORE_FAILED: fault(
    500,
    'The local store cannot be read or written.',
    'Check the disk space and the permissions of the data directory; the relay stays open in the meantime.',
  ),
  ACCOUNT_TAKEN: fault(
    409,
    'On chain, this meter belongs to another account, or its account has another meter.',
    'Do not deposit anything. Inform the operator in person: someone enrolled a meter or account that is not theirs. Have the account moved to this meter: `docs/recovering.md`.',
  ),
  PARTNER_REFUSED: refused(
    409,
    'A recent trade with this partner ended because of loss or silence, so nothing is delivered with it for now.',
    "Check the wiring between the two households. The trade ends with nothing delivered; the meter's log says when the partner is accepted again.",
  ),
  TRADE_WITHHELD: fault(
    409,
    'A trade of this meter is open on chain, but the gateway did not announce it.',
    'The meter delivers it from its own view of the chain where it can. Inform the operator in person; a gateway that does this repeatedly is broken or compromised.',
  ),
  NO_SECOND_WAY: fault(
    409,
    "Only the gateway can put this meter's signed data on chain: if it refuses for 24 hours, payment and reputation are lost.",
    "Add another operator's watchtower, or an RPC endpoint with a small gas key, under `submitters` in the profile.",
  ),
  NO_GAS_KEY: fault(
    409,
    "This meter's profile names no gas key.",
    'A meter needs none if `submitters` names a watchtower. Otherwise create a key with `evlock keys create`, and name it with an RPC endpoint under `submitters`.',
  ),
  WATCHTOWER_UNREACHABLE: passing(
    503,
    'The watchtower does not respond, or its certificate was not issued by the authority in the profile.',
    'Check `watchtower` and `authorityFile` under `submitters` in the profile; the next submitter is used in the meantime.',
  ),
  WATCHTOWER_REFUSED: refused(
    409,
    'The watchtower rejected the signed data.',
    'See its error code in the details; name another watchtower, or put the signed data on chain with `evlock chain submit`.',
  ),
  STORE_ROLLED_BACK: fault(
    409,
    "The local store is older than the meter's own signatures: it was restored from a copy.",
    'The gateway has supplied what was missing. Find out who restored the old copy.',
  ),
  RECOVERY_PENDING: passing(
    503,
    'The meter has not yet learned from the gateway what it signed last.',
    'Wait for the connection to the gateway; nothing new is signed until then.',
  ),
  CLOCK_WRONG: fault(
    409,
    "This machine's clock is wrong: it differs from the chain's time, or a certificate is not yet valid.",
    'Set the clock (`timedatectl set-ntp true`); a board without a clock chip starts in 1970. A meter starts no delivery while clock and chain differ by more than the tolerance in the details.',
    { units: { secondsAhead: 's', tolerance: 's' } },
  ),
  LOCAL_CODE_WRONG: refused(
    403,
    "The code is not this meter's.",
    'Read it from the console on which the page was started, or from the label, and type it again.',
    { guess: true },
  ),
  LOOPBACK_ONLY: refused(
    403,
    'The recovery phrase does not travel over a network.',
    'Open the page on the meter itself, or through `ssh -L`, or use the command line there: `evlock meter provision`.',
  ),
  METER_IN_USE: refused(
    409,
    'The sensor belongs to the running meter, which is trading or runs in another process.',
    'Nothing needs to be done: the meter tests its sensor before every order. Otherwise stop the meter first, and repeat the test.',
    { contended: true },
  ),
} as const;
