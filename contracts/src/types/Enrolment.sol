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
    /// Whether the account has no meter yet (ACTIVE) or has one (STANDBY).
    Purpose purpose;
    /// Salted hash of the device id.
    bytes32 deviceIdHash;
    /// The owner's key, which holds the balance.
    address account;
    /// The key inside the device, which signs orders and receipts.
    address meterKey;
    /// Who holds its sensor.
    SensorClass sensorClass;
    /// The value of `nonces(account)` in the registry.
    uint64 nonce;
    /// Last second at which it is valid.
    uint40 deadline;
}
