/** The policy's one maker of script addresses: this bundle's own files, and nothing else. */
interface ScriptUrl {
  readonly url: string;
}
interface Policy {
  createScriptURL(url: string): ScriptUrl;
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

const OWN = /^\/(assets\/[\w.-]+|home\/service-worker)\.js$/;

function own(url: string): string {
  if (OWN.test(url)) return url;
  throw new TypeError(`not a script of this bundle: ${url}`);
}

const { trustedTypes } = globalThis as { trustedTypes?: Factory };
const policy = trustedTypes?.createPolicy('evlock', { createScriptURL: own });

/** The address as scripts are started from it; throws for one that is not this bundle's. */
export const scriptUrl = (url: string): string => (policy?.createScriptURL(url) as unknown as string) ?? own(url);
