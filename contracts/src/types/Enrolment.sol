// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice Who holds the sensor of a meter: its normal world or its secure world. A greater one is the safer one.
enum SensorClass {
    NORMAL_WORLD,
    SECURE_WORLD
}

/// @notice What a meter key is enrolled for.
enum Purpose {
    /// The account's first.
    ACTIVE,
    /// To wait for a `Replace`, for an account that has a meter.
    STANDBY
}

/// @notice A device, its meter key and its account as one, by the account key and by the meter key.
struct Enrolment {
    Purpose purpose;
    /// Salted hash of the device id.
    bytes32 deviceIdHash;
    address account;
    address meterKey;
    SensorClass sensorClass;
    /// The value of `nonces(account)` in the registry.
    uint64 nonce;
    /// Last second at which it is valid.
    uint40 deadline;
}
