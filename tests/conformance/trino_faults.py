"""Clients of a live `tarn serve` that do what they should not, and statements that are too much: every one gets an answer in bounded
time, and leaves nothing behind.

    trino_faults.py TARN"""
import pathlib
import socket
import sys
import threading
import time

import requests

from served_lake import ServedLake

LONGEST_SECONDS = 120  # for what is to end in bounded time, on a busy machine


def same(got, wanted):
    if got != wanted:
        sys.exit(f"got    {got!r}\nwanted {wanted!r}")


class Client:
    def __init__(self, lake):
        self.uri = lake.urls["Trino protocol"]
        self.headers = {"X-Trino-User": "ann", "X-Trino-Catalog": "iceberg"}

    def post(self, sql):
        return requests.post(self.uri + "/v1/statement", data=sql.encode(), headers=self.headers, timeout=LONGEST_SECONDS)

    def run(self, sql):
        """Rows, and the error's name or None."""
        begin = time.monotonic()
        page = self.post(sql).json()
        rows = []
        while True:
            rows += page.get("data", [])
            if "nextUri" not in page:
                return rows, page.get("error", {}).get("errorName")
            if time.monotonic() - begin > LONGEST_SECONDS:
                sys.exit(f"no end: {sql[:100]}")
            page = requests.get(page["nextUri"], timeout=LONGEST_SECONDS).json()

    def state(self, query_id):
        return requests.get(f"{self.uri}/v1/query/{query_id}", timeout=10).json()["state"]


def big_statements(client):
    terms = " OR ".join(f"x = {i}" for i in range(1_900))
    same(client.run(f"SELECT count(*) FROM UNNEST(ARRAY[5, 50000]) t(x) WHERE {terms}"), ([[1]], None))
    numbers = ", ".join(str(i) for i in range(100_000))
    statement = f"SELECT count(*) FROM UNNEST(ARRAY[5, 500000]) t(x) WHERE x IN ({numbers})"
    same(client.run(statement), ([[1]], None))
    same(client.post(" " * (2 ** 20) + "SELECT 1").status_code, 400)
    # An answer, or an error of the user's; then the server is as before.
    for deep in ("(" * 1000 + "1" + ")" * 1000, "NOT " * 1000 + "true", "-(" * 1000 + "1" + ")" * 1000,
                 "ARRAY[" * 1000 + "1" + "]" * 1000, "(SELECT " * 1000 + "1" + ")" * 1000, "(" * 100_000,
                 " + ".join(["1"] * 10_000), "1 FROM (VALUES 5) t(x) WHERE " + " OR ".join(f"x = {i}" for i in range(10_000))):
        rows, error = client.run("SELECT " + deep)
        assert len(rows) == 1 or error in ("SYNTAX_ERROR", "STACK_OVERFLOW", "NOT_SUPPORTED", "GENERIC_USER_ERROR", "TYPE_MISMATCH",
                                           "GENERIC_INSUFFICIENT_RESOURCES"), (deep[:20], error)
        same(client.run("SELECT 1"), ([[1]], None))


def outside(client, lake):
    """What only DuckDB knows, and files outside the lake."""
    secret = lake.folder / "secret.csv"
    secret.write_text("a\n42\n")
    for sql in (f"SELECT * FROM TABLE(read_csv('{secret}'))", "SELECT * FROM TABLE(read_csv('/etc/passwd'))",
                f"SELECT * FROM read_csv('{secret}')", f"SELECT * FROM '{secret}'", f"SELECT read_text('{secret}')",
                "SELECT * FROM TABLE(read_csv('../secret.csv'))", f"COPY (SELECT 1) TO '{lake.folder}/out.csv'",
                "ATTACH ':memory:' AS m", "INSTALL httpfs", "LOAD httpfs", "SET memory_limit = '1GB'", "PRAGMA database_list",
                "SELECT * FROM duckdb_settings()", "SELECT getenv('HOME')", "SELECT * FROM glob('/*')"):
        rows, error = client.run(sql)
        assert rows == [] and error is not None and not error.startswith("GENERIC_INTERNAL"), (sql, rows, error)
    same((lake.folder / "out.csv").exists(), False)


def clients_that_misbehave(client):
    big = "SELECT a.x, b.x FROM UNNEST(sequence(1, 9999)) a(x) CROSS JOIN UNNEST(sequence(1, 9999)) b(x)"
    # One that never asks for anything, and one that goes away in the middle of an answer.
    never = client.post(big).json()["id"]
    page = client.post(big).json()
    host, port = client.uri.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as raw:
        path = page["nextUri"].removeprefix(client.uri)
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        raw.recv(10)
    # Two with one address get the same page; an old one is gone.
    first = client.post("SELECT x FROM UNNEST(sequence(1, 1000)) t(x)").json()["nextUri"]
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(requests.get(first, timeout=60).json())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same(answers[0].get("nextUri"), answers[1].get("nextUri"))
    same(answers[0].get("data"), answers[1].get("data"))
    second = answers[0]["nextUri"]
    same(requests.get(second, timeout=60).status_code, 200)
    same(requests.get(first, timeout=60).status_code, 410)
    same(requests.get(second[:-1] + "9", timeout=60).status_code, 404)
    same(client.run("SELECT 1"), ([[1]], None))
    for query_id in (never, page["id"]):
        same(requests.delete(f"{client.uri}/v1/query/{query_id}", timeout=10).status_code, 204)


def cancelled_write(client, lake):
    """A write that is cancelled in its middle leaves neither a table nor files."""
    same(client.run("CREATE SCHEMA s")[1], None)
    page = client.post("CREATE TABLE s.big AS SELECT a.x, b.x AS y, random() AS z FROM UNNEST(sequence(1, 9999)) a(x) "
                       "CROSS JOIN UNNEST(sequence(1, 9999)) b(x)").json()
    folder = pathlib.Path(lake.warehouse)
    deadline = time.monotonic() + LONGEST_SECONDS
    while not any(file.stat().st_size for file in folder.rglob("*.parquet")) and time.monotonic() < deadline:
        page = requests.get(page["nextUri"], timeout=60).json()
        same(page.get("error"), None)
    same(requests.delete(page["nextUri"], timeout=60).status_code, 204)
    while client.state(page["id"]) != "FAILED" and time.monotonic() < deadline:
        time.sleep(0.05)
    same(client.run("SHOW TABLES FROM s"), ([], None))
    same([str(file) for file in folder.rglob("*") if file.is_file()], [])


def main():
    with ServedLake(sys.argv[1]) as lake:
        client = Client(lake)
        big_statements(client)
        outside(client, lake)
        clients_that_misbehave(client)
        cancelled_write(client, lake)


main()
