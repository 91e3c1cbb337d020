"""dbt-core with dbt-duckdb runs the example's models over the same files: all eleven give the same rows.

    dbt_duckdb.py TARN SOURCE_FOLDER"""
import os
import pathlib
import shutil
import subprocess
import sys

import duckdb
from pyiceberg.table import StaticTable

from lake import Lake, expect_equal

# When a row was ingested is the one thing that must differ.
VOLATILE = {"ingested_at", "source_system"}


def main():
    source = pathlib.Path(sys.argv[2]).resolve()
    bench = source / "bench" / "pipeline"
    with Lake(sys.argv[1]) as lake:
        work = lake.folder / "dbt"
        project = work / "project"
        shutil.copytree(source / "examples" / "ecommerce", project)
        subprocess.run([sys.executable, bench / "load.py", lake.path / "data", work], check=True)
        environment = dict(os.environ, BENCH_DUCKDB=str(work), DBT_SEND_ANONYMOUS_USAGE_STATS="false")
        dbt = pathlib.Path(sys.executable).parent / "dbt"
        subprocess.run([dbt, "build", "--quiet", "--profiles-dir", bench, "--project-dir", project], check=True, env=environment)

        db = duckdb.connect(str(work / "iceberg.duckdb"), read_only=True)
        tables = lake.tables()
        models = db.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables "
            "WHERE table_schema IN ('silver', 'gold') ORDER BY 1"
        ).fetchall()
        assert len(models) == 7, models
        for (name,) in models:
            theirs = db.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in theirs.description if column[0] not in VOLATILE]
            theirs = db.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()
            ours = StaticTable.from_metadata(tables[name]).scan(selected_fields=tuple(columns)).to_arrow().select(columns)
            expect_equal(name, list(zip(*(column.to_pylist() for column in ours.columns))), theirs)
        for name in ("customer_events", "payment_transactions", "inventory_snapshots", "support_tickets"):
            columns = [
                row[0] for row in db.execute(f"DESCRIBE bronze.bronze_{name}").fetchall() if row[0] not in VOLATILE
            ]
            theirs = db.execute(f"SELECT {', '.join(columns)} FROM bronze.bronze_{name}").fetchall()
            text = lake.call("sql", "--output", "csv", "-e", f"SELECT count(*) FROM iceberg.bronze.bronze_{name}")
            assert int(text.split()[-1]) == len(theirs), f"bronze_{name}: {text.split()[-1]} rows here, {len(theirs)} there"
            ours = StaticTable.from_metadata(tables[f"bronze.{name}"]).scan().to_arrow().select(columns)
            expect_equal(f"bronze.{name}", list(zip(*(column.to_pylist() for column in ours.columns))), theirs)


main()
