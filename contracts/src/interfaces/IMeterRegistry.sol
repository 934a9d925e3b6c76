// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Replace} from "../types/Commands.sol";
import {Enrolment, SensorClass} from "../types/Enrolment.sol";
import {Signature} from "../types/Signature.sol";

enum MeterStatus {
    /// Never enrolled.
    NONE,
    /// Enrolled for an account that already has an active meter; waits for a `Replace` of the account key.
    STANDBY,
    /// The meter that trades for its account.
    ACTIVE,
    /// Replaced by another meter, permanently.
    REPLACED
}

/// @notice What the registry stores about a meter key, in one word.
struct MeterRecord {
    /// The account whose money its orders move.
    address account;
    /// Its stage of life.
    MeterStatus status;
    /// Whether it must not open trades, whatever its status.
    bool suspended;
    /// Which world reads its sensor.
    SensorClass sensorClass;
    /// When a requested replacement of this key takes effect, UTC seconds; 0 if none is requested.
    uint40 replacedFrom;
}

/// @notice What the market needs to know of a meter before a cancel.
struct Admission {
    /// The account whose money its orders move.
    address account;
    /// Which world reads its sensor.
    SensorClass sensorClass;
    /// Enrolled, not suspended, and no replacement in effect.
    bool active;
}

/// @title Which meter keys may trade, and for which account.
/// @notice One device, one active meter key, one account. A key is enrolled with signatures of account key and meter
/// key, which the enroller admits but cannot make. An account moves to another meter with a `Replace` signed by its own
/// key, after 48 h in which it can object. So the enroller alone can neither take over an account nor give it a meter,
/// and the account key alone cannot bring in a key that the enroller has not admitted.
interface IMeterRegistry {
    /// @notice A meter key was enrolled.
    /// @param meterKey The meter key.
    /// @param account Its account, which signed the enrolment.
    /// @param deviceIdHash Salted hash of its device's id.
    /// @param sensorClass Which world reads its sensor.
    /// @param active Whether it trades at once; false if the account already had a meter (STANDBY).
    event Enrolled(
        address indexed meterKey,
        address indexed account,
        bytes32 indexed deviceIdHash,
        SensorClass sensorClass,
        bool active
    );
    /// @notice A meter key may not open trades until it is resumed.
    /// @param meterKey The meter key.
    event Suspended(address indexed meterKey);
    /// @notice A suspension was lifted.
    /// @param meterKey The meter key.
    event Resumed(address indexed meterKey);
    /// @notice A replacement was requested: from `effectiveFrom` on, `oldMeterKey` opens no more trades.
    /// @param account The account.
    /// @param oldMeterKey The active meter key.
    /// @param newMeterKey The standby key that takes its place.
    /// @param effectiveFrom 48 h after the request, UTC seconds.
    event ReplaceRequested(
        address indexed account, address indexed oldMeterKey, address indexed newMeterKey, uint40 effectiveFrom
    );
    /// @notice The account withdrew a pending replacement.
    /// @param account The account.
    /// @param oldMeterKey The meter key that stays active.
    event ReplaceWithdrawn(address indexed account, address indexed oldMeterKey);
    /// @notice `newMeterKey` has taken the place of `oldMeterKey`.
    /// @param account The account.
    /// @param oldMeterKey The meter key that was active before.
    /// @param newMeterKey The meter key that is active now.
    event Replaced(address indexed account, address indexed oldMeterKey, address indexed newMeterKey);

    /// @notice The meter key is not enrolled for this account, or in a state that does not allow this.
    /// @param meterKey The meter key.
    error NotEnrolled(address meterKey);
    /// @notice The partner's order requires a higher sensor class than the meter is enrolled with.
    /// @param meterKey The meter key.
    /// @param sensorClass The class that it is enrolled with.
    /// @param minSensorClass The class that the partner's order requires.
    error SensorClassTooLow(address meterKey, SensorClass sensorClass, SensorClass minSensorClass);
    /// @notice The device or the meter key is already enrolled, a key is zero or both are equal, the purpose does not
    /// suit the account, the deadline has passed, or the nonce is wrong.
    /// @param deviceIdHash The device of the enrolment.
    /// @param meterKey The meter key of the enrolment.
    /// @param account The account of the enrolment.
    error EnrolmentInvalid(bytes32 deviceIdHash, address meterKey, address account);
    /// @notice The deadline has passed, the nonce is wrong, or the keys do not belong to one account.
    /// @param oldMeterKey The key that was to be replaced.
    /// @param newMeterKey The key that was to take its place.
    error ReplaceInvalid(address oldMeterKey, address newMeterKey);
    /// @notice No replacement of this key is due.
    /// @param oldMeterKey The key that would be replaced.
    /// @param effectiveFrom When a replacement takes or took effect, UTC seconds; 0 if none was requested.
    error ReplaceNotDue(address oldMeterKey, uint40 effectiveFrom);
    /// @notice The signature is malformed, has a high s, or was not made by `signer` over this content.
    /// @param signer The expected signer.
    error InvalidSignature(address signer);
    /// @notice The caller does not hold the role.
    /// @param caller The caller.
    /// @param role The role that is required.
    error AccessDenied(address caller, bytes32 role);

    /// @notice Enrols a meter key. The account's first one becomes active; a later one waits for a `Replace`. A device
    /// enrols one key only, for ever. Requires ENROLLER_ROLE.
    /// @param enrolment What both keys signed.
    /// @param accountSignature Signature of `enrolment` by its account key.
    /// @param meterSignature Signature of `enrolment` by its meter key.
    function enrol(Enrolment memory enrolment, Signature calldata accountSignature, Signature calldata meterSignature)
        external;

    /// @notice Stops a meter from opening trades; open trades continue. Requires SUSPENDER_ROLE.
    /// @param meterKey The meter key.
    function suspend(address meterKey) external;

    /// @notice Lifts a suspension. Requires SUSPENDER_ROLE.
    /// @param meterKey The meter key.
    function resume(address meterKey) external;

    /// @notice Requests a replacement with a signed `Replace`; anyone may send it. It takes effect 48 h later. A later
    /// request replaces a pending one, and one whose new key is the old key withdraws it.
    /// @param replace The request.
    /// @param signature Signature of `replace` by its account key.
    function requestReplace(Replace memory replace, Signature calldata signature) external;

    /// @notice Activates the new key once the 48 h are over; anyone may call it.
    /// @param oldMeterKey The key whose replacement is due.
    function finishReplace(address oldMeterKey) external;

    /// @notice Reverts unless both meters may trade now, for these accounts, and are of at least these classes.
    /// @param buyerMeter The buyer's meter key.
    /// @param buyer The buyer's account in the low 160 bits, and the minimum sensor class above them.
    /// @param sellerMeter The seller's meter key.
    /// @param seller As `buyer`.
    function requireAdmitted(uint256 buyerMeter, uint256 buyer, uint256 sellerMeter, uint256 seller) external view;

    /// @notice What the market needs to know of a meter before a cancel.
    /// @param meterKey The meter key.
    /// @return Account, sensor class and whether it may trade now; all zero for a key that was never enrolled.
    function admission(address meterKey) external view returns (Admission memory);

    /// @notice Everything that the registry stores about a meter key.
    /// @param meterKey The meter key.
    /// @return Its record; all zero for a key that was never enrolled.
    function meter(address meterKey) external view returns (MeterRecord memory);

    /// @notice The meter key that a device was enrolled with.
    /// @param deviceIdHash Salted hash of the device's id.
    /// @return The meter key; zero if the device was never enrolled.
    function meterOfDevice(bytes32 deviceIdHash) external view returns (address);

    /// @notice The meter key that trades for an account.
    /// @param account The account.
    /// @return The active meter key; zero if there is none.
    function meterOfAccount(address account) external view returns (address);

    /// @notice Whether the account can receive deposits.
    /// @param account The account.
    /// @return True if a meter was ever enrolled for the account, and so its account key has signed.
    function isKnown(address account) external view returns (bool);

    /// @notice The meter key that replaces another one, pending or done.
    /// @param oldMeterKey The key that is or was replaced.
    /// @return newMeterKey The key that takes or took its place; zero if there is none.
    function replacement(address oldMeterKey) external view returns (address newMeterKey);

    /// @notice The market of this registry.
    /// @return The market, whose EIP-712 domain the signatures use.
    function market() external view returns (address);
}
