"""A real Trino 476 with a lake as its Iceberg catalog, once by `iceberg.catalog.type=rest` and once by `nessie`, both at the same time over one
`tarn serve`: schemas, the life of a table, MERGE, time travel, OPTIMIZE and the other procedures, views, branches; what either
wrote is read by the other and by Tarn. Then the catalogs `tpch`, at scale factor 1, and `tpcds` of both servers, all columns of all tables.

    trino_server.py TARN [REPOSITORY]

Trino is in deps/peers, where deps/install --peers puts it; TARN_TRINO_HOME and TARN_TRINO_JAVA (24 or newer) name others."""
import decimal
import glob
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
home = os.environ.get("TARN_TRINO_HOME") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/trino-server-*")), None)
java = os.environ.get("TARN_TRINO_JAVA") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/java/bin/java")), None)
if not home or not java:
    print("skipped: no Trino server; run deps/install --peers first")
    sys.exit(77)

import trino.dbapi  # noqa: E402
import trino.exceptions  # noqa: E402

from served_lake import ServedLake  # noqa: E402


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


# Catalogs of made-up tables, and the schema that is compared; a Trino that was installed for `tpch` alone has no other.
GENERATED = {name: schema for name, schema in (("tpch", "sf1"), ("tpcds", "tiny")) if (pathlib.Path(home) / "plugin" / name).exists()}


class TrinoServer:
    """A coordinator that does the work as well, in a folder of its own, with the catalogs `rest`, `nessie` and, on a branch, `dev`."""

    def __init__(self, lake):
        self.port = free_port()
        folder = lake.folder / "trino"
        catalogs = folder / "catalog"
        catalogs.mkdir(parents=True)
        plugins = folder / "plugin"
        plugins.mkdir()
        for name in ("iceberg", *GENERATED):  # of fifty, so that it starts in a third of the time
            (plugins / name).symlink_to(pathlib.Path(home) / "plugin" / name)
        for name, properties in self.catalogs(lake).items():
            (catalogs / f"{name}.properties").write_text(properties)
        (folder / "config.properties").write_text(
            f"coordinator=true\nnode-scheduler.include-coordinator=true\nhttp-server.http.port={self.port}\n"
            f"discovery.uri=http://127.0.0.1:{self.port}\nquery.max-memory=600MB\nquery.max-memory-per-node=600MB\n"
            f"memory.heap-headroom-per-node=300MB\ncatalog.config-dir={catalogs}\nplugin.dir={plugins}\n"
            "node.environment=test\nnode.internal-address=127.0.0.1\nnode.bind-ip=127.0.0.1\n")
        self.log = folder / "trino.log"
        self.process = subprocess.Popen(
            [java, "-Xmx2G", "-XX:+UseSerialGC", "-Duser.timezone=UTC", "-Djdk.attach.allowAttachSelf=true",
             "-XX:+EnableDynamicAgentLoading", f"-Dconfig={folder}/config.properties", f"-Dnode.data-dir={folder}", "-cp", f"{home}/lib/*",
             "io.trino.server.TrinoServer"], cwd=folder, stdout=self.log.open("w"), stderr=subprocess.STDOUT)
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise

    def catalogs(self, lake):
        common = "connector.name=iceberg\nfs.hadoop.enabled=true\niceberg.metadata-cache.enabled=false\n"
        rest = common + "iceberg.catalog.type=rest\niceberg.rest-catalog.nested-namespace-enabled=true\n"
        nessie = common + f"iceberg.catalog.type=nessie\niceberg.nessie-catalog.uri={lake.urls['Nessie API']}/v2\n" \
            f"iceberg.nessie-catalog.default-warehouse-dir={lake.warehouse}\n"
        return {
            "rest": rest + f"iceberg.rest-catalog.uri={lake.uri}\n",
            "dev": rest + f"iceberg.rest-catalog.uri={lake.uri}/dev\n",
            "nessie": nessie + "iceberg.nessie-catalog.ref=main\n",
            "nessie_dev": nessie + "iceberg.nessie-catalog.ref=dev\n",
            **{name: f"connector.name={name}\n" for name in GENERATED},
        }

    def wait(self):
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/info", timeout=5) as answer:
                    if not json.loads(answer.read())["starting"]:
                        return
            except OSError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.5)
        sys.exit("Trino did not start\n" + self.log.read_text()[-3000:])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Session:
    def __init__(self, port, catalog):
        self.catalog = catalog
        self.connection = trino.dbapi.connect(host="127.0.0.1", port=port, user="ann", catalog=catalog)

    def rows(self, sql):
        cursor = self.connection.cursor()
        try:
            cursor.execute(sql)
            return [tuple(row) for row in cursor.fetchall()]
        except trino.exceptions.TrinoQueryError as error:
            raise RuntimeError(f"{self.catalog}: {sql}\n{error.error_name}: {error.message}") from error

    def value(self, sql):
        return self.rows(sql)[0][0]

    def fails(self, name, sql):
        try:
            self.connection.cursor().execute(sql).fetchall()
        except trino.exceptions.TrinoQueryError as error:
            same(error.error_name, name)
            return
        sys.exit(f"{self.catalog}: did not fail: {sql}")


def same(got, wanted):
    if got != wanted:
        sys.exit(f"got    {got!r}\nwanted {wanted!r}")


def schemas(session, schema):
    session.rows(f"CREATE SCHEMA {schema}")
    session.fails("SCHEMA_ALREADY_EXISTS", f"CREATE SCHEMA {schema}")
    assert (schema,) in session.rows("SHOW SCHEMAS"), session.rows("SHOW SCHEMAS")
    same(session.rows(f"SHOW TABLES FROM {schema}"), [])
    session.rows("CREATE SCHEMA passing")
    session.rows("DROP SCHEMA passing")
    assert ("passing",) not in session.rows("SHOW SCHEMAS")


def life_of_a_table(session, schema):
    table = f"{schema}.orders"
    session.rows(f"CREATE TABLE {table} (id bigint NOT NULL, kind varchar, price decimal(12, 2), at timestamp(6) with time zone, "
                 "tags array(varchar), place ROW(city varchar, zip integer)) WITH (partitioning = ARRAY['bucket(id, 4)', 'day(at)'])")
    session.fails("TABLE_ALREADY_EXISTS", f"CREATE TABLE {table} (x int)")
    session.rows(f"INSERT INTO {table} VALUES "
                 "(1, 'a', 1.50, TIMESTAMP '2026-01-31 10:00:00.123456 UTC', ARRAY['x', NULL], ROW('Ulm', 89073)), "
                 "(2, 'b', NULL, TIMESTAMP '2026-02-01 10:00:00 UTC', NULL, NULL), (3, 'c', 3.00, NULL, ARRAY[], ROW(NULL, NULL))")
    same(session.rows(f"SELECT id, kind, price, tags, place.city FROM {table} ORDER BY id"),
         [(1, "a", decimal.Decimal("1.50"), ["x", None], "Ulm"), (2, "b", None, None, None), (3, "c", decimal.Decimal("3.00"), [], None)])
    first = session.value(f'SELECT snapshot_id FROM {schema}."orders$snapshots" ORDER BY committed_at DESC LIMIT 1')
    session.rows(f"UPDATE {table} SET kind = 'z' WHERE id = 2")
    session.rows(f"DELETE FROM {table} WHERE id = 3")
    session.rows(f"MERGE INTO {table} t USING (VALUES (1, 'merged'), (9, 'new')) AS s(id, kind) ON t.id = s.id "
                 "WHEN MATCHED THEN UPDATE SET kind = s.kind WHEN NOT MATCHED THEN INSERT (id, kind) VALUES (s.id, s.kind)")
    same(session.rows(f"SELECT id, kind FROM {table} ORDER BY id"), [(1, "merged"), (2, "z"), (9, "new")])
    # Time travel by snapshot and by time.
    same(session.rows(f"SELECT id, kind FROM {table} FOR VERSION AS OF {first} ORDER BY id"), [(1, "a"), (2, "b"), (3, "c")])
    moment = session.value(f'SELECT CAST(committed_at AS varchar) FROM {schema}."orders$snapshots" WHERE snapshot_id = {first}')
    same(session.value(f"SELECT count(*) FROM {table} FOR TIMESTAMP AS OF TIMESTAMP '{moment}'"), 3)
    session.rows(f"ALTER TABLE {table} ADD COLUMN note varchar")
    session.rows(f"ALTER TABLE {table} RENAME COLUMN kind TO sort")
    session.rows(f"ALTER TABLE {table} SET PROPERTIES partitioning = ARRAY['bucket(id, 2)']")
    session.rows(f"COMMENT ON TABLE {table} IS 'what was ordered'")
    session.rows(f"COMMENT ON COLUMN {table}.note IS 'free text'")
    session.rows(f"INSERT INTO {table} (id, sort, note) VALUES (10, 'later', 'n')")
    same(session.rows(f"SELECT id, sort, note FROM {table} WHERE id >= 9 ORDER BY id"), [(9, "new", None), (10, "later", "n")])
    same(session.value(f"SELECT comment FROM system.metadata.table_comments WHERE catalog_name = '{session.catalog}' "
                       f"AND schema_name = '{schema}' AND table_name = 'orders'"), "what was ordered")
    assert len(session.rows(f'SELECT * FROM {schema}."orders$snapshots"')) >= 5
    assert "bucket(id, 2)" in session.value(f"SHOW CREATE TABLE {table}")


def maintenance(session, schema):
    table = f"{schema}.many"
    session.rows(f"CREATE TABLE {table} AS SELECT 0 AS x")
    for number in range(1, 5):
        session.rows(f"INSERT INTO {table} VALUES {number}")
    files = f'SELECT count(*) FROM {schema}."many$files"'
    same(session.value(files), 5)
    session.rows(f"ANALYZE {table}")
    same([row[2] for row in session.rows(f"SHOW STATS FOR {table}")][:1], [5.0])
    session.rows(f"ALTER TABLE {table} EXECUTE optimize")
    same(session.value(files), 1)
    session.rows(f"ALTER TABLE {table} EXECUTE optimize_manifests")
    same(session.rows(f"SELECT sum(x), count(*) FROM {table}"), [(10, 5)])
    session.rows("SET SESSION " + session.catalog + ".expire_snapshots_min_retention = '0s'")
    session.rows(f"ALTER TABLE {table} EXECUTE expire_snapshots(retention_threshold => '0s')")
    same(session.value(f'SELECT count(*) FROM {schema}."many$snapshots"'), 1)
    same(session.rows(f"SELECT sum(x), count(*) FROM {table}"), [(10, 5)])
    session.rows(f"CREATE OR REPLACE TABLE {table} AS SELECT 'new' AS y")
    same(session.rows(f"SELECT * FROM {table}"), [("new",)])
    session.rows(f"TRUNCATE TABLE {table}")
    same(session.value(f"SELECT count(*) FROM {table}"), 0)


def names(session, schema):
    session.rows(f"CREATE TABLE {schema}.old (x int)")
    session.rows(f"ALTER TABLE {schema}.old RENAME TO {schema}.new")
    same(session.rows(f"SHOW TABLES FROM {schema} LIKE 'new'"), [("new",)])
    session.rows(f"DROP TABLE {schema}.new")
    session.fails("TABLE_NOT_FOUND", f"SELECT * FROM {schema}.new")
    session.rows(f"DROP TABLE IF EXISTS {schema}.new")
    session.fails("SCHEMA_NOT_EMPTY", f"DROP SCHEMA {schema}")


def views(session, schema):
    session.rows(f"CREATE VIEW {schema}.v AS SELECT id, sort FROM {schema}.orders WHERE id < 5")
    same(session.rows(f"SELECT * FROM {schema}.v ORDER BY id"), [(1, "merged"), (2, "z")])
    session.rows(f"CREATE OR REPLACE VIEW {schema}.v AS SELECT id FROM {schema}.orders WHERE id = 2")
    same(session.rows(f"SELECT * FROM {schema}.v"), [(2,)])
    same(session.rows(f"SELECT table_name FROM information_schema.views WHERE table_schema = '{schema}'"), [("v",)])
    session.rows(f"ALTER VIEW {schema}.v RENAME TO {schema}.w")
    same(session.rows(f"SELECT * FROM {schema}.w"), [(2,)])
    session.rows(f"DROP VIEW {schema}.w")
    same(session.rows(f"SELECT table_name FROM information_schema.views WHERE table_schema = '{schema}'"), [])


def no_views(session, schema):
    """Trino's own limit."""
    session.fails("NOT_SUPPORTED", f"CREATE VIEW {schema}.v AS SELECT 1 AS x")


def both_and_tarn(lake, rest, nessie):
    """What one wrote, another reads and goes on with."""
    nessie.rows("INSERT INTO by_rest.orders (id, sort) VALUES (11, 'by nessie')")
    rest.rows("INSERT INTO by_nessie.orders (id, sort) VALUES (11, 'by rest')")
    want = [(1, "merged"), (2, "z"), (9, "new"), (10, "later")]
    same(rest.rows("SELECT id, sort FROM by_rest.orders ORDER BY id"), want + [(11, "by nessie")])
    same(nessie.rows("SELECT id, sort FROM by_nessie.orders ORDER BY id"), want + [(11, "by rest")])
    for schema, last in (("by_rest", "by nessie"), ("by_nessie", "by rest")):
        found = lake.query(f"SELECT id, sort FROM {schema}.orders ORDER BY id")
        same([(row["id"], row["sort"]) for row in found], want + [(11, last)])
    lake.call("sql", "-e", "CREATE TABLE by_rest.ours AS SELECT 7 AS x, 'é' AS y; DELETE FROM by_rest.orders WHERE id = 9")
    for session in (rest, nessie):
        same(session.rows("SELECT * FROM by_rest.ours"), [(7, "é")])
        same(session.value("SELECT count(*) FROM by_rest.orders"), 4)


def branches(lake, rest, dev, nessie_dev):
    lake.call("branch", "create", "dev")
    dev.rows("INSERT INTO by_rest.orders (id, sort) VALUES (100, 'dev')")
    nessie_dev.rows("INSERT INTO by_nessie.orders (id, sort) VALUES (100, 'dev')")
    same(dev.value("SELECT count(*) FROM by_rest.orders WHERE id = 100"), 1)
    same(rest.value("SELECT count(*) FROM by_rest.orders WHERE id = 100"), 0)
    same(rest.value("SELECT count(*) FROM by_nessie.orders WHERE id = 100"), 0)
    lake.call("merge", "dev", "--into", "main")
    same(rest.value("SELECT count(*) FROM by_rest.orders WHERE id = 100"), 1)
    same(rest.value("SELECT count(*) FROM by_nessie.orders WHERE id = 100"), 1)


def summary(name, kind):
    """What tells two columns apart, in SQL."""
    if kind.startswith("varchar"):
        return f"sum(crc32(to_utf8({name})))"
    if kind.startswith("char"):
        return f"sum(crc32(to_utf8(CAST({name} AS varchar))))"
    if kind.startswith("decimal"):
        return f"sum({name})"
    if kind == "double":
        return f"sum(CAST(round({name} * 100) AS bigint))"
    if kind == "date":
        return f"sum(date_diff('day', DATE '1970-01-01', {name}))"
    return f"sum(CAST({name} AS bigint))"


def generated(theirs, ours, schema):
    """A catalog of tables that are made as they are read: names, types, and every column as a whole."""
    same(ours.rows("SHOW SCHEMAS"), theirs.rows("SHOW SCHEMAS"))
    same(ours.rows(f"SHOW TABLES FROM {schema}"), theirs.rows(f"SHOW TABLES FROM {schema}"))
    for (table,) in theirs.rows(f"SHOW TABLES FROM {schema}"):
        columns = theirs.rows(f"SHOW COLUMNS FROM {schema}.{table}")
        same(ours.rows(f"SHOW COLUMNS FROM {schema}.{table}"), columns)
        same(ours.rows(f"SHOW CREATE TABLE {schema}.{table}"), theirs.rows(f"SHOW CREATE TABLE {schema}.{table}"))
        if table == "dbgen_version":  # tells the time
            continue
        sums = ", ".join(f"count({name}), {summary(name, kind)}" for name, kind, *_ in columns)
        sql = f"SELECT count(*), {sums} FROM {schema}.{table}"
        same(ours.rows(sql), theirs.rows(sql))


def run(lake, port):
    rest, nessie, dev, nessie_dev = (Session(port, name) for name in ("rest", "nessie", "dev", "nessie_dev"))
    for session in (rest, nessie):
        schema = f"by_{session.catalog}"
        for step in (schemas, life_of_a_table, maintenance, names, views if session is rest else no_views):
            begin = time.monotonic()
            step(session, schema)
            print(f"{session.catalog}: {step.__name__.replace('_', ' ')} ({time.monotonic() - begin:.1f} s)", flush=True)
    both_and_tarn(lake, rest, nessie)
    branches(lake, rest, dev, nessie_dev)
    tarn_port = int(next(url for name, url in lake.urls.items() if "Trino" in name).rsplit(":", 1)[1].split("/")[0])
    for catalog, schema in GENERATED.items():
        generated(Session(port, catalog), Session(tarn_port, catalog), schema)
    for session in (rest, nessie):
        session.rows(f"DROP SCHEMA by_{session.catalog} CASCADE")
        assert (f"by_{session.catalog}",) not in rest.rows("SHOW SCHEMAS")


if __name__ == "__main__":
    with ServedLake(sys.argv[1]) as served:
        server = TrinoServer(served)
        try:
            run(served, server.port)
        finally:
            server.stop()
    print("Trino works with both types of catalog")
