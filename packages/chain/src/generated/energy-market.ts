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
        "name": "bid",
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
        "name": "offer",
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
        "name": "receipt",
        "type": "tuple",
        "components": [
          {
            "name": "tradeId",
            "type": "bytes32"
          },
          {
            "name": "role",
            "type": "uint8"
          },
          {
            "name": "sequence",
            "type": "uint40"
          },
          {
            "name": "energy",
            "type": "uint64"
          },
          {
            "name": "partnerSequence",
            "type": "uint40"
          },
          {
            "name": "partnerEnergy",
            "type": "uint64"
          },
          {
            "name": "isFinal",
            "type": "bool"
          },
          {
            "name": "cause",
            "type": "uint8"
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
    "name": "claimMany",
    "inputs": [
      {
        "name": "items",
        "type": "tuple[]",
        "components": [
          {
            "name": "bid",
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
            "name": "offer",
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
            "name": "receipt",
            "type": "tuple",
            "components": [
              {
                "name": "tradeId",
                "type": "bytes32"
              },
              {
                "name": "role",
                "type": "uint8"
              },
              {
                "name": "sequence",
                "type": "uint40"
              },
              {
                "name": "energy",
                "type": "uint64"
              },
              {
                "name": "partnerSequence",
                "type": "uint40"
              },
              {
                "name": "partnerEnergy",
                "type": "uint64"
              },
              {
                "name": "isFinal",
                "type": "bool"
              },
              {
                "name": "cause",
                "type": "uint8"
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
        "name": "bid",
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
        "name": "offer",
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
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "expireMany",
    "inputs": [
      {
        "name": "items",
        "type": "tuple[]",
        "components": [
          {
            "name": "bid",
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
            "name": "offer",
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
        ]
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
            "name": "bid",
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
            "name": "offer",
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
        "name": "bid",
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
        "name": "offer",
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
        "name": "bid",
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
        "name": "offer",
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
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "settleClaimedMany",
    "inputs": [
      {
        "name": "items",
        "type": "tuple[]",
        "components": [
          {
            "name": "bid",
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
            "name": "offer",
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
        ]
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
        "name": "bid",
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
        "name": "offer",
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
        "name": "buyerReceipt",
        "type": "tuple",
        "components": [
          {
            "name": "tradeId",
            "type": "bytes32"
          },
          {
            "name": "role",
            "type": "uint8"
          },
          {
            "name": "sequence",
            "type": "uint40"
          },
          {
            "name": "energy",
            "type": "uint64"
          },
          {
            "name": "partnerSequence",
            "type": "uint40"
          },
          {
            "name": "partnerEnergy",
            "type": "uint64"
          },
          {
            "name": "isFinal",
            "type": "bool"
          },
          {
            "name": "cause",
            "type": "uint8"
          }
        ]
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
        "type": "tuple",
        "components": [
          {
            "name": "tradeId",
            "type": "bytes32"
          },
          {
            "name": "role",
            "type": "uint8"
          },
          {
            "name": "sequence",
            "type": "uint40"
          },
          {
            "name": "energy",
            "type": "uint64"
          },
          {
            "name": "partnerSequence",
            "type": "uint40"
          },
          {
            "name": "partnerEnergy",
            "type": "uint64"
          },
          {
            "name": "isFinal",
            "type": "bool"
          },
          {
            "name": "cause",
            "type": "uint8"
          }
        ]
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
            "name": "bid",
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
            "name": "offer",
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
            "name": "buyerReceipt",
            "type": "tuple",
            "components": [
              {
                "name": "tradeId",
                "type": "bytes32"
              },
              {
                "name": "role",
                "type": "uint8"
              },
              {
                "name": "sequence",
                "type": "uint40"
              },
              {
                "name": "energy",
                "type": "uint64"
              },
              {
                "name": "partnerSequence",
                "type": "uint40"
              },
              {
                "name": "partnerEnergy",
                "type": "uint64"
              },
              {
                "name": "isFinal",
                "type": "bool"
              },
              {
                "name": "cause",
                "type": "uint8"
              }
            ]
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
            "type": "tuple",
            "components": [
              {
                "name": "tradeId",
                "type": "bytes32"
              },
              {
                "name": "role",
                "type": "uint8"
              },
              {
                "name": "sequence",
                "type": "uint40"
              },
              {
                "name": "energy",
                "type": "uint64"
              },
              {
                "name": "partnerSequence",
                "type": "uint40"
              },
              {
                "name": "partnerEnergy",
                "type": "uint64"
              },
              {
                "name": "isFinal",
                "type": "bool"
              },
              {
                "name": "cause",
                "type": "uint8"
              }
            ]
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
    "name": "PriceMismatch",
    "inputs": [
      {
        "name": "bidPrice",
        "type": "uint64"
      },
      {
        "name": "offerPrice",
        "type": "uint64"
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
    "name": "WrongPartner",
    "inputs": [
      {
        "name": "offerHash",
        "type": "bytes32"
      },
      {
        "name": "counterOrder",
        "type": "bytes32"
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
  '0x61016080604052346102625760c081615ab880380380916100208285610279565b8339810103126102625780516001600160a01b03811681036102625760208201516001600160a01b038116908181036102625761005f604085016102b0565b9061006c606086016102b0565b9261008560a061007e608089016102c4565b97016102c4565b94306080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261012060c082610279565b51902060c05260e0526040516380f5560560e01b8152602081600481855afa90811561026e575f91610230575b50306001600160a01b039091160361021e575061010052610120526101405261017f91610179906102d8565b5061034e565b5060405161567690816103e2823960805181613e75015260a05181613da6015260c05181613dcc015260e0518181816103c301528181611ce801528181613000015281816144a00152614a9b015261010051818181610a2d01528181610fa90152818161229901528181612ed60152818161433a0152614c11015261012051818181610f2501526121bc01526101405181818161215f015261424c0152f35b63f167fad160e01b5f5260045260245ffd5b90506020813d602011610266575b8161024b60209383610279565b810103126102625761025c906102c4565b5f61014d565b5f80fd5b3d915061023e565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b0382119082101761029c57604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160401b038216820361026257565b51906001600160a01b038216820361026257565b6001600160a01b0381165f9081525f516020615a985f395f51905f52602052604090205460ff16610349576001600160a01b03165f8181525f516020615a985f395f51905f5260205260408120805460ff191660011790553391905f516020615a585f395f51905f528180a4600190565b505f90565b6001600160a01b0381165f9081525f516020615a785f395f51905f52602052604090205460ff16610349576001600160a01b03165f8181525f516020615a785f395f51905f5260205260408120805460ff191660011790553391907f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a905f516020615a585f395f51905f529080a460019056fe6080806040526004361015610012575f80fd5b5f905f3560e01c90816301ffc9a71461375757508063069aa82f1461359c5780630c65897f146131925780630daf9eb814612fb65780631107ae0214612e2f57806316c38b3c14612d4557806321241dfe14612d28578063248a9ca314612cfd5780632f2ff15d14612cbf5780632f4e67b014612c6157806336568abe14612c02578063476a54ad146129da578063531dfcb7146125db5780635c975abb146125b957806369cd403b1461237357806373b73efd1461231d57806373b9aa91146122bd5780637b1039991461227a5780637ecebe001461224557806391d14854146121fb578063950bff9f146121e0578063a1c1b0591461219d578063a217fddf14612183578063af2b9e4914612140578063b3fb6564146120ed578063b6e87a9014611f07578063bbc9e11414611be0578063c0731b17146117f7578063d158cdd11461167b578063d2adc07314610b3d578063d547741f14610af5578063d5bebe93146107f0578063e29211f91461053a578063e45a082a14610445578063e63ab1e91461040a578063f698da25146103e7578063fc0c546a146103a35763fcfe5d45146101c0575f80fd5b346103a0576101003660031901126103a0576101db36613c57565b9060403660c31901126103a0576040516101f481613830565b60c435815260e4356020820152610104360361038757610212614429565b6040830151610367576102259083614bc4565b60208201916001600160a01b03835116825260026020526001600160681b03604083205416610261606083019164ffffffffff83511690615347565b81158061035f575b610334579085916001600160a01b036102c996975116875260026020526001600160681b036040882091166001600160681b03198254161790556102ef575b50506001600160801b0360806001600160a01b038351169201511690614a44565b807f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d80f35b602064ffffffffff6001600160a01b037f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a25f806102a8565b6044858464ffffffffff6001600160a01b038a5116915116906359b8bdc760e01b8352600452602452fd5b506001610269565b506001600160a01b036020602493015116631a4dac3d60e21b8252600452fd5b60448263f70a101960e01b815236600452610104602452fd5b80fd5b50346103a057806003193601126103a05760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b50346103a057806003193601126103a0576020610402613da3565b604051908152f35b50346103a057806003193601126103a05760206040517f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a8152f35b50346103a05760203660031901126103a057604060e091610464613d6d565b5060043581526005602052206040519061047d8261384b565b5460ff81169161048c83613cfc565b828152602081016001600160401b038360081c168152604082016001600160401b038460481c1681526001600160401b03606084019160ff8660881c161515835281608086019460ff8860901c161515865260ff60c060a0890198828b60981c1615158a52019860a01c16151588526040519861050881613cfc565b895251166020880152511660408601525115156060850152511515608084015251151560a083015251151560c0820152f35b50346103a05760203660031901126103a0576004356001600160401b0381116107e857366023820112156107e8578060040135906001600160401b0382116107ec576024369161048084020101116107e857801580156107de575b6107c75761048081810281810483036107b3576044018060441161079f57916105be8493613ed3565b602491835b8281106105ce578480f35b83810281810485148215171561078c578060051b9080820460201490151715610779578060440190816044116107665786610766576104c40180821161075357361061074f575f80916040518560208201927f531dfcb7000000000000000000000000000000000000000000000000000000008452898301376104808882018101849052610460890182526106659089018261389e565b519082305af13d15610743573d906001600160401b0382116107305790600192916040519161069e6020601f19601f840116018461389e565b82523d5f602084013e5b156106b5575b50016105c3565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110610713575b50506001600160e01b0319825191858352166020820152a1866106ae565b6001600160e01b03199250829060040360031b1b161689806106f5565b85634e487b7160e01b5f5260416004525ffd5b906001916060906106a8565b5f80fd5b85634e487b7160e01b5f5260116004525ffd5b8587634e487b7160e01b81526011600452fd5b8486634e487b7160e01b81526011600452fd5b84634e487b7160e01b5f5260116004525ffd5b602484634e487b7160e01b81526011600452fd5b634e487b7160e01b5f52601160045260245ffd5b6331045bf560e01b82526004526064602452604490fd5b5060648111610595565b5080fd5b8280fd5b50346103a0576103403660031901126103a05761080c366138eb565b9061081636613a1f565b9161081f613eaf565b6108298382614712565b939060608501908151610aca5784956004815281865260056020526040862090805161085481613cfc565b61085e9083613d30565b602081015190825494604082015160481b70ffffffffffffffff000000000000000000169051151560881b6080830151151560901b9160a0840151151560981b9360c001978851151560a01b60ff60a01b169560081b68ffffffffffffffff00169071ffffffffffffffffffffffffffffffffff0019161760ff60901b19161760ff60981b19169060ff60881b161760ff60a01b19169060ff60901b16179060ff60981b161717905560808401516001600160401b031660c08501516001600160401b031661092c91615083565b60208501516001600160a01b03169061094587826150c4565b91808852600160205260408820916040519261096084613830565b5492846001600160801b038516918281526020019460801c8552610983916150e4565b92516001600160801b031690610998916150c4565b90604051926109a684613830565b6001600160801b0390811684529182166020808501918252918a52600182526040808b209451915160801b6001600160801b031916918416919091179093559151921682527f7afbfc0491fbf36ae962e44f5a632738e89e06c1a1b1866e8b5a117f02299ee791a25115159081610ab9575b50610a205750f35b6001600160a01b036040817f0000000000000000000000000000000000000000000000000000000000000000169201511690803b15610ab55760405163f7966eef60e01b81526001600160a01b03929092166004830152600219602483015282908290604490829084905af18015610aaa57610a995750f35b81610aa39161389e565b6103a05780f35b6040513d84823e3d90fd5b5050fd5b610ac4915082614233565b5f610a18565b84604491875190610ada82613cfc565b6327805ceb60e01b8352600452610af081613cfc565b602452fd5b50346103a05760403660031901126103a057610b39600435610b156138d5565b90610b34610b2f825f526003602052600160405f20015490565b614773565b6148c9565b5080f35b3461074f576103c036600319011261074f57610b58366138eb565b6040366101a319011261074f57604051610b7181613830565b6101a43581526101c43560208201526101a0366101e319011261074f5760405190610b9b82613866565b6101e435600281101561074f578252610204356001600160a01b038116810361074f576020830152610224356001600160a01b038116810361074f5760408301526060820190610244358252610264356001600160401b038116810361074f576080840152610284356001600160401b038116810361074f5760a08401526102a435906001600160401b038216820361074f5760c084019182526102c4359064ffffffffff8216820361074f5760e085019182526102e4359264ffffffffff8416840361074f5761010086019384526103043564ffffffffff8116810361074f576101208701526103243563ffffffff8116810361074f576101408701908152610344358060030b810361074f576101608801526103643564ffffffffff8116810361074f5761018088015260403661038319011261074f5760405193610ce185613830565b6103843585526103a43560208601526103c4803603611665575060ff6004541661163d57601f19880180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c082209152610d449061494e565b61494e565b95610d7f610d3f8b601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b97885f52600560205260ff60405f205416610d9981613cfc565b611611578a51610da881613d26565b610db181613d26565b158015906115f3575b6115e05760608b01518881036115ca5750516115b6576001600160a01b0360408b0151166001600160a01b0360408b015116146115a257610dfa8a615447565b610e0389615447565b61a8c064ffffffffff610e258c8260e081610100840151169201511690614843565b1611801561158a575b6115765764ffffffffff8060e08c015116925116821090811561155c575b506115205750620f424063ffffffff6101408a0151161190811561150b575b506114f7576001600160401b038060c089015116915116908181036114c95750506001600160401b0360a0870151166001600160401b03608088015116148015906114a6575b611492576001600160401b036080870151166001600160401b0360a087015116808210801561147c575b61143c57505064ffffffffff6101208701511680421015611411575064ffffffffff610120860151168042101561141157506001600160401b036080870151166001600160401b037f000000000000000000000000000000000000000000000000000000000000000016908181106113e35750506040868101518682015191517f320e56f40000000000000000000000000000000000000000000000000000000081526001600160a01b0391821660048201529116602482015260c081806044810103816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9081156113d8575f905f9261138f575b50604081015115801561136e575b61134e57604082015115801561132d575b61130d576020015160030b61016087015160030b908181126112e75750506020015160030b61016087015160030b908181126112c15750508361104b916001600160a01b036040890151169061498f565b156112a15781611069916001600160a01b036040870151169061498f565b156112815761109164ffffffffff60e08601511664ffffffffff610100870151169086614f19565b6110b464ffffffffff60e08601511664ffffffffff610100870151169085614f19565b6001600160a01b036020850151166110e76001600160401b036080870151166001600160401b0360c08801511690615083565b90611103816001600160a01b03165f52600160205260405f2090565b916040519261111184613830565b54926001600160801b038416808252602082019460801c85526001600160801b03831690818110611268575050916001600160801b03806111bc61118a858361118260a09a98827f16a0776949bd7e677ec8d350f516134269e64216b0e2df11cadb8773807d7f7b9d9b51166150c4565b9751166150e4565b93826040519661119988613830565b1686528260208701951685526001600160a01b03165f52600160205260405f2090565b935116166001600160801b0319835416178255516001600160801b036001600160801b031983549260801b169116179055835f52600560205260405f20600160ff198254161790556001600160a01b03604081818901511696015116956001600160401b03608082015116906001600160401b0360c08201511664ffffffffff6101008160e08501511693015116926040519485526020850152604084015260608301526080820152a4005b84631826120b60e01b5f5260045260245260445260645ffd5b6001600160a01b03604084015116633615713d60e21b5f5260045260245ffd5b6001600160a01b03604086015116633615713d60e21b5f5260045260245ffd5b6001600160a01b03604088015116635f551c1960e11b5f5260045260245260445260645ffd5b6001600160a01b0360408a015116635f551c1960e11b5f5260045260245260445260645ffd5b6001600160a01b036040880151166368710b6160e11b5f5260045260245ffd5b506001600160a01b038251166001600160a01b036020890151161415610ffa565b6001600160a01b036040890151166368710b6160e11b5f5260045260245ffd5b506001600160a01b038151166001600160a01b0360208a0151161415610fe9565b91505060c03d60c0116113d1575b6113a7818361389e565b810160c08282031261074f578060606113c36113ca9385614b5c565b9301614b5c565b9088610fdb565b503d61139d565b6040513d5f823e3d90fd5b7ff1bb1945000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f85d983bf000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160401b03608088015116917fb3ac4c16000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b506001600160401b036080880151168211610edb565b6380e8bb3160e01b5f52600260045260245ffd5b506001600160401b0360a0860151166001600160401b0360808701511610610eb1565b7ff12a4821000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b6380e8bb3160e01b5f52600560045260245ffd5b620f4240915063ffffffff9051161188610e6b565b64ffffffffff6101008a015116907fecf68f36000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b905064ffffffffff806101008c015116915116108a610e4c565b6380e8bb3160e01b5f52600360045260245ffd5b5063ffffffff64ffffffffff60e08c01511611610e2e565b6380e8bb3160e01b5f52600660045260245ffd5b6380e8bb3160e01b5f52600160045260245ffd5b88631a4a8acb60e31b5f5260045260245260445ffd5b6380e8bb3160e01b5f525f60045260245ffd5b5060018a5161160181613d26565b61160a81613d26565b1415610dba565b887f9329d01d000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f54882d18000000000000000000000000000000000000000000000000000000005f5260045ffd5b63f70a101960e01b5f523660045260245260445ffd5b3461074f57602036600319011261074f576116946138bf565b6040519060606116a4818461389e565b5f5b8181106117d857836001600160a01b0384165f52600260205260405f2090604051916116d183613830565b546001600160901b0360206001600160681b03831694858152019160681c1681526001600160401b0364ffffffffff8460401c169316905f5b600381106117865750506001600160401b039064ffffffffff60405194168452166020830152604082015f905b600382106117455761010084f35b82515f90825b60028310611769575050506020604060019201930191019091611737565b60208060019264ffffffffff85511681520192019201919061174b565b8064ffffffffff6117a36001936001600160901b03865116614ed6565b604051929182906117b385613830565b1683521660208201526117c68287613d48565b526117d18186613d48565b500161170a565b60209060408051906117ea818361389e565b36823781860152016116a6565b3461074f576102a036600319011261074f5761181236613c57565b6101a03660c319011261074f576040519061182c82613866565b60c435600281101561074f57825260e4356001600160a01b038116810361074f57602083015261010435916001600160a01b038316830361074f5760408101928352610124356060820152610144356001600160401b038116810361074f576080820152610164356001600160401b038116810361074f5760a0820152610184356001600160401b038116810361074f5760c08201526101a43564ffffffffff8116810361074f5760e08201526101c43564ffffffffff8116810361074f576101008201526101e43564ffffffffff8116810361074f576101208201526102043563ffffffff8116810361074f57610140820152610224358060030b810361074f57610160820152610244359264ffffffffff8416840361074f57610180820193845260403661026319011261074f576040519061196982613830565b6102643582526102843560208301526102a43603611bc757611989614429565b60408401926119ca610d3f855192601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b149081611ba6575b5015611b86576119e29083614bc4565b602082016001600160a01b038151165f526002602052611a186001600160681b0360405f20541664ffffffffff86511690614ded565b92819591611b3f575b5050611a3a606084019264ffffffffff84511690615347565b9481159081611b36575b50611b0b57611aa1946001600160a01b038351165f5260026020526001600160681b0360405f2091166001600160681b0319825416179055611ac65750506001600160801b0360806001600160a01b038351169201511690614a44565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b602064ffffffffff6001600160a01b037f9d03006aec26a422d415b064e042634bfaddb4ebb454b17eb6601fd75ad861c3935116935116604051908152a282806102a8565b506001600160a01b0364ffffffffff915116915116906359b8bdc760e01b5f5260045260245260445ffd5b90501586611a44565b7f02b57e5cebc105583eb38060a6f9b859d6af895f574ac608e4fb9d76731ae1f8602064ffffffffff6001600160a01b038651169351945116604051908152a38480611a21565b6001600160a01b03602084015116631a4dac3d60e21b5f5260045260245ffd5b6001600160a01b03915051166001600160a01b0360208501511614856119d2565b63f70a101960e01b5f52366004526102a460245260445ffd5b3461074f573660031901610120811261074f5760e01361074f57604051611c068161384b565b611c0e6138bf565b8152611c186138d5565b602082019081526044356001600160a01b038116810361074f5760408301908152606435906001600160801b038216820361074f57606084019182526084356001600160801b038116810361074f576080850190815260a435936001600160401b038516850361074f5760a0860194855260c4359464ffffffffff8616860361074f5760c0870195865260403660e319011261074f5760405191611cbb83613830565b60e43583526101043560208401526101243603611eee576001600160a01b0390611ce3614429565b5116957f0000000000000000000000000000000000000000000000000000000000000000966001600160a01b03881603611edb576001600160a01b038551168015908115611ed1575b50611ebd576001600160801b0386511615611ea9575164ffffffffff164211611e96576001600160401b03905116611d7f6001600160a01b038851166001600160a01b03165f525f60205260405f205490565b03611e8257611dd2906001600160a01b03875116611dcc601f19890180517f0580880443bd67b3b3b7b2d64fc2784acfd56a2e618350450bed5ab139828f0182526101008220915261494e565b9161498f565b15611e65576001600160801b0391611e5a6001600160a01b039284848981611aa19b51165f525f60205260405f2060018154019055611e1882825116848b5116906149ca565b8181511682875116907ff3534c5992c3931fc86fbca15a3e750e109223ef17b7347236ffc0b1e7bdab296020868d5116604051908152a3511691511690614a44565b511691511691614ac5565b6001600160a01b03855116633615713d60e21b5f5260045260245ffd5b630e72591360e21b5f52600360045260245ffd5b630e72591360e21b5f526004805260245ffd5b630e72591360e21b5f52600260045260245ffd5b630e72591360e21b5f52600160045260245ffd5b9050301489611d2c565b630e72591360e21b5f525f60045260245ffd5b63f70a101960e01b5f523660045261012460245260445ffd5b3461074f57611f15366137dd565b9050801580156120e3575b6120cc576103409080820282810482036107b357604401806044116107b357611f498391613ed3565b601a905f5b838110611f5757005b8281028181048414821517156107b3578060051b90808204602014901517156107b3578060440190816044116107b357610384018082116107b357361061074f575f80916040518560208201927f1107ae0200000000000000000000000000000000000000000000000000000000845260248301376103648082018490526103448252611fe4908261389e565b519082305af1903d156120c1573d6001600160401b0381116120ad576001926040519161201b6020601f19601f840116018461389e565b82523d5f602084013e5b15612032575b5001611f4e565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110612090575b50506001600160e01b0319825191858352166020820152a18561202b565b6001600160e01b03199250829060040360031b1b16168880612072565b634e487b7160e01b5f52604160045260245ffd5b600191606090612025565b6331045bf560e01b5f52600452606460245260445ffd5b5060648111611f20565b3461074f57604036600319011261074f576121066138bf565b61210e613c41565b6044360361212857611aa191612122614429565b3361449d565b63f70a101960e01b5f5236600452604460245260445ffd5b3461074f575f36600319011261074f5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461074f575f36600319011261074f5760206040515f8152f35b3461074f575f36600319011261074f5760206040516001600160401b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461074f575f36600319011261074f57602060405160648152f35b3461074f57604036600319011261074f576122146138d5565b6004355f5260036020526001600160a01b0360405f2091165f52602052602060ff60405f2054166040519015158152f35b3461074f57602036600319011261074f5760206104026122636138bf565b6001600160a01b03165f525f60205260405f205490565b3461074f575f36600319011261074f5760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461074f57602036600319011261074f576001600160a01b036122de6138bf565b165f5260016020526040805f2060208251916122f983613830565b54916001600160801b0383169283825260801c918291015282519182526020820152f35b3461074f576101a036600319011261074f576020610402610d3f612340366138eb565b601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b3461074f57602036600319011261074f576004356001600160401b03811161074f573660238201121561074f578060040135906001600160401b03821161074f57602436916105c0840201011161074f57602e90801580156125af575b6120cc578160051b907f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff831683036107b35761240c8183613d06565b604401806044116107b357836124228492613ed3565b80156020828404141715905f5b84811061243857005b6124428282613d06565b8060051b90808204602014901517156107b35780604401806044116107b357846107b3576124708682613d19565b9081811161074f5736821161074f575f928392036124db6024604051809360208201957f0c65897f000000000000000000000000000000000000000000000000000000008752604319820190848401376043199082010186838201520301601f19810183528261389e565b519082305af1903d156125a4573d6001600160401b0381116120ad57600192604051916125126020601f19601f840116018461389e565b82523d5f602084013e5b15612529575b500161242f565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110612587575b50506001600160e01b0319825191858352166020820152a186612522565b6001600160e01b03199250829060040360031b1b16168980612569565b60019160609061251c565b50606481116123d0565b3461074f575f36600319011261074f57602060ff600454166040519015158152f35b3461074f5761048036600319011261074f576125f6366138eb565b6125ff36613a1f565b61260836613b5c565b9061261236613c16565b9161048436036129c1576040926001600160a01b036126318487613ef9565b9590966020850195865161264481613d26565b61264d81613d26565b6129b65750015116905b835161266281613d26565b86845114801590612990575b61297557506126b19082611dcc601f19860180517fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e82526101208220915261494e565b15612959575081516126c281613d26565b6126cb81613d26565b15918215612932576001600160401b0360208501511693606081015115159260a08201511515959395935b8096158015612913575b80156128fd575b156128b15791817f6af5fb14046ff4361b763adabb74940505000077101d6122edea0326565021ca9795936001600160401b03806060809a9896015116911681116128a9575b508315612894575b506001600160401b0392935f146128785783151560a082015260018682015282851660208201525b60028152875f52600560205260405f20906127a2815161279c81613cfc565b83613d30565b60208101519060ff60981b8160ff60901b60ff60a01b198260ff60881b60ff60981b19895460ff60901b1970ffffffffffffffff000000000000000000604086015160481b1691606068ffffffffffffffff0060ff60a01b60c060a0608071ffffffffffffffffffffffffffffffffff0019958c0151151560881b9b0151151560901b9d0151151560981b9e0151151560a01b169d60081b1691161716171691161716911617911617179055519261285984613d26565b6040519361286681613d26565b845216602083015215156040820152a2005b83151560c082015260016080820152828516604082015261277d565b60c00151151592506001600160401b03612755565b95508961274d565b6001600160401b039084516128c581613d26565b7f36a41a25000000000000000000000000000000000000000000000000000000005f526128f181613d26565b6004521660245260445ffd5b5060c08201511515801561270757508415612707565b506001600160401b036060830151166001600160401b03821610612700565b6001600160401b0360408501511693608081015115159260c08201511515959395936126f6565b6001600160a01b0390633615713d60e21b5f521660045260245ffd5b63514dfe2560e11b5f5261298881613d26565b60045260245ffd5b5080855161299d81613d26565b6129a682613d26565b6129af81613d26565b141561266e565b905001511690612657565b63f70a101960e01b5f523660045261048460245260445ffd5b3461074f57602036600319011261074f576004356001600160401b03811161074f573660238201121561074f578060040135906001600160401b03821161074f57602436916103c0840201011161074f57601e81158015612bf8575b612be0576103c082810281810484036107b357604401806044116107b357612a5d90613ed3565b5f5b838110612a6857005b8281028181048414821517156107b3578060051b90808204602014901517156107b35780604401806044116107b357838101908181116107b35781811161074f5736821161074f575f92839203612b0c6024604051809360208201957fd2adc073000000000000000000000000000000000000000000000000000000008752604319820190848401376043199082010186838201520301601f19810183528261389e565b519082305af1903d15612bd5573d6001600160401b0381116120ad5760019260405191612b436020601f19601f840116018461389e565b82523d5f602084013e5b15612b5a575b5001612a5f565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110612bb8575b50506001600160e01b0319825191858352166020820152a185612b53565b6001600160e01b03199250829060040360031b1b16168880612b9a565b600191606090612b4d565b506331045bf560e01b5f52600452606460245260445ffd5b5060648211612a36565b3461074f57604036600319011261074f57612c1b6138d5565b336001600160a01b03821603612c3957612c37906004356148c9565b005b7f6697b232000000000000000000000000000000000000000000000000000000005f5260045ffd5b3461074f57604036600319011261074f57612c7a6138bf565b6024359064ffffffffff8216820361074f576020916001600160a01b03612cb592165f52600283526001600160681b0360405f20541661485f565b6040519015158152f35b3461074f57604036600319011261074f57612c37600435612cde6138d5565b90612cf8610b2f825f526003602052600160405f20015490565b6147b4565b3461074f57602036600319011261074f5760206104026004355f526003602052600160405f20015490565b3461074f575f36600319011261074f576020604051620151808152f35b3461074f57602036600319011261074f5760043580151580910361074f5760243603612e1857335f9081527f30adeb818ef77f204f5a603c30fa5332397b6e28fb3b7f9d937ae6a6914716de602052604090205460ff1615612de15760407e7399144da1af487abfd29504c088166edf0ad343b64eade59600fa1ffd873f9160ff196004541660ff8216176004558151908152336020820152a1005b63b528467160e01b5f52336004527f65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a60245260445ffd5b63f70a101960e01b5f52366004526024805260445ffd5b3461074f5761034036600319011261074f57612e4a366138eb565b612e5336613a1f565b612e5b613eaf565b612e658183614712565b606081949294015115612f8d5780612eb0612e9d6001600160401b03602060a0950151166001600160401b0360808701511690613f5f565b85858460c08101998a51612f6e57613f84565b015115159251151583141580612f5e575b612ec757005b6001600160a01b0391604091837f000000000000000000000000000000000000000000000000000000000000000016945f14612f535750015116905b803b1561074f5760405163f7966eef60e01b81526001600160a01b0392909216600483015260021960248301525f908290604490829084905af180156113d857612f4957005b5f612c379161389e565b905001511690612f03565b50612f698282614233565b612ec1565b93612f87906001600160401b0360408401511690613f5f565b93613f84565b5183612f9882613cfc565b6327805ceb60e01b5f52600452612fae81613cfc565b60245260445ffd5b3461074f5760c036600319011261074f57612fcf6138bf565b612fd7613c41565b6064359160ff831680930361074f5760c4360361317a57612ff6614429565b6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016803b1561074f57604051907fd505accf0000000000000000000000000000000000000000000000000000000082526001600160a01b038316918260048201523060248201526001600160801b038516958660448301526044356064830152608482015260843560a482015260a43560c48201525f8160e48183865af1908161316a575b5061315e576040517fdd62ed3e0000000000000000000000000000000000000000000000000000000081526001600160a01b038416600482015230602482015290602090829060449082905afa80156113d85785915f91613129575b50036131125750611aa192505b8061449d565b839063b2f5645b60e01b5f5260045260245260445ffd5b9150506020813d602011613156575b816131456020938361389e565b8101031261074f57849051866130ff565b3d9150613138565b5050611aa1925061310c565b5f6131749161389e565b866130a3565b63f70a101960e01b5f523660045260c460245260445ffd5b3461074f576105c036600319011261074f576131ad366138eb565b6131b636613a1f565b6131bf36613b5c565b6131c836613c16565b906101003661048319011261074f57604051906131e482613882565b6104843582526104a435600281101561074f57602083019081526104c43564ffffffffff8116810361074f5760408401526104e435916001600160401b038316830361074f57606084019283526105043564ffffffffff8116810361074f57608085015261052435916001600160401b038316830361074f5760a085019283526105443590811515820361074f5760c0860191825261056435600981101561074f5760e087015260403661058319011261074f57604051956132a587613830565b6105843587526105a43560208801526132bf6105c4613ed3565b6132c9898b613ef9565b9790986001600160a01b0360408d015116908a87511480159061357d575b6134fd576133299082611dcc601f198a0180517fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e82526101208220915261494e565b1561353757506001600160a01b0360408b01511692898351149081159161355d575b506134c95782611dcc61338d93601f190180517fe6bac29b124070ac89b8d1c6c0415c8a6863d55f759b030cd81d46a9ac8f6c5e82526101208220915261494e565b15613537575060c08201511561352457511561351057606001906001600160401b038251166001600160401b03602086015116116134fd576001600160401b039051166001600160401b03825116148015906134dd575b6134c957613428916001600160401b038061340493511691511690613f5f565b92848661342060808201966001600160401b0388511690613f5f565b948593613f84565b6001600160401b0363ffffffff6101408601511663ffffffff610140860151168082105f146134c15750915b16908115159283613488575b50505080613478575b61346f57005b612c3791614295565b506134838183614233565b613469565b6001600160401b0392935090620f42406134af63ffffffff856134b6955116931683613d06565b0490614226565b161115838080613460565b905091613454565b63514dfe2560e11b5f52600160045260245ffd5b506001600160401b038251166001600160401b03604085015116116133e4565b63514dfe2560e11b5f525f60045260245ffd5b63a2b6051960e01b5f52600160045260245ffd5b63a2b6051960e01b5f525f60045260245ffd5b633615713d60e21b5f5260045260245ffd5b634e487b7160e01b5f52602160045260245ffd5b90505161356981613d26565b80613575600192613d26565b14158c61334b565b50602087015161358c81613d26565b61359581613d26565b15156132e7565b3461074f576135aa366137dd565b90508015801561374d575b6120cc576103409080820282810482036107b357604401806044116107b3576135de8391613ed3565b601a905f5b8381106135ec57005b8281028181048414821517156107b3578060051b90808204602014901517156107b3578060440190816044116107b357610384018082116107b357361061074f575f80916040518560208201927fd5bebe9300000000000000000000000000000000000000000000000000000000845260248301376103648082018490526103448252613679908261389e565b519082305af1903d15613742573d6001600160401b0381116120ad57600192604051916136b06020601f19601f840116018461389e565b82523d5f602084013e5b156136c7575b50016135e3565b60407f9cc503689be8ed4a7f3851c51f6d9f9ab27c3fb7f8814581af0fb57611766de891602081519101516001600160e01b031981169160048110613725575b50506001600160e01b0319825191858352166020820152a1856136c0565b6001600160e01b03199250829060040360031b1b16168880613707565b6001916060906136ba565b50606481116135b5565b3461074f57602036600319011261074f57600435906001600160e01b0319821680920361074f57817f7965db0b00000000000000000000000000000000000000000000000000000000602093149081156137b3575b5015158152f35b7f01ffc9a700000000000000000000000000000000000000000000000000000000915014836137ac565b90602060031983011261074f576004356001600160401b03811161074f578260238201121561074f578060040135926001600160401b03841161074f57602461034085028301011161074f576024019190565b604081019081106001600160401b038211176120ad57604052565b60e081019081106001600160401b038211176120ad57604052565b6101a081019081106001600160401b038211176120ad57604052565b61010081019081106001600160401b038211176120ad57604052565b90601f801991011681019081106001600160401b038211176120ad57604052565b600435906001600160a01b038216820361074f57565b602435906001600160a01b038216820361074f57565b6101a090600319011261074f576040519061390582613866565b81600435600281101561074f5781526024356001600160a01b038116810361074f5760208201526044356001600160a01b038116810361074f57604082015260643560608201526084356001600160401b038116810361074f57608082015260a4356001600160401b038116810361074f5760a082015260c4356001600160401b038116810361074f5760c082015260e43564ffffffffff8116810361074f5760e08201526101043564ffffffffff8116810361074f576101008201526101243564ffffffffff8116810361074f576101208201526101443563ffffffff8116810361074f57610140820152610164358060030b810361074f57610160820152610184359064ffffffffff8216820361074f576101800152565b6101a0906101a319011261074f5760405190613a3a82613866565b816101a435600281101561074f5781526101c4356001600160a01b038116810361074f5760208201526101e4356001600160a01b038116810361074f576040820152610204356060820152610224356001600160401b038116810361074f576080820152610244356001600160401b038116810361074f5760a0820152610264356001600160401b038116810361074f5760c08201526102843564ffffffffff8116810361074f5760e08201526102a43564ffffffffff8116810361074f576101008201526102c43564ffffffffff8116810361074f576101208201526102e43563ffffffff8116810361074f57610140820152610304358060030b810361074f57610160820152610324359064ffffffffff8216820361074f576101800152565b6101009061034319011261074f5760405190613b7782613882565b8161034435815261036435600281101561074f5760208201526103843564ffffffffff8116810361074f5760408201526103a4356001600160401b038116810361074f5760608201526103c43564ffffffffff8116810361074f5760808201526103e4356001600160401b038116810361074f5760a082015261040435801515810361074f5760c08201526104243590600982101561074f5760e00152565b60409061044319011261074f5760405190613c3082613830565b610444358252610464356020830152565b602435906001600160801b038216820361074f57565b60c090600319011261074f576040519060c082018281106001600160401b038211176120ad57604052816004356001600160a01b038116810361074f5781526024356001600160a01b038116810361074f576020820152604435604082015260643564ffffffffff8116810361074f5760608201526084356001600160801b038116810361074f57608082015260a4359064ffffffffff8216820361074f5760a00152565b6005111561354957565b818102929181159184041417156107b357565b919082018092116107b357565b6002111561354957565b90613d3a81613cfc565b60ff80198354169116179055565b906003811015613d595760051b0190565b634e487b7160e01b5f52603260045260245ffd5b60405190613d7a8261384b565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b467f000000000000000000000000000000000000000000000000000000000000000003613dee577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a08152613ea960c08261389e565b51902090565b6103443603613eba57565b63f70a101960e01b5f523660045261034460245260445ffd5b8036036116655750565b64ffffffffff620151809116019064ffffffffff82116107b357565b9190613f03613d6d565b5064ffffffffff613f1a8161010086015116613edd565b169283421015613f3357613f2f929350615104565b9091565b837f4f67adf2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b906001600160401b0381166001600160401b038316105f14613f7f575090565b905090565b93907f3a518c63c9fd4f6b9aef55810329caef9d3d09fca7fe215cbd3a3a7e3a338a06936060936001600160801b039260038152875f52600560205260405f2090613fd3815161279c81613cfc565b60208101519060ff60981b8160ff60901b60ff60a01b198260ff60881b60ff60981b19895460ff60901b1970ffffffffffffffff000000000000000000604086015160481b1691606068ffffffffffffffff0060ff60a01b60c060a0608071ffffffffffffffffffffffffffffffffff0019958c0151151560881b9b0151151560901b9d0151151560981b9e0151151560a01b169d60081b1691161716171691161716911617911617179055610100810164ffffffffff8151168042106141d4575b505060c08101906001600160a01b03602081816140e388620f42406140c86001600160401b03808b51169d169c8d613d06565b0416966001600160401b038060808901511691511690615083565b9401511694015116906140f683826150c4565b93805f52600160205261413860405f209287614130886040519661411988613830565b5496602084891691828152019760801c88526150e4565b9451166150c4565b90866040519361414785613830565b1683528660208401921682525f526001602052858060405f20935116166001600160801b031983541617825551856001600160801b031983549260801b169116179055816141a5575b506040519384526020840152166040820152a2565b5f52600160205260405f20836141be83828454166150e4565b166001600160801b03198254161790555f614190565b61421f916141fe6001600160a01b036040860151169260e086019364ffffffffff85511690615277565b64ffffffffff806001600160a01b0360408801511693511691511691615277565b5f80614095565b919082039182116107b357565b906001600160401b036080830151166001600160401b037f0000000000000000000000000000000000000000000000000000000000000000161115918261427957505090565b6001600160a01b03809293506020809201511692015116141590565b6020810151916001600160a01b035f93166001600160a01b03602083015116908181105f1461442457905b6001600160a01b0363ffffffff620151804204169216805f52600660205260405f206001600160a01b0383165f526020528263ffffffff60405f2054161461441c575f5260066020526001600160a01b0360405f2091165f5260205260405f209063ffffffff198254161790556001600160a01b036040817f00000000000000000000000000000000000000000000000000000000000000001693015116823b1561074f5760405163f7966eef60e01b81526001600160a01b03919091166004820152600160248201525f8160448183875af180156113d857614406575b50604001516001600160a01b0316813b156107ec5760405163f7966eef60e01b81526001600160a01b03919091166004820152600160248201529082908290604490829084905af18015610aaa576143f4575050565b6143ff82809261389e565b6103a05750565b6144139193505f9061389e565b5f91604061439e565b505050505050565b6142c0565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c6144755760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b907f0000000000000000000000000000000000000000000000000000000000000000926001600160a01b03841692604051906370a0823160e01b8252306004830152602082602481885afa9182156113d8575f926146de575b506001600160801b038316946001600160a01b03604051927f23b872dd000000000000000000000000000000000000000000000000000000005f52169687600452306024528660445260205f60648180855af19060015f51148216156146bf575b50826040525f606052156146ad57816024816020936370a0823160e01b82523060048301525afa9081156113d8575f9161467b575b50846001600160801b038211159283614667575b50505015801561465f575b801561464e575b61462e576001600160a01b03826020926001600160801b036146136146097f98e61a191a785bb80774a71a97c6f45cdba53aa992b229f7aee0658e19ea7e9a976001600160a01b03165f52600160205260405f2090565b92828454166150e4565b166001600160801b03198254161790556040519485521692a3565b506001600160a01b039063b2f5645b60e01b5f521660045260245260445ffd5b506001600160a01b038216156145b2565b5082156145ab565b614672929350613d19565b145f84816145a0565b90506020813d6020116146a5575b816146966020938361389e565b8101031261074f57515f61458c565b3d9150614689565b635274afe760e01b5f5260045260245ffd5b60018215166146d5573b15153d1516165f614557565b833d5f823e3d90fd5b9091506020813d60201161470a575b816146fa6020938361389e565b8101031261074f5751905f6144f6565b3d91506146ed565b919061471c613d6d565b5064ffffffffff6147338161010086015116613edd565b169283421061474757613f2f929350615104565b837f25795533000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b805f52600360205260405f206001600160a01b0333165f5260205260ff60405f2054161561479e5750565b63b528467160e01b5f523360045260245260445ffd5b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f205416155f1461483d57805f52600360205260405f206001600160a01b0383165f5260205260405f20600160ff198254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b9064ffffffffff8091169116039064ffffffffff82116107b357565b906001600160401b0364ffffffffff8360401c1692169164ffffffffff811664ffffffffff8316116148c25764ffffffffff9161489b91614843565b1660408110918215926148ad57505090565b600192506001600160401b0316901c16151590565b5050505f90565b805f52600360205260405f206001600160a01b0383165f5260205260ff60405f2054165f1461483d57805f52600360205260405f206001600160a01b0383165f5260205260405f2060ff1981541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b604290614959613da3565b90604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b91906001600160a01b03169081151592836149ab575b50505090565b6001600160a01b03929350906149c091615303565b16145f80806149a5565b6001600160a01b031690815f5260016020526001600160801b0360405f205416818110614a2b576001600160801b0391614a0391614226565b16905f5260016020526001600160801b0360405f2091166001600160801b0319825416179055565b82631826120b60e01b5f5260045260245260445260645ffd5b906001600160801b03168015614ac15781614a6282614abf946149ca565b6040518281527f4abd7a86a3a422e53d7865e03ef0df0e1ed9b41eee7f8bfacf55ccf58f1a1af060206001600160a01b0333941692a3337f0000000000000000000000000000000000000000000000000000000000000000614ac5565b565b5050565b916001600160a01b03604051927fa9059cbb000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180865af19060015f5114821615614b3b575b60405215614b1f5750565b6001600160a01b0390635274afe760e01b5f521660045260245ffd5b906001811516614b5357823b15153d15161690614b14565b503d5f823e3d90fd5b919082606091031261074f57604051606081018181106001600160401b038211176120ad57604052809280516001600160a01b038116810361074f5782526020810151908160030b820361074f576040916020840152015190811515820361074f5760400152565b60208101916001600160a01b0383511690604051917f51e719cf00000000000000000000000000000000000000000000000000000000835260048301526060826024816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa9182156113d8575f92614db2575b506001600160a01b038251168015908115614d9d575b50614d805764ffffffffff60a0840151164211614d6357614cb090614caa601f19850180517f304c112b3f8feb3fca5f27e3f6fd686c54dd6af8e141401ee2cb26e0eafc1d96825260e08220915261494e565b90615303565b6001600160a01b038084511691169081141580614d4f575b614d32576001600160801b0360808401511615159283614d1d575b505081614d10575b50614cf35750565b6001600160a01b03905116631a4dac3d60e21b5f5260045260245ffd5b604091500151155f614ceb565b516001600160a01b0316141591505f80614ce3565b6001600160a01b03845116633615713d60e21b5f5260045260245ffd5b506001600160a01b03845116811415614cc8565b6001600160a01b03845116631a4dac3d60e21b5f5260045260245ffd5b6001600160a01b038451166368710b6160e11b5f5260045260245ffd5b90506001600160a01b0384511614155f614c57565b90915060603d606011614de6575b614dca818361389e565b810160608282031261074f57614ddf91614b5c565b905f614c41565b503d614dc0565b614df7828261485f565b614ecf576001600160401b0364ffffffffff8260401c169116918192809264ffffffffff811664ffffffffff841611614e69575b50506cffffffffff0000000000000000916001600160401b03600164ffffffffff614e57839588614843565b161b1617169160401b16179060019190565b8264ffffffffff939550614e7e929450614843565b1660408110614eac5750506cffffffffff00000000000000006001600160401b035f5b915082908290614e2b565b6001600160401b038091816cffffffffff00000000000000009416901b16614ea1565b5f92909150565b6030820291808304603014901517156107b3576001600160901b0316901c90614f1661ffff6001600160801b0363ffffffff8560101c1616931683613d19565b90565b929190926001600160a01b0360408201511693845f52600260205260405f209260405193614f4685613830565b54926001600160681b03614f81610180828716938489526001600160901b0360208a019860681c168852019264ffffffffff84511690614ded565b9190911686521561506357506001600160901b0391614fa69183855116914292615493565b91909116825215615037576001600160901b0390614abf93945f5260026020526001600160681b038060405f20945116166001600160681b031984541617835551167fff000000000000000000000000000000000000ffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff0000000000000000000000000083549260681b169116179055565b837fa25e9a72000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b64ffffffffff87915116906359b8bdc760e01b5f5260045260245260445ffd5b6001600160401b038061509893169116613d06565b620f42408101908181116107b357620f423f019081116107b357620f42406001600160801b0391041690565b906001600160801b03809116911603906001600160801b0382116107b357565b906001600160801b03809116911601906001600160801b0382116107b357565b90610d3f61514891615114613d6d565b50601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c08220915290565b606082015190808203615262575050601f190180517fe732c37aa0252ed99c073848964625333994bca00a900089d113d72d8ea671ee82526101c0822091526151909061494e565b90815f52600560205260405f20916001604051936151ad8561384b565b5460ff808216916151bd83613cfc565b8287526001600160401b038160081c1660208801526001600160401b038160481c166040880152818160881c1615156060880152818160901c1615156080880152818160981c16151560a088015260a01c16151560c086015261521f81613cfc565b61522881613cfc565b148015615245575b15615239579190565b825190612f9882613cfc565b506002835161525381613cfc565b61525c81613cfc565b14615230565b631a4a8acb60e31b5f5260045260245260445ffd5b614abf926001600160a01b036152a7921692835f5260026020526001600160901b0360405f205460681c16615579565b905f52600260205260405f20907fff000000000000000000000000000000000000ffffffffffffffffffffffffff7effffffffffffffffffffffffffffffffffff0000000000000000000000000083549260681b169116179055565b9061534291602081519101519160ff601b7f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff851694821c0116906155f4565b505090565b9064ffffffffff8260401c16916001600160401b0381169064ffffffffff83169264ffffffffff8516841161541d5761538664ffffffffff9186614843565b16603f8110156154125760010164ffffffffff81116107b35764ffffffffff6001600160401b0391161b6001600160401b0381168094159182156153fd575b50506153f357506cffffffffff0000000000000000916001600160401b039117169160401b16179060019190565b93925050505f9190565b84166001600160401b0316149050835f6153c5565b5093925050505f9190565b91505067fffffffffffffffe92506cffffffffff0000000000000000915060401b16179060019190565b61010081019064ffffffffff82511664ffffffffff60e08301511610156115765764ffffffffff61012081920151169151161061548057565b6380e8bb3160e01b5f526004805260245ffd5b916003935f905b6003821061550a575050600384146155015764ffffffffff6154c48366ffffffffff000093614843565b169160101b1617906030830292808404603014901517156107b3576001600160901b03918265ffffffffffff91851b16931b191616179060019190565b505f9391925050565b90946155168686614ed6565b838111801590615570575b15615534575050506001855b019061549a565b64ffffffffff869893981610908161555f575b506155545760019061552d565b505f95939450505050565b905064ffffffffff8416115f615547565b50818114615521565b64ffffffffff909116915f5b60038110615594575050905090565b8361559f8285614ed6565b911490816155e3575b506155b557600101615585565b9250506030820291808304603014901517156107b3576001600160901b039165ffffffffffff901b19161690565b905064ffffffffff8316145f6155a8565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841161566b579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa156113d8575f516001600160a01b0381161561566157905f905f90565b505f906001905f90565b5050505f9160039190562f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d30adeb818ef77f204f5a603c30fa5332397b6e28fb3b7f9d937ae6a6914716de3617319a054d772f909f7c479a2cebe5066e836a939412e32403c99029b92eff' as const;
