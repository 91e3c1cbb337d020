"""Runs the programs of java/ on the jars that deps/install --test fetches, and reads what they print."""
import collections
import json
import pathlib
import subprocess
import sys


class Java:
    """Compiles java/*.java into `folder`; `source` is the root of the sources, which has deps/java."""

    def __init__(self, source, folder):
        # Without Trino's clients, which bring libraries of their own.
        folder = pathlib.Path(source) / "deps" / "java"
        jars = ":".join(str(jar) for jar in sorted(folder.glob("*.jar")) if not jar.name.startswith("trino-"))
        classes = str(folder / "classes")
        programs = sorted(str(file) for file in (pathlib.Path(__file__).parent / "java").glob("*.java"))
        self._run(["javac", "-cp", jars, "-d", classes, *programs])
        self.command = ["java", "-XX:TieredStopAtLevel=1", "-cp", f"{classes}:{jars}"]

    def _run(self, command):
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)[:2000]} failed with {done.returncode}\n{done.stderr}")
        return done.stdout

    def run(self, program, *arguments):
        """What a program prints."""
        return self._run([*self.command, program, *arguments])

    def write(self, folder):
        self._run([*self.command, "WriteTables", str(folder)])

    def read(self, locations):
        """{name: JavaTable} of {name: location of its metadata file}."""
        lines = collections.defaultdict(list)
        for text in self._run([*self.command, "ReadTables", *locations.values()]).splitlines():
            line = json.loads(text)
            lines[line.pop("table")].append(line)
        return {name: JavaTable(lines[index]) for index, name in enumerate(locations)}


class JavaTable:
    """What ReadTables.java found in one table."""

    def __init__(self, lines):
        found = collections.defaultdict(list)
        for line in lines:
            for key, value in line.items():
                found[key].append(value)
        self.rows, self.statistics = found["row"], found["statistics"]
        self.partition_statistics, self.counted_partitions = found["partition_statistics"], found["counted_partitions"]
        (self.metadata,), (self.filters,) = found["metadata"], found["filters"]
        self.has_lineage = self.metadata["format_version"] >= 3


def canonical(rows):
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)


def check(condition, message):
    if not condition:
        sys.exit(message)


def check_equal(what, ours, theirs):
    for left, right in zip(ours, theirs):
        check(left == right, f"{what} differ\n  here:  {left}\n  there: {right}")
    check(len(ours) == len(theirs), f"{what}: {len(ours)} here, {len(theirs)} there")


def rows_query(name, table):
    lineage = ', "$row_id", "$last_updated_sequence_number"' if table.has_lineage else ""
    return f"SELECT *{lineage} FROM iceberg.{name}"


def check_rows(name, ours, table):
    """The same rows; in version 3 with the same ids, which no two rows share."""
    if table.has_lineage:
        for row in ours:
            row["_row_id"] = row.pop("$row_id")
            row["_last_updated_sequence_number"] = row.pop("$last_updated_sequence_number")
        ids = {row["_row_id"] for row in table.rows}
        check(len(ids) == len(table.rows) and None not in ids, f"{name}: row ids that are missing or not of one row")
    check_equal(f"{name}: rows", canonical(ours), canonical(table.rows))
