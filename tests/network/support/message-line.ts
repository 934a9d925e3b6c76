/**
 * One direction of a device link whose messages a man in the middle can read: requests get new ids on the way, so that
 * losing, repeating or reordering one does not break the protocol but reaches, or misses, the other side's own handlers.
 */
import { milliseconds, systemClock } from '@evlock/protocol';
import type { Faults } from './faults.ts';

export const MESSAGE_FAULTS = [
  'delay',
  'drop',
  'answer lost',
  'duplicate',
  'replay',
  'reorder',
  'halve',
  'cut',
] as const;
export type MessageFault = (typeof MESSAGE_FAULTS)[number];

export interface Frame {
  readonly id: number;
  readonly method?: string;
  readonly body?: unknown;
}

export interface LineModules {
  readonly faults: Faults<MessageFault>;
  /** Sends to the other side. */
  readonly send: (text: string) => void;
  readonly cut: () => void;
  /** Whether this request is withheld. */
  readonly withheld: (method: string) => boolean;
}

/** Requests from which an old one is drawn for resending. */
const REMEMBERED = 30;
/** Longest that a request waits to be overtaken. */
const OVERTAKEN_WITHIN = 2_500;

const sleep = (length: number): Promise<void> => systemClock.sleep(milliseconds(length));

export class MessageLine {
  readonly #modules: LineModules;
  /** By the id on the way: the caller's own; undefined for a forged request. */
  readonly #asked = new Map<number, number | undefined>();
  readonly #past: Frame[] = [];
  #nextId = 0;
  #held: Frame | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(modules: LineModules) {
    this.#modules = modules;
  }

  /** Forwards a request. Requests stay in order unless a fault says otherwise. */
  request(frame: Frame): void {
    this.#turn = this.#turn.then(() => this.#pass(frame));
  }

  /** The caller's response from the other side's; undefined when nobody waits for it, or it gets lost. */
  answer(frame: Frame): Frame | undefined {
    const id = this.#asked.get(frame.id);
    this.#asked.delete(frame.id);
    return id === undefined ? undefined : { ...frame, id };
  }

  /** A forged request. */
  forge(method: string, body: unknown): void {
    this.#put({ id: -1, method, body }, undefined);
  }

  async #pass(frame: Frame): Promise<void> {
    const { faults, withheld, send, cut } = this.#modules;
    const { draw } = faults;
    if (withheld(frame.method ?? '')) return;
    const fault = faults.next();
    if (fault && fault !== 'reorder' && fault !== 'replay') faults.happened(fault);
    switch (fault) {
      case 'drop':
        return;
      case 'cut':
        return cut();
      case 'halve':
        return send(JSON.stringify(frame).slice(0, JSON.stringify(frame).length >> 1));
      case 'reorder':
        return this.#hold(frame);
      case 'delay':
        await sleep(draw.between(100, 1_500));
        break;
      default:
        break;
    }
    this.#forward(frame, fault === 'answer lost' ? undefined : frame.id);
    if (fault === 'duplicate') this.#forward(frame, undefined);
    if (fault === 'replay') this.#replay();
    this.#release(true);
    this.#past.push(frame);
    if (this.#past.length > REMEMBERED) this.#past.shift();
  }

  /** What waited in a fault may have become withheld meanwhile. */
  #forward(frame: Frame, asker: number | undefined): void {
    if (!this.#modules.withheld(frame.method ?? '')) this.#put(frame, asker);
  }

  #put(frame: Frame, asker: number | undefined): void {
    const id = this.#nextId++;
    this.#asked.set(id, asker);
    this.#modules.send(JSON.stringify({ ...frame, id }));
  }

  #replay(): void {
    const { faults } = this.#modules;
    const old = this.#past[faults.draw.between(0, this.#past.length - 1)];
    if (!old) return;
    faults.happened('replay');
    this.#forward(old, undefined);
  }

  #hold(frame: Frame): void {
    this.#release(false);
    this.#held = frame;
    setTimeout(() => {
      if (this.#held === frame) this.#release(false);
    }, OVERTAKEN_WITHIN);
  }

  #release(overtaken: boolean): void {
    const held = this.#held;
    this.#held = undefined;
    if (!held) return;
    if (overtaken) this.#modules.faults.happened('reorder');
    else this.#modules.faults.again('reorder');
    this.#forward(held, held.id);
  }
}
