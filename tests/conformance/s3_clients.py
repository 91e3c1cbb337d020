"""A lake in an S3 service: `tarn sql` writes and reads it, and PyIceberg (pyarrow's S3 client) and DuckDB's iceberg extension read and write its
tables with the temporary keys that `tarn serve` vends.

    s3_clients.py TARN [REPOSITORY]

The service is moto, see s3_service.py; without it this is skipped."""
import pathlib
import sys
import tempfile

import pyarrow as pa
from pyiceberg.catalog import load_catalog

from s3_service import BUCKET, Moto, start
from served_lake import ServedLake


class S3Lake(ServedLake):
    """A served lake whose warehouse is in the service's bucket. Its name has what paths may have."""

    def __init__(self, tarn, service):
        self.service = service
        super().__init__(tarn)

    def prepare(self):
        self.service.use(self.path, "ware house+ä")
        self.call("sql", "-e", "CREATE SCHEMA s; CREATE TABLE s.numbers AS SELECT n, 'x' || CAST(n AS varchar) AS name "
                  "FROM UNNEST(sequence(1, 1000)) AS t(n)")
        return []


def pyiceberg(lake):
    catalog = load_catalog("tarn", type="rest", uri=lake.uri)
    table = catalog.load_table("s.numbers")
    assert table.location().startswith(f"s3://{BUCKET}/ware house+ä/s/numbers"), table.location()
    properties = table.io.properties
    assert properties["s3.access-key-id"] not in ("", lake.service.access_key), "the lake's own key"
    assert properties["s3.session-token"]
    assert table.scan().to_arrow().num_rows == 1000
    table.append(pa.table({"n": pa.array([1001], pa.int64()), "name": ["new"]}).cast(table.schema().as_arrow()))
    made = catalog.create_table("s.made", pa.schema([("id", pa.int64())]))
    made.append(pa.table({"id": pa.array(range(10), pa.int64())}))
    assert lake.query("SELECT count(*) AS c FROM s.numbers") == [{"c": 1001}]
    assert lake.query("SELECT sum(id) AS s FROM s.made") == [{"s": 45}]
    lake.call("sql", "-e", "DELETE FROM s.made WHERE id < 5; UPDATE s.numbers SET name = 'even' WHERE n % 2 = 0")
    assert catalog.load_table("s.made").scan().to_arrow().num_rows == 5
    assert catalog.load_table("s.numbers").scan(row_filter="name = 'even'").to_arrow().num_rows == 500
    print("PyIceberg with vended keys: agrees")
    return catalog


def duckdb(lake):
    from rest_duckdb import connect

    db = connect(lake.uri)
    assert db.execute("SELECT count(*), sum(n) FROM tarn.s.numbers").fetchone() == (1001, 501501)
    db.execute("INSERT INTO tarn.s.numbers VALUES (5000, 'duck')")
    assert lake.query("SELECT name FROM s.numbers WHERE n = 5000") == [{"name": "duck"}]
    print("DuckDB's iceberg extension with vended keys: agrees")


def main():
    with tempfile.TemporaryDirectory() as folder, start(Moto, pathlib.Path(folder)) as service, S3Lake(sys.argv[1], service) as lake:
        assert lake.query("SELECT count(*) AS c, sum(n) AS s FROM s.numbers WHERE n > 10") == [{"c": 990, "s": 500445}]
        catalog = pyiceberg(lake)
        duckdb(lake)
        catalog.drop_table("s.made")


if __name__ == "__main__":
    main()
