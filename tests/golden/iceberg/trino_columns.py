#!/usr/bin/env python3
"""Makes trino_columns.json: the columns of metadata tables as Trino 476's plugin declares them, with their types as far
as its code names them.

  mvn dependency:get -Dartifact=io.trino:trino-iceberg:476 -Dtransitive=false
  tests/golden/iceberg/trino_columns.py ~/.m2/repository/io/trino/trino-iceberg/476/trino-iceberg-476.jar

Reads the constants of the classes with javap. Columns with nested types are "array", "map" or "row"; `partition` and `data`,
whose place Trino decides as it runs, are left out.
"""
import json
import os
import re
import subprocess
import sys

TABLES = {"history": "HistoryTable", "metadata_log_entries": "MetadataLogEntriesTable", "snapshots": "SnapshotsTable",
          "manifests": "ManifestsTable", "all_manifests": "AllManifestsTable", "files": "FilesTable",
          "entries": "EntriesTable", "properties": "PropertiesTable", "refs": "RefsTable"}
TYPES = {"INTEGER": "integer", "BIGINT": "bigint", "VARCHAR": "varchar", "BOOLEAN": "boolean", "VARBINARY": "varbinary",
         "TIMESTAMP_TZ_MILLIS": "timestamp(3) with time zone"}
NESTED = {"contains_null", "contains_nan", "lower_bound", "upper_bound"}


def columns(jar, name):
    code = subprocess.run(["javap", "-p", "-c", "-cp", jar, f"io.trino.plugin.iceberg.{name}"], check=True,
                          capture_output=True, text=True).stdout
    # A column's name, then up to where ColumnMetadata is made, its type.
    found = {}
    for block in re.findall(r"new +#\d+ +// class io/trino/spi/connector/ColumnMetadata\n(.*?)ColumnMetadata.\"<init>\"", code, re.S):
        names = re.findall(r"// String ([a-z_]+)$", block, re.M)
        if not names or names[0] in found:
            continue
        types = [TYPES[t] for t in re.findall(r"Type\.([A-Z_]+):", block) if t in TYPES]
        kind = "map" if "mapType" in block else "array" if "ArrayType" in block else \
            "json" if "json" in names else types[0] if types else "row"
        found[names[0]] = kind
    return [[column, kind] for column, kind in found.items() if column not in NESTED]


def main():
    result = {table: columns(sys.argv[1], name) for table, name in TABLES.items()}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "trino_columns.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
