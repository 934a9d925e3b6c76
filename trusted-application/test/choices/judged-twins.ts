/** Twins whose every answer passes a judge. */
import type { ResponseFrame } from '@evlock/secure-world';
import type { RandomSource, Twins } from '../differential/twins.ts';
import type { Judge } from './judge.ts';

export class JudgedTwins implements Twins {
  private readonly twins: Twins;
  private readonly judge: Judge;

  constructor(twins: Twins, judge: Judge) {
    this.twins = twins;
    this.judge = judge;
  }

  get now(): number {
    return this.twins.now;
  }

  tick(length: number): void | Promise<void> {
    return this.twins.tick(length);
  }

  seed(source: RandomSource, seed: Uint8Array): void {
    this.twins.seed(source, seed);
  }

  async restart(): Promise<void> {
    await this.twins.restart();
    this.judge.restarted();
  }

  failWritesAfter(writes: number): void {
    this.twins.failWritesAfter(writes);
  }

  repairStorage(): void {
    this.twins.repairStorage();
  }

  compareStorage(): void | Promise<void> {
    return this.twins.compareStorage();
  }

  async request(name: string, command: number, payload: Uint8Array, local = false): Promise<ResponseFrame> {
    const frame = await this.twins.request(name, command, payload, local);
    this.judge.hear(command, payload, frame, local);
    return frame;
  }
}
