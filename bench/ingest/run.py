#!/usr/bin/env python3
"""Loads the four files at their default size, in turns: Tarn into Iceberg tables of a fresh lake (typed, statistics, committed);
DuckDB, Polars and PyArrow into one plain Parquet file each. Prints two lines: name, our median, each peer's, the ratio to the
fastest peer (above 1: we are faster); first with the seconds of whole processes on both sides, then with the peers' own clocks,
which leave out their start and imports while ours leaves out nothing.

    run.py TARN_BINARY WORK_FOLDER [ROUNDS]"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
TABLES = ["customer_events", "payment_transactions", "inventory_snapshots", "support_tickets"]
PEERS = ["duckdb", "polars", "pyarrow"]


def run(command):
    """Seconds, peak memory in MB and output of a command."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed with status {status}\n{output}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024, output


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "ingest"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    data, lake, out = work / "data", work / "lake", work / "out"
    run([tarn, "generate", "--out", data])
    for file in data.iterdir():
        file.read_bytes()  # everybody reads from the page cache
    names = ["tarn", *PEERS]
    seconds, own, memory = {name: [] for name in names}, {name: [] for name in names}, {name: 0 for name in names}
    for _ in range(rounds):
        shutil.rmtree(lake, ignore_errors=True)
        run([tarn, "init", "--example", "ecommerce", lake])
        (lake / "data").symlink_to(data)
        specs = [word for table in TABLES for word in ("--spec", lake / "ingest" / f"{table}.yaml")]
        elapsed, megabytes, _ = run([tarn, "ingest", "-C", lake, *specs])
        seconds["tarn"].append(elapsed)
        own["tarn"].append(elapsed)
        memory["tarn"] = max(memory["tarn"], megabytes)
        for peer in PEERS:
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            elapsed, megabytes, output = run([sys.executable, HERE / f"peer_{peer}.py", data, out])
            seconds[peer].append(elapsed)
            own[peer].append(float(output))
            memory[peer] = max(memory[peer], megabytes)
    shutil.rmtree(work)
    for title, times in (("ingest 3.8 M rows", seconds), ("  by the peers' clocks", own)):
        medians = {name: statistics.median(times[name]) for name in names}
        figures = "   ".join(f"{name} {medians[name]:.3f} s {memory[name]:.0f} MB" for name in names)
        fastest = min(medians[peer] for peer in PEERS)
        print(f"{title:<23} {figures}   ratio {fastest / medians['tarn']:.2f}")


if __name__ == "__main__":
    main()
