/** One output line, whichever interface of Linux it is reached through. */

/** Levels are those at the pin. Each member throws what is wrong. */
export interface OutputLine {
  readonly high: boolean;
  set(high: boolean): void;
  close(): void;
}
