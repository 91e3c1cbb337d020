"""Tarn takes over tables that Iceberg Java wrote, reads the same rows, and changes them so that Java reads them again.

    java_writes.py TARN SOURCE"""
import sys

from java_peer import Java, check, check_rows, rows_query
from lake import ScriptLake

CHANGES = """
DELETE FROM java.equality WHERE id % 10 = 8;
UPDATE java.equality SET name = 'changed' WHERE id % 25 = 0;
DELETE FROM java.vectors WHERE id % 10 = 7;
UPDATE java.vectors SET v = 'changed' WHERE id % 400 = 5;
INSERT INTO java.vectors VALUES (-1, 'new');
UPDATE java.types SET text = 'changed' WHERE u = UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff';
INSERT INTO java.types (text) VALUES ('new');
INSERT INTO java.types (fix) VALUES (X'010203');
UPDATE java.new_types SET at = TIMESTAMP '2026-01-01 10:00:00.000000001 UTC' WHERE id = 1;
INSERT INTO java.new_types (id, v) VALUES (9, JSON '{"x": [1, null, "y"], "z": {"deep": true}}'), (10, JSON '"text"');
"""
# Each value of Java's table is found by an equality: bounds are understood.
FILTERS = [
    "i = 2147483647 AND l = 9223372036854775807", "f = REAL '-1.5'", "d = DOUBLE '-2.25'", "money = -1234567.89",
    "big = DECIMAL '1234567890123456789.0123456789'", "text = 'sé2'", "bytes = X'03FF'", "fix = X'018002'", "day = DATE '1942-08-16'",
    "at = TIME '03:59:59.123456'", "ts = TIMESTAMP '1930-11-18 00:28:29.876544'", "tstz = TIMESTAMP '1930-11-18 00:28:29.876544 UTC'",
    "ns = TIMESTAMP '1930-11-18 00:28:29.876544789'", "u = UUID '00000000-0000-0000-0000-000000000001'",
    "u = UUID '7fffffff-ffff-ffff-ffff-ffffffffffff'", "u = UUID '80000000-0000-0000-0000-000000000000'",
    "u = UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff'", "since = 7", "kind = 'old'",
]
NEW_FILTERS = [
    "at = TIMESTAMP '1969-12-31 23:59:59.999999998 UTC'", "at < TIMESTAMP '1950-01-01 00:00:00 UTC'", "part.at = TIMESTAMP '1989-12-31 23:59:59.999999997 UTC'",
    "nothing IS NULL", "json_format(CAST(v AS json)) IN ('1.5', '1.50')",
]


def compare(lake, java, step):
    found = java.read(lake.tables())
    # DuckDB's Parquet writer makes a variant null of a null (docs/iceberg.md).
    for row in found.get("java.new_types").rows:
        row["v"] = None if row["v"] == "null" else row["v"]
    for name, rows in zip(found, lake.query(*(rows_query(name, found[name]) for name in found))):
        check_rows(f"{name} {step}", rows, found[name])
        print(f"{name} {step}: {len(rows)} rows agree")


def main():
    with ScriptLake(sys.argv[1], "CREATE SCHEMA java;") as lake:
        java = Java(sys.argv[2], lake.folder)
        folder = lake.path / "warehouse" / "java"
        java.write(folder)
        for name in ("equality", "vectors", "types", "new_types"):
            lake.call("sql", "-e", f"CALL iceberg.system.register_table(schema_name => 'java', table_name => '{name}', table_location => '{folder / name}')")
        compare(lake, java, "as Java wrote it")
        for name, filters in (("types", FILTERS), ("new_types", NEW_FILTERS)):
            for condition, (row,) in zip(filters, lake.query(*(f"SELECT count(*) AS n FROM java.{name} WHERE {each}" for each in filters))):
                check(row["n"] > 0, f"no row for {condition}")
        file = lake.folder / "changes.sql"
        file.write_text(CHANGES)
        lake.call("sql", "-f", str(file))
        compare(lake, java, "changed")


main()
