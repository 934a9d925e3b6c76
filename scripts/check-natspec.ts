/**
 * `npm run check`: every function, event and error visible to the contracts' callers is documented, including each parameter. The
 * compiler itself rejects docs for a nonexistent parameter. solhint's `use-natspec` ignores errors, and needs ninety packages.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './generators/abis.ts';
import { type Documented, signatureOf, undocumented } from './natspec.ts';
import { root } from './steps.ts';

const interfaces = ['IEnergyMarket', 'IEnergyMarketBatches', 'IMeterRegistry'];
const contracts = ['EnergyMarket', 'EnergyMarketBatches', 'MeterRegistry', 'TestToken'];
/** OpenZeppelin's, which documents its own. */
const inherited = ['AccessControl', 'Nonces', 'ERC20Permit', 'Ownable', 'ReentrancyGuardTransient', 'SafeERC20'];

async function documentationOf(name: string): Promise<Documented> {
  const folder = join(root, 'contracts', 'out', `${name}.sol`);
  // Which one it is depends on whether tests were compiled in the same run: forge names an artifact by its profile where there are two.
  const file = (await readdir(folder)).find((one) => [`${name}.json`, `${name}.default.json`].includes(one));
  if (file === undefined) throw new Error(`${folder} has no artifact of ${name}`);
  // forge's own `metadata` omits events and errors.
  return JSON.parse(JSON.parse(await readFile(join(folder, file), 'utf8')).rawMetadata).output;
}

await build();
const known = new Set<string>();
for (const name of inherited) {
  for (const member of (await documentationOf(name)).abi) known.add(signatureOf(member));
}
const missing: string[] = [];
for (const name of [...interfaces, ...contracts]) {
  const { abi, ...documentation } = await documentationOf(name);
  const own = abi.filter((member) => !known.has(signatureOf(member)));
  missing.push(...undocumented({ abi: own, ...documentation }).map((line) => `${name}: ${line}`));
  if (interfaces.includes(name)) for (const member of abi) known.add(signatureOf(member));
}
for (const line of missing) console.error(line);
if (missing.length > 0) process.exitCode = 1;
else console.log('NatSpec: nothing is missing');
