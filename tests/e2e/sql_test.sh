# tarn sql: statements, scripts, formats, errors with their place.
. "$(dirname "$0")/lib.sh"
lake=lake
runs 0 tarn init lake

runs 0 tarn sql -C lake -e 'SELECT 1 AS one, CAST(NULL AS varchar) AS nothing'
prints "│   1 │ NULL    │"
runs 0 tarn sql -C lake -o csv -e "SELECT 'a,b' AS x, 'q\"' AS y, NULL AS z, '' AS e"
equal "csv" "$out" "$(printf 'x,y,z,e\r\n"a,b","q""",,""\r')"
runs 0 tarn sql -C lake --json -e "SELECT 1 AS a, 'x' AS b"
equal "json" "$out" "$(printf '[\n  {"a": 1, "b": "x"}\n]')"
runs 0 tarn sql -C lake -o markdown -e 'SELECT 1 AS a'
prints "| 1 |"
runs 3 tarn sql -C lake -o jsn -e 'SELECT 1'
says "did you mean 'json'?"

# Several statements; the first error ends it and says where.
runs 0 tarn sql -C lake -e "CREATE SCHEMA s; CREATE TABLE s.t AS SELECT 1 AS id, 'it''s; fine' AS text"
equal "rows" "$(ask 'SELECT text FROM s.t')" "it's; fine"
cat >script.sql <<'SQL'
-- a comment; with a semicolon
INSERT INTO s.t VALUES (2, 'two');

SELECT id,
       txet FROM s.t;
INSERT INTO s.t VALUES (3, 'never');
SQL
runs 4 tarn sql -C lake -f script.sql
says "script.sql: line 5:8"
says "did you mean"
equal "rows" "$(ask 'SELECT count(*) FROM s.t')" 2
runs 3 tarn sql -C lake -e 'SELECT * FRMO s.t'
says "line 1:"
one_error
runs 4 tarn sql -C lake -e 'SELECT * FROM s.tt'
says "did you mean"
runs 4 tarn sql -C lake -e 'SELECT * FROM s.t' --ref mian
one_error
runs 4 tarn sql -C lake -f missing.sql
one_error
printf 'SELECT count(*) FROM s.t;\n' | tarn sql -C lake -o csv --no-header >.out 2>.err || fail "stdin"
equal "standard input" "$(tr -d '\r' <.out)" 2

# Time travel: before the first snapshot is an error that says when history starts.
runs 4 tarn sql -C lake -e "SELECT * FROM s.t FOR SYSTEM_TIME AS OF TIMESTAMP '2020-01-01 00:00:00'"
one_error
now=$(date -u '+%Y-%m-%d %H:%M:%S.999')
runs 0 tarn sql -C lake -e "SELECT * FROM s.t FOR TIMESTAMP AS OF TIMESTAMP '$now'"

# A transaction is one commit.
commits=$(tarn log -C lake -n 0 -o csv | wc -l)
runs 0 tarn sql -C lake -e "BEGIN; INSERT INTO s.t VALUES (4, 'x'); CREATE TABLE s.u AS SELECT * FROM s.t; COMMIT"
equal "commits" "$(tarn log -C lake -n 0 -o csv | wc -l)" $((commits + 1))

# Branches.
runs 0 tarn branch -C lake create try
runs 0 tarn sql -C lake --ref try -e 'DELETE FROM s.t WHERE id > 1'
equal "main" "$(ask 'SELECT count(*) FROM s.t')" 3
runs 1 tarn diff -C lake main try --exit-code
runs 0 tarn merge -C lake try
equal "main" "$(ask 'SELECT count(*) FROM s.t')" 1
runs 5 tarn branch -C lake create try
runs 0 tarn branch -C lake drop try
runs 4 tarn branch -C lake drop try
runs 0 tarn tag -C lake create before-it --from main~1
equal "tag" "$(tarn sql -C lake --ref before-it -o csv --no-header -e 'SELECT count(*) FROM s.t' 2>/dev/null | tr -d '\r')" 3

# Tables.
runs 0 tarn table -C lake
prints "s.t"
runs 0 tarn table -C lake show s.t --json
prints '"name": "id"'
runs 0 tarn table -C lake history s.t
runs 0 tarn table -C lake files s.t -o csv
prints ".parquet"
runs 4 tarn table -C lake show s.tt
says "did you mean"

# Branches and tags of one table.
runs 0 tarn table -C lake tag create s.t audited --max-age-ms 1000
runs 0 tarn table -C lake branch create s.t dev
runs 0 tarn sql -C lake -e 'INSERT INTO s.t @ dev VALUES (7, NULL)'
equal "dev" "$(ask "SELECT count(*) FROM s.t FOR VERSION AS OF 'dev'")" 2
runs 0 tarn table -C lake branch fast-forward s.t main dev
equal "main" "$(ask 'SELECT count(*) FROM s.t')" 2
equal "audited" "$(ask "SELECT count(*) FROM s.t FOR VERSION AS OF 'audited'")" 1
runs 0 tarn table -C lake refs s.t -o csv
prints "audited,tag"
runs 5 tarn table -C lake branch create s.t dev
one_error
runs 3 tarn table -C lake branch drop s.t main
runs 0 tarn table -C lake branch drop s.t dev
runs 4 tarn table -C lake tag drop s.t nope

# Rows into files, and files as rows.
for ending in csv tsv json md parquet; do
  runs 0 tarn sql -C lake -e 'SELECT * FROM s.t ORDER BY id' --to "lake/out.$ending"
  [ -s "lake/out.$ending" ] || fail "out.$ending is empty"
done
equal "csv as before" "$(cat lake/out.csv)" "$(tarn sql -C lake -o csv -e 'SELECT * FROM s.t ORDER BY id' 2>/dev/null)"
equal "parquet" "$(ask "SELECT count(*) FROM TABLE(read_parquet('out.parquet'))")" 2
equal "csv" "$(ask "SELECT sum(id) FROM TABLE(read_csv('out.csv'))")" "$(ask 'SELECT sum(id) FROM s.t')"
runs 3 tarn sql -C lake -e 'SELECT 1' --to out.xyz
says "no format"
runs 3 tarn sql -C lake -e 'SELECT 1; SELECT 2' --to out.csv
runs 3 tarn sql -C lake -e 'DELETE FROM s.t' --to out.csv
equal "nothing was deleted" "$(ask 'SELECT count(*) FROM s.t')" 2
runs 3 tarn sql -C lake --to out.csv
runs 4 tarn sql -C lake -e 'SELECT 1 AS a' --to nowhere/out.csv
[ ! -e out.csv ] || fail "an unfinished file stayed"
code=$(tarn sql -C lake -e "SELECT * FROM TABLE(read_csv('/etc/passwd'))" >/dev/null 2>.err; echo $?)
[ "$code" != 0 ] && grep -q "outside the lake" .err || fail "a file outside the lake was read"
exit 0
