#!/usr/bin/env python3
"""Writes seeds for the fuzzers from the goldens and tests: fuzz/seeds.py FOLDER makes FOLDER/FUZZER/… and
FOLDER/words.dict, a dictionary of the names in requests and statements for -dict=."""
import base64
import collections
import json
import pathlib
import re
import sys
import urllib.parse
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/golden"
SEPARATOR = "\n---\n"


def text_of(path):
    return path.read_text(encoding="utf-8")


def jinja():
    pieces = []
    for path in sorted((GOLDEN / "jinja/inputs").iterdir()):
        text = text_of(path)
        pieces += text.split("\n") if path.suffix == ".lines" else re.split(r"^=== .*$", text, flags=re.M)
    seeds = ["\n".join(line for line in piece.strip().split("\n") if not line.startswith("%%")) for piece in pieces]
    return [bytes([number % 64]) + seed.encode() for number, seed in enumerate(filter(None, seeds))]


def sql():
    seeds = []
    for path in sorted((GOLDEN / "sql/inputs").iterdir()):
        prefix = {"expressions": "SELECT ", "types": "SELECT CAST(x AS "}.get(path.stem, "")
        seeds += [prefix + line + (")" if path.stem == "types" else "") for line in text_of(path).split("\n") if line]
    for path in sorted((GOLDEN / "trino").glob("*.jsonl")):
        seeds += [json.loads(line)["sql"] for line in text_of(path).split("\n")[::40] if line]
    return [seed.encode() for seed in seeds]


def postgres():
    seeds = [b"\0\0\0\x08\x04\xd2\x16\x2f", b"\0\0\0\x15\0\x03\0\0user\0ann\0database\0s\0\0"]
    for statement in sql()[::25] + [b"SELECT oid, typname FROM pg_catalog.pg_type WHERE oid = $1::regclass", b"COPY t FROM STDIN WITH (FORMAT csv)",
                                    b"DECLARE c CURSOR FOR SELECT 1; FETCH 10 FROM c; BEGIN; SET a TO 'b'; SHOW ALL"]:
        def message(kind, body):
            return kind + (len(body) + 4).to_bytes(4, "big") + body
        seeds.append(statement)
        seeds.append(message(b"Q", statement + b"\0"))
        seeds.append(message(b"P", b"s\0" + statement + b"\0\0\x01\0\0\0\x17") +
                     message(b"B", b"\0s\0\0\x01\0\x01\0\x01\0\0\0\x04\0\0\0\x07\0\x01\0\x01") + message(b"D", b"Ss\0") +
                     message(b"E", b"\0\0\0\0\0") + message(b"C", b"Ss\0") + message(b"S", b""))
    seeds += [b"{1,2,NULL,\"a b\"}", b"2020-01-01 00:00:00.5+02", b"12:00:00", b"\\x00ff", b"NaN", b"1e10", b"1 year 2 days 03:04:05",
              b"\0\x02\0\0\0\x01\0\x02\0\0\0\0\x30\x39", b"\0\0\0\x01\0\0\0\0\0\0\0\x17\0\0\0\x01\0\0\0\x01\0\0\0\x04\0\0\0\x07"]
    return seeds


def literals(path, least):
    """Texts in a test's C++ source, those of several literals joined."""
    source = text_of(ROOT / path)
    found = [m.group(1) for m in re.finditer(r'R"\((.*?)\)"', source, flags=re.S)]
    for match in re.finditer(r'(?:"(?:[^"\\\n]|\\.)*"\s*)+', re.sub(r'R"\(.*?\)"', "", source, flags=re.S)):
        parts = re.findall(r'"((?:[^"\\\n]|\\.)*)"', match.group(0))
        found.append("".join(parts).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\"))
    return [text.encode() for text in found if len(text) >= least]


class Recorded:
    """Stands for the server of tests/conformance/nessie/calls.py and keeps what it is asked."""

    def __init__(self):
        self.requests = []

    def section(self, name):
        pass

    def write(self, method, path, body=None, query=None, headers=None, raw_body=None):
        target = "/api" + path + ("?" + urllib.parse.urlencode(query) if query else "")
        lines = [f"{method} {target}", *(f"@{name}: {value}" for name, value in (headers or {}).items())]
        data = raw_body if raw_body is not None else "" if body is None else json.dumps(body)
        self.requests.append("\n".join([*lines, data]))

    def raw(self, method, path, body=None, query=None):
        self.write(method, path, body, query)
        entry = {"commitMeta": {"hash": "HEAD", "commitTime": "2026-01-01T00:00:00Z"}, "key": {"elements": ["n", "t"]}}
        return collections.defaultdict(lambda: "HEAD", {
            "reference": {"hash": "DEV" if "dev" in path else "HEAD"}, "content": {"id": "5fd46dd5-9c82-4f2b-8b4b-52bbc4f2b1f2"},
            "logEntries": [entry] * 10, "noAncestorHash": "NONE"})

    def __call__(self, name, method, path, body=None, **more):
        self.write(method, path, body, **more)

    def pages(self, name, path, query):
        self.write("GET", path, query=query)


def nessie():
    sys.path.insert(0, str(ROOT / "tests/conformance/nessie"))
    import calls
    recorded = Recorded()
    for function in [value for value in vars(calls).values() if callable(value) and value.__code__.co_varnames[:1] == ("call",)
                     and value.__code__.co_argcount == 1]:
        function(recorded)
    # Names of what is there in the fuzzer's catalog.
    return [r.replace("a.t1", "n.t").replace('["a", "t1"]', '["n", "t"]') for r in recorded.requests]


def rest():
    schema = {"type": "struct", "schema-id": 0, "fields": [
        {"id": 1, "name": "a", "type": "long", "required": True}, {"id": 2, "name": "d", "type": "date", "required": False},
        {"id": 3, "name": "s", "type": {"type": "struct", "fields": [{"id": 4, "name": "x", "type": "decimal(9, 2)", "required": False}]},
         "required": False},
        {"id": 5, "name": "l", "type": {"type": "list", "element-id": 6, "element": "string", "element-required": False}, "required": False},
        {"id": 7, "name": "m", "type": {"type": "map", "key-id": 8, "key": "string", "value-id": 9, "value": "timestamptz",
                                        "value-required": False}, "required": False}]}
    spec = {"spec-id": 0, "fields": [{"source-id": 2, "field-id": 1000, "name": "day", "transform": "day"},
                                     {"source-id": 1, "field-id": 1001, "name": "b", "transform": "bucket[4]"}]}
    order = {"order-id": 1, "fields": [{"source-id": 1, "transform": "identity", "direction": "asc", "null-order": "nulls-first"}]}
    version = {"version-id": 1, "timestamp-ms": 1, "schema-id": 0, "summary": {}, "default-namespace": ["s"],
               "representations": [{"type": "sql", "sql": "SELECT 1", "dialect": "trino"}]}
    snapshot = {"snapshot-id": 7, "sequence-number": 2, "timestamp-ms": 4102444800000, "manifest-list": "memory:///warehouse/s/t/m.avro",
                "summary": {"operation": "append"}, "schema-id": 0}
    flat = {"type": "struct", "schema-id": 1, "fields": [{"id": 1, "name": "a", "type": "int", "required": False}]}
    updates = [{"action": "assign-uuid", "uuid": "UUID"}, {"action": "upgrade-format-version", "format-version": 3},
               {"action": "add-schema", "schema": flat, "last-column-id": 9}, {"action": "set-current-schema", "schema-id": -1},
               {"action": "add-spec", "spec": spec}, {"action": "set-default-spec", "spec-id": -1},
               {"action": "add-sort-order", "sort-order": order}, {"action": "set-default-sort-order", "sort-order-id": -1},
               {"action": "add-snapshot", "snapshot": snapshot},
               {"action": "set-snapshot-ref", "ref-name": "main", "type": "branch", "snapshot-id": 7, "max-ref-age-ms": 5,
                "min-snapshots-to-keep": 2},
               {"action": "remove-snapshots", "snapshot-ids": [7]}, {"action": "remove-snapshot-ref", "ref-name": "main"},
               {"action": "set-location", "location": "memory:///warehouse/s/u"},
               {"action": "set-properties", "updates": {"write.format.default": "parquet"}},
               {"action": "remove-properties", "removals": ["x"]}, {"action": "remove-partition-specs", "spec-ids": [0]},
               {"action": "remove-schemas", "schema-ids": [0]}, {"action": "enable-row-lineage"},
               {"action": "set-statistics", "snapshot-id": 7, "statistics": {
                   "snapshot-id": 7, "statistics-path": "p", "file-size-in-bytes": 1, "file-footer-size-in-bytes": 1, "blob-metadata": [
                       {"type": "apache-datasketches-theta-v1", "snapshot-id": 7, "sequence-number": 1, "fields": [1], "properties": {}}]}},
               {"action": "remove-statistics", "snapshot-id": 7},
               {"action": "set-partition-statistics", "partition-statistics": {"snapshot-id": 7, "statistics-path": "p",
                                                                               "file-size-in-bytes": 1}},
               {"action": "remove-partition-statistics", "snapshot-id": 7},
               {"action": "add-encryption-key", "encryption-key": {"key-id": "k", "encrypted-key-metadata": "AA=="}},
               {"action": "remove-encryption-key", "key-id": "k"}]
    view_updates = [{"action": "assign-uuid", "uuid": "UUID"}, {"action": "add-view-version", "view-version": version | {"version-id": 2}},
                    {"action": "set-current-view-version", "view-version-id": -1}, {"action": "set-location", "location": "memory:///warehouse/s/v"},
                    {"action": "add-schema", "schema": flat}, {"action": "set-properties", "updates": {"a": "b"}}]
    requirements = [{"type": "assert-table-uuid", "uuid": "UUID"}, {"type": "assert-ref-snapshot-id", "ref": "main", "snapshot-id": None},
                    {"type": "assert-last-assigned-field-id", "last-assigned-field-id": 9}, {"type": "assert-current-schema-id", "current-schema-id": 0},
                    {"type": "assert-last-assigned-partition-id", "last-assigned-partition-id": 1001},
                    {"type": "assert-default-spec-id", "default-spec-id": 0}, {"type": "assert-default-sort-order-id", "default-sort-order-id": 0},
                    {"type": "assert-create"}]
    less = {"type": "lt", "term": "a", "value": 3}
    filters = [{"type": "and", "left": less, "right": {"type": "not", "child": {"type": "in", "term": "d", "values": ["2020-01-01"]}}},
               {"type": "starts-with", "term": "s.x", "value": "1.00"}, {"type": "is-null", "term": "l"}, True,
               {"type": "gt-eq", "term": {"type": "transform", "transform": "bucket[4]", "term": "a"}, "value": 1}]
    table = "namespaces/s/tables/t"
    calls = [
        ("GET", "config"), ("GET", "config?warehouse=dev"), ("POST", "oauth/tokens", "grant_type=client_credentials&client_id=a&client_secret=b&scope=c"),
        ("GET", "namespaces"), ("GET", "namespaces?parent=s&pageSize=1&pageToken="), ("POST", "namespaces", {"namespace": ["s", "n"], "properties": {"a": "b"}}),
        ("GET", "namespaces/s"), ("HEAD", "namespaces/s%1Fn"), ("DELETE", "namespaces/e"),
        ("POST", "namespaces/s/properties", {"removals": ["a"], "updates": {"b": "c"}}),
        ("GET", "namespaces/s/tables?pageSize=1"), ("POST", "namespaces/s/tables", {
            "name": "u", "schema": schema, "partition-spec": spec, "write-order": order, "properties": {"format-version": "2"}, "stage-create": False}),
        ("POST", "namespaces/s/tables", {"name": "u", "schema": schema, "stage-create": True, "location": "memory:///warehouse/s/u"}),
        ("POST", "namespaces/s/register", {"name": "r", "metadata-location": "METADATA", "overwrite": True}),
        ("GET", table), ("GET", table + "?snapshots=refs"), ("GET", "namespaces/s/tables/t@main"), ("HEAD", table), ("DELETE", table + "?purgeRequested=true"),
        ("POST", table + "/unregister"), ("GET", table + "/credentials"), ("POST", table + "/sign", {
            "method": "GET", "uri": "https://b.s3.amazonaws.com/k", "region": "r", "headers": {"Host": ["h"]}}),
        ("POST", table + "/metrics", {"report-type": "scan-report", "table-name": "s.t", "snapshot-id": 1, "filter": True, "metrics": {}}),
        ("POST", "tables/rename", {"source": {"namespace": ["s"], "name": "t"}, "destination": {"namespace": ["s"], "name": "w"}}),
        ("POST", "views/rename", {"source": {"namespace": ["s"], "name": "v"}, "destination": {"namespace": ["s"], "name": "w"}}),
        ("POST", "transactions/commit", {"table-changes": [{"identifier": {"namespace": ["s"], "name": "t"}, "requirements": [], "updates": updates[13:15]}]}),
        *(("POST", table + "/plan", {"snapshot-id": 1, "select": ["a"], "filter": f, "case-sensitive": False, "stats-fields": ["a"]}) for f in filters),
        ("POST", table + "/plan", {"start-snapshot-id": 1, "end-snapshot-id": 1}), ("GET", table + "/plan/p"), ("DELETE", table + "/plan/p"),
        ("POST", table + "/tasks", {"plan-task": "x"}), ("GET", "namespaces/s/functions"), ("GET", "namespaces/s/functions/f"),
        ("GET", "namespaces/s/views"), ("POST", "namespaces/s/views", {"name": "w", "schema": flat, "view-version": version, "properties": {}}),
        ("POST", "namespaces/s/register-view", {"name": "r", "metadata-location": "VIEWDATA"}), ("GET", "namespaces/s/views/v"), ("HEAD", "namespaces/s/views/v"),
        ("DELETE", "namespaces/s/views/v"),
        *(("POST", table, {"requirements": requirements[:2], "updates": [update]}) for update in updates),
        *(("POST", table, {"requirements": [requirement], "updates": []}) for requirement in requirements),
        ("POST", table, {"requirements": requirements, "updates": updates}),
        ("POST", "namespaces/s/tables/new", {"requirements": [{"type": "assert-create"}], "updates": updates[:8]}),
        ("POST", "namespaces/s/views/v", {"requirements": [{"type": "assert-view-uuid", "uuid": "UUID"}], "updates": view_updates}),
    ]
    requests = []
    for number, (method, target, *body) in enumerate(calls):
        text = "" if not body else body[0] if isinstance(body[0], str) else json.dumps(body[0])
        mount = ["/iceberg/v1/", "/iceberg/v1/main/", "/iceberg/dev/v1/"][number % 3 if number % 5 == 0 else 0]
        key = "@Idempotency-Key: 01890a5d-ac96-774b-bcce-b302099a8057\n" if number % 7 == 0 else ""
        requests.append(f"{method} {mount}{target}\n{key}{text}")
    return requests, [json.dumps(f) for f in filters]


def scripts(requests):
    singles = [request.encode() for request in requests]
    runs = [SEPARATOR.join(requests[at:at + 4]).encode() for at in range(0, len(requests), 4)]
    return singles + runs


def bodies(requests):
    return [request.split("\n")[-1].encode() for request in requests if request.split("\n")[-1]]


def tokens():
    golden = json.loads(text_of(GOLDEN / "auth/tokens.json"))
    found = []

    def walk(value):
        if isinstance(value, dict):
            if "keys" in value or "iss" in value:
                found.append(json.dumps(value))
            for member in value.values():
                walk(member)
        elif isinstance(value, list):
            for member in value:
                walk(member)
        elif isinstance(value, str) and len(value) > 3:
            found.append(value)
    walk(golden)
    for text in list(found):
        parts = text.split(".")
        if len(parts) == 3 and all(len(part) % 4 != 1 for part in parts):  # also taken apart: the fuzzer puts them together
            found.append("\n".join(base64.urlsafe_b64decode(part + "==").decode("utf-8", "replace") for part in parts[:2]))
    return [text.encode() for text in found]


def http():
    return [b"GET /a HTTP/1.1\r\nHost: h\r\n\r\n", b"POST /a?b=c HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc",
            b"POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n",
            b"POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b",
            b"GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nHEAD /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            b"OPTIONS * HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip;q=0.5, *;q=0\r\n\r\n"]


def headers():
    return [b"X-Trino-User: ann\nX-Trino-Session: a=b,c=d%20e\nX-Trino-Prepared-Statement: p=SELECT+1\nX-Trino-Catalog: iceberg\n",
            b"X-Trino-User: ann\nX-Trino-Client-Capabilities: PARAMETRIC_DATETIME,SESSION_AUTHORIZATION\nX-Trino-Client-Tags: a,b\n"
            b"X-Trino-Query-Data-Encoding: json+zstd,json+lz4,json\nX-Trino-Time-Zone: Europe/Berlin\nX-Trino-Transaction-Id: NONE\n"
            b"X-Trino-Extra-Credential: a=b\nX-Trino-Role: system=ROLE{\"r\"}\nAuthorization: Basic YW5uOg==\nX-Forwarded-Proto: https\n"]


def statements():
    return [b"PREPARE q FROM SELECT ?", b"EXECUTE p", b"EXECUTE p USING 1, 'a'", b"EXECUTE IMMEDIATE 'SELECT ?' USING 1", b"DEALLOCATE PREPARE p",
            b"DESCRIBE INPUT p", b"DESCRIBE OUTPUT p", b"SET SESSION a = 'b'", b"RESET SESSION a", b"USE c.s", b"SET PATH a.b", b"SET ROLE \"r\"",
            b"SET TIME ZONE 'Europe/Berlin'", b"START TRANSACTION READ ONLY, ISOLATION LEVEL SERIALIZABLE", b"COMMIT", b"ROLLBACK",
            b"SHOW SESSION LIKE 'a%'", b"SET SESSION AUTHORIZATION ann", b"RESET SESSION AUTHORIZATION"]


def references():
    return [b"main", b"main~2^2", b"main@0123abcd*2026-01-01T00:00:00.000Z", b"@0123abcd~1", b"a/b.c-d_e*1000", b"0123456789abcdef" * 4]


def yaml():
    return [text_of(path).encode() for path in sorted((GOLDEN / "dbt").rglob("*.yml"))] + [
        text_of(path).encode() for path in sorted((ROOT / "examples").rglob("*.y*ml"))] + literals("src/base/tests/yaml_reader_test.cc", 4)


def files(pattern):
    return [path.read_bytes() for path in sorted(GOLDEN.glob(pattern))]


def deletion_vectors():
    """The blob and its bitmap alone (Iceberg's Puffin specification, deletion-vector-v1), with each kind of roaring container."""
    def u(number, size):
        return number.to_bytes(size, "little")
    array = u(12346, 4) + u(1, 4) + u(0, 2) + u(2, 2) + u(16, 4) + u(1, 2) + u(5, 2) + u(9, 2)
    runs = u(12347, 2) + u(0, 2) + b"\x01" + u(0, 2) + u(9, 2) + u(1, 2) + u(3, 2) + u(9, 2)
    bits = u(12346, 4) + u(1, 4) + u(0, 2) + u(5000, 2) + u(16, 4) + b"\xff" * 625 + b"\x01" + b"\0" * 7566
    bitmaps = [u(1, 8) + u(0, 4) + one for one in (array, runs, bits)] + [u(2, 8) + u(0, 4) + array + u(7, 4) + runs, u(0, 8)]
    blobs = []
    for bitmap in bitmaps:
        body = b"\xd1\xd3\x39\x64" + bitmap
        blobs.append(len(body).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big"))
    return bitmaps + blobs


def csv():
    texts = [b"a,b,c\n1,2,3\n\"x,\"\"y\",,z\n", b"1;2\r\n'a;b';c\r\n", b"d\tt\n2020-01-01\t2020-01-01 00:00:00.123456+02:00\n", b"x|1e10\n-0|true\n"]
    return [bytes([mode, columns]) + text for mode in (0, 4, 8, 16, 1, 10, 2, 3) for columns in (0, 1, 2) for text in texts]


def quoted(word):
    return '"' + "".join(c if " " <= c < "\x7f" and c not in '"\\' else f"\\x{ord(c):02x}" for c in word) + '"'


def words():
    found = collections.Counter()
    for folder in ("api/nessie", "api/iceberg_rest", "api/trino", "iceberg/json", "iceberg/update", "auth"):
        for path in (ROOT / "src" / folder).glob("*.cc"):
            found.update(re.findall(r'"([A-Za-z][A-Za-z0-9._-]{2,30})"', text_of(path)))
    found.update(re.findall(r"\b[A-Z_]{2,}\b", "\n".join(seed.decode() for seed in sql())))
    return "".join(quoted(word) + "\n" for word in sorted(found))


def main():
    folder = pathlib.Path(sys.argv[1])
    nessie_requests = nessie()
    rest_requests, filters = rest()
    metadata = files("iceberg*/**/metadata.json")
    seeds = {
        "api_nessie_requests_fuzz": bodies(nessie_requests) + [b"main@HEAD~1", b"n.t", b".dotted*.name", b"dev*2100-01-01T00:00:00Z^2"],
        "api_nessie_routes_fuzz": scripts(nessie_requests),
        "api_postgres_messages_fuzz": postgres(),
        "api_rest_requests_fuzz": bodies(rest_requests) + [f.encode() for f in filters] + [b"s%1Fn", b"`t@dev#" + b"ab" * 32 + b"`"],
        "api_rest_routes_fuzz": scripts(rest_requests),
        "api_trino_headers_fuzz": [h + b"\n" + s for h in headers() for s in statements()],
        "auth_tokens_fuzz": tokens(),
        "avro_container_fuzz": files("iceberg*/**/*.avro"),
        "base_yaml_fuzz": yaml(),
        "cel_program_fuzz": literals("src/cel/tests/program_test.cc", 4),
        "csv_rows_fuzz": csv(),
        "http_server_fuzz": http(),
        "http_target_fuzz": [b"/a/b/c?x=y&z=%20", b"/a/%2F/c#f", b"*", b"http://h:1/a", b"[::1]:80", b"gzip;q=0.5, *"] + http(),
        "iceberg_deletion_vector_fuzz": deletion_vectors(),
        "iceberg_manifest_fuzz": files("iceberg*/**/*.avro"),
        "iceberg_metadata_fuzz": metadata + bodies(rest_requests),
        "iceberg_puffin_fuzz": files("iceberg*/**/*.puffin") + files("iceberg*/*.lz4"),
        "jinja_render_fuzz": jinja(),
        "sql_parser_fuzz": sql(),
        "transform_yaml_fuzz": yaml(),
        "versions_references_fuzz": references(),
    }
    for name, inputs in seeds.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(dict.fromkeys(inputs)):
            (folder / name / f"{number:05}").write_bytes(seed)
    (folder / "words.dict").write_text(words())


if __name__ == "__main__":
    main()
