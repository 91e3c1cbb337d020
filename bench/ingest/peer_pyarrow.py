#!/usr/bin/env python3
"""Peer of `tarn ingest`: PyArrow's streaming CSV reader to Parquet (zstd), the four files one after the other.

Usage: peer_pyarrow.py DATA OUT; prints the seconds without start and imports.
"""
import datetime
import sys
import time

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as parquet

from tables import DUCKDB_TYPES

TYPES = {
    "BIGINT": pa.int64(), "INTEGER": pa.int32(), "VARCHAR": pa.string(), "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(), "DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us"),
    "DECIMAL(12,2)": pa.decimal128(12, 2),
}

data, out = sys.argv[1:3]
begin = time.perf_counter()
now = datetime.datetime.now()
for table, columns in DUCKDB_TYPES.items():
    reader = csv.open_csv(
        f"{data}/{table}.csv",
        read_options=csv.ReadOptions(block_size=8 << 20),
        convert_options=csv.ConvertOptions(column_types={name: TYPES[kind] for name, kind in columns.items()}),
    )
    schema = reader.schema.append(pa.field("ingested_at", pa.timestamp("us"))).append(
        pa.field("source_system", pa.string()))
    with parquet.ParquetWriter(f"{out}/{table}.parquet", schema, compression="zstd") as writer:
        for batch in reader:
            n = batch.num_rows
            writer.write_batch(pa.record_batch(
                batch.columns + [pa.repeat(pa.scalar(now, pa.timestamp("us")), n), pa.repeat(pa.scalar(table), n)],
                schema=schema), row_group_size=n)
print(f"{time.perf_counter() - begin:.3f}")
