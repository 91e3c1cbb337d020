#!/usr/bin/env python3
"""Makes the goldens of src/iceberg/tests with PyIceberg (0.12): what a peer says of the same values and files.

  deps/venv/bin/python tests/golden/iceberg/generate.py

values.json      single values: type, JSON form, binary form
transforms.json  partition transforms of values
partitioned/, unpartitioned/   a table's metadata, manifest list and manifests as PyIceberg writes them, each Avro file
                 with a dump of its records as JSON (bytes as hex)
"""
import datetime as dt
import glob
import json
import os
import shutil
import sys
import tempfile
import uuid
from decimal import Decimal

import fastavro
from pyiceberg.conversions import to_bytes, to_json
from pyiceberg.manifest import DataFile, DataFileContent, FileFormat
from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.table.sorting import NullOrder, SortDirection, SortField, SortOrder
from pyiceberg.transforms import (BucketTransform, DayTransform, HourTransform, IdentityTransform, MonthTransform,
                                  TruncateTransform, VoidTransform, YearTransform)
from pyiceberg.typedef import Record
from pyiceberg.types import (BinaryType, BooleanType, DateType, DecimalType, DoubleType, FixedType, FloatType,
                             IntegerType, ListType, LongType, MapType, NestedField, StringType, StructType,
                             TimestampType, TimestamptzType, TimeType, UUIDType)

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from memory_catalog import MemoryCatalog  # noqa: E402

EPOCH = dt.datetime(1970, 1, 1)


def micros(text):
    return (dt.datetime.fromisoformat(text) - EPOCH) // dt.timedelta(microseconds=1)


def days(text):
    return (dt.date.fromisoformat(text) - EPOCH.date()).days


VALUES = [
    (BooleanType(), [True, False]),
    (IntegerType(), [0, 1, -1, 34, 2147483647, -2147483648]),
    (LongType(), [0, 34, -34, 9223372036854775807, -9223372036854775808]),
    (FloatType(), [0.0, 1.5, -2.25, 3.4028234663852886e38]),
    (DoubleType(), [0.0, 1.1, -1e300, 5e-324]),
    (DecimalType(9, 2), [Decimal("0.00"), Decimal("14.20"), Decimal("-10.65"), Decimal("9999999.99"), Decimal("-0.01")]),
    (DecimalType(38, 10), [Decimal("1234567890123456789012345678.0123456789"), Decimal("-1.0000000000")]),
    (DateType(), [days("1970-01-01"), days("2017-11-16"), days("1969-12-31"), days("1582-10-15"), days("9999-12-31")]),
    (TimeType(), [0, 52268000000, 81068000123, 86399999999]),
    (TimestampType(), [0, micros("2017-11-16T22:31:08"), micros("2017-11-16T22:31:08.000001"),
                       micros("1969-12-31T23:59:59.999999"), micros("1900-01-01T00:00:00")]),
    (TimestamptzType(), [0, micros("2017-11-16T22:31:08.000001"), micros("1969-12-31T23:59:59")]),
    (StringType(), ["", "iceberg", "ä€𐍈", "a\"b\\c\n\u0001"]),
    (UUIDType(), [uuid.UUID("f79c3e09-677c-4bbd-a479-3f349cb785e7")]),
    (FixedType(4), [b"\x00\x01\x02\xff"]),
    (BinaryType(), [b"", b"\x00\x01\x02\xff"]),
]


def plain(value):
    """A value as JSON, the same for every type: for goldens only."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (Decimal, uuid.UUID, dt.date, dt.datetime, dt.time)):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def write(name, content):
    path = os.path.join(HERE, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1, ensure_ascii=False)
        file.write("\n")


def single_values():
    rows = []
    for type_, values in VALUES:
        for value in values:
            rows.append({"type": str(type_), "json": plain(to_json(type_, value)), "bytes": to_bytes(type_, value).hex()})
    write("values.json", rows)


def transforms():
    rows = []
    candidates = [IdentityTransform(), BucketTransform(16), BucketTransform(1000), TruncateTransform(10), TruncateTransform(3),
                  YearTransform(), MonthTransform(), DayTransform(), HourTransform(), VoidTransform()]
    extra = {"int": [9, 10, -9, -10, -11], "long": [9, 10, -9, -10, -11], "string": ["iceberg table", "äöüß€𐍈xyz", "ab"],
             "binary": [b"\x01\x02\x03\x04\x05"], "decimal(9, 2)": [Decimal("10.65"), Decimal("-10.65"), Decimal("0.05")]}
    for type_, values in VALUES:
        for transform in candidates:
            if not transform.can_transform(type_):
                continue
            for value in values + extra.get(str(type_), []):
                if isinstance(transform, TruncateTransform) and value in (-2147483648, -9223372036854775808):
                    continue  # Python does not wrap around
                result = transform.transform(type_)(value)
                result_type = transform.result_type(type_)
                rows.append({
                    "type": str(type_), "transform": str(transform), "value": plain(to_json(type_, value)),
                    "result_type": str(result_type),
                    "result": None if result is None else to_bytes(result_type, result).hex(),
                    "human": transform.to_human_string(type_, result),
                })
    write("transforms.json", rows)


def dump_avro(path):
    with open(path, "rb") as file:
        reader = fastavro.reader(file)
        metadata = {key: value for key, value in reader.metadata.items() if key != "avro.schema"}
        schema = json.loads(reader.metadata["avro.schema"])
        return {"metadata": metadata, "schema": schema, "records": [plain(record) for record in reader]}


def data_file(path, spec_id, partition, **more):
    values = dict(content=DataFileContent.DATA, file_path=path, file_format=FileFormat.PARQUET, partition=partition,
                  record_count=10, file_size_in_bytes=1000, column_sizes=None, value_counts=None,
                  null_value_counts=None, nan_value_counts=None, lower_bounds=None, upper_bounds=None,
                  key_metadata=None, split_offsets=None, equality_ids=None, sort_order_id=None)
    values.update(more)
    file = DataFile.from_args(**values)
    file.spec_id = spec_id
    return file


def keep_table(table, name):
    folder = os.path.join(HERE, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    snapshot = table.current_snapshot()
    files = {"metadata.json": table.metadata_location, "list.avro": snapshot.manifest_list}
    for index, manifest in enumerate(snapshot.manifests(table.io)):
        files[f"m{index}.avro"] = manifest.manifest_path
    for target, source in files.items():
        shutil.copyfile(source.removeprefix("file://"), os.path.join(folder, target))
        if target.endswith(".avro"):
            write(f"{name}/{target}.json", dump_avro(os.path.join(folder, target)))


PARTITIONED = Schema(
    NestedField(1, "id", LongType(), required=True),
    NestedField(2, "ts", TimestampType(), required=False, doc="when it happened"),
    NestedField(3, "amount", DecimalType(9, 2), required=False),
    NestedField(4, "name", StringType(), required=False),
    NestedField(5, "key", UUIDType(), required=False),
    NestedField(6, "score", DoubleType(), required=False),
    NestedField(7, "tags", ListType(8, StringType(), element_required=False), required=False),
    NestedField(9, "props", MapType(10, StringType(), 11, IntegerType(), value_required=True), required=False),
    NestedField(12, "place", StructType(NestedField(13, "lat", FloatType(), required=True),
                                        NestedField(14, "raw", FixedType(4), required=False)), required=False),
    identifier_field_ids=[1])


def partitioned(catalog):
    spec = PartitionSpec(PartitionField(2, 1000, DayTransform(), "ts_day"),
                         PartitionField(1, 1001, BucketTransform(16), "id_bucket"),
                         PartitionField(3, 1002, IdentityTransform(), "amount"),
                         PartitionField(4, 1003, TruncateTransform(3), "name_trunc"),
                         PartitionField(5, 1004, IdentityTransform(), "key"),
                         PartitionField(6, 1005, IdentityTransform(), "score"),
                         PartitionField(2, 1006, IdentityTransform(), "ts"))
    order = SortOrder(SortField(1, IdentityTransform(), SortDirection.DESC, NullOrder.NULLS_LAST))
    table = catalog.create_table("golden.partitioned", PARTITIONED, partition_spec=spec, sort_order=order,
                                 properties={"owner": "golden", "write.format.default": "parquet"})
    key = uuid.UUID("f79c3e09-677c-4bbd-a479-3f349cb785e7")
    ts = micros("2017-11-16T22:31:08.000001")
    first = Record(days("2017-11-16"), 3, Decimal("14.20"), "ice", key, 1.5, ts)
    second = Record(days("1969-12-31"), 15, Decimal("-0.01"), "äö€", None, -2.0, -1)
    third = Record(None, 0, None, None, None, None, None)
    with table.transaction() as tx, tx.update_snapshot(snapshot_properties={"run": "7"}).fast_append() as append:
        append.append_data_file(data_file(
            "memory:///golden/a.parquet", 0, first, record_count=3, file_size_in_bytes=1234,
            column_sizes={1: 40, 2: 41, 13: 8}, value_counts={1: 3, 2: 3, 8: 5}, null_value_counts={1: 0, 2: 1},
            nan_value_counts={6: 1}, lower_bounds={1: b"\x01" + b"\0" * 7, 4: b"ice"},
            upper_bounds={1: b"\x09" + b"\0" * 7, 4: b"icf"}, split_offsets=[4, 700], sort_order_id=1))
        append.append_data_file(data_file("memory:///golden/b.parquet", 0, second, record_count=1))
        append.append_data_file(data_file("memory:///golden/c.parquet", 0, third))
    keep_table(table, "partitioned")


def unpartitioned(catalog):
    schema = Schema(NestedField(1, "id", LongType(), required=False), NestedField(2, "name", StringType(), required=False))
    table = catalog.create_table("golden.unpartitioned", schema)
    paths = []
    for round_ in range(3):
        with table.transaction() as tx, tx.update_snapshot().fast_append() as append:
            paths.append(f"memory:///golden/{round_}.parquet")
            append.append_data_file(data_file(paths[-1], 0, Record(), record_count=round_ + 1, file_size_in_bytes=100 + round_,
                                              value_counts={1: round_ + 1}, null_value_counts={1: 0}))
    # Two files in a manifest, one of which an overwrite takes out.
    with table.transaction() as tx, tx.update_snapshot().fast_append() as append:
        for name in ("x", "y"):
            append.append_data_file(data_file(f"memory:///golden/{name}.parquet", 0, Record(), record_count=7, file_size_in_bytes=70))
    gone = next(task.file for task in table.scan().plan_files() if task.file.file_path.endswith("/x.parquet"))
    with table.transaction() as tx, tx.update_snapshot().overwrite() as overwrite:
        overwrite.append_data_file(data_file("memory:///golden/z.parquet", 0, Record(), record_count=8, file_size_in_bytes=80))
        overwrite.delete_data_file(gone)
    keep_table(table, "unpartitioned")


def main():
    single_values()
    transforms()
    with tempfile.TemporaryDirectory() as folder:
        catalog = MemoryCatalog(f"file://{folder}")
        partitioned(catalog)
        unpartitioned(catalog)
    # Nothing of the machine that ran this stays in the goldens' texts.
    for path in glob.glob(f"{HERE}/*/*.json"):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(f"file://{folder}", "file:///warehouse"))


if __name__ == "__main__":
    main()
