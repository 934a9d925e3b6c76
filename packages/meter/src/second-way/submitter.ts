/** Whoever puts on chain what a meter has signed. */
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
   * Resolves when the item is accepted or on chain, with the outcome in one word. Throws why it is refused: the next one is
   * then asked.
   */
  bring(item: Item): Promise<string>;
}

/** It already has every receipt and submits them unprompted; its turn is the time it has for that. */
export const gatewaySubmitter: Submitter = {
  kind: 'gateway',
  name: 'gateway',
  bring: async () => 'waited for',
};
