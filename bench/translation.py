"""Translation of configurations by their size, beside NixOS itself where a nixpkgs is at hand."""
import json
import os
import re
import sys

from generate import configuration
from measure import HERE, NIX, measure, run

FIFTY = os.path.join(HERE, "..", "fixtures", "scale", "fifty", "configuration.nix")
LARGE = 5000
HASH = re.compile(r"/nix/store/[0-9a-z]{32}-")


def find_nixpkgs(given):
    """Titles and paths of the nixpkgs that are named by `[TITLE=]PATH`, or of the one that NIX_PATH names. Only those that have NixOS."""
    found = []
    for text in given or [e.removeprefix("nixpkgs=") for e in os.environ.get("NIX_PATH", "").split(":") if e.startswith("nixpkgs=")]:
        title, path = text.split("=", 1) if "=" in text and "/" not in text.split("=", 1)[0] else (None, text)
        if os.path.isfile(os.path.join(path, "nixos", "lib", "eval-config.nix")):
            found.append((title, os.path.realpath(path)))
        elif given:
            sys.exit(f"compare.py: {path} has no nixos/lib/eval-config.nix")
    return found


def count_modules(nixpkgs):
    """How many modules make up the NixOS of this nixpkgs."""
    path = os.path.join(nixpkgs, "nixos", "modules", "module-list.nix")
    return int(run([NIX, "--eval", "-E", f"builtins.length (import {path})"], "cpu")[2])


def units_of(program, path, directory):
    """The unit files of a configuration, by name, as a program of ours writes them for NixOS."""
    tree = os.path.join(directory, "tree")
    run([*program.command, "translate", path, "--release", "seed", "--for", "nixos", "-o", tree], "cpu")
    units = {}
    for name in os.listdir(os.path.join(tree, "units")):
        with open(os.path.join(tree, "units", name), encoding="utf-8") as file:
            units[name] = file.read()
    return units


def nixos_command(nixpkgs, path, units, directory):
    """The words by which Nix evaluates the same units through NixOS, and gives their texts and those of their scripts."""
    names = os.path.join(directory, "units.nix")
    with open(names, "w", encoding="utf-8") as file:
        file.write("[\n" + "".join(f'  "{name}"\n' for name in sorted(units)) + "]\n")
    return [NIX, "--eval", "--strict", "--json", os.path.join(HERE, "nixos.nix"),
            "--arg", "nixpkgs", nixpkgs, "--arg", "configuration", os.path.realpath(path), "--arg", "units", names]


def compare(table, output, units, what):
    """Tells below the table whether NixOS makes the same texts as we do, hashes of store paths aside."""
    theirs = {name: HASH.sub("", unit["text"]) for name, unit in json.loads(output).items()}
    ours = {name: HASH.sub("", text) for name, text in units.items()}
    different = sorted(name for name in ours if ours[name].rstrip("\n") != theirs[name].rstrip("\n"))
    if different:
        table.notes.append(f"{len(different):,} of {len(ours):,} units of {what} differ between NixOS and nixoci, such as `{different[0]}`.")
    else:
        table.equal += len(ours)


def write_configuration(count, directory):
    """The file of a configuration of so many containers."""
    if count == 50:
        return FIFTY
    path = os.path.join(directory, f"containers-{count}.nix")
    with open(path, "w", encoding="utf-8") as file:
        file.write(configuration(count))
    return path


def translating(table, evaluators, options, directory, nixpkgs):
    """A group of lines for each nixpkgs at hand, and one where there is none."""
    if not table.nix or not nixpkgs:
        group(table, evaluators, options, options.containers, directory, "translate", None)
        return
    for number, (title, path) in enumerate(nixpkgs):
        here = os.path.join(directory, f"nixpkgs-{number}")
        os.mkdir(here)
        title = title or f"NixOS of {count_modules(path):,} modules"
        # Beside another nixpkgs, large configurations would tell nothing new about ours.
        sizes = [count for count in options.containers if number == 0 or count < LARGE]
        group(table, evaluators, options, sizes, here, f"translate; in Nix, {title}", path)


def group(table, evaluators, options, sizes, directory, title, nixpkgs):
    """Lines for each number of containers, and what a container costs among many in proportion to among a hundred."""
    ours = [e for e in evaluators if not e.is_nix]
    table.group(title)
    costs = {}
    for count in sizes:
        runs = options.large_runs if count >= LARGE else options.runs
        if runs == 0:
            continue
        path = write_configuration(count, directory)
        what = "1 container" if count == 1 else f"{count:,} containers"
        commands = {e.name: [*e.command, "translate", path, "--release", "seed"] for e in ours}
        with_nix = nixpkgs is not None and count <= options.nix_containers
        if with_nix:
            here = os.path.join(directory, str(count))
            os.mkdir(here)
            units = units_of(ours[0], path, here)
            commands = {NIX: nixos_command(nixpkgs, path, units, here)} | commands
        times, outputs = measure(commands, runs, options.measure)
        table.line(f"{what} (the fixture)" if path == FIFTY else what, times, missing="not run" if nixpkgs else "no nixpkgs")
        costs[count] = {name: taken.median / count for name, taken in times.items()}
        if with_nix:
            compare(table, outputs[NIX], units, what)
    for count, cost in costs.items():
        if count > 100 and 100 in costs:
            table.figures(f"time per container, {count:,} ÷ 100", {name: f"{cost[name] / costs[100][name]:.2f}" for name in cost if name in costs[100]})
    table.means()
