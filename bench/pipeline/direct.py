"""The pipeline's own SQL run straight in one DuckDB process: load the four files, build every model as zstd Parquet, run every check.
No catalog, no branches, no metadata: what is left is the work itself. It writes the same Parquet: the two tables that the example partitions
by month are partitioned by month here too; with --flat every table is one file.

    direct.py DATA COMPILED OUT [--flat]    DATA: the CSV files; COMPILED: target/ of `dbt compile`; OUT: an empty folder

Prints one JSON line with the seconds it took."""
import json
import pathlib
import sys
import time

import duckdb

from bronze import TABLES, select


MONTH_OF = {"customer_events": "event_timestamp", "payment_transactions": "transaction_timestamp"}


def main():
    data, target, out = (pathlib.Path(arg) for arg in sys.argv[1:4])
    flat = "--flat" in sys.argv[4:]
    nodes = json.loads((target / "manifest.json").read_text())
    models = {key: node for key, node in nodes["nodes"].items() if node["resource_type"] == "model"}
    tests = [node for node in nodes["nodes"].values() if node["resource_type"] == "test"]
    compiled = {key: node["compiled_code"] for key, node in nodes["nodes"].items()}
    out.mkdir(parents=True, exist_ok=True)

    start = time.perf_counter()
    db = duckdb.connect()
    db.execute("SET preserve_insertion_order = false")
    db.execute("ATTACH ':memory:' AS iceberg; USE iceberg")
    for schema in ("bronze", "silver", "gold"):
        db.execute(f"CREATE SCHEMA {schema}")
    for table in TABLES:
        path, query, options = out / f"{table}.parquet", select(table, data), "FORMAT parquet, COMPRESSION zstd"
        if table in MONTH_OF and not flat:
            query = f"SELECT *, date_trunc('month', {MONTH_OF[table]}) AS partition_month FROM ({query})"
            options += ", PARTITION_BY (partition_month)"
            db.execute(f"COPY ({query}) TO '{path}' ({options})")
            path = path / "*" / "*.parquet"
        else:
            db.execute(f"COPY ({query}) TO '{path}' ({options})")
        db.execute(f"CREATE VIEW bronze.{table} AS SELECT * FROM read_parquet('{path}', hive_partitioning = false)")
    loaded = time.perf_counter()

    done = set()
    while len(done) < len(models):
        for key, node in models.items():
            if key in done or any(parent in models and parent not in done for parent in node["depends_on"]["nodes"]):
                continue
            name = f"{node['schema']}.{node['alias']}"
            if node["config"]["materialized"] == "view":
                db.execute(f"CREATE VIEW {name} AS {compiled[key]}")
            else:
                path = out / f"{node['alias']}.parquet"
                db.execute(f"COPY ({compiled[key]}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
                db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
            done.add(key)
    built = time.perf_counter()

    failures = 0
    for test in tests:
        rows = db.execute(f"SELECT count(*) FROM ({test['compiled_code']}) AS failing").fetchone()[0]
        failures += rows > 0
    end = time.perf_counter()
    print(json.dumps({"seconds": end - start, "load": loaded - start, "models": built - loaded, "checks": end - built,
                      "failed_checks": failures}))


main()
