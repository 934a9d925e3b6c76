// Generated from contracts/src/EnergyMarket.sol by `npm run generate`; do not edit by hand.
export const energyMarketAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "token_",
        "type": "address"
      },
      {
        "name": "registry_",
        "type": "address"
      },
      {
        "name": "minimumLot_",
        "type": "uint64"
      },
      {
        "name": "minimumReputationLot_",
        "type": "uint64"
      },
      {
        "name": "meterKeyFeeCap_",
        "type": "uint128"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "CLAIM_PERIOD",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint40"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "HORIZON",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint40"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "PAUSER_ROLE",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "account",
    "inputs": [
      {
        "name": "owner",
        "type": "address"
      }
    ],
    "outputs": [
      {
        "name": "balance",
        "type": "uint128"
      },
      {
        "name": "locked",
        "type": "uint128"
      },
      {
        "name": "reputation",
        "type": "int32"
      },
      {
        "name": "lastGain",
        "type": "uint32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "cancelNonces",
    "inputs": [
      {
        "name": "command",
        "type": "tuple",
        "components": [
          {
            "name": "account",
            "type": "address"
          },
          {
            "name": "meterKey",
            "type": "address"
          },
          {
            "name": "orderHash",
            "type": "bytes32"
          },
          {
            "name": "minNonce",
            "type": "uint40"
          },
          {
            "name": "submitterFee",
            "type": "uint128"
          },
          {
            "name": "deadline",
            "type": "uint40"
          }
        ]
      },
      {
        "name": "signature",
        "type": "tuple",
        "components": [
          {
            "name": "r",
            "type": "bytes32"
          },
          {
            "name": "vs",
            "type": "bytes32"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "cancelOrder",
    "inputs": [
      {
        "name": "command",
        "type": "tuple",
        "components": [
          {
            "name": "account",
            "type": "address"
          },
          {
            "name": "meterKey",
            "type": "address"
          },
          {
            "name": "orderHash",
            "type": "bytes32"
          },
          {
            "name": "minNonce",
            "type": "uint40"
          },
          {
            "name": "submitterFee",
            "type": "uint128"
          },
          {
            "name": "deadline",
            "type": "uint40"
          }
        ]
      },
      {
        "name": "order",
        "type": "tuple",
        "components": [
          {
            "name": "side",
            "type": "uint8"
          },
          {
            "name": "account",
            "type": "address"
          },
          {
            "name": "meterKey",
            "type": "address"
          },
          {
            "name": "counterOrder",
            "type": "bytes32"
          },
          {
            "name": "energy",
            "type": "uint64"
          },
          {
            "name": "minEnergy",
            "type": "uint64"
          },
          {
            "name": "power",
            "type": "uint32"
          },
          {
            "name": "price",
            "type": "uint64"
          },
          {
            "name": "start",
            "type": "uint40"
          },
          {
            "name": "end",
            "type": "uint40"
          },
          {
            "name": "openBefore",
            "type": "uint40"
          },
          {
            "name": "lossBandPpm",
            "type": "uint32"
          },
          {
            "name": "minReputation",
            "type": "int32"
          },
          {
            "name": "minSensorClass",
            "type": "uint8"
          },
          {
            "name": "nonce",
            "type": "uint40"
          }
        ]
      },
      {
        "name": "signature",
        "type": "tuple",
        "components": [
          {
            "name": "r",
            "type": "bytes32"
          },
          {
            "name": "vs",
            "type": "bytes32"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "claim",
    "inputs": [
      {
        "name": "terms",
        "type": "bytes32[6]"
      },
      {
        "name": "receipt",
        "type": "bytes32"
      },
      {
        "name": "signature",
        "type": "tuple",
        "components": [
          {
            "name": "r",
            "type": "bytes32"
          },
          {
            "name": "vs",
            "type": "bytes32"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "deposit",
    "inputs": [
      {
        "name": "owner",
        "type": "address"
      },
      {
        "name": "amount",
        "type": "uint128"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "depositFor",
    "inputs": [
      {
        "name": "owner",
        "type": "address"
      },
      {
        "name": "amount",
        "type": "uint128"
      },
      {
        "name": "deadline",
        "type": "uint256"
      },
      {
        "name": "v",
        "type": "uint8"
      },
      {
        "name": "r",
        "type": "bytes32"
      },
      {
        "name": "s",
        "type": "bytes32"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "domainSeparator",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "expire",
    "inputs": [
      {
        "name": "terms",
        "type": "bytes32[6]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "free",
    "inputs": [
      {
        "name": "terms",
        "type": "bytes32[6]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "isNonceSpent",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      },
      {
        "name": "nonce",
        "type": "uint40"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "meter",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      }
    ],
    "outputs": [
      {
        "name": "newestNonce",
        "type": "uint40"
      },
      {
        "name": "spentNonces",
        "type": "uint64"
      },
      {
        "name": "busy",
        "type": "uint40[2][3]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "meterKeyFeeCap",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint128"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "minimumLot",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint64"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "minimumReputationLot",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint64"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "nonces",
    "inputs": [
      {
        "name": "owner",
        "type": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "openTrade",
    "inputs": [
      {
        "name": "terms",
        "type": "bytes32[6]"
      },
      {
        "name": "bidSignature",
        "type": "tuple",
        "components": [
          {
            "name": "r",
            "type": "bytes32"
          },
          {
            "name": "vs",
            "type": "bytes32"
          }
        ]
      },
      {
        "name": "offerSignature",
        "type": "tuple",
        "components": [
          {
            "name": "r",
            "type": "bytes32"
          },
          {
            "name": "vs",
            "type": "bytes32"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "orderDigest",
    "inputs": [
      {
        "name": "order",
        "type": "tuple",
        "components": [
          {
            "name": "side",
            "type": "uint8"
          },
          {
            "name": "account",
            "type": "address"
          },
          {
            "name": "meterKey",
            "type": "address"
          },
          {
            "name": "counterOrder",
            "type": "bytes32"
          },
          {
            "name": "energy",
            "type": "uint64"
          },
          {
            "name": "minEnergy",
            "type": "uint64"
          },
          {
            "name": "power",
            "type": "uint32"
          },
          {
            "name": "price",
            "type": "uint64"
          },
          {
            "name": "start",
            "type": "uint40"
          },
          {
            "name": "end",
            "type": "uint40"
          },
          {
            "name": "openBefore",
            "type": "uint40"
          },
          {
            "name": "lossBandPpm",
            "type": "uint32"
          },
          {
            "name": "minReputation",
            "type": "int32"
          },
          {
            "name": "minSensorClass",
            "type": "uint8"
          },
          {
            "name": "nonce",
            "type": "uint40"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "paused",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "registry",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "setPaused",
    "inputs": [
      {
        "name": "paused_",
        "type": "bool"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "settleClaimed",
    "inputs": [
      {
        "name": "terms",
        "type": "bytes32[6]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "settleFinal",
    "inputs": [
      {
        "name": "terms",
        "type": "bytes32[6]"
      },
      {
        "name": "buyerReceipt",
        "type": "bytes32"
      },
      {
        "name": "buyerSignature",
        "type": "tuple",
        "components": [
          {
            "name": "r",
            "type": "bytes32"
          },
          {
            "name": "vs",
            "type": "bytes32"
          }
        ]
      },
      {
        "name": "sellerReceipt",
        "type": "bytes32"
      },
      {
        "name": "sellerSignature",
        "type": "tuple",
        "components": [
          {
            "name": "r",
            "type": "bytes32"
          },
          {
            "name": "vs",
            "type": "bytes32"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "token",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "trade",
    "inputs": [
      {
        "name": "buyerMeter",
        "type": "address"
      },
      {
        "name": "tradeId",
        "type": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "seen",
        "type": "tuple",
        "components": [
          {
            "name": "state",
            "type": "uint8"
          },
          {
            "name": "busyUntil",
            "type": "uint40"
          },
          {
            "name": "buyerEnergy",
            "type": "uint64"
          },
          {
            "name": "sellerEnergy",
            "type": "uint64"
          },
          {
            "name": "buyerClaimed",
            "type": "bool"
          },
          {
            "name": "sellerClaimed",
            "type": "bool"
          },
          {
            "name": "buyerFinal",
            "type": "bool"
          },
          {
            "name": "sellerFinal",
            "type": "bool"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "withdraw",
    "inputs": [
      {
        "name": "withdrawal",
        "type": "tuple",
        "components": [
          {
            "name": "account",
            "type": "address"
          },
          {
            "name": "token",
            "type": "address"
          },
          {
            "name": "to",
            "type": "address"
          },
          {
            "name": "amount",
            "type": "uint128"
          },
          {
            "name": "submitterFee",
            "type": "uint128"
          },
          {
            "name": "nonce",
            "type": "uint64"
          },
          {
            "name": "deadline",
            "type": "uint40"
          }
        ]
      },
      {
        "name": "signature",
        "type": "tuple",
        "components": [
          {
            "name": "r",
            "type": "bytes32"
          },
          {
            "name": "vs",
            "type": "bytes32"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "event",
    "name": "Cancelled",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address",
        "indexed": true
      },
      {
        "name": "orderHash",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "nonce",
        "type": "uint40",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Claimed",
    "inputs": [
      {
        "name": "tradeId",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "role",
        "type": "uint8",
        "indexed": false
      },
      {
        "name": "energy",
        "type": "uint64",
        "indexed": false
      },
      {
        "name": "isFinal",
        "type": "bool",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Deposited",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "from",
        "type": "address",
        "indexed": true
      },
      {
        "name": "amount",
        "type": "uint128",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "MetersFreed",
    "inputs": [
      {
        "name": "tradeId",
        "type": "bytes32",
        "indexed": true
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "NoncesCancelled",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address",
        "indexed": true
      },
      {
        "name": "minNonce",
        "type": "uint40",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PauseChanged",
    "inputs": [
      {
        "name": "paused",
        "type": "bool",
        "indexed": false
      },
      {
        "name": "by",
        "type": "address",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ReputationChanged",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "change",
        "type": "int32",
        "indexed": false
      },
      {
        "name": "reputation",
        "type": "int32",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "SubmitterPaid",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "submitter",
        "type": "address",
        "indexed": true
      },
      {
        "name": "fee",
        "type": "uint128",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "TradeExpired",
    "inputs": [
      {
        "name": "tradeId",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "refunded",
        "type": "uint128",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "TradeOpened",
    "inputs": [
      {
        "name": "tradeId",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "buyerMeter",
        "type": "address",
        "indexed": true
      },
      {
        "name": "sellerMeter",
        "type": "address",
        "indexed": true
      },
      {
        "name": "offerHash",
        "type": "bytes32",
        "indexed": false
      },
      {
        "name": "energy",
        "type": "uint64",
        "indexed": false
      },
      {
        "name": "price",
        "type": "uint64",
        "indexed": false
      },
      {
        "name": "start",
        "type": "uint40",
        "indexed": false
      },
      {
        "name": "end",
        "type": "uint40",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "TradeSettled",
    "inputs": [
      {
        "name": "tradeId",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "delivered",
        "type": "uint64",
        "indexed": false
      },
      {
        "name": "paid",
        "type": "uint128",
        "indexed": false
      },
      {
        "name": "refunded",
        "type": "uint128",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Withdrawn",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "to",
        "type": "address",
        "indexed": true
      },
      {
        "name": "amount",
        "type": "uint128",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "AccessDenied",
    "inputs": [
      {
        "name": "caller",
        "type": "address"
      },
      {
        "name": "role",
        "type": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "AccountUnknown",
    "inputs": [
      {
        "name": "account",
        "type": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "BelowMinimumLot",
    "inputs": [
      {
        "name": "energy",
        "type": "uint64"
      },
      {
        "name": "minimumLot",
        "type": "uint64"
      }
    ]
  },
  {
    "type": "error",
    "name": "CalldataLength",
    "inputs": [
      {
        "name": "length",
        "type": "uint256"
      },
      {
        "name": "expected",
        "type": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "CancelInvalid",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimPeriodOver",
    "inputs": [
      {
        "name": "claimUntil",
        "type": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimPeriodRunning",
    "inputs": [
      {
        "name": "claimUntil",
        "type": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "DepositInvalid",
    "inputs": [
      {
        "name": "account",
        "type": "address"
      },
      {
        "name": "amount",
        "type": "uint128"
      }
    ]
  },
  {
    "type": "error",
    "name": "EnergyOutOfOffer",
    "inputs": [
      {
        "name": "energy",
        "type": "uint64"
      },
      {
        "name": "minEnergy",
        "type": "uint64"
      },
      {
        "name": "maxEnergy",
        "type": "uint64"
      }
    ]
  },
  {
    "type": "error",
    "name": "InsufficientBalance",
    "inputs": [
      {
        "name": "account",
        "type": "address"
      },
      {
        "name": "balance",
        "type": "uint128"
      },
      {
        "name": "needed",
        "type": "uint128"
      }
    ]
  },
  {
    "type": "error",
    "name": "IntervalOutOfOffer",
    "inputs": [
      {
        "name": "start",
        "type": "uint40"
      },
      {
        "name": "end",
        "type": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "InvalidAccountNonce",
    "inputs": [
      {
        "name": "account",
        "type": "address"
      },
      {
        "name": "currentNonce",
        "type": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "InvalidSignature",
    "inputs": [
      {
        "name": "signer",
        "type": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MalformedStruct",
    "inputs": []
  },
  {
    "type": "error",
    "name": "MarketPaused",
    "inputs": []
  },
  {
    "type": "error",
    "name": "MeterBusy",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "NotEnrolled",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "NothingToFree",
    "inputs": [
      {
        "name": "tradeId",
        "type": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "OrderCancelled",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      },
      {
        "name": "nonce",
        "type": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "OrderExpired",
    "inputs": [
      {
        "name": "openBefore",
        "type": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "OrderInvalid",
    "inputs": [
      {
        "name": "fault",
        "type": "uint8"
      }
    ]
  },
  {
    "type": "error",
    "name": "ReceiptMismatch",
    "inputs": [
      {
        "name": "role",
        "type": "uint8"
      }
    ]
  },
  {
    "type": "error",
    "name": "ReceiptNotFinal",
    "inputs": [
      {
        "name": "role",
        "type": "uint8"
      }
    ]
  },
  {
    "type": "error",
    "name": "ReceiptStale",
    "inputs": [
      {
        "name": "role",
        "type": "uint8"
      },
      {
        "name": "energy",
        "type": "uint64"
      }
    ]
  },
  {
    "type": "error",
    "name": "ReentrancyGuardReentrantCall",
    "inputs": []
  },
  {
    "type": "error",
    "name": "ReputationTooLow",
    "inputs": [
      {
        "name": "account",
        "type": "address"
      },
      {
        "name": "reputation",
        "type": "int32"
      },
      {
        "name": "minReputation",
        "type": "int32"
      }
    ]
  },
  {
    "type": "error",
    "name": "SafeERC20FailedOperation",
    "inputs": [
      {
        "name": "token",
        "type": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "TooFarAhead",
    "inputs": [
      {
        "name": "start",
        "type": "uint40"
      },
      {
        "name": "opensFrom",
        "type": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "TradeExists",
    "inputs": [
      {
        "name": "tradeId",
        "type": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "TradeNotOpen",
    "inputs": [
      {
        "name": "tradeId",
        "type": "bytes32"
      },
      {
        "name": "state",
        "type": "uint8"
      }
    ]
  },
  {
    "type": "error",
    "name": "WithdrawalInvalid",
    "inputs": [
      {
        "name": "fault",
        "type": "uint8"
      }
    ]
  },
  {
    "type": "error",
    "name": "WrongChain",
    "inputs": [
      {
        "name": "chainId",
        "type": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "WrongRegistry",
    "inputs": [
      {
        "name": "registry",
        "type": "address"
      }
    ]
  }
] as const;

export const energyMarketBytecode =
  '0x61018080604052346102985760a081614b1c803803809161002082856102af565b8339810103126102985780516001600160a01b03811681036102985760208201516001600160a01b038116908181036102985761005f604085016102e6565b92608061006e606087016102e6565b950151926001600160801b038416840361029857306080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261011c60c0826102af565b51902060c0526040516380f5560560e01b8152602081600481855afa9081156102a4575f9161025e575b50306001600160a01b039091160361024c575060e0526101005261012052610140526101605260405161482190816102fb823960805181612d90015260a0518181816118660152612cc2015260c051818181610b9701528181611119015281816114ea01528181612ce8015281816138de0152613b41015260e0518181816103b6015281816106e4015281816126c401528181612ee4015261417e01526101005181818161105301528181611b8201528181611bdb0152818161256301528181612e9901528181613c480152613ea9015261012051818181610d920152613d79015261014051818181610b180152611b19015261016051818181610a190152613bca0152f35b63f167fad160e01b5f5260045260245ffd5b90506020813d60201161029c575b81610279602093836102af565b8101031261029857516001600160a01b0381168103610298575f610146565b5f80fd5b3d915061026c565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b038211908210176102d257604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160401b03821682036102985756fe60806040526004361015610011575f80fd5b5f5f3560e01c80630daf9eb81461267557806316c38b3c146124fb57806317ff98701461241857806321241dfe146123fa5780632f4e67b01461238c5780633b42c2a2146121fe5780635c975abb146121db578063644745681461181d57806373b9aa91146117a757806375463d5b146113f0578063755ab35f146110825780637b1039991461103d5780637ecebe00146110045780638bb7582b14610db65780639137c26914610d725780639214c11c14610c165780639ce7483d14610b3c578063a1c1b05914610af8578063a6f0100d14610a3d578063af2b9e49146109f9578063b3fb6564146109a3578063b444ef9d14610985578063bbc9e114146105f7578063d158cdd114610443578063e63ab1e914610408578063f698da25146103e5578063fc0c546a146103a05763fcfe5d451461014e575f80fd5b3461039d5761010036600319011261039d5761016936612a95565b9060403660c319011261039d57610104360361038457610187612e10565b60408201516103635761019982613e77565b602083019260018060a01b038451168352600360205260408320549360608201906101d564ffffffffff8351166001600160681b038816614699565b81158061035b575b610330576101ea856147cf565b958061031e575b6102a8575b966001600160681b0361023d979860018060a01b038551168a52600360205216906001600160681b031916176040882055610263575b5050516001600160a01b03166140ec565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff7f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c39260018060a01b03905116935116604051908152a25f8061022c565b949660ff62015180420406976001890180991161030a578861023d98998360f81c145f146102e75750506001600160681b0388965b91989750506101f6565b90966001600160f81b0390921660f89190911b17906001600160681b03906102dd565b634e487b7160e01b88526011600452602488fd5b506001600160801b03861615156101f1565b825184516359b8bdc760e01b89526001600160a01b0390911660045264ffffffffff16602452604487fd5b5060016101dd565b602090910151631a4dac3d60e21b82526001600160a01b0316600452602490fd5b63f70a101960e01b815236600452610104602452604490fd5b80fd5b503461039d578060031936011261039d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b503461039d578060031936011261039d576020610400612cbf565b604051908152f35b503461039d578060031936011261039d5760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b503461039d57602036600319011261039d5761045d6129fe565b6040519190606061046e8185612a74565b825b8181106105d85750506001600160a01b0316815260036020526040808220549081901c64ffffffffff1692906001600160401b0381169060681c6001600160901b0316835b600381106105325750506001600160401b039064ffffffffff60405195168552166020840152604083019082915b600383106104f15761010085f35b81518490825b600283106105155750505060206040600192019201920191906104e3565b60208060019264ffffffffff8551168152019201920191906104f7565b60308102818104603014821517156105c45782901c6001600160801b0363ffffffff8260101c161660405191604083018381106001600160401b038211176105b0579161ffff64ffffffffff9260019695946040528383168552160116602082015261059e8287612c9a565b526105a98186612c9a565b50016104b5565b634e487b7160e01b89526041600452602489fd5b634e487b7160e01b86526011600452602486fd5b60209060408051906105ea8183612a74565b3682378187015201610470565b503461039d57366003190161012081126109815760e01361039d576040519061061f82612a2a565b6106276129fe565b82526024356001600160a01b038116810361098157602083019081526044356001600160a01b038116810361097d5760408401908152606435906001600160801b038216820361097957606085019182526084356001600160801b0381168103610975576080860190815260a4356001600160401b03811681036109715760a0870190815260c4359464ffffffffff8616860361096d5760c0880195865260403660e319011261096d576106d9612dec565b6106e1612e10565b517f000000000000000000000000000000000000000000000000000000000000000095906001600160a01b03908116908716036109595783516001600160a01b0316801590811561094f575b5061093b576001600160801b0385511615610927575164ffffffffff164211610914575186516001600160a01b03165f908152602081905260409020546001600160401b0390911690036109005760018060a01b038651166107c6601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f018252610100822091526107c1612cbf565b61421f565b9080151591826108e0575b5050156108c357906108ad6001600160801b03928361023d979860018060a01b038151168a528960205260408a206001815401905560018060a01b03815116610855838951166108318360018060a01b03165f52600160205260405f2090565b5461083d828583614640565b039160018060a01b03165f52600160205260405f2090565b5580518551885160405190851681526001600160a01b0391821692909116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab2990602090a351915116906001600160a01b03166140ec565b51915116916001600160a01b039091169061419e565b8551633615713d60e21b86526001600160a01b0316600452602485fd5b9091506001600160a01b03906108f79060e4614520565b16145f806107d1565b630e72591360e21b85526003600452602485fd5b630e72591360e21b865260048052602486fd5b630e72591360e21b87526002600452602487fd5b630e72591360e21b87526001600452602487fd5b905030145f61072d565b630e72591360e21b87526004879052602487fd5b8680fd5b8580fd5b8480fd5b8380fd5b8280fd5b5080fd5b503461039d578060031936011261039d5760206040516202a3008152f35b503461039d57604036600319011261039d576109bd6129fe565b6109c5612a14565b90604436036109e1579061023d916109db612e10565b33612e6b565b63f70a101960e01b8352366004526044602481905283fd5b503461039d578060031936011261039d5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d57604036600319011261039d57610a63610a5a6129fe565b60243590612ba9565b90604051908251906004821015610ae457506101009260e091835264ffffffffff60208201511660208401526001600160401b0360408201511660408401526001600160401b03606082015116606084015260808101511515608084015260a0810151151560a084015260c0810151151560c08401520151151560e0820152f35b634e487b7160e01b81526021600452602490fd5b503461039d578060031936011261039d5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d576101e036600319011261039d576040517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec58152819060045b6101e48110610bbb57828461039d576020610400610200604051207f000000000000000000000000000000000000000000000000000000000000000061421f565b806020809235958661ffff7c0100a000a00100004000400020004000280028002800200000000100286101c0866004030160011c1c16805f14610c09571c17935b0194855201929092610b7a565b5060030b87181793610bfc565b503461039d5760c036600319011261039d573660c41161039d57610c38612dca565b610c406131b1565b610c5460808251015160c0830151906132c0565b91939215610d4457610c658361336e565b82518560e08201918251966001600160401b0316966001600160401b03168702620f424090046001600160801b03169260808201519051610ca5916133fe565b96604087015190610cb6858a613423565b6040519182528560208301526001600160801b0316604082015260607f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0691a260200151916020860196875160200151610d0e946134af565b610d30575b610d1b578280f35b6020610d2a925101519061358b565b5f808280f35b610d3f6020835101518361358b565b610d13565b604485610d7085610d5d60a0604083015192015161335f565b906327805ceb60e01b8452600452612b3a565bfd5b503461039d578060031936011261039d5760206040516001600160801b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d5761012036600319011261039d573660c41161039d5760403660e319011261039d57610de5612dec565b610ded613248565b610df860c435613a3e565b610e0181613a91565b90610e0b82612b8a565b81610ff6576040835101515b610e306040850191610e2a835185613aa1565b90613b3a565b60c084018051610e3f85614683565b1c946001600160401b03861693600160401b87161596600160411b881591161595861591819990610fe1575b8015610fca575b15610fa9576001600160401b038360901c16908111610fa1575b5094610f90575b5080606060a092019260016001600160401b0385519251991698875f14610f8957600160411b905b68ffffffffffffffffff600160401b610ed38c614683565b938d1717831b921b1916179101550190610eed825161335f565b6004811015610f7557917f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca95939160016060969414610f4a575b5050519460405192610f3881612b8a565b8352602083015215156040820152a280f35b518251915165ffffffffffff1990921665ffffffffff00929092169190911760021790555f80610f27565b634e487b7160e01b88526021600452602488fd5b8a90610ebb565b60201c60ff161515935060a0610e93565b97505f610e8c565b6336a41a2560e01b8a526044908a9089610fc281612b8a565b600452602452fd5b5060ff8360201c1615158015610e72575086610e72565b50806001600160401b038460901c1611610e6b565b604060208401510151610e17565b503461039d57602036600319011261039d5760206104006110236129fe565b6001600160a01b03165f9081526020819052604090205490565b503461039d578060031936011261039d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b503461039d576102e036600319011261039d5761109e36612a95565b906101e03660c319011261039d576040366102a319011261039d576102e436036113d7576110ca612e10565b6040820191825160c4604051907f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec5825284905b6102a4811061137c5750905061097d5761113d610200604051207f000000000000000000000000000000000000000000000000000000000000000061421f565b1480611351575b156113315761115281613c16565b90602081019360018060a01b03855116845260036020526040842054946001600160681b0361118a611182612b94565b828916613fd8565b9093846112e4575b501691826001600160681b031988161760608501936111b964ffffffffff86511682614699565b999093841590816112db575b506112b0576111d3876147cf565b978061129e575b611226575b50506001600160681b0361023d979860018060a01b038551168a52600360205216906001600160681b031916176040882055610263575050516001600160a01b03166140ec565b60ff620151809a98929a4204069960018b01809b1161128a578a61023d9a9b8560f81c145f1461126657505050506001600160681b0388965b98976111df565b6001600160681b039399945060f81b916001600160901b0360681b1617179161125f565b634e487b7160e01b8a52601160045260248afd5b506001600160801b03881615156111da565b845186516359b8bdc760e01b8b526001600160a01b0390911660045264ffffffffff16602452604489fd5b9050155f6111c5565b83519051906001600160a01b03167f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f8602061131d612b94565b64ffffffffff60405191168152a35f611192565b60200151631a4dac3d60e21b82526001600160a01b031660045260249150fd5b50610104356001600160a01b0381169081900361097d5760208201516001600160a01b031614611144565b806020809235938461ffff7c0100a000a00100004000400020004000280028002800200000000100286101c08660c4030160011c1c16805f146113ca571c17945b01928352019190916110fd565b5060030b851817946113bd565b63f70a101960e01b8152366004526102e4602452604490fd5b503461039d5761018036600319011261039d573660c41161039d5760403660e319011261039d5760403661014319011261039d57610184360361178e57611435613248565b9081519160208101805161144a60c435613a3e565b9161145761012435613a3e565b9360c081015161146685613a91565b61146f81612b8a565b1580611764575b1561175057600161148687613a91565b61148f81612b8a565b14908161172d575b508061170c575b156116f85760ff8460201c16156116e45760ff8560201c16156116d0576040870151926114d46040830194610e2a865188613aa1565b60408101519761150e6114e8865189613aa1565b7f000000000000000000000000000000000000000000000000000000000000000061421f565b6001600160a01b0390991698891515908a90826116af575b50501561169b576116389798506001600160401b0360808201519761156e896115698d8561016088015195816101608b01519e60901c16925060901c169061423c565b61423c565b9763ffffffff811663ffffffff8316105f146116935750965b16958615159788611669575b505086611652575b8661163b575b50506020816115b0829361336e565b5160e08101957f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0660606116056001600160801b03620f42406001600160401b038c5116860204169960808601519051906133fe565b9751926001600160801b0361161a8b8b613423565b6040519283528b88840152166040820152a2015191510151906134af565b80f35b6020929650829161164b91613bb9565b95916115a1565b61010081015164ffffffffff16421015965061159b565b6001600160401b0392985063ffffffff83620f424092169216820204900316851015955f80611593565b905096611587565b633615713d60e21b88526004899052602488fd5b9091506001600160a01b03906116c790610144614520565b1614895f611526565b63a2b6051960e01b86526001600452602486fd5b63a2b6051960e01b86526004869052602486fd5b63514dfe2560e11b86526001600452602486fd5b506001600160401b038460901c166001600160401b038660281c161461149e565b90506001600160401b03808760901c1691611746604890565b1c1611155f611497565b63514dfe2560e11b87526004879052602487fd5b506001600160401b038560901c1661177b88612b8a565b6001600160401b0382891c161115611476565b63f70a101960e01b815236600452610184602452604490fd5b503461039d57602036600319011261039d576080906001600160a01b036117cc6129fe565b1681526001602052604081205490506001600160601b038160601c169063ffffffff8160c01c1660030b604051926001600160601b0383168452602084015260030b604083015260e01c6060820152f35b503461039d5761014036600319011261039d573660c41161039d5760403660c319011261039d5760403661010319011261039d5761014436036121c25760ff600454166121b3577f000000000000000000000000000000000000000000000000000000000000000046036121a0576040516103c0810160405260016101e08201528161024082015260513560601c61020082015260653560601c61022082015260793560c01c61026082015260813560c01c61028082015260893560e01c6102a0820152608d3560c01c6102c082015260953560d81c6102e0820152609a3560d81c610300820152609f3560d81c61032082015260a43560e01c61034082015260a83560e01d61036082015260ac35821a61038082015260ad3560d81c6103a082015281815260043560601c602082015260183560601c6040820152602c3560c01c6080820152602c3560c01c60a082015260893560e01c60c0820152608d3560c01c60e082015260343560d81c61010082015260393560d81c610120820152603e3560d81c61014082015260433560e01c61016082015260473560e01d610180820152604b35821a6101a0820152604c3560d81c6101c08201526001604b35831a1160a43560701b600160ac35851a11171761219157611a046114e86101e08301614421565b6060820152611a156114e882614421565b60408201516102208301516001600160a01b0391821691161461217d5761010082015161012083015190611a498185614454565b611a5c6103008501516101e08601614454565b61a8c064ffffffffff82840316118015612169575b6121555764ffffffffff806102e08601511691169081108015612139575b61211d57505060808201516001600160401b0380610280850151169116908082108015612106575b6120dc57505064ffffffffff61014083015116804210156120ca575064ffffffffff61032083015116804210156120ca57506101008201516202a3004201908142116120b65764ffffffffff16116120615760808201516001600160401b03807f000000000000000000000000000000000000000000000000000000000000000016911681811061204c575050604082015183906001600160a01b0316611b626101e0850185613926565b6102208501516001600160a01b0316611b7f866101e08101613926565b917f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163b156109755760405163bcf9f08160e01b8152600481019490945260248401526044830152606482015281816084817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa80156120415761202c575b505060408201516001600160a01b0316801515908161200f575b5015611fef5761022082015160608301516001600160a01b039091168015159182611fce575b505015611fad57611c7860408301516101c0840151610100850151906101208601519261394a565b15611f1a57611c9f6102208301516103a0840151610100850151906101208601519261394a565b15611ee757611d316020830151611cbf608085015160e0860151906133fe565b90611d1f611cdd8260018060a01b03165f52600160205260405f2090565b5492611cea818486614640565b6001600160801b038116906001600160801b0360601b9060601b168401039160018060a01b03165f52600160205260405f2090565b556020840151610360850151916139fc565b610200820180516001600160a01b03168452600160205260408420549051610180840151611d61929091906139fc565b6040828101516001600160a01b03168452600560205283206101208301519290845b6004811080611e62575b15611d9a57600101611d83565b90600165ffffffffff00879660081b1665ffffffffffff198616171791600481145f14611e5d5750835b855260205260408420556040810151917f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a061022084015164ffffffffff606086015195816080820151916001600160401b0360e082015181610120610100850151940151956040519c8d521660208c01521660408a0152166060880152166080860152600180831b031694600180831b031693a480f35b611dc4565b5080865281602052604086205460ff81166004811015610f755787600382149283611ed0575b508215611ec3575b8215611e9e575b5050611d8d565b909150611eaf576002145f80611e97565b634e487b7160e01b87526021600452602487fd5b5060018114915087611e90565b90925064ffffffffff429160081c1611915f611e88565b6102208201516103a08301516359b8bdc760e01b85526001600160a01b0390911660045264ffffffffff16602452604483fd5b829060018060a01b036040840151168252600560205260ff611f3f8260408520614083565b915050166004811015611f9957611f86575060408201516101c0909201516359b8bdc760e01b82526001600160a01b0390921660045264ffffffffff909116602452604490fd5b639329d01d60e01b825260045260249150fd5b634e487b7160e01b83526021600452602483fd5b610220820151633615713d60e21b84526001600160a01b0316600452602483fd5b9091506001600160a01b0390611fe690610104614520565b16145f80611c50565b6040820151633615713d60e21b84526001600160a01b0316600452602483fd5b90506001600160a01b036120248360c4614520565b16145f611c2a565b8161203691612a74565b61097d57825f611c10565b6040513d84823e3d90fd5b63f1bb194560e01b8552600452602452604483fd5b5061010064ffffffffff91015116906202a2ff1982019164ffffffffff83116120a257638c28140360e01b825260045264ffffffffff909116602452604490fd5b634e487b7160e01b82526011600452602482fd5b634e487b7160e01b85526011600452602485fd5b6385d983bf60e01b8452600452602483fd5b6001600160401b039250610260606495940151916359d6260b60e11b855260045260245216604452fd5b506001600160401b03610260850151168211611ab7565b63767b479b60e11b855260045264ffffffffff16602452604483fd5b5064ffffffffff6103008501511664ffffffffff831611611a8f565b6380e8bb3160e01b85526004859052602485fd5b5063ffffffff64ffffffffff821611611a71565b6380e8bb3160e01b83526003600452602483fd5b630db5a5ab60e31b8252600482fd5b635ea03eed60e11b815246600452602490fd5b630a9105a360e31b8152600490fd5b63f70a101960e01b815236600452610144602452604490fd5b503461039d578060031936011261039d57602060ff600454166040519015158152f35b503461039d5760c036600319011261039d573660c41161039d5761228b90612224612dca565b61222c61315f565b6122366004613742565b9290916020820192604083019485528352808252604060018060a01b03910151168452600560205261226d60408520845190614083565b606084989298019260a0850198828a5215156080860152835261335f565b600481101561231e5760021461237c575b6122a6865161335f565b600481101561231e57600314801561235b575b158015612346575b61233257516122d28451965161335f565b600481101561231e576122f694959665ffffffffffff191617905551905190613711565b517f1f9af3d2de163c2d22e1ed942d4b41ecb42712fac1cd78691fd55ce87c38666e8280a280f35b634e487b7160e01b86526021600452602486fd5b83516306ca6c9960e11b8652600452602485fd5b5064ffffffffff865160081c164210156122c1565b507102000000000000000002000000000000000060c08301511615156122b9565b60018151015460c083015261229c565b503461039d57604036600319011261039d576123a66129fe565b6024359064ffffffffff8216820361097d576001600160a01b03168252600360209081526040928390205490926123f092916001600160401b038116911c64ffffffffff16614330565b6040519015158152f35b503461039d578060031936011261039d576020604051620151808152f35b503461039d5760c036600319011261039d573660c41161039d5761243a612dca565b6124426131b1565b61245660808251015160c0830151906132c0565b509190506124e2576124678261336e565b6124cb61247f835160e06080820151910151906133fe565b60408401517f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee760206040516001600160801b0385168152a2602084510151602080860151015190613443565b6124d3575080f35b8051602001516116389161358b565b604483610d7084610d5d60a0604083015192015161335f565b503461039d57602036600319011261039d57600435801515809103610981576024360361265e57604051632474521560e21b81527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a60048201523360248201526020816044817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa908115612653578391612619575b50156125e25760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b63b528467160e01b8252336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452604482fd5b90506020813d60201161264b575b8161263460209383612a74565b8101031261097d5761264590612b7d565b5f61259b565b3d9150612627565b6040513d85823e3d90fd5b63f70a101960e01b82523660045260248052604482fd5b503461299e5760c036600319011261299e5761268f6129fe565b90612698612a14565b604435926064359360ff851680950361299e5760843560a435956126ba612dca565b6126c2612e10565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031696873b1561299e576040519263d505accf60e01b845260018060a01b038616988960048601523060248601526001600160801b038816948560448201528660648201528460848201528260a48201528360c48201525f8160e48183865af16129e9575b50604051623f675f60e91b8152600481018b905295602087602481855afa9687156128ff578a976129b5575b508a8a52600260205260408a2054871180612935575b1561291e575f1987019087821161290a578b60049260209260405191848301937f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9855260408401523060608401528a608084015260a083015260c082015260c081526127fe60e082612a74565b5190209260405192838092633644e51560e01b82525afa9081156128ff57908a9493929185916128be575b509161283b608094926020979461421f565b92604051938452868401526040830152606082015282805260015afa156128b35784516001600160a01b0316801590879082156128a8575b50506128915750839461023d94526002602052604085205580612e6b565b63b2f5645b60e01b85526004869052602452604484fd5b14159050865f612873565b6040513d86823e3d90fd5b9192939450506020813d6020116128f7575b816128dd60209383612a74565b810103126128f35751899392919061283b612829565b8980fd5b3d91506128d0565b6040513d8c823e3d90fd5b634e487b7160e01b8b52601160045260248bfd5b60448a878d63b2f5645b60e01b8352600452602452fd5b50604051636eb1769f60e11b8152600481018c9052306024820152602081604481865afa9081156129aa579087918c91612971575b5014612791565b9150506020813d6020116129a2575b8161298d60209383612a74565b8101031261299e578690515f61296a565b5f80fd5b3d9150612980565b6040513d8d823e3d90fd5b9096506020813d6020116129e1575b816129d160209383612a74565b8101031261299e5751955f61277b565b3d91506129c4565b6129f69199505f90612a74565b5f975f61274f565b600435906001600160a01b038216820361299e57565b602435906001600160801b038216820361299e57565b60e081019081106001600160401b03821117612a4557604052565b634e487b7160e01b5f52604160045260245ffd5b606081019081106001600160401b03821117612a4557604052565b90601f801991011681019081106001600160401b03821117612a4557604052565b60c090600319011261299e576040519060c082018281106001600160401b03821117612a4557604052816004356001600160a01b038116810361299e5781526024356001600160a01b038116810361299e576020820152604435604082015260643564ffffffffff8116810361299e5760608201526084356001600160801b038116810361299e57608082015260a4359064ffffffffff8216820361299e5760a00152565b6004811015612b4857602452565b634e487b7160e01b5f52602160045260245ffd5b91908201809211612b6957565b634e487b7160e01b5f52601160045260245ffd5b5190811515820361299e57565b60021115612b4857565b6102843564ffffffffff8116810361299e5790565b919060405161010081018181106001600160401b03821117612a45576040525f8152612c1460208201925f84525f60408401525f60608401525f60808401525f60a08401525f60c08401525f60e0840152829560018060a01b03165f52600560205260405f20614083565b919360ff831691506004821015612b485764ffffffffff60029383865260081c16905203612c95575060010154600160411b8116151560c0840152600160401b8116151560808401526001600160401b0380821660408501529060481c600160411b8116151560e0850152600160401b8116151560a0850152166060830152565b925050565b906003811015612cab5760051b0190565b634e487b7160e01b5f52603260045260245ffd5b467f000000000000000000000000000000000000000000000000000000000000000003612d0a577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6606082015246608082015260018060a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152612dc460c082612a74565b51902090565b60c43603612dd457565b63f70a101960e01b5f523660045260c460245260445ffd5b6101243603612df757565b63f70a101960e01b5f523660045261012460245260445ffd5b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c612e5c5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b633ee5aeb560e01b5f5260045ffd5b604051633704cccf60e11b81526001600160a01b0380841660048301819052939190602090829060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa90811561309b575f91613125575b5015613112576040516370a0823160e01b81523060048201527f0000000000000000000000000000000000000000000000000000000000000000946001600160a01b0386169390602083602481885afa92831561309b575f936130d7575b506001600160801b031693604051916323b872dd60e01b5f5260018060a01b03169687600452306024528560445260205f60648180855af19060015f51148216156130b8575b50826040525f606052156130a657816024816020936370a0823160e01b82523060048301525afa90811561309b575f91613069575b50836001600160601b038211159283613055575b50505015801561304d575b61303657818161302c6130117f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a9561300b60209660018060a01b03165f52600160205260405f2090565b54612b5c565b6001600160a01b039092165f90815260016020526040902090565b55604051908152a3565b509063b2f5645b60e01b5f5260045260245260445ffd5b508115612fc1565b613060929350612b5c565b145f8381612fb6565b90506020813d602011613093575b8161308460209383612a74565b8101031261299e57515f612fa2565b3d9150613077565b6040513d5f823e3d90fd5b635274afe760e01b5f5260045260245ffd5b60018215166130ce573b15153d1516165f612f6d565b833d5f823e3d90fd5b9092506020813d60201161310a575b816130f360209383612a74565b8101031261299e5751916001600160801b03612f27565b3d91506130e6565b826330ce97cd60e11b5f5260045260245ffd5b90506020813d602011613157575b8161314060209383612a74565b8101031261299e5761315190612b7d565b5f612ec9565b3d9150613133565b6040519061316c82612a2a565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b64ffffffffff620151809116019064ffffffffff8211612b6957565b6131b961315f565b506131c4600461368d565b906131d260a083015161335f565b6004811015612b485760018114158061323d575b61321d575064ffffffffff61320061012084510151613195565b1680421061320b5750565b632579553360e01b5f5260045260245ffd5b60408301516327805ceb60e01b5f5260045261323890612b3a565b60445ffd5b5060028114156131e6565b61325061315f565b5061325b600461368d565b9061326960a083015161335f565b6004811015612b48576001811415806132b5575b61321d575064ffffffffff61329761012084510151613195565b16804210156132a35750565b6327b3d6f960e11b5f5260045260245ffd5b50600281141561327d565b9091600160401b831615801591600160411b85161594851594816132e2604890565b1c91600160411b831615958615978189929a83613357575b5082988261334f575b50819761334057505050906001600160401b03613320921661423c565b946133285750565b936001600160401b0361333d9295169061423c565b92565b99505f98509096509450505050565b91505f613303565b92505f6132fa565b60ff166004811015612b485790565b60a0810180519060808301516133d65761339060608401915f8351555161335f565b6004811015612b48576002146133c9575b5064ffffffffff429160081c16116133b65750565b8060206133c7925191015190613711565b565b60015f915101555f6133a1565b5060608201516040929092015165ffffffffffff191665ffffffffff00909116176003179055565b620f423f620f4240916001600160401b03806001600160801b03951691160201041690565b906001600160801b03809116911603906001600160801b038211612b6957565b6001600160a01b03165f81815260016020526040902054909291506001600160801b0361347d83606084901c6001600160601b0316613423565b9216916001600160801b0360601b9060601b16906001600160601b0360601b19160101905f52600160205260405f2055565b916001600160801b03929493919460018060a01b03811691825f52600160205260405f205485856134ec846001600160601b038560601c16613423565b930316918660601b9060601b16906001600160601b0360601b1916010190855f146135845761351a91614261565b905b5f52600160205260405f2055169182158061357c575b613577576001600160a01b0381165f8181526001602052604090205490930191156135705761356091614261565b905b5f52600160205260405f2055565b5090613562565b505050565b508115613532565b509061351c565b61359c906020815191015190613bb9565b6135a35750565b6001600160a01b0381165f9081526001602052604090205460021960c082901c63ffffffff1660030b81810192915f909112801591841291821691151617612b695761367391637fffffff8113613682575b637fffffff198112613676575b604080516002198152600383900b60208201526001600160a01b038616917fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e91a263ffffffff60c01b9060c01b169063ffffffff60c01b1916179160018060a01b03165f52600160205260405f2090565b55565b50637fffffff19613602565b50637fffffff6135f5565b906136f26136d66136a561369f61315f565b94613742565b9190604087019283526020870152808652604060018060a01b03910151165f52600560205260405f20905190614083565b90929160608601938260a088015215156080870152835261335f565b6004811015612b48576002146137055750565b516001015460c0830152565b906133c79160408082015192613736610100840194610120865195019485519161437d565b0151915190519161437d565b90604051906101e08201926103c08301604052608581013560e01c90600180608983013560c01c93604860a88501355f1a94838a525f6102408a0152604d81013560601c6102008a0152606181013560601c6102208a0152607581013560c01c6102608a0152607d81013560c01c6102808a0152826102a08a0152866102c08a0152609181013560d81c6102e08a0152609681013560d81c6103008a0152609b81013560d81c6103208a015260a0810135968760e01c6103408b015260a482013560e01d6103608b0152866103808b015260a982013560d81c6103a08b0152602882013560c01c9360478301355f1a945f8c52833560601c60208d0152601484013560601c60408d01528060808d015260a08c015260c08b015260e08a0152603081013560d81c6101008a0152603581013560d81c6101208a0152603a81013560d81c6101408a0152603f81013560e01c6101608a0152604381013560e01d6101808a0152826101a08a0152013560d81c6101c0880152119260701b9111171761391757613914839261390e6138d88296614421565b916139047f0000000000000000000000000000000000000000000000000000000000000000938461421f565b6060820152614421565b9061421f565b90565b630db5a5ab60e31b5f5260045ffd5b6101a090602060018060a01b039101511691015161394381612b8a565b60a01b1790565b6001600160a01b03165f8181526003602052604090205492949390929161397a906001600160681b038416613fd8565b91909586156139f257906139a69164ffffffffff8042931691166001600160901b038660681c1661458b565b9390156139e057906001600160681b03915f52600360205216916001600160901b0360681b9060681b169060ff60f81b16171760405f2055565b63512f4d3960e11b5f5260045260245ffd5b505f955050505050565b63ffffffff9060c01c1660030b9160030b9160030b90828212613a1e57505050565b635f551c1960e11b5f5260018060a01b031660045260245260445260645ffd5b60018160f81c111580613a80575b80613a6f575b158015613a61575b6139175790565b5062ffffff81161515613a5a565b50600860ff8260181c161115613a52565b50600160ff8260201c161115613a4c565b60f81c613a9c575f90565b600190565b9060ff61012092604051927fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e845260208401528060f81c604084015264ffffffffff8160d01c1660608401526001600160401b038160901c16608084015264ffffffffff8160681c1660a08401526001600160401b038160281c1660c0840152818160201c1660e084015260181c166101008201522090565b90613b65907f000000000000000000000000000000000000000000000000000000000000000061421f565b6001600160a01b039091169081151590829082613b99575b505015613b875750565b633615713d60e21b5f5260045260245ffd5b9091506001600160a01b0390613bb09060e4614520565b1614815f613b7d565b9060808201516001600160401b03807f000000000000000000000000000000000000000000000000000000000000000016911610159182613bf957505090565b6020908101519101516001600160a01b0391821691161415919050565b6020810180516040516351e719cf60e01b81526001600160a01b039182166004820152919290606090839060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa91821561309b575f92613dff575b5081516001600160a01b03168015908115613dea575b50613dc95764ffffffffff60a0820151164211613da857613ceb613ce3601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526107c1612cbf565b6102a4614520565b81516001600160a01b0391821691168114613da05783516001600160a01b031690819003613b875750608001516001600160801b03168015159182613d57575b5050613d375750600190565b51631a4dac3d60e21b5f9081526001600160a01b03909116600452602490fd5b604001511591508115613d6d575b505f80613d2b565b90506001600160801b037f000000000000000000000000000000000000000000000000000000000000000016105f613d65565b505050505f90565b8251631a4dac3d60e21b5f9081526001600160a01b03909116600452602490fd5b82516368710b6160e11b5f9081526001600160a01b03909116600452602490fd5b82516001600160a01b0316141590505f613c8e565b9091506060813d606011613e6f575b81613e1b60609383612a74565b8101031261299e5760405190613e3082612a59565b80516001600160a01b038116810361299e5782526020810151600281101561299e576020830152613e6390604001612b7d565b6040820152905f613c78565b3d9150613e0e565b6020810180516040516351e719cf60e01b81526001600160a01b039182166004820152919290606090839060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa91821561309b575f92613f60575b5081516001600160a01b03168015908115613f4b575b50613dc95764ffffffffff60a0820151164211613da857613ceb613f44601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526107c1612cbf565b60c4614520565b82516001600160a01b0316141590505f613eef565b9091506060813d606011613fd0575b81613f7c60609383612a74565b8101031261299e5760405190613f9182612a59565b80516001600160a01b038116810361299e5782526020810151600281101561299e576020830152613fc490604001612b7d565b6040820152905f613ed9565b3d9150613f6f565b64ffffffffff8160401c16906001600160401b03811690613ffa848385614330565b614079575064ffffffffff821664ffffffffff841611156140485760016001600160401b0364ffffffffff60401b9364ffffffffff82809516918703161b1617169160401b16179060019190565b6001600160401b039081600164ffffffffff64ffffffffff60401b95968703161b1617169160401b16179060019190565b93925050505f9190565b905f915f5b600481106140b65750815f5260205260405f209283549165ffffffffffff19908318166140b157565b5f9150565b805f528160205260405f2080549065ffffffffffff1985831816156140df575050600101614088565b9350935050509160019190565b6001600160801b038216908115613577576001600160a01b0381165f9081526001602052604090206133c79383916141279054918483614640565b036141428260018060a01b03165f52600160205260405f2090565b5560405182815233916001600160a01b0316907f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af090602090a3337f00000000000000000000000000000000000000000000000000000000000000005b916040519163a9059cbb60e01b5f5260018060a01b031660045260245260205f60448180865af19060015f51148216156141fe575b604052156141de5750565b635274afe760e01b5f9081526001600160a01b0391909116600452602490fd5b90600181151661421657823b15153d151616906141d3565b503d5f823e3d90fd5b6042916040519161190160f01b8352600283015260228201522090565b906001600160401b0381166001600160401b038316105f1461425c575090565b905090565b9062015180420490818360e01c1461432b5763ffffffff8360c01c1660030b60030b9060018201915f600184129112908015821691151617612b6957637fffffff821361431f575b637fffffff198212614312575b7fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e6040805192600184528460030b602085015260018060a01b031692a263ffffffff60c01b9060c01b169060e01b9160018060c01b0316171790565b637fffffff1991506142b6565b637fffffff91506142a9565b505090565b909164ffffffffff821664ffffffffff8216116143765764ffffffffff910316604081109182159261436157505090565b600192506001600160401b0316901c16151590565b5050505f90565b60018060a01b0316805f52600360205260405f2054926001600160901b038460681c169266ffffffffff000065ffffffffffff9264ffffffffff8084169116039160101b1617905f5b609081106143ff575b5050505f5260036020526001600160901b0360681b9060681b16906001600160901b0360681b19161760405f2055565b828286831c1614614412576030016143c6565b1b1990921691505f80806143cf565b601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b906101008201516101208301519164ffffffffff821664ffffffffff8416111561450d5764ffffffffff8061014086015192169116116144f957620f424063ffffffff61016085015116116144e55764ffffffffff9063ffffffff60c0610e106001600160401b03608088015116029501511692031602106144d257565b6380e8bb3160e01b5f526004805260245ffd5b6380e8bb3160e01b5f52600260045260245ffd5b6380e8bb3160e01b5f52600160045260245ffd5b6380e8bb3160e01b5f525f60045260245ffd5b60208101356001600160ff1b038116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411613da0576020935f9360809360405193845260ff1c601b0186840152356040830152606082015282805260015afa1561299e575f5190565b90939291936090925f908390815b6145ec575b5050609084146145e4575b50609083146145db57906001600160901b03918265ffffffffffff9180600198039060101b17851b16931b1916161790565b509250505f9190565b92505f6145a9565b909163ffffffff8360101c168861ffff85168201918483115f14614633571090851016614623576030905b019160301c9081614599565b5050509150609091825f8061459e565b5050509450603085614617565b6001600160801b0392909216916001600160601b03169082821061466357505050565b631f98435160e01b5f5260018060a01b031660045260245260445260645ffd5b61468c81612b8a565b614694575f90565b604890565b9064ffffffffff8260401c16916001600160401b0381169064ffffffffff84169264ffffffffff8116908482116147a95750830364ffffffffff8111612b695764ffffffffff16603f81101561479e5760018101809111612b69576001600160401b038091161b6001600160401b03811693603f8110614754575b50506001600160401b0383166001600160401b038484161614614079575064ffffffffff60401b916001600160401b039117169160401b16179060019190565b6001919294500164ffffffffff8111612b69576001600160401b03600164ffffffffff5f1993161b16016001600160401b038111612b6957166001600160401b0316915f80614714565b5093925050505f9190565b9250505067fffffffffffffffe925064ffffffffff60401b915060401b16179060019190565b60808101906001600160801b038251161561481b5760018060a01b039051165f5260016020526001600160801b036001600160601b0360405f2054169151168082105f1461425c575090565b50505f9056' as const;

/** As it is on chain, with zeros where the constructor puts immutables. */
export const energyMarketDeployed = {
  immutables: [
    { start: 950, length: 32 },
    { start: 1764, length: 32 },
    { start: 2585, length: 32 },
    { start: 2840, length: 32 },
    { start: 2967, length: 32 },
    { start: 3474, length: 32 },
    { start: 4179, length: 32 },
    { start: 4377, length: 32 },
    { start: 5354, length: 32 },
    { start: 6246, length: 32 },
    { start: 6937, length: 32 },
    { start: 7042, length: 32 },
    { start: 7131, length: 32 },
    { start: 9571, length: 32 },
    { start: 9924, length: 32 },
    { start: 11458, length: 32 },
    { start: 11496, length: 32 },
    { start: 11664, length: 32 },
    { start: 11929, length: 32 },
    { start: 12004, length: 32 },
    { start: 14558, length: 32 },
    { start: 15169, length: 32 },
    { start: 15306, length: 32 },
    { start: 15432, length: 32 },
    { start: 15737, length: 32 },
    { start: 16041, length: 32 },
    { start: 16766, length: 32 },
  ],
  code: '0x60806040526004361015610011575f80fd5b5f5f3560e01c80630daf9eb81461267557806316c38b3c146124fb57806317ff98701461241857806321241dfe146123fa5780632f4e67b01461238c5780633b42c2a2146121fe5780635c975abb146121db578063644745681461181d57806373b9aa91146117a757806375463d5b146113f0578063755ab35f146110825780637b1039991461103d5780637ecebe00146110045780638bb7582b14610db65780639137c26914610d725780639214c11c14610c165780639ce7483d14610b3c578063a1c1b05914610af8578063a6f0100d14610a3d578063af2b9e49146109f9578063b3fb6564146109a3578063b444ef9d14610985578063bbc9e114146105f7578063d158cdd114610443578063e63ab1e914610408578063f698da25146103e5578063fc0c546a146103a05763fcfe5d451461014e575f80fd5b3461039d5761010036600319011261039d5761016936612a95565b9060403660c319011261039d57610104360361038457610187612e10565b60408201516103635761019982613e77565b602083019260018060a01b038451168352600360205260408320549360608201906101d564ffffffffff8351166001600160681b038816614699565b81158061035b575b610330576101ea856147cf565b958061031e575b6102a8575b966001600160681b0361023d979860018060a01b038551168a52600360205216906001600160681b031916176040882055610263575b5050516001600160a01b03166140ec565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff7f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c39260018060a01b03905116935116604051908152a25f8061022c565b949660ff62015180420406976001890180991161030a578861023d98998360f81c145f146102e75750506001600160681b0388965b91989750506101f6565b90966001600160f81b0390921660f89190911b17906001600160681b03906102dd565b634e487b7160e01b88526011600452602488fd5b506001600160801b03861615156101f1565b825184516359b8bdc760e01b89526001600160a01b0390911660045264ffffffffff16602452604487fd5b5060016101dd565b602090910151631a4dac3d60e21b82526001600160a01b0316600452602490fd5b63f70a101960e01b815236600452610104602452604490fd5b80fd5b503461039d578060031936011261039d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b503461039d578060031936011261039d576020610400612cbf565b604051908152f35b503461039d578060031936011261039d5760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b503461039d57602036600319011261039d5761045d6129fe565b6040519190606061046e8185612a74565b825b8181106105d85750506001600160a01b0316815260036020526040808220549081901c64ffffffffff1692906001600160401b0381169060681c6001600160901b0316835b600381106105325750506001600160401b039064ffffffffff60405195168552166020840152604083019082915b600383106104f15761010085f35b81518490825b600283106105155750505060206040600192019201920191906104e3565b60208060019264ffffffffff8551168152019201920191906104f7565b60308102818104603014821517156105c45782901c6001600160801b0363ffffffff8260101c161660405191604083018381106001600160401b038211176105b0579161ffff64ffffffffff9260019695946040528383168552160116602082015261059e8287612c9a565b526105a98186612c9a565b50016104b5565b634e487b7160e01b89526041600452602489fd5b634e487b7160e01b86526011600452602486fd5b60209060408051906105ea8183612a74565b3682378187015201610470565b503461039d57366003190161012081126109815760e01361039d576040519061061f82612a2a565b6106276129fe565b82526024356001600160a01b038116810361098157602083019081526044356001600160a01b038116810361097d5760408401908152606435906001600160801b038216820361097957606085019182526084356001600160801b0381168103610975576080860190815260a4356001600160401b03811681036109715760a0870190815260c4359464ffffffffff8616860361096d5760c0880195865260403660e319011261096d576106d9612dec565b6106e1612e10565b517f000000000000000000000000000000000000000000000000000000000000000095906001600160a01b03908116908716036109595783516001600160a01b0316801590811561094f575b5061093b576001600160801b0385511615610927575164ffffffffff164211610914575186516001600160a01b03165f908152602081905260409020546001600160401b0390911690036109005760018060a01b038651166107c6601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f018252610100822091526107c1612cbf565b61421f565b9080151591826108e0575b5050156108c357906108ad6001600160801b03928361023d979860018060a01b038151168a528960205260408a206001815401905560018060a01b03815116610855838951166108318360018060a01b03165f52600160205260405f2090565b5461083d828583614640565b039160018060a01b03165f52600160205260405f2090565b5580518551885160405190851681526001600160a01b0391821692909116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab2990602090a351915116906001600160a01b03166140ec565b51915116916001600160a01b039091169061419e565b8551633615713d60e21b86526001600160a01b0316600452602485fd5b9091506001600160a01b03906108f79060e4614520565b16145f806107d1565b630e72591360e21b85526003600452602485fd5b630e72591360e21b865260048052602486fd5b630e72591360e21b87526002600452602487fd5b630e72591360e21b87526001600452602487fd5b905030145f61072d565b630e72591360e21b87526004879052602487fd5b8680fd5b8580fd5b8480fd5b8380fd5b8280fd5b5080fd5b503461039d578060031936011261039d5760206040516202a3008152f35b503461039d57604036600319011261039d576109bd6129fe565b6109c5612a14565b90604436036109e1579061023d916109db612e10565b33612e6b565b63f70a101960e01b8352366004526044602481905283fd5b503461039d578060031936011261039d5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d57604036600319011261039d57610a63610a5a6129fe565b60243590612ba9565b90604051908251906004821015610ae457506101009260e091835264ffffffffff60208201511660208401526001600160401b0360408201511660408401526001600160401b03606082015116606084015260808101511515608084015260a0810151151560a084015260c0810151151560c08401520151151560e0820152f35b634e487b7160e01b81526021600452602490fd5b503461039d578060031936011261039d5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d576101e036600319011261039d576040517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec58152819060045b6101e48110610bbb57828461039d576020610400610200604051207f000000000000000000000000000000000000000000000000000000000000000061421f565b806020809235958661ffff7c0100a000a00100004000400020004000280028002800200000000100286101c0866004030160011c1c16805f14610c09571c17935b0194855201929092610b7a565b5060030b87181793610bfc565b503461039d5760c036600319011261039d573660c41161039d57610c38612dca565b610c406131b1565b610c5460808251015160c0830151906132c0565b91939215610d4457610c658361336e565b82518560e08201918251966001600160401b0316966001600160401b03168702620f424090046001600160801b03169260808201519051610ca5916133fe565b96604087015190610cb6858a613423565b6040519182528560208301526001600160801b0316604082015260607f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0691a260200151916020860196875160200151610d0e946134af565b610d30575b610d1b578280f35b6020610d2a925101519061358b565b5f808280f35b610d3f6020835101518361358b565b610d13565b604485610d7085610d5d60a0604083015192015161335f565b906327805ceb60e01b8452600452612b3a565bfd5b503461039d578060031936011261039d5760206040516001600160801b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d5761012036600319011261039d573660c41161039d5760403660e319011261039d57610de5612dec565b610ded613248565b610df860c435613a3e565b610e0181613a91565b90610e0b82612b8a565b81610ff6576040835101515b610e306040850191610e2a835185613aa1565b90613b3a565b60c084018051610e3f85614683565b1c946001600160401b03861693600160401b87161596600160411b881591161595861591819990610fe1575b8015610fca575b15610fa9576001600160401b038360901c16908111610fa1575b5094610f90575b5080606060a092019260016001600160401b0385519251991698875f14610f8957600160411b905b68ffffffffffffffffff600160401b610ed38c614683565b938d1717831b921b1916179101550190610eed825161335f565b6004811015610f7557917f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca95939160016060969414610f4a575b5050519460405192610f3881612b8a565b8352602083015215156040820152a280f35b518251915165ffffffffffff1990921665ffffffffff00929092169190911760021790555f80610f27565b634e487b7160e01b88526021600452602488fd5b8a90610ebb565b60201c60ff161515935060a0610e93565b97505f610e8c565b6336a41a2560e01b8a526044908a9089610fc281612b8a565b600452602452fd5b5060ff8360201c1615158015610e72575086610e72565b50806001600160401b038460901c1611610e6b565b604060208401510151610e17565b503461039d57602036600319011261039d5760206104006110236129fe565b6001600160a01b03165f9081526020819052604090205490565b503461039d578060031936011261039d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b503461039d576102e036600319011261039d5761109e36612a95565b906101e03660c319011261039d576040366102a319011261039d576102e436036113d7576110ca612e10565b6040820191825160c4604051907f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec5825284905b6102a4811061137c5750905061097d5761113d610200604051207f000000000000000000000000000000000000000000000000000000000000000061421f565b1480611351575b156113315761115281613c16565b90602081019360018060a01b03855116845260036020526040842054946001600160681b0361118a611182612b94565b828916613fd8565b9093846112e4575b501691826001600160681b031988161760608501936111b964ffffffffff86511682614699565b999093841590816112db575b506112b0576111d3876147cf565b978061129e575b611226575b50506001600160681b0361023d979860018060a01b038551168a52600360205216906001600160681b031916176040882055610263575050516001600160a01b03166140ec565b60ff620151809a98929a4204069960018b01809b1161128a578a61023d9a9b8560f81c145f1461126657505050506001600160681b0388965b98976111df565b6001600160681b039399945060f81b916001600160901b0360681b1617179161125f565b634e487b7160e01b8a52601160045260248afd5b506001600160801b03881615156111da565b845186516359b8bdc760e01b8b526001600160a01b0390911660045264ffffffffff16602452604489fd5b9050155f6111c5565b83519051906001600160a01b03167f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f8602061131d612b94565b64ffffffffff60405191168152a35f611192565b60200151631a4dac3d60e21b82526001600160a01b031660045260249150fd5b50610104356001600160a01b0381169081900361097d5760208201516001600160a01b031614611144565b806020809235938461ffff7c0100a000a00100004000400020004000280028002800200000000100286101c08660c4030160011c1c16805f146113ca571c17945b01928352019190916110fd565b5060030b851817946113bd565b63f70a101960e01b8152366004526102e4602452604490fd5b503461039d5761018036600319011261039d573660c41161039d5760403660e319011261039d5760403661014319011261039d57610184360361178e57611435613248565b9081519160208101805161144a60c435613a3e565b9161145761012435613a3e565b9360c081015161146685613a91565b61146f81612b8a565b1580611764575b1561175057600161148687613a91565b61148f81612b8a565b14908161172d575b508061170c575b156116f85760ff8460201c16156116e45760ff8560201c16156116d0576040870151926114d46040830194610e2a865188613aa1565b60408101519761150e6114e8865189613aa1565b7f000000000000000000000000000000000000000000000000000000000000000061421f565b6001600160a01b0390991698891515908a90826116af575b50501561169b576116389798506001600160401b0360808201519761156e896115698d8561016088015195816101608b01519e60901c16925060901c169061423c565b61423c565b9763ffffffff811663ffffffff8316105f146116935750965b16958615159788611669575b505086611652575b8661163b575b50506020816115b0829361336e565b5160e08101957f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0660606116056001600160801b03620f42406001600160401b038c5116860204169960808601519051906133fe565b9751926001600160801b0361161a8b8b613423565b6040519283528b88840152166040820152a2015191510151906134af565b80f35b6020929650829161164b91613bb9565b95916115a1565b61010081015164ffffffffff16421015965061159b565b6001600160401b0392985063ffffffff83620f424092169216820204900316851015955f80611593565b905096611587565b633615713d60e21b88526004899052602488fd5b9091506001600160a01b03906116c790610144614520565b1614895f611526565b63a2b6051960e01b86526001600452602486fd5b63a2b6051960e01b86526004869052602486fd5b63514dfe2560e11b86526001600452602486fd5b506001600160401b038460901c166001600160401b038660281c161461149e565b90506001600160401b03808760901c1691611746604890565b1c1611155f611497565b63514dfe2560e11b87526004879052602487fd5b506001600160401b038560901c1661177b88612b8a565b6001600160401b0382891c161115611476565b63f70a101960e01b815236600452610184602452604490fd5b503461039d57602036600319011261039d576080906001600160a01b036117cc6129fe565b1681526001602052604081205490506001600160601b038160601c169063ffffffff8160c01c1660030b604051926001600160601b0383168452602084015260030b604083015260e01c6060820152f35b503461039d5761014036600319011261039d573660c41161039d5760403660c319011261039d5760403661010319011261039d5761014436036121c25760ff600454166121b3577f000000000000000000000000000000000000000000000000000000000000000046036121a0576040516103c0810160405260016101e08201528161024082015260513560601c61020082015260653560601c61022082015260793560c01c61026082015260813560c01c61028082015260893560e01c6102a0820152608d3560c01c6102c082015260953560d81c6102e0820152609a3560d81c610300820152609f3560d81c61032082015260a43560e01c61034082015260a83560e01d61036082015260ac35821a61038082015260ad3560d81c6103a082015281815260043560601c602082015260183560601c6040820152602c3560c01c6080820152602c3560c01c60a082015260893560e01c60c0820152608d3560c01c60e082015260343560d81c61010082015260393560d81c610120820152603e3560d81c61014082015260433560e01c61016082015260473560e01d610180820152604b35821a6101a0820152604c3560d81c6101c08201526001604b35831a1160a43560701b600160ac35851a11171761219157611a046114e86101e08301614421565b6060820152611a156114e882614421565b60408201516102208301516001600160a01b0391821691161461217d5761010082015161012083015190611a498185614454565b611a5c6103008501516101e08601614454565b61a8c064ffffffffff82840316118015612169575b6121555764ffffffffff806102e08601511691169081108015612139575b61211d57505060808201516001600160401b0380610280850151169116908082108015612106575b6120dc57505064ffffffffff61014083015116804210156120ca575064ffffffffff61032083015116804210156120ca57506101008201516202a3004201908142116120b65764ffffffffff16116120615760808201516001600160401b03807f000000000000000000000000000000000000000000000000000000000000000016911681811061204c575050604082015183906001600160a01b0316611b626101e0850185613926565b6102208501516001600160a01b0316611b7f866101e08101613926565b917f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163b156109755760405163bcf9f08160e01b8152600481019490945260248401526044830152606482015281816084817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa80156120415761202c575b505060408201516001600160a01b0316801515908161200f575b5015611fef5761022082015160608301516001600160a01b039091168015159182611fce575b505015611fad57611c7860408301516101c0840151610100850151906101208601519261394a565b15611f1a57611c9f6102208301516103a0840151610100850151906101208601519261394a565b15611ee757611d316020830151611cbf608085015160e0860151906133fe565b90611d1f611cdd8260018060a01b03165f52600160205260405f2090565b5492611cea818486614640565b6001600160801b038116906001600160801b0360601b9060601b168401039160018060a01b03165f52600160205260405f2090565b556020840151610360850151916139fc565b610200820180516001600160a01b03168452600160205260408420549051610180840151611d61929091906139fc565b6040828101516001600160a01b03168452600560205283206101208301519290845b6004811080611e62575b15611d9a57600101611d83565b90600165ffffffffff00879660081b1665ffffffffffff198616171791600481145f14611e5d5750835b855260205260408420556040810151917f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a061022084015164ffffffffff606086015195816080820151916001600160401b0360e082015181610120610100850151940151956040519c8d521660208c01521660408a0152166060880152166080860152600180831b031694600180831b031693a480f35b611dc4565b5080865281602052604086205460ff81166004811015610f755787600382149283611ed0575b508215611ec3575b8215611e9e575b5050611d8d565b909150611eaf576002145f80611e97565b634e487b7160e01b87526021600452602487fd5b5060018114915087611e90565b90925064ffffffffff429160081c1611915f611e88565b6102208201516103a08301516359b8bdc760e01b85526001600160a01b0390911660045264ffffffffff16602452604483fd5b829060018060a01b036040840151168252600560205260ff611f3f8260408520614083565b915050166004811015611f9957611f86575060408201516101c0909201516359b8bdc760e01b82526001600160a01b0390921660045264ffffffffff909116602452604490fd5b639329d01d60e01b825260045260249150fd5b634e487b7160e01b83526021600452602483fd5b610220820151633615713d60e21b84526001600160a01b0316600452602483fd5b9091506001600160a01b0390611fe690610104614520565b16145f80611c50565b6040820151633615713d60e21b84526001600160a01b0316600452602483fd5b90506001600160a01b036120248360c4614520565b16145f611c2a565b8161203691612a74565b61097d57825f611c10565b6040513d84823e3d90fd5b63f1bb194560e01b8552600452602452604483fd5b5061010064ffffffffff91015116906202a2ff1982019164ffffffffff83116120a257638c28140360e01b825260045264ffffffffff909116602452604490fd5b634e487b7160e01b82526011600452602482fd5b634e487b7160e01b85526011600452602485fd5b6385d983bf60e01b8452600452602483fd5b6001600160401b039250610260606495940151916359d6260b60e11b855260045260245216604452fd5b506001600160401b03610260850151168211611ab7565b63767b479b60e11b855260045264ffffffffff16602452604483fd5b5064ffffffffff6103008501511664ffffffffff831611611a8f565b6380e8bb3160e01b85526004859052602485fd5b5063ffffffff64ffffffffff821611611a71565b6380e8bb3160e01b83526003600452602483fd5b630db5a5ab60e31b8252600482fd5b635ea03eed60e11b815246600452602490fd5b630a9105a360e31b8152600490fd5b63f70a101960e01b815236600452610144602452604490fd5b503461039d578060031936011261039d57602060ff600454166040519015158152f35b503461039d5760c036600319011261039d573660c41161039d5761228b90612224612dca565b61222c61315f565b6122366004613742565b9290916020820192604083019485528352808252604060018060a01b03910151168452600560205261226d60408520845190614083565b606084989298019260a0850198828a5215156080860152835261335f565b600481101561231e5760021461237c575b6122a6865161335f565b600481101561231e57600314801561235b575b158015612346575b61233257516122d28451965161335f565b600481101561231e576122f694959665ffffffffffff191617905551905190613711565b517f1f9af3d2de163c2d22e1ed942d4b41ecb42712fac1cd78691fd55ce87c38666e8280a280f35b634e487b7160e01b86526021600452602486fd5b83516306ca6c9960e11b8652600452602485fd5b5064ffffffffff865160081c164210156122c1565b507102000000000000000002000000000000000060c08301511615156122b9565b60018151015460c083015261229c565b503461039d57604036600319011261039d576123a66129fe565b6024359064ffffffffff8216820361097d576001600160a01b03168252600360209081526040928390205490926123f092916001600160401b038116911c64ffffffffff16614330565b6040519015158152f35b503461039d578060031936011261039d576020604051620151808152f35b503461039d5760c036600319011261039d573660c41161039d5761243a612dca565b6124426131b1565b61245660808251015160c0830151906132c0565b509190506124e2576124678261336e565b6124cb61247f835160e06080820151910151906133fe565b60408401517f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee760206040516001600160801b0385168152a2602084510151602080860151015190613443565b6124d3575080f35b8051602001516116389161358b565b604483610d7084610d5d60a0604083015192015161335f565b503461039d57602036600319011261039d57600435801515809103610981576024360361265e57604051632474521560e21b81527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a60048201523360248201526020816044817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa908115612653578391612619575b50156125e25760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b63b528467160e01b8252336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452604482fd5b90506020813d60201161264b575b8161263460209383612a74565b8101031261097d5761264590612b7d565b5f61259b565b3d9150612627565b6040513d85823e3d90fd5b63f70a101960e01b82523660045260248052604482fd5b503461299e5760c036600319011261299e5761268f6129fe565b90612698612a14565b604435926064359360ff851680950361299e5760843560a435956126ba612dca565b6126c2612e10565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031696873b1561299e576040519263d505accf60e01b845260018060a01b038616988960048601523060248601526001600160801b038816948560448201528660648201528460848201528260a48201528360c48201525f8160e48183865af16129e9575b50604051623f675f60e91b8152600481018b905295602087602481855afa9687156128ff578a976129b5575b508a8a52600260205260408a2054871180612935575b1561291e575f1987019087821161290a578b60049260209260405191848301937f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9855260408401523060608401528a608084015260a083015260c082015260c081526127fe60e082612a74565b5190209260405192838092633644e51560e01b82525afa9081156128ff57908a9493929185916128be575b509161283b608094926020979461421f565b92604051938452868401526040830152606082015282805260015afa156128b35784516001600160a01b0316801590879082156128a8575b50506128915750839461023d94526002602052604085205580612e6b565b63b2f5645b60e01b85526004869052602452604484fd5b14159050865f612873565b6040513d86823e3d90fd5b9192939450506020813d6020116128f7575b816128dd60209383612a74565b810103126128f35751899392919061283b612829565b8980fd5b3d91506128d0565b6040513d8c823e3d90fd5b634e487b7160e01b8b52601160045260248bfd5b60448a878d63b2f5645b60e01b8352600452602452fd5b50604051636eb1769f60e11b8152600481018c9052306024820152602081604481865afa9081156129aa579087918c91612971575b5014612791565b9150506020813d6020116129a2575b8161298d60209383612a74565b8101031261299e578690515f61296a565b5f80fd5b3d9150612980565b6040513d8d823e3d90fd5b9096506020813d6020116129e1575b816129d160209383612a74565b8101031261299e5751955f61277b565b3d91506129c4565b6129f69199505f90612a74565b5f975f61274f565b600435906001600160a01b038216820361299e57565b602435906001600160801b038216820361299e57565b60e081019081106001600160401b03821117612a4557604052565b634e487b7160e01b5f52604160045260245ffd5b606081019081106001600160401b03821117612a4557604052565b90601f801991011681019081106001600160401b03821117612a4557604052565b60c090600319011261299e576040519060c082018281106001600160401b03821117612a4557604052816004356001600160a01b038116810361299e5781526024356001600160a01b038116810361299e576020820152604435604082015260643564ffffffffff8116810361299e5760608201526084356001600160801b038116810361299e57608082015260a4359064ffffffffff8216820361299e5760a00152565b6004811015612b4857602452565b634e487b7160e01b5f52602160045260245ffd5b91908201809211612b6957565b634e487b7160e01b5f52601160045260245ffd5b5190811515820361299e57565b60021115612b4857565b6102843564ffffffffff8116810361299e5790565b919060405161010081018181106001600160401b03821117612a45576040525f8152612c1460208201925f84525f60408401525f60608401525f60808401525f60a08401525f60c08401525f60e0840152829560018060a01b03165f52600560205260405f20614083565b919360ff831691506004821015612b485764ffffffffff60029383865260081c16905203612c95575060010154600160411b8116151560c0840152600160401b8116151560808401526001600160401b0380821660408501529060481c600160411b8116151560e0850152600160401b8116151560a0850152166060830152565b925050565b906003811015612cab5760051b0190565b634e487b7160e01b5f52603260045260245ffd5b467f000000000000000000000000000000000000000000000000000000000000000003612d0a577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6606082015246608082015260018060a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152612dc460c082612a74565b51902090565b60c43603612dd457565b63f70a101960e01b5f523660045260c460245260445ffd5b6101243603612df757565b63f70a101960e01b5f523660045261012460245260445ffd5b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c612e5c5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b633ee5aeb560e01b5f5260045ffd5b604051633704cccf60e11b81526001600160a01b0380841660048301819052939190602090829060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa90811561309b575f91613125575b5015613112576040516370a0823160e01b81523060048201527f0000000000000000000000000000000000000000000000000000000000000000946001600160a01b0386169390602083602481885afa92831561309b575f936130d7575b506001600160801b031693604051916323b872dd60e01b5f5260018060a01b03169687600452306024528560445260205f60648180855af19060015f51148216156130b8575b50826040525f606052156130a657816024816020936370a0823160e01b82523060048301525afa90811561309b575f91613069575b50836001600160601b038211159283613055575b50505015801561304d575b61303657818161302c6130117f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a9561300b60209660018060a01b03165f52600160205260405f2090565b54612b5c565b6001600160a01b039092165f90815260016020526040902090565b55604051908152a3565b509063b2f5645b60e01b5f5260045260245260445ffd5b508115612fc1565b613060929350612b5c565b145f8381612fb6565b90506020813d602011613093575b8161308460209383612a74565b8101031261299e57515f612fa2565b3d9150613077565b6040513d5f823e3d90fd5b635274afe760e01b5f5260045260245ffd5b60018215166130ce573b15153d1516165f612f6d565b833d5f823e3d90fd5b9092506020813d60201161310a575b816130f360209383612a74565b8101031261299e5751916001600160801b03612f27565b3d91506130e6565b826330ce97cd60e11b5f5260045260245ffd5b90506020813d602011613157575b8161314060209383612a74565b8101031261299e5761315190612b7d565b5f612ec9565b3d9150613133565b6040519061316c82612a2a565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b64ffffffffff620151809116019064ffffffffff8211612b6957565b6131b961315f565b506131c4600461368d565b906131d260a083015161335f565b6004811015612b485760018114158061323d575b61321d575064ffffffffff61320061012084510151613195565b1680421061320b5750565b632579553360e01b5f5260045260245ffd5b60408301516327805ceb60e01b5f5260045261323890612b3a565b60445ffd5b5060028114156131e6565b61325061315f565b5061325b600461368d565b9061326960a083015161335f565b6004811015612b48576001811415806132b5575b61321d575064ffffffffff61329761012084510151613195565b16804210156132a35750565b6327b3d6f960e11b5f5260045260245ffd5b50600281141561327d565b9091600160401b831615801591600160411b85161594851594816132e2604890565b1c91600160411b831615958615978189929a83613357575b5082988261334f575b50819761334057505050906001600160401b03613320921661423c565b946133285750565b936001600160401b0361333d9295169061423c565b92565b99505f98509096509450505050565b91505f613303565b92505f6132fa565b60ff166004811015612b485790565b60a0810180519060808301516133d65761339060608401915f8351555161335f565b6004811015612b48576002146133c9575b5064ffffffffff429160081c16116133b65750565b8060206133c7925191015190613711565b565b60015f915101555f6133a1565b5060608201516040929092015165ffffffffffff191665ffffffffff00909116176003179055565b620f423f620f4240916001600160401b03806001600160801b03951691160201041690565b906001600160801b03809116911603906001600160801b038211612b6957565b6001600160a01b03165f81815260016020526040902054909291506001600160801b0361347d83606084901c6001600160601b0316613423565b9216916001600160801b0360601b9060601b16906001600160601b0360601b19160101905f52600160205260405f2055565b916001600160801b03929493919460018060a01b03811691825f52600160205260405f205485856134ec846001600160601b038560601c16613423565b930316918660601b9060601b16906001600160601b0360601b1916010190855f146135845761351a91614261565b905b5f52600160205260405f2055169182158061357c575b613577576001600160a01b0381165f8181526001602052604090205490930191156135705761356091614261565b905b5f52600160205260405f2055565b5090613562565b505050565b508115613532565b509061351c565b61359c906020815191015190613bb9565b6135a35750565b6001600160a01b0381165f9081526001602052604090205460021960c082901c63ffffffff1660030b81810192915f909112801591841291821691151617612b695761367391637fffffff8113613682575b637fffffff198112613676575b604080516002198152600383900b60208201526001600160a01b038616917fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e91a263ffffffff60c01b9060c01b169063ffffffff60c01b1916179160018060a01b03165f52600160205260405f2090565b55565b50637fffffff19613602565b50637fffffff6135f5565b906136f26136d66136a561369f61315f565b94613742565b9190604087019283526020870152808652604060018060a01b03910151165f52600560205260405f20905190614083565b90929160608601938260a088015215156080870152835261335f565b6004811015612b48576002146137055750565b516001015460c0830152565b906133c79160408082015192613736610100840194610120865195019485519161437d565b0151915190519161437d565b90604051906101e08201926103c08301604052608581013560e01c90600180608983013560c01c93604860a88501355f1a94838a525f6102408a0152604d81013560601c6102008a0152606181013560601c6102208a0152607581013560c01c6102608a0152607d81013560c01c6102808a0152826102a08a0152866102c08a0152609181013560d81c6102e08a0152609681013560d81c6103008a0152609b81013560d81c6103208a015260a0810135968760e01c6103408b015260a482013560e01d6103608b0152866103808b015260a982013560d81c6103a08b0152602882013560c01c9360478301355f1a945f8c52833560601c60208d0152601484013560601c60408d01528060808d015260a08c015260c08b015260e08a0152603081013560d81c6101008a0152603581013560d81c6101208a0152603a81013560d81c6101408a0152603f81013560e01c6101608a0152604381013560e01d6101808a0152826101a08a0152013560d81c6101c0880152119260701b9111171761391757613914839261390e6138d88296614421565b916139047f0000000000000000000000000000000000000000000000000000000000000000938461421f565b6060820152614421565b9061421f565b90565b630db5a5ab60e31b5f5260045ffd5b6101a090602060018060a01b039101511691015161394381612b8a565b60a01b1790565b6001600160a01b03165f8181526003602052604090205492949390929161397a906001600160681b038416613fd8565b91909586156139f257906139a69164ffffffffff8042931691166001600160901b038660681c1661458b565b9390156139e057906001600160681b03915f52600360205216916001600160901b0360681b9060681b169060ff60f81b16171760405f2055565b63512f4d3960e11b5f5260045260245ffd5b505f955050505050565b63ffffffff9060c01c1660030b9160030b9160030b90828212613a1e57505050565b635f551c1960e11b5f5260018060a01b031660045260245260445260645ffd5b60018160f81c111580613a80575b80613a6f575b158015613a61575b6139175790565b5062ffffff81161515613a5a565b50600860ff8260181c161115613a52565b50600160ff8260201c161115613a4c565b60f81c613a9c575f90565b600190565b9060ff61012092604051927fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e845260208401528060f81c604084015264ffffffffff8160d01c1660608401526001600160401b038160901c16608084015264ffffffffff8160681c1660a08401526001600160401b038160281c1660c0840152818160201c1660e084015260181c166101008201522090565b90613b65907f000000000000000000000000000000000000000000000000000000000000000061421f565b6001600160a01b039091169081151590829082613b99575b505015613b875750565b633615713d60e21b5f5260045260245ffd5b9091506001600160a01b0390613bb09060e4614520565b1614815f613b7d565b9060808201516001600160401b03807f000000000000000000000000000000000000000000000000000000000000000016911610159182613bf957505090565b6020908101519101516001600160a01b0391821691161415919050565b6020810180516040516351e719cf60e01b81526001600160a01b039182166004820152919290606090839060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa91821561309b575f92613dff575b5081516001600160a01b03168015908115613dea575b50613dc95764ffffffffff60a0820151164211613da857613ceb613ce3601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526107c1612cbf565b6102a4614520565b81516001600160a01b0391821691168114613da05783516001600160a01b031690819003613b875750608001516001600160801b03168015159182613d57575b5050613d375750600190565b51631a4dac3d60e21b5f9081526001600160a01b03909116600452602490fd5b604001511591508115613d6d575b505f80613d2b565b90506001600160801b037f000000000000000000000000000000000000000000000000000000000000000016105f613d65565b505050505f90565b8251631a4dac3d60e21b5f9081526001600160a01b03909116600452602490fd5b82516368710b6160e11b5f9081526001600160a01b03909116600452602490fd5b82516001600160a01b0316141590505f613c8e565b9091506060813d606011613e6f575b81613e1b60609383612a74565b8101031261299e5760405190613e3082612a59565b80516001600160a01b038116810361299e5782526020810151600281101561299e576020830152613e6390604001612b7d565b6040820152905f613c78565b3d9150613e0e565b6020810180516040516351e719cf60e01b81526001600160a01b039182166004820152919290606090839060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa91821561309b575f92613f60575b5081516001600160a01b03168015908115613f4b575b50613dc95764ffffffffff60a0820151164211613da857613ceb613f44601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526107c1612cbf565b60c4614520565b82516001600160a01b0316141590505f613eef565b9091506060813d606011613fd0575b81613f7c60609383612a74565b8101031261299e5760405190613f9182612a59565b80516001600160a01b038116810361299e5782526020810151600281101561299e576020830152613fc490604001612b7d565b6040820152905f613ed9565b3d9150613f6f565b64ffffffffff8160401c16906001600160401b03811690613ffa848385614330565b614079575064ffffffffff821664ffffffffff841611156140485760016001600160401b0364ffffffffff60401b9364ffffffffff82809516918703161b1617169160401b16179060019190565b6001600160401b039081600164ffffffffff64ffffffffff60401b95968703161b1617169160401b16179060019190565b93925050505f9190565b905f915f5b600481106140b65750815f5260205260405f209283549165ffffffffffff19908318166140b157565b5f9150565b805f528160205260405f2080549065ffffffffffff1985831816156140df575050600101614088565b9350935050509160019190565b6001600160801b038216908115613577576001600160a01b0381165f9081526001602052604090206133c79383916141279054918483614640565b036141428260018060a01b03165f52600160205260405f2090565b5560405182815233916001600160a01b0316907f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af090602090a3337f00000000000000000000000000000000000000000000000000000000000000005b916040519163a9059cbb60e01b5f5260018060a01b031660045260245260205f60448180865af19060015f51148216156141fe575b604052156141de5750565b635274afe760e01b5f9081526001600160a01b0391909116600452602490fd5b90600181151661421657823b15153d151616906141d3565b503d5f823e3d90fd5b6042916040519161190160f01b8352600283015260228201522090565b906001600160401b0381166001600160401b038316105f1461425c575090565b905090565b9062015180420490818360e01c1461432b5763ffffffff8360c01c1660030b60030b9060018201915f600184129112908015821691151617612b6957637fffffff821361431f575b637fffffff198212614312575b7fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e6040805192600184528460030b602085015260018060a01b031692a263ffffffff60c01b9060c01b169060e01b9160018060c01b0316171790565b637fffffff1991506142b6565b637fffffff91506142a9565b505090565b909164ffffffffff821664ffffffffff8216116143765764ffffffffff910316604081109182159261436157505090565b600192506001600160401b0316901c16151590565b5050505f90565b60018060a01b0316805f52600360205260405f2054926001600160901b038460681c169266ffffffffff000065ffffffffffff9264ffffffffff8084169116039160101b1617905f5b609081106143ff575b5050505f5260036020526001600160901b0360681b9060681b16906001600160901b0360681b19161760405f2055565b828286831c1614614412576030016143c6565b1b1990921691505f80806143cf565b601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b906101008201516101208301519164ffffffffff821664ffffffffff8416111561450d5764ffffffffff8061014086015192169116116144f957620f424063ffffffff61016085015116116144e55764ffffffffff9063ffffffff60c0610e106001600160401b03608088015116029501511692031602106144d257565b6380e8bb3160e01b5f526004805260245ffd5b6380e8bb3160e01b5f52600260045260245ffd5b6380e8bb3160e01b5f52600160045260245ffd5b6380e8bb3160e01b5f525f60045260245ffd5b60208101356001600160ff1b038116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411613da0576020935f9360809360405193845260ff1c601b0186840152356040830152606082015282805260015afa1561299e575f5190565b90939291936090925f908390815b6145ec575b5050609084146145e4575b50609083146145db57906001600160901b03918265ffffffffffff9180600198039060101b17851b16931b1916161790565b509250505f9190565b92505f6145a9565b909163ffffffff8360101c168861ffff85168201918483115f14614633571090851016614623576030905b019160301c9081614599565b5050509150609091825f8061459e565b5050509450603085614617565b6001600160801b0392909216916001600160601b03169082821061466357505050565b631f98435160e01b5f5260018060a01b031660045260245260445260645ffd5b61468c81612b8a565b614694575f90565b604890565b9064ffffffffff8260401c16916001600160401b0381169064ffffffffff84169264ffffffffff8116908482116147a95750830364ffffffffff8111612b695764ffffffffff16603f81101561479e5760018101809111612b69576001600160401b038091161b6001600160401b03811693603f8110614754575b50506001600160401b0383166001600160401b038484161614614079575064ffffffffff60401b916001600160401b039117169160401b16179060019190565b6001919294500164ffffffffff8111612b69576001600160401b03600164ffffffffff5f1993161b16016001600160401b038111612b6957166001600160401b0316915f80614714565b5093925050505f9190565b9250505067fffffffffffffffe925064ffffffffff60401b915060401b16179060019190565b60808101906001600160801b038251161561481b5760018060a01b039051165f5260016020526001600160801b036001600160601b0360405f2054169151168082105f1461425c575090565b50505f9056',
} as const;
