/** Source of random bytes, passed in as a module so that tests can fix it. */
export type RandomBytes = (length: number) => Uint8Array;
