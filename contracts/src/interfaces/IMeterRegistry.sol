// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Replace} from "../types/Commands.sol";
import {Enrolment, SensorClass} from "../types/Enrolment.sol";
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
    MeterStatus status;
    bool suspended;
    SensorClass sensorClass;
    /// When a requested replacement of this key takes effect, UTC seconds; 0 if none is requested.
    uint40 replacedFrom;
}

/// @notice What the market asks of a meter before a cancel.
struct Admission {
    address account;
    SensorClass sensorClass;
    /// Enrolled, not suspended, and no replacement in effect.
    bool active;
}

/// @title Which meter keys may trade, and for which account.
/// @notice One device, one active meter key, one account. A key enters by the signatures of account and meter, which the
/// enroller admits and cannot make. An account moves to another meter by a `Replace` of its own key, after 48 h in which
/// it can object. So the enroller alone cannot take an account over or give it a meter, and the account key alone cannot
/// bring in a key that the enroller has not admitted.
interface IMeterRegistry {
    /// @notice A meter key entered the registry. `active` is false if the account has a meter already (STANDBY).
    event Enrolled(
        address indexed meterKey,
        address indexed account,
        bytes32 indexed deviceIdHash,
        SensorClass sensorClass,
        bool active
    );
    event Suspended(address indexed meterKey);
    event Resumed(address indexed meterKey);
    /// @notice From `effectiveFrom` (UTC seconds) on, `oldMeterKey` opens no more trades.
    event ReplaceRequested(
        address indexed account, address indexed oldMeterKey, address indexed newMeterKey, uint40 effectiveFrom
    );
    /// @notice A pending replacement was withdrawn by the account.
    event ReplaceWithdrawn(address indexed account, address indexed oldMeterKey);
    /// @notice `newMeterKey` is active in the place of `oldMeterKey`.
    event Replaced(address indexed account, address indexed oldMeterKey, address indexed newMeterKey);

    /// @notice The meter key is not enrolled for this account, or in a state that does not allow this.
    error NotEnrolled(address meterKey);
    error SensorClassTooLow(address meterKey, SensorClass sensorClass, SensorClass minSensorClass);
    /// @notice The device or the meter key is enrolled already, a zero or equal key was given, the purpose is not what
    /// the account needs, or the enrolment is late or has a wrong nonce.
    error EnrolmentInvalid(bytes32 deviceIdHash, address meterKey, address account);
    /// @notice The request is late, has a wrong nonce, or names keys that do not belong together.
    error ReplaceInvalid(address oldMeterKey, address newMeterKey);
    /// @notice No replacement of this key is due.
    error ReplaceNotDue(address oldMeterKey, uint40 effectiveFrom);
    /// @notice The signature is malformed, has a high s, or is not by `signer` over this content.
    error InvalidSignature(address signer);
    /// @notice The caller does not hold the role.
    error AccessDenied(address caller, bytes32 role);

    /// @notice Admits a meter key. The account's first becomes active; a later one waits for a `Replace`. One device
    /// enrols one key, ever.
    /// @param accountSignature Of `enrolment` by its account key.
    /// @param meterSignature Of `enrolment` by its meter key.
    /// @dev ENROLLER_ROLE.
    function enrol(Enrolment memory enrolment, Signature calldata accountSignature, Signature calldata meterSignature)
        external;

    /// @notice Keeps a meter from opening trades; open ones go on. SUSPENDER_ROLE.
    function suspend(address meterKey) external;

    /// @notice Takes a suspension back. SUSPENDER_ROLE.
    function resume(address meterKey) external;

    /// @notice Puts a signed `Replace` on chain; anyone may. It takes effect 48 h later. A later request replaces a
    /// pending one; a request that names the old key as the new withdraws it.
    function requestReplace(Replace memory replace, Signature calldata signature) external;

    /// @notice Makes the new key active; anyone may, once the 48 h are over.
    function finishReplace(address oldMeterKey) external;

    /// @notice Reverts unless both meters may trade now, for these accounts, and are of at least these classes.
    /// @param buyerMeter The meter key.
    /// @param buyer Its account in the low 160 bits, and the least class above them.
    /// @param sellerMeter The meter key.
    /// @param seller As `buyer`.
    function requireAdmitted(uint256 buyerMeter, uint256 buyer, uint256 sellerMeter, uint256 seller) external view;

    function admission(address meterKey) external view returns (Admission memory);

    function meter(address meterKey) external view returns (MeterRecord memory);

    /// @return The key enrolled for a device; zero for none.
    function meterOfDevice(bytes32 deviceIdHash) external view returns (address);

    /// @return The account's active meter key; zero for none.
    function meterOfAccount(address account) external view returns (address);

    /// @return Whether a meter was ever enrolled for the account, and so whether its key ever signed.
    function isKnown(address account) external view returns (bool);

    /// @return newMeterKey The key that is to take the place of `oldMeterKey`; zero for none.
    function replacement(address oldMeterKey) external view returns (address newMeterKey);

    /// @return The market whose domain signatures use.
    function market() external view returns (address);
}
