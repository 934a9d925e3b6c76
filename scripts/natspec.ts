/** What a contract's compiled documentation lacks: a notice for every function, event and error, and each parameter. */

interface Member {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly Parameter[];
  readonly outputs?: readonly Parameter[];
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly components?: readonly Parameter[];
}

interface Texts {
  readonly notice?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly returns?: Readonly<Record<string, string>>;
}

/** As in solc's metadata; an error has a list, since one signature may have several sources. */
export interface Documentation {
  readonly methods?: Readonly<Record<string, Texts>>;
  readonly events?: Readonly<Record<string, Texts>>;
  readonly errors?: Readonly<Record<string, readonly Texts[]>>;
  /** By name, what their getters return. */
  readonly stateVariables?: Readonly<Record<string, Texts>>;
}

export interface Documented {
  readonly abi: readonly Member[];
  readonly userdoc: Documentation;
  readonly devdoc: Documentation;
}

const typeOf = ({ type, components }: Parameter): string =>
  components === undefined ? type : type.replace('tuple', `(${components.map(typeOf).join(',')})`);

export const signatureOf = ({ name, inputs = [] }: Member): string => `${name}(${inputs.map(typeOf).join(',')})`;

function textsOf(documentation: Documentation, member: Member): Texts {
  const signature = signatureOf(member);
  const variable = documentation.stateVariables?.[member.name ?? ''];
  if (member.type === 'function') return { ...variable, ...documentation.methods?.[signature] };
  if (member.type === 'event') return documentation.events?.[signature] ?? {};
  return documentation.errors?.[signature]?.[0] ?? {};
}

/** @returns One line per missing description: the member, and what is missing. */
export function undocumented({ abi, userdoc, devdoc }: Documented): string[] {
  const missing: string[] = [];
  for (const member of abi) {
    if (!['function', 'event', 'error'].includes(member.type)) continue;
    const [user, dev] = [textsOf(userdoc, member), textsOf(devdoc, member)];
    const say = (what: string) => missing.push(`${member.type} ${signatureOf(member)}: ${what}`);
    if (!user.notice) say('@notice');
    for (const { name } of member.inputs ?? []) {
      if (!dev.params?.[name]) say(`@param ${name}`);
    }
    for (const [index, { name }] of (member.outputs ?? []).entries()) {
      if (!dev.returns?.[name || `_${index}`]) say(`@return ${name || index}`);
    }
  }
  return missing;
}
