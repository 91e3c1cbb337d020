# kill -9 at random points of compaction and clean-ups: every row stays, also on a branch; a repeat finishes.
#   TARN_KILLS  how many times (default 12)   TARN_SEED  of the random points (default: the time; printed)
. "$(dirname "$0")/../e2e/lib.sh"
kills=${TARN_KILLS:-12}
seed=${TARN_SEED:-$(date +%s)}
echo "seed $seed"
RANDOM=$seed
lake=lake
runs 0 tarn init lake
runs 0 tarn sql -C lake -e "CREATE SCHEMA s; CREATE TABLE s.t (id bigint, day date) WITH (partitioning = ARRAY['day'], \"write.delete.mode\" = 'merge-on-read')"
inserts() {
  for i in $(seq 8); do
    echo "INSERT INTO s.t SELECT n, DATE '2026-01-01' + (n % 3) * INTERVAL '1' DAY FROM UNNEST(sequence(1, 300)) AS x(n);"
  done
}
runs 0 tarn sql -C lake -e "$(inserts)"
runs 0 tarn branch -C lake create old
on_branch=$(tarn sql -C lake --ref old -o csv --no-header -e 'SELECT count(*), sum(id) FROM s.t' 2>/dev/null)
force="--older-than 0s --commit-retention 0s --force"
steps=("optimize s.t" "rewrite-position-deletes s.t" "expire-snapshots s.t $force" "remove-orphan-files $force" "optimize-manifests s.t")

for i in $(seq "$kills"); do
  runs 0 tarn sql -C lake -e "$(inserts)
    DELETE FROM s.t WHERE id = $i; DELETE FROM s.t WHERE id = $((i + 100));"
  before=$(ask 'SELECT count(*), sum(id) FROM s.t')
  step=${steps[$((i % ${#steps[@]}))]}
  # shellcheck disable=SC2086
  "$TARN_BIN" table ${step%% *} -C lake ${step#* } >.out 2>.err </dev/null &
  pid=$!
  sleep "0.$((RANDOM % 6))$((RANDOM % 10))"
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null
  equal "rows after kill $i of $step (seed $seed)" "$(ask 'SELECT count(*), sum(id) FROM s.t')" "$before"
  equal "rows of the branch after kill $i of $step (seed $seed)" \
    "$(tarn sql -C lake --ref old -o csv --no-header -e 'SELECT count(*), sum(id) FROM s.t' 2>/dev/null)" "$on_branch"
done

# A repeat finishes: what is left is what main and the branch name.
runs 0 tarn table recover -C lake
# shellcheck disable=SC2086
for step in "${steps[@]}"; do runs 0 tarn table ${step%% *} -C lake ${step#* }; done
runs 0 tarn table remove-orphan-files -C lake $force
equal "rows" "$(ask 'SELECT count(*), sum(id) FROM s.t')" "$before"
equal "rows of the branch" "$(tarn sql -C lake --ref old -o csv --no-header -e 'SELECT count(*), sum(id) FROM s.t' 2>/dev/null)" "$on_branch"
ours=$(tarn table files -C lake s.t -n 0 -o csv | grep -c parquet)
theirs=$(tarn table files -C lake s.t --ref old -n 0 -o csv | grep -c parquet)
equal "data files" "$(find lake/warehouse -name '*.parquet' | wc -l)" $((ours + theirs))
echo "every row survived $kills kills (seed $seed)"
exit 0
