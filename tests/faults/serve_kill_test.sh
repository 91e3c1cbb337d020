# tarn serve, killed with SIGKILL in a storm of commits, five times over: every commit that was acknowledged is there, and the server starts
# again at once.
. "$(dirname "$0")/../e2e/lib.sh"
command -v python3 >/dev/null || skip "needs python3"
runs 0 tarn init lake
cat >storm.py <<'PYTHON'
import http.client
import json
import os
import subprocess
import sys
import threading
import time

tarn, rounds, writers = sys.argv[1], 5, 4
acknowledged, asked, strange = [], [], []


def start():
    server = subprocess.Popen([tarn, "serve", "-C", os.path.abspath("lake"), "--catalog-port", "0", "--trino-port", "0", "--json"], stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    if not line:
        sys.exit("the server did not start again")
    url = json.loads(line)["endpoints"][0]["url"]
    return server, int(url.split(":")[2].split("/")[0])


def write(port, name, stop):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    number = 0
    while not stop.is_set():
        namespace = f"{name}_{number}"
        asked.append(namespace)
        try:
            connection.request("POST", "/iceberg/v1/main/namespaces", json.dumps({"namespace": [namespace]}))
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return
        if answer.status != 200:
            strange.append((namespace, answer.status))
            return
        acknowledged.append(namespace)
        number += 1


def listed(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/iceberg/v1/main/namespaces")
    return {levels[0] for levels in json.loads(connection.getresponse().read())["namespaces"]}


for round_number in range(rounds):
    server, port = start()
    before = len(acknowledged)
    stop = threading.Event()
    threads = [threading.Thread(target=write, args=(port, f"r{round_number}w{writer}", stop)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    while len(acknowledged) < before + 20 and not strange:
        time.sleep(0.01)
    server.kill()
    stop.set()
    for thread in threads:
        thread.join()
    server.wait()

server, port = start()
there = listed(port)
if strange:
    sys.exit(f"answers that should not be: {strange}")
lost = set(acknowledged) - there
if lost:
    sys.exit(f"acknowledged, and lost: {sorted(lost)}")
if not there <= set(asked):
    sys.exit(f"nobody asked for: {sorted(there - set(asked))}")
server.terminate()
if server.wait(timeout=30) != 0:
    sys.exit("the server did not end well")
print(f"{len(acknowledged)} commits acknowledged in {rounds} rounds, none lost; {len(there) - len(acknowledged)} more were not told")
PYTHON
runs 0 python3 storm.py "$TARN_BIN"
prints "none lost"
echo "$out"
