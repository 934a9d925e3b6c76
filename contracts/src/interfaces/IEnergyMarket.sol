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

enum WithdrawalFault {
    TOKEN,
    RECIPIENT,
    AMOUNT,
    NONCE,
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
    event Claimed(bytes32 indexed tradeId, Role role, uint64 energy, bool isFinal);
    /// @notice `paid` went to the seller's account, `refunded` back to the buyer's; together they are the lock.
    event TradeSettled(bytes32 indexed tradeId, uint64 delivered, uint128 paid, uint128 refunded);
    event TradeExpired(bytes32 indexed tradeId, uint128 refunded);
    /// @notice Both meters of a trade may trade in what is left of its interval.
    event MetersFreed(bytes32 indexed tradeId);
    /// @notice `reputation` is what the account has now.
    event ReputationChanged(address indexed account, int32 change, int32 reputation);
    event Deposited(address indexed account, address indexed from, uint128 amount);
    event Withdrawn(address indexed account, address indexed to, uint128 amount);
    /// @notice The balance of `account` paid the sender of its withdrawal or cancel.
    event SubmitterPaid(address indexed account, address indexed submitter, uint128 fee);
    event Cancelled(address indexed meterKey, bytes32 indexed orderHash, uint40 nonce);
    /// @notice Every nonce below `minNonce` is spent.
    event NoncesCancelled(address indexed meterKey, uint40 minNonce);
    event PauseChanged(bool paused, address by);

    /// @notice The bid opened this trade already. Where the trade is closed and forgotten: `OrderCancelled`.
    error TradeExists(bytes32 tradeId);
    /// @notice The trade is not in a state that allows this; NONE and CLOSED alike for one that is closed.
    error TradeNotOpen(bytes32 tradeId, TradeState state);
    /// @notice An order contradicts itself.
    error OrderInvalid(OrderFault fault);
    error OrderExpired(uint40 openBefore);
    /// @notice The order was cancelled or its nonce is spent; for a cancel: nothing is left to cancel.
    error OrderCancelled(address meterKey, uint40 nonce);
    error EnergyOutOfOffer(uint64 energy, uint64 minEnergy, uint64 maxEnergy);
    error IntervalOutOfOffer(uint40 start, uint40 end);
    error BelowMinimumLot(uint64 energy, uint64 minimumLot);
    /// @notice The meter is not enrolled for the account of its order, or may not trade now.
    error NotEnrolled(address meterKey);
    error ReputationTooLow(address account, int32 reputation, int32 minReputation);
    /// @notice The trade can be opened from `opensFrom` on, 48 h before its `start`.
    error TooFarAhead(uint40 start, uint40 opensFrom);
    /// @notice The trade is neither closed nor claimed by a final receipt, its meters were freed, or its `end` is past.
    error NothingToFree(bytes32 tradeId);
    /// @notice The meter has a trade in this interval, or three trades ahead.
    error MeterBusy(address meterKey);
    error ClaimPeriodOver(uint40 claimUntil);
    error ClaimPeriodRunning(uint40 claimUntil);
    error ReceiptNotFinal(Role role);
    /// @notice The receipt is of the other role, the seller names another energy of the buyer, or an energy is below
    /// what was claimed.
    error ReceiptMismatch(Role role);
    /// @notice The claim changes nothing.
    error ReceiptStale(Role role, uint64 energy);
    error WithdrawalInvalid(WithdrawalFault fault);
    /// @notice The cancel is late, names another order, or charges the account under a meter key that may not, or more
    /// than that may.
    error CancelInvalid(address meterKey);
    /// @notice No amount, a token that takes a fee, a permit that does not hold, or more than uint96 held.
    error DepositInvalid(address account, uint128 amount);
    /// @notice No meter was ever enrolled for the account, so nothing shows that somebody holds its key.
    error AccountUnknown(address account);
    /// @notice The account has less free balance than is needed, micro-units.
    error InsufficientBalance(address account, uint128 balance, uint128 needed);
    /// @notice The signature is malformed, has a high s, or is not by `signer` over this content. So it is too when a
    /// bid names another offer or price than it is put with, and when a receipt is of another trade.
    error InvalidSignature(address signer);
    error MarketPaused();
    /// @notice Packed terms or a packed receipt hold a value that the struct has not, or something behind it; or the
    /// arrays of a batch overlap.
    error MalformedStruct();
    /// @notice The calldata is longer or shorter than the arguments.
    error CalldataLength(uint256 length, uint256 expected);
    error AccessDenied(address caller, bytes32 role);
    /// @notice The chain has another id than when the market was deployed: trades are ended here, not opened.
    error WrongChain(uint256 chainId);
    /// @notice The registry names another market.
    error WrongRegistry(address registry);

    // --- money

    /// @notice Moves `amount` of the caller's tokens into the balance of `account`, which the registry must know.
    function deposit(address account, uint128 amount) external;

    /// @notice Moves `amount` of `account`'s own tokens into its balance, by its ERC-2612 permit for exactly that
    /// amount; anyone may send it, also after somebody put the permit itself on chain. A permit pays in once.
    function depositFor(address account, uint128 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Pays out free balance on the account key's signature; anyone may send it and gets the fee.
    function withdraw(Withdrawal calldata withdrawal, Signature calldata signature) external;

    // --- orders

    /// @notice Spends the nonce of `order` (and those below `minNonce`) on the signature of its meter or account key.
    /// The fee is paid as far as the balance goes; under the meter key at most `meterKeyFeeCap`, once a UTC day.
    function cancelOrder(Cancel calldata command, Order calldata order, Signature calldata signature) external;

    /// @notice Spends every nonce below `minNonce`; `orderHash` must be zero.
    function cancelNonces(Cancel calldata command, Signature calldata signature) external;

    // --- trades; `terms` are the bid and the offer packed as `Terms` says, receipts as `Receipts` says

    /// @notice Opens the trade whose id is the digest of the bid, and locks the buyer's money.
    function openTrade(bytes32[6] calldata terms, Signature calldata bidSignature, Signature calldata offerSignature)
        external;

    /// @notice Settles with both final receipts, until `end` + 24 h: pays the least of both energies and T.
    function settleFinal(
        bytes32[6] calldata terms,
        bytes32 buyerReceipt,
        Signature calldata buyerSignature,
        bytes32 sellerReceipt,
        Signature calldata sellerSignature
    ) external;

    /// @notice Puts one side's receipt on chain, until `end` + 24 h. Keeps the larger energy and any final.
    function claim(bytes32[6] calldata terms, bytes32 receipt, Signature calldata signature) external;

    /// @notice Settles by what was claimed, from `end` + 24 h, if the buyer claimed.
    function settleClaimed(bytes32[6] calldata terms) external;

    /// @notice Gives the whole lock back, from `end` + 24 h, if the buyer did not claim.
    function expire(bytes32[6] calldata terms) external;

    /// @notice Makes both meters free again once the trade is closed, or either side's final receipt is claimed; anyone
    /// may, before `end`. After it nothing is left to free.
    function free(bytes32[6] calldata terms) external;

    // --- operation

    /// @notice Stops or allows new trades. PAUSER_ROLE of the registry. Nothing else is ever stopped.
    function setPaused(bool paused_) external;

    // --- views

    function paused() external view returns (bool);
    /// @param buyerMeter The meter key of the trade's bid, under which it is kept.
    function trade(address buyerMeter, bytes32 tradeId) external view returns (Trade memory);
    /// @return balance Free, micro-units.
    /// @return locked Held by open trades, micro-units.
    /// @return reputation What the close table gave and took.
    /// @return lastGain UTC day, since 1970, of the last gain.
    function account(address owner)
        external
        view
        returns (uint128 balance, uint128 locked, int32 reputation, uint32 lastGain);
    /// @return newestNonce The highest nonce seen.
    /// @return spentNonces Bit i stands for `newestNonce - i`; all behind the 64 bits are spent.
    /// @return busy Start and end of up to three trades; equal if the entry is free, past if it is dead.
    function meter(address meterKey)
        external
        view
        returns (uint40 newestNonce, uint64 spentNonces, uint40[2][3] memory busy);
    function isNonceSpent(address meterKey, uint40 nonce) external view returns (bool);
    /// @return The EIP-712 digest of an order; of a bid, its trade's id.
    function orderDigest(Order calldata order) external view returns (bytes32);
    function token() external view returns (IERC20);
    function registry() external view returns (IMeterRegistry);
    /// @return Least energy of a trade, mWh.
    function minimumLot() external view returns (uint64);
    /// @return Least energy of a trade that moves reputation, mWh.
    function minimumReputationLot() external view returns (uint64);
    /// @return Most that a meter key can pay for a cancel, micro-units.
    function meterKeyFeeCap() external view returns (uint128);
}
