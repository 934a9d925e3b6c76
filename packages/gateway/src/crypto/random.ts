/** Random bytes come in through modules, so that tests can fix them. */
export type RandomBytes = (length: number) => Uint8Array;
