// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Cancel, Withdrawal} from "../types/Commands.sol";
import {Order} from "../types/Order.sol";
import {Role} from "../types/Receipt.sol";
import {Signature} from "../types/Signature.sol";
import {Trade, TradeState} from "../types/Trade.sol";
import {IMeterRegistry} from "./IMeterRegistry.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice What is wrong in an order by itself, or in two orders that meet.
enum OrderFault {
    /// Empty, longer than 12 h, or beyond the year 2106.
    INTERVAL,
    /// `openBefore` after the `start` of a bid or the `end` of an offer.
    OPEN_BEFORE,
    /// More than 1 000 000 ppm.
    LOSS_BAND,
    /// Both orders by one meter.
    SAME_METER,
    /// The interval is too short for the energy at the offer's power.
    POWER
}

/// @notice What is wrong in a withdrawal.
enum WithdrawalFault {
    /// Not the market's.
    TOKEN,
    /// Nobody, or the market itself.
    RECIPIENT,
    /// Zero.
    AMOUNT,
    /// Not the account's next one.
    NONCE,
    /// Past.
    DEADLINE
}

/// @title Escrow and settlement of energy trades between meters.
/// @notice A trade opens with two signed orders and closes by receipts that the meters signed. Whoever sends a
/// transaction chooses nothing: every figure stands under a signature. No role can move a participant's money; a pause
/// stops new trades only. Energy in mWh, price in micro-units per kWh, money in micro-units of `token`, time in UTC
/// seconds.
/// @dev The calldata of every function that changes state must have exactly the length of its arguments.
interface IEnergyMarket {
    /// @notice Money of the buyer is locked and both meters are busy over [start, end).
    /// @param tradeId The digest of the bid.
    /// @param buyerMeter The meter key of the bid.
    /// @param sellerMeter The meter key of the offer.
    /// @param offerHash The digest of the offer.
    /// @param energy What was bought, mWh.
    /// @param price Micro-units per kWh.
    /// @param start First second of the delivery, UTC.
    /// @param end The second after its last, UTC.
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
    /// @notice What is now claimed for one side.
    /// @param tradeId The digest of the bid.
    /// @param role The side.
    /// @param energy The largest energy of its claimed receipts, mWh.
    /// @param isFinal Whether one of them was final.
    event Claimed(bytes32 indexed tradeId, Role role, uint64 energy, bool isFinal);
    /// @notice `paid` went to the seller's account, `refunded` back to the buyer's; together they are the lock.
    /// @param tradeId The digest of the bid.
    /// @param delivered The energy that is paid for, mWh.
    /// @param paid Micro-units.
    /// @param refunded Micro-units.
    event TradeSettled(bytes32 indexed tradeId, uint64 delivered, uint128 paid, uint128 refunded);
    /// @notice The trade was closed without a claim of the buyer, and its whole lock went back to the buyer's account.
    /// @param tradeId The digest of the bid.
    /// @param refunded The lock, micro-units.
    event TradeExpired(bytes32 indexed tradeId, uint128 refunded);
    /// @notice Both meters of a trade may trade in what is left of its interval.
    /// @param tradeId The digest of the bid.
    event MetersFreed(bytes32 indexed tradeId);
    /// @notice A close gave an account reputation, or took it.
    /// @param account Whose.
    /// @param change +1 or -3.
    /// @param reputation What the account has now.
    event ReputationChanged(address indexed account, int32 change, int32 reputation);
    /// @notice Tokens came into the balance of `account`.
    /// @param account Whose balance.
    /// @param from Who paid.
    /// @param amount Micro-units.
    event Deposited(address indexed account, address indexed from, uint128 amount);
    /// @notice Tokens went out of the balance of `account`. A fee of the withdrawal comes on top, see `SubmitterPaid`.
    /// @param account Whose balance.
    /// @param to Who was paid.
    /// @param amount Micro-units.
    event Withdrawn(address indexed account, address indexed to, uint128 amount);
    /// @notice The balance of `account` paid the sender of its withdrawal or cancel.
    /// @param account Whose balance.
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
    /// @param minNonce The least that was not withdrawn by this.
    event NoncesCancelled(address indexed meterKey, uint40 minNonce);
    /// @notice New trades were stopped or allowed.
    /// @param paused Whether they are stopped now.
    /// @param by Who did it.
    event PauseChanged(bool paused, address by);

    /// @notice The bid opened this trade already. Where the trade is closed and forgotten: `OrderCancelled`.
    /// @param tradeId The digest of the bid.
    error TradeExists(bytes32 tradeId);
    /// @notice The trade is not in a state that allows this; NONE and CLOSED alike for one that is closed.
    /// @param tradeId The digest of the bid.
    /// @param state What the chain still knows of it.
    error TradeNotOpen(bytes32 tradeId, TradeState state);
    /// @notice An order contradicts itself, or both are by one meter.
    /// @param fault What is wrong.
    error OrderInvalid(OrderFault fault);
    /// @notice The bid or the offer was to be opened earlier.
    /// @param openBefore The order's own, UTC seconds.
    error OrderExpired(uint40 openBefore);
    /// @notice The order was cancelled or its nonce is spent; for a cancel: nothing is left to cancel.
    /// @param meterKey Whose nonce it is.
    /// @param nonce Of the order; for a cancel its `minNonce`.
    error OrderCancelled(address meterKey, uint40 nonce);
    /// @notice The bid takes less or more than the offer allows.
    /// @param energy The bid's, mWh.
    /// @param minEnergy The offer's least, mWh.
    /// @param maxEnergy The offer's most, mWh.
    error EnergyOutOfOffer(uint64 energy, uint64 minEnergy, uint64 maxEnergy);
    /// @notice The bid's interval is not inside the offer's.
    /// @param start The bid's, UTC seconds.
    /// @param end The bid's, UTC seconds.
    error IntervalOutOfOffer(uint40 start, uint40 end);
    /// @notice The trade is smaller than this market takes.
    /// @param energy The bid's, mWh.
    /// @param minimumLot The market's least, mWh.
    error BelowMinimumLot(uint64 energy, uint64 minimumLot);
    /// @notice The meter is not enrolled for the account of its order, or may not trade now.
    /// @param meterKey The meter key.
    error NotEnrolled(address meterKey);
    /// @notice The partner's order asks for more reputation than the account has.
    /// @param account Whose reputation.
    /// @param reputation What it has.
    /// @param minReputation What the partner's order asks for.
    error ReputationTooLow(address account, int32 reputation, int32 minReputation);
    /// @notice The trade can be opened from `opensFrom` on, 48 h before its `start`.
    /// @param start The bid's, UTC seconds.
    /// @param opensFrom UTC seconds.
    error TooFarAhead(uint40 start, uint40 opensFrom);
    /// @notice The trade is neither closed nor claimed by a final receipt, its meters were freed, or its `end` is past.
    /// @param tradeId The digest of the bid.
    error NothingToFree(bytes32 tradeId);
    /// @notice The meter has a trade in this interval, or three trades ahead.
    /// @param meterKey The meter key of the bid or of the offer.
    error MeterBusy(address meterKey);
    /// @notice It is too late to settle by two finals or to claim; `settleClaimed` or `expire` ends the trade.
    /// @param claimUntil `end` + 24 h, UTC seconds.
    error ClaimPeriodOver(uint40 claimUntil);
    /// @notice It is too early to end the trade by what was claimed.
    /// @param claimUntil `end` + 24 h, UTC seconds.
    error ClaimPeriodRunning(uint40 claimUntil);
    /// @notice To settle at once both receipts must be final.
    /// @param role Whose is not.
    error ReceiptNotFinal(Role role);
    /// @notice The receipt is of the other role, the seller names another energy of the buyer, or an energy is below
    /// what was claimed.
    /// @param role Whose receipt.
    error ReceiptMismatch(Role role);
    /// @notice The claim changes nothing.
    /// @param role The side.
    /// @param energy What is claimed for it already, mWh.
    error ReceiptStale(Role role, uint64 energy);
    /// @notice The withdrawal cannot be carried out as it is.
    /// @param fault Which of its fields is wrong.
    error WithdrawalInvalid(WithdrawalFault fault);
    /// @notice The cancel is late, names another order, or charges the account under a meter key that may not, or more
    /// than that may.
    /// @param meterKey The meter key that the cancel names.
    error CancelInvalid(address meterKey);
    /// @notice No amount, a token that takes a fee, a permit that does not hold, or more than uint96 held.
    /// @param account Whose balance it was for.
    /// @param amount Micro-units.
    error DepositInvalid(address account, uint128 amount);
    /// @notice No meter was ever enrolled for the account, so nothing shows that somebody holds its key.
    /// @param account The account.
    error AccountUnknown(address account);
    /// @notice The account has less free balance than is needed, micro-units.
    /// @param account The account.
    /// @param balance What is free, micro-units.
    /// @param needed What it takes, micro-units.
    error InsufficientBalance(address account, uint128 balance, uint128 needed);
    /// @notice The signature is malformed, has a high s, or is not by `signer` over this content. So it is too when a
    /// bid names another offer or price than it is put with, and when a receipt is of another trade.
    /// @param signer Whose signature it ought to be.
    error InvalidSignature(address signer);
    /// @notice New trades are stopped; everything else goes on.
    error MarketPaused();
    /// @notice Packed terms or a packed receipt hold a value that the struct has not, or something behind it; or the
    /// arrays of a batch overlap.
    error MalformedStruct();
    /// @notice The calldata is longer or shorter than the arguments.
    /// @param length What came, bytes.
    /// @param expected What the arguments take, bytes.
    error CalldataLength(uint256 length, uint256 expected);
    /// @notice The caller does not hold the role.
    /// @param caller Who called.
    /// @param role The role that it takes, in the registry.
    error AccessDenied(address caller, bytes32 role);
    /// @notice The chain has another id than when the market was deployed: trades are ended here, not opened.
    /// @param chainId What it is now.
    error WrongChain(uint256 chainId);
    /// @notice The registry names another market.
    /// @param registry The registry that was given.
    error WrongRegistry(address registry);

    // --- money

    /// @notice Moves `amount` of the caller's tokens into the balance of `account`, which the registry must know.
    /// @param account Whose balance.
    /// @param amount Micro-units.
    function deposit(address account, uint128 amount) external;

    /// @notice Moves `amount` of `account`'s own tokens into its balance, by its ERC-2612 permit for exactly that
    /// amount; anyone may send it, also after somebody put the permit itself on chain. A permit pays in once.
    /// @param account Who pays, and whose balance it is.
    /// @param amount Micro-units.
    /// @param deadline Of the permit, UTC seconds.
    /// @param v Of the permit's signature, 27 or 28.
    /// @param r Of the permit's signature.
    /// @param s Of the permit's signature.
    function depositFor(address account, uint128 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Pays out free balance on the account key's signature; anyone may send it and gets the fee.
    /// @param withdrawal What to pay to whom.
    /// @param signature Of `withdrawal` by its account key.
    function withdraw(Withdrawal calldata withdrawal, Signature calldata signature) external;

    // --- orders

    /// @notice Spends the nonce of `order` (and those below `minNonce`) on the signature of its meter or account key.
    /// The fee is paid as far as the balance goes; under the meter key at most `meterKeyFeeCap`, once a UTC day.
    /// @param command Names the order by its digest.
    /// @param order The order, so that its nonce is known.
    /// @param signature Of `command` by the meter key or the account key.
    function cancelOrder(Cancel calldata command, Order calldata order, Signature calldata signature) external;

    /// @notice Spends every nonce below `minNonce`; `orderHash` must be zero.
    /// @param command Names no order.
    /// @param signature Of `command` by the meter key or the account key.
    function cancelNonces(Cancel calldata command, Signature calldata signature) external;

    // --- trades; `terms` are the bid and the offer packed as `Terms` says, receipts as `Receipts` says

    /// @notice Opens the trade whose id is the digest of the bid, and locks the buyer's money.
    /// @param terms Bid and offer, packed.
    /// @param bidSignature Of the bid by its meter key.
    /// @param offerSignature Of the offer by its meter key.
    function openTrade(bytes32[6] calldata terms, Signature calldata bidSignature, Signature calldata offerSignature)
        external;

    /// @notice Settles with both final receipts, until `end` + 24 h: pays the least of both energies and T.
    /// @param terms Bid and offer, packed.
    /// @param buyerReceipt The buyer's final receipt, packed.
    /// @param buyerSignature Of it by the meter key of the bid.
    /// @param sellerReceipt The seller's final receipt, packed; it names the energy of the buyer's.
    /// @param sellerSignature Of it by the meter key of the offer.
    function settleFinal(
        bytes32[6] calldata terms,
        bytes32 buyerReceipt,
        Signature calldata buyerSignature,
        bytes32 sellerReceipt,
        Signature calldata sellerSignature
    ) external;

    /// @notice Puts one side's receipt on chain, until `end` + 24 h. Keeps the larger energy and any final.
    /// @param terms Bid and offer, packed.
    /// @param receipt A receipt of either side, packed.
    /// @param signature Of it by that side's meter key.
    function claim(bytes32[6] calldata terms, bytes32 receipt, Signature calldata signature) external;

    /// @notice Settles by what was claimed, from `end` + 24 h, if the buyer claimed.
    /// @param terms Bid and offer, packed.
    function settleClaimed(bytes32[6] calldata terms) external;

    /// @notice Gives the whole lock back, from `end` + 24 h, if the buyer did not claim.
    /// @param terms Bid and offer, packed.
    function expire(bytes32[6] calldata terms) external;

    /// @notice Makes both meters free again once the trade is closed, or either side's final receipt is claimed; anyone
    /// may, before `end`. After it nothing is left to free.
    /// @param terms Bid and offer, packed.
    function free(bytes32[6] calldata terms) external;

    // --- operation

    /// @notice Stops or allows new trades. PAUSER_ROLE of the registry. Nothing else is ever stopped.
    /// @param paused_ Whether they are stopped.
    function setPaused(bool paused_) external;

    // --- views

    /// @notice Whether new trades are stopped.
    /// @return Whether they are.
    function paused() external view returns (bool);
    /// @notice What the chain keeps of a trade; nothing of one that is closed and forgotten.
    /// @param buyerMeter The meter key of the trade's bid, under which it is kept.
    /// @param tradeId The digest of the bid.
    /// @return Its state and claims.
    function trade(address buyerMeter, bytes32 tradeId) external view returns (Trade memory);
    /// @notice Money and reputation of an account.
    /// @param owner The account.
    /// @return balance Free, micro-units.
    /// @return locked Held by open trades, micro-units.
    /// @return reputation What the close table gave and took.
    /// @return lastGain UTC day, since 1970, of the last gain.
    function account(address owner)
        external
        view
        returns (uint128 balance, uint128 locked, int32 reputation, uint32 lastGain);
    /// @notice Nonces and open trades of a meter key.
    /// @param meterKey The meter key.
    /// @return newestNonce The highest nonce seen.
    /// @return spentNonces Bit i stands for `newestNonce - i`; all behind the 64 bits are spent.
    /// @return busy Start and end of up to three trades; equal if the entry is free, past if it is dead.
    function meter(address meterKey)
        external
        view
        returns (uint40 newestNonce, uint64 spentNonces, uint40[2][3] memory busy);
    /// @notice Whether an order with this nonce can no longer be opened.
    /// @param meterKey The meter key of the order.
    /// @param nonce Of the order.
    /// @return True if it was opened, withdrawn, or is 64 or more behind the newest.
    function isNonceSpent(address meterKey, uint40 nonce) external view returns (bool);
    /// @notice What a meter key signs for an order.
    /// @param order The order.
    /// @return The EIP-712 digest of an order; of a bid, its trade's id.
    function orderDigest(Order calldata order) external view returns (bytes32);
    /// @notice The settlement token, fixed for this market.
    /// @return An ERC-20 with six decimals.
    function token() external view returns (IERC20);
    /// @notice The registry of meters, whose roles count here too.
    /// @return Its contract.
    function registry() external view returns (IMeterRegistry);
    /// @notice The smallest trade.
    /// @return Least energy of a trade, mWh.
    function minimumLot() external view returns (uint64);
    /// @notice The smallest trade that counts for reputation.
    /// @return Least energy of a trade that moves reputation, mWh.
    function minimumReputationLot() external view returns (uint64);
    /// @notice What a stolen meter key can give away of a balance, once a UTC day.
    /// @return Most that a meter key can pay for a cancel, micro-units.
    function meterKeyFeeCap() external view returns (uint128);
}
