// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Cancel, Withdrawal} from "../types/Commands.sol";
import {Order} from "../types/Order.sol";
import {Role} from "../types/Receipt.sol";
import {Signature} from "../types/Signature.sol";
import {Trade, TradeState} from "../types/Trade.sol";
import {IMeterRegistry} from "./IMeterRegistry.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice What is wrong with an order on its own, or with the two orders of a trade.
enum OrderFault {
    /// Empty, longer than 12 h, or beyond the year 2106.
    INTERVAL,
    /// `openBefore` after the `start` of a bid or the `end` of an offer.
    OPEN_BEFORE,
    /// More than 1 000 000 ppm.
    LOSS_BAND,
    /// Both orders are of one meter.
    SAME_METER,
    /// The interval is too short for the energy at the offer's power.
    POWER
}

/// @notice Which field of a withdrawal is wrong.
enum WithdrawalFault {
    /// Not the market's token.
    TOKEN,
    /// The zero address, or the market itself.
    RECIPIENT,
    /// Zero.
    AMOUNT,
    /// Not the account's next nonce.
    NONCE,
    /// In the past.
    DEADLINE
}

/// @title Escrow and settlement of energy trades between meters.
/// @notice A trade opens with two signed orders and closes with receipts that the meters signed. The sender of a
/// transaction chooses nothing: every figure is signed. No role can move a participant's money; a pause stops new
/// trades only. Energy in mWh, price in micro-units per kWh, money in micro-units of `token`, time in UTC seconds.
/// @dev The calldata of every function that changes state must have exactly the length of its arguments.
interface IEnergyMarket {
    /// @notice A trade was opened: the buyer's money is locked, and both meters are busy over [start, end).
    /// @param tradeId The digest of the bid.
    /// @param buyerMeter The meter key of the bid.
    /// @param sellerMeter The meter key of the offer.
    /// @param offerHash The digest of the offer.
    /// @param energy The energy that was bought, mWh.
    /// @param price Micro-units per kWh.
    /// @param start First second of the delivery, UTC.
    /// @param end First second after the delivery, UTC.
    event TradeOpened(
        bytes32 indexed tradeId,
        address indexed buyerMeter,
        address indexed sellerMeter,
        bytes32 offerHash,
        uint64 energy,
        uint64 price,
        uint40 start,
        uint40 end
    );
    /// @notice A receipt was claimed for one side.
    /// @param tradeId The digest of the bid.
    /// @param role The side.
    /// @param energy The largest energy claimed for this side so far, mWh.
    /// @param isFinal Whether a claimed receipt of this side was final.
    event Claimed(bytes32 indexed tradeId, Role role, uint64 energy, bool isFinal);
    /// @notice A trade was settled: `paid` went to the seller's account, `refunded` back to the buyer's. Together they
    /// equal the lock.
    /// @param tradeId The digest of the bid.
    /// @param delivered The energy that is paid for, mWh.
    /// @param paid Micro-units.
    /// @param refunded Micro-units.
    event TradeSettled(bytes32 indexed tradeId, uint64 delivered, uint128 paid, uint128 refunded);
    /// @notice A trade was closed without a claim by the buyer; its whole lock went back to the buyer's account.
    /// @param tradeId The digest of the bid.
    /// @param refunded The lock, micro-units.
    event TradeExpired(bytes32 indexed tradeId, uint128 refunded);
    /// @notice Both meters of a trade were freed: they may trade during the rest of its interval.
    /// @param tradeId The digest of the bid.
    event MetersFreed(bytes32 indexed tradeId);
    /// @notice Closing a trade changed the reputation of an account.
    /// @param account The account.
    /// @param change +1 or -3.
    /// @param reputation The account's reputation after the change.
    event ReputationChanged(address indexed account, int32 change, int32 reputation);
    /// @notice Tokens were added to the balance of `account`.
    /// @param account The account.
    /// @param from The address that paid.
    /// @param amount Micro-units.
    event Deposited(address indexed account, address indexed from, uint128 amount);
    /// @notice Tokens were paid out of the balance of `account`. A submitter fee is not included, see `SubmitterPaid`.
    /// @param account The account.
    /// @param to The address that was paid.
    /// @param amount Micro-units.
    event Withdrawn(address indexed account, address indexed to, uint128 amount);
    /// @notice The balance of `account` paid the sender of its withdrawal or cancel.
    /// @param account The account.
    /// @param submitter The sender.
    /// @param fee Micro-units.
    event SubmitterPaid(address indexed account, address indexed submitter, uint128 fee);
    /// @notice One order was withdrawn. Not emitted for an order whose nonce was spent before.
    /// @param meterKey The meter key of the order.
    /// @param orderHash The digest of the order.
    /// @param nonce Its nonce.
    event Cancelled(address indexed meterKey, bytes32 indexed orderHash, uint40 nonce);
    /// @notice Every nonce below `minNonce` is spent.
    /// @param meterKey The meter key whose nonces they are.
    /// @param minNonce The lowest nonce that this did not withdraw.
    event NoncesCancelled(address indexed meterKey, uint40 minNonce);
    /// @notice New trades were stopped or allowed again.
    /// @param paused Whether new trades are stopped now.
    /// @param by The caller, who holds PAUSER_ROLE.
    event PauseChanged(bool paused, address by);

    /// @notice The bid has already opened this trade. Once a trade is closed and its word reused, `OrderCancelled` is
    /// returned instead.
    /// @param tradeId The digest of the bid.
    error TradeExists(bytes32 tradeId);
    /// @notice The trade is not in a state that allows this. A closed trade may show as NONE or as CLOSED.
    /// @param tradeId The digest of the bid.
    /// @param state The state that is still stored.
    error TradeNotOpen(bytes32 tradeId, TradeState state);
    /// @notice An order contradicts itself, or both orders are of one meter.
    /// @param fault Which rule was broken.
    error OrderInvalid(OrderFault fault);
    /// @notice The bid or the offer can no longer be opened.
    /// @param openBefore The time before which it had to be opened, UTC seconds.
    error OrderExpired(uint40 openBefore);
    /// @notice The order was cancelled or its nonce is spent; for a cancel: nothing is left to cancel.
    /// @param meterKey The meter key of the order.
    /// @param nonce The nonce of the order; for a cancel, its `minNonce`.
    error OrderCancelled(address meterKey, uint40 nonce);
    /// @notice The energy of the bid is outside the offer's range.
    /// @param energy The energy of the bid, mWh.
    /// @param minEnergy The offer's minimum, mWh.
    /// @param maxEnergy The offer's maximum, mWh.
    error EnergyOutOfOffer(uint64 energy, uint64 minEnergy, uint64 maxEnergy);
    /// @notice The interval of the bid is outside the offer's interval.
    /// @param start Start of the bid's interval, UTC seconds.
    /// @param end End of the bid's interval, UTC seconds.
    error IntervalOutOfOffer(uint40 start, uint40 end);
    /// @notice The trade is below the minimum lot of this market.
    /// @param energy The energy of the bid, mWh.
    /// @param minimumLot The minimum, mWh.
    error BelowMinimumLot(uint64 energy, uint64 minimumLot);
    /// @notice The meter is not enrolled for the account of its order, or may not trade now.
    /// @param meterKey The meter key.
    error NotEnrolled(address meterKey);
    /// @notice The partner's order requires more reputation than the account has.
    /// @param account The account.
    /// @param reputation Its reputation.
    /// @param minReputation The minimum that the partner's order requires.
    error ReputationTooLow(address account, int32 reputation, int32 minReputation);
    /// @notice The trade starts too far ahead to be opened now.
    /// @param start Start of the bid's interval, UTC seconds.
    /// @param opensFrom When it can be opened: 48 h before `start`, UTC seconds.
    error TooFarAhead(uint40 start, uint40 opensFrom);
    /// @notice There are no meters to free: the trade is neither closed nor claimed by a final receipt, or its meters
    /// were freed already, or its `end` has passed.
    /// @param tradeId The digest of the bid.
    error NothingToFree(bytes32 tradeId);
    /// @notice The meter already has a trade in this interval, or three trades ahead.
    /// @param meterKey The meter key of the bid or of the offer.
    error MeterBusy(address meterKey);
    /// @notice It is too late for `settleFinal` or `claim`; `settleClaimed` or `expire` ends the trade.
    /// @param claimUntil `end` + 24 h, UTC seconds.
    error ClaimPeriodOver(uint40 claimUntil);
    /// @notice It is too early for `settleClaimed` or `expire`.
    /// @param claimUntil `end` + 24 h, UTC seconds.
    error ClaimPeriodRunning(uint40 claimUntil);
    /// @notice `settleFinal` needs two final receipts.
    /// @param role The side whose receipt is not final.
    error ReceiptNotFinal(Role role);
    /// @notice The receipt has the wrong role, the seller's receipt names a different energy of the buyer, or an energy
    /// is below what was claimed.
    /// @param role The side whose receipt is refused.
    error ReceiptMismatch(Role role);
    /// @notice The claim would change nothing.
    /// @param role The side.
    /// @param energy The energy already claimed for it, mWh.
    error ReceiptStale(Role role, uint64 energy);
    /// @notice A field of the withdrawal is not acceptable.
    /// @param fault Which field.
    error WithdrawalInvalid(WithdrawalFault fault);
    /// @notice The cancel is past its deadline, names a different order, or charges a fee that its meter key must not
    /// charge.
    /// @param meterKey The meter key that the cancel names.
    error CancelInvalid(address meterKey);
    /// @notice The deposit is zero, its permit is not valid, the token charged a fee, or the market would hold more
    /// than type(uint96).max.
    /// @param account The account that was to be credited.
    /// @param amount Micro-units.
    error DepositInvalid(address account, uint128 amount);
    /// @notice No meter was ever enrolled for the account, so there is no proof that anyone holds its key.
    /// @param account The account.
    error AccountUnknown(address account);
    /// @notice The free balance of the account is too low.
    /// @param account The account.
    /// @param balance Its free balance, micro-units.
    /// @param needed The balance that is required, micro-units.
    error InsufficientBalance(address account, uint128 balance, uint128 needed);
    /// @notice The signature is malformed, has a high s, or was not made by `signer` over this content. The same error
    /// is returned for a bid that comes with a different offer or price, and for a receipt of a different trade.
    /// @param signer The expected signer.
    error InvalidSignature(address signer);
    /// @notice New trades are paused; everything else continues.
    error MarketPaused();
    /// @notice Packed terms or a packed receipt contain a value that the struct does not allow, or trailing data; or
    /// the arrays of a batch overlap.
    error MalformedStruct();
    /// @notice The calldata is longer or shorter than the arguments.
    /// @param length The length of the calldata, bytes.
    /// @param expected The length of the arguments, bytes.
    error CalldataLength(uint256 length, uint256 expected);
    /// @notice The caller does not hold the role.
    /// @param caller The caller.
    /// @param role The role that is required, in the registry.
    error AccessDenied(address caller, bytes32 role);
    /// @notice The chain id has changed since the market was deployed: trades can be closed here, but not opened.
    /// @param chainId The chain id now.
    error WrongChain(uint256 chainId);
    /// @notice The registry belongs to a different market.
    /// @param registry The registry that was given.
    error WrongRegistry(address registry);

    // --- money

    /// @notice Moves `amount` of the caller's tokens into the balance of `account`, which must be known to the
    /// registry.
    /// @param account The account that is credited.
    /// @param amount Micro-units.
    function deposit(address account, uint128 amount) external;

    /// @notice Moves `amount` of the tokens of `account` into its balance, with its ERC-2612 permit for exactly that
    /// amount. Anyone may send it, even after the permit itself was put on chain. A permit is used once.
    /// @param account The account that pays and is credited.
    /// @param amount Micro-units.
    /// @param deadline Deadline of the permit, UTC seconds.
    /// @param v v of the permit's signature, 27 or 28.
    /// @param r r of the permit's signature.
    /// @param s s of the permit's signature.
    function depositFor(address account, uint128 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Pays out free balance on a signature of the account key. Anyone may send it, and gets the fee.
    /// @param withdrawal Amount, recipient and fee.
    /// @param signature Signature of `withdrawal` by its account key.
    function withdraw(Withdrawal calldata withdrawal, Signature calldata signature) external;

    // --- orders

    /// @notice Cancels one order, and every order with a nonce below `minNonce`, on a signature of its meter key or
    /// account key. The fee is paid as far as the balance allows; under the meter key at most `meterKeyFeeCap`, once a
    /// UTC day.
    /// @param command The cancel, which names the order by its digest.
    /// @param order The order itself, from which its nonce is read.
    /// @param signature Signature of `command` by the meter key or the account key.
    function cancelOrder(Cancel calldata command, Order calldata order, Signature calldata signature) external;

    /// @notice Cancels every order with a nonce below `minNonce`.
    /// @param command The cancel; its `orderHash` must be zero.
    /// @param signature Signature of `command` by the meter key or the account key.
    function cancelNonces(Cancel calldata command, Signature calldata signature) external;

    // --- trades; the `Terms` library says how `terms` (bid and offer) are packed, `Receipts` how a receipt is

    /// @notice Opens the trade whose id is the digest of the bid, and locks the buyer's money.
    /// @param terms Bid and offer, packed.
    /// @param bidSignature Signature of the bid by its meter key.
    /// @param offerSignature Signature of the offer by its meter key.
    function openTrade(bytes32[6] calldata terms, Signature calldata bidSignature, Signature calldata offerSignature)
        external;

    /// @notice Settles with two final receipts, until `end` + 24 h: pays the lowest of both energies and the traded
    /// energy.
    /// @param terms Bid and offer, packed.
    /// @param buyerReceipt The buyer's final receipt, packed.
    /// @param buyerSignature Signature of `buyerReceipt` by the meter key of the bid.
    /// @param sellerReceipt The seller's final receipt, packed; it names the energy of the buyer's receipt.
    /// @param sellerSignature Signature of `sellerReceipt` by the meter key of the offer.
    function settleFinal(
        bytes32[6] calldata terms,
        bytes32 buyerReceipt,
        Signature calldata buyerSignature,
        bytes32 sellerReceipt,
        Signature calldata sellerSignature
    ) external;

    /// @notice Claims one side's receipt, until `end` + 24 h. The largest energy is kept, and whether any was final.
    /// @param terms Bid and offer, packed.
    /// @param receipt A receipt of either side, packed.
    /// @param signature Signature of `receipt` by that side's meter key.
    function claim(bytes32[6] calldata terms, bytes32 receipt, Signature calldata signature) external;

    /// @notice Settles with the claims, from `end` + 24 h on, if the buyer claimed.
    /// @param terms Bid and offer, packed.
    function settleClaimed(bytes32[6] calldata terms) external;

    /// @notice Refunds the whole lock, from `end` + 24 h on, if the buyer did not claim.
    /// @param terms Bid and offer, packed.
    function expire(bytes32[6] calldata terms) external;

    /// @notice Frees both meters before `end`, once the trade is closed or a final receipt of either side is claimed.
    /// Anyone may call it. After `end` the meters are free anyway.
    /// @param terms Bid and offer, packed.
    function free(bytes32[6] calldata terms) external;

    // --- operation

    /// @notice Stops or allows new trades, and nothing else. Requires PAUSER_ROLE of the registry.
    /// @param paused_ Whether new trades are stopped.
    function setPaused(bool paused_) external;

    // --- views

    /// @notice Whether new trades are stopped.
    /// @return True while they are stopped.
    function paused() external view returns (bool);
    /// @notice What is stored about a trade; nothing once it is closed and its word reused.
    /// @param buyerMeter The meter key of the trade's bid, under which it is stored.
    /// @param tradeId The digest of the bid.
    /// @return Its state and claims.
    function trade(address buyerMeter, bytes32 tradeId) external view returns (Trade memory);
    /// @notice Balance and reputation of an account.
    /// @param owner The account.
    /// @return balance Free balance, micro-units.
    /// @return locked Locked by open trades, micro-units.
    /// @return reputation Sum of all gains and losses.
    /// @return lastGain Day of the last gain, in days since 1970 (UTC).
    function account(address owner)
        external
        view
        returns (uint128 balance, uint128 locked, int32 reputation, uint32 lastGain);
    /// @notice Nonces and open trades of a meter key.
    /// @param meterKey The meter key.
    /// @return newestNonce The highest nonce seen.
    /// @return spentNonces Bit i is set if `newestNonce - i` is spent; every nonce below the 64 bits is spent.
    /// @return busy Start and end of up to three trades: equal if the entry is free, in the past if it is obsolete.
    function meter(address meterKey)
        external
        view
        returns (uint40 newestNonce, uint64 spentNonces, uint40[2][3] memory busy);
    /// @notice Whether an order with this nonce can no longer be opened.
    /// @param meterKey The meter key of the order.
    /// @param nonce The nonce of the order.
    /// @return True if it was opened, cancelled, or is 64 or more below the newest.
    function isNonceSpent(address meterKey, uint40 nonce) external view returns (bool);
    /// @notice The digest that a meter key signs for an order.
    /// @param order The order.
    /// @return The EIP-712 digest; for a bid this is the id of its trade.
    function orderDigest(Order calldata order) external view returns (bytes32);
    /// @notice The settlement token, fixed for this market.
    /// @return An ERC-20 with six decimals.
    function token() external view returns (IERC20);
    /// @notice The registry of meters, whose roles apply to the market too.
    /// @return Its contract.
    function registry() external view returns (IMeterRegistry);
    /// @notice The minimum lot.
    /// @return Minimum energy of a trade, mWh.
    function minimumLot() external view returns (uint64);
    /// @notice The minimum lot for reputation.
    /// @return Minimum energy of a trade that changes reputation, mWh.
    function minimumReputationLot() external view returns (uint64);
    /// @notice The maximum that a meter key, and so a stolen one, can spend of a balance in a UTC day.
    /// @return Maximum fee of a cancel under the meter key, micro-units.
    function meterKeyFeeCap() external view returns (uint128);
}
