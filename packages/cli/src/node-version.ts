/** The oldest Node that runs this, by its major number: type stripping, `node:sqlite` and `import.meta.dirname` as they are there. */
export const NODE_MAJOR = 24;
