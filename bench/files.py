"""Configurations of many files: what reading and parsing them on all processors brings."""
import os
import pathlib
import shutil

import generate_files
from measure import measure

# How many files, and about how many bytes each.
SIZES = [(400, 40_000), (2000, 5_000)]


def reading(table, evaluators, options, directory):
    """Lines for each size, with all processors and with one, in seconds that passed, whatever is measured otherwise."""
    ours = [e for e in evaluators if not e.is_nix]
    alone = ["taskset", "-c", str(min(os.sched_getaffinity(0)))] if shutil.which("taskset") else None
    table.group("translate, many files; seconds that passed")
    for count, size in SIZES:
        place = pathlib.Path(directory, f"files-{count}")
        generate_files.write(place, count, size, False)
        words = ["translate", str(place / "configuration.nix"), "--release", "seed"]
        commands = {e.name: [*e.command, *words] for e in ours}
        if alone:
            commands |= {f"{e.name}, alone": [*alone, *e.command, *words] for e in ours}
        times, _ = measure(commands, options.runs, "wall")
        table.line(f"{count:,} files of {size // 1000} kB", {e.name: times[e.name] for e in ours})
        if alone:
            table.line("the same, on one processor", {e.name: times[f"{e.name}, alone"] for e in ours})
