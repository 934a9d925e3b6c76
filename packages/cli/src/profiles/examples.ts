/** An example of each profile. A test checks them against the schemas. */
import { limitsSchema } from '@evlock/gateway/limits';
import { toJson } from '@evlock/protocol';

export const PROFILE_KINDS = ['owner', 'gateway', 'meter', 'emulator', 'provision'] as const;
export type ProfileKind = (typeof PROFILE_KINDS)[number];

const address = (digit: string): string => `0x${digit.repeat(40)}`;

export const PROFILE_EXAMPLES: Readonly<Record<ProfileKind, unknown>> = {
  owner: {
    gateway: { url: 'https://gateway.example:8443', authorityFile: 'authority.pem' },
    passkeyFile: 'passkey.pem',
    stateFile: 'state.json',
    meterKey: address('1'),
    account: address('7'),
    deployment: {
      format: 'evlock-deployment-1',
      network: 'kairos',
      chainId: 1001,
      registry: address('2'),
      market: address('3'),
      batches: address('8'),
      token: address('4'),
      block: 1,
      tokenSymbol: 'TEST',
      tokenDecimals: 6,
      minimumLot: '10000',
      rpId: 'gateway.example',
      origins: ['https://gateway.example'],
      attestationKeys: [address('5')],
    },
    chain: { endpoints: ['https://rpc.example', 'https://rpc.example.net'] },
  },
  gateway: {
    dataFolder: 'data',
    keyFolder: 'keys',
    http: { host: '0.0.0.0', port: 8443 },
    deviceLink: { host: '0.0.0.0', port: 8444 },
    serverNames: ['gateway.example'],
    database: { embedded: true },
    chain: { endpoints: ['https://rpc.example', 'https://rpc.example.net'], deploymentFile: 'deployment.json' },
    submitterKeyFile: 'keys/submitter.key',
    operatorTokenFile: 'keys/operator.token',
    development: false,
    limits: JSON.parse(toJson(limitsSchema.parse({}))),
    log: { level: 'info' },
  },
  meter: {
    dataFolder: 'data',
    deviceLink: {
      url: 'wss://gateway.example:8444',
      serverName: 'gateway.example',
      certificateFile: 'certificate.pem',
      authorityFile: 'authority.pem',
      privateKeyFile: 'keys/tls-key.pem',
    },
    gateway: { url: 'https://gateway.example:8443', authorityFile: 'authority.pem' },
    secureWorld: { path: '/run/evlock/secure-world.sock' },
    chain: { endpoints: ['https://rpc.example', 'https://rpc.example.net'], deploymentFile: 'deployment.json' },
    submitters: [{ gateway: true }, { watchtower: 'https://tower.example:8446', authorityFile: 'tower.pem' }],
    sysfsRoot: '/sys',
    devRoot: '/dev',
    iio: { device: 'iio:device0', currentChannel: 0, voltageChannel: 1 },
    gpio: { chip: 'gpiochip0', relay: 17, referenceLoad: 27 },
    watchdog: 'watchdog0',
    watchdogSeconds: 1,
    bus: { voltage: 48_000, current: 30_000 },
    log: { level: 'info' },
  },
  emulator: {
    dataFolder: 'data',
    keyFolder: 'keys',
    socket: 'run/secure-world.sock',
    consoleSocket: 'run/console.sock',
    serial: 'EXAMPLE-1',
  },
  provision: {
    limits: {
      powerLimit: 1_500_000,
      mandateEnergyMax: '20000000',
      mandateMoneyMax: '100000000',
      submitterFeeMax: '0',
    },
    calibration: {
      currentOffset: 2_048_000,
      currentScale: 18_500,
      voltageOffset: 0,
      voltageScale: 15_000,
      noiseFloor: 60,
      referenceCurrent: -1000,
      referenceTolerance: 20_000,
    },
    withdrawalAddresses: [address('6')],
  },
};
