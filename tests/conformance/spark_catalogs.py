"""Apache Spark 3.5 with a lake as its Iceberg catalog, by `type=rest` and by `type=nessie` (with Nessie's SQL for references): the life of a table
in each, both write modes, format version 3, procedures, table branches, views; references made, merged and read. What Spark leaves is read by Tarn.

    spark_catalogs.py TARN [REPOSITORY]

Spark is in deps/venv-spark and its extensions in deps/peers, where deps/install --peers puts them."""
import glob
import os
import pathlib
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
python = REPOSITORY / "deps/venv-spark/bin/python"
jars = glob.glob(f"{REPOSITORY}/deps/peers/*spark*.jar")
if not python.exists() or len(jars) < 2:
    print("skipped: no Spark; run deps/install --peers first")
    sys.exit(77)
if pathlib.Path(sys.prefix).resolve() != (REPOSITORY / "deps/venv-spark").resolve():
    os.execv(python, [str(python), *sys.argv])

from pyspark.sql import SparkSession  # noqa: E402

from served_lake import ServedLake  # noqa: E402


class SparkEngine:
    def __init__(self, lake):
        builder = SparkSession.builder.master("local[2]").appName("tarn")
        settings = {
            "spark.jars": ",".join(jars),
            "spark.ui.enabled": "false",
            "spark.driver.memory": "1g",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.shuffle.partitions": "2",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.warehouse.dir": str(lake.folder / "spark"),
            "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions,"
            "org.projectnessie.spark.extensions.NessieSparkSessionExtensions",
            "spark.sql.catalog.rest": "org.apache.iceberg.spark.SparkCatalog",
            "spark.sql.catalog.rest.type": "rest",
            "spark.sql.catalog.rest.uri": lake.uri,
            "spark.sql.catalog.nessie": "org.apache.iceberg.spark.SparkCatalog",
            "spark.sql.catalog.nessie.type": "nessie",
            "spark.sql.catalog.nessie.uri": f"{lake.urls['Nessie API']}/v2",
            "spark.sql.catalog.nessie.client-api-version": "2",
            "spark.sql.catalog.nessie.ref": "main",
            "spark.sql.catalog.nessie.warehouse": lake.warehouse,
        }
        for name, value in settings.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")

    def run(self, sql, want=None):
        rows = [tuple(row) for row in self.session.sql(sql).collect()]
        if want is not None and rows != want:
            sys.exit(f"{sql}\n  gives {rows}\n  not   {want}")
        return rows


def life_of_a_table(spark, catalog):
    schema = f"{catalog}.by_{catalog}"
    table = f"{schema}.t"
    spark.run(f"CREATE NAMESPACE {schema}")
    assert (f"by_{catalog}",) in spark.run(f"SHOW NAMESPACES IN {catalog}")
    spark.run(f"CREATE TABLE {table} (id bigint, name string, ts timestamp, d decimal(10, 2)) USING iceberg PARTITIONED BY (bucket(4, id), days(ts))")
    spark.run(f"INSERT INTO {table} VALUES (1, 'a', timestamp'2026-01-01 00:00:00', 1.5), (2, 'b', timestamp'2026-01-02 00:00:00', 2.5), "
              "(3, 'c', timestamp'2026-01-03 00:00:00', null)")
    spark.run(f"UPDATE {table} SET name = 'bb' WHERE id = 2")
    spark.run(f"DELETE FROM {table} WHERE id = 1")
    spark.run(f"MERGE INTO {table} t USING (SELECT 3 AS id, 'cc' AS name UNION ALL SELECT 4, 'd') s ON t.id = s.id "
              "WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)")
    spark.run(f"SELECT id, name FROM {table} ORDER BY id", [(2, "bb"), (3, "cc"), (4, "d")])
    spark.run(f"ALTER TABLE {table} ADD COLUMN extra array<int>")
    spark.run(f"ALTER TABLE {table} RENAME COLUMN name TO label")
    spark.run(f"ALTER TABLE {table} SET TBLPROPERTIES ('write.delete.mode' = 'merge-on-read')")
    spark.run(f"DELETE FROM {table} WHERE id = 4")
    spark.run(f"SELECT id, label, extra FROM {table} ORDER BY id", [(2, "bb", None), (3, "cc", None)])
    assert spark.run(f"SELECT count(*) FROM {table}.snapshots")[0][0] >= 5
    # A branch of the table.
    spark.run(f"ALTER TABLE {table} CREATE BRANCH audit")
    spark.run(f"INSERT INTO {table}.branch_audit VALUES (9, 'nine', timestamp'2026-01-03 00:00:00', 9, array(1, 2))")
    spark.run(f"SELECT count(*) FROM {table} VERSION AS OF 'audit'", [(3,)])
    spark.run(f"SELECT count(*) FROM {table}", [(2,)])
    spark.run(f"CALL {catalog}.system.fast_forward('by_{catalog}.t', 'main', 'audit')")
    spark.run(f"CALL {catalog}.system.rewrite_data_files(table => 'by_{catalog}.t', options => map('rewrite-all', 'true'))")
    spark.run(f"CALL {catalog}.system.rewrite_manifests('by_{catalog}.t')")
    if catalog == "rest":  # Nessie's catalog switches this off: another branch may need what one no longer does
        spark.run(f"CALL {catalog}.system.expire_snapshots(table => 'by_{catalog}.t', older_than => timestamp'2100-01-01 00:00:00')")
    spark.run(f"SELECT id, label, extra FROM {table} ORDER BY id", [(2, "bb", None), (3, "cc", None), (9, "nine", [1, 2])])


def other_tables_and_views(spark, catalog):
    schema = f"{catalog}.by_{catalog}"
    spark.run(f"CREATE TABLE {schema}.v3 (id bigint, s string) USING iceberg TBLPROPERTIES ('format-version' = '3', 'write.delete.mode' = 'merge-on-read')")
    spark.run(f"INSERT INTO {schema}.v3 SELECT id, cast(id AS string) FROM range(100)")
    spark.run(f"DELETE FROM {schema}.v3 WHERE id % 10 = 3")
    spark.run(f"SELECT count(*), sum(id) FROM {schema}.v3", [(90, 4470)])
    spark.run(f"CREATE TABLE {schema}.copy USING iceberg AS SELECT * FROM {schema}.v3")
    spark.run(f"CREATE OR REPLACE TABLE {schema}.copy USING iceberg AS SELECT id FROM {schema}.v3 WHERE id < 50")
    spark.run(f"ALTER TABLE {schema}.copy RENAME TO by_{catalog}.renamed")
    spark.run(f"CREATE VIEW {schema}.small AS SELECT id FROM {schema}.v3 WHERE id < 5")
    spark.run(f"SELECT id FROM {schema}.small ORDER BY id", [(0,), (1,), (2,), (4,)])
    names = sorted(row[1] for row in spark.run(f"SHOW TABLES IN {schema}") if not row[1] == "small")
    assert names == ["renamed", "t", "v3"], names
    spark.run(f"DROP VIEW {schema}.small")
    spark.run(f"DROP TABLE {schema}.renamed")


def references(spark):
    """Nessie's own statements for branches and tags."""
    spark.run("USE nessie")
    spark.run("CREATE BRANCH dev IN nessie FROM main")
    spark.run("USE REFERENCE dev IN nessie")
    spark.run("INSERT INTO nessie.by_nessie.v3 VALUES (1000, 'x')")
    spark.run("SELECT count(*) FROM nessie.by_nessie.v3", [(91,)])
    spark.run("SELECT count(*) FROM nessie.by_nessie.`v3@main`", [(90,)])
    assert "append" in str(spark.run("SHOW LOG dev IN nessie")[0])
    spark.run("MERGE BRANCH dev INTO main IN nessie")
    spark.run("USE REFERENCE main IN nessie")
    spark.run("SELECT count(*) FROM nessie.by_nessie.v3", [(91,)])
    spark.run("CREATE TAG released IN nessie FROM main")
    assert sorted(row[1] for row in spark.run("LIST REFERENCES IN nessie")) == ["dev", "main", "released"]
    spark.run("DROP BRANCH dev IN nessie")
    spark.run("DROP TAG released IN nessie")


def main():
    with ServedLake(sys.argv[1]) as lake:
        spark = SparkEngine(lake)
        for catalog in ("rest", "nessie"):
            life_of_a_table(spark, catalog)
            other_tables_and_views(spark, catalog)
        references(spark)
        # Both catalogs are one, and Tarn reads what Spark wrote, in both kinds of deletes.
        spark.run("SELECT count(*) FROM rest.by_nessie.v3", [(91,)])
        spark.session.stop()
        for catalog in ("rest", "nessie"):
            rows = lake.query(f"SELECT id, label, extra FROM by_{catalog}.t ORDER BY id")
            assert rows == [{"id": 2, "label": "bb", "extra": None}, {"id": 3, "label": "cc", "extra": None},
                            {"id": 9, "label": "nine", "extra": [1, 2]}], rows
        assert lake.query("SELECT count(*) AS n, sum(id) AS total FROM by_nessie.v3") == [{"n": 91, "total": 5470}]
        assert lake.query('SELECT content, file_format FROM by_rest."v3$files" WHERE content = 1 LIMIT 1') == [{"content": 1, "file_format": "PUFFIN"}]
    print("Spark 3.5 works with both catalogs")


main()
