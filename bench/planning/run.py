#!/usr/bin/env python3
"""Plans a selective predicate over 10,000 data files in 1,000 manifests of 10, none of which can be skipped unread; in turns with
PyIceberg. Prints one line: name, our medians (cold: no manifest is cached; warm: all are), the peer's, the ratios (above 1: we are
faster), then one with the memory of ours, and one of a table ten times as large.

    run.py TARN_BINARY WORK_FOLDER [ROUNDS]"""
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def figures(command):
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {name: float(value) for name, value in (line.split() for line in output.splitlines())}


def compare(bench, work, manifests, rounds):
    folder = work / f"t{manifests}"
    metadata = subprocess.run([bench, "make", folder, str(manifests), "10"], check=True, stdout=subprocess.PIPE,
                              text=True).stdout.strip()
    ours, peers = [], []
    for _ in range(rounds):
        ours.append(figures([bench, "plan", metadata, "3"]))
        peers.append(figures([sys.executable, HERE / "peer_pyiceberg.py", metadata]))
    shutil.rmtree(folder)
    our = {name: statistics.median(run[name] for run in ours) for name in ours[0]}
    peer = {name: statistics.median(run[name] for run in peers) for name in peers[0]}
    name = f"plan {manifests * 10:,} files"
    print(f"{name:<24}tarn cold {our['cold_ms']:.1f} ms warm {our['warm_ms']:.2f} ms   "
          f"pyiceberg cold {peer['cold_ms']:.0f} ms warm {peer['warm_ms']:.0f} ms   "
          f"ratio cold {peer['cold_ms'] / our['cold_ms']:.1f} warm {peer['warm_ms'] / our['warm_ms']:.1f}")
    print(f"{'':<24}all files, warm {our['all_files_warm_ms']:.1f} ms   cache {our['cache_mb']:.0f} MB   "
          f"streamed, no cache: {our['stream_ms']:.0f} ms, peak {our['stream_peak_mb']:.0f} MB   "
          f"peak of all {our['peak_mb']:.0f} MB, pyiceberg {peer['peak_mb']:.0f} MB")


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "planning"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    bench = tarn.parent / "tarn_planning_bench"
    if not bench.exists():
        sys.exit(f"{bench} is not there: ninja -C {tarn.parent.parent} tarn_planning_bench")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    compare(bench, work, 1_000, rounds)
    compare(bench, work, 10_000, 1)
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
