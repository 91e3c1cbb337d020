# tarn serve, killed with SIGKILL in a storm of commits, five times over: every commit that was acknowledged is there, and the server starts
# again at once.
. "$(dirname "$0")/../e2e/lib.sh"
command -v python3 >/dev/null || skip "needs python3"
runs 0 tarn init lake
runs 0 python3 "$TARN_SOURCE_DIR/tests/faults/commit_storm.py" "$TARN_BIN" lake server
prints "none lost"
echo "$out"
