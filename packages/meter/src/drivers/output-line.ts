/** One output line, whichever Linux interface it uses. */

/** Levels are those at the pin. Each member throws what is wrong. */
export interface OutputLine {
  readonly high: boolean;
  set(high: boolean): void;
  close(): void;
}
