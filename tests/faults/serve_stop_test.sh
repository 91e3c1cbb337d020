# tarn serve, stopped with SIGTERM in a storm of commits, five times over: it ends well, and what it did is exactly what it answered.
. "$(dirname "$0")/../e2e/lib.sh"
command -v python3 >/dev/null || skip "needs python3"
runs 0 tarn init lake
runs 0 python3 "$TARN_SOURCE_DIR/tests/faults/commit_storm.py" "$TARN_BIN" lake stop
prints "none lost; 0 more were not told"
echo "$out"
