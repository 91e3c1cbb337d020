#!/usr/bin/env python3
"""A storm of commits through Iceberg REST against a tarn serve to which something happens, several times over. Every commit that was acknowledged must
be there afterwards, and nothing that nobody asked for.

    commit_storm.py TARN LAKE server               kills the server with SIGKILL
    commit_storm.py TARN LAKE servers              three of them over one database, of which one is killed at a time
    commit_storm.py TARN LAKE stop                 stops the server with SIGTERM: what it did it has answered, and nothing else was done
    commit_storm.py TARN LAKE database COMMAND     runs COMMAND, which restarts the database, and leaves the server alone
    commit_storm.py TARN LAKE migration DATABASE   moves the catalog to DATABASE meanwhile, once
"""
import atexit
import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time

tarn, lake, victim = sys.argv[1], os.path.abspath(sys.argv[2]), sys.argv[3]
ROUNDS, WRITERS, COMMITS_A_ROUND = 5, 4, 20
acknowledged, asked, strange, moved = [], [], [], []


def start():
    server = subprocess.Popen([tarn, "serve", "-C", lake, "--catalog-port", "0", "--trino-port", "0", "--json"], stdout=subprocess.PIPE, text=True)
    atexit.register(server.kill)  # whatever fails: no server outlives its test
    line = server.stdout.readline()
    if not line:
        sys.exit("the server did not start again")
    url = json.loads(line)["endpoints"][0]["url"]
    return server, int(url.split(":")[2].split("/")[0])


def may_fail(status, body):
    """With the database gone: try again later, or nobody knows."""
    return victim == "database" and (status == 503 or (status == 500 and b"CommitStateUnknownException" in body))


def write(port, name, stop):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    number = 0
    while not stop.is_set():
        namespace = f"{name}_{number}"
        number += 1
        asked.append(namespace)
        try:
            connection.request("POST", "/iceberg/v1/main/namespaces", json.dumps({"namespace": [namespace]}))
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            if victim in ("server", "servers", "stop"):
                return
            strange.append((namespace, "the server closed the connection"))
            return
        if answer.status == 200:
            acknowledged.append(namespace)
        elif may_fail(answer.status, body):
            time.sleep(0.05)
        elif victim == "migration" and answer.status == 400 and b"the catalog was moved to" in body:
            moved.append(namespace)
            return
        elif victim == "stop" and answer.status == 503:
            return
        else:
            strange.append((namespace, answer.status, body[:300]))
            return


def wait_for(count, seconds=120):
    end = time.monotonic() + seconds
    while len(acknowledged) < count and not strange:
        if time.monotonic() > end:
            sys.exit(f"no commit came through within {seconds} s")
        time.sleep(0.01)


def listed(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/iceberg/v1/main/namespaces")
    return {levels[0] for levels in json.loads(connection.getresponse().read())["namespaces"]}


def storm(port, name):
    stop = threading.Event()
    threads = [threading.Thread(target=write, args=(port, f"{name}w{writer}", stop)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    return stop, threads


def end_of(server, how):
    """Ends a server by "kill" or "terminate", which must be well."""
    getattr(server, how)()
    code = server.wait(timeout=60)
    if how == "terminate" and code != 0:
        sys.exit(f"the server did not end well: exit code {code}")


def join(threads):
    for thread in threads:
        thread.join()


def rounds_of_one_server(how):
    for number in range(ROUNDS):
        server, port = start()
        stop, threads = storm(port, f"r{number}")
        wait_for(len(acknowledged) + COMMITS_A_ROUND)
        end_of(server, how)
        stop.set()
        join(threads)
    return start()


def rounds_of_many_servers():
    running = []
    for number in range(ROUNDS + 2):
        server, port = start()
        running.append((server, port, *storm(port, f"s{number}")))
        if len(running) < 3:
            continue
        wait_for(len(acknowledged) + 3 * COMMITS_A_ROUND)
        server, _, stop, threads = running.pop(0)
        end_of(server, "kill")
        stop.set()
        join(threads)
    for server, _, stop, threads in running:
        stop.set()
        join(threads)
        end_of(server, "terminate")
    return start()


def rounds_of_the_database():
    server, port = start()
    stop, threads = storm(port, "d")
    for _ in range(ROUNDS):
        wait_for(len(acknowledged) + COMMITS_A_ROUND)
        subprocess.run(sys.argv[4], shell=True, check=True, stdout=subprocess.DEVNULL)
    wait_for(len(acknowledged) + COMMITS_A_ROUND)
    stop.set()
    join(threads)
    return server, port


def one_migration():
    database = sys.argv[4]
    server, port = start()
    _, threads = storm(port, "m")
    wait_for(COMMITS_A_ROUND)
    subprocess.run([tarn, "catalog", "migrate", "-C", lake, database], check=True, stdout=subprocess.DEVNULL)
    join(threads)  # each ends when it is told that the catalog went
    end_of(server, "terminate")
    config = os.path.join(lake, "tarn.yaml")
    with open(config) as file:
        text = re.sub("^metadata: .*$", lambda _: f"metadata: {database}", file.read(), flags=re.MULTILINE)
    with open(config, "w") as file:
        file.write(text)
    if len(moved) != WRITERS:
        sys.exit(f"{len(moved)} of {WRITERS} writers were told where the catalog is now: {strange[:5]}")
    return start()


if victim == "server":
    server, port = rounds_of_one_server("kill")
elif victim == "stop":
    server, port = rounds_of_one_server("terminate")
elif victim == "servers":
    server, port = rounds_of_many_servers()
elif victim == "migration":
    server, port = one_migration()
else:
    server, port = rounds_of_the_database()

there = listed(port)
if strange:
    sys.exit(f"answers that should not be: {strange[:5]}")
lost = set(acknowledged) - there
if lost:
    sys.exit(f"acknowledged, and lost: {sorted(lost)}")
if not there <= set(asked):
    sys.exit(f"nobody asked for: {sorted(there - set(asked))}")
if victim in ("stop", "migration") and there != set(acknowledged):
    sys.exit(f"done, and not told: {sorted(there - set(acknowledged))}")
end_of(server, "terminate")
print(f"{len(acknowledged)} commits acknowledged, none lost; {len(there) - len(acknowledged)} more were not told")
