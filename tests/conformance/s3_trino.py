"""A real Trino 476 with a lake in an S3 service (moto, see s3_service.py): by `iceberg.catalog.type=rest` with the temporary keys
that `tarn serve` vends for each table, and by `nessie` with keys of its own. Needs what trino_server.py needs.

    s3_trino.py TARN [REPOSITORY]"""
import pathlib
import sys
import tempfile

from s3_clients import S3Lake
from s3_service import BUCKET, Moto, start
from trino_server import Session, TrinoServer, life_of_a_table, maintenance, same, schemas


class S3Trino(TrinoServer):
    def catalogs(self, lake):
        service = lake.service
        common = "connector.name=iceberg\nfs.native-s3.enabled=true\niceberg.metadata-cache.enabled=false\n" \
            f"s3.endpoint={service.url}\ns3.region=us-east-1\ns3.path-style-access=true\n"
        return {
            "rest": common + f"iceberg.catalog.type=rest\niceberg.rest-catalog.uri={lake.uri}\n"
            "iceberg.rest-catalog.vended-credentials-enabled=true\n",
            "nessie": common + f"iceberg.catalog.type=nessie\niceberg.nessie-catalog.uri={lake.urls['Nessie API']}/v2\n"
            f"iceberg.nessie-catalog.ref=main\niceberg.nessie-catalog.default-warehouse-dir=s3://{BUCKET}/nessie\n"
            f"s3.aws-access-key={service.access_key}\ns3.aws-secret-key={service.secret_key}\n",
        }


def main():
    with tempfile.TemporaryDirectory() as folder, start(Moto, pathlib.Path(folder)) as service, S3Lake(sys.argv[1], service) as lake:
        server = S3Trino(lake)
        try:
            for session in (Session(server.port, "rest"), Session(server.port, "nessie")):
                schema = f"by_{session.catalog}"
                same(session.rows("SELECT count(*), sum(n) FROM s.numbers"), [(1000, 500500)])
                for step in (schemas, life_of_a_table, maintenance):
                    step(session, schema)
                    print(f"{session.catalog}: {step.__name__.replace('_', ' ')}", flush=True)
                session.rows(f"CREATE TABLE {schema}.wide AS SELECT n, CAST(n AS varchar) AS text FROM s.numbers")
                same(lake.query(f"SELECT count(*) AS c, sum(n) AS s FROM {schema}.wide"), [{"c": 1000, "s": 500500}])
        finally:
            server.stop()
    print("Trino works with a lake in S3, with vended keys and with its own")


if __name__ == "__main__":
    main()
