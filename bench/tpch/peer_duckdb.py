"""The queries by DuckDB on Tarn's data files: peer_duckdb.py parquet|iceberg, with [tables, queries] as JSON on standard input.
Prints the milliseconds of each query, after every query has run once."""
import json
import pathlib
import sys
import time

import duckdb


def load_extension(db, name):
    module = __import__(f"duckdb_extension_{name}", fromlist=["extension"])
    path = next(pathlib.Path(module.__file__).parent.rglob(f"{name}.duckdb_extension"))
    db.execute(f"LOAD '{path}'")


def main():
    kind = sys.argv[1]
    tables, queries = json.load(sys.stdin)
    db = duckdb.connect(config={"autoinstall_known_extensions": False, "allow_unsigned_extensions": True})
    if kind == "iceberg":
        load_extension(db, "avro")
        load_extension(db, "iceberg")
    # As Tarn's session does.
    db.execute("SET preserve_insertion_order = false")
    db.execute("SET parquet_metadata_cache = true")
    for name, table in tables.items():
        source = f"read_parquet({table['files']})" if kind == "parquet" else f"iceberg_scan('{table['metadata']}')"
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM {source}")
    for query in queries:
        db.execute(query).fetchall()
    times = []
    for query in queries:
        begin = time.perf_counter()
        db.execute(query).fetchall()
        times.append((time.perf_counter() - begin) * 1000)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
