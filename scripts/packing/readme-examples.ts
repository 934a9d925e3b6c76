/** A README's examples: TypeScript blocks, each with its output if a text block follows. */

export interface Example {
  /** README line on which the block starts. */
  readonly line: number;
  readonly source: string;
  /** Expected output; a block without one is only type-checked. */
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
