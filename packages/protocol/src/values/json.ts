/** JSON of values that hold our units: bigints become decimal strings, which the schemas read back. */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item), indent);
