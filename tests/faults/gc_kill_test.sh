# kill -9 at random points of garbage collection, at once, deferred and of the version store, while commits go on: every row of every
# branch and tag stays, the log is whole, and a repeat leaves the files that are named and no others.
#   TARN_KILLS  how many times (default 12)   TARN_SEED  of the random points (default: the time; printed)
. "$(dirname "$0")/../e2e/lib.sh"
kills=${TARN_KILLS:-12}
seed=${TARN_SEED:-$(date +%s)}
echo "seed $seed"
RANDOM=$seed
lake=lake
runs 0 tarn init lake
runs 0 tarn sql -C lake -e "CREATE SCHEMA s; CREATE TABLE s.t AS SELECT 1 AS id; CREATE TABLE s.kept AS SELECT 7 AS id"
runs 0 tarn branch -C lake create old
runs 0 tarn tag -C lake create first
runs 0 tarn sql -C lake -e "DROP TABLE s.kept"
rows_at() { tarn sql -C lake --ref "$1" -o csv --no-header -e "$2" 2>/dev/null | tr -d '\r'; }
garbage="--default-cutoff 1 --min-file-age 0s"
steps=("run $garbage" "run $garbage --defer-deletes" "sweep --grace 0s" "compact --default-cutoff 1 --unreachable-age 0s")
in_log() { tarn log -C lake -n 0 -o json 2>/dev/null | grep -c '"commit":'; }
commits=$(in_log)

for i in $(seq "$kills"); do
  # Garbage: a table that is dropped, a snapshot that is replaced, a branch that goes.
  runs 0 tarn sql -C lake -e "CREATE TABLE s.gone_$i AS SELECT n FROM UNNEST(sequence(1, 500)) AS x(n); DROP TABLE s.gone_$i;
    DELETE FROM s.t; INSERT INTO s.t VALUES ($i)"
  runs 0 tarn branch -C lake create "b$i"
  runs 0 tarn sql -C lake --ref "b$i" -e "CREATE TABLE s.on_branch AS SELECT $i AS n"
  runs 0 tarn branch -C lake drop "b$i"
  step=${steps[$((i % ${#steps[@]}))]}
  # shellcheck disable=SC2086
  "$TARN_BIN" gc ${step%% *} -C lake ${step#* } >.out 2>.err </dev/null &
  pid=$!
  runs 0 tarn sql -C lake -e "INSERT INTO s.t VALUES (1000 + $i)"
  sleep "0.$((RANDOM % 3))$((RANDOM % 10))"
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null
  equal "rows after kill $i of gc $step (seed $seed)" "$(ask 'SELECT id FROM s.t ORDER BY id')" "$i
$((1000 + i))"
  for ref in old first; do
    equal "rows of $ref after kill $i of gc $step (seed $seed)" "$(rows_at $ref 'SELECT id FROM s.t UNION ALL SELECT id FROM s.kept ORDER BY id')" "1
7"
  done
done

equal "commits in the log" "$(in_log)" $((commits + 5 * kills))
# A repeat finishes: nothing that no reference names is left.
runs 0 tarn table recover -C lake
# shellcheck disable=SC2086
runs 0 tarn gc run -C lake $garbage
runs 0 tarn gc compact -C lake --default-cutoff 1 --unreachable-age 0s
[ ! -d lake/warehouse/s/gone_1 ] || [ -z "$(find lake/warehouse/s/gone_* -type f)" ] || fail "files of dropped tables are left"
[ -z "$(find lake/warehouse/s/on_branch -type f 2>/dev/null)" ] || fail "files of a dropped branch are left"
equal "rows" "$(ask 'SELECT count(*) FROM s.t')" 2
equal "rows of old" "$(rows_at old 'SELECT id FROM s.kept')" 7
echo "every row survived $kills kills (seed $seed)"
