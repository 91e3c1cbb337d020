"""What a real Trino's catalog tpch has: `make.py HOST:PORT` writes tiny.txt (of each table of tpch.tiny the number of rows and the CRC-32 of
its lines, in the order of their keys) and samples.txt (rows of other schemas, of the beginnings of Trino's splits).
A line is the values of a row divided by '|': doubles with two digits, dates as days."""
import pathlib
import sys
import zlib

import trino.dbapi

KEYS = {"customer": "custkey", "lineitem": "orderkey, linenumber", "nation": "nationkey", "orders": "orderkey", "part": "partkey",
        "partsupp": "partkey, suppkey", "region": "regionkey", "supplier": "suppkey"}
SAMPLED = ("sf1", "sf100", "sf2.5", "sf30000", "sf100000")


def text(value):
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def lines(cursor, columns, source, tail):
    chosen = ", ".join(f"date_diff('day', DATE '1970-01-01', {name})" if kind == "date" else name for name, kind in columns)
    cursor.execute(f"SELECT {chosen} FROM {source} {tail}")
    return ["|".join(text(value) for value in row) for row in cursor.fetchall()]


def main():
    host, port = sys.argv[1].split(":")
    cursor = trino.dbapi.connect(host=host, port=int(port), user="golden").cursor()
    folder = pathlib.Path(__file__).parent
    tiny, samples = [], []
    for table, key in KEYS.items():
        columns = [tuple(row[:2]) for row in cursor.execute(f"SHOW COLUMNS FROM tpch.tiny.{table}").fetchall()]
        rows = lines(cursor, columns, f"tpch.tiny.{table}", f"ORDER BY {key}")
        digest = zlib.crc32("".join(row + "\n" for row in rows).encode())
        tiny.append(f"{table} {len(rows)} {digest:08x}")
        print(tiny[-1], flush=True)
        for schema in SAMPLED if table not in ("nation", "region") else SAMPLED[:1]:
            # The inner LIMIT lets Trino stop at the first rows of a split.
            source = f"(SELECT * FROM tpch.\"{schema}\".{table} LIMIT 40)"
            samples += [f"{schema}.{table}: {row}" for row in lines(cursor, columns, source, f"ORDER BY {key}")]
    (folder / "tiny.txt").write_text("".join(line + "\n" for line in tiny))
    (folder / "samples.txt").write_text("".join(line + "\n" for line in samples))


if __name__ == "__main__":
    main()
