/** The examples of a README: TypeScript blocks, each with what it prints where a text block follows it. */

export interface Example {
  /** Line of the README on which the block begins. */
  readonly line: number;
  readonly source: string;
  /** What it prints when it is run; one without is type-checked alone. */
  readonly prints: string | undefined;
}

const BLOCK = /^```ts\n(?<source>.*?)^```\n(?:\n```text\n(?<prints>.*?)^```\n)?/gms;

export function examplesOf(readme: string): readonly Example[] {
  return Array.from(readme.matchAll(BLOCK), ({ index, groups }) => ({
    line: readme.slice(0, index).split('\n').length,
    source: groups?.source ?? '',
    prints: groups?.prints,
  }));
}
