#!/usr/bin/env python3
"""The statements that Format.java formats, each ended by a NUL: ours (inputs/, formats/statements.txt) and those of ../trino, of which at most three of a shape
are taken (what differs in literals only has one shape)."""
import collections
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
AS_STATEMENT = {"expressions": "SELECT {}", "types": "SELECT CAST(x AS {})"}


def ours():
    for line in (HERE / "trino-476.jsonl").read_text().splitlines():
        golden = json.loads(line)
        if golden["accepted"]:
            yield AS_STATEMENT.get(golden["kind"], "{}").format(golden["input"])
    yield from (HERE / "formats" / "statements.txt").read_text().split("\n;;\n")


def corpus():
    shapes = collections.Counter()
    for file in sorted((HERE.parent / "trino").glob("*.jsonl")):
        for line in file.read_text().splitlines():
            sql = json.loads(line)["sql"]
            shape = re.sub(r"'(?:[^']|'')*'|\d+(?:\.\d+)?", "?", sql)
            shapes[shape] += 1
            if shapes[shape] <= 3:
                yield sql


def main():
    for statement in dict.fromkeys([s.strip() for s in ours()] + list(corpus())):
        sys.stdout.buffer.write(statement.encode() + b"\0")


main()
