"""PyIceberg reads a table after each maintenance action: the same rows, and manifests that tell the truth.

    maintenance_reads.py TARN"""
import json
import pathlib
import sys
import tempfile

from pyiceberg.table import StaticTable

from lake import Lake, expect_equal


class SmallLake(Lake):
    """A lake with one partitioned table of many small files, made by SQL."""

    def __init__(self, tarn):
        self.tarn = str(pathlib.Path(tarn).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tarn-maintenance-"))
        self.path = self.folder / "lake"
        self.call("init", str(self.path), lake=False)
        self.sql("CREATE SCHEMA s")
        self.sql("CREATE TABLE s.t (id bigint, name varchar, day date) WITH (partitioning = ARRAY['day'])")
        for i in range(12):
            self.sql(f"INSERT INTO s.t SELECT n, 'row ' || CAST(n AS varchar), DATE '2026-01-{1 + i % 3:02}' "
                     f"FROM UNNEST(sequence({i * 10}, {i * 10 + 9})) AS x(n)")

    def sql(self, statement):
        return self.call("sql", "-e", statement)

    def metadata(self):
        return json.loads(self.call("table", "show", "s.t", "--json"))["metadata"]

    def rows(self):
        lines = json.loads(self.call("sql", "--json", "-e", "SELECT id, name, CAST(day AS varchar) AS day FROM s.t"))
        return [(line["id"], line["name"], line["day"]) for line in lines]


def check(lake, what, files, deletes=0):
    table = StaticTable.from_metadata(lake.metadata())
    read = table.scan().to_arrow()
    rows = [(row["id"], row["name"], row["day"].isoformat()) for row in read.to_pylist()]
    expect_equal(f"after {what}", rows, lake.rows())
    tasks = list(table.scan().plan_files())
    assert len(tasks) == files, f"after {what}: {len(tasks)} files instead of {files}"
    summary = table.current_snapshot().summary
    deleted = int(summary["total-position-deletes"])
    assert int(summary["total-records"]) - deleted == len(rows), f"after {what}: {summary}"
    assert int(summary["total-delete-files"]) == deletes, f"after {what}: {summary}"
    assert len({file.file_path for task in tasks for file in task.delete_files}) == deletes, f"after {what}: {tasks}"
    assert int(summary["total-data-files"]) == files, f"after {what}: {summary}"
    for task in tasks:
        assert pathlib.Path(task.file.file_path.removeprefix("file://")).exists(), task.file.file_path


def main():
    with SmallLake(sys.argv[1]) as lake:
        first = StaticTable.from_metadata(lake.metadata()).current_snapshot().snapshot_id
        check(lake, "12 inserts", 12)
        lake.call("table", "optimize-manifests", "s.t")
        check(lake, "optimize_manifests", 12)
        lake.sql("""ALTER TABLE s.t SET PROPERTIES "write.delete.mode" = 'merge-on-read'""")
        for id in (5, 6, 35, 36, 7):
            lake.sql(f"DELETE FROM s.t WHERE id = {id}")
        check(lake, "DELETE", 12, deletes=5)
        lake.call("table", "rewrite-position-deletes", "s.t")
        check(lake, "rewrite_position_delete_files", 12, deletes=1)
        lake.call("table", "optimize", "s.t")
        check(lake, "optimize", 3)
        lake.call("table", "rollback", "s.t", str(first))
        check(lake, "rollback_to_snapshot", 12)
        lake.call("table", "optimize", "s.t")
        check(lake, "optimize again", 3)
        lake.call("table", "expire-snapshots", "s.t", "--older-than", "0s", "--commit-retention", "0s", "--force")
        check(lake, "expire_snapshots", 3)
        assert len(StaticTable.from_metadata(lake.metadata()).metadata.snapshots) == 1
        lake.call("table", "remove-orphan-files", "--older-than", "0s", "--commit-retention", "0s", "--force")
        check(lake, "remove_orphan_files", 3)
        location = StaticTable.from_metadata(lake.metadata()).location()
        lake.call("table", "unregister", "s.t")
        lake.call("table", "register", "s.t", location)
        check(lake, "register_table", 3)


main()
