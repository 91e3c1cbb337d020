# Write, audit, publish on a small DAG: publish, fail, retry of the same, roll back, two at once.
. "$(dirname "$0")/lib.sh"
sql_lake lake

runs 0 tarn run -C lake
prints "passed in"
equal "published rows" "$(ask 'SELECT total, rows FROM s.total')" "500500,1000"
equal "branches" "$(tarn branch -C lake -o csv | grep -c '^run/')" 0
before=$(ask 'SELECT * FROM s.numbers ORDER BY n' | sha256sum)
head=$(tarn branch -C lake --json | grep -o '"commit": "[0-9a-f]*"')

# A check that finds something: exit code 1, main as it was, the branch is kept.
runs 1 tarn run -C lake --param wrong=1
prints "main is untouched"
prints "1 of 1 checks failed"
equal "head of main" "$(tarn branch -C lake --json | grep '"main"' | grep -o '"commit": "[0-9a-f]*"')" "$head"
equal "branches" "$(tarn branch -C lake -o csv | grep -c '^run/small/2')" 1
equal "rows on the branch" "$(tarn sql -C lake --ref run/small/2 -o csv --no-header -e 'SELECT rows FROM s.total' 2>/dev/null | tr -d '\r')" 1000
runs 0 tarn runs logs -C lake 2 --task check
prints "check 1 found: total = 500500, rows = 1000"

# The same again gives the same tables.
runs 0 tarn run -C lake
equal "tables" "$(ask 'SELECT * FROM s.numbers ORDER BY n' | sha256sum)" "$before"

# Another size, then taken back as one commit.
runs 0 tarn run -C lake --param rows=10
equal "rows" "$(ask 'SELECT count(*) FROM s.numbers')" 10
runs 0 tarn run -C lake --rollback 4
prints "took run 4"
equal "rows" "$(ask 'SELECT count(*) FROM s.numbers')" 1000
runs 7 tarn run -C lake --rollback 4
says "already taken back"
runs 7 tarn run -C lake --rollback 2
says "was not published"
runs 4 tarn run -C lake --rollback 99

# History.
runs 0 tarn runs -C lake --json
equal "runs" "$(printf '%s' "$out" | grep -c '"run":')" 4
runs 0 tarn runs show -C lake 2
prints "check"
runs 0 tarn log -C lake
prints "run 4 of small"

# Audit only.
runs 0 tarn run -C lake --no-publish --param rows=5
equal "rows" "$(ask 'SELECT count(*) FROM s.numbers')" 1000
runs 0 tarn diff -C lake main run/small/5
prints "s.numbers"
runs 0 tarn merge -C lake run/small/5
equal "rows" "$(ask 'SELECT count(*) FROM s.numbers')" 5
runs 0 tarn branch -C lake drop run/small/5

# Wrong input: one error, nothing done.
runs 3 tarn run -C lake --param rowz=5
says "no parameter 'rowz' (did you mean 'rows'?)"
runs 3 tarn run -C lake --param rows=five
one_error
runs 4 tarn run -C lake smal
says "did you mean 'small'?"
sed -i 's/depends_on: \[load\]/depends_on: [check]/' lake/dags/small.yaml
runs 3 tarn run -C lake
says "tasks wait for each other in a cycle"
one_error
exit 0
