#!/usr/bin/env python3
"""From a command to its answer, in turns: `tarn sql -e 'SELECT 1'` on a lake with the example's eleven tables, and a process of DuckDB's Python
library that answers `SELECT 1` with no lake at all. Prints one line: name, our median, the peer's, the ratio (above 1: we are faster).

    run.py TARN_BINARY WORK_FOLDER [ROUNDS]"""
import pathlib
import shutil
import statistics
import subprocess
import sys
import time


def seconds(command):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "start"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 25
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    lake = work / "lake"
    seconds([tarn, "init", "--example", "ecommerce", lake])
    seconds([tarn, "run", "-C", lake, "--scale", "0.01"])
    ours = [tarn, "sql", "-C", lake, "-e", "SELECT 1"]
    theirs = [sys.executable, "-c", "import duckdb; print(duckdb.sql('SELECT 1').fetchall())"]
    mine, peer = [], []
    for _ in range(rounds):
        mine.append(seconds(ours))
        peer.append(seconds(theirs))
    shutil.rmtree(work)
    a, b = statistics.median(mine), statistics.median(peer)
    print(f"start and SELECT 1      tarn {a * 1000:.0f} ms   duckdb (python) {b * 1000:.0f} ms   ratio {b / a:.2f}")


if __name__ == "__main__":
    main()
