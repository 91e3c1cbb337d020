# Requests with an Idempotency-Key that are asked again while servers die: one tarn serve on SQLite, and three over one PostgreSQL.
. "$(dirname "$0")/../e2e/lib.sh"
command -v python3 >/dev/null || skip "needs python3"
runs 0 tarn init lake
runs 0 python3 "$TARN_SOURCE_DIR/tests/faults/idempotent_retries.py" "$TARN_BIN" lake 1
prints "each done once"
echo "SQLite: $out"
. "$TARN_SOURCE_DIR/tests/e2e/postgres.sh"
start_postgres
runs 0 tarn init shared
database=$(new_database)
sed -i "s|^metadata: .*|metadata: ${database//&/\\&}|" shared/tarn.yaml
runs 0 python3 "$TARN_SOURCE_DIR/tests/faults/idempotent_retries.py" "$TARN_BIN" shared 3
prints "each done once"
echo "PostgreSQL: $out"
