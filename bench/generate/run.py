#!/usr/bin/env python3
"""Generates the four files at their default size in turns with peer_generate.py (NumPy and Polars) and prints one line: name, our
median, the peer's, the ratio (above 1: we are faster).

    run.py TARN_BINARY WORK_FOLDER [ROUNDS]"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent


def run(command):
    """Seconds, peak memory in MB and output of a command."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed with status {status}\n{output}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024, output


def main():
    tarn, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "generate"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    ours, peer, memory = [], [], {"ours": 0, "peer": 0}
    for _ in range(rounds):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        seconds, megabytes, _ = run([tarn, "generate", "--out", work / "ours"])
        ours.append(seconds)
        memory["ours"] = max(memory["ours"], megabytes)
        (work / "peer").mkdir()
        # The peer tells its own time, without the start of the interpreter and its imports.
        _, megabytes, output = run([sys.executable, HERE / "peer_generate.py", work / "peer"])
        peer.append(float(output))
        memory["peer"] = max(memory["peer"], megabytes)
    shutil.rmtree(work)
    us, them = statistics.median(ours), statistics.median(peer)
    print(f"generate 3.8 M rows     tarn {us:7.3f} s {memory['ours']:5.0f} MB   numpy+polars {them:7.3f} s "
          f"{memory['peer']:5.0f} MB   ratio {them / us:.2f}")


if __name__ == "__main__":
    main()
