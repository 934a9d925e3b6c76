/**
 * Compiles mutants for `mutate.py`, one a line: takes {file, start, end, text} in bytes of a source, writes the artifacts
 * that the tests deploy, answers {hash} of their code, or {error}. One process, since loading the compiler takes longer
 * than a mutant.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import solc from 'solc';

const root = process.argv[2] ?? '.';
const wanted = ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'];
const deployed = ['EnergyMarket', 'EnergyMarketBatches', 'MeterRegistry', 'TestToken'];

interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function readSource(file: string, mutant: Mutant): string {
  const source = readFileSync(join(root, file));
  if (file !== mutant.file) return source.toString();
  return Buffer.concat([source.subarray(0, mutant.start), Buffer.from(mutant.text), source.subarray(mutant.end)]).toString();
}

function compile(mutant: Mutant): { readonly hash: string } | { readonly error: string } {
  const sources = Object.fromEntries(
    deployed.map((name) => [`src/${name}.sol`, { content: readSource(`src/${name}.sol`, mutant) }]),
  );
  const input = {
    language: 'Solidity',
    sources,
    settings: {
      // Not optimised, so that a mutant takes a second.
      evmVersion: 'osaka',
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      remappings: ['@openzeppelin/=node_modules/@openzeppelin/'],
      // No code but theirs: all that they inherit and import would take ten times as long.
      outputSelection: Object.fromEntries(deployed.map((name) => [`src/${name}.sol`, { [name]: wanted }])),
    },
  };
  const found = (path: string): { contents: string } | { error: string } => {
    if (path.startsWith('src/')) return { contents: readSource(path, mutant) };
    const library = join(root, path);
    return existsSync(library) ? { contents: readFileSync(library, 'utf8') } : { error: `no ${path}` };
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: found }));
  const error = output.errors?.find((each: { severity: string }) => each.severity === 'error');
  if (error) return { error: error.formattedMessage };
  const hash = createHash('sha256');
  for (const name of deployed) {
    const { abi, evm } = output.contracts[`src/${name}.sol`][name];
    const code = evm.bytecode.object;
    hash.update(code).update('|');
    const artifact = join(root, 'out', `${name}.sol`, `${name}.json`);
    mkdirSync(dirname(artifact), { recursive: true });
    const bytecode = { object: `0x${code}`, linkReferences: {} };
    const deployedBytecode = { object: `0x${evm.deployedBytecode.object}`, linkReferences: {} };
    writeFileSync(artifact, JSON.stringify({ abi, bytecode, deployedBytecode }));
  }
  return { hash: hash.digest('hex') };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(compile(JSON.parse(line)))}\n`);
}
