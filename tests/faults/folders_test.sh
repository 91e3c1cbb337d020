# Folders that cannot be read or written, and two processes on one lake.
. "$(dirname "$0")/../e2e/lib.sh"
lake=lake
sql_lake lake
runs 0 tarn run -C lake

# Two runs of one DAG: the second is told, and nothing is lost.
cat >lake/dags/slow.yaml <<'YAML'
dag_id: slow
tasks:
  - {id: wait, type: command, with: {run: "touch started; sleep 3"}}
YAML
"$TARN_BIN" run -C lake slow >.first 2>&1 &
first=$!
for _ in $(seq 100); do [ -f lake/started ] && break; sleep 0.1; done
runs 7 tarn run -C lake slow
says "DAG slow is running already: run 2 (process $first"
one_error
# Another DAG and statements go on meanwhile.
runs 0 tarn run -C lake small --param rows=7
equal "main" "$(ask 'SELECT rows FROM s.total')" 7
wait $first || fail "the first run failed: $(cat .first)"

# Writers at the same time: every row arrives.
runs 0 tarn sql -C lake -e 'CREATE TABLE s.log (writer integer)'
for writer in 1 2 3 4; do
  for _ in 1 2 3; do tarn sql -C lake -e "INSERT INTO s.log VALUES ($writer)" >>.writers 2>&1 || echo "$writer failed" >>.failed; done &
done
wait
[ ! -f .failed ] || fail "a writer failed: $(cat .writers)"
equal "rows of four writers" "$(ask 'SELECT count(*) FROM s.log')" 12

# A task that is killed leaves the lake usable; Ctrl-C ends a run cleanly.
rm -f lake/started
"$TARN_BIN" run -C lake slow >.out 2>.err &
pid=$!
for _ in $(seq 100); do [ -f lake/started ] && break; sleep 0.1; done
kill -INT $pid
code=0; wait $pid || code=$?
equal "exit code after Ctrl-C" $code 130
equal "state" "$(tarn runs -C lake -n 1 -o csv | tail -1 | cut -d, -f3)" failed

[ "$(id -u)" != 0 ] || command -v setpriv >/dev/null || skip "root may write everywhere here"
if [ "$(id -u)" = 0 ]; then
  chmod 755 "$work"
  tarn() { setpriv --reuid=65534 --regid=65534 --clear-groups "$TARN_BIN" "$@"; }
  setpriv --reuid=65534 --regid=65534 --clear-groups "$TARN_BIN" version >/dev/null 2>&1 || skip "another user cannot start the program from its folder"
fi
mkdir sealed && chmod 555 sealed
runs 8 tarn init sealed/lake
one_error
runs 8 tarn generate --out sealed/data --scale 0.001
one_error
chmod -R a-w lake
runs 8 tarn run -C lake small
one_error
chmod -R u+w lake
exit 0
