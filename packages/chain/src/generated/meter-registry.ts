// Generated from contracts/src/MeterRegistry.sol by `npm run generate`; do not edit by hand.
export const meterRegistryAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "market_",
        "type": "address"
      },
      {
        "name": "admin",
        "type": "address"
      },
      {
        "name": "enroller",
        "type": "address"
      },
      {
        "name": "suspender",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable"
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
    "name": "ENROLLER_ROLE",
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
    "name": "REPLACE_DELAY",
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
    "name": "SUSPENDER_ROLE",
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
    "name": "admission",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "components": [
          {
            "name": "account",
            "type": "address"
          },
          {
            "name": "reputation",
            "type": "int32"
          },
          {
            "name": "active",
            "type": "bool"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "changeReputation",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      },
      {
        "name": "change",
        "type": "int32"
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
    "name": "enrol",
    "inputs": [
      {
        "name": "deviceIdHash",
        "type": "bytes32"
      },
      {
        "name": "meterKey",
        "type": "address"
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
    "name": "finishReplace",
    "inputs": [
      {
        "name": "oldMeterKey",
        "type": "address"
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
    "name": "market",
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
    "name": "meter",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "components": [
          {
            "name": "account",
            "type": "address"
          },
          {
            "name": "reputation",
            "type": "int32"
          },
          {
            "name": "status",
            "type": "uint8"
          },
          {
            "name": "suspended",
            "type": "bool"
          },
          {
            "name": "replacedFrom",
            "type": "uint40"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "meterOfAccount",
    "inputs": [
      {
        "name": "account",
        "type": "address"
      }
    ],
    "outputs": [
      {
        "name": "meterKey",
        "type": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "meterOfDevice",
    "inputs": [
      {
        "name": "deviceIdHash",
        "type": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "meterKey",
        "type": "address"
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
    "name": "replacement",
    "inputs": [
      {
        "name": "oldMeterKey",
        "type": "address"
      }
    ],
    "outputs": [
      {
        "name": "newMeterKey",
        "type": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "requestReplace",
    "inputs": [
      {
        "name": "replace",
        "type": "tuple",
        "components": [
          {
            "name": "account",
            "type": "address"
          },
          {
            "name": "oldMeterKey",
            "type": "address"
          },
          {
            "name": "newMeterKey",
            "type": "address"
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
    "type": "function",
    "name": "requireAdmitted",
    "inputs": [
      {
        "name": "buyerMeter",
        "type": "address"
      },
      {
        "name": "buyer",
        "type": "address"
      },
      {
        "name": "buyerLeast",
        "type": "int32"
      },
      {
        "name": "sellerMeter",
        "type": "address"
      },
      {
        "name": "seller",
        "type": "address"
      },
      {
        "name": "sellerLeast",
        "type": "int32"
      }
    ],
    "outputs": [],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "resume",
    "inputs": [
      {
        "name": "meterKey",
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
    "name": "suspend",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "event",
    "name": "Enrolled",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address",
        "indexed": true
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "deviceIdHash",
        "type": "bytes32",
        "indexed": true
      },
      {
        "name": "active",
        "type": "bool",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ReplaceRequested",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "oldMeterKey",
        "type": "address",
        "indexed": true
      },
      {
        "name": "newMeterKey",
        "type": "address",
        "indexed": true
      },
      {
        "name": "effectiveFrom",
        "type": "uint40",
        "indexed": false
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ReplaceWithdrawn",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "oldMeterKey",
        "type": "address",
        "indexed": true
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Replaced",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true
      },
      {
        "name": "oldMeterKey",
        "type": "address",
        "indexed": true
      },
      {
        "name": "newMeterKey",
        "type": "address",
        "indexed": true
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
    "name": "ReputationChanged",
    "inputs": [
      {
        "name": "meterKey",
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
    "name": "Resumed",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address",
        "indexed": true
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
    "name": "Suspended",
    "inputs": [
      {
        "name": "meterKey",
        "type": "address",
        "indexed": true
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
    "name": "EnrolmentInvalid",
    "inputs": [
      {
        "name": "deviceIdHash",
        "type": "bytes32"
      },
      {
        "name": "meterKey",
        "type": "address"
      },
      {
        "name": "account",
        "type": "address"
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
    "name": "ReplaceInvalid",
    "inputs": [
      {
        "name": "oldMeterKey",
        "type": "address"
      },
      {
        "name": "newMeterKey",
        "type": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "ReplaceNotDue",
    "inputs": [
      {
        "name": "oldMeterKey",
        "type": "address"
      },
      {
        "name": "effectiveFrom",
        "type": "uint40"
      }
    ]
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
  }
] as const;

export const meterRegistryBytecode =
  '0x610100806040523461015a57608081611c2e8038038091610020828561015e565b83398101031261015a578061011961003a61011f93610195565b9161011361004a60208301610195565b610062606061005b60408601610195565b9401610195565b94806080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6606082015246608082015260018060a01b03831660a082015260a0815261010560c08261015e565b51902060c05260e0526101a9565b5061021f565b506102b2565b506040516118689081610346823960805181611494015260a051816113c5015260c051816113eb015260e05181818161016201526106780152f35b5f80fd5b601f909101601f19168101906001600160401b0382119082101761018157604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160a01b038216820361015a57565b6001600160a01b0381165f9081525f516020611c0e5f395f51905f52602052604090205460ff1661021a576001600160a01b03165f8181525f516020611c0e5f395f51905f5260205260408120805460ff191660011790553391905f516020611bae5f395f51905f528180a4600190565b505f90565b6001600160a01b0381165f9081525f516020611bce5f395f51905f52602052604090205460ff1661021a576001600160a01b03165f8181525f516020611bce5f395f51905f5260205260408120805460ff191660011790553391907f462bd302974b44ee0aa0f437807615ac99fec0706b31a95596f2180b4d3f9996905f516020611bae5f395f51905f529080a4600190565b6001600160a01b0381165f9081525f516020611bee5f395f51905f52602052604090205460ff1661021a576001600160a01b03165f8181525f516020611bee5f395f51905f5260205260408120805460ff191660011790553391907f905e7c6bceabadb31a2ebbb666d0d6df4dfb3156f376c424680851d38988ea84905f516020611bae5f395f51905f529080a460019056fe6080806040526004361015610012575f80fd5b5f3560e01c90816301ffc9a714610e835750806303e2582214610e4257806308b9505014610dcb5780630d4fdb9614610d985780631e06340314610d5e578063248a9ca314610d34578063286781c714610c835780632ac5439314610c425780632f2ff15d14610c0557806336568abe14610ba857806343e7ccce14610b1b57806351b169fd14610ae157806351e719cf146109ed5780635a62fda21461078f578063793c1946146106d25780637ecebe001461069c57806380f556051461065957806389b9b5181461063c57806391d14854146105f3578063a217fddf146105d9578063c789c8ae14610439578063d158cdd114610341578063d547741f146102fd578063f698da25146102db5763f7966eef1461012f575f80fd5b346102d75760403660031901126102d757610148610f21565b602435908160030b8092036102d757806001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001633036102c0576001600160a01b03165f52600260205260405f20805460ff8160c01c1660048110156102ac57600314610278575b50805460a01c60030b838101905f8583129112908015821691151617610264577fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e926040926001600160a01b0392637fffffff8113610259575b637fffffff19811261024d575b815463ffffffff60a01b191663ffffffff60a01b60a083901b161790915560030b835195865260208601521692a2005b50637fffffff1961021d565b50637fffffff610210565b634e487b7160e01b5f52601160045260245ffd5b90506001600160a01b039150165f5260046020526001600160a01b0360405f205416805f52600260205260405f205f6101b6565b634e487b7160e01b5f52602160045260245ffd5b63b528467160e01b5f52336004525f60245260445ffd5b5f80fd5b346102d7575f3660031901126102d75760206102f56113c2565b604051908152f35b346102d75760403660031901126102d75761033f60043561031c610f37565b9061033a610335825f525f602052600160405f20015490565b611637565b611704565b005b346102d75760203660031901126102d7576001600160a01b03610362610f21565b5f608060405161037181610f63565b8281528260208201528260408201528260608201520152165f52600260205260405f20604051906103a182610f63565b54906001600160a01b038216815260208101918060a01c60030b835260ff8160c01c16604083019060048110156102ac578152606083019360ff8360c81c161515855264ffffffffff608085019360d01c1683526001600160a01b0360405194511684525160030b6020840152519060048210156102ac5760a09364ffffffffff926040850152511515606084015251166080820152f35b346102d75760203660031901126102d7576001600160a01b0361045a610f21565b16805f52600260205260405f2090815464ffffffffff8160d01c1660ff8260c01c1660048110156102ac57600214806105d0575b806105c6575b156105975750815f5260056020527f0643fb5ccc17c7356127d486beed0b61be0b1b906f37a75b3ef7c95fdf107b2960206001600160a01b038060405f20541695865f526002835261051860405f209563ffffffff60a01b198116835560a01c60030b869063ffffffff60a01b1982549160a01b63ffffffff60a01b169116179055565b780200000000000000000000000000000000000000000000000060ff60c01b19865416178555780300000000000000000000000000000000000000000000000060ff60c01b19825416178155818154165f526004835260405f208288166001600160a01b03198254161790555416925460a01c60030b604051908152a4005b827f51a43977000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b5080421015610494565b5080151561048e565b346102d7575f3660031901126102d75760206040515f8152f35b346102d75760403660031901126102d75761060c610f37565b6004355f525f6020526001600160a01b0360405f2091165f52602052602060ff60405f2054166040519015158152f35b346102d7575f3660031901126102d75760206040516202a3008152f35b346102d7575f3660031901126102d75760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b346102d75760203660031901126102d75760206102f56106ba610f21565b6001600160a01b03165f52600160205260405f205490565b346102d75760203660031901126102d7576001600160a01b036106f3610f21565b6106fb6115c8565b16805f52600260205260405f20805460ff8160c01c1660048110156102ac57158015610781575b6107555760ff60c81b191690557f5d287a3a02ade76478d8449abebe9dc45b38421247132b68127dd3cd6c05f3cf5f80a2005b827fd0e216c2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5060ff8160c81c1615610722565b346102d75760603660031901126102d7576004356107ab610f37565b6107b3610f4d565b335f9081527f88d5fab0fe8c1f9cd2c75fd6fb3d0a8c36a3f7f88db748e6ec7fa95aaaacbd8d602052604090205490919060ff16156109b6576001600160a01b0316805f52600260205260405f2091835f5260036020526001600160a01b0360405f2054161580159061099d575b8215158061098b575b80610978575b811561096f575b508015610967575b61092b576001600160a01b031691825f5260046020526001600160a01b0360405f20541615836001600160a01b0319835416178255805f14610923576002905b60048210156102ac578260209260ff60c01b1978ff0000000000000000000000000000000000000000000000007f57a3fd3c9653ff99b13b457e8d82172c7024430eb41c7b04df867efa8f1dc15e96549260c01b169116179055855f52600382528060405f20856001600160a01b0319825416179055610903575b604051908152a4005b845f526004825260405f20846001600160a01b03198254161790556108fa565b60019061087f565b6001600160a01b0391847f2e5baa3d000000000000000000000000000000000000000000000000000000005f526004526024521660445260645ffd5b50831561083f565b90501585610837565b506001600160a01b038216831415610830565b506001600160a01b038216151561082a565b5060ff835460c01c1660048110156102ac571515610821565b63b528467160e01b5f52336004527f462bd302974b44ee0aa0f437807615ac99fec0706b31a95596f2180b4d3f999660245260445ffd5b346102d75760203660031901126102d7576001600160a01b03610a0e610f21565b5f60408051610a1c81610f93565b8281528260208201520152165f52600260205260405f2060405190610a4082610f63565b54906001600160a01b038216815260208101908260a01c60030b825260ff8360c01c1660048110156102ac5760609364ffffffffff91604084015260ff8160c81c1615158584015260d01c166080820152610aaa6001600160a01b03825116925160030b91611787565b9060408051610ab881610f93565b848152602081019283520191151582526040519283525160030b60208301525115156040820152f35b346102d7575f3660031901126102d75760206040517f462bd302974b44ee0aa0f437807615ac99fec0706b31a95596f2180b4d3f99968152f35b346102d757366003190160e081126102d75760a0136102d757604051610b4081610f63565b610b48610f21565b8152610b52610f37565b6020820152610b5f610f4d565b604082015260643567ffffffffffffffff811681036102d757606082015260843564ffffffffff811681036102d757608082015260403660a31901126102d75761033f90610faf565b346102d75760403660031901126102d757610bc1610f37565b336001600160a01b03821603610bdd5761033f90600435611704565b7f6697b232000000000000000000000000000000000000000000000000000000005f5260045ffd5b346102d75760403660031901126102d75761033f600435610c24610f37565b90610c3d610335825f525f602052600160405f20015490565b611677565b346102d75760203660031901126102d7576001600160a01b03610c63610f21565b165f52600560205260206001600160a01b0360405f205416604051908152f35b346102d75760203660031901126102d7576001600160a01b03610ca4610f21565b610cac6115c8565b16805f52600260205260405f20805460ff8160c01c1660048110156102ac57158015610d22575b6107555760ff60c81b19167901000000000000000000000000000000000000000000000000001790557f6f123d3d54c84a7960a573b31c221dcd86e13fd849c5adb0c6ca851468cc1ae45f80a2005b50600160ff8260c81c16151514610cd3565b346102d75760203660031901126102d75760206102f56004355f525f602052600160405f20015490565b346102d7575f3660031901126102d75760206040517f905e7c6bceabadb31a2ebbb666d0d6df4dfb3156f376c424680851d38988ea848152f35b346102d75760203660031901126102d7576004355f52600360205260206001600160a01b0360405f205416604051908152f35b346102d75760c03660031901126102d757610de4610f21565b610dec610f37565b90604435908160030b82036102d7576064356001600160a01b03811681036102d757608435916001600160a01b03831683036102d75760a435938460030b85036102d75761033f95610e3d926114dd565b6114dd565b346102d75760203660031901126102d7576001600160a01b03610e63610f21565b165f52600460205260206001600160a01b0360405f205416604051908152f35b346102d75760203660031901126102d757600435907fffffffff0000000000000000000000000000000000000000000000000000000082168092036102d757817f7965db0b0000000000000000000000000000000000000000000000000000000060209314908115610ef7575b5015158152f35b7f01ffc9a70000000000000000000000000000000000000000000000000000000091501483610ef0565b600435906001600160a01b03821682036102d757565b602435906001600160a01b03821682036102d757565b604435906001600160a01b03821682036102d757565b60a0810190811067ffffffffffffffff821117610f7f57604052565b634e487b7160e01b5f52604160045260245ffd5b6060810190811067ffffffffffffffff821117610f7f57604052565b602081016001600160a01b038151165f52600260205260405f209060408301916001600160a01b038351165f52600260205260405f206001600160a01b038451166001600160a01b03845116149082546001600160a01b038751166001600160a01b0382161490816113a7575b60d01c64ffffffffff168015159283918261139c575b50841561135c57505b64ffffffffff608089015116421115918261131e575b15928315611316575b50821561130d575b508115611304575b506112c5576001600160a01b038551166042601f19870180517f318127b75819fb334bafe11093393cf5706a3ce1f436f355c29b2d301bc2fbf7825260c0822091526110b46113c2565b90604051917f190100000000000000000000000000000000000000000000000000000000000083526002830152602282015220908015159182611272575b50501561123c576001600160a01b038551165f52600160205260405f20600181540190556111d6576202a30064ffffffffff4216019364ffffffffff8511610264576001600160a01b038080602093857f799639b22f1156b18f39b755ea18e95f1e9c31737fd8fec3fe175173897d5d89965464ffffffffff60d01b197effffffffff00000000000000000000000000000000000000000000000000008c60d01b16911617905581885116828851165f52600586528260405f2091166001600160a01b031982541617905551169451169451169464ffffffffff60405191168152a4565b6001600160a01b039250928364ffffffffff60d01b1984939554169055818451165f52600560205260405f206001600160a01b031981541690555116915116907fad15ea5c3d4b80ec30f93f25f7e6b81754179e9109a431372b379bfd7e40fe4d5f80a3565b6001600160a01b038551167fd855c4f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b039192506112ba9060c4357f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81169160ff601b60a43593821c0116906117db565b505016145f806110f2565b836001600160a01b0380855116915116907ff0ffe7a4000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9050155f61106a565b1591505f611062565b92505f61105a565b915067ffffffffffffffff6060890151166113556001600160a01b038a51166001600160a01b03165f52600160205260405f205490565b1491611051565b9050546001600160a01b038851166001600160a01b038216149081611382575b5061103b565b60ff915060c01c1660048110156102ac576001145f61137c565b42101593505f611032565b905060ff8160c01c1660048110156102ac576002149061101c565b467f00000000000000000000000000000000000000000000000000000000000000000361140d577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a0815260c0810181811067ffffffffffffffff821117610f7f5760405251902090565b6001600160a01b03909291921691825f52600260205260405f206040519061150482610f63565b54916001600160a01b038316825260208201928060a01c60030b845260ff8160c01c169060048210156102ac5764ffffffffff91604085015260ff8160c81c161515606085015260d01c1660808301526001600160a01b0380835116911614908115916115b7575b50610755575160030b9060030b9182821261158657505050565b7fbeaa3832000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b6115c19150611787565b155f61156c565b335f9081527f6b20d50390b7db4650cb9fc0e9fe936b20413b02b45f61358e2e8084e0e585ce602052604090205460ff161561160057565b63b528467160e01b5f52336004527f905e7c6bceabadb31a2ebbb666d0d6df4dfb3156f376c424680851d38988ea8460245260445ffd5b805f525f60205260405f206001600160a01b0333165f5260205260ff60405f205416156116615750565b63b528467160e01b5f523360045260245260445ffd5b805f525f60205260405f206001600160a01b0383165f5260205260ff60405f205416155f146116fe57805f525f60205260405f206001600160a01b0383165f5260205260405f20600160ff198254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b805f525f60205260405f206001600160a01b0383165f5260205260ff60405f2054165f146116fe57805f525f60205260405f206001600160a01b0383165f5260205260405f2060ff1981541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b64ffffffffff6080820151169081159182156117d1575b50816117b8575b816117ae575090565b6060915001511590565b9050604081015160048110156102ac57600214906117a5565b421091505f61179e565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841161185d579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15611852575f516001600160a01b0381161561184857905f905f90565b505f906001905f90565b6040513d5f823e3d90fd5b5050505f9160039190562f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d88d5fab0fe8c1f9cd2c75fd6fb3d0a8c36a3f7f88db748e6ec7fa95aaaacbd8d6b20d50390b7db4650cb9fc0e9fe936b20413b02b45f61358e2e8084e0e585cead3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5' as const;
