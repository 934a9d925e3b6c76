"""Mutates the contracts with slither-mutate's mutators, and runs the fast tests over each mutant.

  python3 contracts/mutation/mutate.py [--minutes 60] [--seed 1] [--only Name,Name] [--out FILE]

Works on a copy, whose sources stay as they are: a mutant is compiled apart and put where the tests deploy from. slither-mutate
itself compiles everything once more for each mutant, which takes a minute with a compiler in WebAssembly. Mutants whose code
equals the original's, or another mutant's, are not counted. One that survives the fast tests meets the invariant tests.
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from slither import Slither
from slither.tools.mutator.mutators import all_mutators
from slither.tools.mutator.mutators.abstract_mutator import AbstractMutator

CONTRACTS = Path(__file__).resolve().parent.parent
BIN = CONTRACTS.parent / "node_modules" / ".bin"
os.environ["PATH"] = f"{BIN}:{os.environ['PATH']}"
os.environ["FOUNDRY_PROFILE"] = "mutation"
PROFILE = """
[profile.mutation]
via_ir = false
optimizer = false
code_size_limit = 200000
gas_limit = "18446744073709551615"
gas_snapshot_check = false
additional_compiler_profiles = []
compilation_restrictions = []
"""
# Gas, code size and opcodes are those of the optimised product; the vectors of settlement take a second and say nothing new.
NOT_FAST = "GasTest|InvariantsTest|SettlementVectorsTest"
NOT_OF_CODE = "test_noForbiddenOpcodes|test_aStarvedItemIsNotSkipped"
# RR puts a revert where CR puts nothing. FHR changes headers, MVIE and MVIV initial values, SBR types: little that compiles.
MUTATORS = ["CR", "ROR", "AOR", "ASOR", "BOR", "LIR", "LOR", "MIA", "MWA", "UOR"]


def copy_of_the_tree() -> Path:
    root = Path(tempfile.mkdtemp(prefix="evlock-mutation-"))
    skip = shutil.ignore_patterns("out", "cache", "node_modules", "mutation", "test")
    shutil.copytree(CONTRACTS, root / "contracts", ignore=skip)
    shutil.copytree(CONTRACTS.parent / "vectors", root / "vectors")
    (root / "scripts").mkdir()
    shutil.copy(CONTRACTS.parent / "scripts" / "solc", root / "scripts" / "solc")
    (root / "node_modules").symlink_to(CONTRACTS.parent / "node_modules")
    (root / "contracts" / "node_modules").symlink_to("../node_modules")
    with open(root / "contracts" / "foundry.toml", "a", encoding="utf8") as file:
        file.write(PROFILE)
    return root / "contracts"


def forge(tree: Path, *args: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([str(BIN / "forge"), *args], cwd=tree, capture_output=True, text=True, **options)


def mutants_of(tree: Path, only: list) -> list:
    forge(tree, "build", "--build-info", "--force", check=True)
    # Slither takes the sources' paths from where it runs.
    os.chdir(tree)
    slither = Slither(str(tree), compile_force_framework="foundry", ignore_compile=True)
    classes = {each.NAME: each for each in vars(all_mutators).values() if is_mutator(each)}
    found = {}
    for unit in slither.compilation_units:
        for contract in unit.contracts:
            path = Path(contract.source_mapping.filename.absolute)
            if contract.is_interface or tree / "src" not in path.parents or contract.name == "TestToken":
                continue
            if only and contract.name not in only:
                continue
            for name in MUTATORS:
                mutator = classes[name](unit, 0, "", "", contract, None, False, tree, [])
                try:
                    patches = mutator._mutate().get("patches", {})
                except Exception as error:  # one mutator fails on assembly: the others go on
                    print(f"{name} on {contract.name}: {error}", file=sys.stderr)
                    continue
                for file, each in patches.items():
                    for patch in each:
                        key = (str(Path(file).relative_to(tree)), patch["start"], patch["end"], patch["new_string"])
                        found.setdefault(key, {**patch, "file": key[0], "mutator": name, "contract": contract.name})
    return list(found.values())


def is_mutator(each: object) -> bool:
    return isinstance(each, type) and issubclass(each, AbstractMutator) and each is not AbstractMutator


class Compiler:
    def __init__(self, tree: Path):
        script = str(CONTRACTS / "mutation" / "compile.ts")
        command = [str(BIN / "node"), script, str(tree)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def compile(self, mutant: dict) -> dict:
        keys = {"file": mutant["file"], "start": mutant["start"], "end": mutant["end"], "text": mutant["new_string"]}
        self.process.stdin.write(json.dumps(keys) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def survives(tree: Path, *filters: str) -> bool:
    try:
        return forge(tree, "test", "--fail-fast", *filters, timeout=180).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def line_of(mutant: dict) -> str:
    place = f"{mutant['file']}:{mutant['line_number']} {mutant['mutator']}"
    return f"{place}: {' '.join(mutant['old_string'].split())} => {' '.join(mutant['new_string'].split())}"


def survives_inside(tree: Path, mutant: dict) -> bool:
    """The tests of libraries have them inside, so they are compiled with the mutant."""
    source = tree / mutant["file"]
    original = source.read_bytes()
    source.write_bytes(original[: mutant["start"]] + mutant["new_string"].encode("utf8") + original[mutant["end"] :])
    survived = survives(tree, "--match-contract", "LibrariesTest")
    source.write_bytes(original)
    forge(tree, "build", check=True)
    return survived


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", default="mutants.json")
    args = parser.parse_args()
    tree = copy_of_the_tree()
    mutants = mutants_of(tree, [name for name in args.only.split(",") if name])
    random.Random(args.seed).shuffle(mutants)
    fast = ("--no-match-contract", NOT_FAST, "--no-match-test", NOT_OF_CODE)
    # Slither stumbles over the tests, so they come now.
    shutil.copytree(CONTRACTS / "test", tree / "test")
    forge(tree, "build", check=True)
    compiler = Compiler(tree)
    original = compiler.compile({"file": "", "start": 0, "end": 0, "new_string": ""})["hash"]
    if not survives(tree, *fast):
        sys.exit("the tests fail without a mutation")
    seen = {original}
    result = {"made": len(mutants), "tried": 0, "caught": 0, "caughtByInvariants": 0, "sameCode": 0, "doNotCompile": 0}
    left = []
    until = time.monotonic() + 60 * args.minutes
    for mutant in mutants:
        if time.monotonic() > until:
            break
        answer = compiler.compile(mutant)
        if "error" in answer:
            result["doNotCompile"] += 1
        elif answer["hash"] in seen:
            result["sameCode"] += 1
        else:
            seen.add(answer["hash"])
            result["tried"] += 1
            if survives(tree, *fast):
                left.append(mutant)
                print(f"survives the fast tests: {line_of(mutant)}", flush=True)
            else:
                result["caught"] += 1
    survivors = []
    for mutant in left:
        compiler.compile(mutant)
        if not survives(tree, "--match-contract", "InvariantsTest"):
            result["caughtByInvariants"] += 1
        elif "libraries" in mutant["file"] and not survives_inside(tree, mutant):
            result["caught"] += 1
        else:
            survivors.append(line_of(mutant))
            print(f"survives: {survivors[-1]}", flush=True)
    report = {"command": " ".join(["contracts/mutation/mutate.py", *sys.argv[1:]]), **result, "survivors": survivors}
    Path(args.out).write_text(json.dumps(report, indent=2) + "\n", encoding="utf8")
    print(json.dumps(result))
    shutil.rmtree(tree.parent)


if __name__ == "__main__":
    main()
