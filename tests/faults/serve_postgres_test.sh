# tarn serve over PostgreSQL in a storm of commits: the server killed five times over, then the database restarted at once five times over while
# the server lives on. Every commit that was acknowledged is there.
. "$(dirname "$0")/../e2e/lib.sh"
command -v python3 >/dev/null || skip "needs python3"
. "$TARN_SOURCE_DIR/tests/e2e/postgres.sh"
start_postgres
for lake in killed restarted; do
  runs 0 tarn init $lake
  database=$(new_database)
  sed -i "s|^metadata: .*|metadata: ${database//&/\\&}|" $lake/tarn.yaml
done
runs 0 python3 "$TARN_SOURCE_DIR/tests/faults/commit_storm.py" "$TARN_BIN" killed server
prints "none lost"
echo "$out"
runs 0 python3 "$TARN_SOURCE_DIR/tests/faults/commit_storm.py" "$TARN_BIN" restarted database "$(postgres_command restart -m immediate)"
prints "none lost"
echo "$out"
