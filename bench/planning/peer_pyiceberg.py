"""Plans what planning_bench.cc plans: peer_pyiceberg.py METADATA. Prints cold_ms, warm_ms, peak_mb."""
import resource
import sys
import time

from pyiceberg.expressions import And, GreaterThanOrEqual, LessThan
from pyiceberg.table import StaticTable

table = StaticTable.from_metadata(sys.argv[1])
times = []
for _ in range(3):
    begin = time.perf_counter()
    files = list(table.scan(row_filter=And(GreaterThanOrEqual("id", 1_234_500), LessThan("id", 1_236_500))).plan_files())
    times.append((time.perf_counter() - begin) * 1000)
    if len(files) != 3:
        sys.exit(f"{len(files)} files instead of 3")
print(f"cold_ms {times[0]:.3f}\nwarm_ms {min(times[1:]):.3f}")
print(f"peak_mb {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
