/** What the catalogue says of an error: its class, what to do with the peer, and the few properties that code asks for. */

/**
 * Whether to repeat a request that failed with the error.
 * - `refused`: it was judged and denied. Do not repeat it unchanged, even where a decision of somebody else may allow it later.
 * - `passing`: nothing was decided about it. Repeat it unchanged, with backoff.
 * - `fault`: a bug, damage or misconfiguration. Repeating does not help: a person must look.
 */
export type ErrorClass = 'refused' | 'passing' | 'fault';

/**
 * What the side that raises the error does with the peer that caused it.
 * - `keep`: answer it, and go on.
 * - `slow-down`: answer it with the number of seconds to wait; HTTP has the header `Retry-After` for it.
 * - `close`: answer it, then close the connection.
 */
export type PeerAction = 'keep' | 'slow-down' | 'close';

/** Meanings beyond the class. A property that is absent is false. */
export interface ErrorTraits {
  readonly peer?: PeerAction;
  /** Exit code of a command that fails with it, where scripts must tell it from other failures (1). */
  readonly exitCode?: number;
  /** WebSocket close code (RFC 6455, section 7.4.1); 1008, policy violation, by default. */
  readonly closeCode?: number;
  /** The request may have been a guess at a secret: it counts against its source address. */
  readonly guess?: true;
  /** What the request asks for on chain has already happened, by whoever's hand. */
  readonly alreadyDone?: true;
  /** The receiver holds this message or a newer one: as good as acknowledged, so that it is not sent again. */
  readonly received?: true;
  /** Another trade, offer or self-test of the same household is in the way, and will end on its own. */
  readonly contended?: true;
  /** Evlock itself is wrong, or its records are: not what it runs on, and not who asked. */
  readonly defect?: true;
  /** Its details are for the operator: they are logged, and removed before the error leaves the process. */
  readonly operatorOnly?: true;
  /** The chain that answers is not the one that a deployment file describes. */
  readonly otherChain?: true;
  /** Units of the amounts in its details, by name, for the message. Names that say their unit (`seconds`) need none. */
  readonly units?: Readonly<Record<string, string>>;
  /** Proof of a copied or rolled-back secure world, kept with its evidence for the operator. */
  readonly meterFault?: true;
}

export interface CatalogueEntry extends ErrorTraits {
  readonly class: ErrorClass;
  readonly peer: PeerAction;
  /** HTTP status. */
  readonly status: number;
  /** What happened, in a sentence. */
  readonly message: string;
  /** The next action, in a sentence or two. */
  readonly remedy: string;
}

type NoTraits = Readonly<Record<never, never>>;
type MakeEntry = <const T extends ErrorTraits = NoTraits>(
  status: number,
  message: string,
  remedy: string,
  traits?: T,
) => CatalogueEntry & T;

const entriesOf =
  (errorClass: ErrorClass): MakeEntry =>
  (status, message, remedy, traits) =>
    ({ class: errorClass, peer: 'keep', status, message, remedy, ...traits }) as CatalogueEntry &
      typeof traits &
      object;

/** An entry of the class of its name. */
export const refused: MakeEntry = entriesOf('refused');
export const passing: MakeEntry = entriesOf('passing');
export const fault: MakeEntry = entriesOf('fault');
