#!/usr/bin/env python3
"""Trino's protocol beside the real Trino server (476), in turns in one run, over the same Iceberg files: Trino reads them through its catalog
`rest` on the very `tarn serve` that is measured. Prints one line a measure: name, ours, the peer's, the ratio (above 1: we are faster).

The 22 queries of TPC-H by the Python client, after one round that is not counted (with ROUNDS 1 there is none); many rows to the Python client and to Trino's CLI, with the server's memory before and after; one
client and 64 with a small query (tarn_statement_load); a trivial statement against plain DuckDB; and how long the queries of
TPC-DS take to be read and translated (tarn_translate_bench), which has no peer.

    run.py TARN_BINARY WORK_FOLDER [ROUNDS [ROWS [SCALE_FACTOR]]]

Trino: deps/install --peers, or TARN_TRINO_HOME and TARN_TRINO_JAVA (24 or newer); the CLI: TARN_TRINO_CLI, a jar. Without them that peer is
left out, and said so. The two tools are built on first use: ninja -C build/release tarn_statement_load tarn_translate_bench, or are where
TARN_BENCH_TOOLS says."""
import contextlib
import glob
import importlib.util
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

import trino.dbapi

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("tpch_run", REPOSITORY / "bench" / "tpch" / "run.py")
sys.path.insert(0, str(REPOSITORY / "bench" / "tpch"))
tpch = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tpch)

SMALL = "SELECT n_name, n_regionkey FROM nation WHERE n_nationkey = 7"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def memory_mb(self, field="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith(field)).split()[1]) / 1024

    def connect(self):
        return trino.dbapi.connect(host="127.0.0.1", port=self.port, user="bench", catalog=self.catalog, schema="tpch")

    def rows(self, sql):
        return self.connect().cursor().execute(sql).fetchall()


class Tarn(Server):
    name, catalog = "tarn", "iceberg"

    def __init__(self, tarn, lake):
        self.process = subprocess.Popen([tarn, "serve", "-C", lake, "--catalog-port", "0", "--trino-port", "0", "--json"],
                                        stdout=subprocess.PIPE, text=True)
        urls = {one["name"]: one["url"] for one in json.loads(self.process.stdout.readline())["endpoints"]}
        self.rest = urls["Iceberg REST catalog"]
        self.port = int(next(url for name, url in urls.items() if "Trino" in name).rsplit(":", 1)[1].split("/")[0])


class Trino(Server):
    name, catalog = "trino", "rest"

    def __init__(self, home, java, folder, rest):
        self.port = free_port()
        (folder / "catalog").mkdir(parents=True)
        (folder / "plugin").mkdir()
        (folder / "plugin" / "iceberg").symlink_to(pathlib.Path(home) / "plugin" / "iceberg")
        (folder / "catalog" / "rest.properties").write_text(
            "connector.name=iceberg\nfs.hadoop.enabled=true\niceberg.catalog.type=rest\n" f"iceberg.rest-catalog.uri={rest}\n")
        (folder / "config.properties").write_text(
            f"coordinator=true\nnode-scheduler.include-coordinator=true\nhttp-server.http.port={self.port}\n"
            f"discovery.uri=http://127.0.0.1:{self.port}\nquery.max-memory=3GB\nquery.max-memory-per-node=3GB\n"
            f"memory.heap-headroom-per-node=500MB\ncatalog.config-dir={folder}/catalog\nplugin.dir={folder}/plugin\n"
            "node.environment=bench\nnode.internal-address=127.0.0.1\nnode.bind-ip=127.0.0.1\n")
        self.log = folder / "trino.log"
        self.process = subprocess.Popen(
            [java, "-Xmx5G", "-XX:+UseG1GC", "-Duser.timezone=UTC", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading",
             f"-Dconfig={folder}/config.properties", f"-Dnode.data-dir={folder}", "-cp", f"{home}/lib/*", "io.trino.server.TrinoServer"],
            cwd=folder, stdout=self.log.open("w"), stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 600
        while True:
            with contextlib.suppress(OSError):
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/info", timeout=5) as answer:
                    if not json.loads(answer.read())["starting"]:
                        return
            if self.process.poll() is not None or time.monotonic() > deadline:
                sys.exit("Trino did not start\n" + self.log.read_text()[-3000:])
            time.sleep(0.5)


class MemoryWatch:
    """The most that a server has while something runs, above what it had before."""

    def __init__(self, server):
        self.server, self.before, self.most, self.over = server, server.memory_mb(), 0, False

    def __enter__(self):
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def watch(self):
        while not self.over:
            self.most = max(self.most, self.server.memory_mb())
            time.sleep(0.05)

    def __exit__(self, *_):
        self.over = True
        self.thread.join()

    @property
    def more(self):
        return self.most - self.before


def say(name, ours, theirs, ratio, note=""):
    print(f"{name:44} tarn {ours:>22}   trino {theirs:>22}   {ratio:>6}   {note}", flush=True)


def bench_tpch(servers, queries, rounds):
    for server in servers if rounds > 1 else ():  # once to warm up
        for query in queries:
            server.rows(query)
    times = {server.name: [[] for _ in queries] for server in servers}
    for _ in range(rounds):
        for server in servers:
            for number, query in enumerate(queries):
                begin = time.monotonic()
                server.rows(query)
                times[server.name][number].append(time.monotonic() - begin)
    medians = {name: [statistics.median(one) for one in lists] for name, lists in times.items()}
    theirs = medians.get("trino")
    for number, ours in enumerate(medians["tarn"]):
        say(f"TPC-H q{number + 1:02}", f"{ours * 1000:.0f} ms", f"{theirs[number] * 1000:.0f} ms" if theirs else "-",
            f"{theirs[number] / ours:.1f}x" if theirs else "")
    total, peer = sum(medians["tarn"]), sum(theirs) if theirs else 0
    say("TPC-H, 22 queries in all", f"{total:.2f} s", f"{peer:.2f} s", f"{peer / total:.1f}x" if theirs else "")


def fetch_python(server, sql, rows):
    cursor = server.connect().cursor()
    begin = time.monotonic()
    cursor.execute(sql)
    count = 0
    while batch := cursor.fetchmany(10_000):
        count += len(batch)
    assert count == rows, count
    return rows / (time.monotonic() - begin)


def fetch_cli(server, sql, rows, jar, java):
    begin = time.monotonic()
    process = subprocess.Popen([java, "-jar", jar, "--server", f"http://127.0.0.1:{server.port}", "--catalog", server.catalog, "--schema", "tpch",
                                "--user", "bench", "--output-format", "TSV", "--execute", sql], stdout=subprocess.PIPE)
    count = sum(block.count(b"\n") for block in iter(lambda: process.stdout.read(1 << 20), b""))
    assert process.wait() == 0 and count == rows, count
    return rows / (time.monotonic() - begin)


def bench_rows(servers, rows, rounds, jar, java):
    sql = f"SELECT l_orderkey, l_quantity, l_shipdate, l_comment FROM big LIMIT {rows}"
    clients = [("the Python client", fetch_python)]
    if jar:
        clients.append(("Trino's CLI", lambda server, sql, rows: fetch_cli(server, sql, rows, jar, java)))
    for name, fetch in clients:
        rates, memory = {server.name: [] for server in servers}, {server.name: 0 for server in servers}
        for _ in range(rounds):
            for server in servers:
                with MemoryWatch(server) as watch:
                    rates[server.name].append(fetch(server, sql, rows))
                memory[server.name] = max(memory[server.name], watch.more)
        ours = statistics.median(rates["tarn"])
        theirs = statistics.median(rates.get("trino") or [0])
        say(f"{rows:,} rows to {name}", f"{ours:,.0f} rows/s", f"{theirs:,.0f} rows/s", f"{theirs and ours / theirs:.1f}x",
            f"memory +{memory['tarn']:.0f} MB, +{memory.get('trino', 0):.0f} MB")


def load(server, tools, clients, seconds, sql):
    process = subprocess.run([tools / "tarn_statement_load", str(server.port), server.catalog, "tpch", str(clients), str(seconds), sql],
                             stdout=subprocess.PIPE, text=True)
    return json.loads(process.stdout)


def bench_small(servers, tools, seconds):
    for clients, sql in ((1, "SELECT 1"), (1, SMALL), (64, "SELECT 1"), (64, SMALL)):
        found = {server.name: (load(server, tools, clients, 1, sql), load(server, tools, clients, seconds, sql))[1] for server in servers}
        ours, theirs = found["tarn"], found.get("trino")
        what = "SELECT 1" if sql == "SELECT 1" else "a row of nation"
        show = lambda one: f"{one['per_second']:.0f}/s, p50 {one['p50_ms']:.1f} ms" if one else "-"
        say(f"{clients} clients: {what}", show(ours), show(theirs), f"{ours['per_second'] / theirs['per_second']:.1f}x" if theirs else "",
            f"errors {ours['errors']}, a client {ours['fewest']} to {ours['most']}")
        if clients == 1 and sql == "SELECT 1":
            yield ours["p50_ms"]


def plain_duckdb_ms():
    import duckdb
    db = duckdb.connect()
    times = []
    for _ in range(300):
        begin = time.monotonic()
        db.execute("SELECT 1").fetchall()
        times.append((time.monotonic() - begin) * 1000)
    return statistics.median(times)


def bench_translation(tools):
    import duckdb
    db = duckdb.connect(config={"autoinstall_known_extensions": False, "allow_unsigned_extensions": True})
    try:
        tpch.load_extension(db, "tpcds")
    except ImportError:
        print("no queries of TPC-DS: pip install duckdb-extension-tpcds", flush=True)
        return
    queries = [" ".join(row[0].split()).rstrip("; ") for row in db.execute("SELECT query FROM tpcds_queries()").fetchall()]
    process = subprocess.run([tools / "tarn_translate_bench"], input="\n".join(queries) + "\n", stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(process.stdout)
    print(f"TPC-DS, {found['queries']} queries read and translated: {found['mean_ms']:.3f} ms a query, the longest {found['longest_ms']:.3f} ms, "
          f"{found['refused']} refused", flush=True)


def find_peer():
    home = os.environ.get("TARN_TRINO_HOME") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/trino-server-*")), None)
    java = os.environ.get("TARN_TRINO_JAVA") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/java/bin/java")), None)
    jar = os.environ.get("TARN_TRINO_CLI") or next(iter(glob.glob(f"{REPOSITORY}/deps/java/trino-cli-*-executable.jar")), None)
    return home if java else None, java, jar


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "trino"
    rounds, rows = (int(sys.argv[3]) if len(sys.argv) > 3 else 3), (int(sys.argv[4]) if len(sys.argv) > 4 else 10_000_000)
    scale_factor = sys.argv[5] if len(sys.argv) > 5 else "1"
    tools = pathlib.Path(os.environ.get("TARN_BENCH_TOOLS") or tarn.parent)
    if not (tools / "tarn_statement_load").exists():
        subprocess.run(["ninja", "-C", tarn.parent.parent, "tarn_statement_load", "tarn_translate_bench"], check=True, stdout=subprocess.DEVNULL)
    bench_translation(tools)
    shutil.rmtree(work, ignore_errors=True)
    lake, queries = tpch.make_lake(tarn, work, scale_factor)
    # Trino groups by columns, not by the names of the result (q15).
    queries = [query.replace("GROUP BY\n        supplier_no", "GROUP BY\n        l_suppkey") for query in queries]
    copies = int(rows / (6_000_000 * float(scale_factor))) + 1
    tpch.sql(tarn, lake, "CREATE TABLE big AS " + " UNION ALL ".join(["SELECT l_orderkey, l_quantity, l_shipdate, l_comment FROM lineitem"] * copies))
    home, java, jar = find_peer()
    if not home:
        print("no Trino: its column is left out")
    with contextlib.ExitStack() as stack:
        servers = [Tarn(tarn, lake)]
        stack.callback(servers[0].stop)
        if home:
            servers.append(Trino(home, java, work / "server", servers[0].rest))
            stack.callback(servers[1].stop)
        for trivial_ms in bench_small(servers, tools, 8):
            duck_ms = plain_duckdb_ms()
            print(f"a trivial statement over HTTP: {trivial_ms:.2f} ms, in DuckDB's library {duck_ms:.2f} ms", flush=True)
        bench_tpch(servers, queries, rounds)
        bench_rows(servers, rows, rounds, jar, java or "java")
        for server in servers:
            print(f"the most memory of {server.name}: {server.memory_mb('VmHWM'):.0f} MB", flush=True)
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
