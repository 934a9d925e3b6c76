/**
 * JSON of values that contain units: a bigint becomes a decimal string, which the schemas read back.
 *
 * @example
 * toJson({ energy: energy(1_500_000n) }); // '{"energy":"1500000"}'
 */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item), indent);
