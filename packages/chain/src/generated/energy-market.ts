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
        "name": "admin",
        "type": "address"
      },
      {
        "name": "pauser",
        "type": "address"
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
    "name": "DEFAULT_ADMIN_ROLE",
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
    "name": "MAX_BATCH",
    "inputs": [],
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
    "name": "claimMany",
    "inputs": [
      {
        "name": "items",
        "type": "tuple[]",
        "components": [
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
    "name": "expireMany",
    "inputs": [
      {
        "name": "terms",
        "type": "bytes32[6][]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "getRoleAdmin",
    "inputs": [
      {
        "name": "role",
        "type": "bytes32"
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
    "name": "grantRole",
    "inputs": [
      {
        "name": "role",
        "type": "bytes32"
      },
      {
        "name": "account",
        "type": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "hasRole",
    "inputs": [
      {
        "name": "role",
        "type": "bytes32"
      },
      {
        "name": "account",
        "type": "address"
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
    "name": "openMany",
    "inputs": [
      {
        "name": "items",
        "type": "tuple[]",
        "components": [
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
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
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
    "name": "renounceRole",
    "inputs": [
      {
        "name": "role",
        "type": "bytes32"
      },
      {
        "name": "callerConfirmation",
        "type": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "revokeRole",
    "inputs": [
      {
        "name": "role",
        "type": "bytes32"
      },
      {
        "name": "account",
        "type": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
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
    "name": "settleClaimedMany",
    "inputs": [
      {
        "name": "terms",
        "type": "bytes32[6][]"
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
    "name": "settleFinalMany",
    "inputs": [
      {
        "name": "items",
        "type": "tuple[]",
        "components": [
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
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "supportsInterface",
    "inputs": [
      {
        "name": "interfaceId",
        "type": "bytes4"
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
        "name": "tradeId",
        "type": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "components": [
          {
            "name": "state",
            "type": "uint8"
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
    "name": "ItemSkipped",
    "inputs": [
      {
        "name": "index",
        "type": "uint256",
        "indexed": false
      },
      {
        "name": "reason",
        "type": "bytes4",
        "indexed": false
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
    "name": "RoleAdminChanged",
    "inputs": [
      {
        "name": "role",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "previousAdminRole",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "newAdminRole",
        "type": "bytes32",
        "indexed": true
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "RoleGranted",
    "inputs": [
      {
        "name": "role",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "sender",
        "type": "address",
        "indexed": true
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "RoleRevoked",
    "inputs": [
      {
        "name": "role",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "sender",
        "type": "address",
        "indexed": true
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
    "name": "AccessControlBadConfirmation",
    "inputs": []
  },
  {
    "type": "error",
    "name": "AccessControlUnauthorizedAccount",
    "inputs": [
      {
        "name": "account",
        "type": "address"
      },
      {
        "name": "neededRole",
        "type": "bytes32"
      }
    ]
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
    "name": "BatchSize",
    "inputs": [
      {
        "name": "items",
        "type": "uint256"
      },
      {
        "name": "most",
        "type": "uint256"
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
        "name": "meterKey",
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
  '0x61016080604052346102695760c08161614880380380916100208285610280565b8339810103126102695780516001600160a01b03811681036102695760208201516001600160a01b038116908181036102695761005f604085016102b7565b9061006c606086016102b7565b9261008560a061007e608089016102cb565b97016102cb565b94306080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261012060c082610280565b51902060c05260e0526040516380f5560560e01b8152602081600481855afa908115610275575f91610237575b50306001600160a01b0390911603610225575061010052610120526101405261017f91610179906102df565b50610355565b50604051615cff90816103e982396080518161443d015260a0518161436e015260c05181614394015260e05181818161072a015281816110a401528181613e6f0152818161453301526156bf01526101005181818161026d0152818161176a01528181611ecb0152818161216b0152818161304701528181613c3801526153c70152610120518181816114a701526130120152610140518181816114460152614ade0152f35b63f167fad160e01b5f5260045260245ffd5b90506020813d60201161026d575b8161025260209383610280565b8101031261026957610263906102cb565b5f61014d565b5f80fd5b3d9150610245565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b038211908210176102a357604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160401b038216820361026957565b51906001600160a01b038216820361026957565b6001600160a01b0381165f9081525f5160206161285f395f51905f52602052604090205460ff16610350576001600160a01b03165f8181525f5160206161285f395f51905f5260205260408120805460ff191660011790553391905f5160206160e85f395f51905f528180a4600190565b505f90565b6001600160a01b0381165f9081525f5160206161085f395f51905f52602052604090205460ff16610350576001600160a01b03165f8181525f5160206161085f395f51905f5260205260408120805460ff191660011790553391907f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a905f5160206160e85f395f51905f529080a460019056fe6080806040526004361015610012575f80fd5b5f905f3560e01c90816301ffc9a71461400a575080630daf9eb814613e2357806316c38b3c14613cf357806317ff987014613a8857806321241dfe14613a6a578063248a9ca314613a3e5780632f2ff15d146139ff5780632f4e67b01461399057806336568abe1461393257806340953c73146136b25780635c975abb1461368f5780636447456814612c5357806373461d8d146129d357806373b9aa911461297d57806375463d5b1461259b578063755ab35f14611eef5780637b10399914611eab5780637c5efce014611bd25780637ecebe0014611b9c5780638bb7582b146118ff57806391d14854146118b45780639214c11c14611691578063950bff9f146116755780639ce7483d146114cb578063a1c1b05914611486578063a217fddf1461146a578063af2b9e4914611425578063b3fb6564146113b7578063bbc9e11414610f85578063c3ba1dca14610d7d578063c596326714610add578063d158cdd114610910578063d547741f146108c8578063e45a082a146107ac578063e63ab1e914610771578063f698da251461074e578063fc0c546a1461070a5763fcfe5d45146101c0575f80fd5b3461070757610100600319360112610707576101db3661416b565b9060407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075761010436036106d5576102176144bc565b604082015161069d5760208201916001600160a01b0383511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa91821561069257839261060c575b506001600160a01b0382511680159081156105f7575b506105c15764ffffffffff60a082015116421161051f57610347610340601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261030861436b565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b60c46158cf565b6001600160a01b0380835116911690811415806105ad575b6105775760808201926fffffffffffffffffffffffffffffffff84511615159182610562575b5081610555575b5061051f576001600160a01b0384511683526002602052604083205471ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff82169160681c166103e7606084019264ffffffffff84511690615ac7565b8192911580610517575b6104d357966fffffffffffffffffffffffffffffffff94926001600160a01b0394927effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff61046f9a9b169160681b1617858351168a52600260205260408a2055610495575b505051169151169061565f565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff857f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f80610462565b6044878564ffffffffff6001600160a01b038c5116915116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b5060016103f1565b6024836001600160a01b038651167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b604091500151155f61038c565b83516001600160a01b0316141591505f610385565b6024846001600160a01b038751167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b506001600160a01b0385511681141561035f565b6024836001600160a01b038651167fd0e216c2000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0382511614155f6102b3565b9091506060813d60601161068a575b8161062860609383614148565b81010312610686576040519061063d8261412c565b80516001600160a01b038116810361068257825260208101518060030b810361068257602083015260400151801515810361067e576040820152905f61029d565b8380fd5b8480fd5b8280fd5b3d915061061b565b6040513d85823e3d90fd5b6001600160a01b0360206024930151167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610104602452fd5b80fd5b503461070757806003193601126107075760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602061076961436b565b604051908152f35b503461070757806003193601126107075760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b50346107075760206003193601126107075760e0906107c9614335565b506004358152600560205260408120546107e1614335565b9160ff82166107ef8161426e565b6107f88161426e565b835261080381614306565b508060081c60208301606084019267ffffffffffffffff60a0860193680200000000000000008116151585526801000000000000000081161515865216825261084a605090565b1c9267ffffffffffffffff604086018160808801948160c08a019868020000000000000000811615158a526801000000000000000081161515885216835260405198516108968161426e565b895251166020880152511660408601525115156060850152511515608084015251151560a083015251151560c0820152f35b50346107075760406003193601126107075761090c6004356108e86140be565b90610907610902825f526003602052600160405f20015490565b614868565b614bb6565b5080f35b50346107075760206003193601126107075761092a6140a8565b6040519190606061093b8185614148565b825b818110610abe5750506001600160a01b0316815260026020526040808220549081901c64ffffffffff16929067ffffffffffffffff81169060681c71ffffffffffffffffffffffffffffffffffff16835b60038110610a0c57505067ffffffffffffffff9064ffffffffff60405195168552166020840152604083019082915b600383106109cb5761010085f35b81518490825b600283106109ef5750505060206040600192019201920191906109bd565b60208060019264ffffffffff8551168152019201920191906109d1565b6030810281810460301482151715610aaa5771ffffffffffffffffffffffffffffffffffff8316901c601081901c63ffffffff169061ffff168101604051916040830183811067ffffffffffffffff821117610a965760405264ffffffffff908116835216602082015260019190610a848287614310565b52610a8f8186614310565b500161098e565b602489634e487b7160e01b81526041600452fd5b602486634e487b7160e01b81526011600452fd5b6020906040805190610ad08183614148565b368237818701520161093d565b503461070757610aec3661421a565b91905081158015610d73575b610d435760c08083029081048303610cf35760440180604411610d2f57610b1e906144b2565b6006815b838110610b2d578280f35b818102818104831482151715610cf3578060051b9080820460201490151715610d1b57806044019081604411610d075784610d075761010401808211610cf3573610610cef575f809160405160c060208201927f17ff9870000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610bbe9082614148565b519082305af1903d15610ce4573d67ffffffffffffffff8111610cd05760019260405191610bf66020601f19601f8401160184614148565b82523d5f602084013e5b15610c0d575b5001610b22565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110610c9b575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f610c06565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80610c65565b634e487b7160e01b5f52604160045260245ffd5b600191606090610c00565b5f80fd5b634e487b7160e01b5f52601160045260245ffd5b602485634e487b7160e01b81526011600452fd5b602484634e487b7160e01b81526011600452fd5b602482634e487b7160e01b81526011600452fd5b6044917f31045bf50000000000000000000000000000000000000000000000000000000082526004526064602452fd5b5060648211610af8565b503461070757610d8c3661421a565b91905081158015610f7b575b610d435760c08083029081048303610cf35760440180604411610d2f57610dbe906144b2565b6006815b838110610dcd578280f35b818102818104831482151715610cf3578060051b9080820460201490151715610d1b57806044019081604411610d075784610d075761010401808211610cf3573610610cef575f809160405160c060208201927f9214c11c000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610e5e9082614148565b519082305af1903d15610f70573d67ffffffffffffffff8111610cd05760019260405191610e966020601f19601f8401160184614148565b82523d5f602084013e5b15610ead575b5001610dc2565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110610f3b575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f610ea6565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80610f05565b600191606090610ea0565b5060648211610d98565b503461070757600319360161012081126113b35760e0136107075760405190610fad826140f3565b610fb56140a8565b8252610fbf6140be565b602083019081526044356001600160a01b03811681036106865760408401908152606435906fffffffffffffffffffffffffffffffff8216820361067e57606085019182526084356fffffffffffffffffffffffffffffffff81168103610682576080860190815260a43567ffffffffffffffff811681036113af5760a0870190815260c4359464ffffffffff861686036113ab5760c0880195865260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c3601126113ab576101243603611379576001600160a01b039061109f6144bc565b5116947f0000000000000000000000000000000000000000000000000000000000000000956001600160a01b0387160361134d576001600160a01b038451168015908115611343575b50611316576fffffffffffffffffffffffffffffffff855116156112e9575164ffffffffff1642116112bd5767ffffffffffffffff9051166111456001600160a01b038851166001600160a01b03165f525f60205260405f205490565b03611290576001600160a01b03865116611191601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f0182526101008220915261030861436b565b908015159182611271575b50501561123b576fffffffffffffffffffffffffffffffff916112306001600160a01b039284848a8161046f9b9c51168c528b60205260408c20600181540190556111ee82825116848b51169061558f565b8181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a351169151169061565f565b5116915116916156ea565b6024856001600160a01b038851167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b039192506112879060e46158cf565b16145f8061119c565b6024857f39c9644c0000000000000000000000000000000000000000000000000000000081526003600452fd5b6024867f39c9644c00000000000000000000000000000000000000000000000000000000815260048052fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526002600452fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526001600452fd5b905030145f6110e8565b6024877f39c9644c00000000000000000000000000000000000000000000000000000000815280600452fd5b6044877ff70a101900000000000000000000000000000000000000000000000000000000815236600452610124602452fd5b8680fd5b8580fd5b5080fd5b5034610707576040600319360112610707576113d16140a8565b6113d96140d4565b90604436036113f5579061046f916113ef6144bc565b33614530565b6044837ff70a10190000000000000000000000000000000000000000000000000000000081523660045281602452fd5b5034610707578060031936011261070757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602090604051908152f35b5034610707578060031936011261070757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707576101e060031936011261070757604051906114eb8261410f565b60043560028110156113b35782526024356001600160a01b03811681036113b35760208301526044356001600160a01b03811681036113b3576040830152606435606083015260843567ffffffffffffffff811681036113b357608083015260a43567ffffffffffffffff811681036113b35760a083015260c43563ffffffff811681036113b35760c083015260e43567ffffffffffffffff811681036113b35760e08301526101043564ffffffffff811681036113b3576101008301526101243564ffffffffff811681036113b3576101208301526101443564ffffffffff811681036113b3576101408301526101643563ffffffff811681036113b357610160830152610184358060030b81036113b3576101808301526101a43560028110156113b3576101a08301526101c4359064ffffffffff8216820361070757602061076961166d85856101c0820152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b61030861436b565b5034610707578060031936011261070757602060405160648152f35b50346107075760c0600319360112610707573660c411610707576116b3614477565b6116bb614299565b906116c4614299565b916116cf83826148de565b9390916116db84614306565b8460081c680200000000000000008116151593866116f7605090565b1c6802000000000000000081161515926801000000000000000081161561186f5784889961174994869461173d8a9567ffffffffffffffff8060808801511691166150eb565b95611852575b50615112565b83141580611842575b61175b57505050f35b6001600160a01b0391604091837f000000000000000000000000000000000000000000000000000000000000000016945f146118375750015116905b803b15611833576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b0390921660048301527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd602483015282908290818381604481015b03925af18015611828576118175750f35b8161182191614148565b6107075780f35b6040513d84823e3d90fd5b5050fd5b905001511690611797565b5061184d8282614ac3565b611752565b9467ffffffffffffffff611868929616906150eb565b935f611743565b60448860ff8b16856118808261426e565b7f27805ceb0000000000000000000000000000000000000000000000000000000083526004526118af8161426e565b602452fd5b5034610707576040600319360112610707576001600160a01b0360406118d86140be565b92600435815260036020522091165f52602052602060ff60405f2054166040519015158152f35b503461070757610120600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c36011261070757610124803603611b6d5750611957614299565b61195f614299565b61196981836149ba565b6119b26001600160a01b03604061198460c497959735614f68565b9461198e86614fbb565b9661199888614306565b87611b6357500151165b6119ac8685614fcb565b90615074565b806119bc8461579a565b1c67ffffffffffffffff811692680100000000000000008216159168020000000000000000831591161594851591819490611b4d575b8015611b36575b15611afd57927f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca96949289926060979567ffffffffffffffff8360901c16908111611af5575b5094611add575b5067ffffffffffffffff16918315611abe57600260ff1968ffffffffffffffffff68010000000000000000680200000000000000005b8c611a868b61579a565b97526005602052871717851b941b199216171617604088205560405192611aac81614306565b8352602083015215156040820152a280f35b600260ff1968ffffffffffffffffff6801000000000000000085611a7c565b60201c60ff161515935067ffffffffffffffff611a46565b92505f611a3f565b88604491887f36a41a25000000000000000000000000000000000000000000000000000000008352611b2e81614306565b600452602452fd5b5060ff8360201c16151580156119f95750856119f9565b508067ffffffffffffffff8460901c16116119f2565b90500151166119a2565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260245260445ffd5b5034610707576020600319360112610707576020610769611bbb6140a8565b6001600160a01b03165f525f60205260405f205490565b50346107075760206003193601126107075760043567ffffffffffffffff81116113b357366023820112156113b35780600401359067ffffffffffffffff8211610686576024369161018084020101116113b357600c81158015611ea1575b611e7057610180908282028281048403610cf35760440180604411610d0757611c59906144b2565b835b838110611c66578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa57806044019081604411611e5c5784820191828111610cf357828893821161067e5736811161067e57611d28602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f75463d5b000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f198101835282614148565b519082305af13d15611e50573d9067ffffffffffffffff8211611e3c57906001929160405191611d626020601f19601f8401160184614148565b82523d88602084013e5b15611d79575b5001611c5b565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110611e07575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f611d72565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80611dd1565b602487634e487b7160e01b81526041600452fd5b90600191606090611d6c565b602487634e487b7160e01b81526011600452fd5b604483837f31045bf50000000000000000000000000000000000000000000000000000000082526004526064602452fd5b5060648211611c31565b503461070757806003193601126107075760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707576102e060031936011261070757611f0b3661416b565b906101e07fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075760405191611f448361410f565b60c435600281101561068657835260e4356001600160a01b038116810361068657602084015261010435906001600160a01b038216820361068657604084019182526101243560608501526101443567ffffffffffffffff8116810361067e5760808501526101643567ffffffffffffffff8116810361067e5760a08501526101843563ffffffff8116810361067e5760c08501526101a43567ffffffffffffffff8116810361067e5760e08501526101c43564ffffffffff8116810361067e576101008501526101e43564ffffffffff8116810361067e576101208501526102043564ffffffffff8116810361067e576101408501526102243563ffffffff8116810361067e57610160850152610244358060030b810361067e5761018085015261026435600281101561067e576101a0850152610284359164ffffffffff8316830361067e576101c0850192835260407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd5c36011261067e576102e43603612569576120cf6144bc565b604082019461211061166d875192601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b149081612548575b50156125105760208101936001600160a01b0385511692604051937f51e719cf00000000000000000000000000000000000000000000000000000000855260048501526060846024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa93841561250557859461248b575b506001600160a01b038451168015908115612476575b506124405764ffffffffff60a084015116421161239e5761220e612206601f19850180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261030861436b565b6102a46158cf565b6001600160a01b03808551169116908114158061242c575b6123f65760808401946fffffffffffffffffffffffffffffffff865116151591826123e1575b50816123d4575b5061239e576001600160a01b03865116855260026020526040852054906122ab64ffffffffff71ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff85169460681c1692511680936154d7565b9381939161235f575b50506122cd606085019364ffffffffff85511690615ac7565b909283159081612356575b506104d357966fffffffffffffffffffffffffffffffff94926001600160a01b0394927effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff61046f9a9b169160681b1617858351168a52600260205260408a205561049557505051169151169061565f565b9050155f6122d8565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f860206001600160a01b038b5116925193604051908152a35f806122b4565b6024856001600160a01b038851167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b604091500151155f612253565b85516001600160a01b0316141591505f61224c565b6024866001600160a01b038951167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b506001600160a01b03875116811415612226565b6024856001600160a01b038851167fd0e216c2000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0384511614155f6121b1565b9093506060813d6060116124fd575b816124a760609383614148565b8101031261068257604051906124bc8261412c565b80516001600160a01b03811681036113ab57825260208101518060030b81036113ab5760208301526040015180151581036113af576040820152925f61219b565b3d915061249a565b6040513d87823e3d90fd5b602001517f6936b0f40000000000000000000000000000000000000000000000000000000083526001600160a01b0316600452602482fd5b6001600160a01b03915051166001600160a01b03602083015116145f612118565b6044847ff70a1019000000000000000000000000000000000000000000000000000000008152366004526102e4602452fd5b503461070757610180600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c3601126107075760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffebc36011261070757610184803603611b6d575061261d614299565b612625614299565b9061263082826149ba565b61263e60c494929435614f68565b9361264b61012435614f68565b9161265586614fbb565b61265e81614306565b1580159061295a575b61292e57600161267684614fbb565b61267f81614306565b1480159061290b575b6128de5767ffffffffffffffff8660901c168067ffffffffffffffff8560281c16036128b15760ff8760201c16156128855760ff8460201c1615612858576126e360408701976119ac856001600160a01b038b511692614fcb565b60408501936001600160a01b0385511661270061166d8684614fcb565b818015159182612838575b50501561280d57506127539167ffffffffffffffff61272e9260901c16906150eb565b92858761274b608082019667ffffffffffffffff885116906150eb565b948593615112565b67ffffffffffffffff63ffffffff6101608701511663ffffffff610160870151168082105f146128055750915b169081151592836127da575b505050806127ca575b61279d578480f35b6001600160a01b036020818082816127c2995116970151169351169301511692615313565b5f8080808480f35b506127d58284614ac3565b612795565b67ffffffffffffffff92935063ffffffff83620f4240925116921682020490031611155f808061278c565b905091612780565b7fd855c4f4000000000000000000000000000000000000000000000000000000008a52600452602489fd5b6001600160a01b0391925061284f906101446158cf565b1614815f61270b565b6024887fa2b605190000000000000000000000000000000000000000000000000000000081526001600452fd5b6024887fa2b6051900000000000000000000000000000000000000000000000000000000815280600452fd5b6024887fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b6024877fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b5067ffffffffffffffff8360901c1667ffffffffffffffff8260501c1611612688565b6024877fa29bfc4a00000000000000000000000000000000000000000000000000000000815280600452fd5b5067ffffffffffffffff8660901c1667ffffffffffffffff8260081c1611612667565b5034610707576020600319360112610707576040906001600160a01b036129a26140a8565b16815260016020528181205490506fffffffffffffffffffffffffffffffff81169060801c82519182526020820152f35b50346107075760206003193601126107075760043567ffffffffffffffff81116113b357366023820112156113b35780600401359067ffffffffffffffff8211610686576024369161014084020101116113b357600a81158015612c49575b611e7057610140908282028281048403610cf35760440180604411610d0757612a5a906144b2565b835b838110612a67578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa57806044019081604411611e5c5784820191828111610cf357828893821161067e5736811161067e57612b29602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f64474568000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f198101835282614148565b519082305af13d15612c3d573d9067ffffffffffffffff8211611e3c57906001929160405191612b636020601f19601f8401160184614148565b82523d88602084013e5b15612b7a575b5001612a5c565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110612c08575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f612b73565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80612bd2565b90600191606090612b6d565b5060648211612a32565b503461070757610140600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc36011261070757610144803603611b6d575060ff6004541661366757612cdf614299565b612ce7614299565b60a43571ffffffffffffffffffffffffffffffffffff811661363f576001825260513560601c602083015260653560601c604083015260793560c01c608083015260813560c01c60a083015260c082019060893560e01c825260e0830190608d3560c01c825260953560d81c610100850152609a3560d81c610120850152609f3560d81c61014085015260e01c61016084015260a83560e01d60030b61018084015260a86004013560f81c600181116136175767ffffffffffffffff9281612db363ffffffff93614306565b612dbc81614306565b6101a086015260ad3560d81c6101c086015260043560601c602087015260183560601c6040870152602c3560c01c6080870152602c3560c01c60a0870152511660c0850152511660e083015260343560d81c61010083015260393560d81c610120830152603e3560d81c61014083015260433560e01c61016083015260473560e01d60030b61018083015260476004013560f81c6001811161361757612e6181614306565b612e6a81614306565b6101a0830152604c3560d81c6101c0830152612eb661166d82601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b6060830152612ef561166d83601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b808452600560205260ff604085205416612f0e8161426e565b612f178161426e565b6135ec576001600160a01b036040840151166001600160a01b03604084015116146135bf57612f45836157ff565b612f4e826157ff565b64ffffffffff6101008401511664ffffffffff610120850151169061a8c064ffffffffff828403161180156135b2575b6135865764ffffffffff6101008501511681108015613571575b61354357505067ffffffffffffffff60808401511667ffffffffffffffff60a084015116808210801561352c575b6134e957505064ffffffffff61014084015116804210156134be575064ffffffffff61014083015116804210156134be575067ffffffffffffffff60808401511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690818110613490575050836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166001600160a01b03604086015116906001600160a01b0360208701511661018086015160030b926001600160a01b03604088015116906001600160a01b03602089015116936101808a015160030b813b1561348c57879560c49460405198899788967f08b950500000000000000000000000000000000000000000000000000000000088526004880152602487015260448601526064850152608484015260a48301525afa801561182857613477575b50506001600160a01b03604084015116801515908161345a575b5015613421576001600160a01b036040830151166060840151908015159182613401575b5050156133c85761319b6001600160a01b0360408501511664ffffffffff6101c08601511664ffffffffff610100870151169064ffffffffff6101208801511692614e4b565b6131da6001600160a01b0360408401511664ffffffffff6101c08501511664ffffffffff610100870151169064ffffffffff6101208801511692614e4b565b6001600160a01b0360208401511661323967ffffffffffffffff60808601511667ffffffffffffffff60e08701511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b613254826001600160a01b03165f52600160205260405f2090565b54906fffffffffffffffffffffffffffffffff82169160801c916fffffffffffffffffffffffffffffffff821680821061339457506fffffffffffffffffffffffffffffffff6132d3836132cd6132f396957fffffffffffffffffffffffffffffffff0000000000000000000000000000000095614a5f565b94614a91565b92169160801b1617916001600160a01b03165f52600160205260405f2090565b558084526005602052600160408520557f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a06001600160a01b036040818188015116950151169460608101519067ffffffffffffffff6080820151169067ffffffffffffffff60e08201511664ffffffffff610120816101008501511693015116926040519485526020850152604084015260608301526080820152a480f35b8890606492867f1f984351000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b6024846001600160a01b036040850151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b03919250613418906101046158cf565b16145f80613155565b6024846001600160a01b036040860151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0361346f8360c46158cf565b16145f613131565b8161348191614148565b61067e57835f613117565b8780fd5b7ff1bb1945000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b7f85d983bf000000000000000000000000000000000000000000000000000000008552600452602484fd5b85925067ffffffffffffffff6080606495015116917fb3ac4c16000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b5067ffffffffffffffff6080850151168211612fc6565b7fecf68f36000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b5064ffffffffff610120850151168211612f98565b6024867f80e8bb3100000000000000000000000000000000000000000000000000000000815280600452fd5b5063ffffffff8111612f7e565b6024847f80e8bb310000000000000000000000000000000000000000000000000000000081526003600452fd5b7f9329d01d000000000000000000000000000000000000000000000000000000008452600452602483fd5b7f6dad2d58000000000000000000000000000000000000000000000000000000005f5260045ffd5b6004847f6dad2d58000000000000000000000000000000000000000000000000000000008152fd5b807f54882d180000000000000000000000000000000000000000000000000000000060049252fd5b5034610707578060031936011261070757602060ff600454166040519015158152f35b50346107075760206003193601126107075760043567ffffffffffffffff81116113b357366023820112156113b35780600401359067ffffffffffffffff8211610686576024369161012084020101116113b357600981158015613928575b611e7057610120908282028281048403610cf35760440180604411610d0757613739906144b2565b835b838110613746578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa57806044019081604411611e5c5784820191828111610cf357828893821161067e5736811161067e57613808602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f8bb7582b000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f198101835282614148565b519082305af13d1561391c573d9067ffffffffffffffff8211611e3c579060019291604051916138426020601f19601f8401160184614148565b82523d88602084013e5b15613859575b500161373b565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff00000000000000000000000000000000000000000000000000000000811691600481106138e7575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f613852565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f806138b1565b9060019160609061384c565b5060648211613711565b50346107075760406003193601126107075761394c6140be565b336001600160a01b038216036139685761090c90600435614bb6565b6004827f6697b232000000000000000000000000000000000000000000000000000000008152fd5b5034610707576040600319360112610707576139aa6140a8565b6024359064ffffffffff82168203610686576001600160a01b03168252600260209081526040928390205490926139f5929167ffffffffffffffff8116911c64ffffffffff166157b1565b6040519015158152f35b50346107075760406003193601126107075761090c600435613a1f6140be565b90613a39610902825f526003602052600160405f20015490565b614b27565b50346107075760206003193601126107075760206107696004355f526003602052600160405f20015490565b50346107075780600319360112610707576020604051620151808152f35b50346107075760c0600319360112610707573660c41161070757613aaa614477565b613ab2614299565b90613abb614299565b91613ac683826148de565b93613ad084614306565b680200000000000000008560501c16151591680100000000000000008660081c16613ce157600460ff1986978388526005602052161760408620557f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee76020613b7f67ffffffffffffffff60808801511667ffffffffffffffff60e08901511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b6001600160a01b038288015116613b968983614a5f565b91818a52600184527fffffffffffffffffffffffffffffffff000000000000000000000000000000006fffffffffffffffffffffffffffffffff613bf060408d205493613bea878487169660801c96614a91565b94614a5f565b92169160801b16179089526001835260408920556fffffffffffffffffffffffffffffffff60405191168152a281613cd0575b50613c2b5750f35b6001600160a01b036040817f0000000000000000000000000000000000000000000000000000000000000000169201511690803b15611833576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b0390921660048301527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd60248301528290829081838160448101611806565b613cdb915082614ac3565b5f613c23565b8460449160ff8816906118808261426e565b5034610707576020600319360112610707576004358015158091036113b35760243603613df3577f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a82526003602052604082206001600160a01b0333165f5260205260ff60405f20541615613da35760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b6044827fb5284671000000000000000000000000000000000000000000000000000000008152336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452fd5b6044827ff70a10190000000000000000000000000000000000000000000000000000000081523660045260248052fd5b5034610cef5760c0600319360112610cef57613e3d6140a8565b90613e466140d4565b6064359260ff8416809403610cef57613e5d614477565b613e656144bc565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001693843b15610cef57604051947fd505accf0000000000000000000000000000000000000000000000000000000086526001600160a01b038316958660048201523060248201526fffffffffffffffffffffffffffffffff8516928360448301526044356064830152608482015260843560a482015260a43560c48201525f8160e48183865af19081613ff5575b50613fe8576020604491604051928380927fdd62ed3e0000000000000000000000000000000000000000000000000000000082528a60048301523060248301525afa908115612505579082918691613fb3575b5003613f83575061046f9293505b80614530565b83604491867fb2f5645b000000000000000000000000000000000000000000000000000000008352600452602452fd5b9150506020813d602011613fe0575b81613fcf60209383614148565b81010312610cef578190515f613f6f565b3d9150613fc2565b505061046f929350613f7d565b6140029196505f90614148565b5f945f613f1c565b34610cef576020600319360112610cef57600435907fffffffff000000000000000000000000000000000000000000000000000000008216809203610cef57817f7965db0b000000000000000000000000000000000000000000000000000000006020931490811561407e575b5015158152f35b7f01ffc9a70000000000000000000000000000000000000000000000000000000091501483614077565b600435906001600160a01b0382168203610cef57565b602435906001600160a01b0382168203610cef57565b602435906fffffffffffffffffffffffffffffffff82168203610cef57565b60e0810190811067ffffffffffffffff821117610cd057604052565b6101e0810190811067ffffffffffffffff821117610cd057604052565b6060810190811067ffffffffffffffff821117610cd057604052565b90601f601f19910116810190811067ffffffffffffffff821117610cd057604052565b60031960c0910112610cef576040519060c0820182811067ffffffffffffffff821117610cd057604052816004356001600160a01b0381168103610cef5781526024356001600160a01b0381168103610cef576020820152604435604082015260643564ffffffffff81168103610cef5760608201526084356fffffffffffffffffffffffffffffffff81168103610cef57608082015260a4359064ffffffffff82168203610cef5760a00152565b906020600319830112610cef5760043567ffffffffffffffff8111610cef5782602382011215610cef5780600401359267ffffffffffffffff8411610cef57602460c0850283010111610cef576024019190565b6005111561427857565b634e487b7160e01b5f52602160045260245ffd5b91908201809211610cf357565b604051906142a68261410f565b5f6101c0838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e08201528261010082015282610120820152826101408201528261016082015282610180820152826101a08201520152565b6002111561427857565b9060038110156143215760051b0190565b634e487b7160e01b5f52603260045260245ffd5b60405190614342826140f3565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b467f0000000000000000000000000000000000000000000000000000000000000000036143b6577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a0815261447160c082614148565b51902090565b60c4360361448157565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260c460245260445ffd5b803603611b6d5750565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c6145085760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b907f0000000000000000000000000000000000000000000000000000000000000000926001600160a01b03841692604051907f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481885afa9182156147df575f92614834575b506fffffffffffffffffffffffffffffffff8316946001600160a01b03604051927f23b872dd000000000000000000000000000000000000000000000000000000005f52169687600452306024528660445260205f60648180855af19060015f5114821615614815575b50826040525f606052156147ea57816024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa9081156147df575f916147ad575b50846fffffffffffffffffffffffffffffffff8211159283614799575b505050158015614791575b8015614780575b614747576001600160a01b03826020927fffffffffffffffffffffffffffffffff000000000000000000000000000000006fffffffffffffffffffffffffffffffff61471961470a7f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a986001600160a01b03165f52600160205260405f2090565b54938285169460801c94614a91565b169160801b161761473b826001600160a01b03165f52600160205260405f2090565b556040519485521692a3565b506001600160a01b03907fb2f5645b000000000000000000000000000000000000000000000000000000005f521660045260245260445ffd5b506001600160a01b03821615614689565b508215614682565b6147a492935061428c565b145f8481614677565b90506020813d6020116147d7575b816147c860209383614148565b81010312610cef57515f61465a565b3d91506147bb565b6040513d5f823e3d90fd5b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600182151661482b573b15153d1516165f61460c565b833d5f823e3d90fd5b9091506020813d602011614860575b8161485060209383614148565b81010312610cef5751905f6145a2565b3d9150614843565b805f52600360205260405f206001600160a01b0333165f5260205260ff60405f205416156148935750565b7fb5284671000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b64ffffffffff620151809116019064ffffffffff8211610cf357565b91906148ec90836004614c3b565b805f52600560205260405f20549260ff84166149078161426e565b6149108161426e565b6001811415806149a6575b61496e575061493664ffffffffff61012081930151166148c2565b1680421061494357509190565b7f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b827f27805ceb000000000000000000000000000000000000000000000000000000005f5260045261499e8161426e565b60245260445ffd5b506149b08161426e565b600281141561491b565b91906149c890836004614c3b565b805f52600560205260405f20549260ff84166149e38161426e565b6149ec8161426e565b600181141580614a4b575b61496e5750614a1264ffffffffff61012081930151166148c2565b1680421015614a2057509190565b7f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50614a558161426e565b60028114156149f7565b906fffffffffffffffffffffffffffffffff809116911603906fffffffffffffffffffffffffffffffff8211610cf357565b906fffffffffffffffffffffffffffffffff809116911601906fffffffffffffffffffffffffffffffff8211610cf357565b9067ffffffffffffffff60808301511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001611159182614b0b57505090565b6001600160a01b03809293506020809201511692015116141590565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f205416155f14614bb057805f52600360205260405f206001600160a01b0383165f5260205260405f20600160ff198254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f2054165f14614bb057805f52600360205260405f206001600160a01b0383165f5260205260405f2060ff1981541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b919060a083013571ffffffffffffffffffffffffffffffffffff81166136175761166d61166d936048614e489667ffffffffffffffff614e109560018552604d83013560601c6020860152606183013560601c6040860152607583013560c01c6080860152607d83013560c01c60a086015263ffffffff60c08601608585013560e01c815260e0870192608986013560c01c8452609186013560d81c610100890152609686013560d81c610120890152609b86013560d81c61014089015260e01c61016088015260a485013560e01d60030b610180880152614d1c85615c2f565b614d2581614306565b6101a088015260a985013560d81c6101c0880152843560601c60208b0152601485013560601c60408b0152602885013560c01c8060808c015260a08b0152511660c0890152511660e0870152603081013560d81c610100870152603581013560d81c610120870152603a81013560d81c610140870152603f81013560e01c610160870152604381013560e01d60030b610180870152614dc381615c47565b614dcc81614306565b6101a0870152013560d81c6101c0850152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b6060820152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b90565b6001600160a01b0390939192931692835f52600260205260405f2054614e998471ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff84169360681c16926154d7565b949015614f31575090614eb9929164ffffffffff8042941692169061596b565b919015614f05576cffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff0000000000000000000000000091169160681b1617905f52600260205260405f2055565b827fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b64ffffffffff90867f59b8bdc7000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b60018160f81c111580614faa575b80614f99575b158015614f8b575b6136175790565b5062ffffff81161515614f84565b50600860ff8260181c161115614f7c565b50600160ff8260201c161115614f76565b60f81c614fc6575f90565b600190565b60ff6040519160208301937fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e855260408401528060f81c606084015264ffffffffff8160d01c16608084015267ffffffffffffffff8160901c1660a084015264ffffffffff8160681c1660c084015267ffffffffffffffff8160281c1660e0840152818160201c1661010084015260181c16610120820152610120815261447161014082614148565b906150896001600160a01b039161030861436b565b9116908180151591826150cc575b5050156150a15750565b7fd855c4f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b039192506150e29060e46158cf565b1614815f615097565b9067ffffffffffffffff811667ffffffffffffffff8316105f1461510d575090565b905090565b93906060927f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0694600360ff196fffffffffffffffffffffffffffffffff94895f526005602052161760405f2055610120820164ffffffffff8151168042106152c0575b505060e0820151608083015167ffffffffffffffff95861695620f4240928116878102849004871694936001600160a01b0393602093859385939290911602620f423f01046fffffffffffffffffffffffffffffffff169601511692015116906151df8385614a5f565b93815f5260016020527fffffffffffffffffffffffffffffffff000000000000000000000000000000008661522460405f205493613bea898487169660801c96614a91565b92169160801b1617905f52600160205260405f205581615254575b506040519384526020840152166040820152a2565b6001600160a01b0381165f5260016020526001600160a01b0360405f20547fffffffffffffffffffffffffffffffff00000000000000000000000000000000866152a5868285169460801c94614a91565b169160801b161791165f52600160205260405f20555f61523f565b61530c916152eb6001600160a01b036040870151169261010087019364ffffffffff85511690615a37565b64ffffffffff806001600160a01b0360408701511693511691511691615a37565b5f80615175565b9190925f936001600160a01b0382166001600160a01b038216105f146154d257905b6001600160a01b0363ffffffff620151804204169216805f52600660205260405f206001600160a01b0383165f526020528263ffffffff60405f205416146154ca575f5260066020526001600160a01b0360405f2091165f5260205260405f20907fffffffffffffffffffffffffffffffffffffffffffffffffffffffff000000008254161790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001691823b15610cef576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b03919091166004820152600160248201525f8160448183875af180156147df576154b5575b50813b15610686576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b03919091166004820152600160248201529082908290604490829084905af18015611828576154a3575050565b6154ae828092614148565b6107075750565b6154c29193505f90614148565b5f915f615441565b505050505050565b615335565b64ffffffffff8160401c169067ffffffffffffffff8116906154fa8483856157b1565b615585575064ffffffffff821664ffffffffff8416111561554e57600167ffffffffffffffff6cffffffffff00000000000000009364ffffffffff82809516918703161b1617169160401b16179060019190565b67ffffffffffffffff9081600164ffffffffff6cffffffffff000000000000000095968703161b1617169160401b16179060019190565b93925050505f9190565b6001600160a01b031690815f52600160205260405f2054906fffffffffffffffffffffffffffffffff82169160801c916fffffffffffffffffffffffffffffffff821680821061562c57506156167fffffffffffffffffffffffffffffffff00000000000000000000000000000000926fffffffffffffffffffffffffffffffff92614a5f565b169160801b1617905f52600160205260405f2055565b90847f1f984351000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b6fffffffffffffffffffffffffffffffff82169081156156e5576156866156e3938261558f565b6040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f00000000000000000000000000000000000000000000000000000000000000006156ea565b565b505050565b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f5114821615615779575b604052156157445750565b6001600160a01b03907f5274afe7000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b90600181151661579157823b15153d15161690615739565b503d5f823e3d90fd5b6157a381614306565b6157ac57600890565b605090565b909164ffffffffff821664ffffffffff8216116157f85764ffffffffff91031660408110918215926157e257505090565b6001925067ffffffffffffffff16901c16151590565b5050505f90565b64ffffffffff6101208201511664ffffffffff610100830151168111156158a35764ffffffffff61014083015116116158765763ffffffff610160620f4240920151161161584957565b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600260045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600160045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b60208101357f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411615963576020935f9360809360ff1c61595a5760ff601b5b6040519485521686840152356040830152606082015282805260015afa156147df575f5190565b60ff601c615933565b505050505f90565b909392916090925f905b609082106159c6575050609083146159bd5771ffffffffffffffffffffffffffffffffffff809394958065ffffffffffff93039060101b17851b16931b191616179060019190565b509250505f9190565b909371ffffffffffffffffffffffffffffffffffff8416851c601081901c63ffffffff169061ffff168101838111615a06575050506030845b0190615975565b849089979397109182615a2d575b5050615a22576030906159ff565b5050509250505f9190565b109050835f615a14565b6cffffffffffffffffffffffffff615ab06001600160a01b037effffffffffffffffffffffffffffffffffff00000000000000000000000000939594951694855f52600260205260405f20549464ffffffffff8071ffffffffffffffffffffffffffffffffffff8689169860681c169216921690615c5f565b92169160681b1617905f52600260205260405f2055565b9064ffffffffff8260401c169167ffffffffffffffff81169064ffffffffff84169264ffffffffff811690848211615c045750830364ffffffffff8111610cf35764ffffffffff16603f811015615bf95760018101809111610cf35767ffffffffffffffff8091161b67ffffffffffffffff811693603f8110615b8d575b505067ffffffffffffffff831667ffffffffffffffff848416161461558557506cffffffffff00000000000000009167ffffffffffffffff9117169160401b16179060019190565b6001919294500164ffffffffff8111610cf35767ffffffffffffffff600164ffffffffff7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff93161b160167ffffffffffffffff8111610cf3571667ffffffffffffffff16915f80615b45565b5093925050505f9190565b9250505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b60a8013560f81c6001811161361757614e4881614306565b6047013560f81c6001811161361757614e4881614306565b909291925f5b60908110615c74575090925050565b818571ffffffffffffffffffffffffffffffffffff8516831c601081901c63ffffffff169061ffff16810192149182615cf5575b5050615cce576030810180911115615c6557634e487b7160e01b5f52601160045260245ffd5b905071ffffffffffffffffffffffffffffffffffff92935065ffffffffffff901b19161690565b149050855f615ca8562f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d30adeb818ef77f204f5a603c30fa5332397b6e28fb3b7f9d937ae6a6914716de3617319a054d772f909f7c479a2cebe5066e836a939412e32403c99029b92eff' as const;

/** As it stands on chain, with zeros where the constructor puts immutables. */
export const energyMarketDeployed = {
  immutables: [
    { start: 621, length: 32 },
    { start: 1834, length: 32 },
    { start: 4260, length: 32 },
    { start: 5190, length: 32 },
    { start: 5287, length: 32 },
    { start: 5994, length: 32 },
    { start: 7883, length: 32 },
    { start: 8555, length: 32 },
    { start: 12306, length: 32 },
    { start: 12359, length: 32 },
    { start: 15416, length: 32 },
    { start: 15983, length: 32 },
    { start: 17262, length: 32 },
    { start: 17300, length: 32 },
    { start: 17469, length: 32 },
    { start: 17715, length: 32 },
    { start: 19166, length: 32 },
    { start: 21447, length: 32 },
    { start: 22207, length: 32 },
  ],
  code: '0x6080806040526004361015610012575f80fd5b5f905f3560e01c90816301ffc9a71461400a575080630daf9eb814613e2357806316c38b3c14613cf357806317ff987014613a8857806321241dfe14613a6a578063248a9ca314613a3e5780632f2ff15d146139ff5780632f4e67b01461399057806336568abe1461393257806340953c73146136b25780635c975abb1461368f5780636447456814612c5357806373461d8d146129d357806373b9aa911461297d57806375463d5b1461259b578063755ab35f14611eef5780637b10399914611eab5780637c5efce014611bd25780637ecebe0014611b9c5780638bb7582b146118ff57806391d14854146118b45780639214c11c14611691578063950bff9f146116755780639ce7483d146114cb578063a1c1b05914611486578063a217fddf1461146a578063af2b9e4914611425578063b3fb6564146113b7578063bbc9e11414610f85578063c3ba1dca14610d7d578063c596326714610add578063d158cdd114610910578063d547741f146108c8578063e45a082a146107ac578063e63ab1e914610771578063f698da251461074e578063fc0c546a1461070a5763fcfe5d45146101c0575f80fd5b3461070757610100600319360112610707576101db3661416b565b9060407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075761010436036106d5576102176144bc565b604082015161069d5760208201916001600160a01b0383511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa91821561069257839261060c575b506001600160a01b0382511680159081156105f7575b506105c15764ffffffffff60a082015116421161051f57610347610340601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261030861436b565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b60c46158cf565b6001600160a01b0380835116911690811415806105ad575b6105775760808201926fffffffffffffffffffffffffffffffff84511615159182610562575b5081610555575b5061051f576001600160a01b0384511683526002602052604083205471ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff82169160681c166103e7606084019264ffffffffff84511690615ac7565b8192911580610517575b6104d357966fffffffffffffffffffffffffffffffff94926001600160a01b0394927effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff61046f9a9b169160681b1617858351168a52600260205260408a2055610495575b505051169151169061565f565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff857f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f80610462565b6044878564ffffffffff6001600160a01b038c5116915116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b5060016103f1565b6024836001600160a01b038651167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b604091500151155f61038c565b83516001600160a01b0316141591505f610385565b6024846001600160a01b038751167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b506001600160a01b0385511681141561035f565b6024836001600160a01b038651167fd0e216c2000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0382511614155f6102b3565b9091506060813d60601161068a575b8161062860609383614148565b81010312610686576040519061063d8261412c565b80516001600160a01b038116810361068257825260208101518060030b810361068257602083015260400151801515810361067e576040820152905f61029d565b8380fd5b8480fd5b8280fd5b3d915061061b565b6040513d85823e3d90fd5b6001600160a01b0360206024930151167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610104602452fd5b80fd5b503461070757806003193601126107075760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602061076961436b565b604051908152f35b503461070757806003193601126107075760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b50346107075760206003193601126107075760e0906107c9614335565b506004358152600560205260408120546107e1614335565b9160ff82166107ef8161426e565b6107f88161426e565b835261080381614306565b508060081c60208301606084019267ffffffffffffffff60a0860193680200000000000000008116151585526801000000000000000081161515865216825261084a605090565b1c9267ffffffffffffffff604086018160808801948160c08a019868020000000000000000811615158a526801000000000000000081161515885216835260405198516108968161426e565b895251166020880152511660408601525115156060850152511515608084015251151560a083015251151560c0820152f35b50346107075760406003193601126107075761090c6004356108e86140be565b90610907610902825f526003602052600160405f20015490565b614868565b614bb6565b5080f35b50346107075760206003193601126107075761092a6140a8565b6040519190606061093b8185614148565b825b818110610abe5750506001600160a01b0316815260026020526040808220549081901c64ffffffffff16929067ffffffffffffffff81169060681c71ffffffffffffffffffffffffffffffffffff16835b60038110610a0c57505067ffffffffffffffff9064ffffffffff60405195168552166020840152604083019082915b600383106109cb5761010085f35b81518490825b600283106109ef5750505060206040600192019201920191906109bd565b60208060019264ffffffffff8551168152019201920191906109d1565b6030810281810460301482151715610aaa5771ffffffffffffffffffffffffffffffffffff8316901c601081901c63ffffffff169061ffff168101604051916040830183811067ffffffffffffffff821117610a965760405264ffffffffff908116835216602082015260019190610a848287614310565b52610a8f8186614310565b500161098e565b602489634e487b7160e01b81526041600452fd5b602486634e487b7160e01b81526011600452fd5b6020906040805190610ad08183614148565b368237818701520161093d565b503461070757610aec3661421a565b91905081158015610d73575b610d435760c08083029081048303610cf35760440180604411610d2f57610b1e906144b2565b6006815b838110610b2d578280f35b818102818104831482151715610cf3578060051b9080820460201490151715610d1b57806044019081604411610d075784610d075761010401808211610cf3573610610cef575f809160405160c060208201927f17ff9870000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610bbe9082614148565b519082305af1903d15610ce4573d67ffffffffffffffff8111610cd05760019260405191610bf66020601f19601f8401160184614148565b82523d5f602084013e5b15610c0d575b5001610b22565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110610c9b575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f610c06565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80610c65565b634e487b7160e01b5f52604160045260245ffd5b600191606090610c00565b5f80fd5b634e487b7160e01b5f52601160045260245ffd5b602485634e487b7160e01b81526011600452fd5b602484634e487b7160e01b81526011600452fd5b602482634e487b7160e01b81526011600452fd5b6044917f31045bf50000000000000000000000000000000000000000000000000000000082526004526064602452fd5b5060648211610af8565b503461070757610d8c3661421a565b91905081158015610f7b575b610d435760c08083029081048303610cf35760440180604411610d2f57610dbe906144b2565b6006815b838110610dcd578280f35b818102818104831482151715610cf3578060051b9080820460201490151715610d1b57806044019081604411610d075784610d075761010401808211610cf3573610610cef575f809160405160c060208201927f9214c11c000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610e5e9082614148565b519082305af1903d15610f70573d67ffffffffffffffff8111610cd05760019260405191610e966020601f19601f8401160184614148565b82523d5f602084013e5b15610ead575b5001610dc2565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110610f3b575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f610ea6565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80610f05565b600191606090610ea0565b5060648211610d98565b503461070757600319360161012081126113b35760e0136107075760405190610fad826140f3565b610fb56140a8565b8252610fbf6140be565b602083019081526044356001600160a01b03811681036106865760408401908152606435906fffffffffffffffffffffffffffffffff8216820361067e57606085019182526084356fffffffffffffffffffffffffffffffff81168103610682576080860190815260a43567ffffffffffffffff811681036113af5760a0870190815260c4359464ffffffffff861686036113ab5760c0880195865260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c3601126113ab576101243603611379576001600160a01b039061109f6144bc565b5116947f0000000000000000000000000000000000000000000000000000000000000000956001600160a01b0387160361134d576001600160a01b038451168015908115611343575b50611316576fffffffffffffffffffffffffffffffff855116156112e9575164ffffffffff1642116112bd5767ffffffffffffffff9051166111456001600160a01b038851166001600160a01b03165f525f60205260405f205490565b03611290576001600160a01b03865116611191601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f0182526101008220915261030861436b565b908015159182611271575b50501561123b576fffffffffffffffffffffffffffffffff916112306001600160a01b039284848a8161046f9b9c51168c528b60205260408c20600181540190556111ee82825116848b51169061558f565b8181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a351169151169061565f565b5116915116916156ea565b6024856001600160a01b038851167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b039192506112879060e46158cf565b16145f8061119c565b6024857f39c9644c0000000000000000000000000000000000000000000000000000000081526003600452fd5b6024867f39c9644c00000000000000000000000000000000000000000000000000000000815260048052fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526002600452fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526001600452fd5b905030145f6110e8565b6024877f39c9644c00000000000000000000000000000000000000000000000000000000815280600452fd5b6044877ff70a101900000000000000000000000000000000000000000000000000000000815236600452610124602452fd5b8680fd5b8580fd5b5080fd5b5034610707576040600319360112610707576113d16140a8565b6113d96140d4565b90604436036113f5579061046f916113ef6144bc565b33614530565b6044837ff70a10190000000000000000000000000000000000000000000000000000000081523660045281602452fd5b5034610707578060031936011261070757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602090604051908152f35b5034610707578060031936011261070757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707576101e060031936011261070757604051906114eb8261410f565b60043560028110156113b35782526024356001600160a01b03811681036113b35760208301526044356001600160a01b03811681036113b3576040830152606435606083015260843567ffffffffffffffff811681036113b357608083015260a43567ffffffffffffffff811681036113b35760a083015260c43563ffffffff811681036113b35760c083015260e43567ffffffffffffffff811681036113b35760e08301526101043564ffffffffff811681036113b3576101008301526101243564ffffffffff811681036113b3576101208301526101443564ffffffffff811681036113b3576101408301526101643563ffffffff811681036113b357610160830152610184358060030b81036113b3576101808301526101a43560028110156113b3576101a08301526101c4359064ffffffffff8216820361070757602061076961166d85856101c0820152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b61030861436b565b5034610707578060031936011261070757602060405160648152f35b50346107075760c0600319360112610707573660c411610707576116b3614477565b6116bb614299565b906116c4614299565b916116cf83826148de565b9390916116db84614306565b8460081c680200000000000000008116151593866116f7605090565b1c6802000000000000000081161515926801000000000000000081161561186f5784889961174994869461173d8a9567ffffffffffffffff8060808801511691166150eb565b95611852575b50615112565b83141580611842575b61175b57505050f35b6001600160a01b0391604091837f000000000000000000000000000000000000000000000000000000000000000016945f146118375750015116905b803b15611833576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b0390921660048301527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd602483015282908290818381604481015b03925af18015611828576118175750f35b8161182191614148565b6107075780f35b6040513d84823e3d90fd5b5050fd5b905001511690611797565b5061184d8282614ac3565b611752565b9467ffffffffffffffff611868929616906150eb565b935f611743565b60448860ff8b16856118808261426e565b7f27805ceb0000000000000000000000000000000000000000000000000000000083526004526118af8161426e565b602452fd5b5034610707576040600319360112610707576001600160a01b0360406118d86140be565b92600435815260036020522091165f52602052602060ff60405f2054166040519015158152f35b503461070757610120600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c36011261070757610124803603611b6d5750611957614299565b61195f614299565b61196981836149ba565b6119b26001600160a01b03604061198460c497959735614f68565b9461198e86614fbb565b9661199888614306565b87611b6357500151165b6119ac8685614fcb565b90615074565b806119bc8461579a565b1c67ffffffffffffffff811692680100000000000000008216159168020000000000000000831591161594851591819490611b4d575b8015611b36575b15611afd57927f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca96949289926060979567ffffffffffffffff8360901c16908111611af5575b5094611add575b5067ffffffffffffffff16918315611abe57600260ff1968ffffffffffffffffff68010000000000000000680200000000000000005b8c611a868b61579a565b97526005602052871717851b941b199216171617604088205560405192611aac81614306565b8352602083015215156040820152a280f35b600260ff1968ffffffffffffffffff6801000000000000000085611a7c565b60201c60ff161515935067ffffffffffffffff611a46565b92505f611a3f565b88604491887f36a41a25000000000000000000000000000000000000000000000000000000008352611b2e81614306565b600452602452fd5b5060ff8360201c16151580156119f95750856119f9565b508067ffffffffffffffff8460901c16116119f2565b90500151166119a2565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260245260445ffd5b5034610707576020600319360112610707576020610769611bbb6140a8565b6001600160a01b03165f525f60205260405f205490565b50346107075760206003193601126107075760043567ffffffffffffffff81116113b357366023820112156113b35780600401359067ffffffffffffffff8211610686576024369161018084020101116113b357600c81158015611ea1575b611e7057610180908282028281048403610cf35760440180604411610d0757611c59906144b2565b835b838110611c66578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa57806044019081604411611e5c5784820191828111610cf357828893821161067e5736811161067e57611d28602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f75463d5b000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f198101835282614148565b519082305af13d15611e50573d9067ffffffffffffffff8211611e3c57906001929160405191611d626020601f19601f8401160184614148565b82523d88602084013e5b15611d79575b5001611c5b565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110611e07575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f611d72565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80611dd1565b602487634e487b7160e01b81526041600452fd5b90600191606090611d6c565b602487634e487b7160e01b81526011600452fd5b604483837f31045bf50000000000000000000000000000000000000000000000000000000082526004526064602452fd5b5060648211611c31565b503461070757806003193601126107075760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707576102e060031936011261070757611f0b3661416b565b906101e07fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075760405191611f448361410f565b60c435600281101561068657835260e4356001600160a01b038116810361068657602084015261010435906001600160a01b038216820361068657604084019182526101243560608501526101443567ffffffffffffffff8116810361067e5760808501526101643567ffffffffffffffff8116810361067e5760a08501526101843563ffffffff8116810361067e5760c08501526101a43567ffffffffffffffff8116810361067e5760e08501526101c43564ffffffffff8116810361067e576101008501526101e43564ffffffffff8116810361067e576101208501526102043564ffffffffff8116810361067e576101408501526102243563ffffffff8116810361067e57610160850152610244358060030b810361067e5761018085015261026435600281101561067e576101a0850152610284359164ffffffffff8316830361067e576101c0850192835260407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd5c36011261067e576102e43603612569576120cf6144bc565b604082019461211061166d875192601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b149081612548575b50156125105760208101936001600160a01b0385511692604051937f51e719cf00000000000000000000000000000000000000000000000000000000855260048501526060846024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa93841561250557859461248b575b506001600160a01b038451168015908115612476575b506124405764ffffffffff60a084015116421161239e5761220e612206601f19850180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261030861436b565b6102a46158cf565b6001600160a01b03808551169116908114158061242c575b6123f65760808401946fffffffffffffffffffffffffffffffff865116151591826123e1575b50816123d4575b5061239e576001600160a01b03865116855260026020526040852054906122ab64ffffffffff71ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff85169460681c1692511680936154d7565b9381939161235f575b50506122cd606085019364ffffffffff85511690615ac7565b909283159081612356575b506104d357966fffffffffffffffffffffffffffffffff94926001600160a01b0394927effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff61046f9a9b169160681b1617858351168a52600260205260408a205561049557505051169151169061565f565b9050155f6122d8565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f860206001600160a01b038b5116925193604051908152a35f806122b4565b6024856001600160a01b038851167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b604091500151155f612253565b85516001600160a01b0316141591505f61224c565b6024866001600160a01b038951167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b506001600160a01b03875116811415612226565b6024856001600160a01b038851167fd0e216c2000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0384511614155f6121b1565b9093506060813d6060116124fd575b816124a760609383614148565b8101031261068257604051906124bc8261412c565b80516001600160a01b03811681036113ab57825260208101518060030b81036113ab5760208301526040015180151581036113af576040820152925f61219b565b3d915061249a565b6040513d87823e3d90fd5b602001517f6936b0f40000000000000000000000000000000000000000000000000000000083526001600160a01b0316600452602482fd5b6001600160a01b03915051166001600160a01b03602083015116145f612118565b6044847ff70a1019000000000000000000000000000000000000000000000000000000008152366004526102e4602452fd5b503461070757610180600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c3601126107075760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffebc36011261070757610184803603611b6d575061261d614299565b612625614299565b9061263082826149ba565b61263e60c494929435614f68565b9361264b61012435614f68565b9161265586614fbb565b61265e81614306565b1580159061295a575b61292e57600161267684614fbb565b61267f81614306565b1480159061290b575b6128de5767ffffffffffffffff8660901c168067ffffffffffffffff8560281c16036128b15760ff8760201c16156128855760ff8460201c1615612858576126e360408701976119ac856001600160a01b038b511692614fcb565b60408501936001600160a01b0385511661270061166d8684614fcb565b818015159182612838575b50501561280d57506127539167ffffffffffffffff61272e9260901c16906150eb565b92858761274b608082019667ffffffffffffffff885116906150eb565b948593615112565b67ffffffffffffffff63ffffffff6101608701511663ffffffff610160870151168082105f146128055750915b169081151592836127da575b505050806127ca575b61279d578480f35b6001600160a01b036020818082816127c2995116970151169351169301511692615313565b5f8080808480f35b506127d58284614ac3565b612795565b67ffffffffffffffff92935063ffffffff83620f4240925116921682020490031611155f808061278c565b905091612780565b7fd855c4f4000000000000000000000000000000000000000000000000000000008a52600452602489fd5b6001600160a01b0391925061284f906101446158cf565b1614815f61270b565b6024887fa2b605190000000000000000000000000000000000000000000000000000000081526001600452fd5b6024887fa2b6051900000000000000000000000000000000000000000000000000000000815280600452fd5b6024887fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b6024877fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b5067ffffffffffffffff8360901c1667ffffffffffffffff8260501c1611612688565b6024877fa29bfc4a00000000000000000000000000000000000000000000000000000000815280600452fd5b5067ffffffffffffffff8660901c1667ffffffffffffffff8260081c1611612667565b5034610707576020600319360112610707576040906001600160a01b036129a26140a8565b16815260016020528181205490506fffffffffffffffffffffffffffffffff81169060801c82519182526020820152f35b50346107075760206003193601126107075760043567ffffffffffffffff81116113b357366023820112156113b35780600401359067ffffffffffffffff8211610686576024369161014084020101116113b357600a81158015612c49575b611e7057610140908282028281048403610cf35760440180604411610d0757612a5a906144b2565b835b838110612a67578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa57806044019081604411611e5c5784820191828111610cf357828893821161067e5736811161067e57612b29602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f64474568000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f198101835282614148565b519082305af13d15612c3d573d9067ffffffffffffffff8211611e3c57906001929160405191612b636020601f19601f8401160184614148565b82523d88602084013e5b15612b7a575b5001612a5c565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110612c08575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f612b73565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80612bd2565b90600191606090612b6d565b5060648211612a32565b503461070757610140600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc36011261070757610144803603611b6d575060ff6004541661366757612cdf614299565b612ce7614299565b60a43571ffffffffffffffffffffffffffffffffffff811661363f576001825260513560601c602083015260653560601c604083015260793560c01c608083015260813560c01c60a083015260c082019060893560e01c825260e0830190608d3560c01c825260953560d81c610100850152609a3560d81c610120850152609f3560d81c61014085015260e01c61016084015260a83560e01d60030b61018084015260a86004013560f81c600181116136175767ffffffffffffffff9281612db363ffffffff93614306565b612dbc81614306565b6101a086015260ad3560d81c6101c086015260043560601c602087015260183560601c6040870152602c3560c01c6080870152602c3560c01c60a0870152511660c0850152511660e083015260343560d81c61010083015260393560d81c610120830152603e3560d81c61014083015260433560e01c61016083015260473560e01d60030b61018083015260476004013560f81c6001811161361757612e6181614306565b612e6a81614306565b6101a0830152604c3560d81c6101c0830152612eb661166d82601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b6060830152612ef561166d83601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b808452600560205260ff604085205416612f0e8161426e565b612f178161426e565b6135ec576001600160a01b036040840151166001600160a01b03604084015116146135bf57612f45836157ff565b612f4e826157ff565b64ffffffffff6101008401511664ffffffffff610120850151169061a8c064ffffffffff828403161180156135b2575b6135865764ffffffffff6101008501511681108015613571575b61354357505067ffffffffffffffff60808401511667ffffffffffffffff60a084015116808210801561352c575b6134e957505064ffffffffff61014084015116804210156134be575064ffffffffff61014083015116804210156134be575067ffffffffffffffff60808401511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690818110613490575050836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166001600160a01b03604086015116906001600160a01b0360208701511661018086015160030b926001600160a01b03604088015116906001600160a01b03602089015116936101808a015160030b813b1561348c57879560c49460405198899788967f08b950500000000000000000000000000000000000000000000000000000000088526004880152602487015260448601526064850152608484015260a48301525afa801561182857613477575b50506001600160a01b03604084015116801515908161345a575b5015613421576001600160a01b036040830151166060840151908015159182613401575b5050156133c85761319b6001600160a01b0360408501511664ffffffffff6101c08601511664ffffffffff610100870151169064ffffffffff6101208801511692614e4b565b6131da6001600160a01b0360408401511664ffffffffff6101c08501511664ffffffffff610100870151169064ffffffffff6101208801511692614e4b565b6001600160a01b0360208401511661323967ffffffffffffffff60808601511667ffffffffffffffff60e08701511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b613254826001600160a01b03165f52600160205260405f2090565b54906fffffffffffffffffffffffffffffffff82169160801c916fffffffffffffffffffffffffffffffff821680821061339457506fffffffffffffffffffffffffffffffff6132d3836132cd6132f396957fffffffffffffffffffffffffffffffff0000000000000000000000000000000095614a5f565b94614a91565b92169160801b1617916001600160a01b03165f52600160205260405f2090565b558084526005602052600160408520557f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a06001600160a01b036040818188015116950151169460608101519067ffffffffffffffff6080820151169067ffffffffffffffff60e08201511664ffffffffff610120816101008501511693015116926040519485526020850152604084015260608301526080820152a480f35b8890606492867f1f984351000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b6024846001600160a01b036040850151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b03919250613418906101046158cf565b16145f80613155565b6024846001600160a01b036040860151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0361346f8360c46158cf565b16145f613131565b8161348191614148565b61067e57835f613117565b8780fd5b7ff1bb1945000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b7f85d983bf000000000000000000000000000000000000000000000000000000008552600452602484fd5b85925067ffffffffffffffff6080606495015116917fb3ac4c16000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b5067ffffffffffffffff6080850151168211612fc6565b7fecf68f36000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b5064ffffffffff610120850151168211612f98565b6024867f80e8bb3100000000000000000000000000000000000000000000000000000000815280600452fd5b5063ffffffff8111612f7e565b6024847f80e8bb310000000000000000000000000000000000000000000000000000000081526003600452fd5b7f9329d01d000000000000000000000000000000000000000000000000000000008452600452602483fd5b7f6dad2d58000000000000000000000000000000000000000000000000000000005f5260045ffd5b6004847f6dad2d58000000000000000000000000000000000000000000000000000000008152fd5b807f54882d180000000000000000000000000000000000000000000000000000000060049252fd5b5034610707578060031936011261070757602060ff600454166040519015158152f35b50346107075760206003193601126107075760043567ffffffffffffffff81116113b357366023820112156113b35780600401359067ffffffffffffffff8211610686576024369161012084020101116113b357600981158015613928575b611e7057610120908282028281048403610cf35760440180604411610d0757613739906144b2565b835b838110613746578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa57806044019081604411611e5c5784820191828111610cf357828893821161067e5736811161067e57613808602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f8bb7582b000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f198101835282614148565b519082305af13d1561391c573d9067ffffffffffffffff8211611e3c579060019291604051916138426020601f19601f8401160184614148565b82523d88602084013e5b15613859575b500161373b565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff00000000000000000000000000000000000000000000000000000000811691600481106138e7575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f613852565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f806138b1565b9060019160609061384c565b5060648211613711565b50346107075760406003193601126107075761394c6140be565b336001600160a01b038216036139685761090c90600435614bb6565b6004827f6697b232000000000000000000000000000000000000000000000000000000008152fd5b5034610707576040600319360112610707576139aa6140a8565b6024359064ffffffffff82168203610686576001600160a01b03168252600260209081526040928390205490926139f5929167ffffffffffffffff8116911c64ffffffffff166157b1565b6040519015158152f35b50346107075760406003193601126107075761090c600435613a1f6140be565b90613a39610902825f526003602052600160405f20015490565b614b27565b50346107075760206003193601126107075760206107696004355f526003602052600160405f20015490565b50346107075780600319360112610707576020604051620151808152f35b50346107075760c0600319360112610707573660c41161070757613aaa614477565b613ab2614299565b90613abb614299565b91613ac683826148de565b93613ad084614306565b680200000000000000008560501c16151591680100000000000000008660081c16613ce157600460ff1986978388526005602052161760408620557f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee76020613b7f67ffffffffffffffff60808801511667ffffffffffffffff60e08901511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b6001600160a01b038288015116613b968983614a5f565b91818a52600184527fffffffffffffffffffffffffffffffff000000000000000000000000000000006fffffffffffffffffffffffffffffffff613bf060408d205493613bea878487169660801c96614a91565b94614a5f565b92169160801b16179089526001835260408920556fffffffffffffffffffffffffffffffff60405191168152a281613cd0575b50613c2b5750f35b6001600160a01b036040817f0000000000000000000000000000000000000000000000000000000000000000169201511690803b15611833576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b0390921660048301527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd60248301528290829081838160448101611806565b613cdb915082614ac3565b5f613c23565b8460449160ff8816906118808261426e565b5034610707576020600319360112610707576004358015158091036113b35760243603613df3577f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a82526003602052604082206001600160a01b0333165f5260205260ff60405f20541615613da35760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b6044827fb5284671000000000000000000000000000000000000000000000000000000008152336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452fd5b6044827ff70a10190000000000000000000000000000000000000000000000000000000081523660045260248052fd5b5034610cef5760c0600319360112610cef57613e3d6140a8565b90613e466140d4565b6064359260ff8416809403610cef57613e5d614477565b613e656144bc565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001693843b15610cef57604051947fd505accf0000000000000000000000000000000000000000000000000000000086526001600160a01b038316958660048201523060248201526fffffffffffffffffffffffffffffffff8516928360448301526044356064830152608482015260843560a482015260a43560c48201525f8160e48183865af19081613ff5575b50613fe8576020604491604051928380927fdd62ed3e0000000000000000000000000000000000000000000000000000000082528a60048301523060248301525afa908115612505579082918691613fb3575b5003613f83575061046f9293505b80614530565b83604491867fb2f5645b000000000000000000000000000000000000000000000000000000008352600452602452fd5b9150506020813d602011613fe0575b81613fcf60209383614148565b81010312610cef578190515f613f6f565b3d9150613fc2565b505061046f929350613f7d565b6140029196505f90614148565b5f945f613f1c565b34610cef576020600319360112610cef57600435907fffffffff000000000000000000000000000000000000000000000000000000008216809203610cef57817f7965db0b000000000000000000000000000000000000000000000000000000006020931490811561407e575b5015158152f35b7f01ffc9a70000000000000000000000000000000000000000000000000000000091501483614077565b600435906001600160a01b0382168203610cef57565b602435906001600160a01b0382168203610cef57565b602435906fffffffffffffffffffffffffffffffff82168203610cef57565b60e0810190811067ffffffffffffffff821117610cd057604052565b6101e0810190811067ffffffffffffffff821117610cd057604052565b6060810190811067ffffffffffffffff821117610cd057604052565b90601f601f19910116810190811067ffffffffffffffff821117610cd057604052565b60031960c0910112610cef576040519060c0820182811067ffffffffffffffff821117610cd057604052816004356001600160a01b0381168103610cef5781526024356001600160a01b0381168103610cef576020820152604435604082015260643564ffffffffff81168103610cef5760608201526084356fffffffffffffffffffffffffffffffff81168103610cef57608082015260a4359064ffffffffff82168203610cef5760a00152565b906020600319830112610cef5760043567ffffffffffffffff8111610cef5782602382011215610cef5780600401359267ffffffffffffffff8411610cef57602460c0850283010111610cef576024019190565b6005111561427857565b634e487b7160e01b5f52602160045260245ffd5b91908201809211610cf357565b604051906142a68261410f565b5f6101c0838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e08201528261010082015282610120820152826101408201528261016082015282610180820152826101a08201520152565b6002111561427857565b9060038110156143215760051b0190565b634e487b7160e01b5f52603260045260245ffd5b60405190614342826140f3565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b467f0000000000000000000000000000000000000000000000000000000000000000036143b6577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a0815261447160c082614148565b51902090565b60c4360361448157565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260c460245260445ffd5b803603611b6d5750565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c6145085760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b907f0000000000000000000000000000000000000000000000000000000000000000926001600160a01b03841692604051907f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481885afa9182156147df575f92614834575b506fffffffffffffffffffffffffffffffff8316946001600160a01b03604051927f23b872dd000000000000000000000000000000000000000000000000000000005f52169687600452306024528660445260205f60648180855af19060015f5114821615614815575b50826040525f606052156147ea57816024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa9081156147df575f916147ad575b50846fffffffffffffffffffffffffffffffff8211159283614799575b505050158015614791575b8015614780575b614747576001600160a01b03826020927fffffffffffffffffffffffffffffffff000000000000000000000000000000006fffffffffffffffffffffffffffffffff61471961470a7f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a986001600160a01b03165f52600160205260405f2090565b54938285169460801c94614a91565b169160801b161761473b826001600160a01b03165f52600160205260405f2090565b556040519485521692a3565b506001600160a01b03907fb2f5645b000000000000000000000000000000000000000000000000000000005f521660045260245260445ffd5b506001600160a01b03821615614689565b508215614682565b6147a492935061428c565b145f8481614677565b90506020813d6020116147d7575b816147c860209383614148565b81010312610cef57515f61465a565b3d91506147bb565b6040513d5f823e3d90fd5b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600182151661482b573b15153d1516165f61460c565b833d5f823e3d90fd5b9091506020813d602011614860575b8161485060209383614148565b81010312610cef5751905f6145a2565b3d9150614843565b805f52600360205260405f206001600160a01b0333165f5260205260ff60405f205416156148935750565b7fb5284671000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b64ffffffffff620151809116019064ffffffffff8211610cf357565b91906148ec90836004614c3b565b805f52600560205260405f20549260ff84166149078161426e565b6149108161426e565b6001811415806149a6575b61496e575061493664ffffffffff61012081930151166148c2565b1680421061494357509190565b7f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b827f27805ceb000000000000000000000000000000000000000000000000000000005f5260045261499e8161426e565b60245260445ffd5b506149b08161426e565b600281141561491b565b91906149c890836004614c3b565b805f52600560205260405f20549260ff84166149e38161426e565b6149ec8161426e565b600181141580614a4b575b61496e5750614a1264ffffffffff61012081930151166148c2565b1680421015614a2057509190565b7f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50614a558161426e565b60028114156149f7565b906fffffffffffffffffffffffffffffffff809116911603906fffffffffffffffffffffffffffffffff8211610cf357565b906fffffffffffffffffffffffffffffffff809116911601906fffffffffffffffffffffffffffffffff8211610cf357565b9067ffffffffffffffff60808301511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001611159182614b0b57505090565b6001600160a01b03809293506020809201511692015116141590565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f205416155f14614bb057805f52600360205260405f206001600160a01b0383165f5260205260405f20600160ff198254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f2054165f14614bb057805f52600360205260405f206001600160a01b0383165f5260205260405f2060ff1981541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b919060a083013571ffffffffffffffffffffffffffffffffffff81166136175761166d61166d936048614e489667ffffffffffffffff614e109560018552604d83013560601c6020860152606183013560601c6040860152607583013560c01c6080860152607d83013560c01c60a086015263ffffffff60c08601608585013560e01c815260e0870192608986013560c01c8452609186013560d81c610100890152609686013560d81c610120890152609b86013560d81c61014089015260e01c61016088015260a485013560e01d60030b610180880152614d1c85615c2f565b614d2581614306565b6101a088015260a985013560d81c6101c0880152843560601c60208b0152601485013560601c60408b0152602885013560c01c8060808c015260a08b0152511660c0890152511660e0870152603081013560d81c610100870152603581013560d81c610120870152603a81013560d81c610140870152603f81013560e01c610160870152604381013560e01d60030b610180870152614dc381615c47565b614dcc81614306565b6101a0870152013560d81c6101c0850152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b6060820152601f190180517f8202ce7e17c4f90b849e329fac15ee1f110f59c73df00ce818474dfdbf27fec582526102008220915290565b90565b6001600160a01b0390939192931692835f52600260205260405f2054614e998471ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff84169360681c16926154d7565b949015614f31575090614eb9929164ffffffffff8042941692169061596b565b919015614f05576cffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff0000000000000000000000000091169160681b1617905f52600260205260405f2055565b827fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b64ffffffffff90867f59b8bdc7000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b60018160f81c111580614faa575b80614f99575b158015614f8b575b6136175790565b5062ffffff81161515614f84565b50600860ff8260181c161115614f7c565b50600160ff8260201c161115614f76565b60f81c614fc6575f90565b600190565b60ff6040519160208301937fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e855260408401528060f81c606084015264ffffffffff8160d01c16608084015267ffffffffffffffff8160901c1660a084015264ffffffffff8160681c1660c084015267ffffffffffffffff8160281c1660e0840152818160201c1661010084015260181c16610120820152610120815261447161014082614148565b906150896001600160a01b039161030861436b565b9116908180151591826150cc575b5050156150a15750565b7fd855c4f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b039192506150e29060e46158cf565b1614815f615097565b9067ffffffffffffffff811667ffffffffffffffff8316105f1461510d575090565b905090565b93906060927f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0694600360ff196fffffffffffffffffffffffffffffffff94895f526005602052161760405f2055610120820164ffffffffff8151168042106152c0575b505060e0820151608083015167ffffffffffffffff95861695620f4240928116878102849004871694936001600160a01b0393602093859385939290911602620f423f01046fffffffffffffffffffffffffffffffff169601511692015116906151df8385614a5f565b93815f5260016020527fffffffffffffffffffffffffffffffff000000000000000000000000000000008661522460405f205493613bea898487169660801c96614a91565b92169160801b1617905f52600160205260405f205581615254575b506040519384526020840152166040820152a2565b6001600160a01b0381165f5260016020526001600160a01b0360405f20547fffffffffffffffffffffffffffffffff00000000000000000000000000000000866152a5868285169460801c94614a91565b169160801b161791165f52600160205260405f20555f61523f565b61530c916152eb6001600160a01b036040870151169261010087019364ffffffffff85511690615a37565b64ffffffffff806001600160a01b0360408701511693511691511691615a37565b5f80615175565b9190925f936001600160a01b0382166001600160a01b038216105f146154d257905b6001600160a01b0363ffffffff620151804204169216805f52600660205260405f206001600160a01b0383165f526020528263ffffffff60405f205416146154ca575f5260066020526001600160a01b0360405f2091165f5260205260405f20907fffffffffffffffffffffffffffffffffffffffffffffffffffffffff000000008254161790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001691823b15610cef576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b03919091166004820152600160248201525f8160448183875af180156147df576154b5575b50813b15610686576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b03919091166004820152600160248201529082908290604490829084905af18015611828576154a3575050565b6154ae828092614148565b6107075750565b6154c29193505f90614148565b5f915f615441565b505050505050565b615335565b64ffffffffff8160401c169067ffffffffffffffff8116906154fa8483856157b1565b615585575064ffffffffff821664ffffffffff8416111561554e57600167ffffffffffffffff6cffffffffff00000000000000009364ffffffffff82809516918703161b1617169160401b16179060019190565b67ffffffffffffffff9081600164ffffffffff6cffffffffff000000000000000095968703161b1617169160401b16179060019190565b93925050505f9190565b6001600160a01b031690815f52600160205260405f2054906fffffffffffffffffffffffffffffffff82169160801c916fffffffffffffffffffffffffffffffff821680821061562c57506156167fffffffffffffffffffffffffffffffff00000000000000000000000000000000926fffffffffffffffffffffffffffffffff92614a5f565b169160801b1617905f52600160205260405f2055565b90847f1f984351000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b6fffffffffffffffffffffffffffffffff82169081156156e5576156866156e3938261558f565b6040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f00000000000000000000000000000000000000000000000000000000000000006156ea565b565b505050565b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f5114821615615779575b604052156157445750565b6001600160a01b03907f5274afe7000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b90600181151661579157823b15153d15161690615739565b503d5f823e3d90fd5b6157a381614306565b6157ac57600890565b605090565b909164ffffffffff821664ffffffffff8216116157f85764ffffffffff91031660408110918215926157e257505090565b6001925067ffffffffffffffff16901c16151590565b5050505f90565b64ffffffffff6101208201511664ffffffffff610100830151168111156158a35764ffffffffff61014083015116116158765763ffffffff610160620f4240920151161161584957565b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600260045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600160045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b60208101357f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411615963576020935f9360809360ff1c61595a5760ff601b5b6040519485521686840152356040830152606082015282805260015afa156147df575f5190565b60ff601c615933565b505050505f90565b909392916090925f905b609082106159c6575050609083146159bd5771ffffffffffffffffffffffffffffffffffff809394958065ffffffffffff93039060101b17851b16931b191616179060019190565b509250505f9190565b909371ffffffffffffffffffffffffffffffffffff8416851c601081901c63ffffffff169061ffff168101838111615a06575050506030845b0190615975565b849089979397109182615a2d575b5050615a22576030906159ff565b5050509250505f9190565b109050835f615a14565b6cffffffffffffffffffffffffff615ab06001600160a01b037effffffffffffffffffffffffffffffffffff00000000000000000000000000939594951694855f52600260205260405f20549464ffffffffff8071ffffffffffffffffffffffffffffffffffff8689169860681c169216921690615c5f565b92169160681b1617905f52600260205260405f2055565b9064ffffffffff8260401c169167ffffffffffffffff81169064ffffffffff84169264ffffffffff811690848211615c045750830364ffffffffff8111610cf35764ffffffffff16603f811015615bf95760018101809111610cf35767ffffffffffffffff8091161b67ffffffffffffffff811693603f8110615b8d575b505067ffffffffffffffff831667ffffffffffffffff848416161461558557506cffffffffff00000000000000009167ffffffffffffffff9117169160401b16179060019190565b6001919294500164ffffffffff8111610cf35767ffffffffffffffff600164ffffffffff7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff93161b160167ffffffffffffffff8111610cf3571667ffffffffffffffff16915f80615b45565b5093925050505f9190565b9250505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b60a8013560f81c6001811161361757614e4881614306565b6047013560f81c6001811161361757614e4881614306565b909291925f5b60908110615c74575090925050565b818571ffffffffffffffffffffffffffffffffffff8516831c601081901c63ffffffff169061ffff16810192149182615cf5575b5050615cce576030810180911115615c6557634e487b7160e01b5f52601160045260245ffd5b905071ffffffffffffffffffffffffffffffffffff92935065ffffffffffff901b19161690565b149050855f615ca856',
} as const;
