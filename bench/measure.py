"""Programs that evaluate Nix, and what their runs take."""
import os
import shlex
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LAUNCH = [sys.executable, "-I", "-S", os.path.join(HERE, "launch.py")]
ENVIRONMENT = dict(os.environ, NIX_PATH="", NIX_REMOTE="dummy://", NIX_CONFIG="build-users-group =")
NIX = "nix-instantiate"


class Evaluator:
    """A program with the words of its command lines."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.is_nix = name == NIX
        self.evaluate = [*command, *(["--eval", "--strict"] if self.is_nix else ["eval", "--strict"])]
        self.parse = [*command, "--parse" if self.is_nix else "parse"]

    def evaluate_with(self, nixpkgs):
        """The words that evaluate with `<nixpkgs>` in a directory; with None, ours has its built-in lib and Nix has none."""
        if nixpkgs is None:
            return self.evaluate
        return [*self.evaluate, *(["-I", f"nixpkgs={nixpkgs}"] if self.is_nix else ["--nixpkgs", nixpkgs])]


class Measure:
    """Runs of one program on one input: seconds, and peak memory in MiB."""

    def __init__(self):
        self.seconds = []
        self.memory = []

    @property
    def median(self):
        return statistics.median(self.seconds)

    def less(self, other):
        """The median less that of another measure, such as the start-up."""
        return max(self.median - other.median, 1e-3)

    def ratios(self, other):
        """What these runs took in proportion to those of another program, turn by turn."""
        return [mine / theirs for mine, theirs in zip(self.seconds, other.seconds)]

    def peak(self):
        return max(self.memory)


def run(words, kind):
    """Runs a command; gives its seconds, its peak memory in MiB, and its output."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors, tempfile.NamedTemporaryFile() as report:
        status = subprocess.run([*LAUNCH, report.name, *words], stdout=output, stderr=errors, env=ENVIRONMENT, check=False).returncode
        output.seek(0)
        errors.seek(0)
        if status != 0:
            sys.exit(f"compare.py: {shlex.join(words)[:2000]}: {errors.read().decode(errors='replace')[-1000:]}")
        wall, cpu, peak = map(float, report.read().split())
        return (cpu if kind == "cpu" else wall), peak / 1024, output.read()


def measure(commands, runs, kind):
    """Runs commands in turns, so that what else the machine does falls on all; gives measures and last outputs by name."""
    measures = {name: Measure() for name in commands}
    outputs = {}
    for _ in range(runs):
        for name, words in commands.items():
            seconds, peak, outputs[name] = run(words, kind)
            measures[name].seconds.append(seconds)
            measures[name].memory.append(peak)
    return measures, outputs
