"""dbt-core with dbt-trino builds the example's models over a live `tarn serve`, on a branch of its own: all tests pass as they do for
`tarn run`, and all eleven models have the rows that it gave them.

    trino_dbt.py TARN SOURCE_FOLDER"""
import json
import os
import pathlib
import signal
import subprocess
import sys

from lake import Lake, expect_equal

# When a row was ingested is the one thing that may differ.
VOLATILE = {"ingested_at"}


def rows(lake, ref, name):
    found = json.loads(lake.call("sql", "--ref", ref, "--output", "json", "-e", f"SELECT * FROM {name}"))
    return [tuple(str(row[column]) for column in sorted(row) if column not in VOLATILE) for row in found]


def main():
    source = pathlib.Path(sys.argv[2]).resolve()
    with Lake(sys.argv[1]) as lake:
        lake.call("branch", "create", "dbt")
        server = subprocess.Popen([lake.tarn, "serve", "-C", lake.path, "--catalog-port", "0", "--trino-port", "0", "--json"],
                                  stdout=subprocess.PIPE, text=True)
        urls = {endpoint["name"]: endpoint["url"] for endpoint in json.loads(server.stdout.readline())["endpoints"]}
        profiles = lake.folder / "profiles"
        profiles.mkdir()
        (profiles / "profiles.yml").write_text(f"""
ecommerce:
  target: tarn
  outputs:
    tarn: {{type: trino, method: none, user: ann, host: 127.0.0.1, port: {urls["Trino protocol"].rsplit(":", 1)[1]}, database: iceberg,
           schema: bronze, threads: 2, session_properties: {{ref: dbt}}}}
""")
        before = lake.call("log", "--output", "json")
        done = subprocess.run([pathlib.Path(sys.executable).parent / "dbt", "build", "--profiles-dir", profiles, "--project-dir",
                               source / "examples" / "ecommerce", "--target-path", lake.folder / "target", "--log-path", lake.folder / "logs"],
                              env=dict(os.environ, DBT_SEND_ANONYMOUS_USAGE_STATS="false"), capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"dbt build failed with {done.returncode}\n{done.stdout}\n{done.stderr}")
        assert "PASS=73 WARN=1 ERROR=0" in done.stdout, done.stdout[-600:]
        models = [row["n"] for row in json.loads(lake.call(
            "sql", "--ref", "dbt", "--output", "json", "-e",
            "SELECT table_schema || '.' || table_name AS n FROM information_schema.tables "
            "WHERE table_schema IN ('silver', 'gold') OR table_name LIKE 'bronze_%' ORDER BY 1"))]
        assert len(models) == 11, models
        for name in models:
            expect_equal(name, rows(lake, "dbt", name), rows(lake, "main", name))
        assert lake.call("log", "--output", "json") == before, "main was written"
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0


main()
