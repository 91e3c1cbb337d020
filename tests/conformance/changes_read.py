"""What DELETE, UPDATE, MERGE, INSERT OVERWRITE and ALTER TABLE leave, read by PyIceberg and by DuckDB's iceberg extension: position
delete files by data file and by partition, deletion vectors, files written anew, several partitionings, sorted files.

    changes_read.py TARN"""
import pathlib
import sys

import duckdb
import pyarrow.parquet as pq
from pyiceberg.table import StaticTable

from changed_lake import ChangedLake
from lake import expect_equal


def load_iceberg(db):
    for extension in ("avro", "iceberg"):
        module = __import__(f"duckdb_extension_{extension}", fromlist=["extension"])
        try:
            db.load_extension(extension)
        except duckdb.Error:
            path = next(pathlib.Path(module.__file__).parent.rglob(f"{extension}.duckdb_extension"))
            db.execute(f"LOAD '{path}'")


def check_delete_files(name, table):
    """Position delete files are sorted by path and position, with the reserved field ids; gives how many there are."""
    seen = set()
    for task in table.scan().plan_files():
        for file in task.delete_files:
            if file.file_path in seen:
                continue
            seen.add(file.file_path)
            if file.file_path.endswith(".puffin"):
                continue
            content = pq.ParquetFile(file.file_path.removeprefix("file://")).read()
            ids = [int(field.metadata[b"PARQUET:field_id"]) for field in content.schema]
            assert ids == [2147483546, 2147483545], f"{name}: field ids {ids} in {file.file_path}"
            rows = list(zip(content["file_path"].to_pylist(), content["pos"].to_pylist()))
            assert rows == sorted(set(rows)), f"{name}: not sorted, or a row twice: {file.file_path}"
            assert file.record_count == len(rows), f"{name}: {file.file_path}"
    return len(seen)


def main():
    db = duckdb.connect(config={"autoinstall_known_extensions": False, "allow_unsigned_extensions": True})
    load_iceberg(db)
    with ChangedLake(sys.argv[1]) as lake:
        expected = None
        for name, location in sorted(lake.tables().items()):
            ours = lake.rows(name)
            expected = expected or ours
            expect_equal(f"{name} and the first mode", ours, expected)
            table = StaticTable.from_metadata(location)
            read = table.scan().to_arrow().select(["id", "note", "label", "day"])
            theirs = list(zip(*(column.to_pylist() for column in read.columns)))
            expect_equal(f"{name} by PyIceberg", ours, theirs)
            theirs = db.execute(f"SELECT id, note, label, CAST(day AS varchar) FROM iceberg_scan('{location}')").fetchall()
            expect_equal(f"{name} by DuckDB", ours, theirs)
            files = check_delete_files(name, table)
            assert (files > 0) == name.split(".")[1].startswith("by_") or name == "s.by_size", f"{name}: {files} delete files"
            print(f"{name}: {files} delete files")


main()
