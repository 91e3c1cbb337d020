#!/usr/bin/env python3
"""Peer of `tarn ingest`: Polars' streaming scan_csv → sink_parquet (zstd), the four files one after the other.

Usage: peer_polars.py DATA OUT; prints the seconds without start and imports.
"""
import datetime
import sys
import time

import polars as pl

from tables import DUCKDB_TYPES

TYPES = {
    "BIGINT": pl.Int64, "INTEGER": pl.Int32, "VARCHAR": pl.String, "DOUBLE": pl.Float64, "BOOLEAN": pl.Boolean,
    "DATE": pl.Date, "TIMESTAMP": pl.Datetime("us"), "DECIMAL(12,2)": pl.Decimal(12, 2),
}

data, out = sys.argv[1:3]
begin = time.perf_counter()
for table, columns in DUCKDB_TYPES.items():
    schema = {name: TYPES[kind] for name, kind in columns.items()}
    # Polars' reader takes no timestamps or decimals from a schema in every version: read as text, then cast.
    text = {name: kind if kind not in (TYPES["TIMESTAMP"], TYPES["DATE"], TYPES["DECIMAL(12,2)"]) else pl.String
            for name, kind in schema.items()}
    frame = pl.scan_csv(f"{data}/{table}.csv", schema=text)
    casts = []
    for name, kind in schema.items():
        if kind == TYPES["TIMESTAMP"]:
            casts.append(pl.col(name).str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us"))
        elif kind == TYPES["DATE"]:
            casts.append(pl.col(name).str.to_date("%Y-%m-%d"))
        elif kind == TYPES["DECIMAL(12,2)"]:
            casts.append(pl.col(name).cast(kind))
    frame = frame.with_columns(casts).with_columns(
        ingested_at=pl.lit(datetime.datetime.now()), source_system=pl.lit(table))
    frame.sink_parquet(f"{out}/{table}.parquet", compression="zstd", compression_level=3, statistics=True)
print(f"{time.perf_counter() - begin:.3f}")
