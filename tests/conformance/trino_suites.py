"""The suites of Trino 476's own engine (AbstractTestQueries, AbstractTestAggregations, …: some 700 tests, each of many statements), of its Iceberg connector
(BaseIcebergConnectorTest and BaseConnectorSmokeTest: 530 more) and of its JDBC driver (TestTrinoDriver, TestTrinoDatabaseMetaData, …: 180) against `tarn serve`.

    trino_suites.py TARN [REPOSITORY] [--update] [SUITE …]

Tests that are known to fail are in trino_suites/failures.txt, by why; the test fails when another one does, or when one of them no longer does. --update writes
those that fail now, with the reasons that the list has. The jars are in deps/trino-suites and the Java in deps/peers, where deps/install --peers puts them."""
import glob
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
jars = REPOSITORY / "deps" / "trino-suites"
java = os.environ.get("TARN_TRINO_JAVA") or next(iter(glob.glob(f"{REPOSITORY}/deps/peers/java/bin/java")), None)
if not jars.is_dir() or not java:
    print("skipped: no suites of Trino; run deps/install --peers first")
    sys.exit(77)

import jdbc_sources  # noqa: E402
from served_lake import ServedLake  # noqa: E402

HERE = pathlib.Path(__file__).parent / "trino_suites"
ENGINE = ["Queries", "Aggregations", "JoinQueries", "OrderByQueries", "WindowQueries", "EngineOnlyQueries", "DistributedEngineOnlyQueries"]
CONNECTOR = ["IcebergConnectorSmokeTest", "IcebergConnectorTest"]
JDBC = ["TrinoDatabaseMetaData", "TrinoDriver", "TrinoDriverUsingDataSource", "JdbcPreparedStatement", "JdbcResultSet", "JdbcStatement", "JdbcConnection"]
SUITES = ENGINE + CONNECTOR + JDBC
OPTIONS = [
    "-Xmx3g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
    # What the suites expect of the zone and language of their process.
    "-Duser.timezone=America/Bahia_Banderas", "-Duser.language=en",
]
# Subqueries about other rows that compare by <: Trino refuses some, Tarn computes each, which takes minutes in a debug build. The last two compare
# each of 15,000 rows with each other, in Java.
# testNonDeterministicJoinPredicatePushdown passes every other time: the engine filters by rand() below the join.
# MetadataCalls count what a connector inside the server is asked for.
TOO_LONG = "(MetadataCalls|testNonDeterministicJoinPredicatePushdown|testCorrelatedScalarSubqueries|testCorrelatedExistsSubqueries|testStatsBasedRepartitionDataOnInsert|testStatsBasedRepartitionDataOnCtas)"


class SuiteLake(ServedLake):
    def prepare(self):
        config = self.path / "tarn.yaml"
        # Tests of the connector read the lake's files, by locations that Trino's file systems know.
        text = re.sub("^warehouse:.*$", f"warehouse: file://{self.path}/warehouse", config.read_text(), flags=re.MULTILINE)
        config.write_text(text + "memory_limit: 3GB\ncatalogs: {tpch: true, tpcds: false, memory: true}\n")
        return []


def known():
    """Reasons of the tests that are known to fail."""
    reasons, reason = {}, ""
    for line in (HERE / "failures.txt").read_text().splitlines():
        if line.startswith("# "):
            reason = line[2:]
        elif line:
            reasons[line] = reason
    return reasons


def class_of(suite):
    if suite in JDBC:
        return f"io.trino.jdbc.Test{suite}"
    return f"tarn.{'TarnConnectorSuites' if suite in CONNECTOR else 'TarnSuites'}$Test{suite}"


def run(suite, uri, classes, folder):
    """The tests of a suite, and those of them that failed."""
    reports = folder / suite
    command = [java, *OPTIONS, f"-Dtarn={uri}", "-cp", f"{classes}:{jars}/*", "org.junit.platform.console.ConsoleLauncher", "execute", "-c",
               class_of(suite), f"--exclude-methodname=.*{TOO_LONG}.*", "--details=none", f"--reports-dir={reports}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    ran, failed = set(), set()
    for case in xml.etree.ElementTree.parse(reports / "TEST-junit-jupiter.xml").getroot().iter("testcase"):
        name = f"{suite}.{case.get('name').split('(')[0]}"
        ran.add(name)
        if case.find("failure") is not None or case.find("error") is not None:
            failed.add(name)
    if not ran:
        sys.exit(f"no test of {suite} ran:\n{done.stdout[-3000:]}")
    return ran, failed


def main():
    words = sys.argv[2:]
    update = "--update" in words
    suites = [word for word in words if word in SUITES] or SUITES
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tarn-suites-"))
    classes = folder / "classes"
    subprocess.run([java, "-cp", f"{jars}/*", "org.eclipse.jdt.internal.compiler.batch.Main", "-nowarn", "-source", "21", "-target", "21",
                    "-d", str(classes), *map(str, sorted(HERE.glob("*.java"))),
                    *map(str, jdbc_sources.write(jars / "trino-jdbc-476-test-sources.jar", folder / "jdbc"))], check=True)
    jdbc_sources.write_resources(jars / "trino-jdbc-476-tests.jar", classes)
    ran, failed = set(), set()
    # Tests of the driver list what is in the lake.
    for part in (ENGINE + CONNECTOR, JDBC):
        chosen = [suite for suite in suites if suite in part]
        if not chosen:
            continue
        with SuiteLake(sys.argv[1]) as lake:
            lake.call("sql", "-e", "CREATE SCHEMA IF NOT EXISTS default")
            for suite in chosen:
                names, bad = run(suite, lake.urls["Trino protocol"], classes, folder)
                print(f"{suite}: {len(names) - len(bad)} of {len(names)} pass", flush=True)
                ran |= names
                failed |= bad
    reasons = known()
    if update:
        by_reason = {}
        for name in sorted(failed | {name for name in reasons if name not in ran}):
            by_reason.setdefault(reasons.get(name, "not looked at"), []).append(name)
        (HERE / "failures.txt").write_text("\n\n".join("\n".join([f"# {reason}", *names]) for reason, names in sorted(by_reason.items())) + "\n")
        return 0
    new = sorted(failed - set(reasons))
    mended = sorted(name for name in reasons if name in ran and name not in failed)
    for name in new:
        print(f"fails: {name}")
    for name in mended:
        print(f"passes, but is listed as failing: {name}")
    return 1 if new or mended else 0


sys.exit(main())
