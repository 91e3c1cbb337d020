#!/usr/bin/env python3
"""Records what real dbt makes of the projects below projects/: tests/golden/dbt/expected/*.json, which the C++ tests of
transform compare with.

    deps/venv/bin/python tests/golden/dbt/generate.py shop          (dbt-core 1.10, dbt-duckdb)
    PYTHON_WITH_DBT_TRINO tests/golden/dbt/generate.py crossdb      (dbt-core 1.10, dbt-trino 1.10)

crossdb needs an environment of its own: python3 -m venv E && E/bin/pip install dbt-core==1.10.23 dbt-trino==1.10.6.
dbt-trino compiles it without a server.
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
HERE = pathlib.Path(__file__).resolve().parent

SELECTIONS = {
    "shop": [
        [],
        ["--select", "stg_orders"],
        ["--select", "+orders"],
        ["--select", "1+orders"],
        ["--select", "stg_orders+1"],
        ["--select", "orders+"],
        ["--select", "2+customers+1"],
        ["--select", "@stg_customers"],
        ["--select", "@base_regions"],
        ["--select", "tag:mart"],
        ["--select", "tag:sta*"],
        ["--select", "tag:stage,stg_orders"],
        ["--select", "stg_orders stg_customers"],
        ["--select", "stg_orders", "customers"],
        ["--select", "tag:mart,config.materialized:incremental"],
        ["--select", "config.materialized:table"],
        ["--select", "config.severity:WARN"],
        ["--select", "config.meta.tier:silver"],
        ["--select", "config.tags:nightly"],
        ["--select", "source:raw"],
        ["--select", "source:raw.orders+"],
        ["--select", "source:shop.raw.customers"],
        ["--select", "+exposure:weekly_board"],
        ["--select", "path:models/staging"],
        ["--select", "models/marts"],
        ["--select", "path:models/staging/stg_orders.sql"],
        ["--select", "models/marts/*.sql"],
        ["--select", "stg_orders.sql"],
        ["--select", "file:stg_orders"],
        ["--select", "shop.marts"],
        ["--select", "shop.marts.*"],
        ["--select", "marts.finance"],
        ["--select", "shop.*.stg_*"],
        ["--select", "stg_*"],
        ["--select", "package:toolbox"],
        ["--select", "package:this"],
        ["--select", "test_type:generic"],
        ["--select", "test_type:singular"],
        ["--select", "test_type:data"],
        ["--select", "test_name:not_null"],
        ["--select", "test_name:*_null"],
        ["--select", "resource_type:test"],
        ["--select", "resource_type:seed"],
        ["--select", "resource_type:source"],
        ["--select", "fqn:numbers"],
        ["--select", "access:protected"],
        ["--select", "stg_customers", "--indirect-selection", "cautious"],
        ["--select", "stg_customers", "--indirect-selection", "buildable"],
        ["--select", "orders", "--indirect-selection", "empty"],
        ["--select", "stg_orders stg_customers", "--indirect-selection", "cautious"],
        ["--exclude", "tag:stage"],
        ["--select", "tag:mart", "--exclude", "invoices"],
        ["--select", "orders+", "--exclude", "test_type:generic"],
        ["--select", "not_null_stg_orders_order_id"],
        ["--select", "enough_orders"],
        ["--select", "nothing_of_that_name"],
        ["--selector", "marts_only"],
        ["--selector", "combined"],
        ["--selector", "with_parents"],
        ["--resource-type", "model", "--select", "tag:mart"],
        ["--resource-type", "source"],
        ["--exclude-resource-type", "test"],
    ],
    "crossdb": [],
}
NODE_KEYS = [
    "database", "schema", "name", "resource_type", "package_name", "path", "original_file_path", "unique_id", "fqn",
    "alias", "checksum", "config", "tags", "description", "columns", "meta", "docs", "patch_path", "relation_name",
    "raw_code", "language", "refs", "sources", "depends_on", "access", "column_name", "test_metadata", "attached_node",
    "file_key_name", "source_name", "source_description", "identifier", "loaded_at_field", "freshness", "source_meta",
    "type", "owner", "maturity", "url", "primary_key", "compiled_code", "extra_ctes", "doc_blocks", "unrendered_config",
]


def slim(node):
    return {key: node[key] for key in NODE_KEYS if key in node}


def manifest_golden(path, project):
    manifest = json.loads(pathlib.Path(path).read_text())
    own = lambda unique_id: unique_id.split(".")[1] != "dbt" and not unique_id.startswith(("macro.dbt_",))
    return {
        "nodes": {k: slim(v) for k, v in manifest["nodes"].items()},
        "sources": {k: slim(v) for k, v in manifest["sources"].items()},
        "exposures": {k: slim(v) for k, v in manifest["exposures"].items()},
        "disabled": {k: [slim(n) for n in v] for k, v in manifest["disabled"].items()},
        "macros": {
            k: {key: v[key] for key in ("name", "package_name", "original_file_path", "macro_sql", "depends_on",
                                        "description", "arguments")}
            for k, v in manifest["macros"].items()
            if v["package_name"] in (project, "toolbox")
        },
        "docs": {k: v for k, v in manifest["docs"].items() if own(k)},
        "selectors": manifest["selectors"],
        "parent_map": manifest["parent_map"],
        "child_map": manifest["child_map"],
        "keys": {
            "manifest": list(manifest), "metadata": list(manifest["metadata"]),
            "model": sorted({k for v in manifest["nodes"].values() if v["resource_type"] == "model" for k in v}),
            "test": sorted({k for v in manifest["nodes"].values() if v["resource_type"] == "test" for k in v}),
            "seed": sorted({k for v in manifest["nodes"].values() if v["resource_type"] == "seed" for k in v}),
            "source": sorted({k for v in manifest["sources"].values() for k in v}),
            "macro": sorted({k for v in manifest["macros"].values() for k in v}),
        },
    }


def main(project):
    from dbt.cli.main import dbtRunner

    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder) / project
        shutil.copytree(HERE / "projects" / project, work)
        shutil.copy(HERE / "profiles.yml", work)
        os.chdir(work)
        runner = dbtRunner()
        common = ["--quiet", "--no-use-colors", "--no-version-check"]
        if (work / "packages.yml").exists():
            assert runner.invoke(["deps", *common]).success
        extra = ["--no-populate-cache", "--no-introspect"] if project == "crossdb" else []
        result = runner.invoke(["compile", *common, *extra])
        assert result.success, result.exception
        golden = manifest_golden("target/manifest.json", project)
        golden["ls"] = []
        for args in SELECTIONS[project]:
            listed = runner.invoke(["ls", "--output", "json", "--output-keys", "unique_id", *common, *args])
            assert listed.success, (args, listed.exception)
            ids = sorted(json.loads(line)["unique_id"] for line in listed.result or [])
            names = runner.invoke(["ls", *common, *args]).result
            golden["ls"].append({"args": args, "unique_ids": ids, "names": sorted(names or [])})
        (HERE / "expected").mkdir(exist_ok=True)
        text = json.dumps(golden, indent=1, sort_keys=True).replace(str(work), "PROJECT")
        (HERE / "expected" / f"{project}.json").write_text(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
