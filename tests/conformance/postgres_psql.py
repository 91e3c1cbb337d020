"""psql works on a live `tarn serve --postgres`: statements, errors with their place, what \\d and its like ask for, COPY, branches.

    postgres_psql.py TARN"""
import os
import subprocess
import sys

from postgres_lake import PostgresLake, same


def psql(lake, *commands, database="iceberg", code=0, flags=("-At",)):
    arguments = ["psql", "-X", "-q", "-h", "127.0.0.1", "-p", str(lake.port), "-U", "ann", "-d", database, "-v", "ON_ERROR_STOP=1", *flags]
    for command in commands:
        arguments += ["-c", command]
    done = subprocess.run(arguments, capture_output=True, text=True, env={**os.environ, "PGCONNECT_TIMEOUT": "10"}, timeout=120)
    if done.returncode != code:
        sys.exit(f"{commands}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout if code == 0 else done.stderr


def statements(lake):
    same(psql(lake, "SELECT 1, 'x', NULL, 1.50, true, DATE '2026-01-31'"), "1|x||1.50|t|2026-01-31\n")
    same(psql(lake, "SELECT id, kind, price, day, at, tags FROM shop.orders ORDER BY id LIMIT 1 OFFSET 0"),
         '1|a|1.50|2026-01-31|2026-01-31 10:00:00.5|{x,"y z"}\n')
    same(psql(lake, "SELECT 1; SELECT 2;; SELECT 3"), "1\n2\n3\n")
    same(psql(lake, "SELECT '5'::int + 1, E'a\\tb', $$it's$$, 'abc' ~ 'b'"), "6|a\tb|it's|t\n")
    same(psql(lake, "SELECT id FROM shop.orders WHERE day = '2026-01-31' AND id = ANY (ARRAY[1, 2])"), "1\n")
    same(psql(lake, ""), "")
    same(psql(lake, "SET search_path TO shop", "SELECT count(*) FROM orders", "SHOW search_path"), "3\nshop\n")
    same(psql(lake, "SELECT current_schema(), current_database(), current_user"), "public|iceberg|ann\n")
    assert psql(lake, "SELECT version()").startswith("PostgreSQL 16")
    same(psql(lake, "COPY (SELECT id, kind FROM shop.orders ORDER BY id) TO STDOUT (FORMAT csv, HEADER)"), "id,kind\n1,a\n2,b\n3,it's\n")
    same(psql(lake, "COPY shop.orders (id, tags) TO STDOUT"), '1\t{x,"y z"}\n2\t\\N\n3\t{}\n')


def errors(lake):
    said = psql(lake, "SELECT id,\n  nope FROM shop.orders", code=1, flags=("-v", "VERBOSITY=verbose"))
    assert "42703" in said and "LINE 2:   nope" in said, said
    assert "42P01" in psql(lake, "SELECT * FROM shop.nope", code=1, flags=("-v", "VERBOSITY=verbose"))
    assert "42601" in psql(lake, "SELEC 1", code=1, flags=("-v", "VERBOSITY=verbose"))
    assert "22012" in psql(lake, "SELECT 1 / (id - id) FROM shop.orders", code=1, flags=("-v", "VERBOSITY=verbose"))
    assert "25P01" in psql(lake, "SAVEPOINT x", code=1, flags=("-v", "VERBOSITY=verbose"))
    assert "42501" in psql(lake, "SELECT * FROM pg_class, read_text('/etc/passwd')", code=1, flags=("-v", "VERBOSITY=verbose"))
    assert 'database "nowhere" does not exist' in psql(lake, "SELECT 1", database="nowhere", code=2)


def transactions(lake):
    psql(lake, "BEGIN; CREATE TABLE shop.a AS SELECT 1 AS x; ROLLBACK")
    assert "42P01" in psql(lake, "SELECT * FROM shop.a", code=1, flags=("-v", "VERBOSITY=verbose"))
    # Several statements are one transaction.
    psql(lake, "CREATE TABLE shop.b AS SELECT 1 AS x; SELECT 1 / 0", code=1)
    assert "42P01" in psql(lake, "SELECT * FROM shop.b", code=1, flags=("-v", "VERBOSITY=verbose"))
    psql(lake, "BEGIN", "INSERT INTO shop.orders (id) VALUES (10)", "INSERT INTO shop.orders (id) VALUES (11)", "COMMIT")
    same(lake.query("SELECT count(*) AS n FROM shop.orders"), [{"n": 5}])
    same(psql(lake, "DELETE FROM shop.orders WHERE id >= 10", flags=("-At",)), "")
    lake.call("branch", "create", "dev")
    psql(lake, "INSERT INTO shop.orders (id) VALUES (20)", database="iceberg@dev")
    same(psql(lake, "SELECT count(*) FROM shop.orders", database="iceberg@dev"), "4\n")
    same(psql(lake, "SELECT count(*) FROM shop.orders"), "3\n")
    same(psql(lake, "SET ref = 'dev'; SELECT count(*) FROM shop.orders"), "4\n")


def descriptions(lake):
    same(psql(lake, "\\dt"), "shop|orders|table|ann\n")
    same(psql(lake, "\\dv shop.*"), "shop|dear|view|ann\n")
    assert "shop|ann" in psql(lake, "\\dn")
    assert psql(lake, "\\l").startswith("iceberg|ann|UTF8")
    assert "ann" in psql(lake, "\\du")
    described = psql(lake, "\\d shop.orders")
    for line in ("id|bigint||not null|", "kind|text|||", "price|numeric(12,2)|||", "day|date|||", "at|timestamp without time zone|||", "tags|text[]|||"):
        assert line in described, described
    assert "what it is" in psql(lake, "\\d+ shop.orders")
    assert "WHERE (price > 1)" in psql(lake, "\\sv shop.dear")
    for command in ("\\dd", "\\deu", "\\dFp", "\\dFt", "\\dFd", "\\dL", "\\dO", "\\dRs", "\\dRp", "\\dAc", "\\dAf", "\\dAo", "\\dAp", "\\df", "\\di", "\\ds", "\\dT", "\\dp", "\\dx", "\\db", "\\dD", "\\dew", "\\d", "\\dm", "\\dC", "\\do", "\\sv shop.dear"):
        psql(lake, command)
    said = psql(lake, "\\sf nope", code=1)
    assert "does not exist" in said, said
    same(psql(lake, "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'dear' ORDER BY ordinal_position"),
         "id|bigint\nprice|numeric\n")


def main():
    with PostgresLake(sys.argv[1]) as lake:
        statements(lake)
        errors(lake)
        transactions(lake)
        descriptions(lake)


main()
