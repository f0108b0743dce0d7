"""Start-up, parsing, evaluation programs, and programs over lib: what the table has beside the translation."""
import glob
import os
import subprocess

from measure import ENVIRONMENT, HERE, measure

# lib and modules written in Nix, with which Nix runs the programs of bench/library too.
SMALL_LIB = os.path.join(HERE, "..", "fixtures", "nixpkgs")


def one(directory):
    """The file of the smallest expression there is."""
    path = os.path.join(directory, "one.nix")
    with open(path, "w", encoding="utf-8") as file:
        file.write("1\n")
    return path


def starting(table, evaluators, options, directory):
    """Lines for start-up; gives what evaluating `1` and parsing it take."""
    runs = max(options.runs, 7)
    table.group("start-up")
    versions, _ = measure({e.name: [*e.command, "--version"] for e in evaluators}, runs, options.measure)
    table.line("`--version`", versions)
    path = one(directory)
    evaluated, _ = measure({e.name: [*e.evaluate, path] for e in evaluators}, runs, options.measure)
    table.line("evaluate `1`", evaluated)
    parsed, _ = measure({e.name: [*e.parse, path] for e in evaluators}, runs, options.measure)
    table.line("parse `1`", parsed)
    return evaluated, parsed


def big_source(megabytes, parse):
    """The programs and configurations that lie in this repository, over and over, as one expression."""
    texts = []
    for pattern in ("bench/programs/*.nix", "fixtures/units/**/configuration.nix"):
        for path in sorted(glob.glob(os.path.join(HERE, "..", pattern), recursive=True)):
            # Some fixtures are not Nix, on purpose; others are, but not for old versions.
            if subprocess.run([*parse, path], capture_output=True, env=ENVIRONMENT, check=False).returncode != 0:
                continue
            with open(path, encoding="utf-8") as file:
                texts.append(file.read())
    parts, size, count = ["{\n"], 0, 0
    while size < megabytes * 1_000_000:
        part = f"part{count} = (\n{texts[count % len(texts)]}\n);\n"
        parts.append(part)
        size += len(part.encode())
        count += 1
    return "".join([*parts, "}\n"]).encode()


def parsing(table, evaluators, options, directory, startup):
    source = big_source(options.megabytes, evaluators[0].parse)
    path = os.path.join(directory, "big.nix")
    with open(path, "wb") as file:
        file.write(source)
    table.group("parse")
    times, _ = measure({e.name: [*e.parse, path] for e in evaluators}, options.runs, options.measure)
    table.line(f"parse and print {len(source) / 1e6:.1f} MB", times, startup)
    table.figures("MB per second, less start-up",
                  {name: f"{len(source) / 1e6 / times[name].less(startup[name]):.1f}" for name in times})
    table.means()


def programs(folder, only):
    """Names, paths and expected results of the programs of a directory."""
    for result in sorted(glob.glob(os.path.join(HERE, folder, "expected", "*.out"))):
        name = os.path.basename(result)[:-len(".out")]
        if only in name:
            with open(result, "rb") as file:
                yield name, os.path.join(HERE, folder, name + ".nix"), file.read().rstrip(b"\n")


def judge(table, outputs, expected, name, nix):
    """Whether ours gives the expected result; what gives another is told below the table."""
    right = True
    for program, output in outputs.items():
        if output.rstrip(b"\n") != expected:
            table.notes.append(f"{program} gives another result than expected for `{name}`.")
            right = right and program == nix
    return right


def evaluating(table, evaluators, options, startup):
    """Lines for bench/programs; gives whether all results are the expected ones."""
    right = True
    table.group("evaluation")
    for name, path, expected in programs("programs", options.only):
        times, outputs = measure({e.name: [*e.evaluate, path] for e in evaluators}, options.runs, options.measure)
        table.line(f"`{name}`", times, startup)
        right = judge(table, outputs, expected, name, table.nix) and right
    table.means()
    return right


def calling_lib(table, evaluators, options, nixpkgs, startup):
    """Lines for bench/library, with every lib in Nix that is at hand, and with the built-in one; whether results are as expected."""
    libs = {"small lib": SMALL_LIB}
    if nixpkgs:
        libs["lib of nixpkgs"] = nixpkgs
    inputs = list(programs("library", options.only))
    right = True
    builtin = {}
    ours = [e for e in evaluators if not e.is_nix]
    for title, directory in libs.items():
        table.group(f"`lib` and modules: all with the {title}, in Nix")
        for name, path, expected in inputs:
            commands = {e.name: [*e.evaluate_with(directory), path] for e in evaluators}
            if list(libs)[-1] == title:
                commands |= {f"{e.name}, built-in": [*e.evaluate, path] for e in ours}
            times, outputs = measure(commands, options.runs, options.measure)
            table.line(f"`{name}`", times, startup)
            builtin[name] = times | {e.name: times.get(f"{e.name}, built-in") for e in ours}
            right = judge(table, outputs, expected, name, table.nix) and right
        table.means()
    table.group(f"`lib` and modules: ours built-in, Nix with the {list(libs)[-1]}")
    for name, times in builtin.items():
        table.line(f"`{name}`", times, startup)
    table.means()
    return right
