"""DuckDB's iceberg extension reads every table from its metadata file: the rows that Tarn's own engine gives.

    duckdb_reads.py TARN"""
import sys

import duckdb

from lake import Lake, expect_equal


def main():
    db = duckdb.connect(config={"autoinstall_known_extensions": False, "allow_unsigned_extensions": True})
    for extension in ("avro", "iceberg"):
        module = __import__(f"duckdb_extension_{extension}", fromlist=["extension"])
        try:
            db.load_extension(extension)
        except duckdb.Error:
            import pathlib

            path = next(pathlib.Path(module.__file__).parent.rglob(f"{extension}.duckdb_extension"))
            db.execute(f"LOAD '{path}'")
    with Lake(sys.argv[1]) as lake:
        for name, location in lake.tables().items():
            theirs = db.execute(f"SELECT * FROM iceberg_scan('{location}')")
            columns = [column[0] for column in theirs.description]
            theirs = theirs.fetchall()
            path = lake.folder / "ours.csv"
            ours_text = lake.call("sql", "--output", "csv", "-e", f"SELECT * FROM iceberg.{name}")
            path.write_text(ours_text)
            types = db.execute(f"DESCRIBE SELECT * FROM iceberg_scan('{location}')").fetchall()
            spec = ", ".join(f"'{column}': '{kind[1]}'" for column, kind in zip(columns, types))
            ours = db.execute(
                f"SELECT * FROM read_csv('{path}', header = true, columns = {{{spec}}}, nullstr = '', quote = '\"', escape = '\"')"
            ).fetchall()
            expect_equal(name, ours, theirs)


main()
