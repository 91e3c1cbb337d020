# kill -9 at random points of runs: main always reads as the last published run left it, the next run works and cleans up.
#   TARN_KILLS  how many times (default 12)   TARN_SEED  of the random points (default: the time; printed)
. "$(dirname "$0")/../e2e/lib.sh"
kills=${TARN_KILLS:-12}
seed=${TARN_SEED:-$(date +%s)}
echo "seed $seed"
RANDOM=$seed
lake=lake
sql_lake lake

runs 0 tarn run -C lake --param rows=1000
expected=1000
published=1

# How long an undisturbed run takes sets where kills may fall.
start=$(date +%s%N)
runs 0 tarn run -C lake --param rows=1000
span=$(( ($(date +%s%N) - start) / 1000000 ))
published=$((published + 1))

state() { ask 'SELECT total, rows, (SELECT count(*) FROM s.numbers) FROM s.total'; }

for i in $(seq "$kills"); do
  rows=$((1000 + i))
  "$TARN_BIN" run -C lake --param rows=$rows >.out 2>.err </dev/null &
  pid=$!
  delay=$((RANDOM * span / 32768))
  sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null

  # main is one run or the other, whole: all three numbers belong together.
  now=$(state)
  total() { echo $(($1 * ($1 + 1) / 2)); }
  old="$(total $expected),$expected,$expected"
  new="$(total $rows),$rows,$rows"
  case $now in
    "$old") ;;
    "$new") expected=$rows ;;
    *) fail "after kill $i at $delay ms main reads '$now', neither '$old' nor '$new' (seed $seed)" ;;
  esac
  echo "kill $i at $delay ms: main has $expected rows"
done

# The next run works, tells of the dead ones, and leaves nothing of theirs.
runs 0 tarn run -C lake --param rows=5
equal "main" "$(state)" "15,5,5"
equal "runs that seem to run" "$(tarn runs -C lake -n 0 -o csv | grep -c ',running,\|,queued,')" 0
equal "branches left over" "$(tarn branch -C lake -o csv | grep -c '^run/')" 0
equal "locks left over" "$(find lake/.tarn/locks -name 'run.*' | wc -l)" 0
find lake -name '*.tmp*' -not -path '*/.tarn/tmp/*' >.tmpfiles
equal "temporary files" "$(cat .tmpfiles)" ""

echo "published state survived $kills kills (seed $seed)"
exit 0
