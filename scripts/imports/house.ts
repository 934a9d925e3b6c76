/** The house: which package may import which, and the rooms that each has. */

export interface House {
  /** Packages of ours that its `src` may import. */
  readonly imports: readonly string[];
  /** Folders of its `src`; undefined where it has none. */
  readonly rooms?: readonly string[];
  /** Files at the top of a `src` that has rooms, beside `index`, `main`, `profile` and `log`. */
  readonly top?: readonly string[];
}

const RUNS = [
  'protocol',
  'files',
  'https',
  'chain',
  'secure-world',
  'postgres',
  'owner',
  'meter',
  'gateway',
  'simulator',
];

export const house: Readonly<Record<string, House>> = {
  protocol: {
    imports: [],
    rooms: [
      ...['api', 'device-link', 'enrolment', 'errors', 'network', 'settlement', 'signed-data', 'signed-export', 'time'],
      'values',
    ],
    top: ['part'],
  },
  files: { imports: ['protocol'] },
  https: { imports: ['protocol', 'files'] },
  chain: {
    imports: ['protocol', 'files'],
    rooms: ['accounts', 'contracts', 'deployment', 'endpoints', 'local-chain', 'queue', 'reader', 'submission'],
  },
  'secure-world': {
    imports: ['protocol'],
    rooms: ['compliance', 'generated'],
    top: ['client', 'confirmation', 'connection', 'frames', 'layout', 'payloads', 'status'],
  },
  owner: {
    imports: ['protocol', 'chain', 'files', 'https'],
    rooms: ['api', 'approval', 'node', 'operator', 'statement', 'verification'],
    top: ['owner', 'session'],
  },
  postgres: { imports: ['protocol', 'files'] },
  meter: {
    imports: ['protocol', 'files', 'https', 'chain', 'secure-world'],
    rooms: [
      ...['chain', 'delivery', 'drivers', 'enrolment', 'link', 'local-page', 'second-way', 'self-test', 'store'],
      'trade',
    ],
    top: ['meter'],
  },
  gateway: {
    imports: ['protocol', 'files', 'chain', 'postgres'],
    rooms: [
      ...['audit', 'backup', 'crypto', 'database', 'device-link', 'enrolment', 'http', 'indexer', 'installation'],
      ...['limits', 'listeners', 'market', 'operations', 'signed-intake', 'standing', 'submitter'],
      'watchtower',
    ],
    top: ['gateway', 'watchtower-listener'],
  },
  simulator: {
    imports: ['protocol', 'files', 'secure-world'],
    rooms: ['control', 'electrical', 'emulator', 'hardware', 'hostile-gateway', 'trustzone'],
    top: ['profile-file', 'simulation'],
  },
  web: { imports: ['protocol', 'files', 'https'] },
  community: {
    imports: [...RUNS, 'web'],
    rooms: ['chain', 'demo', 'feed', 'folder', 'pages', 'parts', 'sabotage'],
    top: ['community', 'progress', 'trade-run'],
  },
  cli: {
    imports: [...RUNS, 'web', 'community'],
    rooms: ['commands', 'demo', 'doctor', 'input', 'meter', 'output', 'profiles', 'session', 'signed'],
    top: ['context', 'launch', 'node-version', 'nouns', 'program', 'run', 'version'],
  },
};

/** Rooms of the gateway that every other one may import: where they meet, and what several need. */
export const MEETING_ROOMS = ['crypto', 'database', 'installation', 'limits', 'listeners', 'market'];
/** The gateway's room that wires others together, as the files at the top do; none may import it. */
export const WIRING_ROOM = 'operations';

/** A package that tests share; nothing that is published may import it. */
export const TESTING = 'testing';
