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
  '0x610180806040523461028a5760a081616038803803809161002082856102a1565b83398101031261028a5780516001600160a01b038116810361028a5760208201516001600160a01b0381169081810361028a5761005f604085016102d8565b92608061006e606087016102d8565b950151926001600160801b038416840361028a57306080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261011c60c0826102a1565b51902060c0526040516380f5560560e01b8152602081600481855afa908115610296575f91610250575b50306001600160a01b039091160361023e575060e05261010052610120526101405261016052604051615d4b90816102ed823960805181613b9d015260a0518181816120810152613ace015260c051818181610f6a01528181613af4015281816149d10152614d61015260e0518181816104920152818161081b0152818161334b01528181613d4301526154a001526101005181818161156501528181612462015281816124ee0152818161319b01528181613d0b01528181614ef201526151bf015261012051818181611220015261504a015261014051818181610da201526123d5015261016051818181610ca00152614e5c0152f35b63f167fad160e01b5f5260045260245ffd5b90506020813d60201161028e575b8161026b602093836102a1565b8101031261028a57516001600160a01b038116810361028a575f610146565b5f80fd5b3d915061025e565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b038211908210176102c457604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160401b038216820361028a5756fe60806040526004361015610011575f80fd5b5f5f3560e01c80630daf9eb8146132f557806316c38b3c1461311257806317ff987014612fcd57806321241dfe14612faf5780632f4e67b014612f335780633b42c2a214612d505780635c975abb14612d2d5780636447456814611ffd57806373b9aa9114611f7d57806375463d5b14611abb578063755ab35f146115895780637b103999146115455780637ecebe001461150f5780638bb7582b146112445780639137c269146111f75780639214c11c14610fc15780639ce7483d14610dc6578063a1c1b05914610d81578063a6f0100d14610cc4578063af2b9e4914610c7f578063b3fb656414610c11578063b444ef9d14610bf3578063bbc9e114146106e1578063d158cdd114610514578063e63ab1e9146104d9578063f698da25146104b6578063fc0c546a146104725763fcfe5d451461014e575f80fd5b3461046f5761010060031936011261046f5761016936613844565b9060407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c36011261046f57610104360361043d576101a5613c4f565b6040820151610405576101b782615172565b60208301926001600160a01b038451168352600360205260408320549360608201906101fa64ffffffffff8351166cffffffffffffffffffffffffff8816615ac8565b8115806103fd575b6103b95761020f85615c30565b958061039e575b6102d0575b9061026c96976cffffffffffffffffffffffffff196cffffffffffffffffffffffffff85946001600160a01b038099989751168c526003602052169116176040892055610292575b50505116615403565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff857f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f80610263565b9392919060ff62015180420406976001890180991161038a578861026c98998260f81c145f1461033657506001600160a01b039596506cffffffffffffffffffffffffff196cffffffffffffffffffffffffff8a985b939495969750505097965061021b565b6cffffffffffffffffffffffffff6001600160a01b0397927effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff199360f81b91161792610326565b602488634e487b7160e01b81526011600452fd5b506fffffffffffffffffffffffffffffffff86161515610216565b6044878564ffffffffff6001600160a01b03875116915116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b506001610202565b6001600160a01b0360206024930151167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610104602452fd5b80fd5b503461046f578060031936011261046f5760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f578060031936011261046f5760206104d1613acb565b604051908152f35b503461046f578060031936011261046f5760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b503461046f57602060031936011261046f5761052e613783565b6040519190606061053f8185613821565b825b8181106106c25750506001600160a01b0316815260036020526040808220549081901c64ffffffffff16929067ffffffffffffffff81169060681c71ffffffffffffffffffffffffffffffffffff16835b6003811061061057505067ffffffffffffffff9064ffffffffff60405195168552166020840152604083019082915b600383106105cf5761010085f35b81518490825b600283106105f35750505060206040600192019201920191906105c1565b60208060019264ffffffffff8551168152019201920191906105d5565b60308102818104603014821517156106ae5771ffffffffffffffffffffffffffffffffffff8316901c601081901c63ffffffff169061ffff168101604051916040830183811067ffffffffffffffff82111761069a5760405264ffffffffff9081168352166020820152600191906106888287613aa6565b526106938186613aa6565b5001610592565b602489634e487b7160e01b81526041600452fd5b602486634e487b7160e01b81526011600452fd5b60209060408051906106d48183613821565b3682378187015201610541565b503461046f5760031936016101208112610bdb5760e01361046f576040519060e0820182811067ffffffffffffffff821117610bdf57604052610722613783565b82526024356001600160a01b0381168103610bdb57602083019081526044356001600160a01b0381168103610bd75760408401908152606435906fffffffffffffffffffffffffffffffff82168203610bd357606085019182526084356fffffffffffffffffffffffffffffffff81168103610bcf576080860190815260a43567ffffffffffffffff81168103610bcb5760a0870190815260c4359464ffffffffff86168603610bc75760c0880195865260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c360112610bc7576001600160a01b039061080e613c12565b610816613c4f565b5116947f0000000000000000000000000000000000000000000000000000000000000000956001600160a01b03871603610b9b576001600160a01b038451168015908115610b91575b50610b64576fffffffffffffffffffffffffffffffff85511615610b37575164ffffffffff164211610b0b5767ffffffffffffffff9051166108bc6001600160a01b038851166001600160a01b03165f525f60205260405f205490565b03610ade576001600160a01b03865116610940601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f01825261010082209152610908613acb565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b908015159182610abf575b505015610a89576fffffffffffffffffffffffffffffffff91610a7e6001600160a01b039284848a8161026c9b9c51168c528b60205260408c20600181540190558b610a3b610a238484511692868d5116906109c46109bb866001600160a01b03165f52600160205260405f2090565b54928684615a45565b6fffffffffffffffffffffffffffffffff1677ffffffffffffffffffffffff00000000000000000000000083167fffffffffffffffff000000000000000000000000000000000000000000000000939093169290921791909117919050565b916001600160a01b03165f52600160205260405f2090565b558181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a3511691511690615403565b5116915116916154c0565b6024856001600160a01b038851167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b03919250610ad59060e46158cf565b16145f8061094b565b6024857f39c9644c0000000000000000000000000000000000000000000000000000000081526003600452fd5b6024867f39c9644c00000000000000000000000000000000000000000000000000000000815260048052fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526002600452fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526001600452fd5b905030145f61085f565b6024877f39c9644c00000000000000000000000000000000000000000000000000000000815280600452fd5b8680fd5b8580fd5b8480fd5b8380fd5b8280fd5b5080fd5b602482634e487b7160e01b81526041600452fd5b503461046f578060031936011261046f5760206040516202a3008152f35b503461046f57604060031936011261046f57610c2b613783565b610c33613799565b9060443603610c4f579061026c91610c49613c4f565b33613cc3565b6044837ff70a10190000000000000000000000000000000000000000000000000000000081523660045281602452fd5b503461046f578060031936011261046f57602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f57604060031936011261046f57610cea610ce1613783565b60243590613988565b90604051908251906004821015610d6d57506101009260e091835264ffffffffff602082015116602084015267ffffffffffffffff604082015116604084015267ffffffffffffffff606082015116606084015260808101511515608084015260a0810151151560a084015260c0810151151560c08401520151151560e0820152f35b80634e487b7160e01b602492526021600452fd5b503461046f578060031936011261046f57602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f576101e060031936011261046f5760405190610de6826137e8565b6004356002811015610bdb5782526024356001600160a01b0381168103610bdb5760208301526044356001600160a01b0381168103610bdb576040830152606435606083015260843567ffffffffffffffff81168103610bdb57608083015260a43567ffffffffffffffff81168103610bdb5760a083015260c43563ffffffff81168103610bdb5760c083015260e43567ffffffffffffffff81168103610bdb5760e08301526101043564ffffffffff81168103610bdb576101008301526101243564ffffffffff81168103610bdb576101208301526101443564ffffffffff81168103610bdb576101408301526101643563ffffffff81168103610bdb57610160830152610184358060030b8103610bdb576101808301526101a4356002811015610bdb576101a08301526101c4359064ffffffffff8216820361046f5760206104d1610f6885856101c0820152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b7f0000000000000000000000000000000000000000000000000000000000000000604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b503461046f5760c060031936011261046f573660c41161046f57610fe3613bd7565b610feb61412f565b60a08101908151610ffb8461397e565b831c68020000000000000000811615159251611015604890565b1c680200000000000000008116151591680100000000000000008116156111b057856111166001600160a01b03602086604097966110686111519767ffffffffffffffff8060808e510151169116614e1a565b91611195575b506110788961429c565b887f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0660608251936fffffffffffffffffffffffffffffffff61112160e0870182620f424067ffffffffffffffff80845116961695860204169a8b9167ffffffffffffffff8060808c01511691511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b9e8f97015196614353565b6040519283528988840152166040820152a20151169460208701956001600160a01b03602088510151169061447e565b830361115b578380f35b611178921561117f5751602001516001600160a01b031690614557565b5f80808380f35b506001600160a01b036020825101511690614557565b9067ffffffffffffffff6111aa921690614e1a565b5f61106e565b6044866111f5866111c96080604083015192015161428d565b907f27805ceb0000000000000000000000000000000000000000000000000000000084526004526138e2565bfd5b503461046f578060031936011261046f5760206040516fffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f5761012060031936011261046f573660c41161046f5760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c36011261046f57611291613c12565b6112996141fa565b6112a460c435614c46565b6112ad81614c99565b906112b78261397e565b816114f8576001600160a01b03604084510151165b6112e560408501916112df835185614ca9565b90614d52565b60a0840180516112f485615570565b1c9467ffffffffffffffff8616936801000000000000000087161596680200000000000000008815911615958615918199906114e2575b80156114cb575b156114925767ffffffffffffffff8360901c1690811161148a575b5094611479575b50806001600160a01b0360406080935101511688526005602052604088206060820151895260205267ffffffffffffffff604089209351971696855f146114725768020000000000000000905b68ffffffffffffffffff680100000000000000006113be8a615570565b938b1717831b921b1916176001840155016113d9815161428d565b600481101561145e57917f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca95939160016060969414611436575b50505194604051926114248161397e565b8352602083015215156040820152a280f35b8251905165ffffffffffff199190911665ffffffffff00919091161760021790555f80611413565b602488634e487b7160e01b81526021600452fd5b88906113a1565b60201c60ff16151593506080611354565b97505f61134d565b89604491897f36a41a250000000000000000000000000000000000000000000000000000000083526114c38161397e565b600452602452fd5b5060ff8360201c1615158015611332575086611332565b508067ffffffffffffffff8460901c161161132b565b6001600160a01b03604060208501510151166112cc565b503461046f57602060031936011261046f5760206104d161152e613783565b6001600160a01b03165f525f60205260405f205490565b503461046f578060031936011261046f5760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f576102e060031936011261046f576115a536613844565b906101e07fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c36011261046f576040516115dd816137e8565b60c4356002811015610bd757815260e4356001600160a01b0381168103610bd757602082015261010435926001600160a01b0384168403610bd757604082019384526101243560608301526101443567ffffffffffffffff81168103610bd35760808301526101643567ffffffffffffffff81168103610bd35760a08301526101843563ffffffff81168103610bd35760c08301526101a43567ffffffffffffffff81168103610bd35760e08301526101c43564ffffffffff81168103610bd3576101008301526101e43564ffffffffff81168103610bd3576101208301526102043564ffffffffff81168103610bd3576101408301526102243563ffffffff81168103610bd357610160830152610244358060030b8103610bd357610180830152610264356002811015610bd3576101a0830152610284359364ffffffffff85168503610bd3576101c0830194855260407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd5c360112610bd3576102e43603611a8957611768613c4f565b60408201926117a9610f68855192601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b149081611a68575b5015611a30576117c081614ea5565b9160208201906001600160a01b03825116855260036020526cffffffffffffffffffffffffff64ffffffffff60408720549751169161180183838a166152ee565b918194916119f1575b50501695866cffffffffffffffffffffffffff1982161790606085019761183964ffffffffff8a511682615ac8565b929094851590816119e8575b506119a45761185387615c30565b9780611989575b6118b1575b50509183916cffffffffffffffffffffffffff196cffffffffffffffffffffffffff61026c999a956001600160a01b0380999851168c5260036020521691161760408920556102925750505116615403565b60ff620151809a9593979694929a4204069960018b01809b11611975578a61026c9a9b8460f81c145f1461191d575050506001600160a01b039596506cffffffffffffffffffffffffff196cffffffffffffffffffffffffff8a985b93959a995050819395965061185f565b6001600160a01b03989350916cffffffffffffffffffffffffff917effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff199460f81b921617179261190d565b60248a634e487b7160e01b81526011600452fd5b506fffffffffffffffffffffffffffffffff8816151561185a565b6044898b64ffffffffff6001600160a01b038a5116915116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b9050155f611845565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f860206001600160a01b03885116925193604051908152a35f8061180a565b602001517f6936b0f40000000000000000000000000000000000000000000000000000000083526001600160a01b0316600452602482fd5b6001600160a01b03915051166001600160a01b03602083015116145f6117b1565b6044847ff70a1019000000000000000000000000000000000000000000000000000000008152366004526102e4602452fd5b503461046f5761018060031936011261046f573660c41161046f5760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c36011261046f5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffebc36011261046f576101843603611f4b57611b3b6141fa565b908151916020810192835193611b5260c435614c46565b90611b5f61012435614c46565b9560a0850151611b6e84614c99565b611b778161397e565b1580611f1f575b15611ef3576001611b8e89614c99565b611b978161397e565b149081611ecf575b5080611eac575b15611e7f5760ff8360201c1615611e535760ff8760201c1615611e26576001600160a01b0360408501511692611be560408701946112df865184614ca9565b6001600160a01b03604083015116611c01610f6886518b614ca9565b818015159182611e06575b505015611ddb5750869767ffffffffffffffff80611c3893611d659a5060901c169160901c1690614e1a565b90611c5267ffffffffffffffff6080870151168093614e1a565b9467ffffffffffffffff63ffffffff6101608301511663ffffffff610160850151168082105f14611dd35750965b16928315159687611dab575b505085611d94575b85611d68575b505060206001600160a01b0381819388611cbd67ffffffffffffffff999a61429c565b5160e08101516080820151620f42409a821684028b90046fffffffffffffffffffffffffffffffff9081169b9394937f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a069360609367ffffffffffffffff918216911602620f423f0104169951926fffffffffffffffffffffffffffffffff611d458d8d614353565b6040519283528d88840152166040820152a201511692510151169061447e565b80f35b67ffffffffffffffff955060206001600160a01b0393611d8a82948694614e41565b9750935050611c9a565b61010081015164ffffffffff164210159550611c94565b67ffffffffffffffff92975063ffffffff620f42409116820204900316821015945f80611c8c565b905096611c80565b7fd855c4f4000000000000000000000000000000000000000000000000000000008852600452602487fd5b6001600160a01b03919250611e1d906101446158cf565b1614815f611c0c565b6024867fa2b605190000000000000000000000000000000000000000000000000000000081526001600452fd5b6024867fa2b6051900000000000000000000000000000000000000000000000000000000815280600452fd5b6024867fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b5067ffffffffffffffff8360901c1667ffffffffffffffff8860281c1614611ba6565b905067ffffffffffffffff808960901c1691611ee9604890565b1c1611155f611b9f565b6024877fa29bfc4a00000000000000000000000000000000000000000000000000000000815280600452fd5b5067ffffffffffffffff8460901c16611f378861397e565b67ffffffffffffffff82891c161115611b7e565b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610184602452fd5b503461046f57602060031936011261046f576080906001600160a01b03611fa2613783565b1681526001602052604081205490506bffffffffffffffffffffffff8160601c169063ffffffff8160c01c1660030b604051926bffffffffffffffffffffffff83168452602084015260030b604083015260e01c6060820152f35b503461046f5761014060031936011261046f573660c41161046f5760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c36011261046f5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc36011261046f576101443603612cfb5760ff60045416612cd3577f00000000000000000000000000000000000000000000000000000000000000004603612ca7576120ae613911565b6120b6613911565b9060a43571ffffffffffffffffffffffffffffffffffff8116612c7f576001835260513560601c602084015260653560601c604084015260793560c01c608084015260813560c01c60a084015260893560e01c60c0840152608d3560c01c60e084015260953560d81c610100840152609a3560d81c610120840152609f3560d81c61014084015260e01c61016083015260a83560e01d60030b61018083015261216360ac3560f81c615d3a565b61216c8161397e565b6101a083015260ad3560d81c6101c083015260043560601c602082015260183560601c6040820152602c3560c01c6080820152602c3560c01c60a082015263ffffffff60c08301511660c082015267ffffffffffffffff60e08301511660e082015260343560d81c61010082015260393560d81c610120820152603e3560d81c61014082015260433560e01c61016082015260473560e01d60030b61018082015261221b604b3560f81c615d3a565b6122248161397e565b6101a0820152604c3560d81c6101c0820152612270610f6883601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b60608201526122af610f6882601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b916001600160a01b036040830151166001600160a01b0360408301511614612c525764ffffffffff6101008301511664ffffffffff61012084015116906122f6818561579f565b61230c64ffffffffff610120850151168461579f565b61a8c064ffffffffff82840316118015612c45575b612c195764ffffffffff6101008401511681108015612c04575b612bd657505067ffffffffffffffff60808301511667ffffffffffffffff60a0830151168082108015612bbf575b612b7c57505064ffffffffff6101408301511680421015612b51575064ffffffffff6101408201511680421015612b51575064ffffffffff610100830151166202a3004201908142116106ae5711612ac85767ffffffffffffffff60808301511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690818110612a9a575050836001600160a01b036040840151166001600160a01b036020850151166101a084015161242b8161397e565b6001600160a01b036040860151166001600160a01b03602087015116916101a0880151936124588561397e565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163b15610bc757604051957f6529e07c000000000000000000000000000000000000000000000000000000008752600487015260248601526124c28161397e565b6044850152606484015260848301526124da8161397e565b60a4820152818160c4816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa8015612a8f57612a7a575b50506001600160a01b036040830151168015159081612a5d575b5015612a24576001600160a01b036040820151166060830151908015159182612a04575b5050156129cc5761259f6001600160a01b0360408401511664ffffffffff6101c08501511664ffffffffff610100860151169064ffffffffff6101208701511692614ac6565b1561290a576125e36001600160a01b0360408301511664ffffffffff6101c08401511664ffffffffff610100860151169064ffffffffff6101208701511692614ac6565b156128bf576020820151608083015160e08401516126fa926001600160a01b031691620f424067ffffffffffffffff9283169190921602620f423f01046fffffffffffffffffffffffffffffffff16906126dc610a23612654836001600160a01b03165f52600160205260405f2090565b549361267c612664828688615a45565b916bffffffffffffffffffffffff8760601c16614385565b9085907bffffffffffffffffffffffffffffffff0000000000000000000000006fffffffffffffffffffffffffffffffff7fffffffffffffffff00000000000000000000000000000000000000000000000092169360601b169116171790565b556001600160a01b0360208501511661018084015160030b91614be9565b6001600160a01b036020820151168452600160205261273460408520546001600160a01b0360208401511661018085015160030b91614be9565b6001600160a01b0360408301511684526005602052604084209261012083015193855b600481108061283a575b1561276e57600101612757565b90600165ffffffffff0080899860081b161665ffffffffffff198516171791600481145f146128355750825b865260205260408520557f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a06001600160a01b036040818188015116950151169460608101519067ffffffffffffffff6080820151169067ffffffffffffffff60e08201511664ffffffffff610120816101008501511693015116926040519485526020850152604084015260608301526080820152a480f35b61279a565b5080875281602052604087205460ff811660048110156128ab5788600382149283612894575b508215612887575b8215612876575b5050612761565b90915061145e576002145f8061286f565b5060018114915088612868565b90925064ffffffffff429160081c1611915f612860565b602489634e487b7160e01b81526021600452fd5b838164ffffffffff6101c06001600160a01b03604060449601511692015116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b5091906001600160a01b036040840151168252600560205260ff61293182604085206153a6565b90501660048110156129b85761298c57508164ffffffffff6101c06001600160a01b03604060449601511692015116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b602492507f9329d01d000000000000000000000000000000000000000000000000000000008252600452fd5b602483634e487b7160e01b81526021600452fd5b604001517fd855c4f40000000000000000000000000000000000000000000000000000000084526001600160a01b0316600452602483fd5b6001600160a01b03919250612a1b906101046158cf565b16145f80612559565b6024846001600160a01b036040850151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b03612a728560c46158cf565b16145f612535565b81612a8491613821565b610bd357835f61251b565b6040513d84823e3d90fd5b7ff1bb1945000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b8364ffffffffff61010084015116907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd5d0082019164ffffffffff8311612b3d5760449264ffffffffff917f8c28140300000000000000000000000000000000000000000000000000000000845260045216602452fd5b602482634e487b7160e01b81526011600452fd5b7f85d983bf000000000000000000000000000000000000000000000000000000008552600452602484fd5b6064935067ffffffffffffffff60808794015116917fb3ac4c16000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b5067ffffffffffffffff6080840151168211612369565b7fecf68f36000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b5064ffffffffff61012084015116821161233b565b6024867f80e8bb3100000000000000000000000000000000000000000000000000000000815280600452fd5b5063ffffffff8111612321565b6024847f80e8bb310000000000000000000000000000000000000000000000000000000081526003600452fd5b6004847f6dad2d58000000000000000000000000000000000000000000000000000000008152fd5b807fbd407dda000000000000000000000000000000000000000000000000000000006024925246600452fd5b807f54882d180000000000000000000000000000000000000000000000000000000060049252fd5b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610144602452fd5b503461046f578060031936011261046f57602060ff600454166040519015158152f35b503461046f5760c060031936011261046f573660c41161046f57612d72613bd7565b612d7a6140d5565b908151612d8f602084019182519060046147ec565b90604084019182526001600160a01b0360408551015116835260056020526040832093612dbd8351866153a6565b9095612dd660608401926080850198818a52845261428d565b6004811015612f1f57600214612f05575b50612df2865161428d565b6004811015612e8e576003148015612ee4575b158015612ecf575b612ea2576001600160a01b036040835101511685526005602052604085209051855260205260408420612e428451965161428d565b6004811015612e8e5765ffffffffffff19612e6695969716179055519051906147a3565b517f1f9af3d2de163c2d22e1ed942d4b41ecb42712fac1cd78691fd55ce87c38666e8280a280f35b602486634e487b7160e01b81526021600452fd5b60248585517f0d94d932000000000000000000000000000000000000000000000000000000008252600452fd5b5064ffffffffff865160081c16421015612e0d565b507102000000000000000002000000000000000060a0830151161515612e05565b81518652602052600160408620015460a08301525f612de7565b602487634e487b7160e01b81526021600452fd5b503461046f57604060031936011261046f57612f4d613783565b6024359064ffffffffff82168203610bd757906cffffffffffffffffffffffffff60406020946001600160a01b03612fa5951681526003865220541667ffffffffffffffff64ffffffffff8260401c169116906156b4565b6040519015158152f35b503461046f578060031936011261046f576020604051620151808152f35b503461046f5760c060031936011261046f573660c41161046f57612fef613bd7565b612ff761412f565b60a08101680100000000000000006802000000000000000082519261301b8661397e565b5160481c16151591841c166130f9576130338261429c565b8151608081015160e0909101516130d891620f424067ffffffffffffffff9283169190921602620f423f01046fffffffffffffffffffffffffffffffff1660408401517f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee760206040516fffffffffffffffffffffffffffffffff85168152a26001600160a01b03602085510151166001600160a01b03602080870151015116906143b7565b6130e0575080f35b806001600160a01b036020611d65935101511690614557565b6044836111f5846111c96080604083015192015161428d565b503461046f57602060031936011261046f57600435801515809103610bdb57602436036132c5576040517f91d148540000000000000000000000000000000000000000000000000000000081527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a60048201523360248201526020816044816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9081156132ba578391613280575b50156132305760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f917fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff006004541660ff8216176004558151908152336020820152a180f35b6044827fb5284671000000000000000000000000000000000000000000000000000000008152336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452fd5b90506020813d6020116132b2575b8161329b60209383613821565b81010312610bd7576132ac90613904565b5f6131cb565b3d915061328e565b6040513d85823e3d90fd5b6044827ff70a10190000000000000000000000000000000000000000000000000000000081523660045260248052fd5b50346137235760c06003193601126137235761330f613783565b90613318613799565b6064359260443560ff85168086036137235760843560a43596613339613bd7565b613341613c4f565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001691823b1561372357604051987fd505accf000000000000000000000000000000000000000000000000000000008a526001600160a01b038716998a60048201523060248201526fffffffffffffffffffffffffffffffff89169586604483015287606483015260848201528260a48201528160c48201525f8160e48183895af161376e575b50604051957f7ecebe000000000000000000000000000000000000000000000000000000000087528a6004880152602087602481885afa968715613653578a9761373a575b508a8a52600260205260408a20548711806136a2575b15613672577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff87019087821161365e578b60049260209260405191848301937f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9855260408401523060608401528a608084015260a083015260c082015260c081526134d760e082613821565b51902095604051928380927f3644e5150000000000000000000000000000000000000000000000000000000082525afa90811561365357908a94939291859161360e575b509061355f60209661358693604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b92604051948594859094939260ff6060936080840197845216602083015260408201520152565b838052039060015afa15613603576001600160a01b038551168681159182156135f8575b50506135c85750839461026c94526002602052604085205580613cc3565b84604491877fb2f5645b000000000000000000000000000000000000000000000000000000008352600452602452fd5b14159050865f6135aa565b6040513d86823e3d90fd5b919395929450506020813d60201161364b575b8161362e60209383613821565b810103126136475751909389939092909161355f61351b565b8980fd5b3d9150613621565b6040513d8c823e3d90fd5b60248b634e487b7160e01b81526011600452fd5b60448a878d7fb2f5645b000000000000000000000000000000000000000000000000000000008352600452602452fd5b506040517fdd62ed3e0000000000000000000000000000000000000000000000000000000081528b6004820152306024820152602081604481895afa90811561372f579087918c916136f6575b501461344b565b9150506020813d602011613727575b8161371260209383613821565b81010312613723578690515f6136ef565b5f80fd5b3d9150613705565b6040513d8d823e3d90fd5b9096506020813d602011613766575b8161375660209383613821565b810103126137235751955f613435565b3d9150613749565b61377b9199505f90613821565b5f975f6133f0565b600435906001600160a01b038216820361372357565b602435906fffffffffffffffffffffffffffffffff8216820361372357565b60c0810190811067ffffffffffffffff8211176137d457604052565b634e487b7160e01b5f52604160045260245ffd5b6101e0810190811067ffffffffffffffff8211176137d457604052565b6060810190811067ffffffffffffffff8211176137d457604052565b90601f601f19910116810190811067ffffffffffffffff8211176137d457604052565b60031960c0910112613723576040519061385d826137b8565b816004356001600160a01b03811681036137235781526024356001600160a01b0381168103613723576020820152604435604082015260643564ffffffffff811681036137235760608201526084356fffffffffffffffffffffffffffffffff8116810361372357608082015260a4359064ffffffffff821682036137235760a00152565b60048110156138f057602452565b634e487b7160e01b5f52602160045260245ffd5b5190811515820361372357565b6040519061391e826137e8565b5f6101c0838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e08201528261010082015282610120820152826101408201528261016082015282610180820152826101a08201520152565b600211156138f057565b9190604051610100810181811067ffffffffffffffff8211176137d4576040525f815260208101905f82525f60408201525f60608201525f60808201525f60a08201525f60c08201525f60e08201526001600160a01b038195165f5260056020526139f760405f2093846153a6565b909260ff82169060048210156138f05764ffffffffff60029383865260081c16905203613aa057505f908152602091909152604090206001015467ffffffffffffffff90680200000000000000008116151560c0850152680100000000000000008116151560808501528181166040850152613a71604890565b1c680200000000000000008116151560e0850152680100000000000000008116151560a0850152166060830152565b93505050565b906003811015613ab75760051b0190565b634e487b7160e01b5f52603260045260245ffd5b467f000000000000000000000000000000000000000000000000000000000000000003613b16577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152613bd160c082613821565b51902090565b60c43603613be157565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260c460245260445ffd5b6101243603613c1d57565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045261012460245260445ffd5b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c613c9b5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b604051917f6e09999e0000000000000000000000000000000000000000000000000000000083526001600160a01b038116928360048201526020816024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa908115613fe8575f9161409b575b501561406f577f0000000000000000000000000000000000000000000000000000000000000000936001600160a01b038516926040517f70a08231000000000000000000000000000000000000000000000000000000008152306004820152602081602481885afa908115613fe8575f9161403d575b506fffffffffffffffffffffffffffffffff8316946001600160a01b03604051937f23b872dd000000000000000000000000000000000000000000000000000000005f52169788600452306024528660445260205f60648180855af19060015f511482161561401e575b50836040525f60605215613ff357826024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa918215613fe8575f92613fb4575b506bffffffffffffffffffffffff8211159182613f8b575b5050158015613f83575b613f53579181613f49610a237f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a95613eef613ed96020976001600160a01b03165f52600160205260405f2090565b54916bffffffffffffffffffffffff8316614385565b6fffffffffffffffffffffffffffffffff1677ffffffffffffffffffffffff00000000000000000000000082167fffffffffffffffff00000000000000000000000000000000000000000000000092909216919091171790565b55604051908152a3565b82847fb2f5645b000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b508215613e8b565b909150848201809211613fa057145f80613e81565b634e487b7160e01b5f52601160045260245ffd5b9091506020813d602011613fe0575b81613fd060209383613821565b810103126137235751905f613e69565b3d9150613fc3565b6040513d5f823e3d90fd5b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001821516614034573b15153d1516165f613e1b565b843d5f823e3d90fd5b90506020813d602011614067575b8161405860209383613821565b8101031261372357515f613db1565b3d915061404b565b827f619d2f9a000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b90506020813d6020116140cd575b816140b660209383613821565b81010312613723576140c790613904565b5f613d3b565b3d91506140a9565b604051906140e2826137b8565b5f60a0836140ee613911565b81526140f8613911565b60208201528260408201528260608201528260808201520152565b64ffffffffff620151809116019064ffffffffff8211613fa057565b6141376140d5565b50614142600461471c565b90614150608083015161428d565b60048110156138f0576001811415806141ef575b6141b6575064ffffffffff614180816101208551015116614113565b1680421061418b5750565b7f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6141ea9060408401517f27805ceb000000000000000000000000000000000000000000000000000000005f526004526138e2565b60445ffd5b506002811415614164565b6142026140d5565b5061420d600461471c565b9061421b608083015161428d565b60048110156138f057600181141580614282575b6141b6575064ffffffffff61424b816101208551015116614113565b16804210156142575750565b7f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50600281141561422f565b60ff1660048110156138f05790565b6001600160a01b03604082510151165f52600560205260405f2060808201519060608301600481511061430257515f526020525f600160408220828155015564ffffffffff429160081c16116142ef5750565b8060206143009251910151906147a3565b565b929165ffffffffffff1965ffffffffff00807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff006040600396970151941616169116171791515f5260205260405f2055565b906fffffffffffffffffffffffffffffffff809116911603906fffffffffffffffffffffffffffffffff8211613fa057565b906fffffffffffffffffffffffffffffffff809116911601906fffffffffffffffffffffffffffffffff8211613fa057565b61446f91506001600160a01b031691825f52600160205260405f2054906144106143f86143e45f84614353565b6bffffffffffffffffffffffff8516614385565b916bffffffffffffffffffffffff8460601c16614353565b91907bffffffffffffffffffffffffffffffff0000000000000000000000006fffffffffffffffffffffffffffffffff7fffffffffffffffff00000000000000000000000000000000000000000000000092169360601b169116171790565b905f52600160205260405f2055565b9392939190916144b06001600160a01b03821692835f52600160205260405f2054906144106143f86143e48a84614353565b908415614550576144c091615586565b905b5f52600160205260405f20556fffffffffffffffffffffffffffffffff83161580614548575b6145435761451f6001600160a01b03821693845f526001602052613eef60405f2054916bffffffffffffffffffffffff8316614385565b911561453c5761446f91615586565b5f52600160205260405f2055565b509061452e565b505050565b5081156144e8565b50906144c2565b614568906020815191015190614e41565b61456f5750565b61458a816001600160a01b03165f52600160205260405f2090565b5463ffffffff8160c01c1660030b60030b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd8201915f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd84129112908015821691151617613fa0576146e791637fffffff8113614711575b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffff8000000081126146ea575b7bffffffff0000000000000000000000000000000000000000000000007fffffffff00000000ffffffffffffffffffffffffffffffffffffffffffffffff916040517ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd81528160030b60208201527fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e60406001600160a01b03891692a260c01b16911617916001600160a01b03165f52600160205260405f2090565b55565b507fffffffffffffffffffffffffffffffffffffffffffffffffffffffff8000000061462b565b50637fffffff614603565b906147366147286140d5565b9283516020850151916147ec565b604083019081526001600160a01b03604084510151165f52600560205261477a61476560405f209251836153a6565b6060869392930192816080880152835261428d565b60048110156138f05760021461478e575050565b515f52602052600160405f20015460a0830152565b906143009164ffffffffff806001600160a01b036040818186015116956147dd610100870197610120868a51169801978689511691615702565b01511693511691511691615702565b60a08101359071ffffffffffffffffffffffffffffffffffff8216614a9e57614a9b9360486149cb9267ffffffffffffffff614a629560018552604d83013560601c6020860152606183013560601c6040860152607583013560c01c6080860152607d83013560c01c60a086015263ffffffff60c08601608585013560e01c815260e0870192608986013560c01c8452609186013560d81c610100890152609686013560d81c610120890152609b86013560d81c61014089015260e01c61016088015260a485013560e01d60030b6101808801526148d060a886013560f81c615d3a565b6148d98161397e565b6101a088015260a985013560d81c6101c0880152843560601c60208b0152601485013560601c60408b0152602885013560c01c8060808c015260a08b0152511660c0890152511660e0870152603081013560d81c610100870152603581013560d81c610120870152603a81013560d81c610140870152603f81013560e01c610160870152604381013560e01d60030b61018087015261497e604782013560f81c615d3a565b6149878161397e565b6101a0870152013560d81c6101c0850152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b91614a2a7f00000000000000000000000000000000000000000000000000000000000000009384604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b6060820152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b90604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b90565b7f6dad2d58000000000000000000000000000000000000000000000000000000005f5260045ffd5b6001600160a01b039094939192941691825f526003602052614afc60405f2054916cffffffffffffffffffffffffff83166152ee565b9290958615614bdf5790614b339164ffffffffff80429316911671ffffffffffffffffffffffffffffffffffff8560681c16615979565b9015614bb357906cffffffffffffffffffffffffff196cffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff000000000000000000000000007fff000000000000000000000000000000000000ffffffffffffffffffffffffff9460681b1694169116171617905f52600360205260405f2055565b837fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b505f955050505050565b63ffffffff9060c01c1660030b9160030b9160030b90828212614c0b57505050565b6001600160a01b03907fbeaa3832000000000000000000000000000000000000000000000000000000005f521660045260245260445260645ffd5b60018160f81c111580614c88575b80614c77575b158015614c69575b614a9e5790565b5062ffffff81161515614c62565b50600860ff8260181c161115614c5a565b50600160ff8260201c161115614c54565b60f81c614ca4575f90565b600190565b60ff6040519160208301937fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e855260408401528060f81c606084015264ffffffffff8160d01c16608084015267ffffffffffffffff8160901c1660a084015264ffffffffff8160681c1660c084015267ffffffffffffffff8160281c1660e0840152818160201c1661010084015260181c166101208201526101208152613bd161014082613821565b90614db86001600160a01b03917f0000000000000000000000000000000000000000000000000000000000000000604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b911690818015159182614dfb575b505015614dd05750565b7fd855c4f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b03919250614e119060e46158cf565b1614815f614dc6565b9067ffffffffffffffff811667ffffffffffffffff8316105f14614e3c575090565b905090565b9067ffffffffffffffff60808301511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001611159182614e8957505090565b6001600160a01b03809293506020809201511692015116141590565b60208101906001600160a01b0382511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa918215613fe8575f926150fa575b506001600160a01b0382511680159081156150e5575b506150af5764ffffffffff60a082015116421161507957614f95614f8d601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e082209152610908613acb565b6102a46158cf565b6001600160a01b03808351169116908114615071576001600160a01b03845116809103614dd05750608001516fffffffffffffffffffffffffffffffff16801515918261501f575b5050614fe95750600190565b6001600160a01b039051167f6936b0f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b604001511591508115615035575b505f80614fdd565b90506fffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016105f61502d565b505050505f90565b6001600160a01b038351167f6936b0f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b038351167fd0e216c2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b90506001600160a01b0382511614155f614f38565b9091506060813d60601161516a575b8161511660609383613821565b81010312613723576040519061512b82613805565b80516001600160a01b03811681036137235782526020810151600281101561372357602083015261515e90604001613904565b6040820152905f614f22565b3d9150615109565b60208101906001600160a01b0382511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa918215613fe8575f92615276575b506001600160a01b038251168015908115615261575b506150af5764ffffffffff60a082015116421161507957614f9561525a601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e082209152610908613acb565b60c46158cf565b90506001600160a01b0382511614155f615205565b9091506060813d6060116152e6575b8161529260609383613821565b8101031261372357604051906152a782613805565b80516001600160a01b0381168103613723578252602081015160028110156137235760208301526152da90604001613904565b6040820152905f6151ef565b3d9150615285565b64ffffffffff8160401c169067ffffffffffffffff8116906153118483856156b4565b61539c575064ffffffffff821664ffffffffff8416111561536557600167ffffffffffffffff6cffffffffff00000000000000009364ffffffffff82809516918703161b1617169160401b16179060019190565b67ffffffffffffffff9081600164ffffffffff6cffffffffff000000000000000095968703161b1617169160401b16179060019190565b93925050505f9190565b915f5b600481106153d657508192825f5260205265ffffffffffff1960405f2054928318166153d157565b5f9150565b805f528360205260405f205465ffffffffffff1984821816156153fc57506001016153a9565b9093509150565b6fffffffffffffffffffffffffffffffff82169081156145435761544b61430093613eef615442846001600160a01b03165f52600160205260405f2090565b54918483615a45565b615466826001600160a01b03165f52600160205260405f2090565b556040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f00000000000000000000000000000000000000000000000000000000000000005b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f511482161561554f575b6040521561551a5750565b6001600160a01b03907f5274afe7000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b90600181151661556757823b15153d1516169061550f565b503d5f823e3d90fd5b6155798161397e565b615581575f90565b604890565b9062015180420490818360e01c146156af5763ffffffff8360c01c1660030b60030b9060018201915f600184129112908015821691151617613fa05777ffffffffffffffffffffffffffffffffffffffffffffffff917bffffffff00000000000000000000000000000000000000000000000091637fffffff82136156a3575b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffff80000000821261567b575b7fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e60406001600160a01b03815193600185528560030b60208601521692a260c01b169160e01b9216171790565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffff80000000915061562e565b637fffffff9150615606565b505090565b909164ffffffffff821664ffffffffff8216116156fb5764ffffffffff91031660408110918215926156e557505090565b6001925067ffffffffffffffff16901c16151590565b5050505f90565b7effffffffffffffffffffffffffffffffffff000000000000000000000000006157896001600160a01b037fff000000000000000000000000000000000000ffffffffffffffffffffffffff939594951694855f52600360205264ffffffffff8060405f20549616911671ffffffffffffffffffffffffffffffffffff8660681c16615c9a565b60681b16911617905f52600360205260405f2055565b9064ffffffffff6101008301511664ffffffffff6101208401511691818311156158a35764ffffffffff806101408601511691161061587657620f424063ffffffff61016085015116116158495764ffffffffff9063ffffffff60c0610e1067ffffffffffffffff6080880151160295015116920316021061581d57565b7f80e8bb31000000000000000000000000000000000000000000000000000000005f526004805260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600260045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600160045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b6020810135917f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8316917f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a083116150715761595e5f9360209560ff1c15851461597157601b935b6040519485943591859094939260ff6060936080840197845216602083015260408201520152565b838052039060015afa15613fe8575f5190565b601c93615936565b909392916090925f905b609082106159d4575050609083146159cb5771ffffffffffffffffffffffffffffffffffff809394958065ffffffffffff93039060101b17851b16931b191616179060019190565b509250505f9190565b909371ffffffffffffffffffffffffffffffffffff8416851c601081901c63ffffffff169061ffff168101838111615a14575050506030845b0190615983565b849089979397109182615a3b575b5050615a3057603090615a0d565b5050509250505f9190565b109050835f615a22565b6bffffffffffffffffffffffff9093929193166fffffffffffffffffffffffffffffffff821693848210615a8b5750036fffffffffffffffffffffffffffffffff169150565b906001600160a01b0385927f1f984351000000000000000000000000000000000000000000000000000000005f521660045260245260445260645ffd5b9064ffffffffff8260401c169167ffffffffffffffff81169064ffffffffff84169264ffffffffff811690848211615c055750830364ffffffffff8111613fa05764ffffffffff16603f811015615bfa5760018101809111613fa05767ffffffffffffffff8091161b67ffffffffffffffff811693603f8110615b8e575b505067ffffffffffffffff831667ffffffffffffffff848416161461539c57506cffffffffff00000000000000009167ffffffffffffffff9117169160401b16179060019190565b6001919294500164ffffffffff8111613fa05767ffffffffffffffff600164ffffffffff7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff93161b160167ffffffffffffffff8111613fa0571667ffffffffffffffff16915f80615b46565b5093925050505f9190565b9250505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b60808101906fffffffffffffffffffffffffffffffff82511615615c94576001600160a01b039051165f5260016020526fffffffffffffffffffffffffffffffff6bffffffffffffffffffffffff60405f2054169151168082105f14614e3c575090565b50505f90565b909291925f5b60908110615caf575090925050565b818571ffffffffffffffffffffffffffffffffffff8516831c601081901c63ffffffff169061ffff16810192149182615d30575b5050615d09576030810180911115615ca057634e487b7160e01b5f52601160045260245ffd5b905071ffffffffffffffffffffffffffffffffffff92935065ffffffffffff901b19161690565b149050855f615ce3565b60018111614a9e57614a9b8161397e56' as const;

/** As it stands on chain, with zeros where the constructor puts immutables. */
export const energyMarketDeployed = {
  immutables: [
    { start: 1170, length: 32 },
    { start: 2075, length: 32 },
    { start: 3232, length: 32 },
    { start: 3490, length: 32 },
    { start: 3946, length: 32 },
    { start: 4640, length: 32 },
    { start: 5477, length: 32 },
    { start: 8321, length: 32 },
    { start: 9173, length: 32 },
    { start: 9314, length: 32 },
    { start: 9454, length: 32 },
    { start: 12699, length: 32 },
    { start: 13131, length: 32 },
    { start: 15054, length: 32 },
    { start: 15092, length: 32 },
    { start: 15261, length: 32 },
    { start: 15627, length: 32 },
    { start: 15683, length: 32 },
    { start: 18897, length: 32 },
    { start: 19809, length: 32 },
    { start: 20060, length: 32 },
    { start: 20210, length: 32 },
    { start: 20554, length: 32 },
    { start: 20927, length: 32 },
    { start: 21664, length: 32 },
  ],
  code: '0x60806040526004361015610011575f80fd5b5f5f3560e01c80630daf9eb8146132f557806316c38b3c1461311257806317ff987014612fcd57806321241dfe14612faf5780632f4e67b014612f335780633b42c2a214612d505780635c975abb14612d2d5780636447456814611ffd57806373b9aa9114611f7d57806375463d5b14611abb578063755ab35f146115895780637b103999146115455780637ecebe001461150f5780638bb7582b146112445780639137c269146111f75780639214c11c14610fc15780639ce7483d14610dc6578063a1c1b05914610d81578063a6f0100d14610cc4578063af2b9e4914610c7f578063b3fb656414610c11578063b444ef9d14610bf3578063bbc9e114146106e1578063d158cdd114610514578063e63ab1e9146104d9578063f698da25146104b6578063fc0c546a146104725763fcfe5d451461014e575f80fd5b3461046f5761010060031936011261046f5761016936613844565b9060407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c36011261046f57610104360361043d576101a5613c4f565b6040820151610405576101b782615172565b60208301926001600160a01b038451168352600360205260408320549360608201906101fa64ffffffffff8351166cffffffffffffffffffffffffff8816615ac8565b8115806103fd575b6103b95761020f85615c30565b958061039e575b6102d0575b9061026c96976cffffffffffffffffffffffffff196cffffffffffffffffffffffffff85946001600160a01b038099989751168c526003602052169116176040892055610292575b50505116615403565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff857f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f80610263565b9392919060ff62015180420406976001890180991161038a578861026c98998260f81c145f1461033657506001600160a01b039596506cffffffffffffffffffffffffff196cffffffffffffffffffffffffff8a985b939495969750505097965061021b565b6cffffffffffffffffffffffffff6001600160a01b0397927effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff199360f81b91161792610326565b602488634e487b7160e01b81526011600452fd5b506fffffffffffffffffffffffffffffffff86161515610216565b6044878564ffffffffff6001600160a01b03875116915116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b506001610202565b6001600160a01b0360206024930151167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610104602452fd5b80fd5b503461046f578060031936011261046f5760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f578060031936011261046f5760206104d1613acb565b604051908152f35b503461046f578060031936011261046f5760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b503461046f57602060031936011261046f5761052e613783565b6040519190606061053f8185613821565b825b8181106106c25750506001600160a01b0316815260036020526040808220549081901c64ffffffffff16929067ffffffffffffffff81169060681c71ffffffffffffffffffffffffffffffffffff16835b6003811061061057505067ffffffffffffffff9064ffffffffff60405195168552166020840152604083019082915b600383106105cf5761010085f35b81518490825b600283106105f35750505060206040600192019201920191906105c1565b60208060019264ffffffffff8551168152019201920191906105d5565b60308102818104603014821517156106ae5771ffffffffffffffffffffffffffffffffffff8316901c601081901c63ffffffff169061ffff168101604051916040830183811067ffffffffffffffff82111761069a5760405264ffffffffff9081168352166020820152600191906106888287613aa6565b526106938186613aa6565b5001610592565b602489634e487b7160e01b81526041600452fd5b602486634e487b7160e01b81526011600452fd5b60209060408051906106d48183613821565b3682378187015201610541565b503461046f5760031936016101208112610bdb5760e01361046f576040519060e0820182811067ffffffffffffffff821117610bdf57604052610722613783565b82526024356001600160a01b0381168103610bdb57602083019081526044356001600160a01b0381168103610bd75760408401908152606435906fffffffffffffffffffffffffffffffff82168203610bd357606085019182526084356fffffffffffffffffffffffffffffffff81168103610bcf576080860190815260a43567ffffffffffffffff81168103610bcb5760a0870190815260c4359464ffffffffff86168603610bc75760c0880195865260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c360112610bc7576001600160a01b039061080e613c12565b610816613c4f565b5116947f0000000000000000000000000000000000000000000000000000000000000000956001600160a01b03871603610b9b576001600160a01b038451168015908115610b91575b50610b64576fffffffffffffffffffffffffffffffff85511615610b37575164ffffffffff164211610b0b5767ffffffffffffffff9051166108bc6001600160a01b038851166001600160a01b03165f525f60205260405f205490565b03610ade576001600160a01b03865116610940601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f01825261010082209152610908613acb565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b908015159182610abf575b505015610a89576fffffffffffffffffffffffffffffffff91610a7e6001600160a01b039284848a8161026c9b9c51168c528b60205260408c20600181540190558b610a3b610a238484511692868d5116906109c46109bb866001600160a01b03165f52600160205260405f2090565b54928684615a45565b6fffffffffffffffffffffffffffffffff1677ffffffffffffffffffffffff00000000000000000000000083167fffffffffffffffff000000000000000000000000000000000000000000000000939093169290921791909117919050565b916001600160a01b03165f52600160205260405f2090565b558181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a3511691511690615403565b5116915116916154c0565b6024856001600160a01b038851167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b03919250610ad59060e46158cf565b16145f8061094b565b6024857f39c9644c0000000000000000000000000000000000000000000000000000000081526003600452fd5b6024867f39c9644c00000000000000000000000000000000000000000000000000000000815260048052fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526002600452fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526001600452fd5b905030145f61085f565b6024877f39c9644c00000000000000000000000000000000000000000000000000000000815280600452fd5b8680fd5b8580fd5b8480fd5b8380fd5b8280fd5b5080fd5b602482634e487b7160e01b81526041600452fd5b503461046f578060031936011261046f5760206040516202a3008152f35b503461046f57604060031936011261046f57610c2b613783565b610c33613799565b9060443603610c4f579061026c91610c49613c4f565b33613cc3565b6044837ff70a10190000000000000000000000000000000000000000000000000000000081523660045281602452fd5b503461046f578060031936011261046f57602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f57604060031936011261046f57610cea610ce1613783565b60243590613988565b90604051908251906004821015610d6d57506101009260e091835264ffffffffff602082015116602084015267ffffffffffffffff604082015116604084015267ffffffffffffffff606082015116606084015260808101511515608084015260a0810151151560a084015260c0810151151560c08401520151151560e0820152f35b80634e487b7160e01b602492526021600452fd5b503461046f578060031936011261046f57602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f576101e060031936011261046f5760405190610de6826137e8565b6004356002811015610bdb5782526024356001600160a01b0381168103610bdb5760208301526044356001600160a01b0381168103610bdb576040830152606435606083015260843567ffffffffffffffff81168103610bdb57608083015260a43567ffffffffffffffff81168103610bdb5760a083015260c43563ffffffff81168103610bdb5760c083015260e43567ffffffffffffffff81168103610bdb5760e08301526101043564ffffffffff81168103610bdb576101008301526101243564ffffffffff81168103610bdb576101208301526101443564ffffffffff81168103610bdb576101408301526101643563ffffffff81168103610bdb57610160830152610184358060030b8103610bdb576101808301526101a4356002811015610bdb576101a08301526101c4359064ffffffffff8216820361046f5760206104d1610f6885856101c0820152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b7f0000000000000000000000000000000000000000000000000000000000000000604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b503461046f5760c060031936011261046f573660c41161046f57610fe3613bd7565b610feb61412f565b60a08101908151610ffb8461397e565b831c68020000000000000000811615159251611015604890565b1c680200000000000000008116151591680100000000000000008116156111b057856111166001600160a01b03602086604097966110686111519767ffffffffffffffff8060808e510151169116614e1a565b91611195575b506110788961429c565b887f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0660608251936fffffffffffffffffffffffffffffffff61112160e0870182620f424067ffffffffffffffff80845116961695860204169a8b9167ffffffffffffffff8060808c01511691511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b9e8f97015196614353565b6040519283528988840152166040820152a20151169460208701956001600160a01b03602088510151169061447e565b830361115b578380f35b611178921561117f5751602001516001600160a01b031690614557565b5f80808380f35b506001600160a01b036020825101511690614557565b9067ffffffffffffffff6111aa921690614e1a565b5f61106e565b6044866111f5866111c96080604083015192015161428d565b907f27805ceb0000000000000000000000000000000000000000000000000000000084526004526138e2565bfd5b503461046f578060031936011261046f5760206040516fffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f5761012060031936011261046f573660c41161046f5760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c36011261046f57611291613c12565b6112996141fa565b6112a460c435614c46565b6112ad81614c99565b906112b78261397e565b816114f8576001600160a01b03604084510151165b6112e560408501916112df835185614ca9565b90614d52565b60a0840180516112f485615570565b1c9467ffffffffffffffff8616936801000000000000000087161596680200000000000000008815911615958615918199906114e2575b80156114cb575b156114925767ffffffffffffffff8360901c1690811161148a575b5094611479575b50806001600160a01b0360406080935101511688526005602052604088206060820151895260205267ffffffffffffffff604089209351971696855f146114725768020000000000000000905b68ffffffffffffffffff680100000000000000006113be8a615570565b938b1717831b921b1916176001840155016113d9815161428d565b600481101561145e57917f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca95939160016060969414611436575b50505194604051926114248161397e565b8352602083015215156040820152a280f35b8251905165ffffffffffff199190911665ffffffffff00919091161760021790555f80611413565b602488634e487b7160e01b81526021600452fd5b88906113a1565b60201c60ff16151593506080611354565b97505f61134d565b89604491897f36a41a250000000000000000000000000000000000000000000000000000000083526114c38161397e565b600452602452fd5b5060ff8360201c1615158015611332575086611332565b508067ffffffffffffffff8460901c161161132b565b6001600160a01b03604060208501510151166112cc565b503461046f57602060031936011261046f5760206104d161152e613783565b6001600160a01b03165f525f60205260405f205490565b503461046f578060031936011261046f5760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461046f576102e060031936011261046f576115a536613844565b906101e07fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c36011261046f576040516115dd816137e8565b60c4356002811015610bd757815260e4356001600160a01b0381168103610bd757602082015261010435926001600160a01b0384168403610bd757604082019384526101243560608301526101443567ffffffffffffffff81168103610bd35760808301526101643567ffffffffffffffff81168103610bd35760a08301526101843563ffffffff81168103610bd35760c08301526101a43567ffffffffffffffff81168103610bd35760e08301526101c43564ffffffffff81168103610bd3576101008301526101e43564ffffffffff81168103610bd3576101208301526102043564ffffffffff81168103610bd3576101408301526102243563ffffffff81168103610bd357610160830152610244358060030b8103610bd357610180830152610264356002811015610bd3576101a0830152610284359364ffffffffff85168503610bd3576101c0830194855260407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd5c360112610bd3576102e43603611a8957611768613c4f565b60408201926117a9610f68855192601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b149081611a68575b5015611a30576117c081614ea5565b9160208201906001600160a01b03825116855260036020526cffffffffffffffffffffffffff64ffffffffff60408720549751169161180183838a166152ee565b918194916119f1575b50501695866cffffffffffffffffffffffffff1982161790606085019761183964ffffffffff8a511682615ac8565b929094851590816119e8575b506119a45761185387615c30565b9780611989575b6118b1575b50509183916cffffffffffffffffffffffffff196cffffffffffffffffffffffffff61026c999a956001600160a01b0380999851168c5260036020521691161760408920556102925750505116615403565b60ff620151809a9593979694929a4204069960018b01809b11611975578a61026c9a9b8460f81c145f1461191d575050506001600160a01b039596506cffffffffffffffffffffffffff196cffffffffffffffffffffffffff8a985b93959a995050819395965061185f565b6001600160a01b03989350916cffffffffffffffffffffffffff917effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff199460f81b921617179261190d565b60248a634e487b7160e01b81526011600452fd5b506fffffffffffffffffffffffffffffffff8816151561185a565b6044898b64ffffffffff6001600160a01b038a5116915116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b9050155f611845565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f860206001600160a01b03885116925193604051908152a35f8061180a565b602001517f6936b0f40000000000000000000000000000000000000000000000000000000083526001600160a01b0316600452602482fd5b6001600160a01b03915051166001600160a01b03602083015116145f6117b1565b6044847ff70a1019000000000000000000000000000000000000000000000000000000008152366004526102e4602452fd5b503461046f5761018060031936011261046f573660c41161046f5760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c36011261046f5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffebc36011261046f576101843603611f4b57611b3b6141fa565b908151916020810192835193611b5260c435614c46565b90611b5f61012435614c46565b9560a0850151611b6e84614c99565b611b778161397e565b1580611f1f575b15611ef3576001611b8e89614c99565b611b978161397e565b149081611ecf575b5080611eac575b15611e7f5760ff8360201c1615611e535760ff8760201c1615611e26576001600160a01b0360408501511692611be560408701946112df865184614ca9565b6001600160a01b03604083015116611c01610f6886518b614ca9565b818015159182611e06575b505015611ddb5750869767ffffffffffffffff80611c3893611d659a5060901c169160901c1690614e1a565b90611c5267ffffffffffffffff6080870151168093614e1a565b9467ffffffffffffffff63ffffffff6101608301511663ffffffff610160850151168082105f14611dd35750965b16928315159687611dab575b505085611d94575b85611d68575b505060206001600160a01b0381819388611cbd67ffffffffffffffff999a61429c565b5160e08101516080820151620f42409a821684028b90046fffffffffffffffffffffffffffffffff9081169b9394937f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a069360609367ffffffffffffffff918216911602620f423f0104169951926fffffffffffffffffffffffffffffffff611d458d8d614353565b6040519283528d88840152166040820152a201511692510151169061447e565b80f35b67ffffffffffffffff955060206001600160a01b0393611d8a82948694614e41565b9750935050611c9a565b61010081015164ffffffffff164210159550611c94565b67ffffffffffffffff92975063ffffffff620f42409116820204900316821015945f80611c8c565b905096611c80565b7fd855c4f4000000000000000000000000000000000000000000000000000000008852600452602487fd5b6001600160a01b03919250611e1d906101446158cf565b1614815f611c0c565b6024867fa2b605190000000000000000000000000000000000000000000000000000000081526001600452fd5b6024867fa2b6051900000000000000000000000000000000000000000000000000000000815280600452fd5b6024867fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b5067ffffffffffffffff8360901c1667ffffffffffffffff8860281c1614611ba6565b905067ffffffffffffffff808960901c1691611ee9604890565b1c1611155f611b9f565b6024877fa29bfc4a00000000000000000000000000000000000000000000000000000000815280600452fd5b5067ffffffffffffffff8460901c16611f378861397e565b67ffffffffffffffff82891c161115611b7e565b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610184602452fd5b503461046f57602060031936011261046f576080906001600160a01b03611fa2613783565b1681526001602052604081205490506bffffffffffffffffffffffff8160601c169063ffffffff8160c01c1660030b604051926bffffffffffffffffffffffff83168452602084015260030b604083015260e01c6060820152f35b503461046f5761014060031936011261046f573660c41161046f5760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c36011261046f5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc36011261046f576101443603612cfb5760ff60045416612cd3577f00000000000000000000000000000000000000000000000000000000000000004603612ca7576120ae613911565b6120b6613911565b9060a43571ffffffffffffffffffffffffffffffffffff8116612c7f576001835260513560601c602084015260653560601c604084015260793560c01c608084015260813560c01c60a084015260893560e01c60c0840152608d3560c01c60e084015260953560d81c610100840152609a3560d81c610120840152609f3560d81c61014084015260e01c61016083015260a83560e01d60030b61018083015261216360ac3560f81c615d3a565b61216c8161397e565b6101a083015260ad3560d81c6101c083015260043560601c602082015260183560601c6040820152602c3560c01c6080820152602c3560c01c60a082015263ffffffff60c08301511660c082015267ffffffffffffffff60e08301511660e082015260343560d81c61010082015260393560d81c610120820152603e3560d81c61014082015260433560e01c61016082015260473560e01d60030b61018082015261221b604b3560f81c615d3a565b6122248161397e565b6101a0820152604c3560d81c6101c0820152612270610f6883601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b60608201526122af610f6882601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b916001600160a01b036040830151166001600160a01b0360408301511614612c525764ffffffffff6101008301511664ffffffffff61012084015116906122f6818561579f565b61230c64ffffffffff610120850151168461579f565b61a8c064ffffffffff82840316118015612c45575b612c195764ffffffffff6101008401511681108015612c04575b612bd657505067ffffffffffffffff60808301511667ffffffffffffffff60a0830151168082108015612bbf575b612b7c57505064ffffffffff6101408301511680421015612b51575064ffffffffff6101408201511680421015612b51575064ffffffffff610100830151166202a3004201908142116106ae5711612ac85767ffffffffffffffff60808301511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690818110612a9a575050836001600160a01b036040840151166001600160a01b036020850151166101a084015161242b8161397e565b6001600160a01b036040860151166001600160a01b03602087015116916101a0880151936124588561397e565b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163b15610bc757604051957f6529e07c000000000000000000000000000000000000000000000000000000008752600487015260248601526124c28161397e565b6044850152606484015260848301526124da8161397e565b60a4820152818160c4816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa8015612a8f57612a7a575b50506001600160a01b036040830151168015159081612a5d575b5015612a24576001600160a01b036040820151166060830151908015159182612a04575b5050156129cc5761259f6001600160a01b0360408401511664ffffffffff6101c08501511664ffffffffff610100860151169064ffffffffff6101208701511692614ac6565b1561290a576125e36001600160a01b0360408301511664ffffffffff6101c08401511664ffffffffff610100860151169064ffffffffff6101208701511692614ac6565b156128bf576020820151608083015160e08401516126fa926001600160a01b031691620f424067ffffffffffffffff9283169190921602620f423f01046fffffffffffffffffffffffffffffffff16906126dc610a23612654836001600160a01b03165f52600160205260405f2090565b549361267c612664828688615a45565b916bffffffffffffffffffffffff8760601c16614385565b9085907bffffffffffffffffffffffffffffffff0000000000000000000000006fffffffffffffffffffffffffffffffff7fffffffffffffffff00000000000000000000000000000000000000000000000092169360601b169116171790565b556001600160a01b0360208501511661018084015160030b91614be9565b6001600160a01b036020820151168452600160205261273460408520546001600160a01b0360208401511661018085015160030b91614be9565b6001600160a01b0360408301511684526005602052604084209261012083015193855b600481108061283a575b1561276e57600101612757565b90600165ffffffffff0080899860081b161665ffffffffffff198516171791600481145f146128355750825b865260205260408520557f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a06001600160a01b036040818188015116950151169460608101519067ffffffffffffffff6080820151169067ffffffffffffffff60e08201511664ffffffffff610120816101008501511693015116926040519485526020850152604084015260608301526080820152a480f35b61279a565b5080875281602052604087205460ff811660048110156128ab5788600382149283612894575b508215612887575b8215612876575b5050612761565b90915061145e576002145f8061286f565b5060018114915088612868565b90925064ffffffffff429160081c1611915f612860565b602489634e487b7160e01b81526021600452fd5b838164ffffffffff6101c06001600160a01b03604060449601511692015116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b5091906001600160a01b036040840151168252600560205260ff61293182604085206153a6565b90501660048110156129b85761298c57508164ffffffffff6101c06001600160a01b03604060449601511692015116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b602492507f9329d01d000000000000000000000000000000000000000000000000000000008252600452fd5b602483634e487b7160e01b81526021600452fd5b604001517fd855c4f40000000000000000000000000000000000000000000000000000000084526001600160a01b0316600452602483fd5b6001600160a01b03919250612a1b906101046158cf565b16145f80612559565b6024846001600160a01b036040850151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b03612a728560c46158cf565b16145f612535565b81612a8491613821565b610bd357835f61251b565b6040513d84823e3d90fd5b7ff1bb1945000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b8364ffffffffff61010084015116907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd5d0082019164ffffffffff8311612b3d5760449264ffffffffff917f8c28140300000000000000000000000000000000000000000000000000000000845260045216602452fd5b602482634e487b7160e01b81526011600452fd5b7f85d983bf000000000000000000000000000000000000000000000000000000008552600452602484fd5b6064935067ffffffffffffffff60808794015116917fb3ac4c16000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b5067ffffffffffffffff6080840151168211612369565b7fecf68f36000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b5064ffffffffff61012084015116821161233b565b6024867f80e8bb3100000000000000000000000000000000000000000000000000000000815280600452fd5b5063ffffffff8111612321565b6024847f80e8bb310000000000000000000000000000000000000000000000000000000081526003600452fd5b6004847f6dad2d58000000000000000000000000000000000000000000000000000000008152fd5b807fbd407dda000000000000000000000000000000000000000000000000000000006024925246600452fd5b807f54882d180000000000000000000000000000000000000000000000000000000060049252fd5b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610144602452fd5b503461046f578060031936011261046f57602060ff600454166040519015158152f35b503461046f5760c060031936011261046f573660c41161046f57612d72613bd7565b612d7a6140d5565b908151612d8f602084019182519060046147ec565b90604084019182526001600160a01b0360408551015116835260056020526040832093612dbd8351866153a6565b9095612dd660608401926080850198818a52845261428d565b6004811015612f1f57600214612f05575b50612df2865161428d565b6004811015612e8e576003148015612ee4575b158015612ecf575b612ea2576001600160a01b036040835101511685526005602052604085209051855260205260408420612e428451965161428d565b6004811015612e8e5765ffffffffffff19612e6695969716179055519051906147a3565b517f1f9af3d2de163c2d22e1ed942d4b41ecb42712fac1cd78691fd55ce87c38666e8280a280f35b602486634e487b7160e01b81526021600452fd5b60248585517f0d94d932000000000000000000000000000000000000000000000000000000008252600452fd5b5064ffffffffff865160081c16421015612e0d565b507102000000000000000002000000000000000060a0830151161515612e05565b81518652602052600160408620015460a08301525f612de7565b602487634e487b7160e01b81526021600452fd5b503461046f57604060031936011261046f57612f4d613783565b6024359064ffffffffff82168203610bd757906cffffffffffffffffffffffffff60406020946001600160a01b03612fa5951681526003865220541667ffffffffffffffff64ffffffffff8260401c169116906156b4565b6040519015158152f35b503461046f578060031936011261046f576020604051620151808152f35b503461046f5760c060031936011261046f573660c41161046f57612fef613bd7565b612ff761412f565b60a08101680100000000000000006802000000000000000082519261301b8661397e565b5160481c16151591841c166130f9576130338261429c565b8151608081015160e0909101516130d891620f424067ffffffffffffffff9283169190921602620f423f01046fffffffffffffffffffffffffffffffff1660408401517f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee760206040516fffffffffffffffffffffffffffffffff85168152a26001600160a01b03602085510151166001600160a01b03602080870151015116906143b7565b6130e0575080f35b806001600160a01b036020611d65935101511690614557565b6044836111f5846111c96080604083015192015161428d565b503461046f57602060031936011261046f57600435801515809103610bdb57602436036132c5576040517f91d148540000000000000000000000000000000000000000000000000000000081527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a60048201523360248201526020816044816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9081156132ba578391613280575b50156132305760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f917fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff006004541660ff8216176004558151908152336020820152a180f35b6044827fb5284671000000000000000000000000000000000000000000000000000000008152336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452fd5b90506020813d6020116132b2575b8161329b60209383613821565b81010312610bd7576132ac90613904565b5f6131cb565b3d915061328e565b6040513d85823e3d90fd5b6044827ff70a10190000000000000000000000000000000000000000000000000000000081523660045260248052fd5b50346137235760c06003193601126137235761330f613783565b90613318613799565b6064359260443560ff85168086036137235760843560a43596613339613bd7565b613341613c4f565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001691823b1561372357604051987fd505accf000000000000000000000000000000000000000000000000000000008a526001600160a01b038716998a60048201523060248201526fffffffffffffffffffffffffffffffff89169586604483015287606483015260848201528260a48201528160c48201525f8160e48183895af161376e575b50604051957f7ecebe000000000000000000000000000000000000000000000000000000000087528a6004880152602087602481885afa968715613653578a9761373a575b508a8a52600260205260408a20548711806136a2575b15613672577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff87019087821161365e578b60049260209260405191848301937f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9855260408401523060608401528a608084015260a083015260c082015260c081526134d760e082613821565b51902095604051928380927f3644e5150000000000000000000000000000000000000000000000000000000082525afa90811561365357908a94939291859161360e575b509061355f60209661358693604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b92604051948594859094939260ff6060936080840197845216602083015260408201520152565b838052039060015afa15613603576001600160a01b038551168681159182156135f8575b50506135c85750839461026c94526002602052604085205580613cc3565b84604491877fb2f5645b000000000000000000000000000000000000000000000000000000008352600452602452fd5b14159050865f6135aa565b6040513d86823e3d90fd5b919395929450506020813d60201161364b575b8161362e60209383613821565b810103126136475751909389939092909161355f61351b565b8980fd5b3d9150613621565b6040513d8c823e3d90fd5b60248b634e487b7160e01b81526011600452fd5b60448a878d7fb2f5645b000000000000000000000000000000000000000000000000000000008352600452602452fd5b506040517fdd62ed3e0000000000000000000000000000000000000000000000000000000081528b6004820152306024820152602081604481895afa90811561372f579087918c916136f6575b501461344b565b9150506020813d602011613727575b8161371260209383613821565b81010312613723578690515f6136ef565b5f80fd5b3d9150613705565b6040513d8d823e3d90fd5b9096506020813d602011613766575b8161375660209383613821565b810103126137235751955f613435565b3d9150613749565b61377b9199505f90613821565b5f975f6133f0565b600435906001600160a01b038216820361372357565b602435906fffffffffffffffffffffffffffffffff8216820361372357565b60c0810190811067ffffffffffffffff8211176137d457604052565b634e487b7160e01b5f52604160045260245ffd5b6101e0810190811067ffffffffffffffff8211176137d457604052565b6060810190811067ffffffffffffffff8211176137d457604052565b90601f601f19910116810190811067ffffffffffffffff8211176137d457604052565b60031960c0910112613723576040519061385d826137b8565b816004356001600160a01b03811681036137235781526024356001600160a01b0381168103613723576020820152604435604082015260643564ffffffffff811681036137235760608201526084356fffffffffffffffffffffffffffffffff8116810361372357608082015260a4359064ffffffffff821682036137235760a00152565b60048110156138f057602452565b634e487b7160e01b5f52602160045260245ffd5b5190811515820361372357565b6040519061391e826137e8565b5f6101c0838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e08201528261010082015282610120820152826101408201528261016082015282610180820152826101a08201520152565b600211156138f057565b9190604051610100810181811067ffffffffffffffff8211176137d4576040525f815260208101905f82525f60408201525f60608201525f60808201525f60a08201525f60c08201525f60e08201526001600160a01b038195165f5260056020526139f760405f2093846153a6565b909260ff82169060048210156138f05764ffffffffff60029383865260081c16905203613aa057505f908152602091909152604090206001015467ffffffffffffffff90680200000000000000008116151560c0850152680100000000000000008116151560808501528181166040850152613a71604890565b1c680200000000000000008116151560e0850152680100000000000000008116151560a0850152166060830152565b93505050565b906003811015613ab75760051b0190565b634e487b7160e01b5f52603260045260245ffd5b467f000000000000000000000000000000000000000000000000000000000000000003613b16577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152613bd160c082613821565b51902090565b60c43603613be157565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260c460245260445ffd5b6101243603613c1d57565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045261012460245260445ffd5b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c613c9b5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b604051917f6e09999e0000000000000000000000000000000000000000000000000000000083526001600160a01b038116928360048201526020816024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa908115613fe8575f9161409b575b501561406f577f0000000000000000000000000000000000000000000000000000000000000000936001600160a01b038516926040517f70a08231000000000000000000000000000000000000000000000000000000008152306004820152602081602481885afa908115613fe8575f9161403d575b506fffffffffffffffffffffffffffffffff8316946001600160a01b03604051937f23b872dd000000000000000000000000000000000000000000000000000000005f52169788600452306024528660445260205f60648180855af19060015f511482161561401e575b50836040525f60605215613ff357826024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa918215613fe8575f92613fb4575b506bffffffffffffffffffffffff8211159182613f8b575b5050158015613f83575b613f53579181613f49610a237f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a95613eef613ed96020976001600160a01b03165f52600160205260405f2090565b54916bffffffffffffffffffffffff8316614385565b6fffffffffffffffffffffffffffffffff1677ffffffffffffffffffffffff00000000000000000000000082167fffffffffffffffff00000000000000000000000000000000000000000000000092909216919091171790565b55604051908152a3565b82847fb2f5645b000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b508215613e8b565b909150848201809211613fa057145f80613e81565b634e487b7160e01b5f52601160045260245ffd5b9091506020813d602011613fe0575b81613fd060209383613821565b810103126137235751905f613e69565b3d9150613fc3565b6040513d5f823e3d90fd5b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001821516614034573b15153d1516165f613e1b565b843d5f823e3d90fd5b90506020813d602011614067575b8161405860209383613821565b8101031261372357515f613db1565b3d915061404b565b827f619d2f9a000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b90506020813d6020116140cd575b816140b660209383613821565b81010312613723576140c790613904565b5f613d3b565b3d91506140a9565b604051906140e2826137b8565b5f60a0836140ee613911565b81526140f8613911565b60208201528260408201528260608201528260808201520152565b64ffffffffff620151809116019064ffffffffff8211613fa057565b6141376140d5565b50614142600461471c565b90614150608083015161428d565b60048110156138f0576001811415806141ef575b6141b6575064ffffffffff614180816101208551015116614113565b1680421061418b5750565b7f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6141ea9060408401517f27805ceb000000000000000000000000000000000000000000000000000000005f526004526138e2565b60445ffd5b506002811415614164565b6142026140d5565b5061420d600461471c565b9061421b608083015161428d565b60048110156138f057600181141580614282575b6141b6575064ffffffffff61424b816101208551015116614113565b16804210156142575750565b7f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50600281141561422f565b60ff1660048110156138f05790565b6001600160a01b03604082510151165f52600560205260405f2060808201519060608301600481511061430257515f526020525f600160408220828155015564ffffffffff429160081c16116142ef5750565b8060206143009251910151906147a3565b565b929165ffffffffffff1965ffffffffff00807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff006040600396970151941616169116171791515f5260205260405f2055565b906fffffffffffffffffffffffffffffffff809116911603906fffffffffffffffffffffffffffffffff8211613fa057565b906fffffffffffffffffffffffffffffffff809116911601906fffffffffffffffffffffffffffffffff8211613fa057565b61446f91506001600160a01b031691825f52600160205260405f2054906144106143f86143e45f84614353565b6bffffffffffffffffffffffff8516614385565b916bffffffffffffffffffffffff8460601c16614353565b91907bffffffffffffffffffffffffffffffff0000000000000000000000006fffffffffffffffffffffffffffffffff7fffffffffffffffff00000000000000000000000000000000000000000000000092169360601b169116171790565b905f52600160205260405f2055565b9392939190916144b06001600160a01b03821692835f52600160205260405f2054906144106143f86143e48a84614353565b908415614550576144c091615586565b905b5f52600160205260405f20556fffffffffffffffffffffffffffffffff83161580614548575b6145435761451f6001600160a01b03821693845f526001602052613eef60405f2054916bffffffffffffffffffffffff8316614385565b911561453c5761446f91615586565b5f52600160205260405f2055565b509061452e565b505050565b5081156144e8565b50906144c2565b614568906020815191015190614e41565b61456f5750565b61458a816001600160a01b03165f52600160205260405f2090565b5463ffffffff8160c01c1660030b60030b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd8201915f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd84129112908015821691151617613fa0576146e791637fffffff8113614711575b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffff8000000081126146ea575b7bffffffff0000000000000000000000000000000000000000000000007fffffffff00000000ffffffffffffffffffffffffffffffffffffffffffffffff916040517ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd81528160030b60208201527fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e60406001600160a01b03891692a260c01b16911617916001600160a01b03165f52600160205260405f2090565b55565b507fffffffffffffffffffffffffffffffffffffffffffffffffffffffff8000000061462b565b50637fffffff614603565b906147366147286140d5565b9283516020850151916147ec565b604083019081526001600160a01b03604084510151165f52600560205261477a61476560405f209251836153a6565b6060869392930192816080880152835261428d565b60048110156138f05760021461478e575050565b515f52602052600160405f20015460a0830152565b906143009164ffffffffff806001600160a01b036040818186015116956147dd610100870197610120868a51169801978689511691615702565b01511693511691511691615702565b60a08101359071ffffffffffffffffffffffffffffffffffff8216614a9e57614a9b9360486149cb9267ffffffffffffffff614a629560018552604d83013560601c6020860152606183013560601c6040860152607583013560c01c6080860152607d83013560c01c60a086015263ffffffff60c08601608585013560e01c815260e0870192608986013560c01c8452609186013560d81c610100890152609686013560d81c610120890152609b86013560d81c61014089015260e01c61016088015260a485013560e01d60030b6101808801526148d060a886013560f81c615d3a565b6148d98161397e565b6101a088015260a985013560d81c6101c0880152843560601c60208b0152601485013560601c60408b0152602885013560c01c8060808c015260a08b0152511660c0890152511660e0870152603081013560d81c610100870152603581013560d81c610120870152603a81013560d81c610140870152603f81013560e01c610160870152604381013560e01d60030b61018087015261497e604782013560f81c615d3a565b6149878161397e565b6101a0870152013560d81c6101c0850152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b91614a2a7f00000000000000000000000000000000000000000000000000000000000000009384604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b6060820152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b90604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b90565b7f6dad2d58000000000000000000000000000000000000000000000000000000005f5260045ffd5b6001600160a01b039094939192941691825f526003602052614afc60405f2054916cffffffffffffffffffffffffff83166152ee565b9290958615614bdf5790614b339164ffffffffff80429316911671ffffffffffffffffffffffffffffffffffff8560681c16615979565b9015614bb357906cffffffffffffffffffffffffff196cffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff000000000000000000000000007fff000000000000000000000000000000000000ffffffffffffffffffffffffff9460681b1694169116171617905f52600360205260405f2055565b837fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b505f955050505050565b63ffffffff9060c01c1660030b9160030b9160030b90828212614c0b57505050565b6001600160a01b03907fbeaa3832000000000000000000000000000000000000000000000000000000005f521660045260245260445260645ffd5b60018160f81c111580614c88575b80614c77575b158015614c69575b614a9e5790565b5062ffffff81161515614c62565b50600860ff8260181c161115614c5a565b50600160ff8260201c161115614c54565b60f81c614ca4575f90565b600190565b60ff6040519160208301937fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e855260408401528060f81c606084015264ffffffffff8160d01c16608084015267ffffffffffffffff8160901c1660a084015264ffffffffff8160681c1660c084015267ffffffffffffffff8160281c1660e0840152818160201c1661010084015260181c166101208201526101208152613bd161014082613821565b90614db86001600160a01b03917f0000000000000000000000000000000000000000000000000000000000000000604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b911690818015159182614dfb575b505015614dd05750565b7fd855c4f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b03919250614e119060e46158cf565b1614815f614dc6565b9067ffffffffffffffff811667ffffffffffffffff8316105f14614e3c575090565b905090565b9067ffffffffffffffff60808301511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001611159182614e8957505090565b6001600160a01b03809293506020809201511692015116141590565b60208101906001600160a01b0382511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa918215613fe8575f926150fa575b506001600160a01b0382511680159081156150e5575b506150af5764ffffffffff60a082015116421161507957614f95614f8d601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e082209152610908613acb565b6102a46158cf565b6001600160a01b03808351169116908114615071576001600160a01b03845116809103614dd05750608001516fffffffffffffffffffffffffffffffff16801515918261501f575b5050614fe95750600190565b6001600160a01b039051167f6936b0f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b604001511591508115615035575b505f80614fdd565b90506fffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016105f61502d565b505050505f90565b6001600160a01b038351167f6936b0f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b038351167fd0e216c2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b90506001600160a01b0382511614155f614f38565b9091506060813d60601161516a575b8161511660609383613821565b81010312613723576040519061512b82613805565b80516001600160a01b03811681036137235782526020810151600281101561372357602083015261515e90604001613904565b6040820152905f614f22565b3d9150615109565b60208101906001600160a01b0382511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa918215613fe8575f92615276575b506001600160a01b038251168015908115615261575b506150af5764ffffffffff60a082015116421161507957614f9561525a601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e082209152610908613acb565b60c46158cf565b90506001600160a01b0382511614155f615205565b9091506060813d6060116152e6575b8161529260609383613821565b8101031261372357604051906152a782613805565b80516001600160a01b0381168103613723578252602081015160028110156137235760208301526152da90604001613904565b6040820152905f6151ef565b3d9150615285565b64ffffffffff8160401c169067ffffffffffffffff8116906153118483856156b4565b61539c575064ffffffffff821664ffffffffff8416111561536557600167ffffffffffffffff6cffffffffff00000000000000009364ffffffffff82809516918703161b1617169160401b16179060019190565b67ffffffffffffffff9081600164ffffffffff6cffffffffff000000000000000095968703161b1617169160401b16179060019190565b93925050505f9190565b915f5b600481106153d657508192825f5260205265ffffffffffff1960405f2054928318166153d157565b5f9150565b805f528360205260405f205465ffffffffffff1984821816156153fc57506001016153a9565b9093509150565b6fffffffffffffffffffffffffffffffff82169081156145435761544b61430093613eef615442846001600160a01b03165f52600160205260405f2090565b54918483615a45565b615466826001600160a01b03165f52600160205260405f2090565b556040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f00000000000000000000000000000000000000000000000000000000000000005b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f511482161561554f575b6040521561551a5750565b6001600160a01b03907f5274afe7000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b90600181151661556757823b15153d1516169061550f565b503d5f823e3d90fd5b6155798161397e565b615581575f90565b604890565b9062015180420490818360e01c146156af5763ffffffff8360c01c1660030b60030b9060018201915f600184129112908015821691151617613fa05777ffffffffffffffffffffffffffffffffffffffffffffffff917bffffffff00000000000000000000000000000000000000000000000091637fffffff82136156a3575b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffff80000000821261567b575b7fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e60406001600160a01b03815193600185528560030b60208601521692a260c01b169160e01b9216171790565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffff80000000915061562e565b637fffffff9150615606565b505090565b909164ffffffffff821664ffffffffff8216116156fb5764ffffffffff91031660408110918215926156e557505090565b6001925067ffffffffffffffff16901c16151590565b5050505f90565b7effffffffffffffffffffffffffffffffffff000000000000000000000000006157896001600160a01b037fff000000000000000000000000000000000000ffffffffffffffffffffffffff939594951694855f52600360205264ffffffffff8060405f20549616911671ffffffffffffffffffffffffffffffffffff8660681c16615c9a565b60681b16911617905f52600360205260405f2055565b9064ffffffffff6101008301511664ffffffffff6101208401511691818311156158a35764ffffffffff806101408601511691161061587657620f424063ffffffff61016085015116116158495764ffffffffff9063ffffffff60c0610e1067ffffffffffffffff6080880151160295015116920316021061581d57565b7f80e8bb31000000000000000000000000000000000000000000000000000000005f526004805260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600260045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600160045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b6020810135917f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8316917f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a083116150715761595e5f9360209560ff1c15851461597157601b935b6040519485943591859094939260ff6060936080840197845216602083015260408201520152565b838052039060015afa15613fe8575f5190565b601c93615936565b909392916090925f905b609082106159d4575050609083146159cb5771ffffffffffffffffffffffffffffffffffff809394958065ffffffffffff93039060101b17851b16931b191616179060019190565b509250505f9190565b909371ffffffffffffffffffffffffffffffffffff8416851c601081901c63ffffffff169061ffff168101838111615a14575050506030845b0190615983565b849089979397109182615a3b575b5050615a3057603090615a0d565b5050509250505f9190565b109050835f615a22565b6bffffffffffffffffffffffff9093929193166fffffffffffffffffffffffffffffffff821693848210615a8b5750036fffffffffffffffffffffffffffffffff169150565b906001600160a01b0385927f1f984351000000000000000000000000000000000000000000000000000000005f521660045260245260445260645ffd5b9064ffffffffff8260401c169167ffffffffffffffff81169064ffffffffff84169264ffffffffff811690848211615c055750830364ffffffffff8111613fa05764ffffffffff16603f811015615bfa5760018101809111613fa05767ffffffffffffffff8091161b67ffffffffffffffff811693603f8110615b8e575b505067ffffffffffffffff831667ffffffffffffffff848416161461539c57506cffffffffff00000000000000009167ffffffffffffffff9117169160401b16179060019190565b6001919294500164ffffffffff8111613fa05767ffffffffffffffff600164ffffffffff7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff93161b160167ffffffffffffffff8111613fa0571667ffffffffffffffff16915f80615b46565b5093925050505f9190565b9250505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b60808101906fffffffffffffffffffffffffffffffff82511615615c94576001600160a01b039051165f5260016020526fffffffffffffffffffffffffffffffff6bffffffffffffffffffffffff60405f2054169151168082105f14614e3c575090565b50505f90565b909291925f5b60908110615caf575090925050565b818571ffffffffffffffffffffffffffffffffffff8516831c601081901c63ffffffff169061ffff16810192149182615d30575b5050615d09576030810180911115615ca057634e487b7160e01b5f52601160045260245ffd5b905071ffffffffffffffffffffffffffffffffffff92935065ffffffffffff901b19161690565b149050855f615ce3565b60018111614a9e57614a9b8161397e56',
} as const;
