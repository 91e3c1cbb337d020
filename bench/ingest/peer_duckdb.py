#!/usr/bin/env python3
"""Peer of `tarn ingest`: DuckDB's parallel CSV reader to Parquet (zstd), the four files one after the other.

Usage: peer_duckdb.py DATA OUT; prints the seconds without start and imports.
"""
import sys
import time

import duckdb

from tables import DUCKDB_TYPES

data, out = sys.argv[1:3]
db = duckdb.connect()
begin = time.perf_counter()
db.execute("SET preserve_insertion_order = false")
for table, columns in DUCKDB_TYPES.items():
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    db.execute(
        f"COPY (SELECT *, CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) AS ingested_at, '{table}' AS source_system "
        f"FROM read_csv('{data}/{table}.csv', header = true, columns = {{{types}}})) "
        f"TO '{out}/{table}.parquet' (FORMAT parquet, COMPRESSION zstd)"
    )
print(f"{time.perf_counter() - begin:.3f}")
