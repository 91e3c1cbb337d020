"""Asks a Trino 476 the statements of corpus.py and writes <family>.jsonl beside this file.

    python3 generate.py http://127.0.0.1:8080 [family …]     writes the goldens (all families, or those named)
    python3 generate.py http://127.0.0.1:8080 --check        tells where this server differs from them
    python3 generate.py http://127.0.0.1:8080 --functions    writes functions.json, what the server has

The server needs the catalog `memory` (connector.name=memory) and nothing else. One line a statement:
{"sql", "types", "rows"} with the rows as the client protocol has them, or {"sql", "error": [name, code]}; in the families of
MESSAGES "message" as well, which is compared there.
"""

import http.client
import json
import pathlib
import sys
import threading
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import corpus

HERE = pathlib.Path(__file__).parent
HEADERS = {
    "X-Trino-User": "golden",
    "X-Trino-Catalog": "memory",
    "X-Trino-Schema": "default",
    "X-Trino-Time-Zone": "UTC",
    "X-Trino-Client-Capabilities": "PARAMETRIC_DATETIME",
}
MESSAGES = {"analysis", "messages", "pattern", "subquery", "table_functions"}
local = threading.local()


def call(server, method, path, body=None):
    if not hasattr(local, "connection"):
        local.connection = http.client.HTTPConnection(server, timeout=120)
    local.connection.request(method, path, body, HEADERS)
    answer = local.connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{method} {path}: {answer.status} {text[:200]!r}")
    return json.loads(text)


def ask(server, sql):
    answer = call(server, "POST", "/v1/statement", sql.encode())
    types, rows = None, []
    while True:
        if "columns" in answer and types is None:
            types = [column["type"] for column in answer["columns"]]
        rows += answer.get("data") or []
        if "error" in answer:
            error = answer["error"]
            return {"sql": sql, "error": [error["errorName"], error["errorCode"]], "message": error["message"]}
        if "nextUri" not in answer:
            return {"sql": sql, "types": types, "rows": rows}
        answer = call(server, "GET", urllib.parse.urlsplit(answer["nextUri"]).path)


def answers(server, statements):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda sql: ask(server, sql), statements))


def line(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def functions(server):
    """Names, kinds and descriptions of SHOW FUNCTIONS."""
    found = {}
    for name, returns, arguments, kind, deterministic, description in ask(server, "SHOW FUNCTIONS")["rows"]:
        entry = found.setdefault(name, {"kind": kind, "description": description})
        entry["description"] = entry["description"] or description
    path = HERE / "functions.json"
    path.write_text(json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def main():
    server = urllib.parse.urlsplit(sys.argv[1]).netloc
    rest = sys.argv[2:]
    if rest == ["--functions"]:
        functions(server)
        return 0
    names = [name for name in rest if not name.startswith("-")] or list(corpus.FAMILIES)
    differing = 0
    for name in names:
        path = HERE / f"{name}.jsonl"
        records = answers(server, corpus.FAMILIES[name])
        for record in records:
            if name not in MESSAGES:
                record.pop("message", None)
        lines = [line(record) for record in records]
        if "--check" in rest:
            kept = path.read_text().splitlines()
            for old, new in zip(kept, lines, strict=True):
                if old != new:
                    differing += 1
                    print(f"{name}:\n  kept {old}\n  now  {new}")
        else:
            path.write_text("\n".join(lines) + "\n")
        print(f"{name}: {len(lines)} statements", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
