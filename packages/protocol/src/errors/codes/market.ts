/** Errors of orders, trades and settlement. Those that the contract reverts with are `refused`, whatever else they are. */
import { fault, refused } from '../entry.ts';

export const marketErrors = {
  // --- orders
  PRICE_ABOVE_LIMIT: refused(
    409,
    "The offer's price exceeds your limit.",
    'Choose another offer, or raise the limit with `--max-price`.',
    { units: { price: 'micro-units/kWh', maxPrice: 'micro-units/kWh' } },
  ),
  ORDER_EXPIRED: refused(
    409,
    'The order is past its `openBefore`.',
    'Place a new order with a later delivery interval.',
  ),
  ORDER_CANCELLED: refused(409, 'The order was cancelled, or its nonce has been used.', 'Place a new order.', {
    contended: true,
  }),
  STANDING_ORDER_NOT_FOUND: refused(
    404,
    'Your meter has no standing order with this id.',
    'Choose one from `evlock standing list`.',
  ),
  MANDATE_RESERVED: refused(
    409,
    'What is left of the mandate is reserved by orders that may still become trades.',
    'Wait: what an order without a trade reserved returns about an hour after its `openBefore`. Or place another standing order.',
  ),
  STANDING_ORDERS_FULL: refused(
    409,
    'Your meter has as many standing orders as it can keep.',
    'Stop one of them with `evlock standing stop`, or wait until one has ended.',
  ),
  ORDER_NOT_FOUND: refused(
    404,
    'The order does not exist.',
    'To buy, choose an offer from `evlock offers list`. To cancel, use the hash that `evlock offers place` or `evlock trades show` printed for an order of yours.',
  ),
  ORDER_TAKEN: refused(
    409,
    'The offer has already opened a trade.',
    'List the open offers with `evlock offers list`, and choose another. If the details name a trade, it is your own: follow it with `evlock trades show`.',
    { contended: true },
  ),
  OWN_OFFER: refused(
    409,
    'The offer was placed by the same meter that would buy it.',
    'List the open offers with `evlock offers list`, and choose one of another meter.',
  ),
  ORDER_INVALID: refused(
    400,
    "The order is inconsistent, or outside the market's limits.",
    'Correct the field named in the details.',
  ),
  WRONG_PARTNER: refused(
    409,
    'The bid names a different offer from the one submitted with it.',
    'Sign a bid whose `counterOrder` is the digest of the offer.',
  ),
  PRICE_MISMATCH: refused(409, "The bid's price is not the offer's price.", "Bid at the offer's price.", {
    units: { bid: 'micro-units/kWh', offer: 'micro-units/kWh' },
  }),
  ENERGY_OUT_OF_OFFER: refused(
    409,
    "The bid's energy is outside the offer's range.",
    "Bid between the offer's `minEnergy` and `energy`.",
    { units: { energy: 'mWh', least: 'mWh', most: 'mWh', minEnergy: 'mWh', maxEnergy: 'mWh' } },
  ),
  INTERVAL_OUT_OF_OFFER: refused(
    409,
    "The delivery interval is outside the offer's interval.",
    "Choose a delivery interval within the offer's interval.",
  ),
  REPUTATION_TOO_LOW: refused(
    409,
    "A participant's reputation is below the minimum that the partner requires.",
    'Choose an offer with a lower minimum, or complete trades to gain reputation.',
  ),
  SENSOR_CLASS_TOO_LOW: refused(
    409,
    "A meter's sensor class is below the minimum that the partner requires.",
    'Choose an offer with a lower minimum; a meter has the sensor class it was enrolled with.',
  ),
  METER_BUSY: refused(
    409,
    'A meter already has a trade in this interval, or three upcoming trades.',
    'Choose an interval after the trade in the details, or stop that trade first. A trade in state `signed` is still being opened: follow it with `evlock trades show`.',
    { contended: true },
  ),
  INSUFFICIENT_BALANCE: refused(
    409,
    'The account does not have enough free balance.',
    'Deposit more with `evlock account deposit`, or choose a smaller amount; the end of a trade releases what it locks.',
    { units: { balance: 'micro-units', needed: 'micro-units', fee: 'micro-units' } },
  ),
  WALLET_SHORT: refused(
    409,
    'The wallet holds less than the amount to be paid.',
    'Fund the wallet, or choose a smaller amount. A deposit is paid from the key in `--key-file`; development networks have `evlock account faucet`.',
  ),
  BELOW_MINIMUM_LOT: refused(
    400,
    "The energy is below the market's minimum lot.",
    'Trade at least the minimum lot shown by `evlock account balance`.',
    { units: { energy: 'mWh', minimumLot: 'mWh' } },
  ),

  // --- trades
  TRADE_NOT_FOUND: refused(404, 'The trade does not exist.', 'List your trades with `evlock trades list`.'),
  TRADE_NOT_OPEN: refused(
    409,
    "The trade's state does not allow this.",
    'Check the state of the trade with `evlock trades show`.',
    { alreadyDone: true },
  ),
  TRADES_OPEN: refused(
    409,
    'Some trades have not yet ended on chain.',
    'Wait until `evlock trades list` shows them as settled or expired; otherwise the meter would lose track of what is still locked or claimed.',
    { units: { locked: 'micro-units' } },
  ),
  TRADE_EXISTS: refused(409, 'This bid has already opened a trade.', 'No action needed: the trade is already open.', {
    alreadyDone: true,
  }),
  TOO_FAR_AHEAD: refused(
    409,
    'The delivery starts more than 48 hours from now.',
    'Open the trade at the time in the details or later, or choose an earlier interval.',
  ),
  NOTHING_TO_FREE: refused(
    409,
    'This trade no longer reserves its meters, or is still in progress.',
    'No action needed: the meters can trade now, or once the trade has ended.',
    { alreadyDone: true },
  ),
  MARKET_PAUSED: refused(
    503,
    'The operator has paused new trades.',
    'Wait until the operator resumes them; settlement, withdrawal and cancellation still work.',
  ),
  TRADE_FAILED: fault(
    500,
    'The trade ended without a complete delivery.',
    'See the state and code in the details, and the logs in the data directory.',
  ),

  // --- receipts, claims and settlement on chain
  CLAIM_PERIOD_OVER: refused(
    409,
    'The claim period, 24 hours from the end of the delivery interval, is over.',
    'Settle the trade with what was claimed, or let it expire.',
  ),
  CLAIM_PERIOD_RUNNING: refused(
    409,
    'The claim period, 24 hours from the end of the delivery interval, is not over.',
    'Wait until it is, or settle with both final receipts.',
  ),
  RECEIPT_NOT_FINAL: refused(
    409,
    'Settlement requires that both receipts are final.',
    'Claim with this receipt instead.',
  ),
  RECEIPT_MISMATCH: refused(
    409,
    'The receipts do not belong together, or are below what was claimed.',
    "Use final receipts of the same trade, of which the seller's names the buyer's energy.",
    { units: { named: 'mWh', buyerEnergy: 'mWh' } },
  ),
  RECEIPT_STALE: refused(
    409,
    'A newer receipt from this meter is already known.',
    'Send receipts in order of increasing sequence.',
    { alreadyDone: true, received: true, units: { energy: 'mWh' } },
  ),
  READING_OUT_OF_ORDER: refused(
    409,
    'The reading does not follow the last known reading of this meter.',
    'Send the readings after the sequence in the details, in order.',
  ),
  WITHDRAWAL_INVALID: refused(
    409,
    'The withdrawal is past its deadline, or its nonce or amount is wrong.',
    'Read the account again, and sign a new withdrawal.',
  ),
  DEPOSIT_INVALID: refused(
    409,
    'The deposit is zero, its permit is invalid, or the token transferred less than the amount.',
    'Sign a permit for exactly the amount, and check that the wallet holds that much of the token.',
    { units: { amount: 'micro-units' } },
  ),
  ACCOUNT_UNKNOWN: refused(
    409,
    'No meter has ever been enrolled for the account, so a deposit could never be withdrawn.',
    'Have the operator enrol a meter for the account, then deposit.',
  ),
  CANCEL_INVALID: refused(
    409,
    'The cancel is past its deadline, names a different order, or charges an account that its key may not charge, or not that much.',
    "Sign a new cancel for this meter's order; use the account key if it pays more than a small fee.",
  ),
  REPLACE_INVALID: refused(
    409,
    'The replacement is past its deadline, has a wrong nonce, or names keys that do not belong together.',
    'Enrol the new meter for the account first, then read the nonce again and sign a new replacement.',
  ),
  REPLACE_NOT_DUE: refused(
    409,
    'No replacement of this meter key is due.',
    'Wait until 48 hours have passed since the request.',
  ),
  METER_REPLACED: refused(
    409,
    'This meter has been replaced: its key can open no more trades.',
    'Use its successor, which `evlock replacement show` names. The trades that this meter has open will still end normally.',
  ),
  METER_STANDBY: refused(
    409,
    'This meter is enrolled, but another meter is the active one of the account.',
    'Replace the old meter with `evlock replacement request`, and wait for the 48 hours that `evlock replacement show` shows. If nobody in your household requested the replacement, cancel it: `docs/recovering.md`.',
  ),
  ENROLMENT_INVALID: refused(
    409,
    'The device or meter key is already enrolled, the keys are zero or equal, or the enrolment has expired or is out of order.',
    'Enrol each device once; have the meter sign a new enrolment, and put it on chain before its deadline.',
  ),
  ACCESS_DENIED: refused(
    403,
    'The caller does not hold the required role.',
    'Use the key that holds the role in the details; if none is named, the key that owns the contract (for a test token: the admin).',
  ),
} as const;
