"""DuckDB's iceberg extension, attached to a live `tarn serve`, reads what Tarn wrote and writes what Tarn reads.

    rest_duckdb.py TARN"""
import pathlib
import sys

import duckdb

from served_lake import ServedLake


def connect(uri, name="lake"):
    db = duckdb.connect(config={"autoinstall_known_extensions": False, "allow_unsigned_extensions": True})
    for extension in ("httpfs", "avro", "iceberg"):
        try:
            module = __import__(f"duckdb_extension_{extension}", fromlist=["extension"])
        except ModuleNotFoundError:
            print(f"skipped: DuckDB's extension {extension} is not there; run deps/install --test")
            sys.exit(77)
        try:
            db.load_extension(extension)
        except duckdb.Error:
            path = next(pathlib.Path(module.__file__).parent.rglob(f"{extension}.duckdb_extension"))
            db.execute(f"LOAD '{path}'")
    db.execute(f"ATTACH '{name}' AS tarn (TYPE iceberg, ENDPOINT '{uri}', AUTHORIZATION_TYPE 'none')")
    return db


def main():
    with ServedLake(sys.argv[1]) as lake:
        lake.call("sql", "-e", "CREATE SCHEMA shop; CREATE TABLE shop.ours AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(id, kind)")
        db = connect(lake.uri)
        assert db.execute("SELECT * FROM tarn.shop.ours ORDER BY id").fetchall() == [(1, "a"), (2, "b")]
        print("reads: agrees")

        db.execute("INSERT INTO tarn.shop.ours VALUES (3, 'c')")
        assert lake.query("SELECT id, kind FROM shop.ours ORDER BY id")[-1] == {"id": 3, "kind": "c"}
        db.execute("CREATE TABLE tarn.shop.theirs (n BIGINT, word VARCHAR)")
        db.execute("INSERT INTO tarn.shop.theirs SELECT i, 'w' || i FROM range(1000) AS r(i)")
        assert lake.query("SELECT count(*) AS rows, max(n) AS top FROM shop.theirs") == [{"rows": 1000, "top": 999}]
        print("writes: agrees")

        db.execute("BEGIN")
        db.execute("INSERT INTO tarn.shop.ours VALUES (4, 'd')")
        db.execute("INSERT INTO tarn.shop.theirs VALUES (-1, 'x')")
        db.execute("COMMIT")
        assert lake.query("SELECT (SELECT count(*) FROM shop.ours) AS a, (SELECT count(*) FROM shop.theirs) AS b") == [{"a": 4, "b": 1001}]
        print("transaction over two tables: agrees")

        lake.call("branch", "create", "dev")
        connect(f"{lake.uri}/dev").execute("INSERT INTO tarn.shop.ours VALUES (5, 'dev')")
        assert lake.query("SELECT count(*) AS rows FROM shop.ours") == [{"rows": 4}]
        assert connect(lake.uri, "dev").execute("SELECT count(*) FROM tarn.shop.ours").fetchone() == (5,)
        print("branches: agrees")

        db.execute("DROP TABLE tarn.shop.theirs")
        assert [table[0] for table in db.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'tarn'").fetchall()] == ["ours"]
        print("drop: agrees")


if __name__ == "__main__":
    main()
