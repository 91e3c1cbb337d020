"""The whole pipeline with its checks, four ways over the same files, in turns: Tarn; the same SQL straight in one DuckDB process
writing the same Parquet, partitions included ("direct"), or one file a table ("direct-flat"); dbt-core with dbt-duckdb (which loads the files first, untimed parts none).

    run.py TARN_BINARY WORK_FOLDER [ROUNDS [SCALE]]"""
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXAMPLE = ROOT / "examples" / "ecommerce"
# The example's check of tickets whose customer was never seen on the web finds some: it only warns.
EXPECTED_FAILURES = 1
DBT = pathlib.Path(sys.executable).parent / "dbt"


def fresh(path):
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def peak_mb(command, **kwargs):
    """Runs a command; its seconds, its peak memory in MB, its standard output."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **kwargs)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed with status {status}\n{output}")
    return seconds, usage.ru_maxrss / 1024, output


def dbt(arguments, project, work):
    environment = dict(os.environ, BENCH_DUCKDB=str(work), DBT_SEND_ANONYMOUS_USAGE_STATS="false")
    return peak_mb([DBT, *arguments, "--profiles-dir", HERE, "--project-dir", project], env=environment)


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "pipeline"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    scale = sys.argv[4] if len(sys.argv) > 4 else "1"
    data = work / "data"
    peak_mb([tarn, "generate", "--out", data, "--scale", scale])

    # Compiled once, untimed: the direct peer pays for no template.
    project = fresh(work / "project")
    shutil.copytree(EXAMPLE, project, dirs_exist_ok=True)
    load = [sys.executable, HERE / "load.py", data]
    database = fresh(work / "compile")
    peak_mb([*load, database])
    dbt(["compile"], project, database)

    seconds = {"tarn": [], "direct": [], "direct-flat": [], "dbt-duckdb": []}
    memory = {name: [] for name in seconds}
    for _ in range(rounds):
        lake = fresh(work / "lake")
        shutil.rmtree(lake)
        peak_mb([tarn, "init", "--example", "ecommerce", lake])
        (lake / "data").symlink_to(data) if not (lake / "data").exists() else None
        elapsed, peak, _ = peak_mb([tarn, "run", "-C", lake, "--scale", scale, "--output", "json"])
        seconds["tarn"].append(elapsed)
        memory["tarn"].append(peak)

        for name, flags in (("direct", []), ("direct-flat", ["--flat"])):
            elapsed, peak, output = peak_mb(
                [sys.executable, HERE / "direct.py", data, project / "target", fresh(work / "out"), *flags])
            report = json.loads(output)
            if report["failed_checks"] != EXPECTED_FAILURES:
                print(f"# {name}: {report['failed_checks']} checks failed", file=sys.stderr)
            seconds[name].append(report["seconds"])
            memory[name].append(peak)

        database = fresh(work / "dbt")
        elapsed, peak, _ = peak_mb([*load, database])
        built, peak2, _ = dbt(["build"], project, database)
        seconds["dbt-duckdb"].append(elapsed + built)
        memory["dbt-duckdb"].append(max(peak, peak2))

    best = {name: statistics.median(times) for name, times in seconds.items()}
    for peer in ("direct", "direct-flat", "dbt-duckdb"):
        print(f"pipeline vs {peer}: tarn {best['tarn']:.2f} s, {peer} {best[peer]:.2f} s, ratio {best['tarn'] / best[peer]:.2f}, "
              f"peak memory {max(memory['tarn']):.0f} MB vs {max(memory[peer]):.0f} MB")


main()
