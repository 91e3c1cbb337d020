"""The script of calls: every operation of the API, good and bad input, against any server with an empty repository."""

NO_ID = {"type": "ICEBERG_TABLE", "snapshotId": 1, "schemaId": 0, "specId": 0, "sortOrderId": 0}


def table(location, content_id=None, snapshot=1):
    content = {"type": "ICEBERG_TABLE", "metadataLocation": location, "snapshotId": snapshot, "schemaId": 0, "specId": 0,
               "sortOrderId": 0}
    return content | ({"id": content_id} if content_id else {})


def namespace(*elements, content_id=None, properties=None):
    content = {"type": "NAMESPACE", "elements": list(elements)}
    if properties is not None:
        content["properties"] = properties
    return content | ({"id": content_id} if content_id else {})


def key(*elements):
    return {"elements": list(elements)}


def put(content, *elements, **more):
    return {"type": "PUT", "key": key(*elements), "content": content} | more


def delete(*elements):
    return {"type": "DELETE", "key": key(*elements)}


def unchanged(*elements):
    return {"type": "UNCHANGED", "key": key(*elements)}


def commit(message, *operations, **meta):
    return {"commitMeta": {"message": message} | meta, "operations": list(operations)}


def head(call, name="main"):
    """Its hash now; not part of what is compared."""
    return call.raw("GET", f"/v2/trees/{name}")["reference"]["hash"]


def content_id(call, path, reference="main"):
    return call.raw("GET", f"/v2/trees/{reference}/contents/{path}")["content"]["id"]


def do_commit(call, name, message, *operations, reference="main", at=None):
    return call(name, "POST", f"/v2/trees/{reference}@{at or head(call, reference)}/history/commit",
                commit(message, *operations))


def configuration(call):
    call("v2 config", "GET", "/v2/config")
    call("v1 config", "GET", "/v1/config")


def empty_repository(call):
    call("all references", "GET", "/v2/trees")
    call("all references, all metadata", "GET", "/v2/trees", query={"fetch": "ALL"})
    call("default branch", "GET", "/v2/trees/-")
    call("v1 default branch", "GET", "/v1/trees/tree")
    call("v1 all references", "GET", "/v1/trees")
    call("entries of an empty branch", "GET", "/v2/trees/main/entries")
    call("log of an empty branch", "GET", "/v2/trees/main/history")
    call("reference with a hash", "GET", f"/v2/trees/main@{head(call)}")
    call("unknown reference", "GET", "/v2/trees/nowhere")
    call("v1 unknown reference", "GET", "/v1/trees/tree/nowhere")
    call("bad reference name", "GET", "/v2/trees/..bad")
    call("v1 bad reference name", "GET", "/v1/trees/tree/..bad")


def first_commits(call):
    start = head(call)
    do_commit(call, "commit: namespace absent", "x", put(table("file:/x"), "a", "t"))
    do_commit(call, "commit: namespaces absent", "x", put(table("file:/x"), "a", "b", "c", "t"))
    do_commit(call, "commit: namespace and table", "ns and table", put(namespace("a"), "a"), put(table("file:/t1"), "a", "t1"))
    call("commit at an older hash", "POST", f"/v2/trees/main@{start}/history/commit", commit("root", put(table("file:/r"), "root")))
    call("commit at an older hash: conflict", "POST", f"/v2/trees/main@{start}/history/commit",
         commit("again", put(table("file:/r2"), "root")))
    call("commit without a hash", "POST", "/v2/trees/main/history/commit", commit("x", put(table("file:/r2"), "q")))
    call("commit at an unknown hash", "POST", "/v2/trees/main@" + "ab" * 32 + "/history/commit", commit("x", put(table("f"), "q")))
    do_commit(call, "commit: no operations", "x")
    do_commit(call, "commit: update without id", "x", put(table("file:/t1b"), "a", "t1"))
    do_commit(call, "commit: new with an id", "x", put(table("file:/n", "5fd46dd5-9c82-4f2b-8b4b-52bbc4f2b1f2"), "a", "new"))
    do_commit(call, "commit: other id", "x", put(table("file:/n", "5fd46dd5-9c82-4f2b-8b4b-52bbc4f2b1f2"), "a", "t1"))
    ident = content_id(call, "a.t1")
    do_commit(call, "commit: update", "update", put(table("file:/t1b", ident, 2), "a", "t1"))
    do_commit(call, "commit: rename", "rename", delete("a", "t1"), put(table("file:/t1b", ident, 2), "a", "t2"))
    call("renamed content", "GET", "/v2/trees/main/contents/a.t2")
    do_commit(call, "commit: replace", "replace", delete("a", "t2"), put(table("file:/other"), "a", "t2"))
    do_commit(call, "commit: delete what is not there", "x", delete("a", "gone"))
    do_commit(call, "commit: a key twice", "x", put(table("f"), "dup"), put(table("g"), "dup"))
    do_commit(call, "commit: namespace not empty", "x", delete("a"))
    do_commit(call, "commit: under a table", "x", put(table("f"), "root", "t"))
    do_commit(call, "commit: unchanged", "unchanged", unchanged("a", "t2"), put(table("file:/u"), "u"))
    for message in ("", None):
        call(f"commit: message {message!r}", "POST", f"/v2/trees/main@{head(call)}/history/commit",
             {"commitMeta": {"message": message}, "operations": [put(table("f"), "m")]})
    call("commit: whole metadata", "POST", f"/v2/trees/main@{head(call)}/history/commit",
         commit("meta", put(table("file:/w"), "w"), authors=["Ada", "Grace"], allSignedOffBy=["Linus"],
                authorTime="2020-01-02T03:04:05.123456Z", allProperties={"k": ["v1", "v2"], "one": ["1"]}))
    call("commit: old metadata", "POST", f"/v2/trees/main@{head(call)}/history/commit",
         commit("old", put(table("file:/w2"), "w2"), author="Ada", signedOffBy="Linus", properties={"k": "v"}))
    call("commit: server's metadata", "POST", f"/v2/trees/main@{head(call)}/history/commit",
         commit("bad", put(table("file:/w3"), "w3"), committer="me"))
    call("commit: metadata in headers", "POST", f"/v2/trees/main@{head(call)}/history/commit",
         commit("body", put(table("file:/w4"), "w4")),
         headers={"Nessie-Commit-Message": "header", "Nessie-Commit-Authors": "A , B", "Nessie-Commit-SignedOffBy": "C",
                  "Nessie-Commit-Property-Key": "value"})
    call("log", "GET", "/v2/trees/main/history")
    call("log with operations", "GET", "/v2/trees/main/history", query={"fetch": "ALL"})
    call("v1 log", "GET", "/v1/trees/tree/main/log")
    call("v1 log with operations", "GET", "/v1/trees/tree/main/log", query={"fetch": "ALL"})


def content_types(call):
    do_commit(call, "commit: every type", "types",
              put({"type": "ICEBERG_VIEW", "metadataLocation": "file:/v", "versionId": 3, "schemaId": 4}, "view"),
              put({"type": "DELTA_LAKE_TABLE", "lastCheckpoint": "cp", "checkpointLocationHistory": ["c1", "c2"],
                   "metadataLocationHistory": ["m1"]}, "delta"),
              put({"type": "UDF", "metadataLocation": "file:/u", "versionId": "1", "signatureId": "2"}, "udf"),
              put({"type": "UDF", "sqlText": "select 1", "dialect": "TRINO"}, "udf_old"),
              put(namespace("props", properties={"a": "b"}), "props"),
              put(namespace("a", "nested"), "a", "nested"))
    for name in ("view", "delta", "udf", "udf_old", "props", "a.nested"):
        call(f"content of {name}", "GET", f"/v2/trees/main/contents/{name}")
        call(f"v1 content of {name}", "GET", f"/v1/contents/{name}", query={"ref": "main"})
    call("v1 content without ref", "GET", "/v1/contents/view")
    call("content for write", "GET", "/v2/trees/main/contents/view", query={"for-write": "true", "with-doc": "true"})
    call("content not there", "GET", "/v2/trees/main/contents/no.such")
    call("v1 content not there", "GET", "/v1/contents/no.such", query={"ref": "main"})
    call("content on no reference", "GET", "/v2/trees/nowhere/contents/view")
    call("content detached", "GET", f"/v2/trees/@{head(call)}/contents/view")
    call("contents by GET", "GET", "/v2/trees/main/contents", query=[("key", "view"), ("key", "udf"), ("key", "none")])
    call("contents by POST", "POST", "/v2/trees/main/contents", {"requestedKeys": [key("view"), key("a", "nested"), key("none")]})
    call("v1 contents", "POST", "/v1/contents", {"requestedKeys": [key("view"), key("none")]}, query={"ref": "main"})
    call("contents: no keys", "POST", "/v2/trees/main/contents", {"requestedKeys": []})
    call("contents: no body", "POST", "/v2/trees/main/contents")
    call("contents: wrong type", "POST", "/v2/trees/main/contents", {"requestedKeys": "view"})
    do_commit(call, "commit: unknown type", "x", put({"type": "NO_SUCH", "a": 1}, "x"))
    do_commit(call, "commit: no type", "x", put({"metadataLocation": "x"}, "x"))
    do_commit(call, "commit: wrong member type", "x", put(table("f") | {"snapshotId": "many"}, "x"))
    do_commit(call, "commit: member missing", "x", put(NO_ID, "x"))
    do_commit(call, "commit: unknown operation", "x", {"type": "MOVE", "key": key("x")})
    do_commit(call, "commit: unknown members", "more", put(table("f") | {"more": [1]}, "more", extra={"a": 1}))
    do_commit(call, "commit: empty key", "x", put(table("f")))
    do_commit(call, "commit: empty element", "x", put(table("f"), ""))
    do_commit(call, "commit: control character", "x", put(table("f"), "a\x02b"))
    do_commit(call, "commit: 21 elements", "x", put(table("f"), *["e"] * 21))
    do_commit(call, "commit: 501 characters", "x", put(table("f"), "e" * 501))
    call("commit: no JSON", "POST", f"/v2/trees/main@{head(call)}/history/commit", raw_body="{")
    call("commit: JSON null", "POST", f"/v2/trees/main@{head(call)}/history/commit", raw_body="null")
    call("commit: JSON list", "POST", f"/v2/trees/main@{head(call)}/history/commit", raw_body="[]")


def keys_in_paths(call):
    do_commit(call, "commit: keys to escape", "keys", put(table("f1"), "dotted.name"), put(table("f2"), "slash/back\\per%cent*star"),
              put(namespace("x.y"), "x.y"), put(table("f3"), "x.y", "z"), put(table("f4"), "späce ünd"))
    call("key: group separator", "GET", "/v2/trees/main/contents/dotted%1Dname")
    call("key: new escaping", "GET", "/v2/trees/main/contents/.dotted*.name")
    call("key: every escape", "GET", "/v2/trees/main/contents/.slash*%7Bback*%7Dper*%5Bcent**star")
    call("key: nested", "GET", "/v2/trees/main/contents/x%1Dy.z")
    call("key: nested, new escaping", "GET", "/v2/trees/main/contents/.x*.y.z")
    call("key: beyond ASCII", "GET", "/v2/trees/main/contents/sp%C3%A4ce%20%C3%BCnd")
    call("key: v1 group separator", "GET", "/v1/contents/x%1Dy.z", query={"ref": "main"})
    call("key: bad escape", "GET", "/v2/trees/main/contents/.a*x")
    call("key: escape at the end", "GET", "/v2/trees/main/contents/.a*")


def entries(call):
    call("entries", "GET", "/v2/trees/main/entries")
    call("entries with content", "GET", "/v2/trees/main/entries", query={"content": "true"})
    call("v1 entries", "GET", "/v1/trees/tree/main/entries")
    call("v1 entries of depth 1", "GET", "/v1/trees/tree/main/entries", query={"namespaceDepth": "1"})
    call("v1 entries of depth 2", "GET", "/v1/trees/tree/main/entries", query={"namespaceDepth": "2"})
    call("entries: prefix", "GET", "/v2/trees/main/entries", query={"prefix-key": "a"})
    call("entries: range", "GET", "/v2/trees/main/entries", query={"min-key": "a", "max-key": "more"})
    call("entries: keys", "GET", "/v2/trees/main/entries", query=[("key", "view"), ("key", "a.nested"), ("key", "none")])
    call("entries: no reference", "GET", "/v2/trees/nowhere/entries")
    call("entries: by hash", "GET", f"/v2/trees/@{head(call)}/entries", query={"prefix-key": "props"})
    call.pages("entries: page", "/v2/trees/main/entries", {"max-records": "3"})
    call.pages("entries: filtered page", "/v2/trees/main/entries", {"max-records": "2", "filter": "entry.contentType == 'ICEBERG_TABLE'"})
    for number, text in enumerate([
            "entry.contentType == 'NAMESPACE'", "entry.contentType in ['UDF', 'ICEBERG_VIEW']", "entry.namespace == 'a'",
            "entry.namespace.startsWith('a')", "entry.name == 'nested'", "entry.key == 'a.nested'", "entry.key.matches('^a[.].*')",
            "entry.encodedKey == 'a.nested'", "entry.keyElements[0] == 'a'", "size(entry.keyElements) == 2",
            "entry.namespaceElements.size() == 1", "!(entry.name.endsWith('w') || entry.name.contains('d'))",
            "entry.contentType == 'UDF' ? true : entry.name == 'view'", "'a' in entry.keyElements", "true", "false",
            "entry.keyElements.exists(e, e == 'nested')", "entry.name > 'u'", "entry.name + 'x' == 'viewx'"]):
        call(f"entries: filter {number}: {text}", "GET", "/v2/trees/main/entries", query={"filter": text})
    for number, text in enumerate(["entry.", "entry.nosuch == 1", "nosuch == 1", "entry.name", "1", "'a' == 1", "entry.name.matches('(')",
                                   "entry.name == 'a' &&"]):
        call(f"entries: bad filter {number}: {text}", "GET", "/v2/trees/main/entries", query={"filter": text})


def references(call):
    first = head(call)
    call("create branch", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first}, query={"name": "dev", "type": "BRANCH"})
    call("create branch again", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first}, query={"name": "dev", "type": "BRANCH"})
    call("create tag of the same name", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first}, query={"name": "dev", "type": "TAG"})
    call("create tag", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first}, query={"name": "v1.0", "type": "tag"})
    call("create without hash", "POST", "/v2/trees", {"type": "BRANCH", "name": "main"}, query={"name": "dev2", "type": "BRANCH"})
    call("create without source", "POST", "/v2/trees", query={"name": "dev2", "type": "BRANCH"})
    call("create without type", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first}, query={"name": "dev2"})
    call("create without name", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first}, query={"type": "BRANCH"})
    call("create: bad type", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first}, query={"name": "dev2", "type": "TREE"})
    call("create: source unknown", "POST", "/v2/trees", {"type": "BRANCH", "name": "nowhere", "hash": first}, query={"name": "dev2", "type": "BRANCH"})
    call("create: hash unknown", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": "ab" * 32}, query={"name": "dev2", "type": "BRANCH"})
    call("create: bad source type", "POST", "/v2/trees", {"type": "TREE", "name": "main", "hash": first}, query={"name": "dev2", "type": "BRANCH"})
    for name in ("HEAD", "DETACHED", "a..b", "1a", "abcdef0123456789", "a/", "x" * 200):
        call(f"create: name {name[:20]}", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first},
             query={"name": name, "type": "BRANCH"})
    call("create at the beginning", "POST", "/v2/trees",
         {"type": "BRANCH", "name": "main", "hash": call.raw("GET", "/v2/config")["noAncestorHash"]}, query={"name": "empty", "type": "BRANCH"})
    call("create detached", "POST", "/v2/trees", {"type": "DETACHED", "hash": first}, query={"name": "fromhash", "type": "BRANCH"})
    call("create relative", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first + "~1"}, query={"name": "older", "type": "BRANCH"})
    call("create with a slash", "POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": first}, query={"name": "feature/one", "type": "BRANCH"})
    call("get with a slash", "GET", "/v2/trees/feature%2Fone")
    call("entries with a slash", "GET", "/v2/trees/feature/one@/entries", query={"prefix-key": "props"})
    call("history with a slash and hash", "GET", f"/v2/trees/feature/one@{first}/history", query={"max-records": "1"})
    call("v1 create", "POST", "/v1/trees/tree", {"type": "BRANCH", "name": "v1branch", "hash": first}, query={"sourceRefName": "main"})
    call("v1 create tag", "POST", "/v1/trees/tree", {"type": "TAG", "name": "v1tag", "hash": first}, query={"sourceRefName": "main"})
    call("v1 create again", "POST", "/v1/trees/tree", {"type": "BRANCH", "name": "v1branch", "hash": first}, query={"sourceRefName": "main"})
    call("v1 create without hash", "POST", "/v1/trees/tree", {"type": "BRANCH", "name": "v1other"})
    do_commit(call, "commit on dev", "dev", put(table("file:/d1"), "a", "d1"), reference="dev")
    do_commit(call, "commit on dev 2", "dev", put(table("file:/d2"), "a", "d2"), reference="dev")
    do_commit(call, "commit on main", "main", put(table("file:/m1"), "a", "m1"))
    do_commit(call, "commit on a tag", "x", put(table("file:/m1"), "a", "m1"), reference="v1.0")
    call("get dev", "GET", "/v2/trees/dev")
    call("get dev with metadata", "GET", "/v2/trees/dev", query={"fetch": "ALL"})
    call("v1 get dev with metadata", "GET", "/v1/trees/tree/dev", query={"fetch": "ALL"})
    call("get main with metadata", "GET", "/v2/trees/main", query={"fetch": "ALL"})
    call("get empty with metadata", "GET", "/v2/trees/empty", query={"fetch": "ALL"})
    call("get tag with metadata", "GET", "/v2/trees/v1.0", query={"fetch": "ALL"})
    call("get: bad fetch", "GET", "/v2/trees/dev", query={"fetch": "SOME"})
    call("all references", "GET", "/v2/trees", query={})
    call("all references with metadata", "GET", "/v2/trees", query={"fetch": "ALL"})
    call.pages("references: page", "/v2/trees", {"max-records": "2"})
    for number, text in enumerate(["ref.name == 'dev'", "ref.name.startsWith('v1')", "refType == 'TAG'", "ref.hash == ''",
                                   "refMeta.numCommitsAhead > 1", "commit.message == 'dev'", "commit.author == ''",
                                   "ref.name.matches('[dD].*') && refType == 'BRANCH'", "refMeta.numTotalCommits > 3"]):
        call(f"references: filter {number}: {text}", "GET", "/v2/trees", query={"filter": text, "fetch": "ALL"})
    call("references: filter without metadata", "GET", "/v2/trees", query={"filter": "refMeta.numCommitsAhead == 0"})
    call("references: bad filter", "GET", "/v2/trees", query={"filter": "ref.nosuch == 1"})
    now = head(call, "dev")
    call("assign", "PUT", f"/v2/trees/dev@{now}", {"type": "BRANCH", "name": "main", "hash": first})
    call("assign back", "PUT", f"/v2/trees/dev@{first}", {"type": "BRANCH", "name": "dev", "hash": first})
    call("assign to what is not there", "PUT", f"/v2/trees/dev@{first}", {"type": "BRANCH", "name": "dev", "hash": "cd" * 32})
    call("assign to detached", "PUT", f"/v2/trees/dev@{first}", {"type": "DETACHED", "hash": now}, query={"type": "branch"})
    call("assign: stale", "PUT", f"/v2/trees/dev@{first}", {"type": "BRANCH", "name": "main", "hash": first})
    call("assign: no hash", "PUT", "/v2/trees/dev", {"type": "BRANCH", "name": "main", "hash": first})
    call("assign: other type", "PUT", f"/v2/trees/dev@{now}", {"type": "BRANCH", "name": "main", "hash": first}, query={"type": "TAG"})
    call("assign: no body", "PUT", f"/v2/trees/dev@{now}")
    call("assign: no such", "PUT", f"/v2/trees/nowhere@{now}", {"type": "BRANCH", "name": "main", "hash": first})
    call("assign tag", "PUT", f"/v2/trees/v1.0@{first}", {"type": "BRANCH", "name": "main", "hash": head(call)}, query={"type": "TAG"})
    call("v1 assign", "PUT", "/v1/trees/branch/v1branch", {"type": "BRANCH", "name": "main", "hash": head(call)}, query={"expectedHash": first})
    call("v1 assign: stale", "PUT", "/v1/trees/branch/v1branch", {"type": "BRANCH", "name": "main", "hash": first}, query={"expectedHash": first})
    call("v1 assign: as tag", "PUT", "/v1/trees/tag/v1branch", {"type": "BRANCH", "name": "main", "hash": first}, query={"expectedHash": head(call)})
    call("recent changes", "GET", "/v2/trees/dev/recent-changes")
    call("recent changes with a hash", "GET", f"/v2/trees/dev@{now}/recent-changes")
    call("recent changes: no such", "GET", "/v2/trees/nowhere/recent-changes")
    call("delete: stale", "DELETE", f"/v2/trees/dev@{first}")
    call("delete: no hash", "DELETE", "/v2/trees/older")
    call("delete: other type", "DELETE", f"/v2/trees/dev@{now}", query={"type": "tag"})
    call("delete main", "DELETE", f"/v2/trees/main@{head(call)}")
    call("delete: no such", "DELETE", f"/v2/trees/nowhere@{first}")
    call("delete tag", "DELETE", f"/v2/trees/v1.0@{head(call, 'v1.0')}", query={"type": "TAG"})
    call("delete branch", "DELETE", f"/v2/trees/older@{head(call, 'older')}")
    call("v1 delete", "DELETE", "/v1/trees/branch/v1branch", query={"expectedHash": head(call, "v1branch")})
    call("v1 delete: no hash", "DELETE", "/v1/trees/tag/v1tag")
    call("v1 delete tag", "DELETE", "/v1/trees/tag/v1tag", query={"expectedHash": head(call, "v1tag")})


def history(call):
    now = head(call)
    call("log: 2", "GET", "/v2/trees/main/history", query={"max-records": "2"})
    call.pages("log: page", "/v2/trees/main/history", {"max-records": "6"})
    call("log: from a hash", "GET", f"/v2/trees/main@{now}~2/history", query={"max-records": "2"})
    call("log: relative", "GET", "/v2/trees/main~3/history", query={"max-records": "1"})
    call("log: relative too far", "GET", "/v2/trees/main~999/history", query={"max-records": "1"})
    call("log: second parent that is none", "GET", "/v2/trees/main%5E2/history", query={"max-records": "1"})
    call("log: first parent", "GET", "/v2/trees/main%5E1/history", query={"max-records": "1"})
    call("log: time", "GET", "/v2/trees/main*2100-01-01T00:00:00.000Z/history", query={"max-records": "1"})
    call("log: long ago", "GET", "/v2/trees/main*1000/history", query={"max-records": "1"})
    call("log: bad relative", "GET", "/v2/trees/main~x/history")
    call("log: short hash", "GET", "/v2/trees/main@abc/history")
    call("log: limit", "GET", "/v2/trees/main/history", query={"limit-hash": call.raw("GET", f"/v2/trees/main@{now}~2/history", query={"max-records": "1"})["logEntries"][0]["commitMeta"]["hash"]})
    call("log: limit relative", "GET", "/v2/trees/main/history", query={"limit-hash": "~1"})
    call("log: limit unknown", "GET", "/v2/trees/main/history", query={"limit-hash": "ef" * 32, "max-records": "1"})
    call("log: detached", "GET", f"/v2/trees/@{now}/history", query={"max-records": "1"})
    for number, text in enumerate(["commit.message == 'rename'", "commit.author == 'Ada'", "commit.committer == ''", "'Ada' in commit.authors",
                                   "commit.message.matches('(meta|old)')", "operations.exists(op, op.type == 'DELETE')",
                                   "operations.exists(op, op.key == 'a.t2')", "operations.all(op, op.type == 'PUT') && commit.message == 'types'",
                                   "operations.exists(op, op.type == 'PUT' && op.content.type == 'UDF')", "commit.properties['one'] == '1'",
                                   "'one' in commit.properties", "timestamp(commit.commitTime) > timestamp('2000-01-01T00:00:00Z') && commit.message == 'old'",
                                   "commit.signedOffBy == 'Linus'", "size(commit.message) == 4", "commit.hash == ''", "commit.allAuthors.size() == 2"]):
        call(f"log: filter {number}: {text}", "GET", "/v2/trees/main/history", query={"filter": text, "fetch": "ALL"})
    call("v1 log: range", "GET", "/v1/trees/tree/main/log", query={"maxRecords": "2", "endHash": now})
    call("log: no such", "GET", "/v2/trees/nowhere/history")


def diffs(call):
    call("diff", "GET", "/v2/trees/main/diff/dev")
    call("diff the other way", "GET", "/v2/trees/dev/diff/main")
    call("diff with itself", "GET", "/v2/trees/main/diff/main")
    call("diff: prefix", "GET", "/v2/trees/empty/diff/main", query={"prefix-key": "a"})
    call("diff: range", "GET", "/v2/trees/empty/diff/main", query={"min-key": "props", "max-key": "view"})
    call("diff: keys", "GET", "/v2/trees/empty/diff/main", query=[("key", "view"), ("key", "a.d1")])
    call("diff: filter", "GET", "/v2/trees/empty/diff/main", query={"filter": "key.namespace == 'a'"})
    call("diff: filter on key", "GET", "/v2/trees/empty/diff/main", query={"filter": "key.encodedKey.startsWith('a.n')"})
    call("diff: bad filter", "GET", "/v2/trees/empty/diff/main", query={"filter": "key.nosuch == 1"})
    call.pages("diff: page", "/v2/trees/empty/diff/main", {"max-records": "5"})
    call("diff: no such", "GET", "/v2/trees/main/diff/nowhere")
    call("diff: hash", "GET", f"/v2/trees/main@{head(call)}/diff/main~1")
    call("v1 diff", "GET", "/v1/diffs/main...dev")
    call("v1 diff with hash", "GET", f"/v1/diffs/main*{head(call)}...dev")


def merges(call):
    base = head(call)
    for name in ("left", "right", "third"):
        call.raw("POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": base}, query={"name": name, "type": "BRANCH"})
    ident = content_id(call, "root")
    do_commit(call, "left 1", "left 1", put(table("file:/l1"), "a", "l1"), reference="left")
    do_commit(call, "left 2", "left 2", put(table("file:/root-l", ident, 7), "root"), delete("udf"), reference="left")
    do_commit(call, "right 1", "right 1", put(table("file:/root-r", ident, 8), "root"), put(table("file:/r1"), "a", "r1"), reference="right")
    do_commit(call, "right 2", "right 2", put(table("file:/l1-r"), "a", "l1"), reference="right")
    source = {"fromRefName": "left", "fromHash": head(call, "left")}

    def merge(name, body, target="third", at=None, **more):
        return call(name, "POST", f"/v2/trees/{target}@{at or head(call, target)}/history/merge", body, **more)

    merge("merge: dry run", source | {"isDryRun": True})
    merge("merge", source | {"message": "merged by hand"})
    merge("merge again", source)
    call("log after the merge", "GET", "/v2/trees/third/history", query={"max-records": "1", "fetch": "ALL"})
    call("second parent", "GET", "/v2/trees/third%5E2/history", query={"max-records": "1"})
    merge("merge: conflict", source, "right")
    merge("merge: conflict as result", source | {"isReturnConflictAsResult": True}, "right")
    merge("merge: conflict, dry run", source | {"isDryRun": True}, "right")
    merge("merge: one key forced", source | {"keyMergeModes": [{"key": key("root"), "mergeBehavior": "FORCE"}], "isReturnConflictAsResult": True}, "right")
    merge("merge: drop by default", source | {"defaultKeyMergeMode": "DROP", "isDryRun": True}, "right")
    merge("merge: force by default", source | {"defaultKeyMergeMode": "FORCE", "isDryRun": True}, "right")
    merge("merge: drop one, force one", source | {"keyMergeModes": [{"key": key("root"), "mergeBehavior": "FORCE"},
                                                                   {"key": key("a", "l1"), "mergeBehavior": "DROP"}],
                                                 "commitMeta": {"message": "with meta", "authors": ["Ada"]}}, "right")
    call("root after the merge", "GET", "/v2/trees/right/contents/root")
    call("log after the merge 2", "GET", "/v2/trees/right/history", query={"max-records": "1", "fetch": "ALL"})
    merge("merge: no hash", {"fromRefName": "left"})
    merge("merge: no source", {"fromHash": base})
    merge("merge: unknown source", {"fromRefName": "nowhere", "fromHash": base})
    merge("merge: unknown hash", {"fromRefName": "left", "fromHash": "ab" * 32})
    merge("merge: bad behavior", source | {"defaultKeyMergeMode": "MAYBE"})
    merge("merge: into nothing", source, "nowhere", at=base)
    call("merge: no expected hash", "POST", "/v2/trees/third/history/merge", source)
    merge("merge: resolved without expected", source | {"keyMergeModes": [
        {"key": key("root"), "mergeBehavior": "NORMAL", "resolvedContent": table("file:/res", ident)}]})
    call.raw("POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": base}, query={"name": "fourth", "type": "BRANCH"})
    do_commit(call, "fourth", "fourth", put(table("file:/root-4", ident, 9), "root"), reference="fourth")
    merge("merge: resolved", source | {"keyMergeModes": [
        {"key": key("root"), "mergeBehavior": "NORMAL", "expectedTargetContent": table("file:/root-4", ident, 9),
         "resolvedContent": table("file:/resolved", ident, 10)}]}, "fourth")
    call("root after resolving", "GET", "/v2/trees/fourth/contents/root")
    # transplant
    call.raw("POST", "/v2/trees", {"type": "BRANCH", "name": "main", "hash": base}, query={"name": "fifth", "type": "BRANCH"})
    hashes = [entry["commitMeta"]["hash"] for entry in call.raw("GET", "/v2/trees/left/history", query={"max-records": "2"})["logEntries"]][::-1]

    def transplant(name, body, target="fifth"):
        return call(name, "POST", f"/v2/trees/{target}@{head(call, target)}/history/transplant", body)

    transplant("transplant: dry run", {"fromRefName": "left", "hashesToTransplant": hashes, "isDryRun": True})
    transplant("transplant", {"fromRefName": "left", "hashesToTransplant": hashes})
    call("log after transplanting", "GET", "/v2/trees/fifth/history", query={"max-records": "2", "fetch": "ALL"})
    transplant("transplant: conflict", {"fromRefName": "left", "hashesToTransplant": hashes}, "right")
    transplant("transplant: conflict as result", {"fromRefName": "left", "hashesToTransplant": hashes, "isReturnConflictAsResult": True}, "right")
    transplant("transplant: no hashes", {"fromRefName": "left", "hashesToTransplant": []})
    transplant("transplant: gap", {"fromRefName": "left", "hashesToTransplant": hashes[::-1]})
    transplant("transplant: unknown hash", {"fromRefName": "left", "hashesToTransplant": ["ab" * 32]})
    call("v1 merge", "POST", "/v1/trees/branch/third/merge", {"fromRefName": "fourth", "fromHash": head(call, "fourth"), "isDryRun": True},
         query={"expectedHash": head(call, "third")})
    call("v1 merge keeping commits", "POST", "/v1/trees/branch/third/merge",
         {"fromRefName": "fourth", "fromHash": head(call, "fourth"), "keepIndividualCommits": True}, query={"expectedHash": head(call, "third")})
    call("v1 transplant", "POST", "/v1/trees/branch/dev/transplant", {"fromRefName": "left", "hashesToTransplant": hashes[:1]},
         query={"expectedHash": head(call, "dev"), "message": "v1 message"})
    call("v1 commit", "POST", "/v1/trees/branch/dev/commit", commit("v1", put(table("file:/v1"), "v1t")), query={"expectedHash": head(call, "dev")})
    call("v1 commit without hash", "POST", "/v1/trees/branch/dev/commit", commit("v1", put(table("file:/v1"), "v1u")))


def namespaces(call):
    base = "/v1/namespaces"
    call("namespaces", "GET", f"{base}/main")
    call("namespaces below", "GET", f"{base}/main", query={"name": "a"})
    call("namespace", "GET", f"{base}/namespace/main/a.nested")
    call("namespace: not there", "GET", f"{base}/namespace/main/no.such")
    call("namespace: a table", "GET", f"{base}/namespace/main/root")
    call("namespace: no reference", "GET", f"{base}/namespace/nowhere/a")
    call("create namespace", "PUT", f"{base}/namespace/main/made", {"type": "NAMESPACE", "elements": ["made"], "properties": {"k": "v"}})
    call("create namespace again", "PUT", f"{base}/namespace/main/made", {"type": "NAMESPACE", "elements": ["made"]})
    call("create namespace over a table", "PUT", f"{base}/namespace/main/root", {"type": "NAMESPACE", "elements": ["root"]})
    call("create namespace without parent", "PUT", f"{base}/namespace/main/q.r", {"type": "NAMESPACE", "elements": ["q", "r"]})
    call("update properties", "POST", f"{base}/namespace/main/made", {"propertyUpdates": {"a": "b"}, "propertyRemovals": ["k"]})
    call("namespace after the update", "GET", f"{base}/namespace/main/made")
    call("update properties: not there", "POST", f"{base}/namespace/main/none", {"propertyUpdates": {"a": "b"}})
    call("delete namespace: not empty", "DELETE", f"{base}/namespace/main/a")
    call("delete namespace", "DELETE", f"{base}/namespace/main/made")
    call("delete namespace: not there", "DELETE", f"{base}/namespace/main/made")


def protocol(call):
    call("no such path", "GET", "/v2/nothing")
    call("method not allowed", "DELETE", "/v2/config")
    call("error without the client's specification", "POST", f"/v2/trees/main@{head(call)}/history/commit",
         commit("x", put(table("f"), "nons", "t")), headers={"Nessie-Client-Spec": ""})


def run(call):
    for part in (configuration, empty_repository, first_commits, content_types, keys_in_paths, entries, references, history, diffs, merges,
                 namespaces, protocol):
        call.section(part.__name__)
        part(call)
