// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Replace} from "../types/Commands.sol";
import {Signature} from "../types/Signature.sol";

enum MeterStatus {
    NONE,
    /// Enrolled for an account that already has an active meter; waits for a `Replace` of the account key.
    STANDBY,
    ACTIVE,
    REPLACED
}

/// @notice What the registry keeps of a meter key, in one word.
struct MeterRecord {
    address account;
    int32 reputation;
    MeterStatus status;
    bool suspended;
    /// When a requested replacement of this key takes effect, UTC seconds; 0 if none is requested.
    uint40 replacedFrom;
}

/// @notice What the market asks of a meter before a trade.
struct Admission {
    address account;
    int32 reputation;
    /// Enrolled, not suspended, and no replacement in effect.
    bool active;
}

/// @title Which meter keys may trade, for which account, and with what reputation.
/// @notice One device, one active meter key, one account. An account moves to another meter by a `Replace` of its own
/// key, after 48 h in which it can object; the enroller alone cannot take an account over, and the account key alone
/// cannot bring in a key that the enroller has not admitted.
interface IMeterRegistry {
    /// @notice A meter key entered the registry. `active` is false if the account has a meter already (STANDBY).
    event Enrolled(address indexed meterKey, address indexed account, bytes32 indexed deviceIdHash, bool active);
    event Suspended(address indexed meterKey);
    event Resumed(address indexed meterKey);
    /// @notice From `effectiveFrom` (UTC seconds) on, `oldMeterKey` opens no more trades.
    event ReplaceRequested(
        address indexed account, address indexed oldMeterKey, address indexed newMeterKey, uint40 effectiveFrom
    );
    /// @notice A pending replacement was withdrawn by the account.
    event ReplaceWithdrawn(address indexed account, address indexed oldMeterKey);
    /// @notice `newMeterKey` is active and has the reputation of `oldMeterKey`.
    event Replaced(address indexed account, address indexed oldMeterKey, address indexed newMeterKey, int32 reputation);
    event ReputationChanged(address indexed meterKey, int32 change, int32 reputation);

    /// @notice The meter key is not enrolled for this account, or in a state that does not allow this.
    error NotEnrolled(address meterKey);
    error ReputationTooLow(address meterKey, int32 reputation, int32 minReputation);
    /// @notice The device or the meter key is enrolled already, or a zero or equal key was given.
    error EnrolmentInvalid(bytes32 deviceIdHash, address meterKey, address account);
    /// @notice The request is late, has a wrong nonce, or names keys that do not belong together.
    error ReplaceInvalid(address oldMeterKey, address newMeterKey);
    /// @notice No replacement of this key is due.
    error ReplaceNotDue(address oldMeterKey, uint40 effectiveFrom);
    /// @notice The signature is malformed, has a high s, or is not by `signer` over this content.
    error InvalidSignature(address signer);
    /// @notice The caller does not hold the role, or is not the market.
    error AccessDenied(address caller, bytes32 role);

    /// @notice Admits a meter key. The account's first becomes active; a later one waits for a `Replace`.
    /// @param deviceIdHash Salted hash of the device id; one device enrols one key, ever.
    /// @dev ENROLLER_ROLE.
    function enrol(bytes32 deviceIdHash, address meterKey, address account) external;

    /// @notice Keeps a meter from opening trades; open ones go on. SUSPENDER_ROLE.
    function suspend(address meterKey) external;

    /// @notice Takes a suspension back. SUSPENDER_ROLE.
    function resume(address meterKey) external;

    /// @notice Puts a signed `Replace` on chain; anyone may. It takes effect 48 h later. A later request replaces a
    /// pending one; a request that names the old key as the new withdraws it.
    function requestReplace(Replace memory replace, Signature calldata signature) external;

    /// @notice Makes the new key active and moves the reputation; anyone may, once the 48 h are over.
    function finishReplace(address oldMeterKey) external;

    /// @notice Changes a meter's reputation, stopping at the limits of int32. For a replaced key it reaches the one in
    /// its place. Only the market, by its close table.
    function changeReputation(address meterKey, int32 change) external;

    /// @notice Reverts unless both meters may trade now, for these accounts, with at least these reputations.
    function requireAdmitted(
        address buyerMeter,
        address buyer,
        int32 buyerLeast,
        address sellerMeter,
        address seller,
        int32 sellerLeast
    ) external view;

    function admission(address meterKey) external view returns (Admission memory);

    function meter(address meterKey) external view returns (MeterRecord memory);

    /// @return The key enrolled for a device; zero for none.
    function meterOfDevice(bytes32 deviceIdHash) external view returns (address);

    /// @return The account's active meter key; zero for none.
    function meterOfAccount(address account) external view returns (address);

    /// @return newMeterKey The key that is to take the place of `oldMeterKey`; zero for none.
    function replacement(address oldMeterKey) external view returns (address newMeterKey);

    /// @return The market whose domain signatures use and which alone moves reputation.
    function market() external view returns (address);
}
