"""A lake in an S3 service through the whole program, beside the same lake on the disk: the life of a table, maintenance, the example's pipeline,
garbage collection; then what goes wrong: kill -9 in the middle of writes, a service that is down and comes back (for a statement, and under
`tarn serve`), wrong keys, a bucket that is not there.

    s3_lake.py TARN [REPOSITORY]

The service is S3Proxy, see s3_service.py."""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from s3_service import BUCKET, S3Proxy, start

TARN = str(pathlib.Path(sys.argv[1]).resolve())

LIFE = [
    "CREATE SCHEMA s",
    "CREATE TABLE s.orders (id bigint, kind varchar, day date, amount decimal(12, 2)) WITH (partitioning = ARRAY['month(day)'])",
    "INSERT INTO s.orders SELECT n, 'k' || CAST(n % 7 AS varchar), DATE '2026-01-01' + INTERVAL '1' DAY * (n % 90), n / 100.0 "
    "FROM UNNEST(sequence(1, 20000)) AS t(n)",
    "UPDATE s.orders SET kind = 'changed' WHERE id % 100 = 0",
    "DELETE FROM s.orders WHERE id > 19000",
    "MERGE INTO s.orders o USING (SELECT n, 'merged' AS kind FROM UNNEST(sequence(18990, 19010)) AS t(n)) m ON o.id = m.n "
    "WHEN MATCHED THEN UPDATE SET kind = m.kind WHEN NOT MATCHED THEN INSERT (id, kind) VALUES (m.n, m.kind)",
    "ALTER TABLE s.orders ADD COLUMN note varchar",
    "INSERT INTO s.orders (id, note) VALUES (-1, 'ä')",
]
SUMS = "SELECT count(*) AS c, sum(id) AS i, sum(amount) AS a, count(DISTINCT kind) AS k, count(note) AS n, min(day) AS d FROM s.orders"
TABLES = "SELECT table_schema || '.' || table_name AS t FROM information_schema.tables WHERE table_schema IN ('bronze', 'silver', 'gold') ORDER BY 1"


class Lake:
    def __init__(self, path, service=None, example=None):
        self.path = path
        self.tarn("init", *(["--example", example] if example else []), str(path), lake=False)
        if service:
            service.use(path, path.name)

    def run(self, *arguments, lake=True):
        command = [TARN, *arguments, *(["-C", str(self.path)] if lake else [])]
        return subprocess.run(command, capture_output=True, text=True, timeout=600)

    def tarn(self, *arguments, lake=True):
        done = self.run(*arguments, lake=lake)
        if done.returncode != 0:
            sys.exit(f"{' '.join(arguments)} failed with {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def rows(self, sql):
        return json.loads(self.tarn("sql", "--output", "json", "-e", sql))

    def fails(self, code, words, *arguments):
        done = self.run(*arguments)
        said = done.stdout + done.stderr
        if done.returncode != code or any(word not in said for word in words):
            sys.exit(f"{arguments}: exit code {done.returncode} (wanted {code}), wanted {words} in:\n{said}")
        for secret in ("lake-secret", "no-such-secret"):
            if secret in said:
                sys.exit(f"a secret in: {said}")


def same(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}\n  gives  {got}\n  wanted {wanted}")


def timed(lakes, what, work):
    """The same in both; how long it took in each."""
    results, times = [], []
    for lake in lakes:
        begin = time.perf_counter()
        results.append(work(lake))
        times.append(time.perf_counter() - begin)
    same(what, results[0], results[1])
    print(f"{what}: agrees (S3 {times[0]:.2f} s, disk {times[1]:.2f} s)", flush=True)
    return results[0]


def life(service, lakes):
    timed(lakes, "the life of a table", lambda lake: lake.tarn("sql", "-e", "; ".join(LIFE)) and None)
    timed(lakes, "its rows", lambda lake: lake.rows(SUMS))
    timed(lakes, "optimize", lambda lake: lake.tarn("table", "optimize", "s.orders") and None)
    timed(lakes, "expire-snapshots",
          lambda lake: lake.tarn("table", "expire-snapshots", "s.orders", "--older-than", "0s", "--commit-retention", "0s", "--force") and None)
    timed(lakes, "rows after both", lambda lake: lake.rows(SUMS))
    timed(lakes, "a table that is dropped",
          lambda lake: lake.tarn("sql", "-e", "CREATE TABLE s.gone AS SELECT n FROM UNNEST(sequence(1, 100000)) AS t(n); DROP TABLE s.gone") and None)
    timed(lakes, "gc", lambda lake: lake.tarn("gc", "run", "--default-cutoff", "1", "--min-file-age", "0s") and None)
    same("objects of the dropped table", [name for name in service.objects(lakes[0].path.name + "/") if "/gone" in name], [])
    timed(lakes, "rows after gc", lambda lake: lake.rows(SUMS))
    disk = sum(1 for file in (lakes[1].path / "warehouse").rglob("*") if file.is_file())
    same("objects after gc", len(service.objects(lakes[0].path.name + "/")), disk)


def example(lakes):
    timed(lakes, "the example's pipeline", lambda lake: lake.tarn("run", "--scale", "0.01") and None)
    names = timed(lakes, "its tables", lambda lake: [row["t"] for row in lake.rows(TABLES)])
    counts = "; ".join(f"SELECT count(*) AS c FROM {name}" for name in names)
    timed(lakes, f"the rows of {len(names)} tables", lambda lake: lake.tarn("sql", "--output", "csv", "-e", counts))


def kills(service, lake, times, seed):
    """Whatever a killed writer left goes with the next one, and what was committed stays."""
    random.seed(seed)
    lake.tarn("sql", "-e", "CREATE SCHEMA IF NOT EXISTS k; CREATE TABLE k.t (n bigint, s varchar)")
    insert = "INSERT INTO k.t SELECT n, CAST(n * 7919 AS varchar) || CAST(n * 104729 AS varchar) FROM UNNEST(sequence(1, 3000000)) AS t(n)"
    begin = time.perf_counter()
    lake.tarn("sql", "-e", insert)
    span, whole, total = time.perf_counter() - begin, 3000000, 3000000
    killed = 0
    for i in range(times):
        process = subprocess.Popen([TARN, "sql", "-C", str(lake.path), "-e", insert], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=random.uniform(0.1, span))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        count = lake.rows("SELECT count(*) AS c FROM k.t")[0]["c"]
        if count not in (total, total + whole):
            sys.exit(f"after kill {i} (seed {seed}): {count} rows, neither {total} nor {total + whole}")
        total = count
    lake.tarn("table", "recover")
    lake.tarn("gc", "run", "--default-cutoff", "1", "--min-file-age", "0s")
    same("unfinished uploads", service.uploads(), 0)
    files = {row["file_path"].split(f"s3://{BUCKET}/")[1] for row in lake.rows('SELECT file_path FROM k."t$files"')}
    same("data files", {name for name in service.objects(lake.path.name + "/k/t") if name.endswith(".parquet")}, files)
    print(f"{killed} writers killed (seed {seed}): what was committed is there, nothing of theirs is left", flush=True)


def status(url):
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def outage(service, lake):
    """Statements fail with what is wrong, and work again once the service is back: also in a server that lived on."""
    wanted = lake.rows(SUMS)
    server = subprocess.Popen([TARN, "serve", "-C", str(lake.path), "--catalog-port", "0", "--trino-port", "0", "--json"], stdout=subprocess.PIPE, text=True)
    try:
        urls = {one["name"]: one["url"] for one in json.loads(server.stdout.readline())["endpoints"]}
        table = urls["Iceberg REST catalog"] + "/v1/main/namespaces/s/tables/orders"
        same("status with the service", status(table)[0], 200)
        lake.tarn("sql", "-e", "INSERT INTO s.orders (id) VALUES (-2); DELETE FROM s.orders WHERE id = -2")  # so that nothing is in a cache
        service.stop(signal.SIGKILL)
        lake.fails(11, ["cannot reach", service.url.removeprefix("http://")], "sql", "-e", SUMS)
        lake.fails(11, ["cannot reach"], "sql", "-e", "INSERT INTO s.orders (id) VALUES (1)")
        code, body = status(table)
        if code != 503 or "cannot reach" not in body:
            sys.exit(f"the server without its storage answers {code}: {body}")
        same("namespaces without the service", status(urls["Iceberg REST catalog"] + "/v1/main/namespaces")[0], 200)
        service.start()
        for _ in range(100):
            if status(table)[0] == 200:
                break
            time.sleep(0.2)
        same("status with the service again", status(table)[0], 200)
        same("rows with the service again", lake.rows(SUMS), wanted)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
    print("a service that was killed and came back: told, and gone on with", flush=True)


def refusals(service, folder):
    lake = Lake(folder / "refused", service)
    lake.tarn("sql", "-e", "CREATE SCHEMA s; CREATE TABLE s.t AS SELECT 1 AS x")
    service.use(lake.path, "refused", access_key="nobody", secret_key="no-such-secret")
    lake.fails(8, ["status 403", "check the credentials for S3"], "sql", "-e", "SELECT * FROM s.t")
    lake.fails(8, ["status 403", "check the credentials for S3"], "sql", "-e", "CREATE TABLE s.u AS SELECT 1 AS x")
    service.use(lake.path, "refused", secret_key="no-such-secret")
    lake.fails(8, ["SignatureDoesNotMatch", "check the credentials for S3"], "sql", "-e", "SELECT * FROM s.t")
    service.use(lake.path, "refused", bucket="no-such-bucket")
    lake.fails(3, ["NoSuchBucket", "make the bucket first", "no-such-bucket"], "sql", "-e", "CREATE TABLE s.u AS SELECT 1 AS x")
    service.use(lake.path, "refused")
    (lake.path / "keys").unlink()
    lake.fails(4, ["cannot read the credentials for S3"], "sql", "-e", "SELECT * FROM s.t")
    service.write_keys(lake.path / "keys")
    same("rows after all that", lake.rows("SELECT x FROM s.t"), [{"x": 1}])
    print("wrong keys, a missing bucket: told", flush=True)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tarn-s3-"))
    try:
        with start(S3Proxy, folder / "service") as service:
            life(service, [lake := Lake(folder / "lake", service), Lake(folder / "disk")])
            example([Lake(folder / "example", service, "ecommerce"), Lake(folder / "example-disk", None, "ecommerce")])
            kills(service, lake, int(os.environ.get("TARN_KILLS", "6")), os.environ.get("TARN_SEED", str(int(time.time()))))
            outage(service, lake)
            refusals(service, folder)
    finally:
        if not os.environ.get("TARN_KEEP"):
            shutil.rmtree(folder, ignore_errors=True)


main()
