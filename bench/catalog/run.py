#!/usr/bin/env python3
"""The catalog as a server beside the real Nessie server (0.99.0): in turns in one run, through the same API (Nessie's v2), asked by
the same clients (tarn_catalog_load). Prints one line a measure: name, ours, the peer's, the ratio (above 1: we are faster).

Tarn flushes the disk before it acknowledges a commit. Nessie does so over PostgreSQL, and does not with RocksDB. So it is measured three times:
"durable", Nessie over PostgreSQL beside Tarn with its own SQLite and beside Tarn over the same PostgreSQL server; "disk", Nessie with RocksDB,
which has nothing flushed; "memory", the same where a flush costs nothing. Then what has no peer there: 64 clients that append to one table
through Iceberg REST, table loads at 1,000 a second among 100,000 tables, diff and merge among 1,000,000 keys, pages of listings, and the
server's memory.

    run.py TARN_BINARY WORK_FOLDER [COMMITS [KEYS [PART...]]]

PART is durable, disk, memory, appends, loads or keys; all of them unless told. PostgreSQL is started here, from initdb on the PATH or under
/usr/lib/postgresql; without it the durable part is left out, and said so.
Nessie's server: deps/install --peers, or TARN_NESSIE_JAR and TARN_NESSIE_JAVA (21 or newer); without them the peer is left
out, and said so. tarn_catalog_load is built on first use: ninja -C build/release tarn_catalog_load."""
import concurrent.futures
import contextlib
import glob
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import uuid

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Client:
    """One connection that stays."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)

    def ask(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} if body is not None else {}
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = self.connection.getresponse()
        data = response.read()
        if response.status >= 300:
            raise RuntimeError(f"{method} {path}: {response.status} {data[:300]!r}")
        return json.loads(data) if data else None

    def head(self, branch="main"):
        return self.ask("GET", f"/api/v2/trees/{branch}")["reference"]["hash"]

    def branch(self, name):
        self.ask("POST", f"/api/v2/trees?name={name}&type=BRANCH", {"type": "BRANCH", "name": "main", "hash": self.head()})


class Server:
    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)

    def memory_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


class PostgreSQL:
    """A server of its own, which flushes before it acknowledges, as it does unless told otherwise. It refuses to run as root."""

    @staticmethod
    def programs():
        folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True) + os.environ.get("PATH", "").split(":")
        return next((pathlib.Path(one) for one in folders if os.path.exists(f"{one}/initdb")), None)

    def __init__(self, work):
        self.folder, self.port, programs = work / "postgresql", free_port(), self.programs()
        self.folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.control = f"{programs}/pg_ctl -D {self.folder}/data -l {self.folder}/log -w"
        self.run(f"{programs}/initdb -D {self.folder}/data -U postgres -A trust --no-instructions")
        self.run(f"{self.control} -o '-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1' start")
        for name in ("tarn", "nessie"):
            self.run(f"{programs}/createdb -h 127.0.0.1 -p {self.port} -U postgres {name}")

    def run(self, command):
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*user, "sh", "-c", f"cd / && {command}"], check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        self.run(f"{self.control} -m immediate stop")


class Tarn(Server):
    def __init__(self, tarn, work, metadata=None):
        self.lake = work / ("lake_over_postgresql" if metadata else "lake")
        subprocess.run([tarn, "init", self.lake], check=True, stdout=subprocess.DEVNULL)
        if metadata:
            settings = self.lake / "tarn.yaml"
            settings.write_text("".join(f"metadata: {metadata}\n" if line.startswith("metadata: ") else line
                                        for line in settings.read_text().splitlines(keepends=True)))
        self.process = subprocess.Popen([tarn, "serve", "-C", self.lake, "--catalog-port", "0", "--trino-port", "0", "--json"],
                                        stdout=subprocess.PIPE, text=True)
        self.urls = {one["name"]: one["url"] for one in json.loads(self.process.stdout.readline())["endpoints"]}
        self.port = int(self.urls["Nessie API"].split(":")[2].split("/")[0])


class Nessie(Server):
    def __init__(self, java, jar, work, postgresql=None):
        self.port = free_port()
        if postgresql:
            store = ["-Dnessie.version.store.type=JDBC2", "-Dnessie.version.store.persist.jdbc.datasource=postgresql",
                     f"-Dquarkus.datasource.postgresql.jdbc.url=jdbc:postgresql://127.0.0.1:{postgresql.port}/nessie",
                     "-Dquarkus.datasource.postgresql.username=postgres", "-Dquarkus.datasource.postgresql.password=none"]
        else:
            (work / "rocksdb").mkdir()
            store = ["-Dnessie.version.store.type=ROCKSDB", f"-Dnessie.version.store.persist.rocks.database-path={work}/rocksdb"]
        self.process = subprocess.Popen(
            [java, "-Xmx1G", *store, f"-Dquarkus.http.port={self.port}", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.management.port=0",
             "-Dquarkus.management.host=127.0.0.1", "-Dquarkus.log.level=WARN", "-jar", jar],
            stdout=(work / "nessie.log").open("w"), stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                Client(self.port).head()
                return
            except (OSError, RuntimeError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
        sys.exit("Nessie did not start within two minutes\n" + (work / "nessie.log").read_text()[-2000:])


class Load:
    """The clients; what a mode prints."""

    def __init__(self, tarn):
        build = tarn.parent.parent
        self.binary = os.environ.get("TARN_CATALOG_LOAD") or tarn.parent / "tarn_catalog_load"
        if not os.path.exists(self.binary):
            subprocess.run(["ninja", "-C", build, "tarn_catalog_load"], check=True, stdout=subprocess.DEVNULL)

    def __call__(self, mode, server, *arguments):
        done = subprocess.run([self.binary, mode, str(server.port), *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout)


def beside_nessie(load, tarn, nessie, work, count, where, over_postgresql=False):
    """Each measure three times in turns; the median of each counts. Over PostgreSQL, Tarn is measured with SQLite and with PostgreSQL."""
    work.mkdir(parents=True)
    with contextlib.ExitStack() as stack:
        def started(server):
            stack.callback(server.stop)
            return server

        postgresql = started(PostgreSQL(work)) if over_postgresql else None
        servers = [started(Tarn(tarn, work))]
        if nessie:
            servers.append(started(Nessie(*nessie, work, postgresql)))
            load("commits", servers[1], 4, count)  # the virtual machine compiles what it runs often
        if postgresql:
            servers.append(started(Tarn(tarn, work, f"postgresql://postgres@127.0.0.1:{postgresql.port}/tarn")))
        measures = [("commits/s, 1 client", "per_second", lambda s: load("commits", s, 1, count)),
                    ("commits/s, 8 clients", "per_second", lambda s: load("commits", s, 8, max(1, count // 4))),
                    ("commits/s, 64 clients", "per_second", lambda s: load("commits", s, 64, max(1, count // 16))),
                    ("branch, ms", "p50_ms", lambda s: load("branches", s, 50)),
                    ("read a branch, ms", "p50_ms", lambda s: load("read", s, "/api/v2/trees/main", 500))]
        for name, figure, measure in measures:
            figures = [[] for _ in servers]
            for _ in range(3):
                for i, server in enumerate(servers):
                    figures[i].append(measure(server)[figure])
            medians = [statistics.median(one) for one in figures]
            print_line(f"{name} ({where})", *medians[:2])
            if postgresql:
                print_line(f"{name} ({where}, over PostgreSQL)", *medians[:0:-1])
        print_line(f"memory, MB ({where})", *[server.memory_mb() for server in servers[:2]])
    shutil.rmtree(work)


def print_line(name, ours, theirs=None):
    text = f"{name:<50}tarn {ours:.2f}"
    if theirs is not None:
        text += f"   nessie {theirs:.2f}   ratio {ours / theirs if '/s' in name else theirs / ours:.2f}"
    print(text, flush=True)


def appends(load, server, work, writers=64, each=5):
    """Requests of clients that all start from the empty table, made beforehand: what is measured is the server, which puts one on
    top of the other."""
    import pyarrow
    from pyiceberg.catalog import load_catalog

    uri = server.urls["Iceberg REST catalog"]
    rows = pyarrow.table({"x": pyarrow.array([1], pyarrow.int64())})
    catalog = load_catalog("tarn", type="rest", uri=uri)
    catalog.create_namespace("appends")
    table = catalog.create_table("appends.t", rows.schema)
    lines = []
    for _ in range(writers * each):
        transaction = table.transaction()
        transaction.append(rows)
        body = {"requirements": [{"type": "assert-table-uuid", "uuid": str(table.metadata.table_uuid)}] +
                [one.model_dump(mode="json", by_alias=True) for one in transaction._requirements],
                "updates": [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in transaction._updates]}
        lines.append(f"/iceberg/v1/main/namespaces/appends/tables/t\t{json.dumps(body)}")
    (work / "appends").write_text("\n".join(lines) + "\n")
    done = load("post", server, writers, work / "appends")
    found = catalog.load_table("appends.t").scan().to_arrow().num_rows
    print(f"{writers} clients append to one table          tarn {done['per_second']:.0f} commits/s, "
          f"{found} of {writers * each} rows, p50 {done['p50_ms']:.0f} ms")


def table_loads(load, server, work, namespaces=100, tables=1000):
    """Every table has a metadata file of its own."""
    folder = server.lake / "warehouse" / "bench"
    client = Client(server.port)
    client.ask("POST", "/iceberg/v1/main/namespaces", {"namespace": ["made"]})
    client.ask("POST", "/iceberg/v1/main/namespaces/made/tables",
               {"name": "t", "schema": {"type": "struct", "fields": [{"id": i, "name": f"column_{i}", "type": "long", "required": False}
                                                                      for i in range(1, 11)]}})
    made = client.ask("GET", "/iceberg/v1/main/namespaces/made/tables/t")["metadata"]

    def write(i):
        (folder / f"n{i}").mkdir(parents=True)
        for j in range(tables):
            text = json.dumps(made | {"table-uuid": str(uuid.uuid4()), "location": str(folder / f"n{i}" / f"t{j}")})
            (folder / f"n{i}" / f"t{j}.json").write_text(text)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(namespaces)))
    load("fill", server, namespaces, tables, folder)
    paths = [f"/iceberg/v1/main/namespaces/n{i * 37 % namespaces}/tables/t{i * 7919 % tables}" for i in range(20_000)]
    (work / "paths").write_text("\n".join(paths) + "\n")
    for name in ("first", "again"):
        done = load("load", server, 1000, 15, work / "paths")
        print(f"load a table, 1,000/s of {namespaces * tables:,}, {name:<8} tarn p50 {done['p50_ms']:.2f} ms   "
              f"p99 {done['p99_ms']:.2f} ms   memory {server.memory_mb():.0f} MB", flush=True)
    client = Client(server.port)  # the server closed the other one, which was idle for long
    pages = [f"/iceberg/v1/main/namespaces/n{namespaces // 2}/tables?pageSize=100"]
    times = []
    for _ in range(tables // 100):
        begin = time.perf_counter()
        page = client.ask("GET", pages[-1])
        times.append((time.perf_counter() - begin) * 1000)
        if not page.get("next-page-token"):
            break
        pages.append(f"{pages[0]}&pageToken={page['next-page-token']}")
    print(f"a page of 100 names                       tarn first {times[0]:.2f} ms   last {times[-1]:.2f} ms", flush=True)


def many_keys(load, server, keys):
    namespaces, client = keys // 1000, Client(server.port)
    filled = load("fill", server, namespaces, 1000, "/warehouse")
    print(f"a commit of 1,000 keys, ms                tarn p50 {filled['p50_ms']:.1f}   p99 {filled['p99_ms']:.1f}")
    client.branch("side")
    load("change", server, "side", 100)
    load("change", server, "main", 100)  # so that the merge is none that moves the branch only
    begin = time.perf_counter()
    found = client.ask("GET", "/api/v2/trees/main/diff/side")["diffs"]
    diff_ms = (time.perf_counter() - begin) * 1000
    begin = time.perf_counter()
    client.ask("POST", f"/api/v2/trees/main@{client.head()}/history/merge", {"fromRefName": "side", "fromHash": client.head("side")})
    merge_ms = (time.perf_counter() - begin) * 1000
    print(f"among {keys:,} keys                 tarn diff of {len(found)} {diff_ms:.1f} ms   merge of 100 {merge_ms:.1f} ms   "
          f"memory {server.memory_mb():.0f} MB", flush=True)


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "catalog"
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 400
    keys = int(sys.argv[4]) if len(sys.argv) > 4 else 1_000_000
    parts = sys.argv[5:]
    jar = os.environ.get("TARN_NESSIE_JAR") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/nessie-quarkus-*.jar")), None)
    java = os.environ.get("TARN_NESSIE_JAVA") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/java/bin/java")), None)
    nessie = (java, jar) if java and jar else None
    if not nessie:
        print("catalog: the peer is left out: no jar of Nessie's server or no Java 21; run deps/install --peers")
    load = Load(tarn)
    shutil.rmtree(work, ignore_errors=True)

    def wanted(part):
        return not parts or part in parts

    if wanted("durable"):
        if PostgreSQL.programs():
            beside_nessie(load, tarn, nessie, work, count, "durable", over_postgresql=True)
        else:
            print("catalog: the durable part is left out: PostgreSQL is not installed (no initdb)")
    if wanted("disk"):
        beside_nessie(load, tarn, nessie, work, count, "disk")
    memory = pathlib.Path(f"/dev/shm/tarn-bench-{os.getpid()}")
    if wanted("memory") and memory.parent.is_dir():
        try:
            beside_nessie(load, tarn, nessie, memory, count, "memory")
        finally:
            shutil.rmtree(memory, ignore_errors=True)
    for name, part in (("appends", lambda server: appends(load, server, work)), ("loads", lambda server: table_loads(load, server, work)),
                       ("keys", lambda server: many_keys(load, server, keys))):
        if not wanted(name):
            continue
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        server = Tarn(tarn, work)
        try:
            part(server)
        finally:
            server.stop()
    shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
