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
        "type": "uint256"
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
  '0x61016080604052346102695760c081615b4780380380916100208285610280565b8339810103126102695780516001600160a01b03811681036102695760208201516001600160a01b038116908181036102695761005f604085016102b7565b9061006c606086016102b7565b9261008560a061007e608089016102cb565b97016102cb565b94306080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261012060c082610280565b51902060c05260e0526040516380f5560560e01b8152602081600481855afa908115610275575f91610237575b50306001600160a01b0390911603610225575061010052610120526101405261017f91610179906102df565b50610355565b506040516156fe90816103e9823960805181613d53015260a05181613c84015260c05181613caa015260e0518181816105aa015281816113220152818161382401528181613e30015261511f01526101005181818161023601528181610ee50152818161170301528181611ea601528181612a0e015281816136580152614f5f015261012051818181611622015261298a0152610140518181816115c201526144b60152f35b63f167fad160e01b5f5260045260245ffd5b90506020813d60201161026d575b8161025260209383610280565b8101031261026957610263906102cb565b5f61014d565b5f80fd5b3d9150610245565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b038211908210176102a357604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160401b038216820361026957565b51906001600160a01b038216820361026957565b6001600160a01b0381165f9081525f516020615b275f395f51905f52602052604090205460ff16610350576001600160a01b03165f8181525f516020615b275f395f51905f5260205260408120805460ff191660011790553391905f516020615ae75f395f51905f528180a4600190565b505f90565b6001600160a01b0381165f9081525f516020615b075f395f51905f52602052604090205460ff16610350576001600160a01b03165f8181525f516020615b075f395f51905f5260205260408120805460ff191660011790553391907f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a905f516020615ae75f395f51905f529080a460019056fe6080806040526004361015610012575f80fd5b5f905f3560e01c90816301ffc9a7146139a8575080630daf9eb8146137d857806316c38b3c146136da57806317ff98701461342857806321241dfe1461340a578063248a9ca3146133de5780632f2ff15d1461339f5780632f4e67b01461334057806336568abe146132e257806340953c73146130cc5780635c975abb146130a9578063644745681461266857806373461d8d1461245257806373b73efd146122dd57806373b9aa911461227c57806375463d5b14611eca5780637b10399914611e865780637c5efce014611c1c5780637ecebe0014611be65780638bb7582b1461184957806391d14854146117fe5780639214c11c14611662578063950bff9f14611646578063a1c1b05914611602578063a217fddf146115e6578063af2b9e49146115a2578063b3fb65641461154d578063bbc9e11414611234578063c0731b1714610ce5578063c3ba1dca14610b26578063c5963267146108e8578063d158cdd114610769578063d547741f14610721578063e45a082a1461062c578063e63ab1e9146105f1578063f698da25146105ce578063fc0c546a1461058a5763fcfe5d45146101c0575f80fd5b3461058757610100366003190112610587576101db36613ae3565b9060403660c319011261058757610104360361056e576101f9613db9565b604082015161054f5760208201916001600160a01b0383511690604051916351e719cf60e01b835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa918215610544578392610503575b506001600160a01b0382511680159081156104ee575b506104d15764ffffffffff60a0820151164211610461576102f16102ce601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e082209152614aa8565b602060c401356001600160ff1b0381169160ff601b60c43593821c01169061567c565b50506001600160a01b0380835116911690811415806104bd575b6104a05760808201926001600160801b038451161515918261048b575b508161047e575b50610461576001600160a01b03845116835260026020526001600160681b0360408420541661036b606083019164ffffffffff83511690615501565b811580610459575b61042e5791866001600160801b0394926001600160a01b0394856103ca999a51168a5260026020526001600160681b0360408b2091166001600160681b03198254161790556103f0575b50505116915116906150c8565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff857f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f806103bd565b6044868464ffffffffff6001600160a01b038b5116915116906359b8bdc760e01b8352600452602452fd5b506001610373565b6024836001600160a01b03865116631a4dac3d60e21b8252600452fd5b604091500151155f61032f565b83516001600160a01b0316141591505f610328565b6024846001600160a01b03875116633615713d60e21b8252600452fd5b506001600160a01b0385511681141561030b565b6024836001600160a01b038651166368710b6160e11b8252600452fd5b90506001600160a01b0382511614155f61027c565b90915060603d60601161053d575b61051b8183613ac2565b810190606081830312610539579061053291614899565b905f610266565b8380fd5b503d610511565b6040513d85823e3d90fd5b6001600160a01b036020602493015116631a4dac3d60e21b8252600452fd5b8063f70a101960e01b6044925236600452610104602452fd5b80fd5b503461058757806003193601126105875760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461058757806003193601126105875760206105e9613c81565b604051908152f35b503461058757806003193601126105875760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b503461058757602036600319011261058757604060e09161064b613c4b565b5060043581526005602052206040519061066482613a8b565b5460ff81169161067383613bda565b828152602081016001600160401b038360081c168152604082016001600160401b038460481c1681526001600160401b03606084019160ff8660881c161515835281608086019460ff8860901c161515865260ff60c060a0890198828b60981c1615158a52019860a01c1615158852604051986106ef81613bda565b895251166020880152511660408601525115156060850152511515608084015251151560a083015251151560c0820152f35b503461058757604036600319011261058757610765600435610741613a44565b9061076061075b825f526003602052600160405f20015490565b6140ad565b614614565b5080f35b503461058757602036600319011261058757610783613a2e565b604051919060606107948185613ac2565b825b8181106108c95750506001600160a01b0316815260026020526040812091604051926107c184613a70565b546001600160901b0360206001600160681b03831695868152019160681c1681526001600160401b0364ffffffffff8560401c16941690835b600381106108775750506001600160401b039064ffffffffff60405195168552166020840152604083019082915b600383106108365761010085f35b81518490825b6002831061085a575050506020604060019201920192019190610828565b60208060019264ffffffffff85511681520192019201919061083c565b8064ffffffffff6108946001936001600160901b038651166152c7565b604051929182906108a485613a70565b1683521660208201526108b78287613c26565b526108c28186613c26565b50016107fa565b60209060408051906108db8183613ac2565b3682378187015201610796565b5034610587576108f736613b88565b91905081158015610b1c575b610b055760c08083029081048303610ab55760440180604411610af15761092990613daf565b6006815b838110610938578280f35b818102818104831482151715610ab5578060051b9080820460201490151715610add57806044019081604411610ac95784610ac95761010401808211610ab5573610610ab1575f809160405160c060208201927f17ff9870000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c482526109c99082613ac2565b519082305af1903d15610aa6573d6001600160401b038111610a925760019260405191610a006020601f19601f8401160184613ac2565b82523d5f602084013e5b15610a17575b500161092d565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110610a75575b50506001600160e01b0319825191858352166020820152a15f610a10565b6001600160e01b03199250829060040360031b1b16165f80610a57565b634e487b7160e01b5f52604160045260245ffd5b600191606090610a0a565b5f80fd5b634e487b7160e01b5f52601160045260245ffd5b602485634e487b7160e01b81526011600452fd5b602484634e487b7160e01b81526011600452fd5b602482634e487b7160e01b81526011600452fd5b6044916331045bf560e01b82526004526064602452fd5b5060648211610903565b503461058757610b3536613b88565b91905081158015610cdb575b610b055760c08083029081048303610ab55760440180604411610af157610b6790613daf565b6006815b838110610b76578280f35b818102818104831482151715610ab5578060051b9080820460201490151715610add57806044019081604411610ac95784610ac95761010401808211610ab5573610610ab1575f809160405160c060208201927f9214c11c000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610c079082613ac2565b519082305af1903d15610cd0573d6001600160401b038111610a925760019260405191610c3e6020601f19601f8401160184613ac2565b82523d5f602084013e5b15610c55575b5001610b6b565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110610cb3575b50506001600160e01b0319825191858352166020820152a15f610c4e565b6001600160e01b03199250829060040360031b1b16165f80610c95565b600191606090610c48565b5060648211610b41565b5034610587576102a036600319011261058757610d0136613ae3565b906101a03660c31901126105875760405191610d1c83613aa6565b60c435600281101561123057835260e4356001600160a01b038116810361123057602084015261010435906001600160a01b03821682036112305760408401918252610124356060850152610144356001600160401b0381168103610539576080850152610164356001600160401b03811681036105395760a0850152610184356001600160401b03811681036105395760c08501526101a43564ffffffffff811681036105395760e08501526101c43564ffffffffff81168103610539576101008501526101e43564ffffffffff81168103610539576101208501526102043563ffffffff8116810361053957610140850152610224358060030b810361053957610160850152610244359164ffffffffff83168303610539576101808501928352604036610263190112610539576102a4360361121757610e5d613db9565b6040820194610ea3610e9e875192601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b614aa8565b1490816111f6575b50156111d75760208101936001600160a01b0385511692604051936351e719cf60e01b855260048501526060846024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9384156111cc57859461118b575b506001600160a01b038451168015908115611176575b506111595764ffffffffff60a08401511642116110e957610fa0610f7d601f19850180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e082209152614aa8565b610284356001600160ff1b038116916102643591601b60ff91821c01169061567c565b50506001600160a01b038085511691169081141580611145575b6111285760808401946001600160801b0386511615159182611113575b5081611106575b506110e9576001600160a01b03865116855260026020526110156001600160681b0360408720541664ffffffffff835116906151de565b928192916110a2575b5050611037606084019264ffffffffff84511690615501565b909182159081611099575b5061042e5791866001600160801b0394926001600160a01b0394856103ca999a51168a5260026020526001600160681b0360408b2091166001600160681b03198254161790556103f05750505116915116906150c8565b9050155f611042565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f8602064ffffffffff6001600160a01b038b51169351945116604051908152a35f8061101e565b6024856001600160a01b03885116631a4dac3d60e21b8252600452fd5b604091500151155f610fde565b85516001600160a01b0316141591505f610fd7565b6024866001600160a01b03895116633615713d60e21b8252600452fd5b506001600160a01b03875116811415610fba565b6024856001600160a01b038851166368710b6160e11b8252600452fd5b90506001600160a01b0384511614155f610f2b565b90935060603d6060116111c5575b6111a38183613ac2565b8101906060818303126111c157906111ba91614899565b925f610f15565b8580fd5b503d611199565b6040513d87823e3d90fd5b60200151631a4dac3d60e21b83526001600160a01b0316600452602482fd5b6001600160a01b03915051166001600160a01b03602083015116145f610eab565b60448463f70a101960e01b8152366004526102a4602452fd5b8280fd5b503461058757366003190161012081126115495760e013610587576040519061125c82613a8b565b611264613a2e565b825261126e613a44565b602083019081526044356001600160a01b03811681036112305760408401908152606435906001600160801b038216820361053957606085019182526084356001600160801b0381168103611545576080860190815260a4356001600160401b03811681036111c15760a0870190815260c4359464ffffffffff861686036115415760c0880195865260403660e3190112611541576101243603611528576001600160a01b039061131d613db9565b5116947f0000000000000000000000000000000000000000000000000000000000000000956001600160a01b03871603611515576001600160a01b03845116801590811561150b575b506114f7576001600160801b03855116156114e3575164ffffffffff1642116114d0576001600160401b039051166113b96001600160a01b038851166001600160a01b03165f525f60205260405f205490565b036114bc5761140b6001600160a01b03875116611405601f19890180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f01825261010082209152614aa8565b90614901565b1561149f576001600160801b03916114946001600160a01b039284848a816103ca9b9c51168c528b60205260408c206001815401905561145282825116848b51169061504e565b8181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a35116915116906150c8565b511691511691615147565b6024856001600160a01b03885116633615713d60e21b8252600452fd5b602485630e72591360e21b81526003600452fd5b602486630e72591360e21b815260048052fd5b602487630e72591360e21b81526002600452fd5b602487630e72591360e21b81526001600452fd5b905030145f611366565b602487630e72591360e21b815280600452fd5b60448763f70a101960e01b815236600452610124602452fd5b8680fd5b8480fd5b5080fd5b503461058757604036600319011261058757611567613a2e565b61156f613a5a565b906044360361158b57906103ca91611585613db9565b33613e2d565b60448363f70a101960e01b81523660045281602452fd5b503461058757806003193601126105875760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610587578060031936011261058757602090604051908152f35b503461058757806003193601126105875760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610587578060031936011261058757602060405160648152f35b50346105875760c0366003190112610587573660c41161058757611684613d8d565b61168c614169565b93926060859392930151156117d35760a0856116da6116c76001600160401b036020899a0151166001600160401b0360808701511690614bf3565b85858460c08101998a516117b457614c18565b0151151592511515831415806117a4575b6116f457505050f35b6001600160a01b0391604091837f000000000000000000000000000000000000000000000000000000000000000016945f146117995750015116905b803b156117955760405163f7966eef60e01b81526001600160a01b039092166004830152600219602483015282908290818381604481015b03925af1801561178a576117795750f35b8161178391613ac2565b6105875780f35b6040513d84823e3d90fd5b5050fd5b905001511690611730565b506117af828261449d565b6116eb565b936117cd906001600160401b0360408401511690614bf3565b93614c18565b505060449251906117e382613bda565b6327805ceb60e01b83526004526117f981613bda565b602452fd5b5034610587576040366003190112610587576001600160a01b036040611822613a44565b92600435815260036020522091165f52602052602060ff60405f2054166040519015158152f35b503461058757610120366003190112610587573660c4116105875760403660e319011261058757610124803603611bd057506118836142d0565b9190926001600160a01b03604061189c8660c435614ae9565b92602084019485516118ad81613c1c565b6118b681613c1c565b611bc657500151165b6119026118fc610e9e84601f190180517fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e82526101208220915290565b82614901565b15611bab5750815161191381613c1c565b61191c81613c1c565b15918215611b84576001600160401b0360208501511693606081015115159260a08201511515959395935b8096158015611b65575b8015611b4f575b15611b035791817f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca9795936001600160401b03806060809a989601511691168111611afb575b508315611ae6575b506001600160401b0392935f14611aca5783151560a082015260018682015282851660208201525b60028152878952600560205260408920906119f381516119ed81613bda565b83613c04565b60208101519060ff60981b8160ff60901b60ff60a01b198260ff60881b60ff60981b19895460ff60901b1970ffffffffffffffff000000000000000000604086015160481b1691606068ffffffffffffffff0060ff60a01b60c060a0608071ffffffffffffffffffffffffffffffffff0019958c0151151560881b9b0151151560901b9d0151151560981b9e0151151560a01b169d60081b16911617161716911617169116179116171790555192611aaa84613c1c565b60405193611ab781613c1c565b845216602083015215156040820152a280f35b83151560c08201526001608082015282851660408201526119ce565b60c00151151592506001600160401b036119a6565b95505f61199e565b886001600160401b036044928651611b1a81613c1c565b7f36a41a25000000000000000000000000000000000000000000000000000000008452611b4681613c1c565b60045216602452fd5b5060c08201511515801561195857508415611958565b506001600160401b036060830151166001600160401b03821610611951565b6001600160401b0360408501511693608081015115159260c0820151151595939593611947565b633615713d60e21b86526001600160a01b0316600452602485fd5b90500151166118bf565b63f70a101960e01b5f523660045260245260445ffd5b50346105875760203660031901126105875760206105e9611c05613a2e565b6001600160a01b03165f525f60205260405f205490565b5034610587576020366003190112610587576004356001600160401b0381116115495736602382011215611549578060040135906001600160401b0382116112305760243691610180840201011161154957600c81158015611e7c575b611e64576101808281028181048403610ab55760440180604411610ac957611ca090613daf565b835b838110611cad578480f35b828102818104841482151715610ab5578060051b9080820460201490151715611e50578060440180604411611e3c5783810190818111610ab55787928282116105395736831161053957839203611d516024604051809360208201957f75463d5b000000000000000000000000000000000000000000000000000000008752604319820190848401376043199082010186838201520301601f198101835282613ac2565b519082305af13d15611e30573d906001600160401b038211611e1c57906001929160405191611d8a6020601f19601f8401160184613ac2565b82523d88602084013e5b15611da1575b5001611ca2565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110611dff575b50506001600160e01b0319825191858352166020820152a15f611d9a565b6001600160e01b03199250829060040360031b1b16165f80611de1565b602487634e487b7160e01b81526041600452fd5b90600191606090611d94565b602487634e487b7160e01b81526011600452fd5b602486634e487b7160e01b81526011600452fd5b604483836331045bf560e01b82526004526064602452fd5b5060648211611c79565b503461058757806003193601126105875760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461058757610180366003190112610587573660c4116105875760403660e31901126105875760403661014319011261058757610184803603611bd05750611f116142d0565b611f1d8260c435614ae9565b611f2a8361012435614ae9565b906001600160401b036020840151166020820151611f4781613c1c565b611f5089613c1c565b611f5981613c1c565b1590811591612265575b5061224f5760c081015115612233576001600160401b036040840151166020830151611f8e81613c1c565b80611f9a600192613c1c565b149081159161221c575b506122085760c0820151156121e0576001600160401b0360a0830151169060608101916001600160401b03835116036121cc576120246040880191611405610e9e6001600160a01b0385511692601f190180517fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e82526101208220915290565b156121725750604085016001600160a01b03815116612073610e9e85601f190180517fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e82526101208220915290565b90801515918261218e575b50501561217257506120c9916001600160401b036060816120a59451169201511690614bf3565b9284866120c160808201966001600160401b0388511690614bf3565b948593614c18565b6001600160401b0363ffffffff6101408601511663ffffffff610140860151168082105f1461216a5750915b16908115159283612131575b50505080612121575b612112578280f35b61211b91614eba565b5f808280f35b5061212c818361449d565b61210a565b6001600160401b0392935090620f424061215863ffffffff8561215f955116931683613be4565b049061440f565b1611155f8080612101565b9050916120f5565b51633615713d60e21b88526001600160a01b0316600452602487fd5b9091506001600160a01b03906121c190610164356001600160ff1b038116916101443591601b60ff91821c01169061567c565b505016145f8061207e565b60248863514dfe2560e11b81526001600452fd5b63a2b6051960e01b87526001600452602487fd5b634e487b7160e01b5f52602160045260245ffd5b63514dfe2560e11b87526001600452602487fd5b90506001600160401b03606084015116105f611fa4565b60248763a2b6051960e01b815261224981613c1c565b80600452fd5b60248763514dfe2560e11b815261224981613c1c565b90506001600160401b03606083015116105f611f63565b503461058757602036600319011261058757604080916001600160a01b036122a2613a2e565b16815260016020522060208251916122b983613a70565b54916001600160801b0383169283825260801c918291015282519182526020820152f35b5034610587576101a036600319011261058757604051906122fd82613aa6565b60043560028110156115495782526024356001600160a01b03811681036115495760208301526044356001600160a01b038116810361154957604083015260643560608301526084356001600160401b038116810361154957608083015260a4356001600160401b03811681036115495760a083015260c4356001600160401b03811681036115495760c083015260e43564ffffffffff811681036115495760e08301526101043564ffffffffff81168103611549576101008301526101243564ffffffffff81168103611549576101208301526101443563ffffffff8116810361154957610140830152610164358060030b810361154957610160830152610184359064ffffffffff821682036105875760206105e9610e9e8585610180820152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b5034610587576020366003190112610587576004356001600160401b0381116115495736602382011215611549578060040135906001600160401b0382116112305760243691610140840201011161154957600a8115801561265e575b611e64576101408281028181048403610ab55760440180604411610ac9576124d690613daf565b835b8381106124e3578480f35b828102818104841482151715610ab5578060051b9080820460201490151715611e50578060440180604411611e3c5783810190818111610ab557879282821161053957368311610539578392036125876024604051809360208201957f64474568000000000000000000000000000000000000000000000000000000008752604319820190848401376043199082010186838201520301601f198101835282613ac2565b519082305af13d15612652573d906001600160401b038211611e1c579060019291604051916125c06020601f19601f8401160184613ac2565b82523d88602084013e5b156125d7575b50016124d8565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110612635575b50506001600160e01b0319825191858352166020820152a15f6125d0565b6001600160e01b03199250829060040360031b1b16165f80612617565b906001916060906125ca565b50606482116124af565b503461058757610140366003190112610587573660c4116105875760403660c31901126105875760403661010319011261058757610144803603611bd0575060ff60045416613081576126b96140ee565b506126c26140ee565b506126cb6140ee565b6126d36140ee565b77ffffffffffffffffffffffffffffffffffffffffffffffff60a43516613072576001815260503560601c602082015260643560601c604082015260783560c01c608082015260803560c01c60a08201526001600160401b0360c0820160883560c01c815260903560d81c60e084015260953560d81c610100840152609a3560d81c610120840152609f3560e01c61014084015260a33560e01d60030b61016084015260a73560d81c61018084015260043560601c602085015260183560601c6040850152602c3560c01c80608086015260a0850152511660c083015260343560d81c60e083015260393560d81c610100830152603e3560d81c61012083015260433560e01c61014083015260473560e01d60030b610160830152604b3560d81c610180830152612834610e9e82601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6060830152601f19820180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915261287390614aa8565b808452600560205260ff60408520541661288c81613bda565b613047576001600160a01b036040840151166001600160a01b0360408401511614613033576128ba83615307565b6128c382615307565b64ffffffffff60e08401511661a8c08101809111610ac95764ffffffffff6101008501511611801561301b575b6130085764ffffffffff60e08401511664ffffffffff60e08401511681108015612fe7575b612faa57506001600160401b036080840151166001600160401b0360a0840151168082108015612f94575b612f5257505064ffffffffff6101208401511680421015612f27575064ffffffffff6101208301511680421015612f2757506001600160401b036080840151166001600160401b037f00000000000000000000000000000000000000000000000000000000000000001690818110612ef95750506040838101518382015191517f320e56f40000000000000000000000000000000000000000000000000000000081526001600160a01b0391821660048201529116602482015260c081806044810103816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9081156111cc5785908692612eb0575b506040810151158015612e8f575b612e6f576040820151158015612e4e575b612e2e576020015160030b61016084015160030b90818112612e085750506020015160030b61016084015160030b90818112612de05750506001600160a01b036040840151168015159081612da6575b5015612d86576001600160a01b036040830151166060840151908015159182612d48575b505015612d2857612b186001600160a01b0360408501511664ffffffffff6101808601511664ffffffffff60e0870151169064ffffffffff6101008801511692614951565b612b566001600160a01b0360408401511664ffffffffff6101808501511664ffffffffff60e0870151169064ffffffffff6101008801511692614951565b6001600160a01b03602084015116612b896001600160401b036080860151166001600160401b0360c0870151169061441c565b90612ba5816001600160a01b03165f52600160205260405f2090565b9160405192612bb384613a70565b54926001600160801b038416808252602082019460801c85526001600160801b03831690818110612d0e575050612c38612c06836001600160801b03612bfe8196828097511661445d565b97511661447d565b938260405196612c1588613a70565b1686528260208701951685526001600160a01b03165f52600160205260405f2090565b935116166001600160801b0319835416178255516001600160801b036001600160801b031983549260801b169116179055808452600560205260408420600160ff198254161790557f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a06001600160a01b03604081818801511695015116946060810151906001600160401b03608082015116906001600160401b0360c08201511664ffffffffff6101008160e08501511693015116926040519485526020850152604084015260608301526080820152a480f35b631826120b60e01b8a526004859052602452604452606488fd5b6024846001600160a01b03604085015116633615713d60e21b8252600452fd5b9091506001600160a01b0390612d7b90610124356001600160ff1b038116916101043591601b60ff91821c01169061567c565b505016145f80612ad3565b6024846001600160a01b03604086015116633615713d60e21b8252600452fd5b90506001600160a01b03612dd6602060c401356001600160ff1b0381169060ff601b60c43592821c01168661567c565b505016145f612aaf565b8592506001600160a01b036040606495015116635f551c1960e11b8452600452602452604452fd5b6040860151635f551c1960e11b88526001600160a01b0316600452602452604452606485fd5b6024866001600160a01b036040870151166368710b6160e11b8252600452fd5b506001600160a01b038251166001600160a01b036020860151161415612a5f565b6024866001600160a01b036040880151166368710b6160e11b8252600452fd5b506001600160a01b038151166001600160a01b036020870151161415612a4e565b91505060c03d60c011612ef2575b612ec88183613ac2565b810160c0828203126111c157806060612ee4612eeb9385614899565b9301614899565b905f612a40565b503d612ebe565b7ff1bb1945000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b7f85d983bf000000000000000000000000000000000000000000000000000000008552600452602484fd5b8592506001600160401b036080606495015116917fb3ac4c16000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b506001600160401b036080850151168211612940565b8460449164ffffffffff61010087015116907fecf68f36000000000000000000000000000000000000000000000000000000008352600452602452fd5b5064ffffffffff6101008501511664ffffffffff6101008501511610612915565b6024846380e8bb3160e01b815280600452fd5b5063ffffffff64ffffffffff60e085015116116128f0565b6024846380e8bb3160e01b81526003600452fd5b7f9329d01d000000000000000000000000000000000000000000000000000000008452600452602483fd5b600483630db5a5ab60e31b8152fd5b807f54882d180000000000000000000000000000000000000000000000000000000060049252fd5b5034610587578060031936011261058757602060ff600454166040519015158152f35b5034610587576020366003190112610587576004356001600160401b0381116115495736602382011215611549578060040135906001600160401b03821161123057602436916101208402010111611549576009811580156132d8575b611e64576101208281028181048403610ab55760440180604411610ac95761315090613daf565b835b83811061315d578480f35b828102818104841482151715610ab5578060051b9080820460201490151715611e50578060440180604411611e3c5783810190818111610ab557879282821161053957368311610539578392036132016024604051809360208201957f8bb7582b000000000000000000000000000000000000000000000000000000008752604319820190848401376043199082010186838201520301601f198101835282613ac2565b519082305af13d156132cc573d906001600160401b038211611e1c5790600192916040519161323a6020601f19601f8401160184613ac2565b82523d88602084013e5b15613251575b5001613152565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b0319811691600481106132af575b50506001600160e01b0319825191858352166020820152a15f61324a565b6001600160e01b03199250829060040360031b1b16165f80613291565b90600191606090613244565b5060648211613129565b5034610587576040366003190112610587576132fc613a44565b336001600160a01b038216036133185761076590600435614614565b6004827f6697b232000000000000000000000000000000000000000000000000000000008152fd5b50346105875760403660031901126105875761335a613a2e565b6024359064ffffffffff8216820361123057906001600160681b0360406020946001600160a01b0361339595168152600286522054166145aa565b6040519015158152f35b5034610587576040366003190112610587576107656004356133bf613a44565b906133d961075b825f526003602052600160405f20015490565b6144ff565b50346105875760203660031901126105875760206105e96004355f526003602052600160405f20015490565b50346105875780600319360112610587576020604051620151808152f35b50346105875760c0366003190112610587573660c4116105875761344a613d8d565b613452614169565b93929190606085019081516136ca5784956004815281865260056020526040862090805161347f81613bda565b6134899083613c04565b602081015190825494604082015160481b70ffffffffffffffff000000000000000000169051151560881b6080830151151560901b9160a0840151151560981b9360c001978851151560a01b60ff60a01b169560081b68ffffffffffffffff00169071ffffffffffffffffffffffffffffffffff0019161760ff60901b19161760ff60981b19169060ff60881b161760ff60a01b19169060ff60901b16179060ff60981b161717905560808401516001600160401b031660c08501516001600160401b03166135579161441c565b60208501516001600160a01b031690613570878261445d565b91808852600160205260408820916040519261358b84613a70565b5492846001600160801b038516918281526020019460801c85526135ae9161447d565b92516001600160801b0316906135c39161445d565b90604051926135d184613a70565b6001600160801b0390811684529182166020808501918252918a52600182526040808b209451915160801b6001600160801b031916918416919091179093559151921682527f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee791a251151590816136b9575b5061364b5750f35b6001600160a01b036040817f0000000000000000000000000000000000000000000000000000000000000000169201511690803b156117955760405163f7966eef60e01b81526001600160a01b03909216600483015260021960248301528290829081838160448101611768565b6136c491508261449d565b5f613643565b846044918751906117e382613bda565b50346105875760203660031901126105875760043580151580910361154957602436036137c1577f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a82526003602052604082206001600160a01b0333165f5260205260ff60405f2054161561378a5760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b60448263b528467160e01b8152336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452fd5b60448263f70a101960e01b81523660045260248052fd5b5034610ab15760c0366003190112610ab1576137f2613a2e565b906137fb613a5a565b6064359260ff8416809403610ab157613812613d8d565b61381a613db9565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001693843b15610ab157604051947fd505accf0000000000000000000000000000000000000000000000000000000086526001600160a01b038316958660048201523060248201526001600160801b038516928360448301526044356064830152608482015260843560a482015260a43560c48201525f8160e48183865af19081613993575b50613986576040517fdd62ed3e0000000000000000000000000000000000000000000000000000000081526001600160a01b038416600482015230602482015290602090829060449082905afa9081156111cc579082918691613951575b500361393a57506103ca9293505b80613e2d565b836044918663b2f5645b60e01b8352600452602452fd5b9150506020813d60201161397e575b8161396d60209383613ac2565b81010312610ab1578190515f613926565b3d9150613960565b50506103ca929350613934565b6139a09196505f90613ac2565b5f945f6138c8565b34610ab1576020366003190112610ab157600435906001600160e01b03198216809203610ab157817f7965db0b0000000000000000000000000000000000000000000000000000000060209314908115613a04575b5015158152f35b7f01ffc9a700000000000000000000000000000000000000000000000000000000915014836139fd565b600435906001600160a01b0382168203610ab157565b602435906001600160a01b0382168203610ab157565b602435906001600160801b0382168203610ab157565b604081019081106001600160401b03821117610a9257604052565b60e081019081106001600160401b03821117610a9257604052565b6101a081019081106001600160401b03821117610a9257604052565b90601f801991011681019081106001600160401b03821117610a9257604052565b60c0906003190112610ab1576040519060c082018281106001600160401b03821117610a9257604052816004356001600160a01b0381168103610ab15781526024356001600160a01b0381168103610ab1576020820152604435604082015260643564ffffffffff81168103610ab15760608201526084356001600160801b0381168103610ab157608082015260a4359064ffffffffff82168203610ab15760a00152565b906020600319830112610ab1576004356001600160401b038111610ab15782602382011215610ab1578060040135926001600160401b038411610ab157602460c0850283010111610ab1576024019190565b600511156121f457565b81810292918115918404141715610ab557565b91908201809211610ab557565b90613c0e81613bda565b60ff80198354169116179055565b600211156121f457565b906003811015613c375760051b0190565b634e487b7160e01b5f52603260045260245ffd5b60405190613c5882613a8b565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b467f000000000000000000000000000000000000000000000000000000000000000003613ccc577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152613d8760c082613ac2565b51902090565b60c43603613d9757565b63f70a101960e01b5f523660045260c460245260445ffd5b803603611bd05750565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c613e055760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b907f0000000000000000000000000000000000000000000000000000000000000000926001600160a01b03841692604051906370a0823160e01b8252306004830152602082602481885afa91821561403d575f92614079575b506001600160801b038316946001600160a01b03604051927f23b872dd000000000000000000000000000000000000000000000000000000005f52169687600452306024528660445260205f60648180855af19060015f511482161561405a575b50826040525f6060521561404857816024816020936370a0823160e01b82523060048301525afa90811561403d575f9161400b575b50846001600160801b038211159283613ff7575b505050158015613fef575b8015613fde575b613fbe576001600160a01b03826020926001600160801b03613fa3613f997f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a976001600160a01b03165f52600160205260405f2090565b928284541661447d565b166001600160801b03198254161790556040519485521692a3565b506001600160a01b039063b2f5645b60e01b5f521660045260245260445ffd5b506001600160a01b03821615613f42565b508215613f3b565b614002929350613bf7565b145f8481613f30565b90506020813d602011614035575b8161402660209383613ac2565b81010312610ab157515f613f1c565b3d9150614019565b6040513d5f823e3d90fd5b635274afe760e01b5f5260045260245ffd5b6001821516614070573b15153d1516165f613ee7565b833d5f823e3d90fd5b9091506020813d6020116140a5575b8161409560209383613ac2565b81010312610ab15751905f613e86565b3d9150614088565b805f52600360205260405f206001600160a01b0333165f5260205260ff60405f205416156140d85750565b63b528467160e01b5f523360045260245260445ffd5b604051906140fb82613aa6565b5f610180838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e0820152826101008201528261012082015282610140820152826101608201520152565b64ffffffffff620151809116019064ffffffffff8211610ab557565b6141716140ee565b5061417a6140ee565b50614183613c4b565b5061418e6004614699565b80939293919284825f52600560205260405f2092604051936141af85613a8b565b549360ff808616956141c087613bda565b8683526001600160401b038160081c1660208401526001600160401b038160481c166040840152818160881c1615156060840152818160901c1615156080840152818160981c16151560a084015260a01c16151560c08201526001819561422681613bda565b61422f81613bda565b1480156142b3575b1561428a57505061425464ffffffffff610100819301511661414d565b1680421061425f5750565b7f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b519061429582613bda565b6327805ceb60e01b5f526004526142ab81613bda565b60245260445ffd5b50600281516142c181613bda565b6142ca81613bda565b14614237565b6142d86140ee565b506142e16140ee565b506142ea613c4b565b506142f56004614699565b80939293919284825f52600560205260405f20926040519361431685613a8b565b549360ff8086169561432787613bda565b8683526001600160401b038160081c1660208401526001600160401b038160481c166040840152818160881c1615156060840152818160901c1615156080840152818160981c16151560a084015260a01c16151560c08201526001819561438d81613bda565b61439681613bda565b1480156143f2575b1561428a5750506143bb64ffffffffff610100819301511661414d565b16804210156143c75750565b7f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b506002815161440081613bda565b61440981613bda565b1461439e565b91908203918211610ab557565b6001600160401b038061443193169116613be4565b620f4240810190818111610ab557620f423f01908111610ab557620f42406001600160801b0391041690565b906001600160801b03809116911603906001600160801b038211610ab557565b906001600160801b03809116911601906001600160801b038211610ab557565b906001600160401b036080830151166001600160401b037f000000000000000000000000000000000000000000000000000000000000000016111591826144e357505090565b6001600160a01b03809293506020809201511692015116141590565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f205416155f1461458857805f52600360205260405f206001600160a01b0383165f5260205260405f20600160ff198254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b9064ffffffffff8091169116039064ffffffffff8211610ab557565b906001600160401b0364ffffffffff8360401c1692169164ffffffffff811664ffffffffff83161161460d5764ffffffffff916145e69161458e565b1660408110918215926145f857505090565b600192506001600160401b0316901c16151590565b5050505f90565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f2054165f1461458857805f52600360205260405f206001600160a01b0383165f5260205260405f2060ff1981541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b906146a26140ee565b506146ab6140ee565b506146b46140ee565b906146bd6140ee565b9277ffffffffffffffffffffffffffffffffffffffffffffffff60a08201351661488a5760479060018552604c81013560601c6020860152606081013560601c6040860152607481013560c01c6080860152607c81013560c01c60a08601526001600160401b0360c08601608483013560c01c8152608c83013560d81c60e0880152609183013560d81c610100880152609683013560d81c610120880152609b83013560e01c610140880152609f83013560e01d60030b61016088015260a383013560d81c610180880152823560601c6020870152601483013560601c6040870152602883013560c01c80608088015260a0870152511660c0850152603081013560d81c60e0850152603581013560d81c610100850152603a81013560d81c610120850152603f81013560e01c610140850152604381013560e01d60030b610160850152013560d81c610180830152614887610e9e849361484f610e9e8297601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6060820152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b90565b630db5a5ab60e31b5f5260045ffd5b9190826060910312610ab157604051606081018181106001600160401b03821117610a9257604052809280516001600160a01b0381168103610ab15782526020810151908160030b8203610ab15760409160208401520151908115158203610ab15760400152565b6001600160a01b0316801515918261491857505090565b6001600160a01b0391925061494a90602060e401356001600160ff1b0381169160ff601b60e43593821c01169061567c565b5050161490565b6001600160a01b0390949392941693845f52600260205260405f20926040519361497a85613a70565b54926001600160681b036149a6828287168089526001600160901b0360208a019860681c1688526151de565b91909116865215614a8a57506001600160901b03916149cb918385511691429261538f565b91909116825215614a5e576001600160901b0390614a5c93945f5260026020526001600160681b038060405f20945116166001600160681b031984541617835551167fff000000000000000000000000000000000000ffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff0000000000000000000000000083549260681b169116179055565b565b837fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b64ffffffffff90876359b8bdc760e01b5f526004521660245260445ffd5b604290614ab3613c81565b90604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b91909160405161010081018181106001600160401b03821117610a92576040525f815260208101915f835260408201945f865260608301955f875260808401935f855260a08101905f825260c08101945f865260e08201965f8852829a8260f81c9560ff8460201c169660ff8560181c169b600182111580614be8575b80614bdd575b158015614bcf575b61488a576001996001600160401b039752614b8e82613c1c565b614b9782613c1c565b5264ffffffffff8460d01c169052838360901c16905264ffffffffff8260681c16905260281c16905214905260098210156121f45752565b5062ffffff86161515614b74565b5060088d1115614b6c565b506001891115614b66565b906001600160401b0381166001600160401b038316105f14614c13575090565b905090565b93907f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a06936060936001600160801b039260038152875f52600560205260405f2090614c6781516119ed81613bda565b60208101519060ff60981b8160ff60901b60ff60a01b198260ff60881b60ff60981b19895460ff60901b1970ffffffffffffffff000000000000000000604086015160481b1691606068ffffffffffffffff0060ff60a01b60c060a0608071ffffffffffffffffffffffffffffffffff0019958c0151151560881b9b0151151560901b9d0151151560981b9e0151151560a01b169d60081b1691161716171691161716911617911617179055610100810164ffffffffff815116804210614e68575b505060c08101906001600160a01b0360208181614d7788620f4240614d5c6001600160401b03808b51169d169c8d613be4565b0416966001600160401b03806080890151169151169061441c565b940151169401511690614d8a838261445d565b93805f526001602052614dcc60405f209287614dc48860405196614dad88613a70565b5496602084891691828152019760801c885261447d565b94511661445d565b908660405193614ddb85613a70565b1683528660208401921682525f526001602052858060405f20935116166001600160801b031983541617825551856001600160801b031983549260801b16911617905581614e39575b506040519384526020840152166040820152a2565b5f52600160205260405f2083614e52838284541661447d565b166001600160801b03198254161790555f614e24565b614eb391614e926001600160a01b036040860151169260e086019364ffffffffff85511690615475565b64ffffffffff806001600160a01b0360408801511693511691511691615475565b5f80614d29565b6020810151916001600160a01b035f93166001600160a01b03602083015116908181105f1461504957905b6001600160a01b0363ffffffff620151804204169216805f52600660205260405f206001600160a01b0383165f526020528263ffffffff60405f20541614615041575f5260066020526001600160a01b0360405f2091165f5260205260405f209063ffffffff198254161790556001600160a01b036040817f00000000000000000000000000000000000000000000000000000000000000001693015116823b15610ab15760405163f7966eef60e01b81526001600160a01b03919091166004820152600160248201525f8160448183875af1801561403d5761502b575b50604001516001600160a01b0316813b156112305760405163f7966eef60e01b81526001600160a01b03919091166004820152600160248201529082908290604490829084905af1801561178a57615019575050565b615024828092613ac2565b6105875750565b6150389193505f90613ac2565b5f916040614fc3565b505050505050565b614ee5565b6001600160a01b031690815f5260016020526001600160801b0360405f2054168181106150af576001600160801b03916150879161440f565b16905f5260016020526001600160801b0360405f2091166001600160801b0319825416179055565b82631826120b60e01b5f5260045260245260445260645ffd5b906001600160801b0316801561514357816150e682614a5c9461504e565b6040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f0000000000000000000000000000000000000000000000000000000000000000615147565b5050565b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f51148216156151bd575b604052156151a15750565b6001600160a01b0390635274afe760e01b5f521660045260245ffd5b9060018115166151d557823b15153d15161690615196565b503d5f823e3d90fd5b6151e882826145aa565b6152c0576001600160401b0364ffffffffff8260401c169116918192809264ffffffffff811664ffffffffff84161161525a575b50506cffffffffff0000000000000000916001600160401b03600164ffffffffff61524883958861458e565b161b1617169160401b16179060019190565b8264ffffffffff93955061526f92945061458e565b166040811061529d5750506cffffffffff00000000000000006001600160401b035f5b91508290829061521c565b6001600160401b038091816cffffffffff00000000000000009416901b16615292565b5f92909150565b603082029180830460301490151715610ab5576001600160901b0316901c9061488761ffff6001600160801b0363ffffffff8560101c1616931683613bf7565b610100810164ffffffffff81511664ffffffffff60e084015116101561537c5764ffffffffff8061012084015116915116106153685763ffffffff610140620f4240920151161161535457565b6380e8bb3160e01b5f52600260045260245ffd5b6380e8bb3160e01b5f52600160045260245ffd5b6380e8bb3160e01b5f525f60045260245ffd5b916003935f905b60038210615406575050600384146153fd5764ffffffffff6153c08366ffffffffff00009361458e565b169160101b161790603083029280840460301490151715610ab5576001600160901b03918265ffffffffffff91851b16931b191616179060019190565b505f9391925050565b909461541286866152c7565b83811180159061546c575b15615430575050506001855b0190615396565b64ffffffffff869893981610908161545b575b5061545057600190615429565b505f95939450505050565b905064ffffffffff8416115f615443565b5081811461541d565b614a5c926001600160a01b036154a5921692835f5260026020526001600160901b0360405f205460681c16615601565b905f52600260205260405f20907fff000000000000000000000000000000000000ffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff0000000000000000000000000083549260681b169116179055565b9064ffffffffff8260401c16916001600160401b0381169064ffffffffff83169264ffffffffff851684116155d75761554064ffffffffff918661458e565b16603f8110156155cc5760010164ffffffffff8111610ab55764ffffffffff6001600160401b0391161b6001600160401b0381168094159182156155b7575b50506155ad57506cffffffffff0000000000000000916001600160401b039117169160401b16179060019190565b93925050505f9190565b84166001600160401b0316149050835f61557f565b5093925050505f9190565b91505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b64ffffffffff909116915f5b6003811061561c575050905090565b8361562782856152c7565b9114908161566b575b5061563d5760010161560d565b925050603082029180830460301490151715610ab5576001600160901b039165ffffffffffff901b19161690565b905064ffffffffff8316145f615630565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a084116156f3579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa1561403d575f516001600160a01b038116156156e957905f905f90565b505f906001905f90565b5050505f9160039190562f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d30adeb818ef77f204f5a603c30fa5332397b6e28fb3b7f9d937ae6a6914716de3617319a054d772f909f7c479a2cebe5066e836a939412e32403c99029b92eff' as const;
