"""Nessie's own tests of its API, versions 1 and 2 (BaseTestNessieApi by its Java client, BaseTestNessieRest by plain requests), against `tarn serve`.

    nessie_suites.py TARN [REPOSITORY] [FOLDER]

Tests that are known to fail are in nessie_suites/failures.txt, by why; the test fails when another one does, or when one of them no longer does. The jars are
in deps/nessie-suites, where deps/install --peers puts them: the tests as they were last published (0.76.3), over the client of 0.99.0. FOLDER has classes
that come before them: those of another version, compiled from its sources."""
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
jars = REPOSITORY / "deps" / "nessie-suites"
if not jars.is_dir():
    print("skipped: no suites of Nessie; run deps/install --peers first")
    sys.exit(77)

from served_lake import ServedLake  # noqa: E402

HERE = pathlib.Path(__file__).parent / "nessie_suites"
# Fewer would mean that one of the two versions was not found.
FEWEST = 170


def known():
    """Reasons of the tests that are known to fail."""
    reasons, reason = {}, ""
    for line in (HERE / "failures.txt").read_text().splitlines():
        if line.startswith("# "):
            reason = line[2:]
        elif line:
            reasons[line] = reason
    return reasons


def run(uri, folder, before):
    """The tests that ran, and those of them that failed with what they said."""
    # Of JUnit's jars the one that has all of it.
    others = [str(jar) for jar in sorted(jars.glob("*.jar")) if not jar.name.startswith("junit-")]
    path = ":".join([*before, str(folder / "classes"), *map(str, jars.glob("junit-platform-console-standalone-*.jar")), *others])
    subprocess.run(["javac", "-nowarn", "-cp", path, "-d", str(folder / "classes"), *map(str, HERE.glob("*.java"))], check=True, stderr=subprocess.DEVNULL)
    done = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", f"-Dtarn={uri}", "-cp", path, "org.junit.platform.console.ConsoleLauncher", "execute", "--details=none",
         "-c", "tarn.TarnNessieSuites$TestRest", f"--reports-dir={folder / 'reports'}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    ran, failed = set(), {}
    for report in (folder / "reports").glob("*.xml"):
        for case in xml.etree.ElementTree.parse(report).getroot().iter("testcase"):
            version = "v1" if "[nessie-api:V1]" in (case.findtext("system-out") or "") else "v2"
            name = f"{version} {case.get('classname').split('.')[-1].split('$')[-1]}.{case.get('name')}"
            if case.find("skipped") is not None:
                continue
            ran.add(name)
            for kind in ("failure", "error"):
                if case.find(kind) is not None:
                    failed[name] = case.find(kind).get("message") or case.find(kind).text or ""
    if len(ran) < FEWEST:
        sys.exit(f"{len(ran)} tests ran:\n{done.stdout[-3000:]}")
    return ran, failed


def main():
    with ServedLake(sys.argv[1]) as lake:
        ran, failed = run(lake.urls["Nessie API"].removesuffix("/api") + "/", lake.folder, sys.argv[3:])
    reasons = known()
    print(f"{len(ran) - len(failed)} of {len(ran)} pass")
    new = sorted(set(failed) - set(reasons))
    mended = sorted(name for name in reasons if name in ran and name not in failed)
    for name in new:
        print(f"fails: {name}\n{failed[name][:1000]}")
    for name in mended:
        print(f"passes, but is listed as failing: {name}")
    return 1 if new or mended else 0


sys.exit(main())
