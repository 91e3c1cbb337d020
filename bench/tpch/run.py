#!/usr/bin/env python3
"""The 22 queries of TPC-H over Iceberg tables of a fresh lake, by tarn (one session of Trino SQL), and over the very same data files
by DuckDB: with read_parquet, and with its iceberg extension. All three in turns, each round in a process of its own that runs every
query once to warm up. Tables are analyzed after loading, as Trino's writers do while they write: counts of distinct values are what a table
format knows and a heap of Parquet files does not (TPCH_ANALYZE=0 leaves that out). Prints a line per query and one of totals: milliseconds
(the median of the rounds) and ratios to ours (above 1: we are faster).

    run.py TARN_BINARY WORK_FOLDER [ROUNDS [SCALE_FACTOR]]"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

import duckdb

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from peer_duckdb import load_extension

HERE = pathlib.Path(__file__).resolve().parent
TABLES = ["lineitem", "orders", "partsupp", "part", "customer", "supplier", "nation", "region"]
MARK = "tpch-mark"
MARKS = 20


def sql(tarn, lake, *statements):
    words = [word for statement in statements for word in ("-e", statement)]
    return subprocess.run([tarn, "sql", "-C", lake, "--schema", "tpch", "-o", "csv", "--no-header", *words], check=True,
                          stdout=subprocess.PIPE, text=True).stdout


def make_lake(tarn, work, scale_factor):
    data, lake = work / "data", work / "lake"
    data.mkdir(parents=True)
    # On disk: ten million orders do not fit everywhere.
    db = duckdb.connect(data / "tpch.duckdb", config={"autoinstall_known_extensions": False, "allow_unsigned_extensions": True})
    load_extension(db, "tpch")
    db.execute(f"CALL dbgen(sf = {scale_factor})")
    for table in TABLES:
        db.execute(f"COPY {table} TO '{data / table}.parquet' (FORMAT parquet)")
    queries = [row[0].strip().rstrip(";") for row in db.execute("SELECT query FROM tpch_queries() ORDER BY query_nr").fetchall()]
    db.close()
    # Trino has no GROUP BY of a name of the select list (query 15); the peers get the same text.
    queries = [query.replace("GROUP BY\n        supplier_no", "GROUP BY\n        l_suppkey") for query in queries]
    (data / "tpch.duckdb").unlink()
    subprocess.run([tarn, "init", lake], check=True, stdout=subprocess.DEVNULL)
    for table in TABLES:
        subprocess.run([tarn, "ingest", "-C", lake, data / f"{table}.parquet", "--table", f"tpch.{table}"], check=True,
                       stdout=subprocess.DEVNULL)
    shutil.rmtree(data)
    if os.environ.get("TPCH_ANALYZE", "1") != "0":
        sql(tarn, lake, *(f"ANALYZE {table}" for table in TABLES))
    return lake, queries


def locations(tarn, lake):
    """What the peers read: by table its data files, and its newest metadata."""
    found = {}
    for table in TABLES:
        files = [line.strip('"') for line in sql(tarn, lake, f'SELECT DISTINCT "$path" FROM {table}').split()]
        folder = pathlib.Path(files[0].removeprefix("file://")).parent
        while not (folder / "metadata").is_dir():
            folder = folder.parent
        metadata = max((folder / "metadata").glob("*.metadata.json"))
        found[table] = {"files": [file.removeprefix("file://") for file in files], "metadata": str(metadata)}
    return found


def run_tarn(tarn, lake, queries):
    """Milliseconds by query: statements between them tell the time. What one of those takes is measured by a row of them and taken off, since the
    peers' clocks are read by the program that runs the queries. Printing every row stays in."""
    mark = f"SELECT '{MARK}', to_unixtime(current_timestamp(6))"
    statements = [*queries, *[mark] * (MARKS + 1)]
    for query in queries:
        statements += [query, mark]
    output = sql(tarn, lake, *statements)
    times = [float(line.split(",")[1].strip('"')) for line in output.splitlines() if line.strip('"').startswith(MARK)]
    taken = [(b - a) * 1000 for a, b in zip(times, times[1:])]
    mark_ms = statistics.median(taken[:MARKS])
    return [ms - mark_ms for ms in taken[MARKS:]]


def run_peer(kind, found, queries):
    process = subprocess.run([sys.executable, HERE / "peer_duckdb.py", kind], input=json.dumps([found, queries]), check=True,
                             stdout=subprocess.PIPE, text=True)
    return json.loads(process.stdout)


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "tpch"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    scale_factor = sys.argv[4] if len(sys.argv) > 4 else "1"
    shutil.rmtree(work, ignore_errors=True)
    lake, queries = make_lake(tarn, work, scale_factor)
    found = locations(tarn, lake)
    runs = {"tarn": [], "parquet": [], "iceberg": []}
    for _ in range(rounds):
        runs["tarn"].append(run_tarn(tarn, lake, queries))
        for kind in ("parquet", "iceberg"):
            runs[kind].append(run_peer(kind, found, queries))
    shutil.rmtree(work)
    medians = {name: [statistics.median(times) for times in zip(*lists)] for name, lists in runs.items()}
    for number in range(len(queries)):
        ours, parquet, iceberg = (medians[name][number] for name in ("tarn", "parquet", "iceberg"))
        print(f"tpch sf{scale_factor} q{number + 1:02}   tarn {ours:7.1f} ms   read_parquet {parquet:7.1f} ms {parquet / ours:5.2f}   "
              f"iceberg extension {iceberg:7.1f} ms {iceberg / ours:5.2f}")
    totals = {name: sum(times) for name, times in medians.items()}
    print(f"tpch sf{scale_factor} all   tarn {totals['tarn']:7.0f} ms   read_parquet {totals['parquet']:7.0f} ms "
          f"{totals['parquet'] / totals['tarn']:5.2f}   iceberg extension {totals['iceberg']:7.0f} ms "
          f"{totals['iceberg'] / totals['tarn']:5.2f}")


if __name__ == "__main__":
    main()
