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
    /// The one that trades for its account.
    ACTIVE,
    /// Another took its place, for good.
    REPLACED
}

/// @notice What the registry keeps of a meter key, in one word.
struct MeterRecord {
    /// Whose money its orders move.
    address account;
    /// How far it is in its life.
    MeterStatus status;
    /// Whether it may open no trades, whatever its status.
    bool suspended;
    /// Who holds its sensor.
    SensorClass sensorClass;
    /// When a requested replacement of this key takes effect, UTC seconds; 0 if none is requested.
    uint40 replacedFrom;
}

/// @notice What the market asks of a meter before a cancel.
struct Admission {
    /// Whose money its orders move.
    address account;
    /// Who holds its sensor.
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
    /// @notice A meter key entered the registry.
    /// @param meterKey The key.
    /// @param account Its account, which signed.
    /// @param deviceIdHash Salted hash of its device's id.
    /// @param sensorClass Who holds its sensor.
    /// @param active False if the account has a meter already (STANDBY).
    event Enrolled(
        address indexed meterKey,
        address indexed account,
        bytes32 indexed deviceIdHash,
        SensorClass sensorClass,
        bool active
    );
    /// @notice A meter key may not open trades until it is resumed.
    /// @param meterKey The key.
    event Suspended(address indexed meterKey);
    /// @notice A suspension was taken back.
    /// @param meterKey The key.
    event Resumed(address indexed meterKey);
    /// @notice From `effectiveFrom` on, `oldMeterKey` opens no more trades.
    /// @param account Whose meter it is.
    /// @param oldMeterKey The active key.
    /// @param newMeterKey The key that waits.
    /// @param effectiveFrom 48 h after the request, UTC seconds.
    event ReplaceRequested(
        address indexed account, address indexed oldMeterKey, address indexed newMeterKey, uint40 effectiveFrom
    );
    /// @notice A pending replacement was withdrawn by the account.
    /// @param account Whose meter it is.
    /// @param oldMeterKey The key that stays.
    event ReplaceWithdrawn(address indexed account, address indexed oldMeterKey);
    /// @notice `newMeterKey` is active in the place of `oldMeterKey`.
    /// @param account Whose meter it is.
    /// @param oldMeterKey The key that was active.
    /// @param newMeterKey The key that is.
    event Replaced(address indexed account, address indexed oldMeterKey, address indexed newMeterKey);

    /// @notice The meter key is not enrolled for this account, or in a state that does not allow this.
    /// @param meterKey The meter key.
    error NotEnrolled(address meterKey);
    /// @notice The partner's order asks for a safer sensor than the meter is enrolled with.
    /// @param meterKey The meter key.
    /// @param sensorClass What it is enrolled with.
    /// @param minSensorClass What the partner's order asks for.
    error SensorClassTooLow(address meterKey, SensorClass sensorClass, SensorClass minSensorClass);
    /// @notice The device or the meter key is enrolled already, a zero or equal key was given, the purpose is not what
    /// the account needs, or the enrolment is late or has a wrong nonce.
    /// @param deviceIdHash Of the enrolment.
    /// @param meterKey Of the enrolment.
    /// @param account Of the enrolment.
    error EnrolmentInvalid(bytes32 deviceIdHash, address meterKey, address account);
    /// @notice The request is late, has a wrong nonce, or names keys that do not belong together.
    /// @param oldMeterKey Of the request.
    /// @param newMeterKey Of the request.
    error ReplaceInvalid(address oldMeterKey, address newMeterKey);
    /// @notice No replacement of this key is due.
    /// @param oldMeterKey The key that would be replaced.
    /// @param effectiveFrom When a replacement takes effect, or took it, UTC seconds; 0 if none was requested.
    error ReplaceNotDue(address oldMeterKey, uint40 effectiveFrom);
    /// @notice The signature is malformed, has a high s, or is not by `signer` over this content.
    /// @param signer Whose signature it ought to be.
    error InvalidSignature(address signer);
    /// @notice The caller does not hold the role.
    /// @param caller Who called.
    /// @param role The role that it takes.
    error AccessDenied(address caller, bytes32 role);

    /// @notice Admits a meter key. The account's first becomes active; a later one waits for a `Replace`. One device
    /// enrols one key, ever.
    /// @param enrolment What both keys signed.
    /// @param accountSignature Of `enrolment` by its account key.
    /// @param meterSignature Of `enrolment` by its meter key.
    /// @dev ENROLLER_ROLE.
    function enrol(Enrolment memory enrolment, Signature calldata accountSignature, Signature calldata meterSignature)
        external;

    /// @notice Keeps a meter from opening trades; open ones go on. SUSPENDER_ROLE.
    /// @param meterKey The key.
    function suspend(address meterKey) external;

    /// @notice Takes a suspension back. SUSPENDER_ROLE.
    /// @param meterKey The key.
    function resume(address meterKey) external;

    /// @notice Puts a signed `Replace` on chain; anyone may. It takes effect 48 h later. A later request replaces a
    /// pending one; a request that names the old key as the new withdraws it.
    /// @param replace The request.
    /// @param signature Of `replace` by its account key.
    function requestReplace(Replace memory replace, Signature calldata signature) external;

    /// @notice Makes the new key active; anyone may, once the 48 h are over.
    /// @param oldMeterKey The key whose replacement is due.
    function finishReplace(address oldMeterKey) external;

    /// @notice Reverts unless both meters may trade now, for these accounts, and are of at least these classes.
    /// @param buyerMeter The meter key.
    /// @param buyer Its account in the low 160 bits, and the least class above them.
    /// @param sellerMeter The meter key.
    /// @param seller As `buyer`.
    function requireAdmitted(uint256 buyerMeter, uint256 buyer, uint256 sellerMeter, uint256 seller) external view;

    /// @notice What the market asks before a cancel.
    /// @param meterKey The key.
    /// @return Account, class and whether it may trade now; zero for a key that was never enrolled.
    function admission(address meterKey) external view returns (Admission memory);

    /// @notice All that the registry keeps of a key.
    /// @param meterKey The key.
    /// @return Its record; zero for a key that was never enrolled.
    function meter(address meterKey) external view returns (MeterRecord memory);

    /// @notice Which key a device was enrolled with.
    /// @param deviceIdHash Salted hash of the device's id.
    /// @return The key enrolled for a device; zero for none.
    function meterOfDevice(bytes32 deviceIdHash) external view returns (address);

    /// @notice Which key trades for an account.
    /// @param account The account.
    /// @return The account's active meter key; zero for none.
    function meterOfAccount(address account) external view returns (address);

    /// @notice Whether money may come in for the account.
    /// @param account The account.
    /// @return Whether a meter was ever enrolled for the account, and so whether its key ever signed.
    function isKnown(address account) external view returns (bool);

    /// @notice Which key waits for the place of another, or has taken it.
    /// @param oldMeterKey The key that is, or was, to be replaced.
    /// @return newMeterKey The key that is to take the place of `oldMeterKey`; zero for none.
    function replacement(address oldMeterKey) external view returns (address newMeterKey);

    /// @notice The one market of this registry.
    /// @return The market whose domain signatures use.
    function market() external view returns (address);
}
