"""What DELETE, UPDATE, MERGE, INSERT OVERWRITE and ALTER TABLE leave, read by PyIceberg and by DuckDB's iceberg extension: position
delete files by data file and by partition, deletion vectors, files written anew, several partitionings, sorted files.

    changes_read.py TARN"""
import csv
import io
import pathlib
import sys
import tempfile

import duckdb
import pyarrow.parquet as pq
from pyiceberg.table import StaticTable

from lake import Lake, expect_equal

MODES = {
    "by_size": "",
    "rewritten": '"write.delete.mode" = \'copy-on-write\', "write.update.mode" = \'copy-on-write\', "write.merge.mode" = \'copy-on-write\'',
    "by_file": '"write.delete.mode" = \'merge-on-read\', "write.update.mode" = \'merge-on-read\', "write.merge.mode" = \'merge-on-read\'',
    "by_partition": '"write.delete.mode" = \'merge-on-read\', "write.update.mode" = \'merge-on-read\', "write.merge.mode" = \'merge-on-read\', '
    '"write.delete.granularity" = \'partition\'',
}
MODES["by_vector"] = "format_version = 3, " + MODES["by_file"]
MODES["rewritten_with_lineage"] = "format_version = 3, " + MODES["rewritten"]

STATEMENTS = """
CREATE TABLE s.{name} (id bigint, name varchar, day date) WITH ({with});
INSERT INTO s.{name} SELECT id, 'n' || CAST(id % 13 AS varchar), date_add('day', id % 5, DATE '2026-01-29') FROM UNNEST(sequence(1, 3000)) x(id);
INSERT INTO s.{name} SELECT id, NULL, DATE '2026-01-30' FROM UNNEST(sequence(3001, 3300)) x(id);
DELETE FROM s.{name} WHERE id % 11 = 4;
UPDATE s.{name} SET name = name || '!', day = date_add('day', 1, day) WHERE id % 17 = 3;
ALTER TABLE s.{name} SET PROPERTIES partitioning = ARRAY['bucket(id, 3)', 'month(day)'], sorted_by = ARRAY['id DESC'];
ALTER TABLE s.{name} ADD COLUMN note varchar AFTER id;
ALTER TABLE s.{name} RENAME COLUMN name TO label;
MERGE INTO s.{name} AS t USING (SELECT n * 7 AS id FROM UNNEST(sequence(1, 600)) q(n)) AS n ON t.id = n.id
  WHEN MATCHED AND t.id % 2 = 0 THEN DELETE
  WHEN MATCHED THEN UPDATE SET note = 'merged'
  WHEN NOT MATCHED THEN INSERT (id, note, day) VALUES (n.id, 'new', DATE '2026-03-01');
DELETE FROM s.{name} WHERE id % 11 = 5 AND length(coalesce(label, '')) > 1;
"""


class ChangedLake(Lake):
    def __init__(self, tarn):
        self.tarn = str(pathlib.Path(tarn).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tarn-conformance-"))
        self.path = self.folder / "lake"
        self.call("init", str(self.path), lake=False)
        script = "CREATE SCHEMA s;\n"
        for name, properties in MODES.items():
            partitioned = "partitioning = ARRAY['day']"
            script += STATEMENTS.replace("{name}", name).replace("{with}", ", ".join(filter(None, [partitioned, properties])))
        file = self.folder / "changes.sql"
        file.write_text(script)
        self.call("sql", "-f", str(file))

    def rows(self, table):
        text = self.call("sql", "--output", "csv", "-e", f"SELECT id, note, label, CAST(day AS varchar) FROM iceberg.{table}")
        lines = list(csv.reader(io.StringIO(text)))[1:]
        return [(int(line[0]), *(value or None for value in line[1:])) for line in lines]


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
