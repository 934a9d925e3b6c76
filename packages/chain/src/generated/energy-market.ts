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
  '0x61016080604052346102695760c08161552480380380916100208285610280565b8339810103126102695780516001600160a01b03811681036102695760208201516001600160a01b038116908181036102695761005f604085016102b7565b9061006c606086016102b7565b9261008560a061007e608089016102cb565b97016102cb565b94306080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261012060c082610280565b51902060c05260e0526040516380f5560560e01b8152602081600481855afa908115610275575f91610237575b50306001600160a01b0390911603610225575061010052610120526101405261017f91610179906102df565b50610355565b506040516150db90816103e9823960805181613baa015260a05181613adb015260c05181613b01015260e051818181610654015281816114810152818161365201528181613c870152614b4601526101005181818161023601528181610fe2015281816118cb01528181611f0e015281816129ca0152818161348401526149740152610120518181816117bd015261299501526101405181818161175d015261414c0152f35b63f167fad160e01b5f5260045260245ffd5b90506020813d60201161026d575b8161025260209383610280565b8101031261026957610263906102cb565b5f61014d565b5f80fd5b3d9150610245565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b038211908210176102a357604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160401b038216820361026957565b51906001600160a01b038216820361026957565b6001600160a01b0381165f9081525f5160206155045f395f51905f52602052604090205460ff16610350576001600160a01b03165f8181525f5160206155045f395f51905f5260205260408120805460ff191660011790553391905f5160206154c45f395f51905f528180a4600190565b505f90565b6001600160a01b0381165f9081525f5160206154e45f395f51905f52602052604090205460ff16610350576001600160a01b03165f8181525f5160206154e45f395f51905f5260205260408120805460ff191660011790553391907f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a905f5160206154c45f395f51905f529080a460019056fe6080806040526004361015610012575f80fd5b5f905f3560e01c90816301ffc9a7146137cb575080630daf9eb81461360657806316c38b3c1461350857806317ff98701461330657806321241dfe146132e8578063248a9ca3146132bc5780632f2ff15d1461327d5780632f4e67b01461320f57806336568abe146131b157806340953c7314612f9b5780635c975abb14612f78578063644745681461267c57806373461d8d1461246657806373b73efd146122f157806373b9aa91146122a457806375463d5b14611f325780637b10399914611eee5780637c5efce014611c985780637ecebe0014611c625780638bb7582b14611a0f57806391d14854146119c45780639214c11c146117fd578063950bff9f146117e1578063a1c1b0591461179d578063a217fddf14611781578063af2b9e491461173d578063b3fb6564146116e8578063bbc9e11414611393578063c0731b1714610ddf578063c3ba1dca14610c20578063c5963267146109e2578063d158cdd11461082e578063d547741f146107e6578063e45a082a146106d6578063e63ab1e91461069b578063f698da2514610678578063fc0c546a146106345763fcfe5d45146101c0575f80fd5b3461063157610100366003190112610631576101db36613906565b9060403660c3190112610631576101043603610618576101f9613c10565b60408201516105f95760208201916001600160a01b0383511690604051916351e719cf60e01b835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9182156105ee578392610568575b506001600160a01b038251168015908115610553575b506105365764ffffffffff60a08201511642116104c65761032c610309601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526102d1613ad8565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b602060c401356001600160ff1b0381169160ff601b60c43593821c011690615059565b50506001600160a01b038083511691169081141580610522575b6105055760808201926001600160801b03845116151591826104f0575b50816104e3575b506104c6576001600160a01b038451168352600260205260408320546001600160901b036cffffffffffffffffffffffffff82169160681c166103ba606084019264ffffffffff84511690614eda565b81929115806104be575b61049357966001600160801b0394926001600160a01b03949271ffffffffffffffffffffffffffffffffffff60681b6cffffffffffffffffffffffffff61042f9a9b169160681b1617858351168a52600260205260408a2055610455575b5050511691511690614aef565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff857f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f80610422565b6044878564ffffffffff6001600160a01b038c5116915116906359b8bdc760e01b8352600452602452fd5b5060016103c4565b6024836001600160a01b03865116631a4dac3d60e21b8252600452fd5b604091500151155f61036a565b83516001600160a01b0316141591505f610363565b6024846001600160a01b03875116633615713d60e21b8252600452fd5b506001600160a01b03855116811415610346565b6024836001600160a01b038651166368710b6160e11b8252600452fd5b90506001600160a01b0382511614155f61027c565b9091506060813d6060116105e6575b81610584606093836138e5565b810103126105e25760405190610599826138ca565b80516001600160a01b03811681036105de57825260208101518060030b81036105de5760208301526040015180151581036105da576040820152905f610266565b8380fd5b8480fd5b8280fd5b3d9150610577565b6040513d85823e3d90fd5b6001600160a01b036020602493015116631a4dac3d60e21b8252600452fd5b8063f70a101960e01b6044925236600452610104602452fd5b80fd5b503461063157806003193601126106315760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b50346106315780600319360112610631576020610693613ad8565b604051908152f35b503461063157806003193601126106315760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b50346106315760203660031901126106315760e0906106f3613aa2565b5060043581526005602052604081205461070b613aa2565b9160ff8216610719816139fd565b610722816139fd565b835261072d81613a73565b508060081c6020830160608401926001600160401b0360a0860193600160411b8116151585526801000000000000000081161515865216825261076e605090565b1c926001600160401b03604086018160808801948160c08a0198600160411b811615158a526801000000000000000081161515885216835260405198516107b4816139fd565b895251166020880152511660408601525115156060850152511515608084015251151560a083015251151560c0820152f35b50346106315760403660031901126106315761082a600435610806613867565b90610825610820825f526003602052600160405f20015490565b613f2e565b614224565b5080f35b503461063157602036600319011261063157610848613851565b6040519190606061085981856138e5565b825b8181106109c35750506001600160a01b0316815260026020526040808220549081901c64ffffffffff1692906001600160401b0381169060681c6001600160901b0316835b6003811061091d5750506001600160401b039064ffffffffff60405195168552166020840152604083019082915b600383106108dc5761010085f35b81518490825b600283106109005750505060206040600192019201920191906108ce565b60208060019264ffffffffff8551168152019201920191906108e2565b60308102818104603014821517156109af576001600160901b038316901c601081901c63ffffffff169061ffff16810160405191604083018381106001600160401b0382111761099b5760405264ffffffffff9081168352166020820152600191906109898287613a7d565b526109948186613a7d565b50016108a0565b602489634e487b7160e01b81526041600452fd5b602486634e487b7160e01b81526011600452fd5b60209060408051906109d581836138e5565b368237818701520161085b565b5034610631576109f1366139ab565b91905081158015610c16575b610bff5760c08083029081048303610baf5760440180604411610beb57610a2390613c06565b6006815b838110610a32578280f35b818102818104831482151715610baf578060051b9080820460201490151715610bd757806044019081604411610bc35784610bc35761010401808211610baf573610610bab575f809160405160c060208201927f17ff9870000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610ac390826138e5565b519082305af1903d15610ba0573d6001600160401b038111610b8c5760019260405191610afa6020601f19601f84011601846138e5565b82523d5f602084013e5b15610b11575b5001610a27565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110610b6f575b50506001600160e01b0319825191858352166020820152a15f610b0a565b6001600160e01b03199250829060040360031b1b16165f80610b51565b634e487b7160e01b5f52604160045260245ffd5b600191606090610b04565b5f80fd5b634e487b7160e01b5f52601160045260245ffd5b602485634e487b7160e01b81526011600452fd5b602484634e487b7160e01b81526011600452fd5b602482634e487b7160e01b81526011600452fd5b6044916331045bf560e01b82526004526064602452fd5b50606482116109fd565b503461063157610c2f366139ab565b91905081158015610dd5575b610bff5760c08083029081048303610baf5760440180604411610beb57610c6190613c06565b6006815b838110610c70578280f35b818102818104831482151715610baf578060051b9080820460201490151715610bd757806044019081604411610bc35784610bc35761010401808211610baf573610610bab575f809160405160c060208201927f9214c11c000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610d0190826138e5565b519082305af1903d15610dca573d6001600160401b038111610b8c5760019260405191610d386020601f19601f84011601846138e5565b82523d5f602084013e5b15610d4f575b5001610c65565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110610dad575b50506001600160e01b0319825191858352166020820152a15f610d48565b6001600160e01b03199250829060040360031b1b16165f80610d8f565b600191606090610d42565b5060648211610c3b565b5034610631576102a036600319011261063157610dfb36613906565b906101a03660c31901126106315760405191610e16836138ae565b60c43560028110156105e257835260e4356001600160a01b03811681036105e257602084015261010435906001600160a01b03821682036105e25760408401918252610124356060850152610144356001600160401b03811681036105da576080850152610164356001600160401b03811681036105da5760a0850152610184356001600160401b03811681036105da5760c08501526101a43564ffffffffff811681036105da5760e08501526101c43564ffffffffff811681036105da576101008501526101e43564ffffffffff811681036105da576101208501526102043563ffffffff811681036105da57610140850152610224358060030b81036105da57610160850152610244359164ffffffffff831683036105da5761018085019283526040366102631901126105da576102a4360361137a57610f57613c10565b6040820194610fa0610f98875192601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6102d1613ad8565b149081611359575b501561133a5760208101936001600160a01b0385511692604051936351e719cf60e01b855260048501526060846024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa93841561132f5785946112ad575b506001600160a01b038451168015908115611298575b5061127b5764ffffffffff60a084015116421161120b576110a061107d601f19850180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e0822091526102d1613ad8565b610284356001600160ff1b038116916102643591601b60ff91821c011690615059565b50506001600160a01b038085511691169081141580611267575b61124a5760808401946001600160801b0386511615159182611235575b5081611228575b5061120b576001600160a01b038651168552600260205260408520549061112b64ffffffffff6001600160901b036cffffffffffffffffffffffffff85169460681c169251168093614c08565b938193916111cc575b505061114d606085019364ffffffffff85511690614eda565b9092831590816111c3575b5061049357966001600160801b0394926001600160a01b03949271ffffffffffffffffffffffffffffffffffff60681b6cffffffffffffffffffffffffff61042f9a9b169160681b1617858351168a52600260205260408a2055610455575050511691511690614aef565b9050155f611158565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f860206001600160a01b038b5116925193604051908152a35f80611134565b6024856001600160a01b03885116631a4dac3d60e21b8252600452fd5b604091500151155f6110de565b85516001600160a01b0316141591505f6110d7565b6024866001600160a01b03895116633615713d60e21b8252600452fd5b506001600160a01b038751168114156110ba565b6024856001600160a01b038851166368710b6160e11b8252600452fd5b90506001600160a01b0384511614155f611028565b9093506060813d606011611327575b816112c9606093836138e5565b810103126105de57604051906112de826138ca565b80516001600160a01b038116810361132357825260208101518060030b810361132357602083015260400151801515810361131f576040820152925f611012565b8580fd5b8680fd5b3d91506112bc565b6040513d87823e3d90fd5b60200151631a4dac3d60e21b83526001600160a01b0316600452602482fd5b6001600160a01b03915051166001600160a01b03602083015116145f610fa8565b60448463f70a101960e01b8152366004526102a4602452fd5b503461063157366003190161012081126116e45760e01361063157604051906113bb82613893565b6113c3613851565b82526113cd613867565b602083019081526044356001600160a01b03811681036105e25760408401908152606435906001600160801b03821682036105da57606085019182526084356001600160801b03811681036105de576080860190815260a4356001600160401b038116810361131f5760a0870190815260c4359464ffffffffff861686036113235760c0880195865260403660e31901126113235761012436036116cb576001600160a01b039061147c613c10565b5116947f0000000000000000000000000000000000000000000000000000000000000000956001600160a01b038716036116b8576001600160a01b0384511680159081156116ae575b5061169a576001600160801b0385511615611686575164ffffffffff164211611673576001600160401b039051166115186001600160a01b038851166001600160a01b03165f525f60205260405f205490565b0361165f576001600160a01b03865116611564601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f018252610100822091526102d1613ad8565b908015159182611622575b505015611605576001600160801b03916115fa6001600160a01b039284848a8161042f9b9c51168c528b60205260408c20600181540190556115b882825116848b511690614a62565b8181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a3511691511690614aef565b511691511691614b71565b6024856001600160a01b03885116633615713d60e21b8252600452fd5b6001600160a01b0391925061165490602060e401356001600160ff1b0381169160ff601b60e43593821c011690615059565b505016145f8061156f565b602485630e72591360e21b81526003600452fd5b602486630e72591360e21b815260048052fd5b602487630e72591360e21b81526002600452fd5b602487630e72591360e21b81526001600452fd5b905030145f6114c5565b602487630e72591360e21b815280600452fd5b60448763f70a101960e01b815236600452610124602452fd5b5080fd5b503461063157604036600319011261063157611702613851565b61170a61387d565b9060443603611726579061042f91611720613c10565b33613c84565b60448363f70a101960e01b81523660045281602452fd5b503461063157806003193601126106315760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610631578060031936011261063157602090604051908152f35b503461063157806003193601126106315760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610631578060031936011261063157602060405160648152f35b50346106315760c0366003190112610631573660c4116106315761181f613be4565b611827613a14565b90611830613a14565b9161183b8382613f6f565b93909161184784613a73565b8460081c600160411b81161515938661185e605090565b1c600160411b811615159268010000000000000000811615611998578488996118aa94869461189e8a956001600160401b038060808801511691166146e7565b9561197c575b5061470c565b8314158061196c575b6118bc57505050f35b6001600160a01b0391604091837f000000000000000000000000000000000000000000000000000000000000000016945f146119615750015116905b803b1561195d5760405163f7966eef60e01b81526001600160a01b039092166004830152600219602483015282908290818381604481015b03925af18015611952576119415750f35b8161194b916138e5565b6106315780f35b6040513d84823e3d90fd5b5050fd5b9050015116906118f8565b506119778282614133565b6118b3565b946001600160401b03611991929616906146e7565b935f6118a4565b60448860ff8b16856119a9826139fd565b6327805ceb60e01b83526004526119bf816139fd565b602452fd5b5034610631576040366003190112610631576001600160a01b0360406119e8613867565b92600435815260036020522091165f52602052602060ff60405f2054166040519015158152f35b503461063157610120366003190112610631573660c4116106315760403660e319011261063157610124803603611c4c5750611a49613a14565b611a51613a14565b611a5b8183614040565b611aa46001600160a01b036040611a7660c497959735614571565b94611a8086614a52565b96611a8a88613a73565b87611c4257500151165b611a9e86856145c4565b9061466b565b80611aae84614cbd565b1c6001600160401b03811692600160411b680100000000000000008316151592161515938092158015611c24575b8015611c0c575b15611bca57917f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca959391606095936001600160401b03808360901c1691168111611bc2575b508315611bab575b506001600160401b0316908215611ba457600160411b905b600268ffffffffffffffffff68010000000000000000611b6788614cbd565b948b8d526005602052861717841b931b199160ff1916171617604088205560405192611b9281613a73565b8352602083015215156040820152a280f35b8790611b48565b60201c60ff16151592506001600160401b03611b30565b91505f611b28565b876001600160401b03604492887f36a41a25000000000000000000000000000000000000000000000000000000008452611c0381613a73565b60045216602452fd5b5060ff8260201c1615158015611ae357508415611ae3565b506001600160401b038260901c166001600160401b03821610611adc565b9050015116611a94565b63f70a101960e01b5f523660045260245260445ffd5b5034610631576020366003190112610631576020610693611c81613851565b6001600160a01b03165f525f60205260405f205490565b5034610631576020366003190112610631576004356001600160401b0381116116e457366023820112156116e4578060040135906001600160401b0382116105e2576024369161018084020101116116e457600c81158015611ee4575b611ecc576101808281028181048403610baf5760440180604411610bc357611d1c90613c06565b835b838110611d29578480f35b828102818104841482151715610baf578060051b90808204602014901517156109af578060440180604411611eb85783810190818111610baf5787928282116105da573683116105da57839203611dcd6024604051809360208201957f75463d5b000000000000000000000000000000000000000000000000000000008752604319820190848401376043199082010186838201520301601f1981018352826138e5565b519082305af13d15611eac573d906001600160401b038211611e9857906001929160405191611e066020601f19601f84011601846138e5565b82523d88602084013e5b15611e1d575b5001611d1e565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110611e7b575b50506001600160e01b0319825191858352166020820152a15f611e16565b6001600160e01b03199250829060040360031b1b16165f80611e5d565b602487634e487b7160e01b81526041600452fd5b90600191606090611e10565b602487634e487b7160e01b81526011600452fd5b604483836331045bf560e01b82526004526064602452fd5b5060648211611cf5565b503461063157806003193601126106315760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461063157610180366003190112610631573660c4116106315760403660e31901126106315760403661014319011261063157610184803603611c4c5750611f79613a14565b611f81613a14565b90611f8c8282614040565b611f9a60c494929435614571565b93611fa761012435614571565b9180611fb288614cbd565b1c6001600160401b0316611fc587614a52565b611fce89613a73565b611fd781613a73565b159081159161228e575b506122785760ff8660201c161561225c57611ffc6001613a73565b612254565b1c6001600160401b031661201484614a52565b80612020600192613a73565b149081159161223e575b5061222a5760ff8360201c1615612202576001600160401b038660901c16806001600160401b038560281c16036121ee576120786040870197611a9e856001600160a01b038b5116926145c4565b60408501936001600160a01b03855116612095610f9886846145c4565b8180151591826121b0575b50501561219e57506120e6916001600160401b036120c29260901c16906146e7565b9285876120de60808201966001600160401b03885116906146e7565b94859361470c565b6001600160401b0363ffffffff6101408701511663ffffffff610140870151168082105f146121965750915b1690811515928361216c575b5050508061215c575b61212f578480f35b6001600160a01b036020818082816121549951169701511693511693015116926148db565b5f8080808480f35b506121678284614133565b612127565b6001600160401b0392935063ffffffff83620f4240925116921682020490031611155f808061211e565b905091612112565b633615713d60e21b8a52600452602489fd5b9091506001600160a01b03906121e390610164356001600160ff1b038116916101443591601b60ff91821c011690615059565b50501614815f6120a0565b60248863514dfe2560e11b81526001600452fd5b63a2b6051960e01b87526001600452602487fd5b634e487b7160e01b5f52602160045260245ffd5b63514dfe2560e11b87526001600452602487fd5b90506001600160401b038460901c16105f61202a565b806050612001565b60248763a2b6051960e01b815261227281613a73565b80600452fd5b60248763514dfe2560e11b815261227281613a73565b90506001600160401b038760901c16105f611fe1565b5034610631576020366003190112610631576040906001600160a01b036122c9613851565b16815260016020528181205490506001600160801b0381169060801c82519182526020820152f35b5034610631576101a03660031901126106315760405190612311826138ae565b60043560028110156116e45782526024356001600160a01b03811681036116e45760208301526044356001600160a01b03811681036116e457604083015260643560608301526084356001600160401b03811681036116e457608083015260a4356001600160401b03811681036116e45760a083015260c4356001600160401b03811681036116e45760c083015260e43564ffffffffff811681036116e45760e08301526101043564ffffffffff811681036116e4576101008301526101243564ffffffffff811681036116e4576101208301526101443563ffffffff811681036116e457610140830152610164358060030b81036116e457610160830152610184359064ffffffffff82168203610631576020610693610f988585610180820152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b5034610631576020366003190112610631576004356001600160401b0381116116e457366023820112156116e4578060040135906001600160401b0382116105e2576024369161014084020101116116e457600a81158015612672575b611ecc576101408281028181048403610baf5760440180604411610bc3576124ea90613c06565b835b8381106124f7578480f35b828102818104841482151715610baf578060051b90808204602014901517156109af578060440180604411611eb85783810190818111610baf5787928282116105da573683116105da5783920361259b6024604051809360208201957f64474568000000000000000000000000000000000000000000000000000000008752604319820190848401376043199082010186838201520301601f1981018352826138e5565b519082305af13d15612666573d906001600160401b038211611e98579060019291604051916125d46020601f19601f84011601846138e5565b82523d88602084013e5b156125eb575b50016124ec565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110612649575b50506001600160e01b0319825191858352166020820152a15f6125e4565b6001600160e01b03199250829060040360031b1b16165f8061262b565b906001916060906125de565b50606482116124c3565b503461063157610140366003190112610631573660c4116106315760403660c31901126106315760403661010319011261063157610144803603611c4c575060ff60045416612f50576126cd613a14565b6126d5613a14565b77ffffffffffffffffffffffffffffffffffffffffffffffff60a43516612f41576001815260503560601c602082015260643560601c604082015260783560c01c608082015260803560c01c60a08201526001600160401b0360c0820160883560c01c815260903560d81c60e084015260953560d81c610100840152609a3560d81c610120840152609f3560e01c61014084015260a33560e01d60030b61016084015260a73560d81c61018084015260043560601c602085015260183560601c6040850152602c3560c01c80608086015260a0850152511660c083015260343560d81c60e083015260393560d81c610100830152603e3560d81c61012083015260433560e01c61014083015260473560e01d60030b610160830152604b3560d81c610180830152612836610f9882601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6060830152601f19820180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915261287590610f98565b808452600560205260ff60408520541661288e816139fd565b612897816139fd565b612f16576001600160a01b036040840151166001600160a01b0360408401511614612f02576128c583614d21565b6128ce82614d21565b64ffffffffff60e08401511661a8c08101809111610bc35764ffffffffff61010085015116118015612eea575b612ed75764ffffffffff60e08401511664ffffffffff60e08401511681108015612eb6575b612e7957506001600160401b036080840151166001600160401b0360a0840151168082108015612e63575b612e2157505064ffffffffff6101208401511680421015612df6575064ffffffffff6101208301511680421015612df657506001600160401b036080840151166001600160401b037f00000000000000000000000000000000000000000000000000000000000000001690818110612dc8575050836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166001600160a01b03604086015116906001600160a01b0360208701511661016086015160030b926001600160a01b03604088015116906001600160a01b03602089015116936101608a015160030b813b15612dc457879560c49460405198899788967f08b950500000000000000000000000000000000000000000000000000000000088526004880152602487015260448601526064850152608484015260a48301525afa801561195257612daf575b50506001600160a01b036040840151168015159081612d75575b5015612d55576001600160a01b036040830151166060840151908015159182612d17575b505015612cf757612b1d6001600160a01b0360408501511664ffffffffff6101808601511664ffffffffff60e0870151169064ffffffffff6101008801511692614482565b612b5b6001600160a01b0360408401511664ffffffffff6101808501511664ffffffffff60e0870151169064ffffffffff6101008801511692614482565b6001600160a01b03602084015116612bae6001600160401b036080860151166001600160401b0360c08701511690620f423f620f4240916001600160401b03806001600160801b03951691160201041690565b612bc9826001600160a01b03165f52600160205260405f2090565b54906001600160801b0382169160801c916001600160801b038216808210612cdc57506001600160801b03612c1e83612c18612c3e96956fffffffffffffffffffffffffffffffff19956140f3565b94614113565b92169160801b1617916001600160a01b03165f52600160205260405f2090565b558084526005602052600160408520557f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a06001600160a01b03604081818801511695015116946060810151906001600160401b03608082015116906001600160401b0360c08201511664ffffffffff6101008160e08501511693015116926040519485526020850152604084015260608301526080820152a480f35b889060649286631f98435160e01b8452600452602452604452fd5b6024846001600160a01b03604085015116633615713d60e21b8252600452fd5b9091506001600160a01b0390612d4a90610124356001600160ff1b038116916101043591601b60ff91821c011690615059565b505016145f80612ad8565b6024846001600160a01b03604086015116633615713d60e21b8252600452fd5b90506001600160a01b03612da5602060c401356001600160ff1b0381169060ff601b60c43592821c011686615059565b505016145f612ab4565b81612db9916138e5565b6105da57835f612a9a565b8780fd5b7ff1bb1945000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b7f85d983bf000000000000000000000000000000000000000000000000000000008552600452602484fd5b8592506001600160401b036080606495015116917fb3ac4c16000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b506001600160401b03608085015116821161294b565b8460449164ffffffffff61010087015116907fecf68f36000000000000000000000000000000000000000000000000000000008352600452602452fd5b5064ffffffffff6101008501511664ffffffffff6101008501511610612920565b6024846380e8bb3160e01b815280600452fd5b5063ffffffff64ffffffffff60e085015116116128fb565b6024846380e8bb3160e01b81526003600452fd5b7f9329d01d000000000000000000000000000000000000000000000000000000008452600452602483fd5b600483630db5a5ab60e31b8152fd5b807f54882d180000000000000000000000000000000000000000000000000000000060049252fd5b5034610631578060031936011261063157602060ff600454166040519015158152f35b5034610631576020366003190112610631576004356001600160401b0381116116e457366023820112156116e4578060040135906001600160401b0382116105e2576024369161012084020101116116e4576009811580156131a7575b611ecc576101208281028181048403610baf5760440180604411610bc35761301f90613c06565b835b83811061302c578480f35b828102818104841482151715610baf578060051b90808204602014901517156109af578060440180604411611eb85783810190818111610baf5787928282116105da573683116105da578392036130d06024604051809360208201957f8bb7582b000000000000000000000000000000000000000000000000000000008752604319820190848401376043199082010186838201520301601f1981018352826138e5565b519082305af13d1561319b573d906001600160401b038211611e98579060019291604051916131096020601f19601f84011601846138e5565b82523d88602084013e5b15613120575b5001613021565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b03198116916004811061317e575b50506001600160e01b0319825191858352166020820152a15f613119565b6001600160e01b03199250829060040360031b1b16165f80613160565b90600191606090613113565b5060648211612ff8565b5034610631576040366003190112610631576131cb613867565b336001600160a01b038216036131e75761082a90600435614224565b6004827f6697b232000000000000000000000000000000000000000000000000000000008152fd5b503461063157604036600319011261063157613229613851565b6024359064ffffffffff821682036105e2576001600160a01b031682526002602090815260409283902054909261327392916001600160401b038116911c64ffffffffff16614cd4565b6040519015158152f35b50346106315760403660031901126106315761082a60043561329d613867565b906132b7610820825f526003602052600160405f20015490565b614195565b50346106315760203660031901126106315760206106936004355f526003602052600160405f20015490565b50346106315780600319360112610631576020604051620151808152f35b50346106315760c0366003190112610631573660c41161063157613328613be4565b613330613a14565b90613339613a14565b916133448382613f6f565b9361334e84613a73565b600160411b8560501c16151591680100000000000000008660081c166134f65760048596828752600560205260ff19161760408620557f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee760206133ec6001600160401b036080880151166001600160401b0360c08901511690620f423f620f4240916001600160401b03806001600160801b03951691160201041690565b6001600160a01b03828801511661340389836140f3565b91818a52600184526fffffffffffffffffffffffffffffffff196001600160801b0361344560408d20549361343f878487169660801c96614113565b946140f3565b92169160801b16179089526001835260408920556001600160801b0360405191168152a2816134e5575b506134775750f35b6001600160a01b036040817f0000000000000000000000000000000000000000000000000000000000000000169201511690803b1561195d5760405163f7966eef60e01b81526001600160a01b03909216600483015260021960248301528290829081838160448101611930565b6134f0915082614133565b5f61346f565b8460449160ff8816906119a9826139fd565b5034610631576020366003190112610631576004358015158091036116e457602436036135ef577f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a82526003602052604082206001600160a01b0333165f5260205260ff60405f205416156135b85760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b60448263b528467160e01b8152336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452fd5b60448263f70a101960e01b81523660045260248052fd5b5034610bab5760c0366003190112610bab57613620613851565b9061362961387d565b6064359260ff8416809403610bab57613640613be4565b613648613c10565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001693843b15610bab57604051947fd505accf0000000000000000000000000000000000000000000000000000000086526001600160a01b038316958660048201523060248201526001600160801b038516928360448301526044356064830152608482015260843560a482015260a43560c48201525f8160e48183865af190816137b6575b506137a9576020604491604051928380927fdd62ed3e0000000000000000000000000000000000000000000000000000000082528a60048301523060248301525afa90811561132f579082918691613774575b500361375d575061042f9293505b80613c84565b836044918663b2f5645b60e01b8352600452602452fd5b9150506020813d6020116137a1575b81613790602093836138e5565b81010312610bab578190515f613749565b3d9150613783565b505061042f929350613757565b6137c39196505f906138e5565b5f945f6136f6565b34610bab576020366003190112610bab57600435906001600160e01b03198216809203610bab57817f7965db0b0000000000000000000000000000000000000000000000000000000060209314908115613827575b5015158152f35b7f01ffc9a70000000000000000000000000000000000000000000000000000000091501483613820565b600435906001600160a01b0382168203610bab57565b602435906001600160a01b0382168203610bab57565b602435906001600160801b0382168203610bab57565b60e081019081106001600160401b03821117610b8c57604052565b6101a081019081106001600160401b03821117610b8c57604052565b606081019081106001600160401b03821117610b8c57604052565b90601f801991011681019081106001600160401b03821117610b8c57604052565b60c0906003190112610bab576040519060c082018281106001600160401b03821117610b8c57604052816004356001600160a01b0381168103610bab5781526024356001600160a01b0381168103610bab576020820152604435604082015260643564ffffffffff81168103610bab5760608201526084356001600160801b0381168103610bab57608082015260a4359064ffffffffff82168203610bab5760a00152565b906020600319830112610bab576004356001600160401b038111610bab5782602382011215610bab578060040135926001600160401b038411610bab57602460c0850283010111610bab576024019190565b6005111561221657565b91908201809211610baf57565b60405190613a21826138ae565b5f610180838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e0820152826101008201528261012082015282610140820152826101608201520152565b6002111561221657565b906003811015613a8e5760051b0190565b634e487b7160e01b5f52603260045260245ffd5b60405190613aaf82613893565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b467f000000000000000000000000000000000000000000000000000000000000000003613b23577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152613bde60c0826138e5565b51902090565b60c43603613bee57565b63f70a101960e01b5f523660045260c460245260445ffd5b803603611c4c5750565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c613c5c5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b907f0000000000000000000000000000000000000000000000000000000000000000926001600160a01b03841692604051906370a0823160e01b8252306004830152602082602481885afa918215613ebe575f92613efa575b506001600160801b038316946001600160a01b03604051927f23b872dd000000000000000000000000000000000000000000000000000000005f52169687600452306024528660445260205f60648180855af19060015f5114821615613edb575b50826040525f60605215613ec957816024816020936370a0823160e01b82523060048301525afa908115613ebe575f91613e8c575b50846001600160801b038211159283613e78575b505050158015613e70575b8015613e5f575b613e3f576001600160a01b03826020926fffffffffffffffffffffffffffffffff196001600160801b03613e11613e027f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a986001600160a01b03165f52600160205260405f2090565b54938285169460801c94614113565b169160801b1617613e33826001600160a01b03165f52600160205260405f2090565b556040519485521692a3565b506001600160a01b039063b2f5645b60e01b5f521660045260245260445ffd5b506001600160a01b03821615613d99565b508215613d92565b613e83929350613a07565b145f8481613d87565b90506020813d602011613eb6575b81613ea7602093836138e5565b81010312610bab57515f613d73565b3d9150613e9a565b6040513d5f823e3d90fd5b635274afe760e01b5f5260045260245ffd5b6001821516613ef1573b15153d1516165f613d3e565b833d5f823e3d90fd5b9091506020813d602011613f26575b81613f16602093836138e5565b81010312610bab5751905f613cdd565b3d9150613f09565b805f52600360205260405f206001600160a01b0333165f5260205260ff60405f20541615613f595750565b63b528467160e01b5f523360045260245260445ffd5b9190613f7d908360046142a9565b805f52600560205260405f20549260ff8416613f98816139fd565b613fa1816139fd565b60018114158061402c575b61400d575064ffffffffff61010062015180920151160164ffffffffff8111610baf5764ffffffffff16804210613fe257509190565b7f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b826327805ceb60e01b5f52600452614024816139fd565b60245260445ffd5b50614036816139fd565b6002811415613fac565b919061404e908360046142a9565b805f52600560205260405f20549260ff8416614069816139fd565b614072816139fd565b6001811415806140df575b61400d575064ffffffffff61010062015180920151160164ffffffffff8111610baf5764ffffffffff16804210156140b457509190565b7f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b506140e9816139fd565b600281141561407d565b906001600160801b03809116911603906001600160801b038211610baf57565b906001600160801b03809116911601906001600160801b038211610baf57565b906001600160401b036080830151166001600160401b037f0000000000000000000000000000000000000000000000000000000000000000161115918261417957505090565b6001600160a01b03809293506020809201511692015116141590565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f205416155f1461421e57805f52600360205260405f206001600160a01b0383165f5260205260405f20600160ff198254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f2054165f1461421e57805f52600360205260405f206001600160a01b0383165f5260205260405f2060ff1981541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b9077ffffffffffffffffffffffffffffffffffffffffffffffff60a08301351661447357614438610f98614470946047610f989560018352604c81013560601c6020840152606081013560601c6040840152607481013560c01c6080840152607c81013560c01c60a08401526001600160401b0360c08401608483013560c01c8152608c83013560d81c60e0860152609183013560d81c610100860152609683013560d81c610120860152609b83013560e01c610140860152609f83013560e01d60030b61016086015260a383013560d81c610180860152823560601c6020890152601483013560601c6040890152602883013560c01c8060808a015260a0890152511660c0870152603081013560d81c60e0870152603581013560d81c610100870152603a81013560d81c610120870152603f81013560e01c610140870152604381013560e01d60030b610160870152013560d81c610180850152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6060820152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b90565b630db5a5ab60e31b5f5260045ffd5b6001600160a01b0390939192931692835f52600260205260405f20546144c5846001600160901b036cffffffffffffffffffffffffff84169360681c1692614c08565b9490156145535750906144e5929164ffffffffff80429416921690614da9565b919015614527576cffffffffffffffffffffffffff71ffffffffffffffffffffffffffffffffffff60681b91169160681b1617905f52600260205260405f2055565b827fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b64ffffffffff90866359b8bdc760e01b5f526004521660245260445ffd5b60018160f81c1115806145b3575b806145a2575b158015614594575b6144735790565b5062ffffff8116151561458d565b50600860ff8260181c161115614585565b50600160ff8260201c16111561457f565b60ff6040519160208301937fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e855260408401528060f81c606084015264ffffffffff8160d01c1660808401526001600160401b038160901c1660a084015264ffffffffff8160681c1660c08401526001600160401b038160281c1660e0840152818160201c1661010084015260181c166101208201526101208152613bde610140826138e5565b906146806001600160a01b03916102d1613ad8565b9116908180151591826146aa575b5050156146985750565b633615713d60e21b5f5260045260245ffd5b6001600160a01b039192506146dc90602060e401356001600160ff1b0381169160ff601b60e43593821c011690615059565b50501614815f61468e565b906001600160401b0381166001600160401b038316105f14614707575090565b905090565b93906060927f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a069460036001600160801b0393885f52600560205260ff19161760405f2055610100820164ffffffffff815116804210614889575b505060c082015160808301516001600160401b0395861695620f4240928116878102849004871694936001600160a01b0393602093859385939290911602620f423f01046001600160801b03169601511692015116906147c683856140f3565b93815f5260016020526fffffffffffffffffffffffffffffffff19866147fc60405f20549361343f898487169660801c96614113565b92169160801b1617905f52600160205260405f20558161482c575b506040519384526020840152166040820152a2565b6001600160a01b0381165f5260016020526001600160a01b0360405f20546fffffffffffffffffffffffffffffffff198661486e868285169460801c94614113565b169160801b161791165f52600160205260405f20555f614817565b6148d4916148b36001600160a01b036040870151169260e087019364ffffffffff85511690614e5f565b64ffffffffff806001600160a01b0360408701511693511691511691614e5f565b5f80614766565b9190925f936001600160a01b0382166001600160a01b038216105f14614a4d57905b6001600160a01b0363ffffffff620151804204169216805f52600660205260405f206001600160a01b0383165f526020528263ffffffff60405f20541614614a45575f5260066020526001600160a01b0360405f2091165f5260205260405f209063ffffffff198254161790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001691823b15610bab5760405163f7966eef60e01b81526001600160a01b03919091166004820152600160248201525f8160448183875af18015613ebe57614a30575b50813b156105e25760405163f7966eef60e01b81526001600160a01b03919091166004820152600160248201529082908290604490829084905af1801561195257614a1e575050565b614a298280926138e5565b6106315750565b614a3d9193505f906138e5565b5f915f6149d5565b505050505050565b6148fd565b60f81c614a5d575f90565b600190565b6001600160a01b031690815f52600160205260405f2054906001600160801b0382169160801c916001600160801b038216808210614ad55750614abf6fffffffffffffffffffffffffffffffff19926001600160801b03926140f3565b169160801b1617905f52600160205260405f2055565b9084631f98435160e01b5f5260045260245260445260645ffd5b6001600160801b038216908115614b6c57614b0d614b6a9382614a62565b6040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f0000000000000000000000000000000000000000000000000000000000000000614b71565b565b505050565b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f5114821615614be7575b60405215614bcb5750565b6001600160a01b0390635274afe760e01b5f521660045260245ffd5b906001811516614bff57823b15153d15161690614bc0565b503d5f823e3d90fd5b64ffffffffff8160401c16906001600160401b03811690614c2a848385614cd4565b614cb3575064ffffffffff821664ffffffffff84161115614c7d5760016001600160401b036cffffffffff00000000000000009364ffffffffff82809516918703161b1617169160401b16179060019190565b6001600160401b039081600164ffffffffff6cffffffffff000000000000000095968703161b1617169160401b16179060019190565b93925050505f9190565b614cc681613a73565b614ccf57600890565b605090565b909164ffffffffff821664ffffffffff821611614d1a5764ffffffffff9103166040811091821592614d0557505090565b600192506001600160401b0316901c16151590565b5050505f90565b610100810164ffffffffff81511664ffffffffff60e0840151161015614d965764ffffffffff806101208401511691511610614d825763ffffffff610140620f42409201511611614d6e57565b6380e8bb3160e01b5f52600260045260245ffd5b6380e8bb3160e01b5f52600160045260245ffd5b6380e8bb3160e01b5f525f60045260245ffd5b909392916090925f905b60908210614df957505060908314614df0576001600160901b03809394958065ffffffffffff93039060101b17851b16931b191616179060019190565b509250505f9190565b90936001600160901b038416851c601081901c63ffffffff169061ffff168101838111614e2e575050506030845b0190614db3565b849089979397109182614e55575b5050614e4a57603090614e27565b5050509250505f9190565b109050835f614e3c565b6cffffffffffffffffffffffffff614ec36001600160a01b0371ffffffffffffffffffffffffffffffffffff60681b939594951694855f52600260205260405f20549464ffffffffff806001600160901b038689169860681c169216921690614fcf565b92169160681b1617905f52600260205260405f2055565b9064ffffffffff8260401c16916001600160401b0381169064ffffffffff841664ffffffffff841693818511614fa4575083900364ffffffffff8111610baf5764ffffffffff16603f811015614f995760018101809111610baf576001600160401b038091161b6001600160401b038116809415918215614f84575b5050614cb357506cffffffffff0000000000000000916001600160401b039117169160401b16179060019190565b84166001600160401b0316149050835f614f56565b5093925050505f9190565b9250505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b909291925f5b60908110614fe4575090925050565b81856001600160901b038516831c601081901c63ffffffff169061ffff1681019214918261504f575b5050615033576030810180911115614fd557634e487b7160e01b5f52601160045260245ffd5b90506001600160901b0392935065ffffffffffff901b19161690565b149050855f61500d565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084116150d0579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15613ebe575f516001600160a01b038116156150c657905f905f90565b505f906001905f90565b5050505f9160039190562f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d30adeb818ef77f204f5a603c30fa5332397b6e28fb3b7f9d937ae6a6914716de3617319a054d772f909f7c479a2cebe5066e836a939412e32403c99029b92eff' as const;
