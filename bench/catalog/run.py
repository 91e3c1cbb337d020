#!/usr/bin/env python3
"""The catalog as a server beside the real Nessie server (0.99.0, RocksDB): in turns in one run, through the same API (Nessie's v2), asked by
the same clients (tarn_catalog_load). Prints one line a measure: name, ours, the peer's, the ratio (above 1: we are faster).

Tarn flushes the disk before it acknowledges a commit, and Nessie with RocksDB does not: so all of it is measured twice, on the disk and, where
a flush costs nothing, in memory. Then what has no peer there: 64 clients that append to one table through Iceberg REST, table loads at 1,000 a
second among 100,000 tables, diff and merge among 1,000,000 keys, pages of listings, and the server's memory.

    run.py TARN_BINARY WORK_FOLDER [COMMITS [KEYS]]

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


class Tarn(Server):
    def __init__(self, tarn, work):
        self.lake = work / "lake"
        subprocess.run([tarn, "init", self.lake], check=True, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen([tarn, "serve", "-C", self.lake, "--catalog-port", "0", "--trino-port", "0", "--json"],
                                        stdout=subprocess.PIPE, text=True)
        self.urls = {one["name"]: one["url"] for one in json.loads(self.process.stdout.readline())["endpoints"]}
        self.port = int(self.urls["Nessie API"].split(":")[2].split("/")[0])


class Nessie(Server):
    def __init__(self, java, jar, work):
        self.port = free_port()
        store = work / "rocksdb"
        store.mkdir()
        self.process = subprocess.Popen(
            [java, "-Xmx1G", "-Dnessie.version.store.type=ROCKSDB", f"-Dnessie.version.store.persist.rocks.database-path={store}",
             f"-Dquarkus.http.port={self.port}", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.management.port=0",
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


def beside_nessie(load, tarn, nessie, work, count, where):
    """Each measure three times in turns; the median of each counts."""
    work.mkdir(parents=True)
    with contextlib.ExitStack() as stack:
        servers = [Tarn(tarn, work)]
        stack.callback(servers[0].stop)
        if nessie:
            servers.append(Nessie(*nessie, work))
            stack.callback(servers[1].stop)
            load("commits", servers[1], 4, count)  # the virtual machine compiles what it runs often
        measures = [("commits/s, 1 client", "per_second", lambda s: load("commits", s, 1, count)),
                    ("commits/s, 8 clients", "per_second", lambda s: load("commits", s, 8, max(1, count // 4))),
                    ("commits/s, 64 clients", "per_second", lambda s: load("commits", s, 64, max(1, count // 16))),
                    ("branch, ms", "p50_ms", lambda s: load("branches", s, 50)),
                    ("read a branch, ms", "p50_ms", lambda s: load("read", s, "/api/v2/trees/main", 500))]
        for name, figure, measure in measures:
            figures = [[], []]
            for _ in range(3):
                for i, server in enumerate(servers):
                    figures[i].append(measure(server)[figure])
            print_line(f"{name} ({where})", *[statistics.median(one) for one in figures if one])
        print_line(f"memory, MB ({where})", *[server.memory_mb() for server in servers])
    shutil.rmtree(work)


def print_line(name, ours, theirs=None):
    text = f"{name:<42}tarn {ours:.2f}"
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
    jar = os.environ.get("TARN_NESSIE_JAR") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/nessie-quarkus-*.jar")), None)
    java = os.environ.get("TARN_NESSIE_JAVA") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/java/bin/java")), None)
    nessie = (java, jar) if java and jar else None
    if not nessie:
        print("catalog: the peer is left out: no jar of Nessie's server or no Java 21; run deps/install --peers")
    load = Load(tarn)
    shutil.rmtree(work, ignore_errors=True)
    beside_nessie(load, tarn, nessie, work, count, "disk")
    memory = pathlib.Path(f"/dev/shm/tarn-bench-{os.getpid()}")
    if memory.parent.is_dir():
        try:
            beside_nessie(load, tarn, nessie, memory, count, "memory")
        finally:
            shutil.rmtree(memory, ignore_errors=True)
    for part in (lambda server: appends(load, server, work), lambda server: table_loads(load, server, work),
                 lambda server: many_keys(load, server, keys)):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        server = Tarn(tarn, work)
        try:
            part(server)
        finally:
            server.stop()
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
