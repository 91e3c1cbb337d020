#!/usr/bin/env python3
"""Appends one file a commit to one table, and to eleven tables at once, and prints how long a commit takes in the beginning and
after many: it must not grow with the number of snapshots and files. No data is written: what is measured is manifests, metadata
and the catalog. Prints lines of: name, mean of the first hundred, of the last hundred, their ratio (1: does not grow).

    run.py TARN_BINARY WORK_FOLDER [COMMITS]"""
import pathlib
import shutil
import subprocess
import sys


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "commit"
    commits = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    bench = tarn.parent / "tarn_commit_bench"
    if not bench.exists():
        sys.exit(f"{bench} is not there: ninja -C {tarn.parent.parent} tarn_commit_bench")
    for mode, count in (("append", commits), ("tables", commits // 10)):
        for durable in (0, 1):
            shutil.rmtree(work, ignore_errors=True)
            # Data that survives a power failure costs a flush a commit, which is the disk's and not ours: fewer of them.
            number = count if not durable else count // 10
            output = subprocess.run([bench, mode, work, str(number), str(durable)], check=True, stdout=subprocess.PIPE,
                                    text=True).stdout
            times = [float(line.split()[1]) for line in output.splitlines()]
            name = f"{'append' if mode == 'append' else '11-table commit'} {number:,}x{' durable' if durable else ''}"
            print(f"{name:<32}first 100: {times[0]:.2f} ms   last 100: {times[-1]:.2f} ms   ratio {times[-1] / times[0]:.2f}")
    shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
