/**
 * The meter's profile: one JSON file with everything that differs between meters. Secrets are files or tokens, never values.
 */
import { dirname, join, resolve } from 'node:path';
import { readProfileFile } from '@evlock/files';
import { EvlockError, milliseconds, type Power, parseJson } from '@evlock/protocol';
import { z } from 'zod';
import { localPageProfileSchema, withAbsoluteLocalPaths } from './local-page/local-page-profile.ts';
import { defaultTradeRules, type TradeRules } from './trade/trade-rules.ts';

const MAX_PROFILE = 65_536;
const path = z.string().min(1).max(4096);
const positive = (most: number) => z.number().int().min(1).max(most);
const gpio = z.number().int().min(0).max(1023);

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** A private key in a PKCS#11 token, reached through OpenSSL's engine. */
const pkcs11 = z.strictObject({
  /** Absolute path of the engine, such as `/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so`. */
  engine: path.refine((value) => value.startsWith('/'), 'an absolute path'),
  /** RFC 7512; the PIN only as `pin-source=file:…`. */
  uri: z
    .string()
    .max(1024)
    .startsWith('pkcs11:')
    .refine((value) => !/pin-value/i.test(value), 'the PIN by pin-source, not by pin-value'),
  /** The token's own library. */
  module: path,
});

const deviceLink = z
  .strictObject({
    url: z.url({ protocol: /^wss$/ }),
    /** Expected name in the gateway's certificate. */
    serverName: z.string().min(1).max(253),
    /** This device's certificate, written by enrolment. */
    certificateFile: path,
    /** The only trusted authority, in PEM. */
    authorityFile: path,
    /** P-256 key in PEM, 0600; created at enrolment if missing. */
    privateKeyFile: path.optional(),
    pkcs11: pkcs11.optional(),
    /** Shortest interval between requests to the gateway for a new certificate and for changed authorities. */
    renewalSeconds: positive(86_400).default(21_600),
  })
  .refine((link) => (link.privateKeyFile === undefined) !== (link.pkcs11 === undefined), {
    message: 'needs either privateKeyFile or pkcs11',
    path: ['privateKeyFile'],
  });

/**
 * Who submits on chain what the meter signs, in turn: the gateway, another operator's watchtower, the meter's own gas key.
 */
const submitter = z.union([
  z.strictObject({ gateway: z.literal(true) }),
  z.strictObject({
    watchtower: z.url({ protocol: /^https$/ }),
    /** The only authority trusted for it, in PEM. */
    authorityFile: path,
  }),
  z.strictObject({
    endpoint: z.url({ protocol: /^https?$/ }),
    /** A private key in hex, 0600, with a little native balance. */
    keyFile: path,
    /** Maximum gas cost per UTC day, in wei. */
    dailyGasWei: z
      .string()
      .regex(/^[1-9]\d{0,29}$/)
      .default('500000000000000000'),
  }),
]);
export type SubmitterProfile = z.output<typeof submitter>;

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const rules = z
  .strictObject({
    receiptTimeoutMs: positive(60_000).default(defaultTradeRules.receiptTimeout),
    /** Claims are accepted for 24 hours: waiting that long means never claiming. */
    settleGraceSeconds: positive(21_600).default(defaultTradeRules.settleGrace),
    /** Seconds after a trade's end, and then of each submitter's turn, until the next one is asked. */
    submitterPatienceSeconds: positive(21_600).default(300),
  })
  .prefault({});

/** A node on the same machine, for development, may count as two. */
function areDistinct(urls: readonly string[]): boolean {
  const hosts = urls.map((url) => new URL(url)).filter(({ hostname }) => !LOOPBACK.has(hostname));
  return new Set(hosts.map(({ host }) => host)).size === hosts.length;
}

/** A file under `sysfsRoot`. */
const attribute = z
  .string()
  .max(255)
  .regex(/^[\w.:-]+(\/[\w.:-]+)*$/, 'a path under sysfsRoot, such as class/power_supply/battery0/capacity')
  .refine((value) => !value.split('/').includes('..'), 'a path under sysfsRoot');

export const meterProfileSchema = z.strictObject({
  /** Directory of the store and the status file. */
  dataFolder: path,
  deviceLink,
  /** The gateway's HTTPS API, for enrolment only. */
  gateway: z.strictObject({ url: z.url({ protocol: /^https$/ }), authorityFile: path }),
  secureWorld: z.union([
    z.strictObject({ path }),
    z.strictObject({ host: z.string().min(1).max(253), port: positive(65_535) }),
  ]),
  chain: z.strictObject({
    /**
     * From different providers. With two, one that hangs keeps every trade from beginning or ending; with three, the other
     * two suffice. One is allowed where only one chain exists.
     */
    endpoints: z
      .array(z.url({ protocol: /^https?$/ }))
      .min(1)
      .max(4)
      .refine(areDistinct, { message: 'names one provider twice: it would vouch for itself' }),
    /** Maximum calls per request, for endpoints that bill or refuse batches; detected when unset. */
    batchSize: z.number().int().min(1).max(100).optional(),
    deploymentFile: path,
  }),
  /** With the gateway alone, a gateway that refuses for 24 hours costs payment and reputation. */
  submitters: z
    .array(submitter)
    .min(1)
    .max(8)
    .default([{ gateway: true }]),
  /** `/sys` and `/dev` on a board. */
  sysfsRoot: path.default('/sys'),
  devRoot: path.default('/dev'),
  iio: z
    .strictObject({
      device: z.string().min(1).max(64).default('iio:device0'),
      currentChannel: z.number().int().min(0).max(15).default(0),
      voltageChannel: z.number().int().min(0).max(15).default(1),
    })
    .refine(({ currentChannel, voltageChannel }) => currentChannel !== voltageChannel, {
      message: 'is already the current channel',
      path: ['voltageChannel'],
    })
    .prefault({}),
  /** Lines by their offset in the controller `chip` of `devRoot`; if that is missing, by their number in sysfs. */
  gpio: z
    .strictObject({
      chip: z
        .string()
        .regex(/^gpiochip\d{1,3}$/, 'such as gpiochip0')
        .default('gpiochip0'),
      relay: gpio.default(17),
      referenceLoad: gpio.default(27),
    })
    .refine(({ relay, referenceLoad }) => relay !== referenceLoad, {
      message: 'is already the relay line',
      path: ['referenceLoad'],
    })
    .prefault({}),
  /** Under `devRoot`. */
  watchdog: z.string().min(1).max(64).default('watchdog0'),
  /**
   * Seconds until the watchdog opens the relay of a meter that has died. Each beyond the first can cost `bus.voltage` ×
   * `bus.current` for a second, unsigned: 0.4 Wh by default.
   */
  watchdogSeconds: positive(60).default(1),
  /** Ranges of bus and current sensor, mV and mA; their product is the most power that flows. */
  bus: z
    .strictObject({ voltage: positive(1_000_000).default(48_000), current: positive(1_000_000).default(30_000) })
    .prefault({}),
  rules,
  /**
   * What the household's own devices tell of themselves, for the rules of standing orders: unverified. State of charge in percent;
   * power of panel and load in µW.
   */
  inputs: z
    .strictObject({ battery: attribute.optional(), generation: attribute.optional(), load: attribute.optional() })
    .prefault({}),
  readingIntervalSeconds: positive(86_400).default(900),
  /** The page on which a person sets the meter up; none if it is not set. */
  localPage: localPageProfileSchema.optional(),
  log: z.strictObject({ level: z.enum(LOG_LEVELS).default('info'), file: path.optional() }).prefault({}),
});
export type MeterProfile = z.output<typeof meterProfileSchema>;
export type MeterProfileInput = z.input<typeof meterProfileSchema>;
export type Pkcs11Key = z.output<typeof pkcs11>;

/**
 * Reads a profile file; relative paths in it are resolved against its directory. Throws `PROFILE_MISSING`, `PROFILE_INVALID`
 * with the offending field.
 */
export async function readMeterProfile(file: string): Promise<MeterProfile> {
  const text = await readProfileFile(file);
  try {
    return withAbsolutePaths(parseJson(meterProfileSchema, text, MAX_PROFILE), dirname(resolve(file)));
  } catch (cause) {
    throw new EvlockError('PROFILE_INVALID', { file, ...EvlockError.from(cause).details }, { cause });
  }
}

function withAbsolutePaths(profile: MeterProfile, folder: string): MeterProfile {
  const absolute = (item: string): string => resolve(folder, item);
  const { deviceLink: link, secureWorld, log, localPage } = profile;
  return {
    ...profile,
    dataFolder: absolute(profile.dataFolder),
    deviceLink: {
      ...link,
      certificateFile: absolute(link.certificateFile),
      authorityFile: absolute(link.authorityFile),
      ...(link.privateKeyFile === undefined ? {} : { privateKeyFile: absolute(link.privateKeyFile) }),
    },
    gateway: { ...profile.gateway, authorityFile: absolute(profile.gateway.authorityFile) },
    secureWorld: 'path' in secureWorld ? { path: absolute(secureWorld.path) } : secureWorld,
    chain: { ...profile.chain, deploymentFile: absolute(profile.chain.deploymentFile) },
    submitters: profile.submitters.map((one) => {
      if ('watchtower' in one) return { ...one, authorityFile: absolute(one.authorityFile) };
      return 'endpoint' in one ? { ...one, keyFile: absolute(one.keyFile) } : one;
    }),
    sysfsRoot: absolute(profile.sysfsRoot),
    devRoot: absolute(profile.devRoot),
    log: log.file === undefined ? log : { ...log, file: absolute(log.file) },
    ...(localPage && { localPage: withAbsoluteLocalPaths(localPage, folder) }),
  };
}

export const storeFile = (profile: MeterProfile): string => join(profile.dataFolder, 'meter.sqlite');
/** Where its local page is, and the code of this start; 0600. */
export const localPageFile = (profile: MeterProfile): string => join(profile.dataFolder, 'local-page.json');
export const statusFile = (profile: MeterProfile): string => join(profile.dataFolder, 'status.json');

/** Power limit = voltage × current of the bus. */
export const tradeRules = ({ bus, rules }: MeterProfile): TradeRules => ({
  ...defaultTradeRules,
  receiptTimeout: milliseconds(rules.receiptTimeoutMs),
  mostUnheard: Math.max(1, Math.floor(rules.receiptTimeoutMs / defaultTradeRules.receiptInterval)),
  settleGrace: rules.settleGraceSeconds,
  powerLimit: Math.min(Math.floor((bus.voltage * bus.current) / 1000), 2 ** 31 - 1) as Power,
});
