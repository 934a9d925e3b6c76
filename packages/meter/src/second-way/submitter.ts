/** Who puts on chain what a meter has signed. */
import type { ExportedCancel, ExportedTrade } from '@evlock/protocol';

export type SubmitterKind = 'gateway' | 'watchtower' | 'endpoint';

/** A trade, or a cancel, to be put on chain. */
export type Item =
  | { readonly kind: 'trade'; readonly trade: ExportedTrade }
  | { readonly kind: 'cancel'; readonly cancel: ExportedCancel };

export interface Submitter {
  readonly kind: SubmitterKind;
  /** For logs and status: a host, or `gateway`. */
  readonly name: string;
  /**
   * Resolves when the item is in its hands or on chain, with what was done in a word. Throws why it takes it not: then the
   * next one is asked.
   */
  bring(item: Item): Promise<string>;
}

/** It has every receipt already, and puts them on chain of itself; its turn is the time that it has for that. */
export const gatewaySubmitter: Submitter = {
  kind: 'gateway',
  name: 'gateway',
  bring: async () => 'waited for',
};
