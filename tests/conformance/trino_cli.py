"""Trino's command line works on a live `tarn serve`: statements, formats, sessions, transactions, errors and their place.

    trino_cli.py TARN SOURCE_FOLDER"""
import pathlib
import subprocess
import sys

from served_lake import ServedLake


class Client:
    def __init__(self, lake, jar):
        self.command = ["java", "-jar", str(jar), "--server", lake.urls["Trino protocol"], "--user", "ann", "--catalog", "iceberg"]

    def run(self, sql, *options, code=0):
        done = subprocess.run([*self.command, *options, "--execute", sql], capture_output=True, text=True)
        if done.returncode != code:
            sys.exit(f"{sql}: exit code {done.returncode}, wanted {code}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr if code else done.stdout


def same(got, wanted):
    if got != wanted:
        sys.exit(f"got    {got!r}\nwanted {wanted!r}")


def main():
    jar = next(pathlib.Path(sys.argv[2], "deps", "java").glob("trino-cli-*-executable.jar"))
    with ServedLake(sys.argv[1]) as lake:
        client = Client(lake, jar)
        same(client.run("SELECT 1, 'a,b', 1.50, NULL, TIMESTAMP '2026-01-31 10:00:00.123456', ARRAY[1, 2], ROW(1, 'x')"),
             '"1","a,b","1.50","","2026-01-31 10:00:00.123456","[1, 2]","{1, x}"\n')
        same(client.run("CREATE SCHEMA s; USE s; CREATE TABLE t (a bigint, d date); INSERT INTO t VALUES (1, DATE '2026-01-31'), (2, NULL); "
                        "SELECT * FROM t ORDER BY a", "--output-format", "TSV"),
             "1\t2026-01-31\n2\t\n")
        same(client.run("START TRANSACTION; DELETE FROM s.t; SELECT count(*) FROM s.t; ROLLBACK; SELECT count(*) FROM s.t"),
             '"0"\n"2"\n')
        same(client.run("PREPARE p FROM SELECT a FROM s.t WHERE a = ?; EXECUTE p USING 2; DESCRIBE OUTPUT p; DEALLOCATE PREPARE p"),
             '"2"\n"a","iceberg","s","t","bigint","8","false"\n')
        text = client.run("SELECT\n nope FROM s.t", code=1)
        assert "line 2:2: Column 'nope' cannot be resolved" in text, text
        same(client.run("SHOW TABLES FROM s"), '"t"\n')
        # Rows come in segments of each encoding; the last query has some of megabytes.
        wanted = "".join(f"{a}\tsome text\n" for a in range(1, 10_001))
        for encoding in ("json", "json+lz4", "json+zstd"):
            same(client.run("SELECT x, 'some text' FROM UNNEST(sequence(1, 10000)) t(x) ORDER BY x", "--output-format", "TSV",
                            "--encoding", encoding), wanted)
            same(len(client.run("SELECT a.x, 'some text' FROM UNNEST(sequence(1, 1000)) a(x) CROSS JOIN UNNEST(sequence(1, 300)) b(x)",
                                "--output-format", "TSV", "--encoding", encoding).splitlines()), 300_000)
        same(client.run("SET SESSION query_max_run_time = '1m'; SHOW SESSION LIKE 'query_max_run%'", "--output-format", "TSV"),
             "query_max_run_time\t1m\t100d\tvarchar\tMaximum run time of a query (includes the queueing time)\n")
        same(client.run("SELECT state FROM system.runtime.queries WHERE query LIKE 'DELETE FROM s.t%'"), '"FINISHED"\n')


main()
