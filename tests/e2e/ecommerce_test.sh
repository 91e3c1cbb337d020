# The whole example at 1% of its rows: run, the example queries as written, defects, the same again, roll back.
. "$(dirname "$0")/lib.sh"
lake=$work/shop
runs 0 tarn init --example ecommerce shop
cd shop

runs 0 tarn run --scale 0.01
for task in generate seed_bronze bronze_models bronze_quality_checks silver_models silver_validation gold_models kpi_validation docs; do
  printf '%s' "$out" | grep -q "$task .*success" || fail "task $task did not succeed"
done
[ -f target/index.html ] && [ -f target/manifest.json ] && [ -f target/run_results.json ] || fail "no dbt artifacts"

# The five queries, as written.
runs 0 tarn sql -e 'SHOW SCHEMAS IN iceberg;'
for schema in bronze silver gold; do prints "$schema"; done
runs 0 tarn sql -e 'SELECT * FROM iceberg.bronze.bronze_customer_events LIMIT 10;'
runs 0 tarn sql -o csv --no-header -e 'SELECT * FROM iceberg.bronze.bronze_customer_events LIMIT 10;'
equal "rows" "$(printf '%s\n' "$out" | wc -l)" 10
runs 0 tarn sql -o csv --no-header -e 'SELECT customer_id, session_duration_seconds, is_converted FROM iceberg.silver.silver_customer_sessions WHERE is_converted = true;'
[ "$(printf '%s\n' "$out" | grep -c ',true')" -gt 10 ] || fail "no converted sessions"
runs 0 tarn sql -o csv --no-header -e 'SELECT customer_segment, COUNT(*) as customer_count, AVG(total_ltv) as avg_ltv FROM iceberg.gold.gold_customer_summary GROUP BY customer_segment;'
[ "$(printf '%s\n' "$out" | wc -l)" -ge 2 ] || fail "no segments"
runs 4 tarn sql -e "SELECT * FROM iceberg.gold.gold_daily_metrics FOR SYSTEM_TIME AS OF TIMESTAMP '2025-12-30 10:00:00';"
one_error
now=$(date -u '+%Y-%m-%d %H:%M:%S.999')
runs 0 tarn sql -e "SELECT * FROM iceberg.gold.gold_daily_metrics FOR SYSTEM_TIME AS OF TIMESTAMP '$now';"

# Rows are those of the files.
equal "events" "$(ask 'SELECT count(*) FROM bronze.customer_events')" $(($(wc -l <data/customer_events.csv) - 1))
equal "tickets" "$(ask 'SELECT count(*) FROM silver.silver_support_metrics')" $(($(wc -l <data/support_tickets.csv) - 1))

content() {
  for table in silver.silver_customer_sessions silver.silver_payment_analysis gold.gold_customer_summary gold.gold_daily_metrics gold.gold_product_summary; do
    ask "SELECT * FROM $table ORDER BY 1, 2" | sha256sum
  done
}
before=$(content)
head() { tarn branch --json | grep '"main"' | grep -o '"commit": "[0-9a-f]*"'; }

# Bad rows: a gate closes, main is untouched, the branch stays.
was=$(head)
code=0
tarn run --scale 0.01 --defects 0.02 >"$work/.out" 2>"$work/.err" </dev/null || code=$?
[ $code != 0 ] || fail "the checks let defects through"
out=$(cat "$work/.out")
prints "main is untouched"
equal "head of main" "$(head)" "$was"
equal "tables" "$(content)" "$before"
runs 0 tarn branch
prints "run/ecommerce_dag_pipeline/2"

# The same again gives the same tables.
runs 0 tarn run --scale 0.01
equal "tables" "$(content)" "$before"

# Other data, then taken back.
runs 0 tarn run --scale 0.012
[ "$(content)" != "$before" ] || fail "other data, the same tables"
runs 0 tarn run --rollback 4
equal "tables" "$(content)" "$before"
exit 0
