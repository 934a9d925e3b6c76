/** The start of the demo as steps, for the feed. */
import type { Clock, Timestamp } from '@evlock/protocol';
import { type Snapshot, STEPS } from '../feed/index.ts';
import type { Progress } from '../progress.ts';

type Step = Snapshot['steps'][number];
type StepName = Step['step'];

const isStep = (name: string): name is StepName => (STEPS as readonly string[]).includes(name);

export class Steps implements Progress {
  readonly #clock: Clock;
  readonly #steps = new Map<string, Step>();

  constructor({ houses }: { readonly houses: readonly string[] }, { clock }: { readonly clock: Clock }) {
    this.#clock = clock;
    const waiting = { state: 'waiting', began: null, ended: null, code: null } as const;
    for (const step of STEPS) {
      if (step === 'house') for (const house of houses) this.#steps.set(house, { step, house, ...waiting });
      else this.#steps.set(step, { step, house: null, ...waiting });
    }
  }

  list(): Step[] {
    return [...this.#steps.values()];
  }

  begin(name: string): void {
    this.#change(name, ({ began }) => ({ state: 'running', began: began ?? this.#now(), ended: null }));
  }

  note(): void {}

  done(name: string): void {
    this.#change(name, () => ({ state: 'done', ended: this.#now() }));
  }

  failed(name: string, code: string | null = null): void {
    this.#change(name, () => ({ state: 'failed', ended: this.#now(), code }));
  }

  #now(): Timestamp {
    return this.#clock.now();
  }

  /** `name`: a step's, or a house's. */
  #change(name: string, change: (step: Step) => Partial<Step>): void {
    const step = this.#steps.get(name);
    if (step && (step.step === 'house' || isStep(name))) this.#steps.set(name, { ...step, ...change(step) });
  }
}
