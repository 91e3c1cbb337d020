#!/usr/bin/env python3
"""Clients that make tables through Iceberg REST with an Idempotency-Key, and ask again with the same key until they are answered, while servers are
killed with SIGKILL. Each request must be answered as done, and done once, whether or not its server lived to say so.

    idempotent_retries.py TARN LAKE SERVERS     so many tarn serve at a time
"""
import atexit
import collections
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import uuid

tarn, lake, count = sys.argv[1], os.path.abspath(sys.argv[2]), int(sys.argv[3])
WRITERS, ANSWERS_A_ROUND, KILLS = 4, 20, 3
SCHEMA = {"type": "struct", "schema-id": 0, "fields": [{"id": 1, "name": "id", "type": "long", "required": False}]}
ports, answers, wrong = [], {}, []  # answers: table name -> (key, table uuid)


def start():
    server = subprocess.Popen([tarn, "serve", "-C", lake, "--catalog-port", "0", "--trino-port", "0", "--json"], stdout=subprocess.PIPE, text=True)
    atexit.register(server.kill)
    line = server.stdout.readline()
    if not line:
        sys.exit("a server did not start")
    port = int(json.loads(line)["endpoints"][0]["url"].split(":")[2].split("/")[0])
    ports.append(port)
    return server, port


def ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, json.dumps(body) if body is not None else None, headers or {})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read() or b"null")


def write(writer, stop):
    number = 0
    while not stop.is_set() and not wrong:
        name, key = f"t_{writer}_{number}", str(uuid.uuid4())
        number += 1
        end = time.monotonic() + 90
        tries = 0
        while True:
            if time.monotonic() > end:
                wrong.append((name, "no answer"))
                return
            try:
                port = ports[(writer + tries) % len(ports)]
                tries += 1
                status, body = ask(port, "POST", "/iceberg/v1/main/namespaces/s/tables", {"name": name, "schema": SCHEMA}, {"Idempotency-Key": key})
            except (OSError, http.client.HTTPException, ZeroDivisionError, IndexError):
                time.sleep(0.05)
                continue
            if status >= 500:
                time.sleep(0.05)
                continue
            break
        if status != 200:
            wrong.append((name, key, status, body))
            return
        answers[name] = (key, body["metadata"]["table-uuid"])


def wait_for(number):
    end = time.monotonic() + 180
    while len(answers) < number and not wrong:
        if time.monotonic() > end:
            sys.exit("no answers came within 180 s")
        time.sleep(0.005)


servers = [start() for _ in range(count)]
ask(ports[0], "POST", "/iceberg/v1/main/namespaces", {"namespace": ["s"]})
stop = threading.Event()
threads = [threading.Thread(target=write, args=(writer, stop)) for writer in range(WRITERS)]
for thread in threads:
    thread.start()
for _ in range(KILLS):
    wait_for(len(answers) + ANSWERS_A_ROUND)
    server, port = servers.pop(0)
    server.kill()
    server.wait()
    ports.remove(port)
    servers.append(start())
wait_for(len(answers) + ANSWERS_A_ROUND)
stop.set()
for thread in threads:
    thread.join()
if wrong:
    sys.exit(f"answers that should not be: {wrong[:5]}")

keys = collections.Counter()
token = ""
while True:
    _, page = ask(ports[0], "GET", "/api/v2/trees/main/history" + (f"?page-token={token}" if token else ""))
    for entry in page["logEntries"]:
        for key in entry["commitMeta"]["allProperties"].get("tarn.idempotency-key", []):
            keys[key] += 1
    if not page["hasMore"]:
        break
    token = page["token"]
for name, (key, table) in answers.items():
    if keys[key] != 1:
        sys.exit(f"{name} was made {keys[key]} times")
    status, body = ask(ports[0], "GET", f"/iceberg/v1/main/namespaces/s/tables/{name}")
    if status != 200 or body["metadata"]["table-uuid"] != table:
        sys.exit(f"{name} is not what was answered: {status}")
if len(keys) != len(answers):
    sys.exit(f"{len(keys)} commits for {len(answers)} requests")
for server, _ in servers:
    server.terminate()
    if server.wait(timeout=60) != 0:
        sys.exit("a server did not end well")
print(f"{len(answers)} requests, each done once")
