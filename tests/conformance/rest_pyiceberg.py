"""PyIceberg works on a live `tarn serve`: namespaces, the whole life of a table, views, transactions, branches, concurrent appends, scan
planning by the server. What it writes, `tarn sql` reads, and the other way round.

    rest_pyiceberg.py TARN"""
import datetime
import pathlib
import sys
import threading
import urllib.request

import pyarrow as pa
import pyarrow.parquet as pq
from pyiceberg.catalog import load_catalog
from pyiceberg.exceptions import CommitFailedException, NamespaceAlreadyExistsError, NamespaceNotEmptyError, NoSuchNamespaceError, NoSuchTableError, RESTError, TableAlreadyExistsError
from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.transforms import IdentityTransform
from pyiceberg.types import LongType, NestedField, StringType

from served_lake import ServedLake

SCHEMA = Schema(NestedField(1, "id", LongType(), required=False), NestedField(2, "kind", StringType(), required=False))


def rows(*pairs):
    return pa.table({"id": pa.array([pair[0] for pair in pairs], pa.int64()), "kind": pa.array([pair[1] for pair in pairs], pa.string())})


def fails(error, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except error:
        return
    sys.exit(f"{call} did not fail with {error}")


def connect(lake, branch=None, **properties):
    uri = lake.uri if branch is None else f"{lake.uri}/{branch}"
    return load_catalog("tarn", type="rest", uri=uri, **properties)


def namespaces(lake, catalog):
    catalog.create_namespace("shop", {"owner": "me"})
    catalog.create_namespace(("shop", "inner"))
    fails(NamespaceAlreadyExistsError, catalog.create_namespace, "shop")
    fails(NoSuchNamespaceError, catalog.list_tables, "none")
    assert catalog.list_namespaces() == [("shop",)]
    assert catalog.list_namespaces("shop") == [("shop", "inner")]
    assert catalog.load_namespace_properties("shop") == {"owner": "me", "location": f"{lake.warehouse}/shop"}
    summary = catalog.update_namespace_properties("shop", {"owner"}, {"colour": "blue"})
    assert (summary.removed, summary.updated) == (["owner"], ["colour"])
    fails(NamespaceNotEmptyError, catalog.drop_namespace, "shop")
    catalog.drop_namespace(("shop", "inner"))
    assert not catalog.namespace_exists(("shop", "inner"))


def life_of_a_table(lake, catalog):
    spec = PartitionSpec(PartitionField(2, 1000, IdentityTransform(), "kind"))
    table = catalog.create_table("shop.orders", SCHEMA, partition_spec=spec, properties={"write.format.default": "parquet"})
    fails(TableAlreadyExistsError, catalog.create_table, "shop.orders", SCHEMA)
    table.append(rows((1, "a"), (2, "b")))
    table.append(rows((3, "a")))
    assert sorted(table.scan().to_arrow()["id"].to_pylist()) == [1, 2, 3]
    assert table.scan(row_filter="kind = 'a'").to_arrow().num_rows == 2
    assert lake.query("SELECT count(*) AS n FROM shop.orders") == [{"n": 3}]

    lake.call("sql", "-e", "INSERT INTO shop.orders VALUES (4, 'b')")
    assert table.refresh().scan().to_arrow().num_rows == 4
    table.overwrite(rows((9, "z")), overwrite_filter="kind = 'b'")
    assert sorted(table.scan().to_arrow()["id"].to_pylist()) == [1, 3, 9]
    table.delete("id = 1")
    assert lake.query("SELECT id FROM shop.orders ORDER BY id") == [{"id": 3}, {"id": 9}]

    with table.update_schema() as update:
        update.add_column("note", StringType())
        update.rename_column("kind", "sort")
    table.transaction().set_properties(owner="me").commit_transaction()
    table = catalog.load_table("shop.orders")
    assert [field.name for field in table.schema().fields] == ["id", "sort", "note"]
    assert table.properties["owner"] == "me"
    assert len(table.metadata.snapshots) >= 5
    first = table.metadata.snapshots[0].snapshot_id
    assert sorted(table.scan(snapshot_id=first).to_arrow()["id"].to_pylist()) == [1, 2]
    table.manage_snapshots().create_tag(first, "first").commit()
    assert "first" in catalog.load_table("shop.orders").refs()
    refs_only = connect(lake, **{"snapshot-loading-mode": "refs"}).load_table("shop.orders")
    assert len(refs_only.metadata.snapshots) == 2

    catalog.rename_table("shop.orders", "shop.bought")
    fails(NoSuchTableError, catalog.load_table, "shop.orders")
    location = catalog.load_table("shop.bought").metadata_location
    catalog.drop_table("shop.bought")
    assert not catalog.table_exists("shop.bought")
    catalog.register_table("shop.orders", location)
    assert sorted(catalog.load_table("shop.orders").scan().to_arrow()["id"].to_pylist()) == [3, 9]


def transactions(catalog):
    with catalog.create_table_transaction("shop.staged", SCHEMA) as transaction:
        transaction.append(rows((1, "a")))
        transaction.set_properties(made="together")
    table = catalog.load_table("shop.staged")
    assert table.scan().to_arrow().num_rows == 1 and table.properties["made"] == "together"
    with table.transaction() as transaction:
        transaction.append(rows((2, "b")))
        transaction.delete("id = 1")
    assert catalog.load_table("shop.staged").scan().to_arrow()["id"].to_pylist() == [2]

    late = catalog.load_table("shop.staged").transaction().set_properties(late="yes")
    catalog.purge_table("shop.staged")
    try:
        late.commit_transaction()
        sys.exit("a commit to a table that was purged did not fail")
    except RESTError as error:  # PyIceberg has no class for 404 here
        assert "NoSuchTableException" in str(error), error


def views(lake, catalog):
    lake.call("sql", "-e", "CREATE VIEW shop.few AS SELECT id FROM shop.orders WHERE id < 5")
    assert catalog.list_views("shop") == [("shop", "few")]
    assert catalog.view_exists("shop.few")
    view = catalog.load_view("shop.few")
    assert any(representation.root.dialect == "trino" for representation in view.current_version().representations)
    from pyiceberg.view.metadata import SQLViewRepresentation, ViewVersion

    version = ViewVersion(
        version_id=1, schema_id=0, timestamp_ms=1, summary={}, default_namespace=["shop"],
        representations=[SQLViewRepresentation(type="sql", sql="SELECT id FROM orders", dialect="trino")],
    )
    catalog.create_view("shop.made", Schema(NestedField(1, "id", LongType(), required=False)), version)
    assert len(lake.query("SELECT id FROM shop.made")) == 2
    catalog.drop_view("shop.made")
    catalog.drop_view("shop.few")
    assert catalog.list_views("shop") == []


def branches(lake, catalog):
    lake.call("branch", "create", "dev")
    dev = connect(lake, "dev")
    dev.load_table("shop.orders").append(rows((100, "dev")).rename_columns(["id", "sort"]))
    assert dev.load_table("shop.orders").scan().to_arrow().num_rows == 3
    assert catalog.load_table("shop.orders").scan().to_arrow().num_rows == 2
    assert catalog.load_table("shop.orders@dev").scan().to_arrow().num_rows == 3
    assert connect(lake, warehouse="dev").load_table("shop.orders").scan().to_arrow().num_rows == 3
    lake.call("merge", "dev")
    assert catalog.load_table("shop.orders").scan().to_arrow().num_rows == 3


def concurrent_appends(lake, catalog):
    """All of 64 who append to one table at once succeed at the first try: the server rebases."""
    catalog.create_table("shop.busy", SCHEMA, properties={"commit.retry.num-retries": "0"})
    writers, failures = 64, []
    tables = [connect(lake).load_table("shop.busy") for _ in range(writers)]

    def write(writer):
        try:
            tables[writer].append(rows((writer, "w")))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told below
            failures.append((writer, error))

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures[:3]
    table = catalog.load_table("shop.busy")
    assert sorted(table.scan().to_arrow()["id"].to_pylist()) == list(range(writers))
    assert lake.query("SELECT count(DISTINCT id) AS n FROM shop.busy") == [{"n": writers}]
    # One line of snapshots, each with the totals of those before.
    at, length = table.current_snapshot(), 0
    while at is not None:
        assert at.summary["total-records"] == str(writers - length), at
        assert at.sequence_number == writers - length, at
        at, length = table.snapshot_by_id(at.parent_snapshot_id) if at.parent_snapshot_id else None, length + 1
    assert length == writers

    # What overlaps is a conflict still, and so is an append to a table that does not want it.
    late = connect(lake).load_table("shop.busy")
    table.append(rows((64, "w")))
    fails(CommitFailedException, late.overwrite, rows((1, "z")), "id = 1")
    table.transaction().set_properties({"tarn.commit.rebase-appends": "false"}).commit_transaction()
    late = connect(lake).load_table("shop.busy")
    table.refresh().delete("id = 64")
    fails(CommitFailedException, late.append, rows((65, "w")))


def planning_by_the_server(lake):
    catalog = connect(lake, **{"scan-planning-mode": "server"})
    table = catalog.load_table("shop.busy")
    assert table.scan().to_arrow().num_rows == 64
    assert table.scan(row_filter="id >= 10").to_arrow().num_rows == 54
    orders = catalog.load_table("shop.orders")
    assert orders.scan().to_arrow().num_rows == 3


def files_of_others(lake, catalog):
    """Files without field ids, and without the columns of their folders: both sides find columns by the name mapping and the partition."""
    folder = pathlib.Path(lake.warehouse) / "shop" / "plain"
    folder.mkdir(parents=True)
    pq.write_table(pa.table({"id": pa.array([1, 2], pa.int64()), "kind": ["a", "b"]}), folder / "x.parquet")
    table = catalog.create_table("shop.added", SCHEMA)
    table.add_files([str(folder / "x.parquet")])
    with table.update_schema() as update:
        update.rename_column("kind", "sort")
    table.append(pa.table({"id": pa.array([3], pa.int64()), "sort": ["c"]}))
    assert lake.query("SELECT id, sort FROM shop.added ORDER BY id") == [{"id": 1, "sort": "a"}, {"id": 2, "sort": "b"}, {"id": 3, "sort": "c"}]
    lake.call("sql", "-e", "ALTER TABLE shop.added RENAME COLUMN sort TO label")
    assert sorted(catalog.load_table("shop.added").scan().to_arrow()["label"].to_pylist()) == ["a", "b", "c"]

    for day, ids in (("2026-01-01", [1]), ("2026-01-02", [2, 3])):
        part = pathlib.Path(lake.warehouse) / "shop" / "hive" / f"day={day}"
        part.mkdir(parents=True)
        pq.write_table(pa.table({"id": pa.array(ids, pa.int64())}), part / "x.parquet")
    lake.call("sql", "-e", "CALL system.migrate('shop', 'hive')")
    read = catalog.load_table("shop.hive").scan().to_arrow().sort_by("id").to_pylist()
    assert read == [{"id": number, "day": datetime.date(2026, 1, min(number, 2))} for number in (1, 2, 3)], read
    assert catalog.load_table("shop.hive").scan(row_filter="day = '2026-01-02'").to_arrow().num_rows == 2


def listings_in_pages(lake, catalog):
    for number in range(7):
        catalog.create_table(f"shop.page{number}", SCHEMA)
    paged = connect(lake, **{"rest-page-size": "2"})
    assert sorted(paged.list_tables("shop")) == sorted(catalog.list_tables("shop"))


def watching(lake):
    assert urllib.request.urlopen(lake.urls["health"]).read() == b'{"status":"UP"}'
    metrics = urllib.request.urlopen(lake.urls["metrics"]).read().decode()
    for operation in ("loadTable", "updateTable", "planTableScan"):
        assert f'tarn_http_requests_total{{listener="catalog",operation="{operation}",status="200"}}' in metrics, operation


def main():
    with ServedLake(sys.argv[1]) as lake:
        catalog = connect(lake)
        for step, arguments in (
            (namespaces, (lake, catalog)),
            (life_of_a_table, (lake, catalog)),
            (transactions, (catalog,)),
            (views, (lake, catalog)),
            (branches, (lake, catalog)),
            (concurrent_appends, (lake, catalog)),
            (planning_by_the_server, (lake,)),
            (files_of_others, (lake, catalog)),
            (listings_in_pages, (lake, catalog)),
            (watching, (lake,)),
        ):
            step(*arguments)
            print(f"{step.__name__}: agrees")


main()
