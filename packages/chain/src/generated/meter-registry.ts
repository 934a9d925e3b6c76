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
  '0x610100806040523461015a57608081611e778038038091610020828561015e565b83398101031261015a578061011961003a61011f93610195565b9161011361004a60208301610195565b610062606061005b60408601610195565b9401610195565b94806080524660a05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6606082015246608082015260018060a01b03831660a082015260a0815261010560c08261015e565b51902060c05260e0526101a9565b5061021f565b506102b2565b50604051611ab190816103468239608051816116a4015260a051816115d5015260c051816115fb015260e05181818161016201526107b10152f35b5f80fd5b601f909101601f19168101906001600160401b0382119082101761018157604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160a01b038216820361015a57565b6001600160a01b0381165f9081525f516020611e575f395f51905f52602052604090205460ff1661021a576001600160a01b03165f8181525f516020611e575f395f51905f5260205260408120805460ff191660011790553391905f516020611df75f395f51905f528180a4600190565b505f90565b6001600160a01b0381165f9081525f516020611e175f395f51905f52602052604090205460ff1661021a576001600160a01b03165f8181525f516020611e175f395f51905f5260205260408120805460ff191660011790553391907f462bd302974b44ee0aa0f437807615ac99fec0706b31a95596f2180b4d3f9996905f516020611df75f395f51905f529080a4600190565b6001600160a01b0381165f9081525f516020611e375f395f51905f52602052604090205460ff1661021a576001600160a01b03165f8181525f516020611e375f395f51905f5260205260408120805460ff191660011790553391907f905e7c6bceabadb31a2ebbb666d0d6df4dfb3156f376c424680851d38988ea84905f516020611df75f395f51905f529080a460019056fe6080806040526004361015610012575f80fd5b5f3560e01c90816301ffc9a7146110325750806303e2582214610ff157806308b9505014610f7a5780630d4fdb9614610f475780631e06340314610f0d578063248a9ca314610ee3578063286781c714610e175780632ac5439314610dd65780632f2ff15d14610d9957806336568abe14610d3c57806343e7ccce14610c9157806351b169fd14610c5757806351e719cf14610bbd5780635a62fda2146108e3578063793c19461461080b5780637ecebe00146107d557806380f556051461079257806389b9b5181461077557806391d148541461072c578063a217fddf14610712578063c789c8ae146104e3578063d158cdd1146103eb578063d547741f146103a7578063f698da25146103855763f7966eef1461012f575f80fd5b34610381576040600319360112610381576101486110d0565b602435908160030b80920361038157806001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163303610351576001600160a01b03165f52600260205260405f20805460ff8160c01c166004811015610324576003146102f0575b50805460a01c60030b838101905f85831291129080158216911516176102c3577fe1d9627f96a16676eb635e7b3bbf6c54e6fa4f5469190508e3259b76dbcfb39e926040926001600160a01b0392637fffffff81136102b8575b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffff800000008112610291575b81547fffffffffffffffff00000000ffffffffffffffffffffffffffffffffffffffff1677ffffffff000000000000000000000000000000000000000060a083901b161790915560030b835195865260208601521692a2005b507fffffffffffffffffffffffffffffffffffffffffffffffffffffffff80000000610238565b50637fffffff610210565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b90506001600160a01b039150165f5260046020526001600160a01b0360405f205416805f52600260205260405f205f6101b6565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b7fb5284671000000000000000000000000000000000000000000000000000000005f52336004525f60245260445ffd5b5f80fd5b34610381575f60031936011261038157602061039f6115d2565b604051908152f35b34610381576040600319360112610381576103e96004356103c66110e6565b906103e46103df825f525f602052600160405f20015490565b61180d565b611911565b005b34610381576020600319360112610381576001600160a01b0361040c6110d0565b5f608060405161041b81611112565b8281528260208201528260408201528260608201520152165f52600260205260405f206040519061044b82611112565b54906001600160a01b038216815260208101918060a01c60030b835260ff8160c01c1660408301906004811015610324578152606083019360ff8360c81c161515855264ffffffffff608085019360d01c1683526001600160a01b0360405194511684525160030b6020840152519060048210156103245760a09364ffffffffff926040850152511515606084015251166080820152f35b34610381576020600319360112610381576001600160a01b036105046110d0565b16805f52600260205260405f2090815464ffffffffff8160d01c1660ff8260c01c1660048110156103245760021480610709575b806106ff575b156106d05750815f5260056020527f0643fb5ccc17c7356127d486beed0b61be0b1b906f37a75b3ef7c95fdf107b2960206001600160a01b038060405f20541695865f526002835261060360405f20957fffffffffffffffff00000000ffffffffffffffffffffffffffffffffffffffff8116835560a01c60030b86907fffffffffffffffff00000000ffffffffffffffffffffffffffffffffffffffff82549160a01b77ffffffff0000000000000000000000000000000000000000169116179055565b78020000000000000000000000000000000000000000000000007fffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffff86541617855578030000000000000000000000000000000000000000000000007fffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffff825416178155818154165f526004835260405f208288167fffffffffffffffffffffffff00000000000000000000000000000000000000008254161790555416925460a01c60030b604051908152a4005b827f51a43977000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b508042101561053e565b50801515610538565b34610381575f6003193601126103815760206040515f8152f35b34610381576040600319360112610381576107456110e6565b6004355f525f6020526001600160a01b0360405f2091165f52602052602060ff60405f2054166040519015158152f35b34610381575f6003193601126103815760206040516202a3008152f35b34610381575f6003193601126103815760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461038157602060031936011261038157602061039f6107f36110d0565b6001600160a01b03165f52600160205260405f205490565b34610381576020600319360112610381576001600160a01b0361082c6110d0565b610834611785565b16805f52600260205260405f20805460ff8160c01c166004811015610324571580156108d5575b6108a9577fffffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffffff1690557f5d287a3a02ade76478d8449abebe9dc45b38421247132b68127dd3cd6c05f3cf5f80a2005b827fd0e216c2000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5060ff8160c81c161561085b565b34610381576060600319360112610381576004356108ff6110e6565b6109076110fc565b335f9081527f88d5fab0fe8c1f9cd2c75fd6fb3d0a8c36a3f7f88db748e6ec7fa95aaaacbd8d602052604090205490919060ff1615610b6d576001600160a01b0316805f52600260205260405f2091835f5260036020526001600160a01b0360405f20541615801590610b54575b82151580610b42575b80610b2f575b8115610b26575b508015610b1e575b610ae2576001600160a01b031691825f5260046020526001600160a01b0360405f20541615837fffffffffffffffffffffffff0000000000000000000000000000000000000000835416178255805f14610ada576002905b600482101561032457826020927fffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffff78ff0000000000000000000000000000000000000000000000007f57a3fd3c9653ff99b13b457e8d82172c7024430eb41c7b04df867efa8f1dc15e96549260c01b169116179055855f52600382528060405f20857fffffffffffffffffffffffff0000000000000000000000000000000000000000825416179055610aa2575b604051908152a4005b845f526004825260405f20847fffffffffffffffffffffffff0000000000000000000000000000000000000000825416179055610a99565b6001906109eb565b6001600160a01b0391847f2e5baa3d000000000000000000000000000000000000000000000000000000005f526004526024521660445260645ffd5b508315610993565b9050158561098b565b506001600160a01b038216831415610984565b506001600160a01b038216151561097e565b5060ff835460c01c166004811015610324571515610975565b7fb5284671000000000000000000000000000000000000000000000000000000005f52336004527f462bd302974b44ee0aa0f437807615ac99fec0706b31a95596f2180b4d3f999660245260445ffd5b34610381576020600319360112610381576001600160a01b03610bde6110d0565b5f60408051610bec8161115b565b8281528260208201520152165f526002602052606060405f208054610c1a6001600160a01b038216926119b2565b9060408051610c288161115b565b848152602081019260a01c60030b83520191151582526040519283525160030b60208301525115156040820152f35b34610381575f6003193601126103815760206040517f462bd302974b44ee0aa0f437807615ac99fec0706b31a95596f2180b4d3f99968152f35b3461038157600319360160e081126103815760a01361038157604051610cb681611112565b610cbe6110d0565b8152610cc86110e6565b6020820152610cd56110fc565b604082015260643567ffffffffffffffff8116810361038157606082015260843564ffffffffff8116810361038157608082015260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff5c360112610381576103e990611177565b3461038157604060031936011261038157610d556110e6565b336001600160a01b03821603610d71576103e990600435611911565b7f6697b232000000000000000000000000000000000000000000000000000000005f5260045ffd5b34610381576040600319360112610381576103e9600435610db86110e6565b90610dd16103df825f525f602052600160405f20015490565b611866565b34610381576020600319360112610381576001600160a01b03610df76110d0565b165f52600560205260206001600160a01b0360405f205416604051908152f35b34610381576020600319360112610381576001600160a01b03610e386110d0565b610e40611785565b16805f52600260205260405f20805460ff8160c01c16600481101561032457158015610ed1575b6108a9577fffffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffffff167901000000000000000000000000000000000000000000000000001790557f6f123d3d54c84a7960a573b31c221dcd86e13fd849c5adb0c6ca851468cc1ae45f80a2005b50600160ff8260c81c16151514610e67565b3461038157602060031936011261038157602061039f6004355f525f602052600160405f20015490565b34610381575f6003193601126103815760206040517f905e7c6bceabadb31a2ebbb666d0d6df4dfb3156f376c424680851d38988ea848152f35b34610381576020600319360112610381576004355f52600360205260206001600160a01b0360405f205416604051908152f35b346103815760c060031936011261038157610f936110d0565b610f9b6110e6565b90604435908160030b8203610381576064356001600160a01b038116810361038157608435916001600160a01b03831683036103815760a435938460030b8503610381576103e995610fec926116ed565b6116ed565b34610381576020600319360112610381576001600160a01b036110126110d0565b165f52600460205260206001600160a01b0360405f205416604051908152f35b3461038157602060031936011261038157600435907fffffffff00000000000000000000000000000000000000000000000000000000821680920361038157817f7965db0b00000000000000000000000000000000000000000000000000000000602093149081156110a6575b5015158152f35b7f01ffc9a7000000000000000000000000000000000000000000000000000000009150148361109f565b600435906001600160a01b038216820361038157565b602435906001600160a01b038216820361038157565b604435906001600160a01b038216820361038157565b60a0810190811067ffffffffffffffff82111761112e57604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b6060810190811067ffffffffffffffff82111761112e57604052565b602081016001600160a01b038151165f52600260205260405f209060408301916001600160a01b038351165f52600260205260405f206001600160a01b038451166001600160a01b03845116149082546001600160a01b038751166001600160a01b0382161490816115b7575b60d01c64ffffffffff16801515928391826115ac575b50841561156c57505b64ffffffffff608089015116421115918261152e575b15928315611526575b50821561151d575b508115611514575b506114d5576001600160a01b0385511660427fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0870180517f318127b75819fb334bafe11093393cf5706a3ce1f436f355c29b2d301bc2fbf7825260c08220915261129a6115d2565b90604051917f1901000000000000000000000000000000000000000000000000000000000000835260028301526022820152209080151591826114b6575b505015611480576001600160a01b038551165f52600160205260405f20600181540190556113eb576202a30064ffffffffff4216019364ffffffffff85116102c3576001600160a01b038080602093857f799639b22f1156b18f39b755ea18e95f1e9c31737fd8fec3fe175173897d5d8996547fff0000000000ffffffffffffffffffffffffffffffffffffffffffffffffffff7effffffffff00000000000000000000000000000000000000000000000000008c60d01b16911617905581885116828851165f52600586528260405f2091167fffffffffffffffffffffffff000000000000000000000000000000000000000082541617905551169451169451169464ffffffffff60405191168152a4565b6001600160a01b03925092837fff0000000000ffffffffffffffffffffffffffffffffffffffffffffffffffff84939554169055818451165f52600560205260405f207fffffffffffffffffffffffff000000000000000000000000000000000000000081541690555116915116907fad15ea5c3d4b80ec30f93f25f7e6b81754179e9109a431372b379bfd7e40fe4d5f80a3565b6001600160a01b038551167fd855c4f4000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001600160a01b039192506114cc9060a4611a0a565b16145f806112d8565b836001600160a01b0380855116915116907ff0ffe7a4000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9050155f611232565b1591505f61122a565b92505f611222565b915067ffffffffffffffff6060890151166115656001600160a01b038a51166001600160a01b03165f52600160205260405f205490565b1491611219565b9050546001600160a01b038851166001600160a01b038216149081611592575b50611203565b60ff915060c01c166004811015610324576001145f61158c565b42101593505f6111fa565b905060ff8160c01c16600481101561032457600214906111e4565b467f00000000000000000000000000000000000000000000000000000000000000000361161d577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f7a54b01a48e94ca5834368e54cb1f82d97f6d746fc531838a22b194ba6acf0c360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001660a082015260a0815260c0810181811067ffffffffffffffff82111761112e5760405251902090565b6001600160a01b03909291921691825f52600260205260405f206001600160a01b03815492166001600160a01b0383161490811591611774575b506108a95760a01c60030b9060030b9182821261174357505050565b7fbeaa3832000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b61177e91506119b2565b155f611727565b335f9081527f6b20d50390b7db4650cb9fc0e9fe936b20413b02b45f61358e2e8084e0e585ce602052604090205460ff16156117bd57565b7fb5284671000000000000000000000000000000000000000000000000000000005f52336004527f905e7c6bceabadb31a2ebbb666d0d6df4dfb3156f376c424680851d38988ea8460245260445ffd5b805f525f60205260405f206001600160a01b0333165f5260205260ff60405f205416156118375750565b7fb5284671000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b805f525f60205260405f206001600160a01b0383165f5260205260ff60405f205416155f1461190b57805f525f60205260405f206001600160a01b0383165f5260205260405f2060017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff008254161790556001600160a01b03339216907f2f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d5f80a4600190565b50505f90565b805f525f60205260405f206001600160a01b0383165f5260205260ff60405f2054165f1461190b57805f525f60205260405f206001600160a01b0383165f5260205260405f207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0081541690556001600160a01b03339216907ff6391f5c32d9c69d2a47ea670b442974b53935d1edc7fd64eb21e047a839171b5f80a4600190565b5464ffffffffff8160d01c16908115918215611a00575b50816119e5575b816119d9575090565b60ff915060c81c161590565b905060ff8160c01c16600481101561032457600214906119d0565b421091505f6119c9565b60208101357f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116927f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411611aa9576020935f9360809360ff1c611aa05760ff601b5b6040519485521686840152356040830152606082015282805260015afa15611a95575f5190565b6040513d5f823e3d90fd5b60ff601c611a6e565b505050505f90562f8788117e7eff1d82e926ec794901d17c78024a50270940304540a733656f0d88d5fab0fe8c1f9cd2c75fd6fb3d0a8c36a3f7f88db748e6ec7fa95aaaacbd8d6b20d50390b7db4650cb9fc0e9fe936b20413b02b45f61358e2e8084e0e585cead3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5' as const;
