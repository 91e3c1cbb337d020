#!/usr/bin/env python3
"""DELETE, UPDATE and MERGE of 1% of 10 M rows, and a scan before and after, in turns: Tarn on an Iceberg table, and DuckDB on its own
table followed by what a lake needs as well, the rewrite of the changed table as Parquet files (every file has a changed row). Ours is
the whole process; the peer tells its own time. One line each: name, our median, the peer's, the ratio (above 1: we are faster).

    run.py TARN_BINARY WORK_FOLDER [ROUNDS [ROWS]]"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import duckdb

COLUMNS = (
    "id, id * 7919 % 1000003 AS k, CAST(id % 1000 AS double) / 7 AS x, 'customer ' || CAST(id % 100000 AS varchar) AS name, "
    "DATE '2026-01-01' AS day"
)
CHANGES = {
    "delete": "DELETE FROM {t} WHERE k % 100 = 7",
    "update": "UPDATE {t} SET x = x + 1, name = 'changed' WHERE k % 100 = 13",
    "merge": "MERGE INTO {t} AS t USING {s} AS s ON t.id = s.id WHEN MATCHED AND s.id % 4 = 0 THEN DELETE "
    "WHEN MATCHED THEN UPDATE SET x = s.x WHEN NOT MATCHED THEN INSERT {insert}",
}
SCAN = "SELECT count(*), sum(x), max(name), sum(k) FROM {t}"


class Tarn:
    def __init__(self, binary, lake, rows):
        self.binary, self.lake = binary, lake
        shutil.rmtree(lake, ignore_errors=True)
        subprocess.run([binary, "init", lake], check=True, capture_output=True)
        source = f"FROM UNNEST(sequence(0, {rows // 10000 - 1})) a(i) CROSS JOIN UNNEST(sequence(1, 10000)) b(j)"
        self.sql(
            "CREATE SCHEMA s; "
            f"CREATE TABLE s.base WITH (\"write.target-file-size-bytes\" = '33554432') AS SELECT {COLUMNS} FROM (SELECT i * 10000 + j AS id {source}); "
            f"CREATE TABLE s.source AS SELECT id * 100 AS id, CAST(id AS double) AS x FROM (SELECT i * 10000 + j AS id {source}) "
            f"WHERE id <= {rows // 100} + 1000"
        )

    def sql(self, text):
        begin = time.perf_counter()
        done = subprocess.run([self.binary, "sql", "-C", self.lake, "-e", text], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{text}\n{done.stderr}")
        return time.perf_counter() - begin

    def fresh(self):
        self.sql(
            "DROP TABLE IF EXISTS s.t; CREATE TABLE s.t WITH (\"write.target-file-size-bytes\" = '33554432') AS SELECT * FROM s.base"
        )

    def change(self, name):
        return self.sql(CHANGES[name].format(t="s.t", s="s.source", insert="VALUES (s.id, 0, s.x, 'new', DATE '2026-02-01')"))

    def scan(self):
        """The first scan of a new process with its start, and one of those that follow in the same session."""
        scan = SCAN.format(t="s.t")
        first = self.sql(scan)
        return first, (self.sql("; ".join([scan] * 6)) - first) / 5


class Duck:
    def __init__(self, folder, rows):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.db = duckdb.connect(str(folder / "own.duckdb"))
        self.db.execute("SET preserve_insertion_order = false; SET threads = " + str(os.cpu_count()))
        columns = COLUMNS.replace("CAST(id % 1000 AS double) / 7", "(id % 1000)::DOUBLE / 7")
        self.db.execute(f"CREATE TABLE base AS SELECT {columns} FROM range(1, {rows} + 1) r(id)")
        self.db.execute(f"CREATE TABLE source AS SELECT id * 100 AS id, id::DOUBLE AS x FROM range(1, {rows // 100} + 1001) r(id)")

    def fresh(self):
        self.db.execute("CREATE OR REPLACE TABLE t AS FROM base; CHECKPOINT")

    def change(self, name):
        begin = time.perf_counter()
        self.db.execute(CHANGES[name].format(t="t", s="source", insert="VALUES (s.id, 0, s.x, 'new', DATE '2026-02-01')"))
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        self.db.execute(f"COPY t TO '{self.folder}/out' (FORMAT parquet, COMPRESSION zstd, PER_THREAD_OUTPUT, FILE_SIZE_BYTES '32MB')")
        return time.perf_counter() - begin


def main():
    binary, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "dml"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    rows = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000_000
    tarn, duck = Tarn(binary, work / "lake", rows), Duck(work / "duckdb", rows)
    ours, theirs = {name: [] for name in CHANGES}, {name: [] for name in CHANGES}
    scans = {"clean": [], "deleted": []}
    for _ in range(rounds):
        for name in CHANGES:
            tarn.fresh()
            duck.fresh()
            if name == "delete":
                scans["clean"] += [tarn.scan() for _ in range(3)]
            ours[name].append(tarn.change(name))
            theirs[name].append(duck.change(name))
            if name == "delete":
                scans["deleted"] += [tarn.scan() for _ in range(3)]
    shutil.rmtree(work)
    for name in CHANGES:
        mine, peer = statistics.median(ours[name]), statistics.median(theirs[name])
        print(f"{name} 1% of {rows // 1_000_000} M rows   tarn {mine:.2f} s   duckdb {peer:.2f} s   ratio {peer / mine:.2f}")
    for i, which in enumerate(["first scan, whole process", "scans after the first"]):
        clean, deleted = (statistics.median(pair[i] for pair in scans[kind]) for kind in ("clean", "deleted"))
        print(f"{which}: without deletes {clean:.3f} s   with {deleted:.3f} s   ratio {clean / deleted:.2f}")


if __name__ == "__main__":
    main()
