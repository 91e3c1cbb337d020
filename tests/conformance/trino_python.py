"""Trino's own Python client, its DB-API and its SQLAlchemy dialect, works on a live `tarn serve`: types, sessions, prepared
statements, transactions, errors, big results, cancelling, many clients at once.

    trino_python.py TARN"""
import datetime
import decimal
import json
import sys
import threading
import time
import uuid

import requests
import sqlalchemy
import trino.dbapi
import trino.exceptions
import trino.transaction

from served_lake import ServedLake


def connect(lake, **named):
    port = int(lake.urls["Trino protocol"].rsplit(":", 1)[1])
    return trino.dbapi.connect(host="127.0.0.1", port=port, user="ann", catalog="iceberg", **named)


def rows(connection, sql, parameters=None):
    cursor = connection.cursor()
    cursor.execute(sql, parameters)
    return [tuple(row) for row in cursor.fetchall()]


def same(got, wanted):
    if got != wanted:
        sys.exit(f"got    {got!r}\nwanted {wanted!r}")


def fails(name, connection, sql, parameters=None):
    try:
        rows(connection, sql, parameters)
    except trino.exceptions.TrinoQueryError as error:
        same(error.error_name, name)
        return error
    sys.exit(f"did not fail: {sql}")


def types(connection):
    utc = datetime.timezone.utc
    same(rows(connection, "SELECT 1, BIGINT '9223372036854775807', 1.50, 1e0, true, 'é', NULL, X'00FF', DATE '2026-01-31', "
              "TIME '10:00:00.123456', TIMESTAMP '2026-01-31 10:00:00.123456', TIMESTAMP '2026-01-31 10:00:00.123 UTC', "
              "ARRAY[1, NULL], ROW(1, 'x'), UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59', nan()")[0][:-1],
         (1, 9223372036854775807, decimal.Decimal("1.50"), 1.0, True, "é", None, b"\x00\xff", datetime.date(2026, 1, 31),
          datetime.time(10, 0, 0, 123456), datetime.datetime(2026, 1, 31, 10, 0, 0, 123456),
          datetime.datetime(2026, 1, 31, 10, 0, 0, 123000, tzinfo=utc), [1, None], (1, "x"),
          uuid.UUID("12151fd2-7586-11e9-8f9e-2a86e4085a59")))
    same(rows(connection, "SELECT MAP(ARRAY['a', 'b'], ARRAY[1, 2])"), [({"a": 1, "b": 2},)])
    cursor = connection.cursor()
    cursor.execute("SELECT CAST(1 AS decimal(12, 2)) AS d, CAST('x' AS varchar(5)) AS v, TIMESTAMP '2026-01-31 00:00:00.000000' AS t")
    same([(column.name, column.type_code) for column in cursor.description],
         [("d", "decimal(12, 2)"), ("v", "varchar(5)"), ("t", "timestamp(6)")])


def life_of_a_table(lake, connection):
    same(rows(connection, "CREATE SCHEMA shop"), [])
    rows(connection, "CREATE TABLE shop.t (id bigint, kind varchar, price decimal(12, 2))")
    cursor = connection.cursor()
    cursor.execute("INSERT INTO shop.t VALUES (1, 'a', 1.50), (2, 'b', NULL)")
    same((cursor.fetchall(), cursor.rowcount), ([[2]], 2))
    cursor.executemany("INSERT INTO shop.t VALUES (?, ?, ?)", [(3, "it's", decimal.Decimal("3.25")), (4, None, None)])
    same(rows(connection, "SELECT * FROM shop.t WHERE id > ? ORDER BY id LIMIT 2", (2,)),
         [(3, "it's", decimal.Decimal("3.25")), (4, None, None)])
    same(rows(connection, "UPDATE shop.t SET kind = 'z' WHERE id = 2"), [(1,)])
    same(rows(connection, "DELETE FROM shop.t WHERE id = 4"), [(1,)])
    same(lake.query("SELECT count(*) AS n, max(kind) AS k FROM shop.t"), [{"n": 3, "k": "z"}])
    same(rows(connection, "SHOW TABLES FROM shop"), [("t",)])
    same([row[0] for row in rows(connection, "SHOW COLUMNS FROM shop.t")], ["id", "kind", "price"])
    same(rows(connection, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'shop'"), [("t",)])


def errors(connection):
    error = fails("COLUMN_NOT_FOUND", connection, "SELECT\n  nope FROM shop.t")
    same(error.error_location, (2, 3))
    fails("TABLE_NOT_FOUND", connection, "SELECT * FROM shop.nope")
    fails("SYNTAX_ERROR", connection, "SELEC 1")
    fails("DIVISION_BY_ZERO", connection, "SELECT 1 / (id - id) FROM shop.t")
    fails("TABLE_ALREADY_EXISTS", connection, "CREATE TABLE shop.t (a bigint)")


def sessions(lake, connection):
    lake.call("branch", "create", "dev")
    dev = connect(lake, session_properties={"ref": "dev"}, schema="shop")
    rows(dev, "INSERT INTO t VALUES (9, 'dev', NULL)")
    same(rows(dev, "SELECT count(*) FROM t"), [(4,)])
    same(rows(connection, "SELECT count(*) FROM shop.t"), [(3,)])
    rows(connection, "USE iceberg.shop")
    same(rows(connection, "SELECT count(*) FROM t"), [(3,)])
    rows(connection, "SET SESSION ref = 'dev'")
    same(rows(connection, "SELECT count(*) FROM t"), [(4,)])
    rows(connection, "RESET SESSION ref")
    same(rows(connection, "SELECT count(*) FROM t"), [(3,)])


def transactions(lake):
    with connect(lake, schema="shop", isolation_level=trino.transaction.IsolationLevel.READ_COMMITTED) as connection:
        rows(connection, "INSERT INTO t VALUES (10, 'tx', NULL)")
        same(rows(connection, "SELECT count(*) FROM t"), [(4,)])
        same(rows(connect(lake), "SELECT count(*) FROM shop.t"), [(3,)])
        connection.rollback()
    same(rows(connect(lake), "SELECT count(*) FROM shop.t"), [(3,)])
    with connect(lake, schema="shop", isolation_level=trino.transaction.IsolationLevel.READ_COMMITTED) as connection:
        rows(connection, "INSERT INTO t VALUES (11, 'tx', NULL)")
        rows(connection, "CREATE TABLE u AS SELECT * FROM t")
        connection.commit()
    same(rows(connect(lake), "SELECT count(*) FROM shop.u"), [(4,)])


def listed(lake, query_id):
    queries = requests.get(lake.urls["Trino protocol"] + "/v1/query", timeout=10).json()
    return next(query for query in queries if query["queryId"] == query_id)


def big_result(lake, connection):
    cursor = connection.cursor()
    cursor.execute("SELECT a.x * 1000 + b.x, 'some text' FROM UNNEST(sequence(0, 999)) a(x) CROSS JOIN UNNEST(sequence(0, 199)) b(x)")
    count, total = 0, 0
    while block := cursor.fetchmany(10_000):
        count += len(block)
        total += sum(row[0] for row in block)
    same((count, total), (200_000, sum(a * 1000 + b for a in range(1000) for b in range(200))))
    # One that nobody reads to its end.
    other = connect(lake).cursor()
    other.execute("SELECT a.x FROM UNNEST(sequence(1, 9999)) a(x) CROSS JOIN UNNEST(sequence(1, 9999)) b(x)")
    other.fetchone()
    other.cancel()
    deadline = time.monotonic() + 30  # the engine stops as soon as it can
    while (query := listed(lake, other.query_id))["state"] != "FAILED" and time.monotonic() < deadline:
        time.sleep(0.05)
    same(query.get("errorCode", {}).get("name"), "USER_CANCELED")


def spooled_results(lake):
    """Every encoding that the client knows, rows inline and in segments on disk, which are gone once they were read."""
    sql = ("SELECT a.x * 1000 + b.x, 'some text', random() FROM UNNEST(sequence(0, 999)) a(x) CROSS JOIN UNNEST(sequence(0, 199)) b(x)")
    wanted = sum(a * 1000 + b for a in range(1000) for b in range(200))
    for encoding in ("json", "json+lz4", "json+zstd", ["json+zstd", "json"]):
        connection = connect(lake, encoding=encoding)
        cursor = connection.cursor("segment")
        cursor.execute(sql)
        kinds, rows_seen = set(), 0
        for segment in cursor.fetchall():
            kinds.add(type(segment.segment).__name__)
            rows_seen += segment.segment.metadata["rowsCount"]
        same((kinds, rows_seen), ({"InlineSegment", "SpooledSegment"}, 200_000))
        cursor = connection.cursor()
        cursor.execute(sql)
        same(sum(row[0] for row in cursor.fetchall()), wanted)
        same(rows(connection, "SELECT 1, 'é', NULL"), [(1, "é", None)])
    # A segment is read without password, by its name alone, until it was acknowledged.
    uri = lake.urls["Trino protocol"]
    same(requests.get(f"{uri}/v1/spooled/download/{'0' * 32}", timeout=10).status_code, 404)


def runtime(lake, connection):
    """What runs, what ran, and how it is ended."""
    found = rows(connection, "SELECT state, \"user\", source, resource_group_id FROM system.runtime.queries "
                             "WHERE query LIKE '%resource_group_id%' AND state = 'RUNNING'")
    same([(state, user, group) for state, user, source, group in found], [("RUNNING", "ann", ["global", "ann"])])
    same(rows(connection, "SELECT coordinator, state FROM system.runtime.nodes"), [(True, "active")])
    cursor = connect(lake).cursor()
    cursor.execute("SELECT a.x FROM UNNEST(sequence(1, 9999)) a(x) CROSS JOIN UNNEST(sequence(1, 9999)) b(x)")
    cursor.fetchone()
    rows(connection, f"CALL system.runtime.kill_query(query_id => '{cursor.query_id}', message => 'enough of it')")
    try:
        cursor.fetchall()
        sys.exit("a killed query gave all its rows")
    except trino.exceptions.TrinoQueryError as error:
        same((error.error_name, error.message), ("ADMINISTRATIVELY_KILLED", "Query killed. Message: enough of it"))
    same(rows(connection, f"SELECT state, error_type, error_code FROM system.runtime.queries WHERE query_id = '{cursor.query_id}'"),
         [("FAILED", "USER_ERROR", "ADMINISTRATIVELY_KILLED")])
    fails("NOT_FOUND", connection, "CALL system.runtime.kill_query(query_id => '20260101_000000_00000_abcde', message => 'x')")
    limited = connect(lake, session_properties={"query_max_run_time": "300ms"})
    fails("EXCEEDED_TIME_LIMIT", limited, "SELECT count(*) FROM UNNEST(sequence(1, 9999)) a(x) CROSS JOIN UNNEST(sequence(1, 9999)) b(x) "
                                          "CROSS JOIN UNNEST(sequence(1, 9999)) c(x) WHERE a.x * b.x % 7 = c.x % 5")
    fails("INVALID_SESSION_PROPERTY", connect(lake, session_properties={"query_max_run_time": "soon"}), "SELECT 1")
    memory(lake)


def memory(lake):
    """Limits of a query's memory."""
    arrays = "SELECT cardinality(array_agg(a.x + b.x)) FROM UNNEST(sequence(1, 2000)) a(x) CROSS JOIN UNNEST(sequence(1, 2000)) b(x)"
    groups = "SELECT count(*) FROM (SELECT a.x, b.x FROM UNNEST(sequence(1, 2000)) a(x) CROSS JOIN UNNEST(sequence(1, 2000)) b(x) GROUP BY 1, 2)"
    limited = connect(lake, session_properties={"query_max_memory": "20MB", "query_max_total_memory": "64MB"})
    fails("EXCEEDED_GLOBAL_MEMORY_LIMIT", limited, arrays)
    fails("EXCEEDED_LOCAL_MEMORY_LIMIT", connect(lake, session_properties={"query_max_memory_per_node": "20MB"}), arrays)
    fails("INVALID_SESSION_PROPERTY", connect(lake, session_properties={"query_max_memory": "much"}), "SELECT 1")
    cursor = connect(lake, session_properties={"query_max_memory": "64MB", "query_max_total_memory": "64MB"}).cursor()
    cursor.execute(groups)
    same(cursor.fetchall(), [[4_000_000]])
    same((0 < cursor.stats["peakMemoryBytes"] < 68 << 20, cursor.stats["spilledBytes"] > 0), (True, True))
    same(rows(connect(lake), arrays), [(4_000_000,)])


class SmallLake(ServedLake):
    """One whose queries have little memory together."""

    def prepare(self):
        with open(self.path / "tarn.yaml", "a") as config:
            config.write("\nmemory_limit: 100MiB\nthreads: 2\n")
        return []


def out_of_memory(tarn):
    """The biggest query ends, though it only waits for its client, and the one that runs goes on. Which is the biggest hangs on how far pages of the one
    that waits were made beforehand: now and then it is the other."""
    tries = 3
    while not biggest_ends(tarn, last=tries == 1):
        tries -= 1


def biggest_ends(tarn, last):
    arrays = ("SELECT max(y), array_agg(x), array_agg(x + 1) FROM (SELECT a.x * 2000 + b.x AS x, b.x % 10 AS y, a.x % 1000 AS z FROM UNNEST(sequence(1, 2000)) a(x) "
              "CROSS JOIN UNNEST(sequence(1, 2000)) b(x)) WHERE x % 100 < {} GROUP BY {}")
    with SmallLake(tarn) as lake:
        waits = connect(lake).cursor()
        waits.execute(arrays.format(60, "y, z"))
        waits.fetchone()
        try:
            found = rows(connect(lake), f"SELECT sum(cardinality(n)) FROM ({arrays.format(45, 'y')}) AS t(y, n, m)")
        except trino.exceptions.TrinoQueryError as error:
            if last or error.error_name != "EXCEEDED_LOCAL_MEMORY_LIMIT":
                raise
            return False
        same(found, [(1_800_000,)])
        try:
            waits.fetchall()
            sys.exit("the biggest query went on")
        except trino.exceptions.TrinoQueryError as error:
            same((error.error_name, error.error_code), ("CLUSTER_OUT_OF_MEMORY", 131076))
        same(rows(connect(lake), "SELECT error_code FROM system.runtime.queries WHERE error_code IS NOT NULL"), [("CLUSTER_OUT_OF_MEMORY",)])
        return True


def history(lake, connection):
    """The log of queries, by another process."""
    cursor = connection.cursor()
    cursor.execute("SELECT sum(id) FROM shop.t")
    cursor.fetchall()
    deadline = time.monotonic() + 30
    while True:
        told = [query for query in json.loads(lake.call("queries", "--user", "ann", "--json")) if query["id"] == cursor.query_id]
        if told or time.monotonic() > deadline:
            break
        time.sleep(0.2)
    same([(query["state"], query["rows"], query["sql"]) for query in told], [("FINISHED", 1, "SELECT sum(id) FROM shop.t")])
    shown = {row["name"]: row["value"] for row in json.loads(lake.call("queries", "show", cursor.query_id, "--json"))}
    same((shown["ref"], shown["error"], len(shown["commit_read"])), ("main", None, 64))
    assert int(shown["input_rows"]) >= 3 and int(shown["files_read"]) >= 1, shown
    detail = requests.get(f"{lake.urls['Trino protocol']}/v1/query/{cursor.query_id}", timeout=10).json()
    same((detail["resourceGroupId"], detail["tarn"]["commit"]), (["global", "ann"], shown["commit_read"]))
    failed = json.loads(lake.call("queries", "--failed", "--json"))
    assert any(query["error"] == "ADMINISTRATIVELY_KILLED" for query in failed), failed


def many_clients(lake):
    problems = []

    def client(number):
        try:
            connection = connect(lake, schema="shop")
            for i in range(10):
                same(rows(connection, "SELECT ? + id FROM t WHERE id = ?", (number, 1 + i % 3)), [(number + 1 + i % 3,)])
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same(problems, [])


def alchemy(lake):
    port = lake.urls["Trino protocol"].rsplit(":", 1)[1]
    engine = sqlalchemy.create_engine(f"trino://ann@127.0.0.1:{port}/iceberg/shop")
    inspector = sqlalchemy.inspect(engine)
    assert "shop" in inspector.get_schema_names()
    same(sorted(inspector.get_table_names("shop")), ["t", "u"])
    same([column["name"] for column in inspector.get_columns("t", "shop")], ["id", "kind", "price"])
    table = sqlalchemy.Table("t", sqlalchemy.MetaData(), autoload_with=engine)
    with engine.connect() as connection:
        found = connection.execute(sqlalchemy.select(table.c.id).where(table.c.kind == "a")).fetchall()
        same([tuple(row) for row in found], [(1,)])


def main():
    with ServedLake(sys.argv[1]) as lake:
        connection = connect(lake)
        types(connection)
        life_of_a_table(lake, connection)
        errors(connection)
        sessions(lake, connection)
        transactions(lake)
        big_result(lake, connection)
        spooled_results(lake)
        runtime(lake, connection)
        history(lake, connection)
        many_clients(lake)
        alchemy(lake)
    out_of_memory(sys.argv[1])


main()
