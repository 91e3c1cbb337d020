"""A real Nessie server's catalog taken over with its history, and compared with it: every branch and tag, log, content and difference.

    nessie_import.py TARN SOURCE_FOLDER

Needs Nessie's server: deps/install --peers, or TARN_NESSIE_JAR and TARN_NESSIE_JAVA (21 or newer)."""
import glob
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time

from served_lake import ServedLake

SOURCE = pathlib.Path(sys.argv[2])
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "nessie"))
import recorder  # noqa: E402

SAME_META = ["message", "authors", "allSignedOffBy", "commitTime", "authorTime", "committer"]


def find_nessie():
    jar = os.environ.get("TARN_NESSIE_JAR") or next(iter(glob.glob(f"{SOURCE}/deps/peers/nessie-quarkus-*.jar")), None)
    java = os.environ.get("TARN_NESSIE_JAVA") or next(iter(glob.glob(f"{SOURCE}/deps/peers/java/bin/java")), None)
    if not jar or not java:
        print("skipped: no jar of Nessie's server or no Java 21; run deps/install --peers")
        sys.exit(77)
    return java, jar


class Nessie:
    def __init__(self, java, jar, folder):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", int(os.environ.get("TARN_NESSIE_PORT", "0"))))
            port = listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/api/v2"
        self.log = folder / "nessie.log"
        self.process = subprocess.Popen(
            [java, "-Xmx400M", "-Dnessie.version.store.type=IN_MEMORY", f"-Dquarkus.http.port={port}", "-Dquarkus.http.host=127.0.0.1",
             "-Dquarkus.management.port=0", "-Dquarkus.management.host=127.0.0.1", "-Dquarkus.log.level=WARN", "-jar", jar],
            stdout=self.log.open("w"), stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                recorder.Call(self.url).raw("GET", "/config")
                return
            except (OSError, RuntimeError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
        sys.exit("Nessie did not start\n" + self.log.read_text()[-2000:])

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


def fill(call, commits):
    """Namespaces, tables, views and functions; renames, deletions, branches with merges, a transplant, a branch that is gone, tags."""

    def head(name="main"):
        return call.raw("GET", f"/trees/{name}@")["reference"]["hash"]

    def branch(name, source="main", kind="BRANCH"):
        call.raw("POST", "/trees", {"type": "BRANCH", "name": source, "hash": head(source)}, {"name": name, "type": kind})

    def commit(operations, name="main", **meta):
        return call.raw("POST", f"/trees/{name}@{head(name)}/history/commit",
                        {"commitMeta": {"message": f"commit to {name}", **meta}, "operations": operations})

    def put(elements, content):
        return {"type": "PUT", "key": {"elements": elements}, "content": content}

    def table(number, content_id=None):
        content = {"type": "ICEBERG_TABLE", "metadataLocation": f"/w/{number}.json", "snapshotId": number, "schemaId": 1, "specId": 2, "sortOrderId": 3}
        return content | ({"id": content_id} if content_id else {})

    def get(elements, name="main"):
        return call.raw("POST", f"/trees/{name}@{head(name)}/contents", {"requestedKeys": [{"elements": elements}]})["contents"][0]["content"]

    commit([put(["a"], {"type": "NAMESPACE", "elements": ["a"], "properties": {"k": "v"}}), put(["a", "in.ner"], {"type": "NAMESPACE", "elements": ["a", "in.ner"]})])
    commit([put(["a", "t"], table(1)), put(["a", "in.ner", "ü t"], table(2))], authors=["ann", "bob"], allSignedOffBy=["cy"],
           allProperties={"p": ["x", "y"], "q": ["z"]}, authorTime="2020-01-02T03:04:05.678Z")
    commit([put(["a", "v"], {"type": "ICEBERG_VIEW", "metadataLocation": "/w/v.json", "versionId": 1, "schemaId": 1}),
            put(["a", "f"], {"type": "UDF", "metadataLocation": "/w/f.json", "versionId": "1", "signatureId": "2"}),
            put(["a", "d"], {"type": "DELTA_LAKE_TABLE", "metadataLocationHistory": ["/w/d"], "checkpointLocationHistory": [], "lastCheckpoint": "c"})])
    branch("feature/x")
    branch("v1.0", kind="TAG")
    content = get(["a", "t"])
    commit([{"type": "DELETE", "key": {"elements": ["a", "t"]}}, put(["a", "renamed"], content)], "feature/x")
    commit([put(["a", "more"], table(7))], "feature/x")
    for number in range(commits):
        name = f"t{number % 17}"
        known = get(["a", name])["id"] if number >= 17 else None
        commit([put(["a", name], table(100 + number, known))])
    call.raw("POST", f"/trees/main@{head()}/history/merge", {"fromRefName": "feature/x", "fromHash": head("feature/x")})
    branch("gone")
    commit([put(["a", "on_gone"], table(9))], "gone")
    call.raw("POST", f"/trees/main@{head()}/history/merge", {"fromRefName": "gone", "fromHash": head("gone")})
    call.raw("DELETE", f"/trees/gone@{head('gone')}?type=BRANCH")
    commit([put(["a", "picked"], table(11))], "feature/x")
    call.raw("POST", f"/trees/main@{head()}/history/transplant", {"fromRefName": "feature/x", "hashesToTransplant": [head("feature/x")]})
    commit([{"type": "DELETE", "key": {"elements": ["a", "in.ner", "ü t"]}}])
    branch("empty")


def pages(call, path, member):
    items, token = [], None
    while True:
        page = call.raw("GET", path + (f"&page-token={token}" if token else ""))
        items += page[member]
        token = page.get("token")
        if not page.get("hasMore"):
            return items


def micros(value):
    """Nessie tells nanoseconds, and Tarn keeps microseconds."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT[0-9:]+(\.\d+)?Z", value):
        return value
    whole, _, fraction = value[:-1].partition(".")
    return f"{whole}.{fraction[:6].ljust(6, '0')}Z"


def compare(theirs, ours):
    references = [sorted((one["name"], one["type"]) for one in pages(call, "/trees?max-records=100", "references")) for call in (theirs, ours)]
    assert references[0] == references[1], references
    names = {}
    count = 0
    for name, _ in references[0]:
        logs = [pages(call, f"/trees/{name}@/history?fetch=ALL&max-records=100", "logEntries") for call in (theirs, ours)]
        assert len(logs[0]) == len(logs[1]), (name, len(logs[0]), len(logs[1]))
        for before, after in zip(*logs):
            old, new = before["commitMeta"], after["commitMeta"]
            assert new["allProperties"].pop("nessie.hash") == [old["hash"]]
            names[old["hash"]] = new["hash"]
            for member in SAME_META:
                assert micros(old.get(member)) == micros(new.get(member)), (member, old, new)
            assert (old.get("allProperties") or {}) == new["allProperties"], (old, new)
            operations = [sorted(one.get("operations") or [], key=lambda o: o["key"]["elements"]) for one in (before, after)]
            for sides in operations:
                for one in sides:
                    for empty in ("metadata", "documentation", "expectedContent"):
                        one.pop(empty, None)
                    if one.get("content"):
                        one["content"] = {k: v for k, v in one["content"].items() if v not in (None, {})}
            assert operations[0] == operations[1], operations
            count += 1
        for old, new in zip(logs[0], logs[1]):
            known = [names.get(parent) for parent in old["commitMeta"]["parentCommitHashes"]]
            for expected, found in zip(known, new["commitMeta"]["parentCommitHashes"]):
                assert expected is None or expected == found, (old, new)
        entries = [[(one["name"], one["type"], one["contentId"], {k: v for k, v in one["content"].items() if v not in (None, {})})
                    for one in pages(call, f"/trees/{name}@/entries?content=true&max-records=100", "entries")] for call in (theirs, ours)]
        assert sorted(entries[0], key=str) == sorted(entries[1], key=str), (name, entries)
    diffs = [sorted(str(one["key"]) for one in pages(call, "/trees/main@/diff/feature%2Fx@?max-records=100" if call is ours else "/trees/main@/diff/feature/x@?max-records=100", "diffs"))
             for call in (theirs, ours)]
    assert diffs[0] == diffs[1], diffs
    return len(references[0]), count


class ImportedLake(ServedLake):
    def __init__(self, tarn, source):
        self.source = source
        super().__init__(tarn)

    def prepare(self):
        done = subprocess.run([self.tarn, "catalog", "import", "-C", str(self.path), "--from-nessie", self.source], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"the import failed with {done.returncode}: {done.stderr}")
        print(done.stderr.strip())
        return []


def main():
    java, jar = find_nessie()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tarn-nessie-"))
    nessie = Nessie(java, jar, folder)
    try:
        theirs = recorder.Call(nessie.url)
        fill(theirs, int(sys.argv[3]) if len(sys.argv) > 3 else 300)
        with ImportedLake(sys.argv[1], nessie.url) as lake:
            references, commits = compare(theirs, recorder.Call(f"{lake.urls['Nessie API']}/v2"))
        print(f"{references} branches and tags, {commits} commits in their logs: all as the real server has them")
    finally:
        nessie.stop()


main()
