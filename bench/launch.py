"""Runs the command that follows a file's name, and writes into the file what it took: wall seconds, processor seconds, peak KiB.

A process of its own, as small as can be: a child's peak begins with that of the process that started it.
"""
import os
import sys
import time

report, command = sys.argv[1], sys.argv[2:]
start = time.perf_counter()
child = os.fork()
if child == 0:
    try:
        os.execvp(command[0], command)
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
        os._exit(127)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - start
with open(report, "w", encoding="ascii") as file:
    file.write(f"{wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status) & 255)
