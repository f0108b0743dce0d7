#!/usr/bin/env python3
"""Times programs that evaluate Nix against nix-instantiate; see compare.sh, which calls this."""
import argparse
import glob
import math
import os
import platform
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from generate import configuration

HERE = os.path.dirname(os.path.abspath(__file__))
NIX = "nix-instantiate"
STARTUP = "start-up"
ENVIRONMENT = dict(os.environ, NIX_PATH="", NIX_REMOTE="dummy://", NIX_CONFIG="build-users-group =")


class Evaluator:
    """A program with the words of its command line."""

    def __init__(self, name, command, evaluate, parse):
        self.name = name
        self.command = command
        self.evaluate = [*command, *evaluate]
        self.parse = [*command, *parse]


class Measure:
    """The times of one program on one input, in seconds."""

    def __init__(self):
        self.times = []

    @property
    def median(self):
        return statistics.median(self.times)

    def __str__(self):
        return f"{self.median:.3f} ({min(self.times):.3f}–{max(self.times):.3f})"


def run(words, kind):
    """Runs a command; gives its time and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    result = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if result.returncode != 0:
        sys.exit(f"compare.py: {shlex.join(words)}: {result.stderr.decode(errors='replace')[-400:]}")
    return (cpu if kind == "cpu" else wall), result.stdout


def measure(commands, runs, kind):
    """Runs commands in turns, so that what else the machine does falls on all; gives measures and outputs by name."""
    measures = {name: Measure() for name in commands}
    outputs = {}
    for _ in range(runs):
        for name, words in commands.items():
            seconds, outputs[name] = run(words, kind)
            measures[name].times.append(seconds)
    return measures, outputs


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def row(cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def header(cells):
    row(cells)
    row(["---", *["---:"] * (len(cells) - 1)])


def evaluation(evaluators, options, directory):
    """The table of programs; gives whether all results are the expected ones."""
    others = [e.name for e in evaluators if e.name != NIX]
    has_nix = len(others) < len(evaluators)
    one = os.path.join(directory, "one.nix")
    with open(one, "w", encoding="utf-8") as file:
        file.write("1\n")

    print(f"Evaluation, {options.measure} seconds of the whole process: median (least–most) of {options.runs} runs\n")
    header(["program", *[e.name for e in evaluators], *[f"{name} ÷ Nix" for name in others if has_nix],
            *[f"{name} ÷ Nix, net" for name in others if has_nix]])
    startup, _ = measure({e.name: [*e.evaluate, one] for e in evaluators}, max(options.runs, 7), options.measure)
    row([f"{STARTUP} (`1`)", *[str(startup[e.name]) for e in evaluators], *([""] * (2 * len(others) if has_nix else 0))])
    whole, net, notes, right = {name: [] for name in others}, {name: [] for name in others}, [], True
    for path in sorted(glob.glob(os.path.join(HERE, "programs", "*.nix"))):
        name = os.path.basename(path)[:-len(".nix")]
        if options.only not in name:
            continue
        with open(os.path.join(HERE, "programs", "expected", name + ".out"), "rb") as file:
            expected = file.read().rstrip(b"\n")
        times, outputs = measure({e.name: [*e.evaluate, path] for e in evaluators}, options.runs, options.measure)
        for program, output in outputs.items():
            if output.rstrip(b"\n") != expected:
                notes.append(f"{program} gives another result than expected for {name}.")
                right = right and program == NIX
        cells = [name, *[str(times[e.name]) for e in evaluators]]
        if has_nix:
            for program in others:
                whole[program].append(times[program].median / times[NIX].median)
                net[program].append(max(times[program].median - startup[program].median, 1e-3)
                                    / max(times[NIX].median - startup[NIX].median, 1e-3))
            cells += [f"{whole[p][-1]:.2f}" for p in others] + [f"{net[p][-1]:.2f}" for p in others]
        row(cells)
    if has_nix and all(whole.values()):
        row(["geometric mean", *[""] * len(evaluators), *[f"{geometric_mean(whole[p]):.2f}" for p in others],
             *[f"{geometric_mean(net[p]):.2f}" for p in others]])
        row(["slowest", *[""] * len(evaluators), *[f"{max(whole[p]):.2f}" for p in others], *[f"{max(net[p]):.2f}" for p in others]])
    print("".join(f"\n{note}" for note in notes))
    return right


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


def parsing(evaluators, options, directory):
    source = big_source(options.megabytes, evaluators[0].parse)
    path = os.path.join(directory, "big.nix")
    with open(path, "wb") as file:
        file.write(source)
    small = os.path.join(directory, "small.nix")
    with open(small, "w", encoding="utf-8") as file:
        file.write("1\n")
    print(f"\nParsing and printing {len(source) / 1e6:.1f} MB of source, {options.measure} seconds: median (least–most) of {options.runs} runs\n")
    header(["program", STARTUP, "whole process", "net seconds per MB", "net MB per second", "net ÷ Nix"])
    startup, _ = measure({e.name: [*e.parse, small] for e in evaluators}, options.runs, options.measure)
    times, _ = measure({e.name: [*e.parse, path] for e in evaluators}, options.runs, options.measure)
    net = {e.name: times[e.name].median - startup[e.name].median for e in evaluators}
    for e in evaluators:
        per_megabyte = net[e.name] / (len(source) / 1e6)
        row([e.name, str(startup[e.name]), str(times[e.name]), f"{per_megabyte:.3f}", f"{1 / per_megabyte:.1f}",
             f"{net[e.name] / net[NIX]:.2f}" if NIX in net else ""])


def translating(evaluators, options, directory):
    """The table of configurations by their size. Nix is not in it: it would take a whole nixpkgs with NixOS in it."""
    programs = [e for e in evaluators if e.name != NIX]
    print(f"\nTranslating N containers, {options.measure} seconds: median (least–most) of {options.runs} runs\n")
    header(["containers", *[e.name for e in programs], *[f"{e.name}, ms per container" for e in programs]])
    for count in options.containers:
        path = os.path.join(directory, f"containers-{count}.nix")
        with open(path, "w", encoding="utf-8") as file:
            file.write(configuration(count))
        commands = {e.name: [*e.command, "translate", path, "--release", "seed"] for e in programs}
        times, _ = measure(commands, options.runs, options.measure)
        row([f"{count:,}", *[str(times[e.name]) for e in programs],
             *[f"{1000 * times[e.name].median / count:.2f}" for e in programs]])


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")), "?")
    print(f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--measure", choices=["wall", "cpu"], default="wall")
    parser.add_argument("--only", default="", help="only the programs whose name holds this")
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--containers", type=int, nargs="*", default=[1, 10, 100, 1000, 10000], metavar="N",
                        help="the sizes of the configurations that are translated")
    parser.add_argument("--translate-only", action="store_true", help="only the table of configurations")
    options = parser.parse_args()
    evaluators = []
    if shutil.which(NIX):
        evaluators.append(Evaluator(NIX, [NIX], ["--eval", "--strict"], ["--parse"]))
    else:
        print("compare.py: nix-instantiate is not installed, so there are no ratios", file=sys.stderr)
    for text in options.program:
        name, command = text.split("=", 1)
        evaluators.append(Evaluator(name, shlex.split(command), ["eval", "--strict"], ["parse"]))
    machine()
    for e in evaluators:
        version = subprocess.run([*e.evaluate[:-2], "--version"], capture_output=True, check=False).stdout.decode().strip()
        print(f"{e.name}: {version}")
    print()
    with tempfile.TemporaryDirectory() as directory:
        right = options.translate_only or evaluation(evaluators, options, directory)
        if not options.only and not options.translate_only:
            parsing(evaluators, options, directory)
        if not options.only:
            translating(evaluators, options, directory)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
