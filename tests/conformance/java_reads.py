"""Iceberg Java reads every table that Tarn writes: rows, row ids, snapshots, specs, sort orders, files, statistics.

    java_reads.py TARN SOURCE"""
import sys

import changed_lake
import java_tables
from java_peer import Java, canonical, check, check_equal, check_rows, rows_query
from lake import ScriptLake


def check_snapshots(name, ours, table):
    theirs = [
        {"snapshot_id": each["id"], "parent_id": each["parent"], "operation": each["operation"], "summary": each["summary"]}
        for each in table.metadata["snapshots"]
    ]
    check_equal(f"{name}: snapshots", canonical(ours), canonical(theirs))
    for each in table.metadata["snapshots"]:
        summary = each["summary"]
        if table.has_lineage and each["first_row_id"] is not None:
            check(each["added_rows"] >= int(summary.get("added-records", 0)), f"{name}: snapshot {each}")
    current = [each for each in table.metadata["snapshots"] if each["id"] == table.metadata["current_snapshot"]]
    files = table.metadata["files"]
    summary = current[0]["summary"]
    deletes = {(delete["path"], delete["partition"]) for file in files for delete in file["deletes"]}
    check(int(summary["total-records"]) == sum(file["records"] for file in files), f"{name}: {summary}")
    check(int(summary["total-data-files"]) == len(files), f"{name}: {summary}")
    check((int(summary["total-delete-files"]) > 0) == (len(deletes) > 0), f"{name}: {summary}, Java sees {deletes}")


def check_files(name, ours, table):
    """The same files with the same numbers of rows; those that deletes belong to see them."""
    files = {}
    for file in table.metadata["files"]:
        files[file["path"]] = ("DATA", file["format"], file["records"])
        for delete in file["deletes"]:
            if delete["format"] != "PUFFIN":  # one Puffin file has the vectors of many data files
                files[delete["path"]] = (delete["content"], delete["format"], delete["records"])
    contents = ["DATA", "POSITION_DELETES", "EQUALITY_DELETES"]
    expected = {
        file["file_path"]: (contents[file["content"]], file["file_format"], file["record_count"])
        for file in ours
        if file["file_format"] != "PUFFIN"
    }
    check_equal(f"{name}: files", sorted(expected.items()), sorted(files.items()))


def check_layout(name, expected, table):
    spec, order = expected
    if spec is not None:
        check_equal(f"{name}: partition fields", spec, table.metadata["spec"])
    check_equal(f"{name}: sort order", order, table.metadata["order"])
    for file in table.metadata["files"]:
        if order:
            check(file["order"] == order, f"{name}: {file['path']} tells the order {file['order']}")


def check_statistics(name, lake, table):
    """Blobs as Trino writes them: the property `ndv` is the sketch's estimate, which is exact for few values. The last statistics are those of ANALYZE;
    those that writes of before left have other columns, and count what was deleted since."""
    for blob in table.statistics:
        check(blob["type"] == "apache-datasketches-theta-v1", f"{name}: {blob}")
        numbered = (blob["blob_sequence_number"] > 0) == (table.metadata["format_version"] > 1)
        check(blob["in_metadata"] and numbered, f"{name}: {blob}")
        check(int(blob["properties"]["ndv"]) == round(blob["estimate"]), f"{name}: {blob}")
    check(table.statistics, f"{name}: Java sees no statistics")
    last = [blob for blob in table.statistics if blob["snapshot"] == table.statistics[-1]["snapshot"]]
    columns = [blob["fields"][0] for blob in last]
    # Sketches take no empty values, as DataSketches has it.
    empty = {"string": "''", "binary": "X''"}
    kinds = {words[1]: words[2] for words in (line.split() for line in table.metadata["schema"])}
    values = [f'nullif("{column}", {empty[kinds[column]]})' if kinds[column] in empty else f'"{column}"' for column in columns]
    queries = [f'SELECT count(DISTINCT {value}) AS n FROM iceberg.{name} FOR VERSION AS OF {last[0]["snapshot"]}' for value in values]
    counts = [rows[0]["n"] for rows in lake.query(*queries)]
    for blob, count in zip(last, counts):
        check(blob["blob_snapshot"] == blob["snapshot"], f"{name}: {blob}")
        check(blob["estimate"] == count, f"{name}: {count} values of {blob['fields']}, the sketch says {blob['estimate']}")
    return len(columns)


def check_partition_statistics(name, table):
    """Rows for every partition that has files, as Java counts them, whose sums are those of the files that Java plans."""
    rows, files = table.partition_statistics, table.metadata["files"]
    # Java has rows of nothing for partitions that lost all of their files while their manifests tell so, and never a total.
    counted = [row for row in table.counted_partitions if any(row["data"] + row["position_deletes"] + row["equality_deletes"])]
    check_equal(f"{name}: partitions as Java counts them", canonical({**row, "total": None} for row in rows), canonical(counted))
    places = {(row["spec"], *row["partition"]) for row in rows}
    check_equal(f"{name}: partitions", [len(places)], [len(rows)])
    ours = [sum(row["data"][0] for row in rows), sum(row["data"][1] for row in rows)]
    check_equal(f"{name}: data files of partitions", ours, [sum(file["records"] for file in files), len(files)])
    vectors = sum(delete["format"] == "PUFFIN" for file in files for delete in file["deletes"])
    check_equal(f"{name}: vectors of partitions", [sum(row["vectors"] or 0 for row in rows)], [vectors])
    snapshots = {each["id"] for each in table.metadata["snapshots"]}
    check(all(row["updated"][1] in snapshots for row in rows), f"{name}: {rows}")
    return len(rows)


def main():
    script, expected = java_tables.tables()
    script += changed_lake.script()
    partitioned = ["evolved_3", "identity_b", "bucket_i", "day_o", "truncate_k", "nanoseconds_hour"]
    analyzed = ["types_1", "types_2", "types_3", "sorted", "by_vector", *partitioned]
    script += "".join(f"ANALYZE s.{name};\n" for name in analyzed if name != "sorted")
    with ScriptLake(sys.argv[1], script) as lake:
        found = Java(sys.argv[2], lake.folder).read(lake.tables())
        names = list(found)
        rows = lake.query(*(rows_query(name, found[name]) for name in names))
        inside = [(name.split(".")[0], name.split(".")[1]) for name in names]
        snapshots = lake.query(*(f'SELECT snapshot_id, parent_id, operation, summary FROM iceberg.{s}."{t}$snapshots"' for s, t in inside))
        files = lake.query(*(f'SELECT file_path, content, file_format, record_count FROM iceberg.{s}."{t}$files"' for s, t in inside))
        tried = 0
        for index, name in enumerate(names):
            table = found[name]
            check_rows(name, rows[index], table)
            check(not table.filters["lost"], f"{name}: filters lose rows: {table.filters['lost']}")
            check_snapshots(name, snapshots[index], table)
            check_files(name, files[index], table)
            if (short := name.split(".")[1]) in expected:
                check_layout(name, expected[short], table)
            tried += table.filters["tried"]
            print(f"{name}: {len(table.rows)} rows, {len(files[index])} files, {len(snapshots[index])} snapshots agree")
        sketches = sum(check_statistics(f"s.{name}", lake, found[f"s.{name}"]) for name in analyzed)
        partitions = sum(check_partition_statistics(f"s.{name}", found[f"s.{name}"]) for name in partitioned)
        print(f"{len(names)} tables, {tried} filters, {sketches} sketches, statistics of {partitions} partitions")


main()
