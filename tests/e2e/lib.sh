# What every end-to-end test uses. A test runs in a folder of its own, which is removed when it passes.
#
#   tarn …                  the program under test
#   runs CODE tarn …        runs it and demands this exit code; its output is in $out and $err
#   says TEXT               $err has TEXT
#   prints TEXT             $out has TEXT
#   equal WHAT A B          A equals B
#   ask SQL                 the rows of a query on main, as csv without header
set -uo pipefail
: "${TARN_BIN:?set TARN_BIN to the program}"
: "${TARN_SOURCE_DIR:?set TARN_SOURCE_DIR to the repository}"
unset TARN_LAKE
export NO_COLOR=1 TZ=UTC
work=$(mktemp -d "${TMPDIR:-/tmp}/tarn-e2e.XXXXXX")
trap 'code=$?; chmod -R u+rwx "$work" 2>/dev/null; if [ $code = 0 ] || [ $code = 77 ]; then rm -rf "$work"; else echo "kept: $work"; fi' EXIT
cd "$work"

tarn() { "$TARN_BIN" "$@"; }

fail() {
  echo "FAILED: $*" >&2
  echo "--- stdout" >&2; head -c 3000 "$work/.out" >&2 2>/dev/null
  echo "--- stderr" >&2; head -c 3000 "$work/.err" >&2 2>/dev/null
  exit 1
}

runs() {
  local want=$1 code=0
  shift
  "$@" >"$work/.out" 2>"$work/.err" </dev/null || code=$?
  out=$(cat "$work/.out"); err=$(cat "$work/.err")
  [ "$code" = "$want" ] || fail "exit code $code instead of $want: $*"
}

says() { case $err in *"$1"*) ;; *) fail "stderr does not say: $1" ;; esac; }
prints() { case $out in *"$1"*) ;; *) fail "stdout does not print: $1" ;; esac; }
equal() { [ "$2" = "$3" ] || fail "$1: '$2' instead of '$3'"; }
# One error a command: one line "error:", and nothing on stdout.
one_error() { equal "number of errors" "$(grep -c '^error: ' "$work/.err")" 1; equal "stdout" "$out" ""; }

ask() { tarn sql -C "${lake:-lake}" -o csv --no-header -e "$1" 2>/dev/null | tr -d '\r'; }

skip() { echo "skipped: $*"; exit 77; }

# A small DAG of SQL tasks in a lake of its own: quick, and needs no dbt.
sql_lake() {
  runs 0 tarn init "$1"
  mkdir -p "$1/dags"
  cat >"$1/dags/small.yaml" <<'YAML'
dag_id: small
params:
  rows: {type: integer, default: 1000}
  wrong: {type: integer, default: 0}
tasks:
  - id: load
    type: sql
    with:
      sql:
        - CREATE SCHEMA IF NOT EXISTS s
        - DROP TABLE IF EXISTS s.numbers
        - "CREATE TABLE s.numbers AS SELECT n FROM UNNEST(sequence(1, {{ params.rows }})) AS t(n)"
  - id: sum
    type: sql
    depends_on: [load]
    with:
      sql: ["DROP TABLE IF EXISTS s.total", "CREATE TABLE s.total AS SELECT sum(n) AS total, count(*) AS rows FROM s.numbers"]
  - id: check
    type: quality
    depends_on: [sum]
    with:
      sql: "SELECT * FROM s.total WHERE rows <> {{ params.rows }} + {{ params.wrong }}"
YAML
}
