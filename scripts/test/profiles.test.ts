/** The fields that `docs/profiles.md` explains are those of the schemas, with their defaults. */
import { PROFILE_EXAMPLES } from '@evlock/cli/internal/profiles';
import { gatewayProfileSchema } from '@evlock/gateway/internal/profile';
import { meterProfileSchema } from '@evlock/meter';
import { toJson } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { GATEWAY_FIELDS, METER_FIELDS } from '../profiles/fields.ts';

type Tree = { readonly [name: string]: unknown };
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

/** A value by its path; undefined where there is none. */
const valueAt = (tree: Tree, path: string): unknown =>
  path.split('.').reduce<unknown>((inside, name) => (isTree(inside) ? inside[name] : undefined), tree);

/** Every path of a profile that holds a value. */
const leavesOf = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    isTree(value) ? leavesOf(value, `${prefix}${name}.`) : [prefix + name],
  );

/** The example without every field that has a default. */
function withoutDefaults(example: Tree, paths: readonly string[], prefix = ''): Tree {
  const kept = Object.entries(example).flatMap(([name, value]): (readonly [string, unknown])[] => {
    const path = prefix + name;
    if (paths.includes(path)) return [];
    if (!isTree(value)) return [[name, value]];
    const inside = withoutDefaults(value, paths, `${path}.`);
    return Object.keys(inside).length > 0 ? [[name, inside]] : [];
  });
  return Object.fromEntries(kept);
}

describe.each([
  ['gateway', gatewayProfileSchema, GATEWAY_FIELDS],
  ['meter', meterProfileSchema, METER_FIELDS],
] as const)('the fields of a %s', (kind, schema, fields) => {
  const paths = fields.map(([path]) => path);
  const example = PROFILE_EXAMPLES[kind] as Tree;
  const optional = fields.filter(([, standard]) => standard !== null).map(([path]) => path);
  const parsed: Tree = JSON.parse(toJson(schema.parse(withoutDefaults(example, optional))));

  it('are all explained', () => {
    const unexplained = [...leavesOf(parsed), ...leavesOf(example)].filter(
      (leaf) => !paths.some((path) => leaf === path || leaf.startsWith(`${path}.`)),
    );
    expect(unexplained).toEqual([]);
  });

  it.each(fields.filter(([path, standard]) => standard !== null && !path.includes('[]')))(
    '%s has the default that is written',
    (path, standard) => {
      expect(valueAt(parsed, path)).toEqual(standard);
    },
  );
});
