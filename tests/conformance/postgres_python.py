"""psycopg 2 and 3, asyncpg and SQLAlchemy's reflection work on a live `tarn serve --postgres`: types in both formats, parameters,
transactions, big results, cancelling.

    postgres_python.py TARN"""
import asyncio
import datetime
import decimal
import sys
import threading
import time
import uuid

try:
    import asyncpg
    import psycopg
    import psycopg2
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}; run deps/install --test")
    sys.exit(77)
import sqlalchemy

from postgres_lake import PostgresLake, same

D = decimal.Decimal
UTC = datetime.timezone.utc
EVERY_TYPE = """SELECT true, SMALLINT '1', 2, BIGINT '9223372036854775807', REAL '1.5', 1e0, DECIMAL '-12.50', 'é', X'00FF', DATE '2026-01-31',
  TIME '10:00:00.123456', TIMESTAMP '2026-01-31 10:00:00.123456', TIMESTAMP '2026-01-31 10:00:00.5 UTC',
  UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59', ARRAY[1, NULL], ARRAY['a', 'b c'], NULL"""
EVERY_VALUE = (True, 1, 2, 9223372036854775807, 1.5, 1.0, D("-12.50"), "é", b"\x00\xff", datetime.date(2026, 1, 31),
               datetime.time(10, 0, 0, 123456), datetime.datetime(2026, 1, 31, 10, 0, 0, 123456),
               datetime.datetime(2026, 1, 31, 10, 0, 0, 500000, tzinfo=UTC), uuid.UUID("12151fd2-7586-11e9-8f9e-2a86e4085a59"), [1, None], ["a", "b c"], None)


def place(lake):
    return f"host=127.0.0.1 port={lake.port} user=ann dbname=iceberg"


def with_psycopg3(lake):
    with psycopg.connect(place(lake), autocommit=True) as connection:
        for binary in (False, True):
            cursor = connection.cursor(binary=binary)
            same(cursor.execute(EVERY_TYPE).fetchone(), EVERY_VALUE)
        values = (5, "it's", D("1.50"), datetime.date(2026, 1, 31), datetime.datetime(2026, 1, 31, 1, 2, 3), True, 1.5, None, [1, 2], uuid.UUID(int=5))
        for binary in (False, True):
            marks = ", ".join(["%b" if binary else "%t"] * 7 + ["%s"] + ["%b" if binary else "%t"] * 2)
            same(connection.execute(f"SELECT {marks}", values).fetchone(), values)
        same(connection.execute("SELECT id FROM shop.orders WHERE kind = %s AND day >= %s LIMIT %s", ("a", "2020-01-01", 5)).fetchall(), [(1,)])
        same(connection.execute("SELECT id FROM shop.orders WHERE id = ANY(%s) ORDER BY id", ([1, 3, 7],)).fetchall(), [(1,), (3,)])
        try:
            connection.execute("SELECT nope FROM shop.orders")
            sys.exit("did not fail")
        except psycopg.errors.UndefinedColumn as error:
            same(error.diag.statement_position, "8")
    with psycopg.connect(place(lake)) as connection:
        cursor = connection.execute("INSERT INTO shop.orders (id, kind) VALUES (%s, %s)", (100, "new"))
        same(cursor.rowcount, 1)
        same(connection.execute("SELECT count(*) FROM shop.orders").fetchone(), (4,))
        connection.rollback()
        same(connection.execute("SELECT count(*) FROM shop.orders").fetchone(), (3,))
        connection.cursor().executemany("INSERT INTO shop.orders (id) VALUES (%s)", [(i,) for i in range(200, 210)])
        connection.commit()
        same(connection.execute("DELETE FROM shop.orders WHERE id >= 200").rowcount, 10)
        connection.commit()
        try:
            connection.execute("SELECT 1 / 0 FROM shop.orders")
            sys.exit("did not fail")
        except psycopg.errors.DivisionByZero:
            pass
        try:
            connection.execute("SELECT 1")
            sys.exit("did not fail")
        except psycopg.errors.InFailedSqlTransaction:
            connection.rollback()
    with psycopg.connect(place(lake), autocommit=True) as connection:
        cursor = connection.cursor()
        total = sum(row[0] for row in cursor.stream("SELECT a.x * 1000 + b.x FROM UNNEST(sequence(0, 999)) a(x) CROSS JOIN UNNEST(sequence(0, 199)) b(x)"))
        same(total, sum(a * 1000 + b for a in range(1000) for b in range(200)))
        with cursor.copy("COPY (SELECT id, kind FROM shop.orders ORDER BY id) TO STDOUT") as copy:
            same(list(copy.rows()), [("1", "a"), ("2", "b"), ("3", "it's")])
        with cursor.copy("COPY shop.orders (id, kind, day, tags) FROM STDIN") as copy:
            for i in range(5000):
                copy.write_row((1000 + i, None if i % 2 else "tab\t, new\nline and \\", datetime.date(2026, 1, 31), ["x", None]))
        same(cursor.rowcount, 5000)
        same(connection.execute("SELECT count(*), count(kind), min(kind), max(id) FROM shop.orders WHERE id >= 1000").fetchone(),
             (5000, 2500, "tab\t, new\nline and \\", 5999))
        same(connection.execute("SELECT tags, day FROM shop.orders WHERE id = 1001").fetchone(), (["x", None], datetime.date(2026, 1, 31)))
        try:
            with cursor.copy("COPY shop.orders (id) FROM STDIN") as copy:
                copy.write("1\nno number\n")
            sys.exit("did not fail")
        except psycopg.errors.InvalidTextRepresentation:
            pass
        same(connection.execute("DELETE FROM shop.orders WHERE id >= 1000").rowcount, 5000)


def cursors(lake):
    """Cursors on the server: rows in parts, passed over, and after the transaction."""
    many = "SELECT a * 100 + b FROM UNNEST(sequence(0, 99)) t(a) CROSS JOIN UNNEST(sequence(0, 99)) u(b) WHERE a >= %s ORDER BY 1"
    with psycopg.connect(place(lake)) as connection:
        for binary in (False, True):
            with connection.cursor("part by part", binary=binary) as cursor:
                cursor.execute(many, (50,))
                cursor.itersize = 700
                same(cursor.fetchone(), (5000,))
                same(connection.execute("SELECT count(*) FROM shop.orders WHERE id < 4").fetchone(), (3,))
                cursor.scroll(9)
                same(cursor.fetchmany(2), [(5010,), (5011,)])
                cursor.scroll(4000, mode="absolute")
                same([row[0] for row in cursor], list(range(9000, 10000)))
        with connection.cursor("kept", withhold=True) as cursor:
            cursor.execute("SELECT id FROM shop.orders WHERE id < 4 ORDER BY id")
            connection.commit()
            same(cursor.fetchall(), [(1,), (2,), (3,)])
    connection = psycopg2.connect(place(lake))
    cursor = connection.cursor(name="old", withhold=False)
    cursor.itersize = 3
    cursor.execute(many, (99,))
    same([row[0] for row in cursor], list(range(9900, 10000)))
    connection.close()


def savepoints(lake):
    """Transactions within transactions, which fail and go on."""
    with psycopg.connect(place(lake)) as connection:
        with connection.transaction():
            connection.execute("INSERT INTO shop.orders (id) VALUES (300)")
            try:
                with connection.transaction():
                    connection.execute("INSERT INTO shop.orders (id) VALUES (301)")
                    connection.execute("SELECT 1 / (id - id) FROM shop.orders")
                sys.exit("did not fail")
            except psycopg.errors.DivisionByZero:
                pass
            with connection.transaction():
                connection.execute("INSERT INTO shop.orders (id) VALUES (302)")
                with connection.transaction(force_rollback=True):
                    connection.execute("DELETE FROM shop.orders")
                    same(connection.execute("SELECT count(*) FROM shop.orders").fetchone(), (0,))
        same(connection.execute("SELECT id FROM shop.orders WHERE id >= 300 ORDER BY id").fetchall(), [(300,), (302,)])
        connection.execute("DELETE FROM shop.orders WHERE id >= 300")
    with psycopg.connect(place(lake)) as connection:
        same(connection.execute("SELECT count(*) FROM shop.orders WHERE id >= 300").fetchone(), (0,))
        connection.execute("SAVEPOINT a")
        try:
            connection.execute("SELECT nothing")
            sys.exit("did not fail")
        except psycopg.errors.UndefinedColumn:
            connection.rollback()
        same(connection.info.transaction_status, psycopg.pq.TransactionStatus.IDLE)


def cancelled(lake):
    with psycopg.connect(place(lake), autocommit=True) as connection:
        timer = threading.Timer(1, connection.cancel)
        timer.start()
        begun = time.monotonic()
        try:
            connection.execute("SELECT count(*) FROM UNNEST(sequence(1, 9999)) a(x) CROSS JOIN UNNEST(sequence(1, 9999)) b(x) "
                               "CROSS JOIN UNNEST(sequence(1, 9999)) c(x) WHERE a.x * b.x + c.x = -1")
            sys.exit("was not cancelled")
        except psycopg.errors.QueryCanceled:
            assert time.monotonic() - begun < 30
        same(connection.execute("SELECT 1").fetchone(), (1,))


def with_psycopg2(lake):
    connection = psycopg2.connect(place(lake))
    cursor = connection.cursor()
    cursor.execute("SELECT %s, %s, %s, %s", (1, "it's", datetime.date(2026, 1, 31), datetime.datetime(2026, 1, 31, 1, 2, 3)))
    same(cursor.fetchone(), (1, "it's", datetime.date(2026, 1, 31), datetime.datetime(2026, 1, 31, 1, 2, 3)))
    cursor.execute("SELECT id, price, tags FROM shop.orders WHERE id IN %s ORDER BY id", ((1, 3),))
    same(cursor.fetchall(), [(1, D("1.50"), ["x", "y z"]), (3, D("-3.25"), [])])
    connection.rollback()
    connection.close()


async def with_asyncpg(lake):
    connection = await asyncpg.connect(host="127.0.0.1", port=lake.port, user="ann", database="iceberg")
    row = await connection.fetchrow(EVERY_TYPE)
    same(tuple(row), EVERY_VALUE)
    rows = await connection.fetch("SELECT id FROM shop.orders WHERE id > $1 AND day < $2 LIMIT $3", 1, datetime.date(2020, 1, 1), 10)
    same([row["id"] for row in rows], [3])
    async with connection.transaction():
        await connection.execute("INSERT INTO shop.orders (id, price, day) VALUES ($1, $2, $3)", 300, D("9.99"), datetime.date(2026, 2, 1))
        same(await connection.fetchval("SELECT price FROM shop.orders WHERE id = $1", 300), D("9.99"))
        got = [row["id"] async for row in connection.cursor("SELECT id FROM shop.orders ORDER BY id", prefetch=2)]
        same(got, [1, 2, 3, 300])
        await connection.execute("DELETE FROM shop.orders WHERE id = $1", 300)
    await connection.reset()
    await connection.close()


def alchemy(lake, driver):
    engine = sqlalchemy.create_engine(f"postgresql+{driver}://ann@127.0.0.1:{lake.port}/iceberg")
    inspector = sqlalchemy.inspect(engine)
    assert "shop" in inspector.get_schema_names()
    same(inspector.get_table_names("shop"), ["orders"])
    same(inspector.get_view_names("shop"), ["dear"])
    same([(column["name"], str(column["type"]), column["nullable"]) for column in inspector.get_columns("orders", "shop")],
         [("id", "BIGINT", False), ("kind", "TEXT", True), ("price", "NUMERIC(12, 2)", True), ("day", "DATE", True), ("at", "TIMESTAMP", True), ("tags", "ARRAY", True)])
    same(inspector.get_pk_constraint("orders", "shop")["constrained_columns"], [])
    same((inspector.get_foreign_keys("orders", "shop"), inspector.get_indexes("orders", "shop")), ([], []))
    table = sqlalchemy.Table("orders", sqlalchemy.MetaData(), schema="shop", autoload_with=engine)
    with engine.connect() as connection:
        found = connection.execute(sqlalchemy.select(table.c.id).where(table.c.kind == "a").limit(3).offset(0)).fetchall()
        same([tuple(row) for row in found], [(1,)])
    with engine.begin() as connection:
        connection.execute(sqlalchemy.insert(table).values(id=400, kind="outer"))
        try:
            with connection.begin_nested():
                connection.execute(sqlalchemy.insert(table).values(id=401))
                connection.execute(sqlalchemy.text("SELECT nothing FROM shop.orders"))
            sys.exit("did not fail")
        except sqlalchemy.exc.ProgrammingError:
            pass
        connection.execute(sqlalchemy.update(table).where(table.c.id == 400).values(kind="changed"))
    with engine.begin() as connection:
        same([tuple(row) for row in connection.execute(sqlalchemy.select(table.c.id, table.c.kind).where(table.c.id >= 400))], [(400, "changed")])
        connection.execute(sqlalchemy.delete(table).where(table.c.id >= 400))


def main():
    with PostgresLake(sys.argv[1]) as lake:
        with_psycopg3(lake)
        cursors(lake)
        cancelled(lake)
        with_psycopg2(lake)
        asyncio.run(with_asyncpg(lake))
        savepoints(lake)
        alchemy(lake, "psycopg2")
        alchemy(lake, "psycopg")


main()
