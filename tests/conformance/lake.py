"""A small lake made with the built binary, for the tests of this folder."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile


class Lake:
    """The e-commerce example, run once at a small scale. Removed at the end unless TARN_KEEP is set."""

    def __init__(self, tarn, scale="0.01"):
        self.tarn = str(pathlib.Path(tarn).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tarn-conformance-"))
        self.path = self.folder / "lake"
        self.call("init", "--example", "ecommerce", str(self.path), lake=False)
        self.call("run", "--scale", scale)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not os.environ.get("TARN_KEEP"):
            shutil.rmtree(self.folder)

    def call(self, *arguments, lake=True):
        command = [self.tarn, arguments[0], *(["-C", str(self.path)] if lake else []), *arguments[1:]]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} failed with {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def tables(self):
        """{"schema.table": location of its metadata file} of every table on main."""
        found = {}
        for table in json.loads(self.call("table", "list", "--output", "json")):
            if table["kind"] == "table":
                found[table["name"]] = table["metadata_location"]
        if not found:
            sys.exit("the lake has no tables")
        return found


class ScriptLake(Lake):
    """An empty lake, and then what a script makes in it."""

    def __init__(self, tarn, script):
        self.tarn = str(pathlib.Path(tarn).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tarn-conformance-"))
        self.path = self.folder / "lake"
        self.call("init", str(self.path), lake=False)
        file = self.folder / "script.sql"
        file.write_text(script)
        self.call("sql", "-f", str(file))

    def query(self, *statements):
        """The rows of each SELECT as dictionaries, from one process."""
        text = self.call("sql", "--output", "json", "-e", ";\n".join(statements))
        decoder, results = json.JSONDecoder(), []
        while text := text.lstrip():
            rows, end = decoder.raw_decode(text)
            results.append(rows)
            text = text[end:]
        if len(results) != len(statements):
            sys.exit(f"{len(statements)} queries gave {len(results)} results: {statements}")
        return results


def normal(value):
    """One spelling for values that libraries give as different types."""
    import datetime
    import decimal

    if isinstance(value, float):
        return float(f"{value:.10g}")
    if isinstance(value, decimal.Decimal):
        return str(value.normalize() + 0)
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def sorted_rows(rows):
    """Rows (tuples) in one order, whatever order they came in."""
    return sorted((tuple(normal(value) for value in row) for row in rows), key=repr)


def expect_equal(name, ours, theirs):
    """Fails with the first differing row."""
    ours, theirs = sorted_rows(ours), sorted_rows(theirs)
    if len(ours) != len(theirs):
        sys.exit(f"{name}: {len(ours)} rows here, {len(theirs)} there")
    for index, (left, right) in enumerate(zip(ours, theirs)):
        if left != right:
            sys.exit(f"{name}: row {index} differs\n  here:  {left}\n  there: {right}")
    print(f"{name}: {len(ours)} rows agree")
