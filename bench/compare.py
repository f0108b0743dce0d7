#!/usr/bin/env python3
"""Times nixoci side by side with nix-instantiate and NixOS, and prints one table; see compare.sh, which calls this."""
import argparse
import io
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

import files
import groups
import translation
from measure import NIX, Evaluator
from table import Table, short

GROUPS = ["start-up", "parse", "evaluation", "lib", "translate", "files"]
PLACE = re.compile(r"(<!-- table -->\n).*?(<!-- end of table -->)", re.DOTALL)


class Tee(io.StringIO):
    """Keeps what is printed."""

    def write(self, text):
        sys.stdout.write(text)
        sys.stdout.flush()
        return super().write(text)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how often each thing is timed")
    parser.add_argument("--measure", choices=["wall", "cpu"], default="wall", help="time that passes, or time of processors")
    parser.add_argument("--groups", nargs="+", choices=GROUPS, default=GROUPS, help="only these parts of the table")
    parser.add_argument("--only", default="", metavar="TEXT", help="only the programs whose name holds this")
    parser.add_argument("--megabytes", type=float, default=4, metavar="N", help="how much source is parsed")
    parser.add_argument("--containers", type=int, nargs="+", default=[1, 10, 50, 100, 1000, 10000], metavar="N",
                        help="the sizes of the configurations that are translated; 50 is the fixture")
    parser.add_argument("--large-runs", type=int, default=1, metavar="N", help=f"how often configurations from {translation.LARGE} containers on are timed")
    parser.add_argument("--nixpkgs", action="append", metavar="[TITLE=]PATH",
                        help="a nixpkgs, whose NixOS Nix evaluates, and whose lib if it is the first; by default that of NIX_PATH")
    parser.add_argument("--nix-containers", type=int, default=10000, metavar="N", help="the most containers that NixOS is given")
    parser.add_argument("--write", metavar="FILE", help="put the table into a file, between `<!-- table -->` and `<!-- end of table -->`")
    return parser.parse_args()


def find_evaluators(options):
    evaluators = []
    if shutil.which(NIX):
        evaluators.append(Evaluator(NIX, [NIX]))
    else:
        print("compare.py: nix-instantiate is not installed, so there are no ratios", file=sys.stderr)
    for text in options.program:
        name, command = text.split("=", 1)
        evaluators.append(Evaluator(name, shlex.split(command)))
    if not evaluators:
        sys.exit("compare.py: there is nothing to time: no nix-instantiate, and no --program NAME=COMMAND")
    return evaluators


def describe(table, evaluators, options):
    """What was timed, on what machine, and how."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    versions = [subprocess.run([*e.command, "--version"], capture_output=True, check=False).stdout.decode().strip() for e in evaluators]
    kind = "Seconds that passed" if options.measure == "wall" else "Processor seconds (user and system)"
    table.print(f"{time.strftime('%B %Y')}; {model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f};")
    table.print("; ".join(version if e.is_nix else f"{version} ({short(e.name)})" for e, version in zip(evaluators, versions)) + ".")
    table.print(f"{kind} of the whole process: median (least–most) of {options.runs} runs, of at least 7 for start-up. The programs run in turns; a ratio is")
    table.print("that of the runs of one turn.")
    table.print()


def main():
    options = arguments()
    evaluators = find_evaluators(options)
    nixpkgs = translation.find_nixpkgs(options.nixpkgs)
    out = Tee()
    table = Table(evaluators, out)
    right = True
    describe(table, evaluators, options)
    table.header()
    with tempfile.TemporaryDirectory() as directory:
        # The start-up is timed whatever else is, because it is taken off the times of other groups.
        evaluated, parsed = groups.starting(table, evaluators, options, directory)
        if "parse" in options.groups:
            groups.parsing(table, evaluators, options, directory, parsed)
        if "evaluation" in options.groups:
            right = groups.evaluating(table, evaluators, options, evaluated)
        if "lib" in options.groups:
            right = groups.calling_lib(table, evaluators, options, nixpkgs[0][1] if nixpkgs else None, evaluated) and right
        if "translate" in options.groups:
            translation.translating(table, evaluators, options, directory, nixpkgs)
        if "files" in options.groups:
            files.reading(table, evaluators, options, directory)
    table.end()
    if options.write:
        with open(options.write, encoding="utf-8") as file:
            text = file.read()
        if not PLACE.search(text):
            sys.exit(f"compare.py: {options.write} has no place for the table")
        with open(options.write, "w", encoding="utf-8") as file:
            file.write(PLACE.sub(lambda place: place[1] + out.getvalue() + place[2], text))
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
