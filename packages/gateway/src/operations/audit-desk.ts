/** Audits that the console starts: one at a time, beside the running gateway, each with its result kept. */
import { silentLog, UnanimousReader } from '@evlock/chain';
import {
  type AuditStage,
  type AuditView,
  auditViewSchema,
  type Clock,
  type Deployment,
  EvlockError,
  parseJson,
  type Timestamp,
  toJson,
} from '@evlock/protocol';
import { type AuditReport, audit } from '../audit/audit.ts';
import { Database } from '../database/database.ts';
import type { AuditRuns, StoredAudit } from '../database/operator-record.ts';
import type { Log } from '../log.ts';

export interface AuditDeskModules {
  readonly runs: AuditRuns;
  /** Checks everything, and says what it is at. */
  readonly audit: (onStage: (stage: AuditStage) => void) => Promise<AuditReport>;
  readonly clock: Clock;
  readonly log: Log;
}

interface Running {
  readonly id: number;
  readonly startedBy: string;
  readonly started: Timestamp;
  stage: AuditStage;
}

type Result = NonNullable<AuditView['result']>;

/** Differences that are shown; the command line shows all. */
const SHOWN = 100;
/** Characters of a value of a difference. */
const VALUE = 300;
const LISTED = 20;
/** Characters of a kept result. */
const LARGEST = 262_144;

export class AuditDesk {
  readonly #modules: AuditDeskModules;
  #running: Running | undefined;

  constructor(modules: AuditDeskModules) {
    this.#modules = modules;
  }

  /** The running one first. */
  async list(): Promise<AuditView[]> {
    const stored = (await this.#modules.runs.list(LISTED)).map(viewOf);
    const running = this.#running;
    return running && !stored.some(({ id }) => id === running.id) ? [runningView(running), ...stored] : stored;
  }

  /** Starts an audit, unless one runs. */
  async start(startedBy: string): Promise<AuditView> {
    const { runs, clock } = this.#modules;
    const id = await runs.next();
    if (!this.#running) {
      this.#running = { id, startedBy, started: clock.now(), stage: 'tables' };
      void this.#run(this.#running);
    }
    return runningView(this.#running);
  }

  async #run(running: Running): Promise<void> {
    const { audit, runs, clock, log } = this.#modules;
    const outcome = await audit((stage) => {
      running.stage = stage;
    }).then(
      (report) => ({ error: null, result: toJson(resultOf(report)) }),
      (error: unknown) => ({ error: EvlockError.from(error).code, result: null }),
    );
    const { id, startedBy, started } = running;
    try {
      await runs.add({ id, startedBy, started, ended: clock.now(), ...outcome });
    } catch (error) {
      log.error({ error }, 'the result of an audit was not stored');
    }
    this.#running = undefined;
  }
}

const runningView = ({ id, startedBy, started, stage }: Running): AuditView => ({
  ...{ id, startedBy, started, stage },
  ended: null,
  error: null,
  result: null,
});

const viewOf = ({ result, ...stored }: StoredAudit): AuditView => ({
  ...stored,
  stage: null,
  result: result === null ? null : parseJson(auditViewSchema.shape.result, result, LARGEST),
});

const short = (text: string): string => text.slice(0, VALUE);

function resultOf({ block, checked, unproven, differences }: AuditReport): Result {
  const shown = differences.slice(0, SHOWN).map((difference) => ({
    ...difference,
    key: short(difference.key),
    recorded: short(difference.recorded),
    expected: short(difference.expected),
  }));
  return { block, checked: { ...checked }, unproven: unproven.length, differences: differences.length, shown };
}

/** Milliseconds: reading a whole table can take minutes. */
const STATEMENT_TIMEOUT = 600_000;

export interface AuditedInstallation {
  readonly databaseUrl: string;
  readonly deployment: Deployment;
  readonly endpoints: readonly string[];
}

/** The audit of a running gateway, over connections of its own. */
export function auditOf(
  { databaseUrl, deployment, endpoints }: AuditedInstallation,
  { clock }: { readonly clock: Clock },
): AuditDeskModules['audit'] {
  return async (onStage) => {
    const database = new Database(
      { url: databaseUrl, connections: 1, statementTimeout: STATEMENT_TIMEOUT },
      { log: silentLog },
    );
    try {
      const chain = new UnanimousReader({ endpoints, deployment }, { clock });
      return await audit(deployment, { database, chain, clock, onStage });
    } finally {
      await database.close();
    }
  };
}
