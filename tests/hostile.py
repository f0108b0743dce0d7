#!/usr/bin/env python3
"""Runs the program on every input of fixtures/hostile, one process each, and prints the table of docs/hostile-inputs.md.

What must become of an input is held by HostileInputTests; this tells what did, how long it took and how much memory it needed."""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CASES = os.path.join(TOP, "fixtures", "hostile")
LAUNCH = [sys.executable, "-I", "-S", os.path.join(TOP, "bench", "launch.py")]
INSTRUCTIONS = {"expected.txt", "arguments.txt", "links.txt", "sizes.txt"}
LONGEST_MESSAGE = 110
SECRET = "TOP-SECRET"

PREAMBLE = """# Hostile inputs

What becomes of each configuration of `fixtures/hostile` that `nixoci translate` is given: whether a tree was written or the input was refused,
the first line that is told of it, processor time, and the most memory that the process had at once. Nothing but the output
directory was written by any of them, and nothing that lay outside of the configuration's tree was shown; `HostileInputTests` holds this, and the outcomes.
Inputs that would use up time or memory have limits on their command lines that are lower than the default ones ([security.md](security.md)),
in their `arguments.txt`, so that tests take no longer than they have to.

Made by `tests/hostile.py artifacts/native/nixoci > docs/hostile-inputs.md` with the native program.
"""


def lines(case, name):
    path = os.path.join(CASES, case, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def lay_out(case, place):
    """The input's tree, and beside it what it must not reach."""
    write(os.path.join(place, "outside/secret"), SECRET + "\n")
    write(os.path.join(place, "outside/secret.nix"), f'"{SECRET}"\n')
    write(os.path.join(place, "outside/module.nix"), f'{{ virtualisation.oci-containers.containers.web.image = "{SECRET}"; }}\n')
    write(os.path.join(place, "home/.ssh/id_rsa"), SECRET + "\n")
    tree = os.path.join(place, "tree")
    shutil.copytree(os.path.join(CASES, case), tree, symlinks=True)
    for name in INSTRUCTIONS:
        if os.path.exists(os.path.join(tree, name)):
            os.remove(os.path.join(tree, name))
    for line in lines(case, "links.txt"):
        path, target = line.split(" ")
        os.makedirs(os.path.dirname(os.path.join(tree, path)), exist_ok=True)
        os.symlink(target, os.path.join(tree, path))
    for line in lines(case, "sizes.txt"):
        path, size = line.split(" ")
        os.makedirs(os.path.dirname(os.path.join(tree, path)), exist_ok=True)
        with open(os.path.join(tree, path), "wb") as file:
            file.truncate(int(size))
    return tree


def warning(told):
    """The warning that tells of what the input is after, else the first one."""
    warnings = []
    for line in told:
        if line.startswith("warning:"):
            warnings.append(line)
        elif warnings:
            warnings[-1] += " " + line
    return next((text for text in warnings if re.search("NIXOCI01[045]", text)), warnings[0] if warnings else "")


def message(text, place):
    """The first line that tells of an error or else of a warning, as a cell of a table."""
    told = [line.strip() for line in text.splitlines() if "is partly guessed" not in line]
    found = next((line for line in told if line.startswith("error:") and len(line) > 6), None)
    if found is None and "error:" in told:
        # The texts of traces stand on lines of their own; the last one is the error itself.
        found = next((line for line in reversed(told) if line.startswith("error")), None)
    found = found or warning(told)
    found = found.replace(place, "").replace("|", "\\|").replace("<", "\\<")
    found = re.sub(r"[^ -~‘’“”…]", "·", re.sub("/proc/[0-9]+/", "/proc/PID/", found))
    return found if len(found) <= LONGEST_MESSAGE else found[: LONGEST_MESSAGE - 1] + "…"


class Run:
    """What became of one input."""

    def __init__(self, program, case):
        words = lines(case, "arguments.txt")
        names_flake = bool(words) and words[0].startswith(".")
        source, options = (words[:1], words[1:]) if names_flake else (["configuration.nix"], words)
        with tempfile.TemporaryDirectory() as place:
            tree = lay_out(case, place)
            environment = {"PATH": os.environ["PATH"], "SECRET": SECRET, "HOME": os.path.join(place, "home")}
            report = os.path.join(place, "report")
            process = subprocess.run(
                [*LAUNCH, report, program, "translate", *source, "-o", "../out", *options],
                cwd=tree, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            error = process.stderr.decode("utf-8", "replace")
            self.code = process.returncode
            with open(report, encoding="ascii") as file:
                _, self.cpu, kibibytes = map(float, file.read().split())
            self.mebibytes = kibibytes / 1024
            self.is_written = os.path.isdir(os.path.join(place, "out"))
            self.message = message(error, place)
            self.is_sound = self.code in (0, 1, 2) and self.is_written == (self.code == 0) and SECRET not in error


def kinds():
    """Headings with the names of inputs below them, in the order of kinds.txt."""
    found = []
    with open(os.path.join(CASES, "kinds.txt"), encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("# "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="the program, such as artifacts/native/nixoci")
    program = os.path.abspath(parser.parse_args().program)
    runs = {case: Run(program, case) for _, cases in kinds() for case in cases}
    unsound = [case for case, run in runs.items() if not run.is_sound]
    if unsound:
        sys.exit("hostile.py: ended in no way that is promised: " + ", ".join(unsound))
    slowest = max(runs, key=lambda case: runs[case].cpu)
    largest = max(runs, key=lambda case: runs[case].mebibytes)
    written = sum(run.is_written for run in runs.values())
    print(PREAMBLE)
    print(f"Of {len(runs)} inputs, {len(runs) - written} were refused. The slowest, `{slowest}`, took {runs[slowest].cpu:.1f} s; the "
          f"largest, `{largest}`, had {runs[largest].mebibytes:.0f} MiB.")
    for kind, cases in kinds():
        print(f"\n## {kind}\n\n| input | outcome | what is told | s | MiB |\n| --- | --- | --- | ---: | ---: |")
        for case in cases:
            run = runs[case]
            print(f"| `{case}` | {'written' if run.is_written else 'refused'} | {run.message} | {run.cpu:.2f} | {run.mebibytes:.0f} |")


if __name__ == "__main__":
    main()
