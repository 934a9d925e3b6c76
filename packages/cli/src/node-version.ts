/** The oldest supported Node, by major number: needs type stripping, `node:sqlite` and `import.meta.dirname`. */
export const NODE_MAJOR = 24;
