# Three times tarn serve over one PostgreSQL in a storm of commits to all of them, where one is killed at a time; and the catalog moved from SQLite to
# PostgreSQL while commits go on. Every commit that was acknowledged is there.
. "$(dirname "$0")/../e2e/lib.sh"
command -v python3 >/dev/null || skip "needs python3"
. "$TARN_SOURCE_DIR/tests/e2e/postgres.sh"
start_postgres
runs 0 tarn init shared
database=$(new_database)
sed -i "s|^metadata: .*|metadata: ${database//&/\\&}|" shared/tarn.yaml
runs 0 python3 "$TARN_SOURCE_DIR/tests/faults/commit_storm.py" "$TARN_BIN" shared servers
prints "none lost"
echo "$out"
runs 0 tarn init moved
runs 0 python3 "$TARN_SOURCE_DIR/tests/faults/commit_storm.py" "$TARN_BIN" moved migration "$(new_database)"
prints "none lost; 0 more were not told"
echo "$out"
