"""Adds coverage reports together: a line or branch counts where any of the test projects reaches it."""
import collections
import re
import sys
import xml.etree.ElementTree

lines = collections.defaultdict(dict)
branches = collections.defaultdict(dict)
for report in sys.argv[1:]:
    for package in xml.etree.ElementTree.parse(report).getroot().iter('package'):
        name = package.get('name')
        for part in package.iter('class'):
            for line in part.find('lines').iter('line'):
                place = part.get('filename').split('/src/')[-1], int(line.get('number'))
                lines[name][place] = max(lines[name].get(place, 0), min(int(line.get('hits')), 1))
                covered = re.search(r'\((\d+)/(\d+)\)', line.get('condition-coverage') or '')
                if covered:
                    reached, all_of_them = map(int, covered.groups())
                    before = branches[name].get(place, (0, 0))
                    branches[name][place] = max(before[0], reached), max(before[1], all_of_them)


def show(name, line_counts, branch_counts):
    reached, total = sum(line_counts), len(line_counts)
    taken, ways = sum(b[0] for b in branch_counts), sum(b[1] for b in branch_counts)
    print(f'{name:22} lines {reached:6} of {total:6} ({reached / max(total, 1):6.1%})   branches {taken:6} of {ways:6} ({taken / max(ways, 1):6.1%})')


for name in sorted(lines):
    show(name, list(lines[name].values()), list(branches[name].values()))
show('all', [v for p in lines.values() for v in p.values()], [v for p in branches.values() for v in p.values()])
