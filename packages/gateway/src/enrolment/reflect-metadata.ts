/**
 * The few functions of the metadata proposal that `@peculiar/x509`'s dependency injection asks for when it is loaded.
 * Import it before that package.
 */
type Metadata = Map<unknown, unknown>;
const store = new WeakMap<object, Metadata>();

const own = (target: object): Metadata => {
  const known = store.get(target) ?? new Map();
  store.set(target, known);
  return known;
};

const functions = {
  defineMetadata: (key: unknown, value: unknown, target: object): void => void own(target).set(key, value),
  getOwnMetadata: (key: unknown, target: object): unknown => store.get(target)?.get(key),
  getMetadata(key: unknown, target: object): unknown {
    for (let at: object | null = target; at; at = Object.getPrototypeOf(at)) {
      const found = store.get(at)?.get(key);
      if (found !== undefined) return found;
    }
    return undefined;
  },
};
for (const [name, value] of Object.entries(functions)) {
  if (!(name in Reflect)) Object.defineProperty(Reflect, name, { value, configurable: true });
}
