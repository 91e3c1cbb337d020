"""Iceberg's own compatibility kit for REST catalogs (iceberg-open-api) passes against a live `tarn serve`: every test of catalogs and views that the
kit itself does not leave out.

    rest_compatibility.py TARN SOURCE"""
import os
import pathlib
import re
import subprocess
import sys

from java_peer import Java
from served_lake import ServedLake

KIT = ["org.apache.iceberg.rest.RESTCompatibilityKitCatalogTests", "org.apache.iceberg.rest.RESTCompatibilityKitViewCatalogTests"]
# Of 1.10; fewer would mean that the kit was not found.
FEWEST = 130


class KitLake(ServedLake):
    def prepare(self):
        # The kit says itself where some of its tables and views are.
        return ["--allow-location", "file:/tmp"]


def main():
    source = pathlib.Path(sys.argv[2])
    if not list((source / "deps" / "java").glob("iceberg-open-api-*-tests.jar")):
        print("skipped: the jars of the compatibility kit are not there; run deps/install --test")
        sys.exit(77)
    with KitLake(sys.argv[1]) as lake:
        command = [*Java(source, lake.folder).command]
        options = ["-Drck.local=false", "-Drck.requires-namespace-create=true", "-Drck.supports-serverside-retry=true"]
        classes = [word for name in KIT for word in ("-c", name)]
        done = subprocess.run(
            [command[0], *options, *command[1:], "org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner", "--disable-ansi-colors",
             "--details=tree", *classes],
            env={**os.environ, "CATALOG_URI": lake.uri, "CATALOG_WAREHOUSE": "main", "CATALOG_IO__IMPL": "LocalIO"},
            capture_output=True, text=True, encoding="utf-8",
        )
    count = {word: int(number) for number, word in re.findall(r"\[\s*(\d+) tests (\w+)\s*\]", done.stdout)}
    if done.returncode != 0 or count.get("failed") != 0 or count.get("successful", 0) < FEWEST:
        sys.exit(done.stdout[-20000:] + done.stderr[-2000:])
    print(f"{count['successful']} tests passed, {count['aborted']} were left out by the kit:")
    # "├─ testName() ■ Assumption failed: why"
    for name, why in re.findall(r"(\w+)\([^)]*\) ■ (.*)", done.stdout):
        print(f"  {name}: {why}")


main()
