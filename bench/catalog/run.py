#!/usr/bin/env python3
"""The catalog as a server beside the real Nessie server (0.99.0, RocksDB), both durable, in turns in one run, through the same API: Nessie's v2, asked by the same
client in Python. Prints one line a measure: name, ours, the peer's, the ratio (above 1: we are faster). Then 64 clients that append to one
table through Iceberg REST, which has no peer: there all but one of those at once would be told to try again.

    run.py TARN_BINARY WORK_FOLDER [COMMITS]

Nessie's server: mvn dependency:get -Dartifact=org.projectnessie.nessie:nessie-quarkus:0.99.0:jar:runner
TARN_NESSIE_JAR and TARN_NESSIE_JAVA (21 or newer) name the jar and java; without them the peer is left out, and said so."""
import concurrent.futures
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

JAR = "~/.m2/repository/org/projectnessie/nessie/nessie-quarkus/0.99.0/nessie-quarkus-0.99.0-runner.jar"


class Client:
    """One connection that stays."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} if body is not None else {}
        self.connection.request(method, "/api/v2" + path, None if body is None else json.dumps(body), headers)
        response = self.connection.getresponse()
        data = response.read()
        if response.status >= 300:
            raise RuntimeError(f"{method} {path}: {response.status} {data[:300]!r}")
        return json.loads(data) if data else None

    def head(self, branch="main"):
        return self.ask("GET", f"/trees/{branch}")["reference"]["hash"]

    def commit(self, table, number, branch="main", head=None):
        content = {"type": "ICEBERG_TABLE", "metadataLocation": f"/warehouse/{table}/metadata/{number}.json", "snapshotId": number,
                   "schemaId": 0, "specId": 0, "sortOrderId": 0}
        known = self.known.get((branch, table))
        if known:
            content["id"] = known
        body = {"commitMeta": {"message": f"put {table} {number}"},
                "operations": [{"type": "PUT", "key": {"elements": ["bench", table]}, "content": content}]}
        answer = self.ask("POST", f"/trees/{branch}@{head or self.head(branch)}/history/commit", body)
        for added in answer.get("addedContents") or []:
            self.known[(branch, table)] = added["contentId"]
        return answer["targetBranch"]["hash"]

    known = {}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Tarn:
    name = "tarn"

    def __init__(self, tarn, work):
        self.lake = work / "lake"
        subprocess.run([tarn, "init", self.lake], check=True, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen([tarn, "serve", "-C", self.lake, "--catalog-port", "0", "--trino-port", "0", "--json"],
                                        stdout=subprocess.PIPE, text=True)
        self.urls = {one["name"]: one["url"] for one in json.loads(self.process.stdout.readline())["endpoints"]}
        self.port = int(self.urls["Nessie API"].split(":")[2].split("/")[0])


class Nessie:
    name = "nessie"

    def __init__(self, java, jar, work):
        self.port = free_port()
        store = work / "rocksdb"
        store.mkdir()
        self.process = subprocess.Popen(
            [java, "-Dnessie.version.store.type=ROCKSDB", f"-Dnessie.version.store.persist.rocks.database-path={store}",
             f"-Dquarkus.http.port={self.port}", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.management.port=0",
             "-Dquarkus.log.level=WARN", "-jar", jar],
            stdout=(work / "nessie.log").open("w"), stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                Client(self.port).head()
                return
            except (OSError, RuntimeError):
                if self.process.poll() is not None:
                    sys.exit((work / "nessie.log").read_text()[-2000:])
                time.sleep(0.2)
        sys.exit("Nessie did not start within two minutes")


def commits(port, first, count, table):
    """Commits of one client, each on the head that the one before made; another's commits in between do not conflict."""
    client = Client(port)
    client.known = {}
    head = client.head()
    begin = time.perf_counter()
    for number in range(first, first + count):
        head = client.commit(table, number, head=head)
    return time.perf_counter() - begin


def throughput(server, writers, count):
    begin = time.perf_counter()
    with concurrent.futures.ProcessPoolExecutor(writers) as pool:
        for future in [pool.submit(commits, server.port, i * count, count, f"t{writers}_{i}") for i in range(writers)]:
            future.result()
    return writers * count / (time.perf_counter() - begin)


def milliseconds(call, count):
    times = []
    for number in range(count):
        begin = time.perf_counter()
        call(number)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def measure(server, count):
    client = Client(server.port)
    client.known = {}
    client.ask("POST", f"/trees/main@{client.head()}/history/commit",
               {"commitMeta": {"message": "bench"},
                "operations": [{"type": "PUT", "key": {"elements": ["bench"]}, "content": {"type": "NAMESPACE", "elements": ["bench"]}}]})
    client.commit("read", 1)
    figures = {"commits/s, 1 client": count / commits(server.port, 0, count, "sequential"),
               "commits/s, 8 clients": throughput(server, 8, max(1, count // 4)),
               "commits/s, 64 clients": throughput(server, 64, max(1, count // 32))}
    head = client.head()
    branch = lambda i: client.ask("POST", f"/trees?name=b{i}&type=BRANCH", {"type": "BRANCH", "name": "main", "hash": head})  # noqa: E731
    figures["branch, ms"] = milliseconds(branch, 50)
    figures["read a content, ms"] = milliseconds(lambda i: client.ask("GET", "/trees/main/contents/bench.read"), 200)

    def merge(number):
        client.commit(f"merged{number}", number, f"b{number}", head)
        return client.ask("POST", f"/trees/main@{client.head()}/history/merge",
                          {"fromRefName": f"b{number}", "fromHash": client.head(f"b{number}")})

    figures["commit and merge, ms"] = milliseconds(merge, 30)
    return figures


def appenders(server):
    """64 clients that append to one table at once, and none is refused."""
    import threading

    import pyarrow
    from pyiceberg.catalog import load_catalog

    uri = server.urls["Iceberg REST catalog"]
    rows = pyarrow.table({"x": pyarrow.array([1], pyarrow.int64())})
    catalog = load_catalog("tarn", type="rest", uri=uri)
    catalog.create_namespace("appends")
    catalog.create_table("appends.t", rows.schema)
    tables = [load_catalog("tarn", type="rest", uri=uri).load_table("appends.t") for _ in range(64)]
    refused = []

    def append(table):
        try:
            table.append(rows)
        except Exception as error:  # noqa: BLE001
            refused.append(error)

    threads = [threading.Thread(target=append, args=(table,)) for table in tables]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begin
    found = catalog.load_table("appends.t").scan().to_arrow().num_rows
    print(f"64 appends to one table         tarn {(64 - len(refused)) / seconds:.0f}/s, clients included   {len(refused)} refused, {found} rows")


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "catalog"
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 500
    jar = os.environ.get("TARN_NESSIE_JAR", os.path.expanduser(JAR))
    java = os.environ.get("TARN_NESSIE_JAVA") or next(iter(glob.glob("/usr/lib/jvm/*2[1-9]*/bin/java")), None)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    servers = [Tarn(tarn, work)]
    try:
        if java and os.path.exists(jar):
            servers.append(Nessie(java, jar, work))
            measure_warm = Client(servers[1].port)
            for _ in range(200):  # the virtual machine compiles what it runs often
                measure_warm.head()
        else:
            print("catalog                         the peer is left out: no jar of Nessie's server or no Java 21")
        figures = [measure(server, count) for server in servers]
        for name, ours in figures[0].items():
            if len(figures) == 1:
                print(f"{name:<32}tarn {ours:.2f}")
                continue
            theirs = figures[1][name]
            ratio = ours / theirs if "/s" in name else theirs / ours
            print(f"{name:<32}tarn {ours:.2f}   nessie {theirs:.2f}   ratio {ratio:.2f}")
        appenders(servers[0])
    finally:
        for server in servers:
            server.process.send_signal(signal.SIGTERM)
            server.process.wait(timeout=60)
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
