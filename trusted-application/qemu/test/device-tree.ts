/** A reader of flattened device trees. */

const MAGIC = 0xd00dfeed;
const [BEGIN_NODE, END_NODE, PROPERTY, NOTHING] = [1, 2, 3, 4];

/** Values by property name. */
export type DeviceNode = Readonly<Record<string, Buffer>>;

/** Every node by its path. */
export function readDeviceTree(blob: Buffer): Map<string, DeviceNode> {
  if (blob.readUInt32BE(0) !== MAGIC) throw new Error('not a device tree');
  const strings = blob.readUInt32BE(12);
  const text = (at: number): string => blob.toString('latin1', at, blob.indexOf(0, at));
  const nodes = new Map<string, Record<string, Buffer>>();
  const path: string[] = [];
  const whole = (size: number): number => Math.ceil(size / 4) * 4;
  let at = blob.readUInt32BE(8);
  do {
    const token = blob.readUInt32BE(at);
    at += 4;
    if (token === BEGIN_NODE) {
      const name = text(at);
      at += whole(name.length + 1);
      path.push(name);
      nodes.set(path.join('/') || '/', {});
    } else if (token === END_NODE) {
      path.pop();
    } else if (token === PROPERTY) {
      const [size, name] = [blob.readUInt32BE(at), text(strings + blob.readUInt32BE(at + 4))];
      const node = nodes.get(path.join('/') || '/');
      if (node) node[name] = blob.subarray(at + 8, at + 8 + size);
      at += 8 + whole(size);
    } else if (token !== NOTHING) {
      throw new Error(`token ${token} in a device tree`);
    }
  } while (path.length > 0);
  return nodes;
}

/** Where a node's registers start: with two cells for an address. */
export const addressOf = (node: DeviceNode): number | undefined =>
  node.reg && node.reg.length >= 16 ? Number(node.reg.readBigUInt64BE(0)) : undefined;
