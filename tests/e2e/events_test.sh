# Web hooks of tarn serve: signed events of commits by other processes, in order, again until they are taken, also after the
# server was killed.
. "$(dirname "$0")/lib.sh"
command -v python3 >/dev/null || skip "needs python3"
runs 0 tarn init lake
cat >hooks.py <<'PYTHON'
import hmac
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

tarn = sys.argv[1]
taken, refuse, changed = [], [0], threading.Condition()


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        stamp, *signatures = self.headers["X-Tarn-Signature"].split(",")
        right = "v1=" + hmac.new(b"new", stamp[2:].encode() + b"." + body, "sha256").hexdigest()
        with changed:
            status = 204
            if right not in signatures or len(signatures) != 2:
                taken.append("badly signed")
            elif refuse[0] > 0:
                refuse[0] -= 1
                status = 503
            else:
                event = json.loads(body)
                if event not in taken:  # one that was taken just before the server died comes again
                    taken.append(event)
            changed.notify_all()
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=receiver.serve_forever, daemon=True).start()
pathlib.Path("lake/hook.keys").write_text("new\nold\n")
with open("lake/tarn.yaml", "a") as config:
    config.write(f"\nweb_hooks:\n  - {{name: ci, url: 'http://127.0.0.1:{receiver.server_port}/hook', secret_file: hook.keys}}\n")


def start():
    server = subprocess.Popen([tarn, "serve", "-C", os.path.abspath("lake"), "--catalog-port", "0", "--trino-port", "0", "--json"],
                              stdout=subprocess.PIPE, text=True)
    if not server.stdout.readline():
        sys.exit("the server did not start")
    return server


def call(*arguments):
    subprocess.run([tarn, arguments[0], "-C", "lake", *arguments[1:]], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def told():
    return [event if isinstance(event, str) else (event["type"].removeprefix("org.tarn."), event["subject"]) for event in taken]


def await_events(count):
    with changed:
        if not changed.wait_for(lambda: len(taken) >= count, timeout=60):
            sys.exit(f"{count} events did not come within a minute: {told()}")


server = start()
deadline = time.monotonic() + 60
while not os.path.exists("lake/.tarn/events/ci.json") and time.monotonic() < deadline:
    time.sleep(0.02)
refuse[0] = 2
call("sql", "-e", "CREATE SCHEMA s")
await_events(1)
server.kill()
server.wait()
call("branch", "create", "dev")
call("sql", "--ref", "dev", "-e", "CREATE TABLE s.t (x int)")
server = start()
call("merge", "dev", "--into", "main")
await_events(4)
server.terminate()
if server.wait(timeout=60) != 0:
    sys.exit("the server did not end well")
if sorted(told()[1:]) != sorted([("reference.created", "dev"), ("commit", "dev"), ("merge", "main")]) or told()[0] != ("commit", "main"):
    sys.exit(f"not the events that happened: {told()}")
made = next(event for event in taken if event["type"] == "org.tarn.commit" and event["subject"] == "dev")
if made["data"]["changes"] != [{"key": ["s", "t"], "change": "added"}]:
    sys.exit(f"not what changed: {made}")
if len({event["id"] for event in taken}) != len(taken):
    sys.exit("two events have one id")
print("4 events, told in order, signed")
PYTHON
runs 0 python3 hooks.py "$TARN_BIN"
prints "told in order"
