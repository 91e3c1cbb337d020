"""Sends the calls of nessie/calls.py to a `tarn serve` and compares its answers with the real Nessie server's."""
import pathlib
import sys

from served_lake import ServedLake

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "nessie"))
import calls  # noqa: E402
import compare  # noqa: E402
import recorder  # noqa: E402


def answers(base):
    call = recorder.Call(base)
    calls.run(call)
    return call.answers


if sys.argv[1].startswith("http"):  # a server that runs already, with an empty repository
    found = answers(sys.argv[1])
else:
    with ServedLake(sys.argv[1]) as lake:
        found = answers(lake.urls["Nessie API"])
problems = compare.differences(found)
print("\n".join(problems) or f"{len(found)} answers are as the real server's")
sys.exit(1 if problems else 0)
