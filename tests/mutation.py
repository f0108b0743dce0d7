"""Tells of reports of mutation testing which share of the mutants tests noticed, for each directory; with --survivors also which they did not."""
import collections
import json
import os
import sys

NOTICED, MISSED = ('Killed', 'Timeout'), ('Survived', 'NoCoverage')
COLUMNS = NOTICED + MISSED


def mutants(report):
    with open(report, encoding='utf-8') as file:
        for path, content in json.load(file)['files'].items():
            for mutant in content['mutants']:
                if mutant['status'] in COLUMNS:
                    yield path.split('/src/')[-1], content['source'].splitlines(), mutant


def show(name, counts):
    total, noticed = sum(counts.values()), sum(counts[status] for status in NOTICED)
    print(f'{name:44} {total:6}' + ''.join(f'{counts[status]:10}' for status in COLUMNS) + f'{noticed / max(total, 1):9.1%}')


def show_survivor(path, lines, mutant):
    start = mutant['location']['start']
    print(f"{path}:{start['line']}:{start['column']}: {mutant['mutatorName']} {mutant['status']}")
    print('  - ' + lines[start['line'] - 1].strip())
    print('  + ' + ' '.join(mutant['replacement'].split()))


arguments = sys.argv[1:]
survivors = '--survivors' in arguments
rooms = collections.defaultdict(collections.Counter)
for directory in arguments:
    if directory == '--survivors':
        continue
    for path, lines, mutant in mutants(os.path.join(directory, 'reports', 'mutation-report.json')):
        rooms[os.path.dirname(path)][mutant['status']] += 1
        if survivors and mutant['status'] in MISSED:
            show_survivor(path, lines, mutant)
print(f"{'':44} mutants    killed   timeout  survived uncovered    score")
for room in sorted(rooms):
    show(room, rooms[room])
show('all', sum(rooms.values(), collections.Counter()))
