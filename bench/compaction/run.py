#!/usr/bin/env python3
"""Compaction of 10,000 small files: Tarn's `table optimize` (the whole process: planned, rewritten, committed) beside DuckDB copying the
same files into one Parquet file of the same codec, and beside a plain copy of their bytes to the disk. Half as many files are compacted
first: the memory of both should be the same. Prints one line: name, seconds and peak memory of each, and the ratio of DuckDB's time to
ours (above 1: we are faster).

    run.py TARN_BINARY WORK_FOLDER [FILES] [ROWS_A_FILE]"""
import os
import pathlib
import shutil
import subprocess
import sys
import time

PARTITIONS = 500  # of a commit: one small file each
PEER = """import duckdb, sys
duckdb.execute(f"COPY (SELECT * FROM read_parquet('{sys.argv[1]}/**/*.parquet')) TO '{sys.argv[2]}' (FORMAT parquet, COMPRESSION zstd)")"""


def run(command):
    """Seconds and peak memory in MB of a command."""
    begin = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed with status {status}\n{output}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def make(tarn, lake, table, files, rows, script):
    """A table of `files` files with `rows` rows each."""
    with script.open("w") as out:
        out.write(f"CREATE TABLE s.{table} (id bigint, amount double, name varchar, bucket bigint) "
                  "WITH (partitioning = ARRAY['bucket']);\n")
        step = PARTITIONS * rows
        for begin in range(0, files * rows, step):
            out.write(f"INSERT INTO s.{table} SELECT n, n * 0.5e0, 'customer ' || CAST(n % 9973 AS varchar), n % {PARTITIONS} "
                      f"FROM UNNEST(sequence({begin}, {begin + step - 1})) AS x(n);\n")
    run([tarn, "sql", "-C", lake, "-f", script])


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "compaction"
    files = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    rows = int(sys.argv[4]) if len(sys.argv) > 4 else 1_000
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    lake = work / "lake"
    run([tarn, "init", lake])
    run([tarn, "sql", "-C", lake, "-e", "CREATE SCHEMA s"])
    make(tarn, lake, "half", files // 2, rows, work / "half.sql")
    make(tarn, lake, "many", files, rows, work / "many.sql")
    data = sorted((lake / "warehouse" / "s" / "many").rglob("*.parquet"))
    size = sum(file.stat().st_size for file in data)
    begin = time.perf_counter()
    with (work / "copy").open("wb") as out:
        for file in data:
            out.write(file.read_bytes())
        out.flush()
        os.fsync(out.fileno())
    copy = time.perf_counter() - begin
    _, half_memory = run([tarn, "table", "optimize", "-C", lake, "s.half"])
    peer, peer_memory = run([sys.executable, "-c", PEER, lake / "warehouse" / "s" / "many", work / "one.parquet"])
    ours, memory = run([tarn, "table", "optimize", "-C", lake, "s.many"])
    listed = subprocess.run([tarn, "table", "files", "-C", lake, "s.many", "-n", "0", "-o", "csv"], capture_output=True, text=True)
    shutil.rmtree(work)
    print(f"compaction {len(data):,} files   {size / 1e6:.0f} MB   tarn {ours:.2f} s {memory:.0f} MB (half as many files {half_memory:.0f} MB), "
          f"{listed.stdout.count('.parquet'):,} files after   duckdb {peer:.2f} s {peer_memory:.0f} MB   copy of bytes {copy:.2f} s   "
          f"ratio {peer / ours:.2f}")


if __name__ == "__main__":
    main()
