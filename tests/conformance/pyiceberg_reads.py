"""PyIceberg reads every table from its metadata file: equal rows, and manifests that tell the truth about their Parquet files.

    pyiceberg_reads.py TARN"""
import sys

import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyiceberg.conversions import from_bytes
from pyiceberg.table import StaticTable

from lake import Lake, expect_equal


def parquet_rows(files):
    rows = []
    for file in files:
        table = pq.ParquetFile(file.file_path.removeprefix("file://")).read()
        rows += list(zip(*(column.to_pylist() for column in table.columns))) if table.num_columns else []
    return rows


def check_statistics(name, table, file):
    """Counts, sizes and bounds of one manifest entry against the file itself."""
    path = file.file_path.removeprefix("file://")
    data = pq.ParquetFile(path)
    content = data.read()
    footer = data.metadata
    where = f"{name}: {path}"
    assert file.record_count == footer.num_rows, where
    with open(path, "rb") as handle:
        handle.seek(0, 2)
        assert file.file_size_in_bytes == handle.tell(), where
    schema = table.schema()
    for field in schema.fields:
        column = content.column(field.name)
        assert file.value_counts[field.field_id] == len(column), f"{where}: value count of {field.name}"
        assert file.null_value_counts[field.field_id] == column.null_count, f"{where}: null count of {field.name}"
        assert file.column_sizes[field.field_id] > 0, f"{where}: size of {field.name}"
        ids = content.schema.field(field.name).metadata
        assert int(ids[b"PARQUET:field_id"]) == field.field_id, f"{where}: field id of {field.name}"
        if column.null_count == len(column):
            continue
        extremes = pc.min_max(column).as_py()
        for bounds, extreme, keeps in (
            (file.lower_bounds, extremes["min"], lambda bound, value: bound <= value),
            (file.upper_bounds, extremes["max"], lambda bound, value: bound >= value),
        ):
            if field.field_id not in bounds:
                continue
            bound = from_bytes(field.field_type, bounds[field.field_id])
            kind = str(field.field_type)
            if kind == "date":
                bound, value = bound, pc.cast(pc.min_max(column.cast("int32"))["min" if bounds is file.lower_bounds else "max"], "int32").as_py()
            elif kind.startswith("timestamp"):
                value = pc.min_max(column.cast("int64"))["min" if bounds is file.lower_bounds else "max"].as_py()
            else:
                value = extreme
            assert keeps(bound, value), f"{where}: bound {bound!r} of {field.name} against {value!r}"


def main():
    with Lake(sys.argv[1]) as lake:
        for name, location in lake.tables().items():
            table = StaticTable.from_metadata(location)
            read = table.scan().to_arrow()
            files = [task.file for task in table.scan().plan_files()]
            expect_equal(name, list(zip(*(column.to_pylist() for column in read.columns))), parquet_rows(files))
            summary = table.current_snapshot().summary
            assert int(summary["total-records"]) == read.num_rows, name
            assert int(summary["total-data-files"]) == len(files), name
            for file in files:
                check_statistics(name, table, file)
            counted = lake.call("sql", "--output", "csv", "-e", f"SELECT count(*) FROM iceberg.{name}").split()
            assert int(counted[-1]) == read.num_rows, f"{name}: tarn counts {counted[-1]}, PyIceberg {read.num_rows}"


main()
