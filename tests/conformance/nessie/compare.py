"""Compares a server's answers with those of the real Nessie server (../../golden/nessie/answers.json): status and body, where hashes, ids,
times and texts for people are named instead of compared."""
import json
import pathlib

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "golden" / "nessie" / "answers.json"

# Where Tarn answers differently on purpose: name of the call → (status, why).
DIFFERENT = {
    # The real server does not check the type of a filter's value, and fails while it evaluates.
    "entries/entries: bad filter 3: entry.name": (400, "the filter gives no bool"),
    "entries/entries: bad filter 4: 1": (400, "the filter gives no bool"),
    "entries/entries: bad filter 6: entry.name.matches('(')": (400, "not a regular expression"),
    "references/references: filter 4: refMeta.numCommitsAhead > 1": (200, "works here"),
    "references/references: filter 8: refMeta.numTotalCommits > 3": (200, "works here"),
    "history/log: filter 9: commit.properties['one'] == '1'": (400, "commits without the property"),
    "history/log: filter 15: commit.allAuthors.size() == 2": (200, "known here"),
    # There a parameter that does not convert is a path that does not exist.
    "references/get: bad fetch": (400, "a bad parameter is a bad request"),
    "keys_in_paths/key: bad escape": (400, "a bad key is a bad request"),
    "keys_in_paths/key: escape at the end": (400, "a bad key is a bad request"),
    "namespaces/namespace: a table": None,
    # Bodies without JSON there.
    "protocol/no such path": (404, "errors have a body"),
    "protocol/method not allowed": (405, "errors have a body"),
    # A drop of what nothing changed is told there, and what both deleted is a conflict.
    "merges/merge: drop by default": (200, "details have what the source changed"),
    "merges/transplant: conflict": (409, "both sides deleted a key: no conflict"),
    "merges/transplant: conflict as result": (200, "both sides deleted a key: no conflict"),
    "merges/merge: resolved without expected": (400, "checked before anything else"),
}
DIFFERENT = {name: what for name, what in DIFFERENT.items() if what}


def differences(answers):
    """Texts that tell what is not as the golden has it."""
    golden = json.loads(GOLDEN.read_text())
    found = [f"no answer to: {name}" for name in golden if name not in answers]
    found += [f"no golden for: {name}" for name in answers if name not in golden]
    for name, answer in answers.items():
        wanted = golden.get(name)
        if wanted is None:
            continue
        if name in DIFFERENT:
            if answer["status"] != DIFFERENT[name][0]:
                found.append(f"{name}: status {answer['status']}, not {DIFFERENT[name][0]}")
        elif answer != wanted:
            found.append(f"{name}:\n  real: {json.dumps(wanted, sort_keys=True)}\n  here: {json.dumps(answer, sort_keys=True)}")
    return found
