"""What a real Trino's catalog tpcds has: `make.py HOST:PORT` writes tiny.txt (of each table of tpcds.tiny but dbgen_version the number of rows
and the sum of the CRC-32 of its lines; of customer_demographics, which no random number is in, every hundredth row) and samples.txt (rows of other schemas, of the beginnings of Trino's splits).
A line is the values of a row divided by '|': dates as days, char without the blanks at its end, NULL as nothing."""
import pathlib
import sys

import trino.dbapi

SAMPLED = ("sf1", "sf2.5", "sf100")


def text(name, kind):
    if kind == "date":
        name = f"date_diff('day', DATE '1970-01-01', {name})"
    value = f"CAST({name} AS varchar)"
    return f"coalesce({f'rtrim({value})' if kind.startswith('char') else value}, '')"


def main():
    host, port = sys.argv[1].split(":")
    cursor = trino.dbapi.connect(host=host, port=int(port), user="golden", catalog="tpcds").cursor()
    folder = pathlib.Path(__file__).parent
    tiny, samples = [], []
    for (table,) in cursor.execute("SHOW TABLES FROM tiny").fetchall():
        if table == "dbgen_version":  # tells the time
            continue
        columns = [tuple(row[:2]) for row in cursor.execute(f"SHOW COLUMNS FROM tiny.{table}").fetchall()]
        line = f"concat_ws('|', {', '.join(text(*column) for column in columns)})"
        stride, where = (100, "WHERE cd_demo_sk % 100 = 1") if table == "customer_demographics" else (1, "")
        (count, digest), = cursor.execute(f"SELECT count(*), sum(crc32(to_utf8({line}))) FROM tiny.{table} {where}").fetchall()
        tiny.append(f"{table} {stride} {count} {digest}")
        print(tiny[-1], flush=True)
        for schema in SAMPLED:
            # The inner LIMIT lets Trino stop at the first rows of a split.
            rows = cursor.execute(f"SELECT {line} FROM (SELECT * FROM \"{schema}\".{table} LIMIT 12)").fetchall()
            samples += sorted(f"{schema}.{table}: {row}" for (row,) in rows)
    (folder / "tiny.txt").write_text("".join(line + "\n" for line in tiny))
    (folder / "samples.txt").write_text("".join(line + "\n" for line in samples))


if __name__ == "__main__":
    main()
