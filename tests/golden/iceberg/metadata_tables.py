#!/usr/bin/env python3
"""Makes metadata_tables/: a partitioned table as PyIceberg (0.12) writes it, and what PyIceberg tells of it.

  deps/venv/bin/python tests/golden/iceberg/metadata_tables.py

inspect.json has PyIceberg's metadata tables as lists of records; times in microseconds, bytes as hex.
"""
import json
import os
import struct
import sys
import tempfile

from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.transforms import DayTransform, TruncateTransform
from pyiceberg.typedef import Record
from pyiceberg.types import (DateType, DoubleType, IntegerType, ListType, LongType, NestedField, StringType, StructType,
                             TimestampType)

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from generate import data_file, days, keep_table, micros, plain, write  # noqa: E402
from memory_catalog import MemoryCatalog  # noqa: E402

SCHEMA = Schema(
    NestedField(1, "id", LongType(), required=True),
    NestedField(2, "ts", TimestampType(), required=False),
    NestedField(3, "name", StringType(), required=False),
    NestedField(4, "score", DoubleType(), required=False),
    NestedField(5, "born", DateType(), required=False),
    NestedField(6, "tags", ListType(8, StringType(), element_required=False), required=False),
    NestedField(7, "place", StructType(NestedField(9, "floor", IntegerType(), required=False)), required=False))
SPEC = PartitionSpec(PartitionField(2, 1000, DayTransform(), "ts_day"),
                     PartitionField(3, 1001, TruncateTransform(3), "name_trunc"))


def long(value):
    return struct.pack("<q", value)


def metrics(low, high, rows, at):
    """Statistics of a file of ids low..high."""
    return dict(
        record_count=rows, file_size_in_bytes=1000 + rows, split_offsets=[4], sort_order_id=0,
        column_sizes={1: 40, 2: 41, 3: 42, 4: 43, 5: 44, 8: 45, 9: 46},
        value_counts={1: rows, 2: rows, 3: rows, 4: rows, 5: rows, 8: 2 * rows, 9: rows},
        null_value_counts={1: 0, 2: 0, 3: 1, 4: 0, 5: rows, 8: 3, 9: 0}, nan_value_counts={4: 2},
        lower_bounds={1: long(low), 2: long(at), 3: b"ice", 4: struct.pack("<d", -1.5), 9: struct.pack("<i", low)},
        upper_bounds={1: long(high), 2: long(at + 5), 3: b"icf", 4: struct.pack("<d", 2.25), 9: struct.pack("<i", high)})


def main():
    with tempfile.TemporaryDirectory() as folder:
        catalog = MemoryCatalog(f"file://{folder}")
        table = catalog.create_table("golden.metadata_tables", SCHEMA, partition_spec=SPEC)
        first, second = micros("2017-11-16T22:31:08"), micros("1969-12-31T00:00:01")
        parts = [Record(days("2017-11-16"), "ice"), Record(days("1969-12-31"), None)]
        files = [("a", parts[0], metrics(1, 5, 5, first)), ("b", parts[0], metrics(3, 9, 7, first + 9)),
                 ("c", parts[1], metrics(20, 20, 1, second))]
        for name, partition, facts in files:
            with table.transaction() as tx, tx.update_snapshot().fast_append() as append:
                append.append_data_file(data_file(f"memory:///golden/{name}.parquet", 0, partition, **facts))
        table.manage_snapshots().create_tag(table.history()[0].snapshot_id, "first", max_ref_age_ms=86400000).commit()
        keep_table(table, "metadata_tables")
        inspected = {kind: [plain(row) for row in getattr(table.inspect, kind)().to_pylist()]
                     for kind in ("snapshots", "refs", "manifests", "entries", "files", "partitions", "metadata_log_entries")}
        text = json.dumps(inspected, default=str).replace(f"file://{folder}", "file:///warehouse")
        write("metadata_tables/inspect.json", json.loads(text))
        for name in ("list.avro.json", "m0.avro.json", "m1.avro.json", "m2.avro.json"):
            os.remove(os.path.join(HERE, "metadata_tables", name))
        path = os.path.join(HERE, "metadata_tables", "metadata.json")
        with open(path, encoding="utf-8") as file:
            text = file.read().replace(f"file://{folder}", "file:///warehouse")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
