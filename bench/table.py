"""The one table: a line for each thing that is timed, with what each program took for it."""
import math
import statistics

from measure import NIX


def spread(values, digits):
    """Median (least–most); one value alone where there was one run."""
    median = f"{statistics.median(values):.{digits}f}"
    return median if len(values) == 1 else f"{median} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def decimals(value):
    """How many decimals show a ratio to two figures at least."""
    return 2 if value >= 0.1 else 3 if value >= 0.01 else 4


def ratio(value):
    return f"{value:.{decimals(value)}f}"


def short(name):
    """A program's name where it stands with others in one cell."""
    return "Nix" if name == NIX else name.removeprefix("nixoci, ")


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


class Table:
    """Prints lines of Markdown as they come, and keeps ratios for the means of their group."""

    def __init__(self, evaluators, out):
        self.out = out
        self.evaluators = evaluators
        self.nix = next((e.name for e in evaluators if e.is_nix), None)
        self.others = [e.name for e in evaluators if not e.is_nix]
        self.notes = []
        self.equal = 0
        self.whole = {}
        self.net = {}

    def print(self, text=""):
        self.out.write(text + "\n")
        self.out.flush()

    def _row(self, cells):
        self.print("| " + " | ".join(cells) + " |")

    def header(self):
        names = [e.name for e in self.evaluators]
        ratios = [f"{short(name)} ÷ Nix" for name in self.others] if self.nix else []
        cells = ["what", *names, *ratios, f"peak MiB: {', '.join(map(short, names))}"]
        self._row(cells)
        self._row(["---", *["---:"] * (len(cells) - 1)])

    def group(self, title):
        """Begins a group of lines."""
        self._row([f"**{title}**", *[""] * (len(self.evaluators) + (len(self.others) if self.nix else 0) + 1)])
        self.whole = {name: [] for name in self.others}
        self.net = {name: [] for name in self.others}

    def line(self, what, measures, startup=None, missing=""):
        """One line: measures by the programs' names. Programs without a measure get the text for missing ones."""
        cells = [what]
        for e in self.evaluators:
            cells.append(spread(measures[e.name].seconds, 3) if e.name in measures else missing if e.is_nix else "")
        if self.nix:
            for name in self.others:
                if name not in measures or self.nix not in measures:
                    cells.append("")
                    continue
                ratios = measures[name].ratios(measures[self.nix])
                cells.append(spread(ratios, decimals(statistics.median(ratios))))
                self.whole[name].append(statistics.median(ratios))
                if startup:
                    self.net[name].append(measures[name].less(startup[name]) / measures[self.nix].less(startup[self.nix]))
        cells.append(", ".join(f"{measures[e.name].peak():.0f}" if e.name in measures else "–" for e in self.evaluators))
        self._row(cells)

    def figures(self, what, values):
        """One line of figures that are no seconds: texts by the programs' names."""
        self._row([what, *[values.get(e.name, "") for e in self.evaluators], *([""] * len(self.others) if self.nix else []), ""])

    def means(self):
        """Ends a group: geometric means of its ratios, whole and less the start-up, and the slowest."""
        self._summary("geometric mean", self.whole, geometric_mean, 2)
        self._summary("geometric mean, less start-up", self.net, geometric_mean, 1)
        self._summary("slowest", self.whole, max, 2)

    def _summary(self, what, ratios, summarise, least):
        if self.nix and self.others and all(len(values) >= least for values in ratios.values()):
            self._row([f"*{what}*", *[""] * len(self.evaluators), *[ratio(summarise(ratios[name])) for name in self.others], ""])

    def end(self):
        """What is told below the table."""
        if self.equal:
            self.notes.append(f"{self.equal:,} units were compared that NixOS and nixoci make alike, but for hashes of store paths.")
        for note in self.notes:
            self.print()
            self.print(note)
