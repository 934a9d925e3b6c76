/** One step of the schema. */
export interface Migration {
  /** `0001-market`: the number orders, the name tells. */
  readonly name: string;
  readonly sql: string;
}
