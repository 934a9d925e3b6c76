// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice Which world reads the sensor of a meter. A higher value is the safer one.
enum SensorClass {
    NORMAL_WORLD,
    SECURE_WORLD
}

/// @notice What a meter key is enrolled for.
enum Purpose {
    /// The account's first meter.
    ACTIVE,
    /// A further meter of the account, which waits for a `Replace`.
    STANDBY
}

/// @notice Binds a device, its meter key and its account; signed by account key and meter key.
struct Enrolment {
    /// Whether the account has no meter yet (ACTIVE) or has one (STANDBY).
    Purpose purpose;
    /// Salted hash of the device id.
    bytes32 deviceIdHash;
    /// The account key's address, which holds the balance.
    address account;
    /// The key in the device, which signs orders and receipts.
    address meterKey;
    /// Which world reads its sensor.
    SensorClass sensorClass;
    /// The value of `nonces(account)` in the registry.
    uint64 nonce;
    /// Last second at which it is valid.
    uint40 deadline;
}
