#!/usr/bin/env python3
"""A storm of commits through Iceberg REST against a tarn serve that is killed with SIGKILL, or whose PostgreSQL is, several times over. Every
commit that was acknowledged must be there afterwards, and nothing that nobody asked for.

    commit_storm.py TARN LAKE server               kills the server
    commit_storm.py TARN LAKE database COMMAND     runs COMMAND, which restarts the database, and leaves the server alone
"""
import http.client
import json
import os
import subprocess
import sys
import threading
import time

tarn, lake, victim = sys.argv[1], os.path.abspath(sys.argv[2]), sys.argv[3]
ROUNDS, WRITERS, COMMITS_A_ROUND = 5, 4, 20
acknowledged, asked, strange = [], [], []


def start():
    server = subprocess.Popen([tarn, "serve", "-C", lake, "--catalog-port", "0", "--trino-port", "0", "--json"], stdout=subprocess.PIPE, text=True)
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
            if victim == "server":
                return
            strange.append((namespace, "the server closed the connection"))
            return
        if answer.status == 200:
            acknowledged.append(namespace)
        elif may_fail(answer.status, body):
            time.sleep(0.05)
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


if victim == "server":
    for number in range(ROUNDS):
        server, port = start()
        stop, threads = storm(port, f"r{number}")
        wait_for(len(acknowledged) + COMMITS_A_ROUND)
        server.kill()
        stop.set()
        for thread in threads:
            thread.join()
        server.wait()
    server, port = start()
else:
    server, port = start()
    stop, threads = storm(port, "d")
    for number in range(ROUNDS):
        wait_for(len(acknowledged) + COMMITS_A_ROUND)
        subprocess.run(sys.argv[4], shell=True, check=True, stdout=subprocess.DEVNULL)
    wait_for(len(acknowledged) + COMMITS_A_ROUND)
    stop.set()
    for thread in threads:
        thread.join()

there = listed(port)
if strange:
    sys.exit(f"answers that should not be: {strange[:5]}")
lost = set(acknowledged) - there
if lost:
    sys.exit(f"acknowledged, and lost: {sorted(lost)}")
if not there <= set(asked):
    sys.exit(f"nobody asked for: {sorted(there - set(asked))}")
server.terminate()
if server.wait(timeout=60) != 0:
    sys.exit("the server did not end well")
print(f"{len(acknowledged)} commits acknowledged in {ROUNDS} rounds, none lost; {len(there) - len(acknowledged)} more were not told")
