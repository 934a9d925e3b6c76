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
  '0x61016080604052346102695760c081615ffd80380380916100208285610280565b8339810103126102695780516001600160a01b03811681036102695760208201516001600160a01b038116908181036102695761005f604085016102b7565b9061006c606086016102b7565b9261008560a061007e608089016102cb565b97016102cb565b94306080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261012060c082610280565b51902060c05260e0526040516380f5560560e01b8152602081600481855afa908115610275575f91610237575b50306001600160a01b0390911603610225575061010052610120526101405261017f91610179906102df565b50610355565b50604051615bb490816103e9823960805181614341015260a05181614272015260c05181614298015260e05181818161072a0152818161173601528181613d810152818161443701526154ed01526101005181818161026d015281816111df01528181611c4a015281816123ab01528181612f8401528181613b4a01526152ad015261012051818181611b310152612f4f015261014051818181611ad001526149e20152f35b63f167fad160e01b5f5260045260245ffd5b90506020813d60201161026d575b8161025260209383610280565b8101031261026957610263906102cb565b5f61014d565b5f80fd5b3d9150610245565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b038211908210176102a357604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160401b038216820361026957565b51906001600160a01b038216820361026957565b6001600160a01b0381165f9081525f516020615fdd5f395f51905f52602052604090205460ff16610350576001600160a01b03165f8181525f516020615fdd5f395f51905f5260205260408120805460ff191660011790553391905f516020615f9d5f395f51905f528180a4600190565b505f90565b6001600160a01b0381165f9081525f516020615fbd5f395f51905f52602052604090205460ff16610350576001600160a01b03165f8181525f516020615fbd5f395f51905f5260205260408120805460ff191660011790553391907f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a905f516020615f9d5f395f51905f529080a460019056fe6080806040526004361015610012575f80fd5b5f905f3560e01c90816301ffc9a714613f1c575080630daf9eb814613d3557806316c38b3c14613c0557806317ff98701461399a57806321241dfe1461397c578063248a9ca3146139505780632f2ff15d146139115780632f4e67b0146138a257806336568abe1461384457806340953c73146135c45780635c975abb146135a15780636447456814612bff57806373461d8d1461297f57806373b73efd1461280757806373b9aa91146127b157806375463d5b146123cf5780637b1039991461238b5780637c5efce0146120b25780637ecebe001461207c5780638bb7582b14611ddf57806391d1485414611d945780639214c11c14611b71578063950bff9f14611b55578063a1c1b05914611b10578063a217fddf14611af4578063af2b9e4914611aaf578063b3fb656414611a41578063bbc9e11414611617578063c0731b1714610f85578063c3ba1dca14610d7d578063c596326714610add578063d158cdd114610910578063d547741f146108c8578063e45a082a146107ac578063e63ab1e914610771578063f698da251461074e578063fc0c546a1461070a5763fcfe5d45146101c0575f80fd5b3461070757610100600319360112610707576101db3661407d565b9060407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075761010436036106d5576102176143c0565b604082015161069d5760208201916001600160a01b0383511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa91821561069257839261060c575b506001600160a01b0382511680159081156105f7575b506105c15764ffffffffff60a082015116421161051f57610347610340601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261030861426f565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b60c46157b4565b6001600160a01b0380835116911690811415806105ad575b6105775760808201926fffffffffffffffffffffffffffffffff84511615159182610562575b5081610555575b5061051f576001600160a01b0384511683526002602052604083205471ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff82169160681c166103e7606084019264ffffffffff845116906159ac565b8192911580610517575b6104d357966fffffffffffffffffffffffffffffffff94926001600160a01b0394927effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff61046f9a9b169160681b1617858351168a52600260205260408a2055610495575b505051169151169061548d565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff857f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f80610462565b6044878564ffffffffff6001600160a01b038c5116915116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b5060016103f1565b6024836001600160a01b038651167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b604091500151155f61038c565b83516001600160a01b0316141591505f610385565b6024846001600160a01b038751167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b506001600160a01b0385511681141561035f565b6024836001600160a01b038651167fd0e216c2000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0382511614155f6102b3565b9091506060813d60601161068a575b816106286060938361405a565b81010312610686576040519061063d8261403e565b80516001600160a01b038116810361068257825260208101518060030b810361068257602083015260400151801515810361067e576040820152905f61029d565b8380fd5b8480fd5b8280fd5b3d915061061b565b6040513d85823e3d90fd5b6001600160a01b0360206024930151167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610104602452fd5b80fd5b503461070757806003193601126107075760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602061076961426f565b604051908152f35b503461070757806003193601126107075760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b50346107075760206003193601126107075760e0906107c9614239565b506004358152600560205260408120546107e1614239565b9160ff82166107ef81614180565b6107f881614180565b83526108038161420a565b508060081c60208301606084019267ffffffffffffffff60a0860193680200000000000000008116151585526801000000000000000081161515865216825261084a605090565b1c9267ffffffffffffffff604086018160808801948160c08a019868020000000000000000811615158a5268010000000000000000811615158852168352604051985161089681614180565b895251166020880152511660408601525115156060850152511515608084015251151560a083015251151560c0820152f35b50346107075760406003193601126107075761090c6004356108e8613fd0565b90610907610902825f526003602052600160405f20015490565b61476c565b614aba565b5080f35b50346107075760206003193601126107075761092a613fba565b6040519190606061093b818561405a565b825b818110610abe5750506001600160a01b0316815260026020526040808220549081901c64ffffffffff16929067ffffffffffffffff81169060681c71ffffffffffffffffffffffffffffffffffff16835b60038110610a0c57505067ffffffffffffffff9064ffffffffff60405195168552166020840152604083019082915b600383106109cb5761010085f35b81518490825b600283106109ef5750505060206040600192019201920191906109bd565b60208060019264ffffffffff8551168152019201920191906109d1565b6030810281810460301482151715610aaa5771ffffffffffffffffffffffffffffffffffff8316901c601081901c63ffffffff169061ffff168101604051916040830183811067ffffffffffffffff821117610a965760405264ffffffffff908116835216602082015260019190610a848287614214565b52610a8f8186614214565b500161098e565b602489634e487b7160e01b81526041600452fd5b602486634e487b7160e01b81526011600452fd5b6020906040805190610ad0818361405a565b368237818701520161093d565b503461070757610aec3661412c565b91905081158015610d73575b610d435760c08083029081048303610cf35760440180604411610d2f57610b1e906143b6565b6006815b838110610b2d578280f35b818102818104831482151715610cf3578060051b9080820460201490151715610d1b57806044019081604411610d075784610d075761010401808211610cf3573610610cef575f809160405160c060208201927f17ff9870000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610bbe908261405a565b519082305af1903d15610ce4573d67ffffffffffffffff8111610cd05760019260405191610bf66020601f19601f840116018461405a565b82523d5f602084013e5b15610c0d575b5001610b22565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110610c9b575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f610c06565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80610c65565b634e487b7160e01b5f52604160045260245ffd5b600191606090610c00565b5f80fd5b634e487b7160e01b5f52601160045260245ffd5b602485634e487b7160e01b81526011600452fd5b602484634e487b7160e01b81526011600452fd5b602482634e487b7160e01b81526011600452fd5b6044917f31045bf50000000000000000000000000000000000000000000000000000000082526004526064602452fd5b5060648211610af8565b503461070757610d8c3661412c565b91905081158015610f7b575b610d435760c08083029081048303610cf35760440180604411610d2f57610dbe906143b6565b6006815b838110610dcd578280f35b818102818104831482151715610cf3578060051b9080820460201490151715610d1b57806044019081604411610d075784610d075761010401808211610cf3573610610cef575f809160405160c060208201927f9214c11c000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610e5e908261405a565b519082305af1903d15610f70573d67ffffffffffffffff8111610cd05760019260405191610e966020601f19601f840116018461405a565b82523d5f602084013e5b15610ead575b5001610dc2565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110610f3b575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f610ea6565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80610f05565b600191606090610ea0565b5060648211610d98565b5034610707576102a060031936011261070757610fa13661407d565b906101a07fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075760405191610fda83614021565b60c435600281101561068657835260e4356001600160a01b038116810361068657602084015261010435906001600160a01b038216820361068657604084019182526101243560608501526101443567ffffffffffffffff8116810361067e5760808501526101643567ffffffffffffffff8116810361067e5760a08501526101843567ffffffffffffffff8116810361067e5760c08501526101a43564ffffffffff8116810361067e5760e08501526101c43564ffffffffff8116810361067e576101008501526101e43564ffffffffff8116810361067e576101208501526102043563ffffffff8116810361067e57610140850152610224358060030b810361067e57610160850152610244359164ffffffffff8316830361067e57610180850192835260407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c36011261067e576102a436036115e55761113b6143c0565b604082019461118461117c875192601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b61030861426f565b1490816115c4575b501561158c5760208101936001600160a01b0385511692604051937f51e719cf00000000000000000000000000000000000000000000000000000000855260048501526060846024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9384156115815785946114ff575b506001600160a01b0384511680159081156114ea575b506114b45764ffffffffff60a08401511642116114125761128261127a601f19850180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261030861426f565b6102646157b4565b6001600160a01b0380855116911690811415806114a0575b61146a5760808401946fffffffffffffffffffffffffffffffff86511615159182611455575b5081611448575b50611412576001600160a01b038651168552600260205260408520549061131f64ffffffffff71ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff85169460681c1692511680936155c8565b938193916113d3575b5050611341606085019364ffffffffff855116906159ac565b9092831590816113ca575b506104d357966fffffffffffffffffffffffffffffffff94926001600160a01b0394927effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff61046f9a9b169160681b1617858351168a52600260205260408a205561049557505051169151169061548d565b9050155f61134c565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f860206001600160a01b038b5116925193604051908152a35f80611328565b6024856001600160a01b038851167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b604091500151155f6112c7565b85516001600160a01b0316141591505f6112c0565b6024866001600160a01b038951167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b506001600160a01b0387511681141561129a565b6024856001600160a01b038851167fd0e216c2000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0384511614155f611225565b9093506060813d606011611579575b8161151b6060938361405a565b8101031261068257604051906115308261403e565b80516001600160a01b038116810361157557825260208101518060030b8103611575576020830152604001518015158103611571576040820152925f61120f565b8580fd5b8680fd5b3d915061150e565b6040513d87823e3d90fd5b602001517f6936b0f40000000000000000000000000000000000000000000000000000000083526001600160a01b0316600452602482fd5b6001600160a01b03915051166001600160a01b03602083015116145f61118c565b6044847ff70a1019000000000000000000000000000000000000000000000000000000008152366004526102a4602452fd5b50346107075760031936016101208112611a3d5760e013610707576040519061163f82614005565b611647613fba565b8252611651613fd0565b602083019081526044356001600160a01b03811681036106865760408401908152606435906fffffffffffffffffffffffffffffffff8216820361067e57606085019182526084356fffffffffffffffffffffffffffffffff81168103610682576080860190815260a43567ffffffffffffffff811681036115715760a0870190815260c4359464ffffffffff861686036115755760c0880195865260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c360112611575576101243603611a0b576001600160a01b03906117316143c0565b5116947f0000000000000000000000000000000000000000000000000000000000000000956001600160a01b038716036119df576001600160a01b0384511680159081156119d5575b506119a8576fffffffffffffffffffffffffffffffff8551161561197b575164ffffffffff16421161194f5767ffffffffffffffff9051166117d76001600160a01b038851166001600160a01b03165f525f60205260405f205490565b03611922576001600160a01b03865116611823601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f0182526101008220915261030861426f565b908015159182611903575b5050156118cd576fffffffffffffffffffffffffffffffff916118c26001600160a01b039284848a8161046f9b9c51168c528b60205260408c206001815401905561188082825116848b5116906153bd565b8181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a351169151169061548d565b511691511691615518565b6024856001600160a01b038851167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b039192506119199060e46157b4565b16145f8061182e565b6024857f39c9644c0000000000000000000000000000000000000000000000000000000081526003600452fd5b6024867f39c9644c00000000000000000000000000000000000000000000000000000000815260048052fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526002600452fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526001600452fd5b905030145f61177a565b6024877f39c9644c00000000000000000000000000000000000000000000000000000000815280600452fd5b6044877ff70a101900000000000000000000000000000000000000000000000000000000815236600452610124602452fd5b5080fd5b503461070757604060031936011261070757611a5b613fba565b611a63613fe6565b9060443603611a7f579061046f91611a796143c0565b33614434565b6044837ff70a10190000000000000000000000000000000000000000000000000000000081523660045281602452fd5b5034610707578060031936011261070757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602090604051908152f35b5034610707578060031936011261070757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602060405160648152f35b50346107075760c0600319360112610707573660c41161070757611b9361437b565b611b9b6141ab565b90611ba46141ab565b91611baf83826147e2565b939091611bbb8461420a565b8460081c68020000000000000000811615159386611bd7605090565b1c68020000000000000000811615159268010000000000000000811615611d4f57848899611c29948694611c1d8a9567ffffffffffffffff806080880151169116614fd2565b95611d32575b50614ff9565b83141580611d22575b611c3b57505050f35b6001600160a01b0391604091837f000000000000000000000000000000000000000000000000000000000000000016945f14611d175750015116905b803b15611d13576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b0390921660048301527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd602483015282908290818381604481015b03925af18015611d0857611cf75750f35b81611d019161405a565b6107075780f35b6040513d84823e3d90fd5b5050fd5b905001511690611c77565b50611d2d82826149c7565b611c32565b9467ffffffffffffffff611d4892961690614fd2565b935f611c23565b60448860ff8b1685611d6082614180565b7f27805ceb000000000000000000000000000000000000000000000000000000008352600452611d8f81614180565b602452fd5b5034610707576040600319360112610707576001600160a01b036040611db8613fd0565b92600435815260036020522091165f52602052602060ff60405f2054166040519015158152f35b503461070757610120600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c3601126107075761012480360361204d5750611e376141ab565b611e3f6141ab565b611e4981836148be565b611e926001600160a01b036040611e6460c497959735614e4f565b94611e6e86614ea2565b96611e788861420a565b8761204357500151165b611e8c8685614eb2565b90614f5b565b80611e9c84615680565b1c67ffffffffffffffff81169268010000000000000000821615916802000000000000000083159116159485159181949061202d575b8015612016575b15611fdd57927f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca96949289926060979567ffffffffffffffff8360901c16908111611fd5575b5094611fbd575b5067ffffffffffffffff16918315611f9e57600260ff1968ffffffffffffffffff68010000000000000000680200000000000000005b8c611f668b615680565b97526005602052871717851b941b199216171617604088205560405192611f8c8161420a565b8352602083015215156040820152a280f35b600260ff1968ffffffffffffffffff6801000000000000000085611f5c565b60201c60ff161515935067ffffffffffffffff611f26565b92505f611f1f565b88604491887f36a41a2500000000000000000000000000000000000000000000000000000000835261200e8161420a565b600452602452fd5b5060ff8360201c1615158015611ed9575085611ed9565b508067ffffffffffffffff8460901c1611611ed2565b9050015116611e82565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260245260445ffd5b503461070757602060031936011261070757602061076961209b613fba565b6001600160a01b03165f525f60205260405f205490565b50346107075760206003193601126107075760043567ffffffffffffffff8111611a3d5736602382011215611a3d5780600401359067ffffffffffffffff821161068657602436916101808402010111611a3d57600c81158015612381575b61235057610180908282028281048403610cf35760440180604411610d0757612139906143b6565b835b838110612146578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa5780604401908160441161233c5784820191828111610cf357828893821161067e5736811161067e57612208602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f75463d5b000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f19810183528261405a565b519082305af13d15612330573d9067ffffffffffffffff821161231c579060019291604051916122426020601f19601f840116018461405a565b82523d88602084013e5b15612259575b500161213b565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff00000000000000000000000000000000000000000000000000000000811691600481106122e7575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f612252565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f806122b1565b602487634e487b7160e01b81526041600452fd5b9060019160609061224c565b602487634e487b7160e01b81526011600452fd5b604483837f31045bf50000000000000000000000000000000000000000000000000000000082526004526064602452fd5b5060648211612111565b503461070757806003193601126107075760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461070757610180600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c3601126107075760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffebc3601126107075761018480360361204d57506124516141ab565b6124596141ab565b9061246482826148be565b61247260c494929435614e4f565b9361247f61012435614e4f565b9161248986614ea2565b6124928161420a565b1580159061278e575b6127625760016124aa84614ea2565b6124b38161420a565b1480159061273f575b6127125767ffffffffffffffff8660901c168067ffffffffffffffff8560281c16036126e55760ff8760201c16156126b95760ff8460201c161561268c576125176040870197611e8c856001600160a01b038b511692614eb2565b60408501936001600160a01b0385511661253461117c8684614eb2565b81801515918261266c575b50501561264157506125879167ffffffffffffffff6125629260901c1690614fd2565b92858761257f608082019667ffffffffffffffff88511690614fd2565b948593614ff9565b67ffffffffffffffff63ffffffff6101408701511663ffffffff610140870151168082105f146126395750915b1690811515928361260e575b505050806125fe575b6125d1578480f35b6001600160a01b036020818082816125f69951169701511693511693015116926151f9565b5f8080808480f35b5061260982846149c7565b6125c9565b67ffffffffffffffff92935063ffffffff83620f4240925116921682020490031611155f80806125c0565b9050916125b4565b7fd855c4f4000000000000000000000000000000000000000000000000000000008a52600452602489fd5b6001600160a01b03919250612683906101446157b4565b1614815f61253f565b6024887fa2b605190000000000000000000000000000000000000000000000000000000081526001600452fd5b6024887fa2b6051900000000000000000000000000000000000000000000000000000000815280600452fd5b6024887fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b6024877fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b5067ffffffffffffffff8360901c1667ffffffffffffffff8260501c16116124bc565b6024877fa29bfc4a00000000000000000000000000000000000000000000000000000000815280600452fd5b5067ffffffffffffffff8660901c1667ffffffffffffffff8260081c161161249b565b5034610707576020600319360112610707576040906001600160a01b036127d6613fba565b16815260016020528181205490506fffffffffffffffffffffffffffffffff81169060801c82519182526020820152f35b5034610707576101a0600319360112610707576040519061282782614021565b6004356002811015611a3d5782526024356001600160a01b0381168103611a3d5760208301526044356001600160a01b0381168103611a3d576040830152606435606083015260843567ffffffffffffffff81168103611a3d57608083015260a43567ffffffffffffffff81168103611a3d5760a083015260c43567ffffffffffffffff81168103611a3d5760c083015260e43564ffffffffff81168103611a3d5760e08301526101043564ffffffffff81168103611a3d576101008301526101243564ffffffffff81168103611a3d576101208301526101443563ffffffff81168103611a3d57610140830152610164358060030b8103611a3d57610160830152610184359064ffffffffff8216820361070757602061076961117c8585610180820152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b50346107075760206003193601126107075760043567ffffffffffffffff8111611a3d5736602382011215611a3d5780600401359067ffffffffffffffff821161068657602436916101408402010111611a3d57600a81158015612bf5575b61235057610140908282028281048403610cf35760440180604411610d0757612a06906143b6565b835b838110612a13578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa5780604401908160441161233c5784820191828111610cf357828893821161067e5736811161067e57612ad5602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f64474568000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f19810183528261405a565b519082305af13d15612be9573d9067ffffffffffffffff821161231c57906001929160405191612b0f6020601f19601f840116018461405a565b82523d88602084013e5b15612b26575b5001612a08565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110612bb4575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f612b1f565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80612b7e565b90600191606090612b19565b50606482116129de565b503461070757610140600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc3601126107075761014480360361204d575060ff6004541661357957612c8b6141ab565b612c936141ab565b77ffffffffffffffffffffffffffffffffffffffffffffffff60a43516613551576001815260503560601c602082015260643560601c604082015260783560c01c608082015260803560c01c60a082015267ffffffffffffffff60c0820160883560c01c815260903560d81c60e084015260953560d81c610100840152609a3560d81c610120840152609f3560e01c61014084015260a33560e01d60030b61016084015260a73560d81c61018084015260043560601c602085015260183560601c6040850152602c3560c01c80608086015260a0850152511660c083015260343560d81c60e083015260393560d81c610100830152603e3560d81c61012083015260433560e01c61014083015260473560e01d60030b610160830152604b3560d81c610180830152612df561117c82601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6060830152612e3461117c83601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b808452600560205260ff604085205416612e4d81614180565b612e5681614180565b613526576001600160a01b036040840151166001600160a01b03604084015116146134f957612e84836156e5565b612e8d826156e5565b64ffffffffff60e08401511664ffffffffff610100850151169061a8c064ffffffffff828403161180156134ec575b6134c05764ffffffffff60e085015116811080156134ab575b61347d57505067ffffffffffffffff60808401511667ffffffffffffffff60a0840151168082108015613466575b61342357505064ffffffffff61012084015116804210156133f8575064ffffffffff61012083015116804210156133f8575067ffffffffffffffff60808401511667ffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016908181106133ca575050836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166001600160a01b03604086015116906001600160a01b0360208701511661016086015160030b926001600160a01b03604088015116906001600160a01b03602089015116936101608a015160030b813b156133c657879560c49460405198899788967f08b950500000000000000000000000000000000000000000000000000000000088526004880152602487015260448601526064850152608484015260a48301525afa8015611d08576133b1575b50506001600160a01b036040840151168015159081613394575b501561335b576001600160a01b03604083015116606084015190801515918261333b575b505015613302576130d76001600160a01b0360408501511664ffffffffff6101808601511664ffffffffff60e0870151169064ffffffffff6101008801511692614d32565b6131156001600160a01b0360408401511664ffffffffff6101808501511664ffffffffff60e0870151169064ffffffffff6101008801511692614d32565b6001600160a01b0360208401511661317467ffffffffffffffff60808601511667ffffffffffffffff60c08701511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b61318f826001600160a01b03165f52600160205260405f2090565b54906fffffffffffffffffffffffffffffffff82169160801c916fffffffffffffffffffffffffffffffff82168082106132ce57506fffffffffffffffffffffffffffffffff61320e8361320861322e96957fffffffffffffffffffffffffffffffff0000000000000000000000000000000095614963565b94614995565b92169160801b1617916001600160a01b03165f52600160205260405f2090565b558084526005602052600160408520557f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a06001600160a01b036040818188015116950151169460608101519067ffffffffffffffff6080820151169067ffffffffffffffff60c08201511664ffffffffff6101008160e08501511693015116926040519485526020850152604084015260608301526080820152a480f35b8890606492867f1f984351000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b6024846001600160a01b036040850151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b03919250613352906101046157b4565b16145f80613092565b6024846001600160a01b036040860151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b036133a98360c46157b4565b16145f61306e565b816133bb9161405a565b61067e57835f613054565b8780fd5b7ff1bb1945000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b7f85d983bf000000000000000000000000000000000000000000000000000000008552600452602484fd5b85925067ffffffffffffffff6080606495015116917fb3ac4c16000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b5067ffffffffffffffff6080850151168211612f03565b7fecf68f36000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b5064ffffffffff610100850151168211612ed5565b6024867f80e8bb3100000000000000000000000000000000000000000000000000000000815280600452fd5b5063ffffffff8111612ebc565b6024847f80e8bb310000000000000000000000000000000000000000000000000000000081526003600452fd5b7f9329d01d000000000000000000000000000000000000000000000000000000008452600452602483fd5b6004837f6dad2d58000000000000000000000000000000000000000000000000000000008152fd5b807f54882d180000000000000000000000000000000000000000000000000000000060049252fd5b5034610707578060031936011261070757602060ff600454166040519015158152f35b50346107075760206003193601126107075760043567ffffffffffffffff8111611a3d5736602382011215611a3d5780600401359067ffffffffffffffff821161068657602436916101208402010111611a3d5760098115801561383a575b61235057610120908282028281048403610cf35760440180604411610d075761364b906143b6565b835b838110613658578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa5780604401908160441161233c5784820191828111610cf357828893821161067e5736811161067e5761371a602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f8bb7582b000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f19810183528261405a565b519082305af13d1561382e573d9067ffffffffffffffff821161231c579060019291604051916137546020601f19601f840116018461405a565b82523d88602084013e5b1561376b575b500161364d565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff00000000000000000000000000000000000000000000000000000000811691600481106137f9575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f613764565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f806137c3565b9060019160609061375e565b5060648211613623565b50346107075760406003193601126107075761385e613fd0565b336001600160a01b0382160361387a5761090c90600435614aba565b6004827f6697b232000000000000000000000000000000000000000000000000000000008152fd5b5034610707576040600319360112610707576138bc613fba565b6024359064ffffffffff82168203610686576001600160a01b0316825260026020908152604092839020549092613907929167ffffffffffffffff8116911c64ffffffffff16615697565b6040519015158152f35b50346107075760406003193601126107075761090c600435613931613fd0565b9061394b610902825f526003602052600160405f20015490565b614a2b565b50346107075760206003193601126107075760206107696004355f526003602052600160405f20015490565b50346107075780600319360112610707576020604051620151808152f35b50346107075760c0600319360112610707573660c411610707576139bc61437b565b6139c46141ab565b906139cd6141ab565b916139d883826147e2565b936139e28461420a565b680200000000000000008560501c16151591680100000000000000008660081c16613bf357600460ff1986978388526005602052161760408620557f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee76020613a9167ffffffffffffffff60808801511667ffffffffffffffff60c08901511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b6001600160a01b038288015116613aa88983614963565b91818a52600184527fffffffffffffffffffffffffffffffff000000000000000000000000000000006fffffffffffffffffffffffffffffffff613b0260408d205493613afc878487169660801c96614995565b94614963565b92169160801b16179089526001835260408920556fffffffffffffffffffffffffffffffff60405191168152a281613be2575b50613b3d5750f35b6001600160a01b036040817f0000000000000000000000000000000000000000000000000000000000000000169201511690803b15611d13576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b0390921660048301527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd60248301528290829081838160448101611ce6565b613bed9150826149c7565b5f613b35565b8460449160ff881690611d6082614180565b503461070757602060031936011261070757600435801515809103611a3d5760243603613d05577f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a82526003602052604082206001600160a01b0333165f5260205260ff60405f20541615613cb55760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b6044827fb5284671000000000000000000000000000000000000000000000000000000008152336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452fd5b6044827ff70a10190000000000000000000000000000000000000000000000000000000081523660045260248052fd5b5034610cef5760c0600319360112610cef57613d4f613fba565b90613d58613fe6565b6064359260ff8416809403610cef57613d6f61437b565b613d776143c0565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001693843b15610cef57604051947fd505accf0000000000000000000000000000000000000000000000000000000086526001600160a01b038316958660048201523060248201526fffffffffffffffffffffffffffffffff8516928360448301526044356064830152608482015260843560a482015260a43560c48201525f8160e48183865af19081613f07575b50613efa576020604491604051928380927fdd62ed3e0000000000000000000000000000000000000000000000000000000082528a60048301523060248301525afa908115611581579082918691613ec5575b5003613e95575061046f9293505b80614434565b83604491867fb2f5645b000000000000000000000000000000000000000000000000000000008352600452602452fd5b9150506020813d602011613ef2575b81613ee16020938361405a565b81010312610cef578190515f613e81565b3d9150613ed4565b505061046f929350613e8f565b613f149196505f9061405a565b5f945f613e2e565b34610cef576020600319360112610cef57600435907fffffffff000000000000000000000000000000000000000000000000000000008216809203610cef57817f7965db0b0000000000000000000000000000000000000000000000000000000060209314908115613f90575b5015158152f35b7f01ffc9a70000000000000000000000000000000000000000000000000000000091501483613f89565b600435906001600160a01b0382168203610cef57565b602435906001600160a01b0382168203610cef57565b602435906fffffffffffffffffffffffffffffffff82168203610cef57565b60e0810190811067ffffffffffffffff821117610cd057604052565b6101a0810190811067ffffffffffffffff821117610cd057604052565b6060810190811067ffffffffffffffff821117610cd057604052565b90601f601f19910116810190811067ffffffffffffffff821117610cd057604052565b60031960c0910112610cef576040519060c0820182811067ffffffffffffffff821117610cd057604052816004356001600160a01b0381168103610cef5781526024356001600160a01b0381168103610cef576020820152604435604082015260643564ffffffffff81168103610cef5760608201526084356fffffffffffffffffffffffffffffffff81168103610cef57608082015260a4359064ffffffffff82168203610cef5760a00152565b906020600319830112610cef5760043567ffffffffffffffff8111610cef5782602382011215610cef5780600401359267ffffffffffffffff8411610cef57602460c0850283010111610cef576024019190565b6005111561418a57565b634e487b7160e01b5f52602160045260245ffd5b91908201809211610cf357565b604051906141b882614021565b5f610180838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e0820152826101008201528261012082015282610140820152826101608201520152565b6002111561418a57565b9060038110156142255760051b0190565b634e487b7160e01b5f52603260045260245ffd5b6040519061424682614005565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b467f0000000000000000000000000000000000000000000000000000000000000000036142ba577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a0815261437560c08261405a565b51902090565b60c4360361438557565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260c460245260445ffd5b80360361204d5750565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c61440c5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b907f0000000000000000000000000000000000000000000000000000000000000000926001600160a01b03841692604051907f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481885afa9182156146e3575f92614738575b506fffffffffffffffffffffffffffffffff8316946001600160a01b03604051927f23b872dd000000000000000000000000000000000000000000000000000000005f52169687600452306024528660445260205f60648180855af19060015f5114821615614719575b50826040525f606052156146ee57816024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa9081156146e3575f916146b1575b50846fffffffffffffffffffffffffffffffff821115928361469d575b505050158015614695575b8015614684575b61464b576001600160a01b03826020927fffffffffffffffffffffffffffffffff000000000000000000000000000000006fffffffffffffffffffffffffffffffff61461d61460e7f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a986001600160a01b03165f52600160205260405f2090565b54938285169460801c94614995565b169160801b161761463f826001600160a01b03165f52600160205260405f2090565b556040519485521692a3565b506001600160a01b03907fb2f5645b000000000000000000000000000000000000000000000000000000005f521660045260245260445ffd5b506001600160a01b0382161561458d565b508215614586565b6146a892935061419e565b145f848161457b565b90506020813d6020116146db575b816146cc6020938361405a565b81010312610cef57515f61455e565b3d91506146bf565b6040513d5f823e3d90fd5b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600182151661472f573b15153d1516165f614510565b833d5f823e3d90fd5b9091506020813d602011614764575b816147546020938361405a565b81010312610cef5751905f6144a6565b3d9150614747565b805f52600360205260405f206001600160a01b0333165f5260205260ff60405f205416156147975750565b7fb5284671000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b64ffffffffff620151809116019064ffffffffff8211610cf357565b91906147f090836004614b3f565b805f52600560205260405f20549260ff841661480b81614180565b61481481614180565b6001811415806148aa575b614872575061483a64ffffffffff61010081930151166147c6565b1680421061484757509190565b7f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b827f27805ceb000000000000000000000000000000000000000000000000000000005f526004526148a281614180565b60245260445ffd5b506148b481614180565b600281141561481f565b91906148cc90836004614b3f565b805f52600560205260405f20549260ff84166148e781614180565b6148f081614180565b60018114158061494f575b614872575061491664ffffffffff61010081930151166147c6565b168042101561492457509190565b7f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5061495981614180565b60028114156148fb565b906fffffffffffffffffffffffffffffffff809116911603906fffffffffffffffffffffffffffffffff8211610cf357565b906fffffffffffffffffffffffffffffffff809116911601906fffffffffffffffffffffffffffffffff8211610cf357565b9067ffffffffffffffff60808301511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001611159182614a0f57505090565b6001600160a01b03809293506020809201511692015116141590565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f205416155f14614ab457805f52600360205260405f206001600160a01b0383165f5260205260405f20600160ff198254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f2054165f14614ab457805f52600360205260405f206001600160a01b0383165f5260205260405f2060ff1981541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b9077ffffffffffffffffffffffffffffffffffffffffffffffff60a083013516614d0a57614ccf61117c614d0794604761117c9560018352604c81013560601c6020840152606081013560601c6040840152607481013560c01c6080840152607c81013560c01c60a084015267ffffffffffffffff60c08401608483013560c01c8152608c83013560d81c60e0860152609183013560d81c610100860152609683013560d81c610120860152609b83013560e01c610140860152609f83013560e01d60030b61016086015260a383013560d81c610180860152823560601c6020890152601483013560601c6040890152602883013560c01c8060808a015260a0890152511660c0870152603081013560d81c60e0870152603581013560d81c610100870152603a81013560d81c610120870152603f81013560e01c610140870152604381013560e01d60030b610160870152013560d81c610180850152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6060820152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b90565b7f6dad2d58000000000000000000000000000000000000000000000000000000005f5260045ffd5b6001600160a01b0390939192931692835f52600260205260405f2054614d808471ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff84169360681c16926155c8565b949015614e18575090614da0929164ffffffffff80429416921690615850565b919015614dec576cffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff0000000000000000000000000091169160681b1617905f52600260205260405f2055565b827fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b64ffffffffff90867f59b8bdc7000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b60018160f81c111580614e91575b80614e80575b158015614e72575b614d0a5790565b5062ffffff81161515614e6b565b50600860ff8260181c161115614e63565b50600160ff8260201c161115614e5d565b60f81c614ead575f90565b600190565b60ff6040519160208301937fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e855260408401528060f81c606084015264ffffffffff8160d01c16608084015267ffffffffffffffff8160901c1660a084015264ffffffffff8160681c1660c084015267ffffffffffffffff8160281c1660e0840152818160201c1661010084015260181c1661012082015261012081526143756101408261405a565b90614f706001600160a01b039161030861426f565b911690818015159182614fb3575b505015614f885750565b7fd855c4f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b03919250614fc99060e46157b4565b1614815f614f7e565b9067ffffffffffffffff811667ffffffffffffffff8316105f14614ff4575090565b905090565b93906060927f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0694600360ff196fffffffffffffffffffffffffffffffff94895f526005602052161760405f2055610100820164ffffffffff8151168042106151a7575b505060c0820151608083015167ffffffffffffffff95861695620f4240928116878102849004871694936001600160a01b0393602093859385939290911602620f423f01046fffffffffffffffffffffffffffffffff169601511692015116906150c68385614963565b93815f5260016020527fffffffffffffffffffffffffffffffff000000000000000000000000000000008661510b60405f205493613afc898487169660801c96614995565b92169160801b1617905f52600160205260405f20558161513b575b506040519384526020840152166040820152a2565b6001600160a01b0381165f5260016020526001600160a01b0360405f20547fffffffffffffffffffffffffffffffff000000000000000000000000000000008661518c868285169460801c94614995565b169160801b161791165f52600160205260405f20555f615126565b6151f2916151d16001600160a01b036040870151169260e087019364ffffffffff8551169061591c565b64ffffffffff806001600160a01b036040870151169351169151169161591c565b5f8061505c565b9190925f936001600160a01b0382166001600160a01b038216105f146153b857905b6001600160a01b0363ffffffff620151804204169216805f52600660205260405f206001600160a01b0383165f526020528263ffffffff60405f205416146153b0575f5260066020526001600160a01b0360405f2091165f5260205260405f20907fffffffffffffffffffffffffffffffffffffffffffffffffffffffff000000008254161790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001691823b15610cef576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b03919091166004820152600160248201525f8160448183875af180156146e35761539b575b50813b15610686576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b03919091166004820152600160248201529082908290604490829084905af18015611d0857615389575050565b61539482809261405a565b6107075750565b6153a89193505f9061405a565b5f915f615327565b505050505050565b61521b565b6001600160a01b031690815f52600160205260405f2054906fffffffffffffffffffffffffffffffff82169160801c916fffffffffffffffffffffffffffffffff821680821061545a57506154447fffffffffffffffffffffffffffffffff00000000000000000000000000000000926fffffffffffffffffffffffffffffffff92614963565b169160801b1617905f52600160205260405f2055565b90847f1f984351000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b6fffffffffffffffffffffffffffffffff8216908115615513576154b461551193826153bd565b6040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f0000000000000000000000000000000000000000000000000000000000000000615518565b565b505050565b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f51148216156155a7575b604052156155725750565b6001600160a01b03907f5274afe7000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b9060018115166155bf57823b15153d15161690615567565b503d5f823e3d90fd5b64ffffffffff8160401c169067ffffffffffffffff8116906155eb848385615697565b615676575064ffffffffff821664ffffffffff8416111561563f57600167ffffffffffffffff6cffffffffff00000000000000009364ffffffffff82809516918703161b1617169160401b16179060019190565b67ffffffffffffffff9081600164ffffffffff6cffffffffff000000000000000095968703161b1617169160401b16179060019190565b93925050505f9190565b6156898161420a565b61569257600890565b605090565b909164ffffffffff821664ffffffffff8216116156de5764ffffffffff91031660408110918215926156c857505090565b6001925067ffffffffffffffff16901c16151590565b5050505f90565b64ffffffffff6101008201511664ffffffffff60e0830151168111156157885764ffffffffff610120830151161161575b5763ffffffff610140620f4240920151161161572e57565b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600260045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600160045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b60208101357f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411615848576020935f9360809360ff1c61583f5760ff601b5b6040519485521686840152356040830152606082015282805260015afa156146e3575f5190565b60ff601c615818565b505050505f90565b909392916090925f905b609082106158ab575050609083146158a25771ffffffffffffffffffffffffffffffffffff809394958065ffffffffffff93039060101b17851b16931b191616179060019190565b509250505f9190565b909371ffffffffffffffffffffffffffffffffffff8416851c601081901c63ffffffff169061ffff1681018381116158eb575050506030845b019061585a565b849089979397109182615912575b5050615907576030906158e4565b5050509250505f9190565b109050835f6158f9565b6cffffffffffffffffffffffffff6159956001600160a01b037effffffffffffffffffffffffffffffffffff00000000000000000000000000939594951694855f52600260205260405f20549464ffffffffff8071ffffffffffffffffffffffffffffffffffff8689169860681c169216921690615b14565b92169160681b1617905f52600260205260405f2055565b9064ffffffffff8260401c169167ffffffffffffffff81169064ffffffffff84169264ffffffffff811690848211615ae95750830364ffffffffff8111610cf35764ffffffffff16603f811015615ade5760018101809111610cf35767ffffffffffffffff8091161b67ffffffffffffffff811693603f8110615a72575b505067ffffffffffffffff831667ffffffffffffffff848416161461567657506cffffffffff00000000000000009167ffffffffffffffff9117169160401b16179060019190565b6001919294500164ffffffffff8111610cf35767ffffffffffffffff600164ffffffffff7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff93161b160167ffffffffffffffff8111610cf3571667ffffffffffffffff16915f80615a2a565b5093925050505f9190565b9250505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b909291925f5b60908110615b29575090925050565b818571ffffffffffffffffffffffffffffffffffff8516831c601081901c63ffffffff169061ffff16810192149182615baa575b5050615b83576030810180911115615b1a57634e487b7160e01b5f52601160045260245ffd5b905071ffffffffffffffffffffffffffffffffffff92935065ffffffffffff901b19161690565b149050855f615b5d562f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d30adeb818ef77f204f5a603c30fa5332397b6e28fb3b7f9d937ae6a6914716de3617319a054d772f909f7c479a2cebe5066e836a939412e32403c99029b92eff' as const;

/** As it stands on chain, with zeros where the constructor puts immutables. */
export const energyMarketDeployed = {
  immutables: [
    { start: 621, length: 32 },
    { start: 1834, length: 32 },
    { start: 4575, length: 32 },
    { start: 5942, length: 32 },
    { start: 6864, length: 32 },
    { start: 6961, length: 32 },
    { start: 7242, length: 32 },
    { start: 9131, length: 32 },
    { start: 12111, length: 32 },
    { start: 12164, length: 32 },
    { start: 15178, length: 32 },
    { start: 15745, length: 32 },
    { start: 17010, length: 32 },
    { start: 17048, length: 32 },
    { start: 17217, length: 32 },
    { start: 17463, length: 32 },
    { start: 18914, length: 32 },
    { start: 21165, length: 32 },
    { start: 21741, length: 32 },
  ],
  code: '0x6080806040526004361015610012575f80fd5b5f905f3560e01c90816301ffc9a714613f1c575080630daf9eb814613d3557806316c38b3c14613c0557806317ff98701461399a57806321241dfe1461397c578063248a9ca3146139505780632f2ff15d146139115780632f4e67b0146138a257806336568abe1461384457806340953c73146135c45780635c975abb146135a15780636447456814612bff57806373461d8d1461297f57806373b73efd1461280757806373b9aa91146127b157806375463d5b146123cf5780637b1039991461238b5780637c5efce0146120b25780637ecebe001461207c5780638bb7582b14611ddf57806391d1485414611d945780639214c11c14611b71578063950bff9f14611b55578063a1c1b05914611b10578063a217fddf14611af4578063af2b9e4914611aaf578063b3fb656414611a41578063bbc9e11414611617578063c0731b1714610f85578063c3ba1dca14610d7d578063c596326714610add578063d158cdd114610910578063d547741f146108c8578063e45a082a146107ac578063e63ab1e914610771578063f698da251461074e578063fc0c546a1461070a5763fcfe5d45146101c0575f80fd5b3461070757610100600319360112610707576101db3661407d565b9060407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075761010436036106d5576102176143c0565b604082015161069d5760208201916001600160a01b0383511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa91821561069257839261060c575b506001600160a01b0382511680159081156105f7575b506105c15764ffffffffff60a082015116421161051f57610347610340601f19830180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261030861426f565b604291604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b60c46157b4565b6001600160a01b0380835116911690811415806105ad575b6105775760808201926fffffffffffffffffffffffffffffffff84511615159182610562575b5081610555575b5061051f576001600160a01b0384511683526002602052604083205471ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff82169160681c166103e7606084019264ffffffffff845116906159ac565b8192911580610517575b6104d357966fffffffffffffffffffffffffffffffff94926001600160a01b0394927effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff61046f9a9b169160681b1617858351168a52600260205260408a2055610495575b505051169151169061548d565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff857f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f80610462565b6044878564ffffffffff6001600160a01b038c5116915116907f59b8bdc7000000000000000000000000000000000000000000000000000000008352600452602452fd5b5060016103f1565b6024836001600160a01b038651167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b604091500151155f61038c565b83516001600160a01b0316141591505f610385565b6024846001600160a01b038751167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b506001600160a01b0385511681141561035f565b6024836001600160a01b038651167fd0e216c2000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0382511614155f6102b3565b9091506060813d60601161068a575b816106286060938361405a565b81010312610686576040519061063d8261403e565b80516001600160a01b038116810361068257825260208101518060030b810361068257602083015260400151801515810361067e576040820152905f61029d565b8380fd5b8480fd5b8280fd5b3d915061061b565b6040513d85823e3d90fd5b6001600160a01b0360206024930151167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b807ff70a1019000000000000000000000000000000000000000000000000000000006044925236600452610104602452fd5b80fd5b503461070757806003193601126107075760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602061076961426f565b604051908152f35b503461070757806003193601126107075760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b50346107075760206003193601126107075760e0906107c9614239565b506004358152600560205260408120546107e1614239565b9160ff82166107ef81614180565b6107f881614180565b83526108038161420a565b508060081c60208301606084019267ffffffffffffffff60a0860193680200000000000000008116151585526801000000000000000081161515865216825261084a605090565b1c9267ffffffffffffffff604086018160808801948160c08a019868020000000000000000811615158a5268010000000000000000811615158852168352604051985161089681614180565b895251166020880152511660408601525115156060850152511515608084015251151560a083015251151560c0820152f35b50346107075760406003193601126107075761090c6004356108e8613fd0565b90610907610902825f526003602052600160405f20015490565b61476c565b614aba565b5080f35b50346107075760206003193601126107075761092a613fba565b6040519190606061093b818561405a565b825b818110610abe5750506001600160a01b0316815260026020526040808220549081901c64ffffffffff16929067ffffffffffffffff81169060681c71ffffffffffffffffffffffffffffffffffff16835b60038110610a0c57505067ffffffffffffffff9064ffffffffff60405195168552166020840152604083019082915b600383106109cb5761010085f35b81518490825b600283106109ef5750505060206040600192019201920191906109bd565b60208060019264ffffffffff8551168152019201920191906109d1565b6030810281810460301482151715610aaa5771ffffffffffffffffffffffffffffffffffff8316901c601081901c63ffffffff169061ffff168101604051916040830183811067ffffffffffffffff821117610a965760405264ffffffffff908116835216602082015260019190610a848287614214565b52610a8f8186614214565b500161098e565b602489634e487b7160e01b81526041600452fd5b602486634e487b7160e01b81526011600452fd5b6020906040805190610ad0818361405a565b368237818701520161093d565b503461070757610aec3661412c565b91905081158015610d73575b610d435760c08083029081048303610cf35760440180604411610d2f57610b1e906143b6565b6006815b838110610b2d578280f35b818102818104831482151715610cf3578060051b9080820460201490151715610d1b57806044019081604411610d075784610d075761010401808211610cf3573610610cef575f809160405160c060208201927f17ff9870000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610bbe908261405a565b519082305af1903d15610ce4573d67ffffffffffffffff8111610cd05760019260405191610bf66020601f19601f840116018461405a565b82523d5f602084013e5b15610c0d575b5001610b22565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110610c9b575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f610c06565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80610c65565b634e487b7160e01b5f52604160045260245ffd5b600191606090610c00565b5f80fd5b634e487b7160e01b5f52601160045260245ffd5b602485634e487b7160e01b81526011600452fd5b602484634e487b7160e01b81526011600452fd5b602482634e487b7160e01b81526011600452fd5b6044917f31045bf50000000000000000000000000000000000000000000000000000000082526004526064602452fd5b5060648211610af8565b503461070757610d8c3661412c565b91905081158015610f7b575b610d435760c08083029081048303610cf35760440180604411610d2f57610dbe906143b6565b6006815b838110610dcd578280f35b818102818104831482151715610cf3578060051b9080820460201490151715610d1b57806044019081604411610d075784610d075761010401808211610cf3573610610cef575f809160405160c060208201927f9214c11c000000000000000000000000000000000000000000000000000000008452602483013760e480820184905260c48252610e5e908261405a565b519082305af1903d15610f70573d67ffffffffffffffff8111610cd05760019260405191610e966020601f19601f840116018461405a565b82523d5f602084013e5b15610ead575b5001610dc2565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110610f3b575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f610ea6565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80610f05565b600191606090610ea0565b5060648211610d98565b5034610707576102a060031936011261070757610fa13661407d565b906101a07fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075760405191610fda83614021565b60c435600281101561068657835260e4356001600160a01b038116810361068657602084015261010435906001600160a01b038216820361068657604084019182526101243560608501526101443567ffffffffffffffff8116810361067e5760808501526101643567ffffffffffffffff8116810361067e5760a08501526101843567ffffffffffffffff8116810361067e5760c08501526101a43564ffffffffff8116810361067e5760e08501526101c43564ffffffffff8116810361067e576101008501526101e43564ffffffffff8116810361067e576101208501526102043563ffffffff8116810361067e57610140850152610224358060030b810361067e57610160850152610244359164ffffffffff8316830361067e57610180850192835260407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd9c36011261067e576102a436036115e55761113b6143c0565b604082019461118461117c875192601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b61030861426f565b1490816115c4575b501561158c5760208101936001600160a01b0385511692604051937f51e719cf00000000000000000000000000000000000000000000000000000000855260048501526060846024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9384156115815785946114ff575b506001600160a01b0384511680159081156114ea575b506114b45764ffffffffff60a08401511642116114125761128261127a601f19850180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261030861426f565b6102646157b4565b6001600160a01b0380855116911690811415806114a0575b61146a5760808401946fffffffffffffffffffffffffffffffff86511615159182611455575b5081611448575b50611412576001600160a01b038651168552600260205260408520549061131f64ffffffffff71ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff85169460681c1692511680936155c8565b938193916113d3575b5050611341606085019364ffffffffff855116906159ac565b9092831590816113ca575b506104d357966fffffffffffffffffffffffffffffffff94926001600160a01b0394927effffffffffffffffffffffffffffffffffff000000000000000000000000006cffffffffffffffffffffffffff61046f9a9b169160681b1617858351168a52600260205260408a205561049557505051169151169061548d565b9050155f61134c565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f860206001600160a01b038b5116925193604051908152a35f80611328565b6024856001600160a01b038851167f6936b0f4000000000000000000000000000000000000000000000000000000008252600452fd5b604091500151155f6112c7565b85516001600160a01b0316141591505f6112c0565b6024866001600160a01b038951167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b506001600160a01b0387511681141561129a565b6024856001600160a01b038851167fd0e216c2000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b0384511614155f611225565b9093506060813d606011611579575b8161151b6060938361405a565b8101031261068257604051906115308261403e565b80516001600160a01b038116810361157557825260208101518060030b8103611575576020830152604001518015158103611571576040820152925f61120f565b8580fd5b8680fd5b3d915061150e565b6040513d87823e3d90fd5b602001517f6936b0f40000000000000000000000000000000000000000000000000000000083526001600160a01b0316600452602482fd5b6001600160a01b03915051166001600160a01b03602083015116145f61118c565b6044847ff70a1019000000000000000000000000000000000000000000000000000000008152366004526102a4602452fd5b50346107075760031936016101208112611a3d5760e013610707576040519061163f82614005565b611647613fba565b8252611651613fd0565b602083019081526044356001600160a01b03811681036106865760408401908152606435906fffffffffffffffffffffffffffffffff8216820361067e57606085019182526084356fffffffffffffffffffffffffffffffff81168103610682576080860190815260a43567ffffffffffffffff811681036115715760a0870190815260c4359464ffffffffff861686036115755760c0880195865260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c360112611575576101243603611a0b576001600160a01b03906117316143c0565b5116947f0000000000000000000000000000000000000000000000000000000000000000956001600160a01b038716036119df576001600160a01b0384511680159081156119d5575b506119a8576fffffffffffffffffffffffffffffffff8551161561197b575164ffffffffff16421161194f5767ffffffffffffffff9051166117d76001600160a01b038851166001600160a01b03165f525f60205260405f205490565b03611922576001600160a01b03865116611823601f19880180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f0182526101008220915261030861426f565b908015159182611903575b5050156118cd576fffffffffffffffffffffffffffffffff916118c26001600160a01b039284848a8161046f9b9c51168c528b60205260408c206001815401905561188082825116848b5116906153bd565b8181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a351169151169061548d565b511691511691615518565b6024856001600160a01b038851167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b039192506119199060e46157b4565b16145f8061182e565b6024857f39c9644c0000000000000000000000000000000000000000000000000000000081526003600452fd5b6024867f39c9644c00000000000000000000000000000000000000000000000000000000815260048052fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526002600452fd5b6024877f39c9644c0000000000000000000000000000000000000000000000000000000081526001600452fd5b905030145f61177a565b6024877f39c9644c00000000000000000000000000000000000000000000000000000000815280600452fd5b6044877ff70a101900000000000000000000000000000000000000000000000000000000815236600452610124602452fd5b5080fd5b503461070757604060031936011261070757611a5b613fba565b611a63613fe6565b9060443603611a7f579061046f91611a796143c0565b33614434565b6044837ff70a10190000000000000000000000000000000000000000000000000000000081523660045281602452fd5b5034610707578060031936011261070757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602090604051908152f35b5034610707578060031936011261070757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5034610707578060031936011261070757602060405160648152f35b50346107075760c0600319360112610707573660c41161070757611b9361437b565b611b9b6141ab565b90611ba46141ab565b91611baf83826147e2565b939091611bbb8461420a565b8460081c68020000000000000000811615159386611bd7605090565b1c68020000000000000000811615159268010000000000000000811615611d4f57848899611c29948694611c1d8a9567ffffffffffffffff806080880151169116614fd2565b95611d32575b50614ff9565b83141580611d22575b611c3b57505050f35b6001600160a01b0391604091837f000000000000000000000000000000000000000000000000000000000000000016945f14611d175750015116905b803b15611d13576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b0390921660048301527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd602483015282908290818381604481015b03925af18015611d0857611cf75750f35b81611d019161405a565b6107075780f35b6040513d84823e3d90fd5b5050fd5b905001511690611c77565b50611d2d82826149c7565b611c32565b9467ffffffffffffffff611d4892961690614fd2565b935f611c23565b60448860ff8b1685611d6082614180565b7f27805ceb000000000000000000000000000000000000000000000000000000008352600452611d8f81614180565b602452fd5b5034610707576040600319360112610707576001600160a01b036040611db8613fd0565b92600435815260036020522091165f52602052602060ff60405f2054166040519015158152f35b503461070757610120600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c3601126107075761012480360361204d5750611e376141ab565b611e3f6141ab565b611e4981836148be565b611e926001600160a01b036040611e6460c497959735614e4f565b94611e6e86614ea2565b96611e788861420a565b8761204357500151165b611e8c8685614eb2565b90614f5b565b80611e9c84615680565b1c67ffffffffffffffff81169268010000000000000000821615916802000000000000000083159116159485159181949061202d575b8015612016575b15611fdd57927f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca96949289926060979567ffffffffffffffff8360901c16908111611fd5575b5094611fbd575b5067ffffffffffffffff16918315611f9e57600260ff1968ffffffffffffffffff68010000000000000000680200000000000000005b8c611f668b615680565b97526005602052871717851b941b199216171617604088205560405192611f8c8161420a565b8352602083015215156040820152a280f35b600260ff1968ffffffffffffffffff6801000000000000000085611f5c565b60201c60ff161515935067ffffffffffffffff611f26565b92505f611f1f565b88604491887f36a41a2500000000000000000000000000000000000000000000000000000000835261200e8161420a565b600452602452fd5b5060ff8360201c1615158015611ed9575085611ed9565b508067ffffffffffffffff8460901c1611611ed2565b9050015116611e82565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260245260445ffd5b503461070757602060031936011261070757602061076961209b613fba565b6001600160a01b03165f525f60205260405f205490565b50346107075760206003193601126107075760043567ffffffffffffffff8111611a3d5736602382011215611a3d5780600401359067ffffffffffffffff821161068657602436916101808402010111611a3d57600c81158015612381575b61235057610180908282028281048403610cf35760440180604411610d0757612139906143b6565b835b838110612146578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa5780604401908160441161233c5784820191828111610cf357828893821161067e5736811161067e57612208602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f75463d5b000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f19810183528261405a565b519082305af13d15612330573d9067ffffffffffffffff821161231c579060019291604051916122426020601f19601f840116018461405a565b82523d88602084013e5b15612259575b500161213b565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff00000000000000000000000000000000000000000000000000000000811691600481106122e7575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f612252565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f806122b1565b602487634e487b7160e01b81526041600452fd5b9060019160609061224c565b602487634e487b7160e01b81526011600452fd5b604483837f31045bf50000000000000000000000000000000000000000000000000000000082526004526064602452fd5b5060648211612111565b503461070757806003193601126107075760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461070757610180600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1c3601126107075760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffebc3601126107075761018480360361204d57506124516141ab565b6124596141ab565b9061246482826148be565b61247260c494929435614e4f565b9361247f61012435614e4f565b9161248986614ea2565b6124928161420a565b1580159061278e575b6127625760016124aa84614ea2565b6124b38161420a565b1480159061273f575b6127125767ffffffffffffffff8660901c168067ffffffffffffffff8560281c16036126e55760ff8760201c16156126b95760ff8460201c161561268c576125176040870197611e8c856001600160a01b038b511692614eb2565b60408501936001600160a01b0385511661253461117c8684614eb2565b81801515918261266c575b50501561264157506125879167ffffffffffffffff6125629260901c1690614fd2565b92858761257f608082019667ffffffffffffffff88511690614fd2565b948593614ff9565b67ffffffffffffffff63ffffffff6101408701511663ffffffff610140870151168082105f146126395750915b1690811515928361260e575b505050806125fe575b6125d1578480f35b6001600160a01b036020818082816125f69951169701511693511693015116926151f9565b5f8080808480f35b5061260982846149c7565b6125c9565b67ffffffffffffffff92935063ffffffff83620f4240925116921682020490031611155f80806125c0565b9050916125b4565b7fd855c4f4000000000000000000000000000000000000000000000000000000008a52600452602489fd5b6001600160a01b03919250612683906101446157b4565b1614815f61253f565b6024887fa2b605190000000000000000000000000000000000000000000000000000000081526001600452fd5b6024887fa2b6051900000000000000000000000000000000000000000000000000000000815280600452fd5b6024887fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b6024877fa29bfc4a0000000000000000000000000000000000000000000000000000000081526001600452fd5b5067ffffffffffffffff8360901c1667ffffffffffffffff8260501c16116124bc565b6024877fa29bfc4a00000000000000000000000000000000000000000000000000000000815280600452fd5b5067ffffffffffffffff8660901c1667ffffffffffffffff8260081c161161249b565b5034610707576020600319360112610707576040906001600160a01b036127d6613fba565b16815260016020528181205490506fffffffffffffffffffffffffffffffff81169060801c82519182526020820152f35b5034610707576101a0600319360112610707576040519061282782614021565b6004356002811015611a3d5782526024356001600160a01b0381168103611a3d5760208301526044356001600160a01b0381168103611a3d576040830152606435606083015260843567ffffffffffffffff81168103611a3d57608083015260a43567ffffffffffffffff81168103611a3d5760a083015260c43567ffffffffffffffff81168103611a3d5760c083015260e43564ffffffffff81168103611a3d5760e08301526101043564ffffffffff81168103611a3d576101008301526101243564ffffffffff81168103611a3d576101208301526101443563ffffffff81168103611a3d57610140830152610164358060030b8103611a3d57610160830152610184359064ffffffffff8216820361070757602061076961117c8585610180820152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b50346107075760206003193601126107075760043567ffffffffffffffff8111611a3d5736602382011215611a3d5780600401359067ffffffffffffffff821161068657602436916101408402010111611a3d57600a81158015612bf5575b61235057610140908282028281048403610cf35760440180604411610d0757612a06906143b6565b835b838110612a13578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa5780604401908160441161233c5784820191828111610cf357828893821161067e5736811161067e57612ad5602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f64474568000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f19810183528261405a565b519082305af13d15612be9573d9067ffffffffffffffff821161231c57906001929160405191612b0f6020601f19601f840116018461405a565b82523d88602084013e5b15612b26575b5001612a08565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff0000000000000000000000000000000000000000000000000000000081169160048110612bb4575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f612b1f565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f80612b7e565b90600191606090612b19565b50606482116129de565b503461070757610140600319360112610707573660c4116107075760407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c3601126107075760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc3601126107075761014480360361204d575060ff6004541661357957612c8b6141ab565b612c936141ab565b77ffffffffffffffffffffffffffffffffffffffffffffffff60a43516613551576001815260503560601c602082015260643560601c604082015260783560c01c608082015260803560c01c60a082015267ffffffffffffffff60c0820160883560c01c815260903560d81c60e084015260953560d81c610100840152609a3560d81c610120840152609f3560e01c61014084015260a33560e01d60030b61016084015260a73560d81c61018084015260043560601c602085015260183560601c6040850152602c3560c01c80608086015260a0850152511660c083015260343560d81c60e083015260393560d81c610100830152603e3560d81c61012083015260433560e01c61014083015260473560e01d60030b610160830152604b3560d81c610180830152612df561117c82601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6060830152612e3461117c83601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b808452600560205260ff604085205416612e4d81614180565b612e5681614180565b613526576001600160a01b036040840151166001600160a01b03604084015116146134f957612e84836156e5565b612e8d826156e5565b64ffffffffff60e08401511664ffffffffff610100850151169061a8c064ffffffffff828403161180156134ec575b6134c05764ffffffffff60e085015116811080156134ab575b61347d57505067ffffffffffffffff60808401511667ffffffffffffffff60a0840151168082108015613466575b61342357505064ffffffffff61012084015116804210156133f8575064ffffffffff61012083015116804210156133f8575067ffffffffffffffff60808401511667ffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016908181106133ca575050836001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000166001600160a01b03604086015116906001600160a01b0360208701511661016086015160030b926001600160a01b03604088015116906001600160a01b03602089015116936101608a015160030b813b156133c657879560c49460405198899788967f08b950500000000000000000000000000000000000000000000000000000000088526004880152602487015260448601526064850152608484015260a48301525afa8015611d08576133b1575b50506001600160a01b036040840151168015159081613394575b501561335b576001600160a01b03604083015116606084015190801515918261333b575b505015613302576130d76001600160a01b0360408501511664ffffffffff6101808601511664ffffffffff60e0870151169064ffffffffff6101008801511692614d32565b6131156001600160a01b0360408401511664ffffffffff6101808501511664ffffffffff60e0870151169064ffffffffff6101008801511692614d32565b6001600160a01b0360208401511661317467ffffffffffffffff60808601511667ffffffffffffffff60c08701511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b61318f826001600160a01b03165f52600160205260405f2090565b54906fffffffffffffffffffffffffffffffff82169160801c916fffffffffffffffffffffffffffffffff82168082106132ce57506fffffffffffffffffffffffffffffffff61320e8361320861322e96957fffffffffffffffffffffffffffffffff0000000000000000000000000000000095614963565b94614995565b92169160801b1617916001600160a01b03165f52600160205260405f2090565b558084526005602052600160408520557f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b60a06001600160a01b036040818188015116950151169460608101519067ffffffffffffffff6080820151169067ffffffffffffffff60c08201511664ffffffffff6101008160e08501511693015116926040519485526020850152604084015260608301526080820152a480f35b8890606492867f1f984351000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b6024846001600160a01b036040850151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b6001600160a01b03919250613352906101046157b4565b16145f80613092565b6024846001600160a01b036040860151167fd855c4f4000000000000000000000000000000000000000000000000000000008252600452fd5b90506001600160a01b036133a98360c46157b4565b16145f61306e565b816133bb9161405a565b61067e57835f613054565b8780fd5b7ff1bb1945000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b7f85d983bf000000000000000000000000000000000000000000000000000000008552600452602484fd5b85925067ffffffffffffffff6080606495015116917fb3ac4c16000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b5067ffffffffffffffff6080850151168211612f03565b7fecf68f36000000000000000000000000000000000000000000000000000000008652600452602452604484fd5b5064ffffffffff610100850151168211612ed5565b6024867f80e8bb3100000000000000000000000000000000000000000000000000000000815280600452fd5b5063ffffffff8111612ebc565b6024847f80e8bb310000000000000000000000000000000000000000000000000000000081526003600452fd5b7f9329d01d000000000000000000000000000000000000000000000000000000008452600452602483fd5b6004837f6dad2d58000000000000000000000000000000000000000000000000000000008152fd5b807f54882d180000000000000000000000000000000000000000000000000000000060049252fd5b5034610707578060031936011261070757602060ff600454166040519015158152f35b50346107075760206003193601126107075760043567ffffffffffffffff8111611a3d5736602382011215611a3d5780600401359067ffffffffffffffff821161068657602436916101208402010111611a3d5760098115801561383a575b61235057610120908282028281048403610cf35760440180604411610d075761364b906143b6565b835b838110613658578480f35b818102818104831482151715610cf3578060051b9080820460201490151715610aaa5780604401908160441161233c5784820191828111610cf357828893821161067e5736811161067e5761371a602485947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc930360405193849160208301967f8bb7582b000000000000000000000000000000000000000000000000000000008852828201908585013782010186838201520301601f19810183528261405a565b519082305af13d1561382e573d9067ffffffffffffffff821161231c579060019291604051916137546020601f19601f840116018461405a565b82523d88602084013e5b1561376b575b500161364d565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101517fffffffff00000000000000000000000000000000000000000000000000000000811691600481106137f9575b50507fffffffff00000000000000000000000000000000000000000000000000000000825191858352166020820152a15f613764565b7fffffffff000000000000000000000000000000000000000000000000000000009250829060040360031b1b16165f806137c3565b9060019160609061375e565b5060648211613623565b50346107075760406003193601126107075761385e613fd0565b336001600160a01b0382160361387a5761090c90600435614aba565b6004827f6697b232000000000000000000000000000000000000000000000000000000008152fd5b5034610707576040600319360112610707576138bc613fba565b6024359064ffffffffff82168203610686576001600160a01b0316825260026020908152604092839020549092613907929167ffffffffffffffff8116911c64ffffffffff16615697565b6040519015158152f35b50346107075760406003193601126107075761090c600435613931613fd0565b9061394b610902825f526003602052600160405f20015490565b614a2b565b50346107075760206003193601126107075760206107696004355f526003602052600160405f20015490565b50346107075780600319360112610707576020604051620151808152f35b50346107075760c0600319360112610707573660c411610707576139bc61437b565b6139c46141ab565b906139cd6141ab565b916139d883826147e2565b936139e28461420a565b680200000000000000008560501c16151591680100000000000000008660081c16613bf357600460ff1986978388526005602052161760408620557f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee76020613a9167ffffffffffffffff60808801511667ffffffffffffffff60c08901511690620f423f620f42409167ffffffffffffffff806fffffffffffffffffffffffffffffffff951691160201041690565b6001600160a01b038288015116613aa88983614963565b91818a52600184527fffffffffffffffffffffffffffffffff000000000000000000000000000000006fffffffffffffffffffffffffffffffff613b0260408d205493613afc878487169660801c96614995565b94614963565b92169160801b16179089526001835260408920556fffffffffffffffffffffffffffffffff60405191168152a281613be2575b50613b3d5750f35b6001600160a01b036040817f0000000000000000000000000000000000000000000000000000000000000000169201511690803b15611d13576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b0390921660048301527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd60248301528290829081838160448101611ce6565b613bed9150826149c7565b5f613b35565b8460449160ff881690611d6082614180565b503461070757602060031936011261070757600435801515809103611a3d5760243603613d05577f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a82526003602052604082206001600160a01b0333165f5260205260ff60405f20541615613cb55760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a180f35b6044827fb5284671000000000000000000000000000000000000000000000000000000008152336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a602452fd5b6044827ff70a10190000000000000000000000000000000000000000000000000000000081523660045260248052fd5b5034610cef5760c0600319360112610cef57613d4f613fba565b90613d58613fe6565b6064359260ff8416809403610cef57613d6f61437b565b613d776143c0565b6001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001693843b15610cef57604051947fd505accf0000000000000000000000000000000000000000000000000000000086526001600160a01b038316958660048201523060248201526fffffffffffffffffffffffffffffffff8516928360448301526044356064830152608482015260843560a482015260a43560c48201525f8160e48183865af19081613f07575b50613efa576020604491604051928380927fdd62ed3e0000000000000000000000000000000000000000000000000000000082528a60048301523060248301525afa908115611581579082918691613ec5575b5003613e95575061046f9293505b80614434565b83604491867fb2f5645b000000000000000000000000000000000000000000000000000000008352600452602452fd5b9150506020813d602011613ef2575b81613ee16020938361405a565b81010312610cef578190515f613e81565b3d9150613ed4565b505061046f929350613e8f565b613f149196505f9061405a565b5f945f613e2e565b34610cef576020600319360112610cef57600435907fffffffff000000000000000000000000000000000000000000000000000000008216809203610cef57817f7965db0b0000000000000000000000000000000000000000000000000000000060209314908115613f90575b5015158152f35b7f01ffc9a70000000000000000000000000000000000000000000000000000000091501483613f89565b600435906001600160a01b0382168203610cef57565b602435906001600160a01b0382168203610cef57565b602435906fffffffffffffffffffffffffffffffff82168203610cef57565b60e0810190811067ffffffffffffffff821117610cd057604052565b6101a0810190811067ffffffffffffffff821117610cd057604052565b6060810190811067ffffffffffffffff821117610cd057604052565b90601f601f19910116810190811067ffffffffffffffff821117610cd057604052565b60031960c0910112610cef576040519060c0820182811067ffffffffffffffff821117610cd057604052816004356001600160a01b0381168103610cef5781526024356001600160a01b0381168103610cef576020820152604435604082015260643564ffffffffff81168103610cef5760608201526084356fffffffffffffffffffffffffffffffff81168103610cef57608082015260a4359064ffffffffff82168203610cef5760a00152565b906020600319830112610cef5760043567ffffffffffffffff8111610cef5782602382011215610cef5780600401359267ffffffffffffffff8411610cef57602460c0850283010111610cef576024019190565b6005111561418a57565b634e487b7160e01b5f52602160045260245ffd5b91908201809211610cf357565b604051906141b882614021565b5f610180838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e0820152826101008201528261012082015282610140820152826101608201520152565b6002111561418a57565b9060038110156142255760051b0190565b634e487b7160e01b5f52603260045260245ffd5b6040519061424682614005565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b467f0000000000000000000000000000000000000000000000000000000000000000036142ba577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a0815261437560c08261405a565b51902090565b60c4360361438557565b7ff70a1019000000000000000000000000000000000000000000000000000000005f523660045260c460245260445ffd5b80360361204d5750565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c61440c5760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b907f0000000000000000000000000000000000000000000000000000000000000000926001600160a01b03841692604051907f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481885afa9182156146e3575f92614738575b506fffffffffffffffffffffffffffffffff8316946001600160a01b03604051927f23b872dd000000000000000000000000000000000000000000000000000000005f52169687600452306024528660445260205f60648180855af19060015f5114821615614719575b50826040525f606052156146ee57816024816020937f70a082310000000000000000000000000000000000000000000000000000000082523060048301525afa9081156146e3575f916146b1575b50846fffffffffffffffffffffffffffffffff821115928361469d575b505050158015614695575b8015614684575b61464b576001600160a01b03826020927fffffffffffffffffffffffffffffffff000000000000000000000000000000006fffffffffffffffffffffffffffffffff61461d61460e7f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a986001600160a01b03165f52600160205260405f2090565b54938285169460801c94614995565b169160801b161761463f826001600160a01b03165f52600160205260405f2090565b556040519485521692a3565b506001600160a01b03907fb2f5645b000000000000000000000000000000000000000000000000000000005f521660045260245260445ffd5b506001600160a01b0382161561458d565b508215614586565b6146a892935061419e565b145f848161457b565b90506020813d6020116146db575b816146cc6020938361405a565b81010312610cef57515f61455e565b3d91506146bf565b6040513d5f823e3d90fd5b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600182151661472f573b15153d1516165f614510565b833d5f823e3d90fd5b9091506020813d602011614764575b816147546020938361405a565b81010312610cef5751905f6144a6565b3d9150614747565b805f52600360205260405f206001600160a01b0333165f5260205260ff60405f205416156147975750565b7fb5284671000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b64ffffffffff620151809116019064ffffffffff8211610cf357565b91906147f090836004614b3f565b805f52600560205260405f20549260ff841661480b81614180565b61481481614180565b6001811415806148aa575b614872575061483a64ffffffffff61010081930151166147c6565b1680421061484757509190565b7f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b827f27805ceb000000000000000000000000000000000000000000000000000000005f526004526148a281614180565b60245260445ffd5b506148b481614180565b600281141561481f565b91906148cc90836004614b3f565b805f52600560205260405f20549260ff84166148e781614180565b6148f081614180565b60018114158061494f575b614872575061491664ffffffffff61010081930151166147c6565b168042101561492457509190565b7f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5061495981614180565b60028114156148fb565b906fffffffffffffffffffffffffffffffff809116911603906fffffffffffffffffffffffffffffffff8211610cf357565b906fffffffffffffffffffffffffffffffff809116911601906fffffffffffffffffffffffffffffffff8211610cf357565b9067ffffffffffffffff60808301511667ffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001611159182614a0f57505090565b6001600160a01b03809293506020809201511692015116141590565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f205416155f14614ab457805f52600360205260405f206001600160a01b0383165f5260205260405f20600160ff198254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f2054165f14614ab457805f52600360205260405f206001600160a01b0383165f5260205260405f2060ff1981541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b9077ffffffffffffffffffffffffffffffffffffffffffffffff60a083013516614d0a57614ccf61117c614d0794604761117c9560018352604c81013560601c6020840152606081013560601c6040840152607481013560c01c6080840152607c81013560c01c60a084015267ffffffffffffffff60c08401608483013560c01c8152608c83013560d81c60e0860152609183013560d81c610100860152609683013560d81c610120860152609b83013560e01c610140860152609f83013560e01d60030b61016086015260a383013560d81c610180860152823560601c6020890152601483013560601c6040890152602883013560c01c8060808a015260a0890152511660c0870152603081013560d81c60e0870152603581013560d81c610100870152603a81013560d81c610120870152603f81013560e01c610140870152604381013560e01d60030b610160870152013560d81c610180850152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b6060820152601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b90565b7f6dad2d58000000000000000000000000000000000000000000000000000000005f5260045ffd5b6001600160a01b0390939192931692835f52600260205260405f2054614d808471ffffffffffffffffffffffffffffffffffff6cffffffffffffffffffffffffff84169360681c16926155c8565b949015614e18575090614da0929164ffffffffff80429416921690615850565b919015614dec576cffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff0000000000000000000000000091169160681b1617905f52600260205260405f2055565b827fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b64ffffffffff90867f59b8bdc7000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b60018160f81c111580614e91575b80614e80575b158015614e72575b614d0a5790565b5062ffffff81161515614e6b565b50600860ff8260181c161115614e63565b50600160ff8260201c161115614e5d565b60f81c614ead575f90565b600190565b60ff6040519160208301937fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e855260408401528060f81c606084015264ffffffffff8160d01c16608084015267ffffffffffffffff8160901c1660a084015264ffffffffff8160681c1660c084015267ffffffffffffffff8160281c1660e0840152818160201c1661010084015260181c1661012082015261012081526143756101408261405a565b90614f706001600160a01b039161030861426f565b911690818015159182614fb3575b505015614f885750565b7fd855c4f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b03919250614fc99060e46157b4565b1614815f614f7e565b9067ffffffffffffffff811667ffffffffffffffff8316105f14614ff4575090565b905090565b93906060927f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a0694600360ff196fffffffffffffffffffffffffffffffff94895f526005602052161760405f2055610100820164ffffffffff8151168042106151a7575b505060c0820151608083015167ffffffffffffffff95861695620f4240928116878102849004871694936001600160a01b0393602093859385939290911602620f423f01046fffffffffffffffffffffffffffffffff169601511692015116906150c68385614963565b93815f5260016020527fffffffffffffffffffffffffffffffff000000000000000000000000000000008661510b60405f205493613afc898487169660801c96614995565b92169160801b1617905f52600160205260405f20558161513b575b506040519384526020840152166040820152a2565b6001600160a01b0381165f5260016020526001600160a01b0360405f20547fffffffffffffffffffffffffffffffff000000000000000000000000000000008661518c868285169460801c94614995565b169160801b161791165f52600160205260405f20555f615126565b6151f2916151d16001600160a01b036040870151169260e087019364ffffffffff8551169061591c565b64ffffffffff806001600160a01b036040870151169351169151169161591c565b5f8061505c565b9190925f936001600160a01b0382166001600160a01b038216105f146153b857905b6001600160a01b0363ffffffff620151804204169216805f52600660205260405f206001600160a01b0383165f526020528263ffffffff60405f205416146153b0575f5260066020526001600160a01b0360405f2091165f5260205260405f20907fffffffffffffffffffffffffffffffffffffffffffffffffffffffff000000008254161790556001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001691823b15610cef576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b03919091166004820152600160248201525f8160448183875af180156146e35761539b575b50813b15610686576040517ff7966eef0000000000000000000000000000000000000000000000000000000081526001600160a01b03919091166004820152600160248201529082908290604490829084905af18015611d0857615389575050565b61539482809261405a565b6107075750565b6153a89193505f9061405a565b5f915f615327565b505050505050565b61521b565b6001600160a01b031690815f52600160205260405f2054906fffffffffffffffffffffffffffffffff82169160801c916fffffffffffffffffffffffffffffffff821680821061545a57506154447fffffffffffffffffffffffffffffffff00000000000000000000000000000000926fffffffffffffffffffffffffffffffff92614963565b169160801b1617905f52600160205260405f2055565b90847f1f984351000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b6fffffffffffffffffffffffffffffffff8216908115615513576154b461551193826153bd565b6040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f0000000000000000000000000000000000000000000000000000000000000000615518565b565b505050565b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f51148216156155a7575b604052156155725750565b6001600160a01b03907f5274afe7000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b9060018115166155bf57823b15153d15161690615567565b503d5f823e3d90fd5b64ffffffffff8160401c169067ffffffffffffffff8116906155eb848385615697565b615676575064ffffffffff821664ffffffffff8416111561563f57600167ffffffffffffffff6cffffffffff00000000000000009364ffffffffff82809516918703161b1617169160401b16179060019190565b67ffffffffffffffff9081600164ffffffffff6cffffffffff000000000000000095968703161b1617169160401b16179060019190565b93925050505f9190565b6156898161420a565b61569257600890565b605090565b909164ffffffffff821664ffffffffff8216116156de5764ffffffffff91031660408110918215926156c857505090565b6001925067ffffffffffffffff16901c16151590565b5050505f90565b64ffffffffff6101008201511664ffffffffff60e0830151168111156157885764ffffffffff610120830151161161575b5763ffffffff610140620f4240920151161161572e57565b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600260045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f52600160045260245ffd5b7f80e8bb31000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b60208101357f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411615848576020935f9360809360ff1c61583f5760ff601b5b6040519485521686840152356040830152606082015282805260015afa156146e3575f5190565b60ff601c615818565b505050505f90565b909392916090925f905b609082106158ab575050609083146158a25771ffffffffffffffffffffffffffffffffffff809394958065ffffffffffff93039060101b17851b16931b191616179060019190565b509250505f9190565b909371ffffffffffffffffffffffffffffffffffff8416851c601081901c63ffffffff169061ffff1681018381116158eb575050506030845b019061585a565b849089979397109182615912575b5050615907576030906158e4565b5050509250505f9190565b109050835f6158f9565b6cffffffffffffffffffffffffff6159956001600160a01b037effffffffffffffffffffffffffffffffffff00000000000000000000000000939594951694855f52600260205260405f20549464ffffffffff8071ffffffffffffffffffffffffffffffffffff8689169860681c169216921690615b14565b92169160681b1617905f52600260205260405f2055565b9064ffffffffff8260401c169167ffffffffffffffff81169064ffffffffff84169264ffffffffff811690848211615ae95750830364ffffffffff8111610cf35764ffffffffff16603f811015615ade5760018101809111610cf35767ffffffffffffffff8091161b67ffffffffffffffff811693603f8110615a72575b505067ffffffffffffffff831667ffffffffffffffff848416161461567657506cffffffffff00000000000000009167ffffffffffffffff9117169160401b16179060019190565b6001919294500164ffffffffff8111610cf35767ffffffffffffffff600164ffffffffff7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff93161b160167ffffffffffffffff8111610cf3571667ffffffffffffffff16915f80615a2a565b5093925050505f9190565b9250505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b909291925f5b60908110615b29575090925050565b818571ffffffffffffffffffffffffffffffffffff8516831c601081901c63ffffffff169061ffff16810192149182615baa575b5050615b83576030810180911115615b1a57634e487b7160e01b5f52601160045260245ffd5b905071ffffffffffffffffffffffffffffffffffff92935065ffffffffffff901b19161690565b149050855f615b5d56',
} as const;
