"""Nessie's own command line client (pynessie) against a `tarn serve`: branches, tags, contents, log, diff, merge.

The client is in an environment of its own, deps/venv-nessie, which deps/install --test makes.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from served_lake import ServedLake

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "nessie"))
import calls  # noqa: E402
import recorder  # noqa: E402

client = pathlib.Path(__file__).resolve().parents[2] / "deps/venv-nessie/bin/nessie"
if not client.exists():
    print(f"skipped: no {client}; run deps/install --test first")
    sys.exit(77)

TABLE = {"type": "ICEBERG_TABLE", "metadataLocation": "file:/t/v1.metadata.json", "snapshotId": 1, "schemaId": 0, "specId": 0,
         "sortOrderId": 0}


def check(base, home):
    def nessie(*arguments, stdin=None):
        done = subprocess.run([client, "--json", "--endpoint", f"{base}/v1", *arguments], input=stdin, capture_output=True, text=True,
                              env={**os.environ, "HOME": home, "NESSIEDIR": home})
        if done.returncode != 0:
            sys.exit(f"nessie {' '.join(arguments)} failed\n{done.stdout}\n{done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    call = recorder.Call(base)

    def commit(branch, key):
        # The client gives new contents an id, which servers since 0.60 refuse.
        operation = {"type": "PUT", "key": {"elements": [key]}, "content": TABLE}
        call.raw("POST", f"/v2/trees/{branch}@{calls.head(call, branch)}/history/commit",
                 {"commitMeta": {"message": f"put {key}"}, "operations": [operation]})

    assert [b["name"] for b in nessie("branch", "-l")] == ["main"]
    commit("main", "orders")
    nessie("branch", "dev", "main")
    commit("dev", "items")
    assert [e["name"]["elements"] for e in nessie("content", "list", "-r", "dev")] == [["items"], ["orders"]]
    assert len(nessie("log", "dev")) == 2 and len(nessie("log", "main")) == 1
    assert nessie("log", "dev")[0]["message"] == "put items"
    diff = nessie("diff", "main", "dev")
    assert [d["key"]["elements"] for d in diff.get("diffs", diff)] == [["items"]], diff
    nessie("tag", "v1", "main")
    assert [t["name"] for t in nessie("tag", "-l")] == ["v1"]
    nessie("merge", "dev", "-b", "main", "-c", calls.head(call), "-o", calls.head(call, "dev"))
    assert len(nessie("content", "list", "-r", "main")) == 2
    nessie("branch", "-d", "dev")
    nessie("tag", "-d", "v1")
    assert [b["name"] for b in nessie("branch", "-l")] == ["main"]


with tempfile.TemporaryDirectory(prefix="tarn-nessie-cli-") as folder:
    if sys.argv[1].startswith("http"):  # a server that runs already, with an empty repository
        check(sys.argv[1], folder)
    else:
        with ServedLake(sys.argv[1]) as lake:
            check(lake.urls["Nessie API"], folder)
print("pynessie works")
