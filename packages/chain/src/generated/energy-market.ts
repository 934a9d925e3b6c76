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
  '0x61018080604052346102985760a081614adf803803809161002082856102af565b8339810103126102985780516001600160a01b03811681036102985760208201516001600160a01b038116908181036102985761005f604085016102e6565b92608061006e606087016102e6565b950151926001600160801b038416840361029857306080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261011c60c0826102af565b51902060c0526040516380f5560560e01b8152602081600481855afa9081156102a4575f9161025e575b50306001600160a01b039091160361024c575060e052610100526101205261014052610160526040516147e490816102fb823960805181612df2015260a0518181816118bb0152612d24015260c051818181610b97015281816111690152818161153a01528181612d4a015281816138a10152613b04015260e0518181816103b6015281816106e40152818161272601528181612f4601526141660152610100518181816110a301528181611bd701528181611c30015281816125c501528181612efb01528181613c300152613e91015261012051818181610de20152613d61015261014051818181610b180152611b6e015261016051818181610a190152613bb20152f35b63f167fad160e01b5f5260045260245ffd5b90506020813d60201161029c575b81610279602093836102af565b8101031261029857516001600160a01b0381168103610298575f610146565b5f80fd5b3d915061026c565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b038211908210176102d257604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160401b03821682036102985756fe60806040526004361015610011575f80fd5b5f5f3560e01c80630daf9eb8146126d757806316c38b3c1461255d57806317ff98701461246d57806321241dfe1461244f5780632f4e67b0146123e15780633b42c2a2146122535780635c975abb14612230578063644745681461187257806373b9aa91146117fc57806375463d5b14611440578063755ab35f146110d25780637b1039991461108d5780637ecebe00146110545780638bb7582b14610e065780639137c26914610dc25780639214c11c14610c165780639ce7483d14610b3c578063a1c1b05914610af8578063a6f0100d14610a3d578063af2b9e49146109f9578063b3fb6564146109a3578063b444ef9d14610985578063bbc9e114146105f7578063d158cdd114610443578063e63ab1e914610408578063f698da25146103e5578063fc0c546a146103a05763fcfe5d451461014e575f80fd5b3461039d5761010036600319011261039d5761016936612af7565b9060403660c319011261039d57610104360361038457610187612e72565b60408201516103635761019982613e5f565b602083019260018060a01b038451168352600360205260408320549360608201906101d564ffffffffff8351166001600160681b03881661465c565b81158061035b575b610330576101ea85614792565b958061031e575b6102a8575b966001600160681b0361023d979860018060a01b038551168a52600360205216906001600160681b031916176040882055610263575b5050516001600160a01b03166140d4565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff7f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c39260018060a01b03905116935116604051908152a25f8061022c565b949660ff62015180420406976001890180991161030a578861023d98998360f81c145f146102e75750506001600160681b0388965b91989750506101f6565b90966001600160f81b0390921660f89190911b17906001600160681b03906102dd565b634e487b7160e01b88526011600452602488fd5b506001600160801b03861615156101f1565b825184516359b8bdc760e01b89526001600160a01b0390911660045264ffffffffff16602452604487fd5b5060016101dd565b602090910151631a4dac3d60e21b82526001600160a01b0316600452602490fd5b63f70a101960e01b815236600452610104602452604490fd5b80fd5b503461039d578060031936011261039d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b503461039d578060031936011261039d576020610400612d21565b604051908152f35b503461039d578060031936011261039d5760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b503461039d57602036600319011261039d5761045d612a60565b6040519190606061046e8185612ad6565b825b8181106105d85750506001600160a01b0316815260036020526040808220549081901c64ffffffffff1692906001600160401b0381169060681c6001600160901b0316835b600381106105325750506001600160401b039064ffffffffff60405195168552166020840152604083019082915b600383106104f15761010085f35b81518490825b600283106105155750505060206040600192019201920191906104e3565b60208060019264ffffffffff8551168152019201920191906104f7565b60308102818104603014821517156105c45782901c6001600160801b0363ffffffff8260101c161660405191604083018381106001600160401b038211176105b0579161ffff64ffffffffff9260019695946040528383168552160116602082015261059e8287612cfc565b526105a98186612cfc565b50016104b5565b634e487b7160e01b89526041600452602489fd5b634e487b7160e01b86526011600452602486fd5b60209060408051906105ea8183612ad6565b3682378187015201610470565b503461039d57366003190161012081126109815760e01361039d576040519061061f82612a8c565b610627612a60565b82526024356001600160a01b038116810361098157602083019081526044356001600160a01b038116810361097d5760408401908152606435906001600160801b038216820361097957606085019182526084356001600160801b0381168103610975576080860190815260a4356001600160401b03811681036109715760a0870190815260c4359464ffffffffff8616860361096d5760c0880195865260403660e319011261096d576106d9612e4e565b6106e1612e72565b517f000000000000000000000000000000000000000000000000000000000000000095906001600160a01b03908116908716036109595783516001600160a01b0316801590811561094f575b5061093b576001600160801b0385511615610927575164ffffffffff164211610914575186516001600160a01b03165f908152602081905260409020546001600160401b0390911690036109005760018060a01b038651166107c6601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f018252610100822091526107c1612d21565b614207565b9080151591826108e0575b5050156108c357906108ad6001600160801b03928361023d979860018060a01b038151168a528960205260408a206001815401905560018060a01b03815116610855838951166108318360018060a01b03165f52600160205260405f2090565b5461083d828583614619565b039160018060a01b03165f52600160205260405f2090565b5580518551885160405190851681526001600160a01b0391821692909116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab2990602090a351915116906001600160a01b03166140d4565b51915116916001600160a01b0390911690614186565b8551633615713d60e21b86526001600160a01b0316600452602485fd5b9091506001600160a01b03906108f79060e46144f9565b16145f806107d1565b630e72591360e21b85526003600452602485fd5b630e72591360e21b865260048052602486fd5b630e72591360e21b87526002600452602487fd5b630e72591360e21b87526001600452602487fd5b905030145f61072d565b630e72591360e21b87526004879052602487fd5b8680fd5b8580fd5b8480fd5b8380fd5b8280fd5b5080fd5b503461039d578060031936011261039d5760206040516202a3008152f35b503461039d57604036600319011261039d576109bd612a60565b6109c5612a76565b90604436036109e1579061023d916109db612e72565b33612ecd565b63f70a101960e01b8352366004526044602481905283fd5b503461039d578060031936011261039d5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d57604036600319011261039d57610a63610a5a612a60565b60243590612c0b565b90604051908251906004821015610ae457506101009260e091835264ffffffffff60208201511660208401526001600160401b0360408201511660408401526001600160401b03606082015116606084015260808101511515608084015260a0810151151560a084015260c0810151151560c08401520151151560e0820152f35b634e487b7160e01b81526021600452602490fd5b503461039d578060031936011261039d5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d576101e036600319011261039d576040517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec58152819060045b6101e48110610bbb57828461039d576020610400610200604051207f0000000000000000000000000000000000000000000000000000000000000000614207565b806020809235958661ffff7c0100a000a00100004000400020004000280028002800200000000100286101c0866004030160011c1c16805f14610c09571c17935b0194855201929092610b7a565b5060030b87181793610bfc565b503461039d5760c036600319011261039d573660c41161039d57610c38612e2c565b610c40613213565b60c08101908151610c5084612bec565b831c600160411b811615159251610c65604890565b1c600160411b8116151591600160401b811615610d945790610c9783926001600160401b036080875101519116613b7c565b92610d78575b50610ca783613331565b610d46858451602060e0820191610ce46001600160801b03620f42406001600160401b038087519b169a168a0204169360808301519051906133c1565b967f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a06606060408b0151926001600160801b03610d20888d6133e6565b6040519283528888840152166040820152a2015194602087019560208751015190613472565b8303610d50578380f35b610d649215610d6b5751602001519061354e565b5f80808380f35b506020815101519061354e565b916001600160401b03610d8d92931690613b7c565b905f610c9d565b604486610dc086610dad60a06040830151920151613322565b906327805ceb60e01b8452600452612b9c565bfd5b503461039d578060031936011261039d5760206040516001600160801b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d5761012036600319011261039d573660c41161039d5760403660e319011261039d57610e35612e4e565b610e3d6132aa565b610e4860c435613a01565b610e5181613a54565b90610e5b82612bec565b81611046576040835101515b610e806040850191610e7a835185613a64565b90613afd565b60c084018051610e8f85614224565b1c946001600160401b03861693600160401b87161596600160411b881591161595861591819990611031575b801561101a575b15610ff9576001600160401b038360901c16908111610ff1575b5094610fe0575b5080606060a092019260016001600160401b0385519251991698875f14610fd957600160411b905b68ffffffffffffffffff600160401b610f238c614224565b938d1717831b921b1916179101550190610f3d8251613322565b6004811015610fc557917f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca95939160016060969414610f9a575b5050519460405192610f8881612bec565b8352602083015215156040820152a280f35b518251915165ffffffffffff1990921665ffffffffff00929092169190911760021790555f80610f77565b634e487b7160e01b88526021600452602488fd5b8a90610f0b565b60201c60ff161515935060a0610ee3565b97505f610edc565b6336a41a2560e01b8a526044908a908961101281612bec565b600452602452fd5b5060ff8360201c1615158015610ec2575086610ec2565b50806001600160401b038460901c1611610ebb565b604060208401510151610e67565b503461039d57602036600319011261039d576020610400611073612a60565b6001600160a01b03165f9081526020819052604090205490565b503461039d578060031936011261039d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b503461039d576102e036600319011261039d576110ee36612af7565b906101e03660c319011261039d576040366102a319011261039d576102e436036114275761111a612e72565b6040820191825160c4604051907f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec5825284905b6102a481106113cc5750905061097d5761118d610200604051207f0000000000000000000000000000000000000000000000000000000000000000614207565b14806113a1575b15611381576111a281613bfe565b90602081019360018060a01b03855116845260036020526040842054946001600160681b036111da6111d2612bf6565b828916613fc0565b909384611334575b501691826001600160681b0319881617606085019361120964ffffffffff8651168261465c565b9990938415908161132b575b506113005761122387614792565b97806112ee575b611276575b50506001600160681b0361023d979860018060a01b038551168a52600360205216906001600160681b031916176040882055610263575050516001600160a01b03166140d4565b60ff620151809a98929a4204069960018b01809b116112da578a61023d9a9b8560f81c145f146112b657505050506001600160681b0388965b989761122f565b6001600160681b039399945060f81b916001600160901b0360681b161717916112af565b634e487b7160e01b8a52601160045260248afd5b506001600160801b038816151561122a565b845186516359b8bdc760e01b8b526001600160a01b0390911660045264ffffffffff16602452604489fd5b9050155f611215565b83519051906001600160a01b03167f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f8602061136d612bf6565b64ffffffffff60405191168152a35f6111e2565b60200151631a4dac3d60e21b82526001600160a01b031660045260249150fd5b50610104356001600160a01b0381169081900361097d5760208201516001600160a01b031614611194565b806020809235938461ffff7c0100a000a00100004000400020004000280028002800200000000100286101c08660c4030160011c1c16805f1461141a571c17945b019283520191909161114d565b5060030b8518179461140d565b63f70a101960e01b8152366004526102e4602452604490fd5b503461039d5761018036600319011261039d573660c41161039d5760403660e319011261039d5760403661014319011261039d5761018436036117e3576114856132aa565b908151602083019081519161149b60c435613a01565b906114a861012435613a01565b9560c08101516114b784613a54565b6114c081612bec565b15806117b9575b156117a55760016114d789613a54565b6114e081612bec565b149081611782575b5080611761575b1561174d5760ff8360201c16156117395760ff8760201c1615611725576040840151926115256040830194610e7a865184613a64565b604086015161155e61153886518b613a64565b7f0000000000000000000000000000000000000000000000000000000000000000614207565b6001600160a01b039091169081151590829082611704575b5050156116f2575086976001600160401b03806115a19361168f9a5060901c169160901c1690613b7c565b946115b160808601518097613b7c565b946001600160401b0361016082015161016084015163ffffffff811663ffffffff8316105f146116ea5750965b169586151597886116c0575b5050866116a9575b86611692575b50506020816116078293613331565b5160e08101957f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a06606061165c6001600160801b03620f42406001600160401b038c5116860204169960808601519051906133c1565b9751926001600160801b036116718b8b6133e6565b6040519283528b88840152166040820152a201519151015190613472565b80f35b602092965082916116a291613ba1565b95916115f8565b61010081015164ffffffffff1642101596506115f2565b6001600160401b0392985063ffffffff83620f424092169216820204900316851015955f806115ea565b9050966115de565b633615713d60e21b8852600452602487fd5b9091506001600160a01b039061171c906101446144f9565b1614815f611576565b63a2b6051960e01b86526001600452602486fd5b63a2b6051960e01b86526004869052602486fd5b63514dfe2560e11b86526001600452602486fd5b506001600160401b038360901c166001600160401b038860281c16146114ef565b90506001600160401b03808960901c169161179b604890565b1c1611155f6114e8565b63514dfe2560e11b87526004879052602487fd5b506001600160401b038460901c166117d088612bec565b6001600160401b0382891c1611156114c7565b63f70a101960e01b815236600452610184602452604490fd5b503461039d57602036600319011261039d576080906001600160a01b03611821612a60565b1681526001602052604081205490506001600160601b038160601c169063ffffffff8160c01c1660030b604051926001600160601b0383168452602084015260030b604083015260e01c6060820152f35b503461039d5761014036600319011261039d573660c41161039d5760403660c319011261039d5760403661010319011261039d5761014436036122175760ff60045416612208577f000000000000000000000000000000000000000000000000000000000000000046036121f5576040516103c0810160405260016101e08201528161024082015260513560601c61020082015260653560601c61022082015260793560c01c61026082015260813560c01c61028082015260893560e01c6102a0820152608d3560c01c6102c082015260953560d81c6102e0820152609a3560d81c610300820152609f3560d81c61032082015260a43560e01c61034082015260a83560e01d61036082015260ac35821a61038082015260ad3560d81c6103a082015281815260043560601c602082015260183560601c6040820152602c3560c01c6080820152602c3560c01c60a082015260893560e01c60c0820152608d3560c01c60e082015260343560d81c61010082015260393560d81c610120820152603e3560d81c61014082015260433560e01c61016082015260473560e01d610180820152604b35821a6101a0820152604c3560d81c6101c08201526001604b35831a1160a43560701b600160ac35851a1117176121e657611a596115386101e083016143fa565b6060820152611a6a611538826143fa565b60408201516102208301516001600160a01b039182169116146121d25761010082015161012083015190611a9e818561442d565b611ab16103008501516101e0860161442d565b61a8c064ffffffffff828403161180156121be575b6121aa5764ffffffffff806102e0860151169116908110801561218e575b61217257505060808201516001600160401b038061028085015116911690808210801561215b575b61213157505064ffffffffff610140830151168042101561211f575064ffffffffff610320830151168042101561211f57506101008201516202a30042019081421161210b5764ffffffffff16116120b65760808201516001600160401b03807f00000000000000000000000000000000000000000000000000000000000000001691168181106120a1575050604082015183906001600160a01b0316611bb76101e08501856138e9565b6102208501516001600160a01b0316611bd4866101e081016138e9565b917f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163b156109755760405163bcf9f08160e01b8152600481019490945260248401526044830152606482015281816084817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa801561209657612081575b505060408201516001600160a01b03168015159081612064575b50156120445761022082015160608301516001600160a01b039091168015159182612023575b50501561200257611ccd60408301516101c0840151610100850151906101208601519261390d565b15611f6f57611cf46102208301516103a0840151610100850151906101208601519261390d565b15611f3c57611d866020830151611d14608085015160e0860151906133c1565b90611d74611d328260018060a01b03165f52600160205260405f2090565b5492611d3f818486614619565b6001600160801b038116906001600160801b0360601b9060601b168401039160018060a01b03165f52600160205260405f2090565b556020840151610360850151916139bf565b610200820180516001600160a01b03168452600160205260408420549051610180840151611db6929091906139bf565b6040828101516001600160a01b03168452600560205283206101208301519290845b6004811080611eb7575b15611def57600101611dd8565b90600165ffffffffff00879660081b1665ffffffffffff198616171791600481145f14611eb25750835b855260205260408420556040810151917f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a061022084015164ffffffffff606086015195816080820151916001600160401b0360e082015181610120610100850151940151956040519c8d521660208c01521660408a0152166060880152166080860152600180831b031694600180831b031693a480f35b611e19565b5080865281602052604086205460ff81166004811015610fc55787600382149283611f25575b508215611f18575b8215611ef3575b5050611de2565b909150611f04576002145f80611eec565b634e487b7160e01b87526021600452602487fd5b5060018114915087611ee5565b90925064ffffffffff429160081c1611915f611edd565b6102208201516103a08301516359b8bdc760e01b85526001600160a01b0390911660045264ffffffffff16602452604483fd5b829060018060a01b036040840151168252600560205260ff611f94826040852061406b565b915050166004811015611fee57611fdb575060408201516101c0909201516359b8bdc760e01b82526001600160a01b0390921660045264ffffffffff909116602452604490fd5b639329d01d60e01b825260045260249150fd5b634e487b7160e01b83526021600452602483fd5b610220820151633615713d60e21b84526001600160a01b0316600452602483fd5b9091506001600160a01b039061203b906101046144f9565b16145f80611ca5565b6040820151633615713d60e21b84526001600160a01b0316600452602483fd5b90506001600160a01b036120798360c46144f9565b16145f611c7f565b8161208b91612ad6565b61097d57825f611c65565b6040513d84823e3d90fd5b63f1bb194560e01b8552600452602452604483fd5b5061010064ffffffffff91015116906202a2ff1982019164ffffffffff83116120f757638c28140360e01b825260045264ffffffffff909116602452604490fd5b634e487b7160e01b82526011600452602482fd5b634e487b7160e01b85526011600452602485fd5b6385d983bf60e01b8452600452602483fd5b6001600160401b039250610260606495940151916359d6260b60e11b855260045260245216604452fd5b506001600160401b03610260850151168211611b0c565b63767b479b60e11b855260045264ffffffffff16602452604483fd5b5064ffffffffff6103008501511664ffffffffff831611611ae4565b6380e8bb3160e01b85526004859052602485fd5b5063ffffffff64ffffffffff821611611ac6565b6380e8bb3160e01b83526003600452602483fd5b630db5a5ab60e31b8252600482fd5b635ea03eed60e11b815246600452602490fd5b630a9105a360e31b8152600490fd5b63f70a101960e01b815236600452610144602452604490fd5b503461039d578060031936011261039d57602060ff600454166040519015158152f35b503461039d5760c036600319011261039d573660c41161039d576122e090612279612e2c565b6122816131c1565b61228b6004613705565b9290916020820192604083019485528352808252604060018060a01b0391015116845260056020526122c26040852084519061406b565b606084989298019260a0850198828a52151560808601528352613322565b6004811015612373576002146123d1575b6122fb8651613322565b60048110156123735760031480156123b0575b15801561239b575b612387575161232784519651613322565b60048110156123735761234b94959665ffffffffffff1916179055519051906136d4565b517f1f9af3d2de163c2d22e1ed942d4b41ecb42712fac1cd78691fd55ce87c38666e8280a280f35b634e487b7160e01b86526021600452602486fd5b83516306ca6c9960e11b8652600452602485fd5b5064ffffffffff865160081c16421015612316565b507102000000000000000002000000000000000060c083015116151561230e565b60018151015460c08301526122f1565b503461039d57604036600319011261039d576123fb612a60565b6024359064ffffffffff8216820361097d576001600160a01b031682526003602090815260409283902054909261244592916001600160401b038116911c64ffffffffff16614309565b6040519015158152f35b503461039d578060031936011261039d576020604051620151808152f35b503461039d5760c036600319011261039d573660c41161039d5761248f612e2c565b612497613213565b60c08101600160401b600160411b8251926124b186612bec565b5160481c16151591841c16612544576124c982613331565b61252d6124e1835160e06080820151910151906133c1565b60408401517f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee760206040516001600160801b0385168152a2602084510151602080860151015190613406565b612535575080f35b80516020015161168f9161354e565b604483610dc084610dad60a06040830151920151613322565b503461039d57602036600319011261039d5760043580151580910361098157602436036126c057604051632474521560e21b81527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a60048201523360248201526020816044817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa9081156126b557839161267b575b50156126445760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b63b528467160e01b8252336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452604482fd5b90506020813d6020116126ad575b8161269660209383612ad6565b8101031261097d576126a790612bdf565b5f6125fd565b3d9150612689565b6040513d85823e3d90fd5b63f70a101960e01b82523660045260248052604482fd5b5034612a005760c0366003190112612a00576126f1612a60565b906126fa612a76565b604435926064359360ff8516809503612a005760843560a4359561271c612e2c565b612724612e72565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031696873b15612a00576040519263d505accf60e01b845260018060a01b038616988960048601523060248601526001600160801b038816948560448201528660648201528460848201528260a48201528360c48201525f8160e48183865af1612a4b575b50604051623f675f60e91b8152600481018b905295602087602481855afa968715612961578a97612a17575b508a8a52600260205260408a2054871180612997575b15612980575f1987019087821161296c578b60049260209260405191848301937f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9855260408401523060608401528a608084015260a083015260c082015260c0815261286060e082612ad6565b5190209260405192838092633644e51560e01b82525afa90811561296157908a949392918591612920575b509161289d6080949260209794614207565b92604051938452868401526040830152606082015282805260015afa156129155784516001600160a01b03168015908790821561290a575b50506128f35750839461023d94526002602052604085205580612ecd565b63b2f5645b60e01b85526004869052602452604484fd5b14159050865f6128d5565b6040513d86823e3d90fd5b9192939450506020813d602011612959575b8161293f60209383612ad6565b810103126129555751899392919061289d61288b565b8980fd5b3d9150612932565b6040513d8c823e3d90fd5b634e487b7160e01b8b52601160045260248bfd5b60448a878d63b2f5645b60e01b8352600452602452fd5b50604051636eb1769f60e11b8152600481018c9052306024820152602081604481865afa908115612a0c579087918c916129d3575b50146127f3565b9150506020813d602011612a04575b816129ef60209383612ad6565b81010312612a00578690515f6129cc565b5f80fd5b3d91506129e2565b6040513d8d823e3d90fd5b9096506020813d602011612a43575b81612a3360209383612ad6565b81010312612a005751955f6127dd565b3d9150612a26565b612a589199505f90612ad6565b5f975f6127b1565b600435906001600160a01b0382168203612a0057565b602435906001600160801b0382168203612a0057565b60e081019081106001600160401b03821117612aa757604052565b634e487b7160e01b5f52604160045260245ffd5b606081019081106001600160401b03821117612aa757604052565b90601f801991011681019081106001600160401b03821117612aa757604052565b60c0906003190112612a00576040519060c082018281106001600160401b03821117612aa757604052816004356001600160a01b0381168103612a005781526024356001600160a01b0381168103612a00576020820152604435604082015260643564ffffffffff81168103612a005760608201526084356001600160801b0381168103612a0057608082015260a4359064ffffffffff82168203612a005760a00152565b6004811015612baa57602452565b634e487b7160e01b5f52602160045260245ffd5b91908201809211612bcb57565b634e487b7160e01b5f52601160045260245ffd5b51908115158203612a0057565b60021115612baa57565b6102843564ffffffffff81168103612a005790565b919060405161010081018181106001600160401b03821117612aa7576040525f8152612c7660208201925f84525f60408401525f60608401525f60808401525f60a08401525f60c08401525f60e0840152829560018060a01b03165f52600560205260405f2061406b565b919360ff831691506004821015612baa5764ffffffffff60029383865260081c16905203612cf7575060010154600160411b8116151560c0840152600160401b8116151560808401526001600160401b0380821660408501529060481c600160411b8116151560e0850152600160401b8116151560a0850152166060830152565b925050565b906003811015612d0d5760051b0190565b634e487b7160e01b5f52603260045260245ffd5b467f000000000000000000000000000000000000000000000000000000000000000003612d6c577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6606082015246608082015260018060a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152612e2660c082612ad6565b51902090565b60c43603612e3657565b63f70a101960e01b5f523660045260c460245260445ffd5b6101243603612e5957565b63f70a101960e01b5f523660045261012460245260445ffd5b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c612ebe5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b633ee5aeb560e01b5f5260045ffd5b604051633704cccf60e11b81526001600160a01b0380841660048301819052939190602090829060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa9081156130fd575f91613187575b5015613174576040516370a0823160e01b81523060048201527f0000000000000000000000000000000000000000000000000000000000000000946001600160a01b0386169390602083602481885afa9283156130fd575f93613139575b506001600160801b031693604051916323b872dd60e01b5f5260018060a01b03169687600452306024528560445260205f60648180855af19060015f511482161561311a575b50826040525f6060521561310857816024816020936370a0823160e01b82523060048301525afa9081156130fd575f916130cb575b50836001600160601b0382111592836130b7575b5050501580156130af575b61309857818161308e6130737f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a9561306d60209660018060a01b03165f52600160205260405f2090565b54612bbe565b6001600160a01b039092165f90815260016020526040902090565b55604051908152a3565b509063b2f5645b60e01b5f5260045260245260445ffd5b508115613023565b6130c2929350612bbe565b145f8381613018565b90506020813d6020116130f5575b816130e660209383612ad6565b81010312612a0057515f613004565b3d91506130d9565b6040513d5f823e3d90fd5b635274afe760e01b5f5260045260245ffd5b6001821516613130573b15153d1516165f612fcf565b833d5f823e3d90fd5b9092506020813d60201161316c575b8161315560209383612ad6565b81010312612a005751916001600160801b03612f89565b3d9150613148565b826330ce97cd60e11b5f5260045260245ffd5b90506020813d6020116131b9575b816131a260209383612ad6565b81010312612a00576131b390612bdf565b5f612f2b565b3d9150613195565b604051906131ce82612a8c565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b64ffffffffff620151809116019064ffffffffff8211612bcb57565b61321b6131c1565b506132266004613650565b9061323460a0830151613322565b6004811015612baa5760018114158061329f575b61327f575064ffffffffff613262610120845101516131f7565b1680421061326d5750565b632579553360e01b5f5260045260245ffd5b60408301516327805ceb60e01b5f5260045261329a90612b9c565b60445ffd5b506002811415613248565b6132b26131c1565b506132bd6004613650565b906132cb60a0830151613322565b6004811015612baa57600181141580613317575b61327f575064ffffffffff6132f9610120845101516131f7565b16804210156133055750565b6327b3d6f960e11b5f5260045260245ffd5b5060028114156132df565b60ff166004811015612baa5790565b60a0810180519060808301516133995761335360608401915f83515551613322565b6004811015612baa5760021461338c575b5064ffffffffff429160081c16116133795750565b80602061338a9251910151906136d4565b565b60015f915101555f613364565b5060608201516040929092015165ffffffffffff191665ffffffffff00909116176003179055565b620f423f620f4240916001600160401b03806001600160801b03951691160201041690565b906001600160801b03809116911603906001600160801b038211612bcb57565b6001600160a01b03165f81815260016020526040902054909291506001600160801b0361344083606084901c6001600160601b03166133e6565b9216916001600160801b0360601b9060601b16906001600160601b0360601b19160101905f52600160205260405f2055565b916001600160801b03929493919460018060a01b03811691825f52600160205260405f205485856134af846001600160601b038560601c166133e6565b930316918660601b9060601b16906001600160601b0360601b1916010190855f14613547576134dd9161423a565b905b5f52600160205260405f2055169182158061353f575b61353a576001600160a01b0381165f818152600160205260409020549093019115613533576135239161423a565b905b5f52600160205260405f2055565b5090613525565b505050565b5081156134f5565b50906134df565b61355f906020815191015190613ba1565b6135665750565b6001600160a01b0381165f9081526001602052604090205460021960c082901c63ffffffff1660030b81810192915f909112801591841291821691151617612bcb5761363691637fffffff8113613645575b637fffffff198112613639575b604080516002198152600383900b60208201526001600160a01b038616917fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e91a263ffffffff60c01b9060c01b169063ffffffff60c01b1916179160018060a01b03165f52600160205260405f2090565b55565b50637fffffff196135c5565b50637fffffff6135b8565b906136b56136996136686136626131c1565b94613705565b9190604087019283526020870152808652604060018060a01b03910151165f52600560205260405f2090519061406b565b90929160608601938260a0880152151560808701528352613322565b6004811015612baa576002146136c85750565b516001015460c0830152565b9061338a91604080820151926136f96101008401946101208651950194855191614356565b01519151905191614356565b90604051906101e08201926103c08301604052608581013560e01c90600180608983013560c01c93604860a88501355f1a94838a525f6102408a0152604d81013560601c6102008a0152606181013560601c6102208a0152607581013560c01c6102608a0152607d81013560c01c6102808a0152826102a08a0152866102c08a0152609181013560d81c6102e08a0152609681013560d81c6103008a0152609b81013560d81c6103208a015260a0810135968760e01c6103408b015260a482013560e01d6103608b0152866103808b015260a982013560d81c6103a08b0152602882013560c01c9360478301355f1a945f8c52833560601c60208d0152601484013560601c60408d01528060808d015260a08c015260c08b015260e08a0152603081013560d81c6101008a0152603581013560d81c6101208a0152603a81013560d81c6101408a0152603f81013560e01c6101608a0152604381013560e01d6101808a0152826101a08a0152013560d81c6101c0880152119260701b911117176138da576138d783926138d161389b82966143fa565b916138c77f00000000000000000000000000000000000000000000000000000000000000009384614207565b60608201526143fa565b90614207565b90565b630db5a5ab60e31b5f5260045ffd5b6101a090602060018060a01b039101511691015161390681612bec565b60a01b1790565b6001600160a01b03165f8181526003602052604090205492949390929161393d906001600160681b038416613fc0565b91909586156139b557906139699164ffffffffff8042931691166001600160901b038660681c16614564565b9390156139a357906001600160681b03915f52600360205216916001600160901b0360681b9060681b169060ff60f81b16171760405f2055565b63512f4d3960e11b5f5260045260245ffd5b505f955050505050565b63ffffffff9060c01c1660030b9160030b9160030b908282126139e157505050565b635f551c1960e11b5f5260018060a01b031660045260245260445260645ffd5b60018160f81c111580613a43575b80613a32575b158015613a24575b6138da5790565b5062ffffff81161515613a1d565b50600860ff8260181c161115613a15565b50600160ff8260201c161115613a0f565b60f81c613a5f575f90565b600190565b9060ff61012092604051927fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e845260208401528060f81c604084015264ffffffffff8160d01c1660608401526001600160401b038160901c16608084015264ffffffffff8160681c1660a08401526001600160401b038160281c1660c0840152818160201c1660e084015260181c166101008201522090565b90613b28907f0000000000000000000000000000000000000000000000000000000000000000614207565b6001600160a01b039091169081151590829082613b5c575b505015613b4a5750565b633615713d60e21b5f5260045260245ffd5b9091506001600160a01b0390613b739060e46144f9565b1614815f613b40565b906001600160401b0381166001600160401b038316105f14613b9c575090565b905090565b9060808201516001600160401b03807f000000000000000000000000000000000000000000000000000000000000000016911610159182613be157505090565b6020908101519101516001600160a01b0391821691161415919050565b6020810180516040516351e719cf60e01b81526001600160a01b039182166004820152919290606090839060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa9182156130fd575f92613de7575b5081516001600160a01b03168015908115613dd2575b50613db15764ffffffffff60a0820151164211613d9057613cd3613ccb601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526107c1612d21565b6102a46144f9565b81516001600160a01b0391821691168114613d885783516001600160a01b031690819003613b4a5750608001516001600160801b03168015159182613d3f575b5050613d1f5750600190565b51631a4dac3d60e21b5f9081526001600160a01b03909116600452602490fd5b604001511591508115613d55575b505f80613d13565b90506001600160801b037f000000000000000000000000000000000000000000000000000000000000000016105f613d4d565b505050505f90565b8251631a4dac3d60e21b5f9081526001600160a01b03909116600452602490fd5b82516368710b6160e11b5f9081526001600160a01b03909116600452602490fd5b82516001600160a01b0316141590505f613c76565b9091506060813d606011613e57575b81613e0360609383612ad6565b81010312612a005760405190613e1882612abb565b80516001600160a01b0381168103612a0057825260208101516002811015612a00576020830152613e4b90604001612bdf565b6040820152905f613c60565b3d9150613df6565b6020810180516040516351e719cf60e01b81526001600160a01b039182166004820152919290606090839060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa9182156130fd575f92613f48575b5081516001600160a01b03168015908115613f33575b50613db15764ffffffffff60a0820151164211613d9057613cd3613f2c601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526107c1612d21565b60c46144f9565b82516001600160a01b0316141590505f613ed7565b9091506060813d606011613fb8575b81613f6460609383612ad6565b81010312612a005760405190613f7982612abb565b80516001600160a01b0381168103612a0057825260208101516002811015612a00576020830152613fac90604001612bdf565b6040820152905f613ec1565b3d9150613f57565b64ffffffffff8160401c16906001600160401b03811690613fe2848385614309565b614061575064ffffffffff821664ffffffffff841611156140305760016001600160401b0364ffffffffff60401b9364ffffffffff82809516918703161b1617169160401b16179060019190565b6001600160401b039081600164ffffffffff64ffffffffff60401b95968703161b1617169160401b16179060019190565b93925050505f9190565b905f915f5b6004811061409e5750815f5260205260405f209283549165ffffffffffff199083181661409957565b5f9150565b805f528160205260405f2080549065ffffffffffff1985831816156140c7575050600101614070565b9350935050509160019190565b6001600160801b03821690811561353a576001600160a01b0381165f90815260016020526040902061338a93839161410f9054918483614619565b0361412a8260018060a01b03165f52600160205260405f2090565b5560405182815233916001600160a01b0316907f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af090602090a3337f00000000000000000000000000000000000000000000000000000000000000005b916040519163a9059cbb60e01b5f5260018060a01b031660045260245260205f60448180865af19060015f51148216156141e6575b604052156141c65750565b635274afe760e01b5f9081526001600160a01b0391909116600452602490fd5b9060018115166141fe57823b15153d151616906141bb565b503d5f823e3d90fd5b6042916040519161190160f01b8352600283015260228201522090565b61422d81612bec565b614235575f90565b604890565b9062015180420490818360e01c146143045763ffffffff8360c01c1660030b60030b9060018201915f600184129112908015821691151617612bcb57637fffffff82136142f8575b637fffffff1982126142eb575b7fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e6040805192600184528460030b602085015260018060a01b031692a263ffffffff60c01b9060c01b169060e01b9160018060c01b0316171790565b637fffffff19915061428f565b637fffffff9150614282565b505090565b909164ffffffffff821664ffffffffff82161161434f5764ffffffffff910316604081109182159261433a57505090565b600192506001600160401b0316901c16151590565b5050505f90565b60018060a01b0316805f52600360205260405f2054926001600160901b038460681c169266ffffffffff000065ffffffffffff9264ffffffffff8084169116039160101b1617905f5b609081106143d8575b5050505f5260036020526001600160901b0360681b9060681b16906001600160901b0360681b19161760405f2055565b828286831c16146143eb5760300161439f565b1b1990921691505f80806143a8565b601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b906101008201516101208301519164ffffffffff821664ffffffffff841611156144e65764ffffffffff8061014086015192169116116144d257620f424063ffffffff61016085015116116144be5764ffffffffff9063ffffffff60c0610e106001600160401b03608088015116029501511692031602106144ab57565b6380e8bb3160e01b5f526004805260245ffd5b6380e8bb3160e01b5f52600260045260245ffd5b6380e8bb3160e01b5f52600160045260245ffd5b6380e8bb3160e01b5f525f60045260245ffd5b60208101356001600160ff1b038116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411613d88576020935f9360809360405193845260ff1c601b0186840152356040830152606082015282805260015afa15612a00575f5190565b90939291936090925f908390815b6145c5575b5050609084146145bd575b50609083146145b457906001600160901b03918265ffffffffffff9180600198039060101b17851b16931b1916161790565b509250505f9190565b92505f614582565b909163ffffffff8360101c168861ffff85168201918483115f1461460c5710908510166145fc576030905b019160301c9081614572565b5050509150609091825f80614577565b50505094506030856145f0565b6001600160801b0392909216916001600160601b03169082821061463c57505050565b631f98435160e01b5f5260018060a01b031660045260245260445260645ffd5b9064ffffffffff8260401c16916001600160401b0381169064ffffffffff84169264ffffffffff81169084821161476c5750830364ffffffffff8111612bcb5764ffffffffff16603f8110156147615760018101809111612bcb576001600160401b038091161b6001600160401b03811693603f8110614717575b50506001600160401b0383166001600160401b038484161614614061575064ffffffffff60401b916001600160401b039117169160401b16179060019190565b6001919294500164ffffffffff8111612bcb576001600160401b03600164ffffffffff5f1993161b16016001600160401b038111612bcb57166001600160401b0316915f806146d7565b5093925050505f9190565b9250505067fffffffffffffffe925064ffffffffff60401b915060401b16179060019190565b60808101906001600160801b03825116156147de5760018060a01b039051165f5260016020526001600160801b036001600160601b0360405f2054169151168082105f14613b9c575090565b50505f9056' as const;

/** As it stands on chain, with zeros where the constructor puts immutables. */
export const energyMarketDeployed = {
  immutables: [
    { start: 950, length: 32 },
    { start: 1764, length: 32 },
    { start: 2585, length: 32 },
    { start: 2840, length: 32 },
    { start: 2967, length: 32 },
    { start: 3554, length: 32 },
    { start: 4259, length: 32 },
    { start: 4457, length: 32 },
    { start: 5434, length: 32 },
    { start: 6331, length: 32 },
    { start: 7022, length: 32 },
    { start: 7127, length: 32 },
    { start: 7216, length: 32 },
    { start: 9669, length: 32 },
    { start: 10022, length: 32 },
    { start: 11556, length: 32 },
    { start: 11594, length: 32 },
    { start: 11762, length: 32 },
    { start: 12027, length: 32 },
    { start: 12102, length: 32 },
    { start: 14497, length: 32 },
    { start: 15108, length: 32 },
    { start: 15282, length: 32 },
    { start: 15408, length: 32 },
    { start: 15713, length: 32 },
    { start: 16017, length: 32 },
    { start: 16742, length: 32 },
  ],
  code: '0x60806040526004361015610011575f80fd5b5f5f3560e01c80630daf9eb8146126d757806316c38b3c1461255d57806317ff98701461246d57806321241dfe1461244f5780632f4e67b0146123e15780633b42c2a2146122535780635c975abb14612230578063644745681461187257806373b9aa91146117fc57806375463d5b14611440578063755ab35f146110d25780637b1039991461108d5780637ecebe00146110545780638bb7582b14610e065780639137c26914610dc25780639214c11c14610c165780639ce7483d14610b3c578063a1c1b05914610af8578063a6f0100d14610a3d578063af2b9e49146109f9578063b3fb6564146109a3578063b444ef9d14610985578063bbc9e114146105f7578063d158cdd114610443578063e63ab1e914610408578063f698da25146103e5578063fc0c546a146103a05763fcfe5d451461014e575f80fd5b3461039d5761010036600319011261039d5761016936612af7565b9060403660c319011261039d57610104360361038457610187612e72565b60408201516103635761019982613e5f565b602083019260018060a01b038451168352600360205260408320549360608201906101d564ffffffffff8351166001600160681b03881661465c565b81158061035b575b610330576101ea85614792565b958061031e575b6102a8575b966001600160681b0361023d979860018060a01b038551168a52600360205216906001600160681b031916176040882055610263575b5050516001600160a01b03166140d4565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff7f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c39260018060a01b03905116935116604051908152a25f8061022c565b949660ff62015180420406976001890180991161030a578861023d98998360f81c145f146102e75750506001600160681b0388965b91989750506101f6565b90966001600160f81b0390921660f89190911b17906001600160681b03906102dd565b634e487b7160e01b88526011600452602488fd5b506001600160801b03861615156101f1565b825184516359b8bdc760e01b89526001600160a01b0390911660045264ffffffffff16602452604487fd5b5060016101dd565b602090910151631a4dac3d60e21b82526001600160a01b0316600452602490fd5b63f70a101960e01b815236600452610104602452604490fd5b80fd5b503461039d578060031936011261039d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b503461039d578060031936011261039d576020610400612d21565b604051908152f35b503461039d578060031936011261039d5760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b503461039d57602036600319011261039d5761045d612a60565b6040519190606061046e8185612ad6565b825b8181106105d85750506001600160a01b0316815260036020526040808220549081901c64ffffffffff1692906001600160401b0381169060681c6001600160901b0316835b600381106105325750506001600160401b039064ffffffffff60405195168552166020840152604083019082915b600383106104f15761010085f35b81518490825b600283106105155750505060206040600192019201920191906104e3565b60208060019264ffffffffff8551168152019201920191906104f7565b60308102818104603014821517156105c45782901c6001600160801b0363ffffffff8260101c161660405191604083018381106001600160401b038211176105b0579161ffff64ffffffffff9260019695946040528383168552160116602082015261059e8287612cfc565b526105a98186612cfc565b50016104b5565b634e487b7160e01b89526041600452602489fd5b634e487b7160e01b86526011600452602486fd5b60209060408051906105ea8183612ad6565b3682378187015201610470565b503461039d57366003190161012081126109815760e01361039d576040519061061f82612a8c565b610627612a60565b82526024356001600160a01b038116810361098157602083019081526044356001600160a01b038116810361097d5760408401908152606435906001600160801b038216820361097957606085019182526084356001600160801b0381168103610975576080860190815260a4356001600160401b03811681036109715760a0870190815260c4359464ffffffffff8616860361096d5760c0880195865260403660e319011261096d576106d9612e4e565b6106e1612e72565b517f000000000000000000000000000000000000000000000000000000000000000095906001600160a01b03908116908716036109595783516001600160a01b0316801590811561094f575b5061093b576001600160801b0385511615610927575164ffffffffff164211610914575186516001600160a01b03165f908152602081905260409020546001600160401b0390911690036109005760018060a01b038651166107c6601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f018252610100822091526107c1612d21565b614207565b9080151591826108e0575b5050156108c357906108ad6001600160801b03928361023d979860018060a01b038151168a528960205260408a206001815401905560018060a01b03815116610855838951166108318360018060a01b03165f52600160205260405f2090565b5461083d828583614619565b039160018060a01b03165f52600160205260405f2090565b5580518551885160405190851681526001600160a01b0391821692909116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab2990602090a351915116906001600160a01b03166140d4565b51915116916001600160a01b0390911690614186565b8551633615713d60e21b86526001600160a01b0316600452602485fd5b9091506001600160a01b03906108f79060e46144f9565b16145f806107d1565b630e72591360e21b85526003600452602485fd5b630e72591360e21b865260048052602486fd5b630e72591360e21b87526002600452602487fd5b630e72591360e21b87526001600452602487fd5b905030145f61072d565b630e72591360e21b87526004879052602487fd5b8680fd5b8580fd5b8480fd5b8380fd5b8280fd5b5080fd5b503461039d578060031936011261039d5760206040516202a3008152f35b503461039d57604036600319011261039d576109bd612a60565b6109c5612a76565b90604436036109e1579061023d916109db612e72565b33612ecd565b63f70a101960e01b8352366004526044602481905283fd5b503461039d578060031936011261039d5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d57604036600319011261039d57610a63610a5a612a60565b60243590612c0b565b90604051908251906004821015610ae457506101009260e091835264ffffffffff60208201511660208401526001600160401b0360408201511660408401526001600160401b03606082015116606084015260808101511515608084015260a0810151151560a084015260c0810151151560c08401520151151560e0820152f35b634e487b7160e01b81526021600452602490fd5b503461039d578060031936011261039d5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d576101e036600319011261039d576040517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec58152819060045b6101e48110610bbb57828461039d576020610400610200604051207f0000000000000000000000000000000000000000000000000000000000000000614207565b806020809235958661ffff7c0100a000a00100004000400020004000280028002800200000000100286101c0866004030160011c1c16805f14610c09571c17935b0194855201929092610b7a565b5060030b87181793610bfc565b503461039d5760c036600319011261039d573660c41161039d57610c38612e2c565b610c40613213565b60c08101908151610c5084612bec565b831c600160411b811615159251610c65604890565b1c600160411b8116151591600160401b811615610d945790610c9783926001600160401b036080875101519116613b7c565b92610d78575b50610ca783613331565b610d46858451602060e0820191610ce46001600160801b03620f42406001600160401b038087519b169a168a0204169360808301519051906133c1565b967f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a06606060408b0151926001600160801b03610d20888d6133e6565b6040519283528888840152166040820152a2015194602087019560208751015190613472565b8303610d50578380f35b610d649215610d6b5751602001519061354e565b5f80808380f35b506020815101519061354e565b916001600160401b03610d8d92931690613b7c565b905f610c9d565b604486610dc086610dad60a06040830151920151613322565b906327805ceb60e01b8452600452612b9c565bfd5b503461039d578060031936011261039d5760206040516001600160801b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461039d5761012036600319011261039d573660c41161039d5760403660e319011261039d57610e35612e4e565b610e3d6132aa565b610e4860c435613a01565b610e5181613a54565b90610e5b82612bec565b81611046576040835101515b610e806040850191610e7a835185613a64565b90613afd565b60c084018051610e8f85614224565b1c946001600160401b03861693600160401b87161596600160411b881591161595861591819990611031575b801561101a575b15610ff9576001600160401b038360901c16908111610ff1575b5094610fe0575b5080606060a092019260016001600160401b0385519251991698875f14610fd957600160411b905b68ffffffffffffffffff600160401b610f238c614224565b938d1717831b921b1916179101550190610f3d8251613322565b6004811015610fc557917f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca95939160016060969414610f9a575b5050519460405192610f8881612bec565b8352602083015215156040820152a280f35b518251915165ffffffffffff1990921665ffffffffff00929092169190911760021790555f80610f77565b634e487b7160e01b88526021600452602488fd5b8a90610f0b565b60201c60ff161515935060a0610ee3565b97505f610edc565b6336a41a2560e01b8a526044908a908961101281612bec565b600452602452fd5b5060ff8360201c1615158015610ec2575086610ec2565b50806001600160401b038460901c1611610ebb565b604060208401510151610e67565b503461039d57602036600319011261039d576020610400611073612a60565b6001600160a01b03165f9081526020819052604090205490565b503461039d578060031936011261039d576040517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03168152602090f35b503461039d576102e036600319011261039d576110ee36612af7565b906101e03660c319011261039d576040366102a319011261039d576102e436036114275761111a612e72565b6040820191825160c4604051907f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec5825284905b6102a481106113cc5750905061097d5761118d610200604051207f0000000000000000000000000000000000000000000000000000000000000000614207565b14806113a1575b15611381576111a281613bfe565b90602081019360018060a01b03855116845260036020526040842054946001600160681b036111da6111d2612bf6565b828916613fc0565b909384611334575b501691826001600160681b0319881617606085019361120964ffffffffff8651168261465c565b9990938415908161132b575b506113005761122387614792565b97806112ee575b611276575b50506001600160681b0361023d979860018060a01b038551168a52600360205216906001600160681b031916176040882055610263575050516001600160a01b03166140d4565b60ff620151809a98929a4204069960018b01809b116112da578a61023d9a9b8560f81c145f146112b657505050506001600160681b0388965b989761122f565b6001600160681b039399945060f81b916001600160901b0360681b161717916112af565b634e487b7160e01b8a52601160045260248afd5b506001600160801b038816151561122a565b845186516359b8bdc760e01b8b526001600160a01b0390911660045264ffffffffff16602452604489fd5b9050155f611215565b83519051906001600160a01b03167f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f8602061136d612bf6565b64ffffffffff60405191168152a35f6111e2565b60200151631a4dac3d60e21b82526001600160a01b031660045260249150fd5b50610104356001600160a01b0381169081900361097d5760208201516001600160a01b031614611194565b806020809235938461ffff7c0100a000a00100004000400020004000280028002800200000000100286101c08660c4030160011c1c16805f1461141a571c17945b019283520191909161114d565b5060030b8518179461140d565b63f70a101960e01b8152366004526102e4602452604490fd5b503461039d5761018036600319011261039d573660c41161039d5760403660e319011261039d5760403661014319011261039d5761018436036117e3576114856132aa565b908151602083019081519161149b60c435613a01565b906114a861012435613a01565b9560c08101516114b784613a54565b6114c081612bec565b15806117b9575b156117a55760016114d789613a54565b6114e081612bec565b149081611782575b5080611761575b1561174d5760ff8360201c16156117395760ff8760201c1615611725576040840151926115256040830194610e7a865184613a64565b604086015161155e61153886518b613a64565b7f0000000000000000000000000000000000000000000000000000000000000000614207565b6001600160a01b039091169081151590829082611704575b5050156116f2575086976001600160401b03806115a19361168f9a5060901c169160901c1690613b7c565b946115b160808601518097613b7c565b946001600160401b0361016082015161016084015163ffffffff811663ffffffff8316105f146116ea5750965b169586151597886116c0575b5050866116a9575b86611692575b50506020816116078293613331565b5160e08101957f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a06606061165c6001600160801b03620f42406001600160401b038c5116860204169960808601519051906133c1565b9751926001600160801b036116718b8b6133e6565b6040519283528b88840152166040820152a201519151015190613472565b80f35b602092965082916116a291613ba1565b95916115f8565b61010081015164ffffffffff1642101596506115f2565b6001600160401b0392985063ffffffff83620f424092169216820204900316851015955f806115ea565b9050966115de565b633615713d60e21b8852600452602487fd5b9091506001600160a01b039061171c906101446144f9565b1614815f611576565b63a2b6051960e01b86526001600452602486fd5b63a2b6051960e01b86526004869052602486fd5b63514dfe2560e11b86526001600452602486fd5b506001600160401b038360901c166001600160401b038860281c16146114ef565b90506001600160401b03808960901c169161179b604890565b1c1611155f6114e8565b63514dfe2560e11b87526004879052602487fd5b506001600160401b038460901c166117d088612bec565b6001600160401b0382891c1611156114c7565b63f70a101960e01b815236600452610184602452604490fd5b503461039d57602036600319011261039d576080906001600160a01b03611821612a60565b1681526001602052604081205490506001600160601b038160601c169063ffffffff8160c01c1660030b604051926001600160601b0383168452602084015260030b604083015260e01c6060820152f35b503461039d5761014036600319011261039d573660c41161039d5760403660c319011261039d5760403661010319011261039d5761014436036122175760ff60045416612208577f000000000000000000000000000000000000000000000000000000000000000046036121f5576040516103c0810160405260016101e08201528161024082015260513560601c61020082015260653560601c61022082015260793560c01c61026082015260813560c01c61028082015260893560e01c6102a0820152608d3560c01c6102c082015260953560d81c6102e0820152609a3560d81c610300820152609f3560d81c61032082015260a43560e01c61034082015260a83560e01d61036082015260ac35821a61038082015260ad3560d81c6103a082015281815260043560601c602082015260183560601c6040820152602c3560c01c6080820152602c3560c01c60a082015260893560e01c60c0820152608d3560c01c60e082015260343560d81c61010082015260393560d81c610120820152603e3560d81c61014082015260433560e01c61016082015260473560e01d610180820152604b35821a6101a0820152604c3560d81c6101c08201526001604b35831a1160a43560701b600160ac35851a1117176121e657611a596115386101e083016143fa565b6060820152611a6a611538826143fa565b60408201516102208301516001600160a01b039182169116146121d25761010082015161012083015190611a9e818561442d565b611ab16103008501516101e0860161442d565b61a8c064ffffffffff828403161180156121be575b6121aa5764ffffffffff806102e0860151169116908110801561218e575b61217257505060808201516001600160401b038061028085015116911690808210801561215b575b61213157505064ffffffffff610140830151168042101561211f575064ffffffffff610320830151168042101561211f57506101008201516202a30042019081421161210b5764ffffffffff16116120b65760808201516001600160401b03807f00000000000000000000000000000000000000000000000000000000000000001691168181106120a1575050604082015183906001600160a01b0316611bb76101e08501856138e9565b6102208501516001600160a01b0316611bd4866101e081016138e9565b917f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03163b156109755760405163bcf9f08160e01b8152600481019490945260248401526044830152606482015281816084817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa801561209657612081575b505060408201516001600160a01b03168015159081612064575b50156120445761022082015160608301516001600160a01b039091168015159182612023575b50501561200257611ccd60408301516101c0840151610100850151906101208601519261390d565b15611f6f57611cf46102208301516103a0840151610100850151906101208601519261390d565b15611f3c57611d866020830151611d14608085015160e0860151906133c1565b90611d74611d328260018060a01b03165f52600160205260405f2090565b5492611d3f818486614619565b6001600160801b038116906001600160801b0360601b9060601b168401039160018060a01b03165f52600160205260405f2090565b556020840151610360850151916139bf565b610200820180516001600160a01b03168452600160205260408420549051610180840151611db6929091906139bf565b6040828101516001600160a01b03168452600560205283206101208301519290845b6004811080611eb7575b15611def57600101611dd8565b90600165ffffffffff00879660081b1665ffffffffffff198616171791600481145f14611eb25750835b855260205260408420556040810151917f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a061022084015164ffffffffff606086015195816080820151916001600160401b0360e082015181610120610100850151940151956040519c8d521660208c01521660408a0152166060880152166080860152600180831b031694600180831b031693a480f35b611e19565b5080865281602052604086205460ff81166004811015610fc55787600382149283611f25575b508215611f18575b8215611ef3575b5050611de2565b909150611f04576002145f80611eec565b634e487b7160e01b87526021600452602487fd5b5060018114915087611ee5565b90925064ffffffffff429160081c1611915f611edd565b6102208201516103a08301516359b8bdc760e01b85526001600160a01b0390911660045264ffffffffff16602452604483fd5b829060018060a01b036040840151168252600560205260ff611f94826040852061406b565b915050166004811015611fee57611fdb575060408201516101c0909201516359b8bdc760e01b82526001600160a01b0390921660045264ffffffffff909116602452604490fd5b639329d01d60e01b825260045260249150fd5b634e487b7160e01b83526021600452602483fd5b610220820151633615713d60e21b84526001600160a01b0316600452602483fd5b9091506001600160a01b039061203b906101046144f9565b16145f80611ca5565b6040820151633615713d60e21b84526001600160a01b0316600452602483fd5b90506001600160a01b036120798360c46144f9565b16145f611c7f565b8161208b91612ad6565b61097d57825f611c65565b6040513d84823e3d90fd5b63f1bb194560e01b8552600452602452604483fd5b5061010064ffffffffff91015116906202a2ff1982019164ffffffffff83116120f757638c28140360e01b825260045264ffffffffff909116602452604490fd5b634e487b7160e01b82526011600452602482fd5b634e487b7160e01b85526011600452602485fd5b6385d983bf60e01b8452600452602483fd5b6001600160401b039250610260606495940151916359d6260b60e11b855260045260245216604452fd5b506001600160401b03610260850151168211611b0c565b63767b479b60e11b855260045264ffffffffff16602452604483fd5b5064ffffffffff6103008501511664ffffffffff831611611ae4565b6380e8bb3160e01b85526004859052602485fd5b5063ffffffff64ffffffffff821611611ac6565b6380e8bb3160e01b83526003600452602483fd5b630db5a5ab60e31b8252600482fd5b635ea03eed60e11b815246600452602490fd5b630a9105a360e31b8152600490fd5b63f70a101960e01b815236600452610144602452604490fd5b503461039d578060031936011261039d57602060ff600454166040519015158152f35b503461039d5760c036600319011261039d573660c41161039d576122e090612279612e2c565b6122816131c1565b61228b6004613705565b9290916020820192604083019485528352808252604060018060a01b0391015116845260056020526122c26040852084519061406b565b606084989298019260a0850198828a52151560808601528352613322565b6004811015612373576002146123d1575b6122fb8651613322565b60048110156123735760031480156123b0575b15801561239b575b612387575161232784519651613322565b60048110156123735761234b94959665ffffffffffff1916179055519051906136d4565b517f1f9af3d2de163c2d22e1ed942d4b41ecb42712fac1cd78691fd55ce87c38666e8280a280f35b634e487b7160e01b86526021600452602486fd5b83516306ca6c9960e11b8652600452602485fd5b5064ffffffffff865160081c16421015612316565b507102000000000000000002000000000000000060c083015116151561230e565b60018151015460c08301526122f1565b503461039d57604036600319011261039d576123fb612a60565b6024359064ffffffffff8216820361097d576001600160a01b031682526003602090815260409283902054909261244592916001600160401b038116911c64ffffffffff16614309565b6040519015158152f35b503461039d578060031936011261039d576020604051620151808152f35b503461039d5760c036600319011261039d573660c41161039d5761248f612e2c565b612497613213565b60c08101600160401b600160411b8251926124b186612bec565b5160481c16151591841c16612544576124c982613331565b61252d6124e1835160e06080820151910151906133c1565b60408401517f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee760206040516001600160801b0385168152a2602084510151602080860151015190613406565b612535575080f35b80516020015161168f9161354e565b604483610dc084610dad60a06040830151920151613322565b503461039d57602036600319011261039d5760043580151580910361098157602436036126c057604051632474521560e21b81527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a60048201523360248201526020816044817f00000000000000000000000000000000000000000000000000000000000000006001600160a01b03165afa9081156126b557839161267b575b50156126445760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b63b528467160e01b8252336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452604482fd5b90506020813d6020116126ad575b8161269660209383612ad6565b8101031261097d576126a790612bdf565b5f6125fd565b3d9150612689565b6040513d85823e3d90fd5b63f70a101960e01b82523660045260248052604482fd5b5034612a005760c0366003190112612a00576126f1612a60565b906126fa612a76565b604435926064359360ff8516809503612a005760843560a4359561271c612e2c565b612724612e72565b7f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031696873b15612a00576040519263d505accf60e01b845260018060a01b038616988960048601523060248601526001600160801b038816948560448201528660648201528460848201528260a48201528360c48201525f8160e48183865af1612a4b575b50604051623f675f60e91b8152600481018b905295602087602481855afa968715612961578a97612a17575b508a8a52600260205260408a2054871180612997575b15612980575f1987019087821161296c578b60049260209260405191848301937f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9855260408401523060608401528a608084015260a083015260c082015260c0815261286060e082612ad6565b5190209260405192838092633644e51560e01b82525afa90811561296157908a949392918591612920575b509161289d6080949260209794614207565b92604051938452868401526040830152606082015282805260015afa156129155784516001600160a01b03168015908790821561290a575b50506128f35750839461023d94526002602052604085205580612ecd565b63b2f5645b60e01b85526004869052602452604484fd5b14159050865f6128d5565b6040513d86823e3d90fd5b9192939450506020813d602011612959575b8161293f60209383612ad6565b810103126129555751899392919061289d61288b565b8980fd5b3d9150612932565b6040513d8c823e3d90fd5b634e487b7160e01b8b52601160045260248bfd5b60448a878d63b2f5645b60e01b8352600452602452fd5b50604051636eb1769f60e11b8152600481018c9052306024820152602081604481865afa908115612a0c579087918c916129d3575b50146127f3565b9150506020813d602011612a04575b816129ef60209383612ad6565b81010312612a00578690515f6129cc565b5f80fd5b3d91506129e2565b6040513d8d823e3d90fd5b9096506020813d602011612a43575b81612a3360209383612ad6565b81010312612a005751955f6127dd565b3d9150612a26565b612a589199505f90612ad6565b5f975f6127b1565b600435906001600160a01b0382168203612a0057565b602435906001600160801b0382168203612a0057565b60e081019081106001600160401b03821117612aa757604052565b634e487b7160e01b5f52604160045260245ffd5b606081019081106001600160401b03821117612aa757604052565b90601f801991011681019081106001600160401b03821117612aa757604052565b60c0906003190112612a00576040519060c082018281106001600160401b03821117612aa757604052816004356001600160a01b0381168103612a005781526024356001600160a01b0381168103612a00576020820152604435604082015260643564ffffffffff81168103612a005760608201526084356001600160801b0381168103612a0057608082015260a4359064ffffffffff82168203612a005760a00152565b6004811015612baa57602452565b634e487b7160e01b5f52602160045260245ffd5b91908201809211612bcb57565b634e487b7160e01b5f52601160045260245ffd5b51908115158203612a0057565b60021115612baa57565b6102843564ffffffffff81168103612a005790565b919060405161010081018181106001600160401b03821117612aa7576040525f8152612c7660208201925f84525f60408401525f60608401525f60808401525f60a08401525f60c08401525f60e0840152829560018060a01b03165f52600560205260405f2061406b565b919360ff831691506004821015612baa5764ffffffffff60029383865260081c16905203612cf7575060010154600160411b8116151560c0840152600160401b8116151560808401526001600160401b0380821660408501529060481c600160411b8116151560e0850152600160401b8116151560a0850152166060830152565b925050565b906003811015612d0d5760051b0190565b634e487b7160e01b5f52603260045260245ffd5b467f000000000000000000000000000000000000000000000000000000000000000003612d6c577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6606082015246608082015260018060a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152612e2660c082612ad6565b51902090565b60c43603612e3657565b63f70a101960e01b5f523660045260c460245260445ffd5b6101243603612e5957565b63f70a101960e01b5f523660045261012460245260445ffd5b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c612ebe5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b633ee5aeb560e01b5f5260045ffd5b604051633704cccf60e11b81526001600160a01b0380841660048301819052939190602090829060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa9081156130fd575f91613187575b5015613174576040516370a0823160e01b81523060048201527f0000000000000000000000000000000000000000000000000000000000000000946001600160a01b0386169390602083602481885afa9283156130fd575f93613139575b506001600160801b031693604051916323b872dd60e01b5f5260018060a01b03169687600452306024528560445260205f60648180855af19060015f511482161561311a575b50826040525f6060521561310857816024816020936370a0823160e01b82523060048301525afa9081156130fd575f916130cb575b50836001600160601b0382111592836130b7575b5050501580156130af575b61309857818161308e6130737f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a9561306d60209660018060a01b03165f52600160205260405f2090565b54612bbe565b6001600160a01b039092165f90815260016020526040902090565b55604051908152a3565b509063b2f5645b60e01b5f5260045260245260445ffd5b508115613023565b6130c2929350612bbe565b145f8381613018565b90506020813d6020116130f5575b816130e660209383612ad6565b81010312612a0057515f613004565b3d91506130d9565b6040513d5f823e3d90fd5b635274afe760e01b5f5260045260245ffd5b6001821516613130573b15153d1516165f612fcf565b833d5f823e3d90fd5b9092506020813d60201161316c575b8161315560209383612ad6565b81010312612a005751916001600160801b03612f89565b3d9150613148565b826330ce97cd60e11b5f5260045260245ffd5b90506020813d6020116131b9575b816131a260209383612ad6565b81010312612a00576131b390612bdf565b5f612f2b565b3d9150613195565b604051906131ce82612a8c565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b64ffffffffff620151809116019064ffffffffff8211612bcb57565b61321b6131c1565b506132266004613650565b9061323460a0830151613322565b6004811015612baa5760018114158061329f575b61327f575064ffffffffff613262610120845101516131f7565b1680421061326d5750565b632579553360e01b5f5260045260245ffd5b60408301516327805ceb60e01b5f5260045261329a90612b9c565b60445ffd5b506002811415613248565b6132b26131c1565b506132bd6004613650565b906132cb60a0830151613322565b6004811015612baa57600181141580613317575b61327f575064ffffffffff6132f9610120845101516131f7565b16804210156133055750565b6327b3d6f960e11b5f5260045260245ffd5b5060028114156132df565b60ff166004811015612baa5790565b60a0810180519060808301516133995761335360608401915f83515551613322565b6004811015612baa5760021461338c575b5064ffffffffff429160081c16116133795750565b80602061338a9251910151906136d4565b565b60015f915101555f613364565b5060608201516040929092015165ffffffffffff191665ffffffffff00909116176003179055565b620f423f620f4240916001600160401b03806001600160801b03951691160201041690565b906001600160801b03809116911603906001600160801b038211612bcb57565b6001600160a01b03165f81815260016020526040902054909291506001600160801b0361344083606084901c6001600160601b03166133e6565b9216916001600160801b0360601b9060601b16906001600160601b0360601b19160101905f52600160205260405f2055565b916001600160801b03929493919460018060a01b03811691825f52600160205260405f205485856134af846001600160601b038560601c166133e6565b930316918660601b9060601b16906001600160601b0360601b1916010190855f14613547576134dd9161423a565b905b5f52600160205260405f2055169182158061353f575b61353a576001600160a01b0381165f818152600160205260409020549093019115613533576135239161423a565b905b5f52600160205260405f2055565b5090613525565b505050565b5081156134f5565b50906134df565b61355f906020815191015190613ba1565b6135665750565b6001600160a01b0381165f9081526001602052604090205460021960c082901c63ffffffff1660030b81810192915f909112801591841291821691151617612bcb5761363691637fffffff8113613645575b637fffffff198112613639575b604080516002198152600383900b60208201526001600160a01b038616917fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e91a263ffffffff60c01b9060c01b169063ffffffff60c01b1916179160018060a01b03165f52600160205260405f2090565b55565b50637fffffff196135c5565b50637fffffff6135b8565b906136b56136996136686136626131c1565b94613705565b9190604087019283526020870152808652604060018060a01b03910151165f52600560205260405f2090519061406b565b90929160608601938260a0880152151560808701528352613322565b6004811015612baa576002146136c85750565b516001015460c0830152565b9061338a91604080820151926136f96101008401946101208651950194855191614356565b01519151905191614356565b90604051906101e08201926103c08301604052608581013560e01c90600180608983013560c01c93604860a88501355f1a94838a525f6102408a0152604d81013560601c6102008a0152606181013560601c6102208a0152607581013560c01c6102608a0152607d81013560c01c6102808a0152826102a08a0152866102c08a0152609181013560d81c6102e08a0152609681013560d81c6103008a0152609b81013560d81c6103208a015260a0810135968760e01c6103408b015260a482013560e01d6103608b0152866103808b015260a982013560d81c6103a08b0152602882013560c01c9360478301355f1a945f8c52833560601c60208d0152601484013560601c60408d01528060808d015260a08c015260c08b015260e08a0152603081013560d81c6101008a0152603581013560d81c6101208a0152603a81013560d81c6101408a0152603f81013560e01c6101608a0152604381013560e01d6101808a0152826101a08a0152013560d81c6101c0880152119260701b911117176138da576138d783926138d161389b82966143fa565b916138c77f00000000000000000000000000000000000000000000000000000000000000009384614207565b60608201526143fa565b90614207565b90565b630db5a5ab60e31b5f5260045ffd5b6101a090602060018060a01b039101511691015161390681612bec565b60a01b1790565b6001600160a01b03165f8181526003602052604090205492949390929161393d906001600160681b038416613fc0565b91909586156139b557906139699164ffffffffff8042931691166001600160901b038660681c16614564565b9390156139a357906001600160681b03915f52600360205216916001600160901b0360681b9060681b169060ff60f81b16171760405f2055565b63512f4d3960e11b5f5260045260245ffd5b505f955050505050565b63ffffffff9060c01c1660030b9160030b9160030b908282126139e157505050565b635f551c1960e11b5f5260018060a01b031660045260245260445260645ffd5b60018160f81c111580613a43575b80613a32575b158015613a24575b6138da5790565b5062ffffff81161515613a1d565b50600860ff8260181c161115613a15565b50600160ff8260201c161115613a0f565b60f81c613a5f575f90565b600190565b9060ff61012092604051927fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e845260208401528060f81c604084015264ffffffffff8160d01c1660608401526001600160401b038160901c16608084015264ffffffffff8160681c1660a08401526001600160401b038160281c1660c0840152818160201c1660e084015260181c166101008201522090565b90613b28907f0000000000000000000000000000000000000000000000000000000000000000614207565b6001600160a01b039091169081151590829082613b5c575b505015613b4a5750565b633615713d60e21b5f5260045260245ffd5b9091506001600160a01b0390613b739060e46144f9565b1614815f613b40565b906001600160401b0381166001600160401b038316105f14613b9c575090565b905090565b9060808201516001600160401b03807f000000000000000000000000000000000000000000000000000000000000000016911610159182613be157505090565b6020908101519101516001600160a01b0391821691161415919050565b6020810180516040516351e719cf60e01b81526001600160a01b039182166004820152919290606090839060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa9182156130fd575f92613de7575b5081516001600160a01b03168015908115613dd2575b50613db15764ffffffffff60a0820151164211613d9057613cd3613ccb601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526107c1612d21565b6102a46144f9565b81516001600160a01b0391821691168114613d885783516001600160a01b031690819003613b4a5750608001516001600160801b03168015159182613d3f575b5050613d1f5750600190565b51631a4dac3d60e21b5f9081526001600160a01b03909116600452602490fd5b604001511591508115613d55575b505f80613d13565b90506001600160801b037f000000000000000000000000000000000000000000000000000000000000000016105f613d4d565b505050505f90565b8251631a4dac3d60e21b5f9081526001600160a01b03909116600452602490fd5b82516368710b6160e11b5f9081526001600160a01b03909116600452602490fd5b82516001600160a01b0316141590505f613c76565b9091506060813d606011613e57575b81613e0360609383612ad6565b81010312612a005760405190613e1882612abb565b80516001600160a01b0381168103612a0057825260208101516002811015612a00576020830152613e4b90604001612bdf565b6040820152905f613c60565b3d9150613df6565b6020810180516040516351e719cf60e01b81526001600160a01b039182166004820152919290606090839060249082907f0000000000000000000000000000000000000000000000000000000000000000165afa9182156130fd575f92613f48575b5081516001600160a01b03168015908115613f33575b50613db15764ffffffffff60a0820151164211613d9057613cd3613f2c601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526107c1612d21565b60c46144f9565b82516001600160a01b0316141590505f613ed7565b9091506060813d606011613fb8575b81613f6460609383612ad6565b81010312612a005760405190613f7982612abb565b80516001600160a01b0381168103612a0057825260208101516002811015612a00576020830152613fac90604001612bdf565b6040820152905f613ec1565b3d9150613f57565b64ffffffffff8160401c16906001600160401b03811690613fe2848385614309565b614061575064ffffffffff821664ffffffffff841611156140305760016001600160401b0364ffffffffff60401b9364ffffffffff82809516918703161b1617169160401b16179060019190565b6001600160401b039081600164ffffffffff64ffffffffff60401b95968703161b1617169160401b16179060019190565b93925050505f9190565b905f915f5b6004811061409e5750815f5260205260405f209283549165ffffffffffff199083181661409957565b5f9150565b805f528160205260405f2080549065ffffffffffff1985831816156140c7575050600101614070565b9350935050509160019190565b6001600160801b03821690811561353a576001600160a01b0381165f90815260016020526040902061338a93839161410f9054918483614619565b0361412a8260018060a01b03165f52600160205260405f2090565b5560405182815233916001600160a01b0316907f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af090602090a3337f00000000000000000000000000000000000000000000000000000000000000005b916040519163a9059cbb60e01b5f5260018060a01b031660045260245260205f60448180865af19060015f51148216156141e6575b604052156141c65750565b635274afe760e01b5f9081526001600160a01b0391909116600452602490fd5b9060018115166141fe57823b15153d151616906141bb565b503d5f823e3d90fd5b6042916040519161190160f01b8352600283015260228201522090565b61422d81612bec565b614235575f90565b604890565b9062015180420490818360e01c146143045763ffffffff8360c01c1660030b60030b9060018201915f600184129112908015821691151617612bcb57637fffffff82136142f8575b637fffffff1982126142eb575b7fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e6040805192600184528460030b602085015260018060a01b031692a263ffffffff60c01b9060c01b169060e01b9160018060c01b0316171790565b637fffffff19915061428f565b637fffffff9150614282565b505090565b909164ffffffffff821664ffffffffff82161161434f5764ffffffffff910316604081109182159261433a57505090565b600192506001600160401b0316901c16151590565b5050505f90565b60018060a01b0316805f52600360205260405f2054926001600160901b038460681c169266ffffffffff000065ffffffffffff9264ffffffffff8084169116039160101b1617905f5b609081106143d8575b5050505f5260036020526001600160901b0360681b9060681b16906001600160901b0360681b19161760405f2055565b828286831c16146143eb5760300161439f565b1b1990921691505f80806143a8565b601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b906101008201516101208301519164ffffffffff821664ffffffffff841611156144e65764ffffffffff8061014086015192169116116144d257620f424063ffffffff61016085015116116144be5764ffffffffff9063ffffffff60c0610e106001600160401b03608088015116029501511692031602106144ab57565b6380e8bb3160e01b5f526004805260245ffd5b6380e8bb3160e01b5f52600260045260245ffd5b6380e8bb3160e01b5f52600160045260245ffd5b6380e8bb3160e01b5f525f60045260245ffd5b60208101356001600160ff1b038116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411613d88576020935f9360809360405193845260ff1c601b0186840152356040830152606082015282805260015afa15612a00575f5190565b90939291936090925f908390815b6145c5575b5050609084146145bd575b50609083146145b457906001600160901b03918265ffffffffffff9180600198039060101b17851b16931b1916161790565b509250505f9190565b92505f614582565b909163ffffffff8360101c168861ffff85168201918483115f1461460c5710908510166145fc576030905b019160301c9081614572565b5050509150609091825f80614577565b50505094506030856145f0565b6001600160801b0392909216916001600160601b03169082821061463c57505050565b631f98435160e01b5f5260018060a01b031660045260245260445260645ffd5b9064ffffffffff8260401c16916001600160401b0381169064ffffffffff84169264ffffffffff81169084821161476c5750830364ffffffffff8111612bcb5764ffffffffff16603f8110156147615760018101809111612bcb576001600160401b038091161b6001600160401b03811693603f8110614717575b50506001600160401b0383166001600160401b038484161614614061575064ffffffffff60401b916001600160401b039117169160401b16179060019190565b6001919294500164ffffffffff8111612bcb576001600160401b03600164ffffffffff5f1993161b16016001600160401b038111612bcb57166001600160401b0316915f806146d7565b5093925050505f9190565b9250505067fffffffffffffffe925064ffffffffff60401b915060401b16179060019190565b60808101906001600160801b03825116156147de5760018060a01b039051165f5260016020526001600160801b036001600160601b0360405f2054169151168082105f14613b9c575090565b50505f9056',
} as const;
