/**
 * Every error of the product: code → class, what to do with the peer, HTTP status, what happened and the remedy. This is the one
 * place where a code is classified. `docs/errors.md` is generated from it, and a test keeps them equal. Codes are stable: never
 * reused, never renamed.
 */
import { chainErrors } from './codes/chain.ts';
import { gatewayErrors } from './codes/gateway.ts';
import { generalErrors } from './codes/general.ts';
import { identityErrors } from './codes/identity.ts';
import { marketErrors } from './codes/market.ts';
import { meterErrors } from './codes/meter.ts';
import { operationsErrors } from './codes/operations.ts';
import { secureWorldErrors } from './codes/secure-world.ts';
import type { CatalogueEntry, ErrorTraits } from './entry.ts';

export const catalogue = {
  ...generalErrors,
  ...gatewayErrors,
  ...marketErrors,
  ...identityErrors,
  ...secureWorldErrors,
  ...meterErrors,
  ...chainErrors,
  ...operationsErrors,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;

/** The codes that have a property, as a type. */
export type CodeWith<T extends keyof ErrorTraits> = {
  [C in ErrorCode]: (typeof catalogue)[C] extends Required<Pick<ErrorTraits, T>> ? C : never;
}[ErrorCode];

/**
 * The codes that have a property, in the order of the catalogue.
 *
 * @example
 * codesWith('meterFault'); // ['DUPLICATE_METER', 'SEQUENCE_FORKED']
 */
export const codesWith = <T extends keyof ErrorTraits>(trait: T): readonly CodeWith<T>[] =>
  (Object.entries(catalogue) as [ErrorCode, CatalogueEntry][])
    .filter(([, entry]) => entry[trait] !== undefined)
    .map(([code]) => code as CodeWith<T>);
