/** The state of each endpoint over time, for health and log. */
import type { Clock, ErrorCode, EvlockError } from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { Endpoint } from './endpoint.ts';
import type { Head } from './head.ts';

/** One endpoint as last seen. */
export interface EndpointState {
  /** Position in the configured list, from 1: the URL itself is not public. */
  readonly place: number;
  /** `host:port`, for the log. */
  readonly name: string;
  /** Its newest finalized block; null while it has shown none. */
  readonly block: number | null;
  /** Why it is currently left out; null while it is used. */
  readonly problem: ErrorCode | null;
}

interface Course {
  block: number | null;
  problem: ErrorCode | null;
  /** Monotonic milliseconds since its trouble began. */
  since: number;
  reported: boolean;
}

/** Shorter trouble is not reported: one URL may serve nodes a block apart. */
const TROUBLE_MILLISECONDS = 5_000;
/** Milliseconds without a new block before the newest one's own timestamp is believed. */
const OBSERVED_MILLISECONDS = 3_000;

export class EndpointWatch {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #courses: ReadonlyMap<Endpoint, Course>;
  /** The newest block overall, and when it arrived. */
  #top: { readonly number: number; readonly time: number; readonly at: number } | undefined;

  constructor(endpoints: readonly Endpoint[], { clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#clock = clock;
    this.#log = log;
    const course = (): Course => ({ block: null, problem: null, since: 0, reported: false });
    this.#courses = new Map(endpoints.map((endpoint) => [endpoint, course()]));
  }

  /** Its newest block was seen, close to the others' or far behind. */
  seen({ endpoint, block }: Head, near: boolean): void {
    const course = this.#course(endpoint);
    course.block = block.number;
    if (near && block.number > (this.#top?.number ?? -1)) {
      this.#top = { number: block.number, time: block.time, at: this.#clock.monotonic() };
    }
    this.#note(endpoint, course, near ? null : 'CHAIN_BEHIND');
  }

  failed(endpoint: Endpoint, { code }: EvlockError): void {
    this.#note(endpoint, this.#course(endpoint), code);
  }

  states(): readonly EndpointState[] {
    return [...this.#courses].map(([{ name }, course], index) => ({
      place: index + 1,
      name,
      block: course.block,
      problem: this.#lasts(course) ? course.problem : null,
    }));
  }

  /** Seconds since any endpoint showed a new block. */
  secondsWithoutBlock(): number {
    if (!this.#top) return 0;
    const observed = this.#clock.monotonic() - this.#top.at;
    const seen = Math.floor(observed / 1_000);
    // A process started while the chain is halted has not seen it move; but a wrong clock is not a halted chain.
    return observed < OBSERVED_MILLISECONDS ? seen : Math.max(seen, this.#clock.now() - this.#top.time);
  }

  #note(endpoint: Endpoint, course: Course, problem: ErrorCode | null): void {
    if (course.problem === null && problem !== null) course.since = this.#clock.monotonic();
    course.problem = problem;
    const details = { endpoint: endpoint.name, block: course.block };
    if (problem === null && course.reported) this.#log.info(details, 'endpoint recovered');
    if (problem === null) course.reported = false;
    else if (!course.reported && this.#lasts(course)) {
      course.reported = true;
      this.#log.warn({ ...details, code: problem }, 'endpoint left out');
    }
  }

  #lasts({ problem, since }: Course): boolean {
    return problem !== null && this.#clock.monotonic() - since >= TROUBLE_MILLISECONDS;
  }

  #course(endpoint: Endpoint): Course {
    const course = this.#courses.get(endpoint);
    if (!course) throw new Error('an endpoint of another set');
    return course;
  }
}
