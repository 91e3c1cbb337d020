# What people feed it by mistake: one clear message, its own exit code, nothing lost, no half-made table.
. "$(dirname "$0")/lib.sh"
lake=$work/lake
runs 0 tarn init lake
cd lake

# --- CSV
printf 'id,name,at\n1,a,2025-01-01\n2,b,2025-01-02\n' >ok.csv
printf 'id,name,at\n1,a,2025-01-01\n2,b\n3,c,2025-01-03\n' >few.csv
printf 'id,name,at\n1,a,2025-01-01\n2,b,2025-01-02,x\n' >many.csv
printf 'id,name,at\n1,"a,2025-01-01\n2,b,2025-01-02\n' >quote.csv
printf 'id,name,at\n1,a\xff\xfe,2025-01-01\n' >utf8.csv
printf 'id,name,at\nx1,a,2025-01-01\n' >number.csv
printf 'id,name,at\n1,a,2025-13-01\n' >date.csv
printf 'id,name\n1,a\n' >missing.csv
printf 'id,name,at,more\n1,a,2025-01-01,7\n' >extra.csv
: >empty.csv
printf 'id,name,at\r\n5,a,2025-01-01\r\n' >crlf.csv
printf '\xef\xbb\xbfid,name,at\n6,a,2025-01-01\n' >bom.csv
printf 'id,name,at\n7,a,2025-01-01\n' | gzip >zipped.csv.gz

runs 0 tarn ingest ok.csv --table s.t
bad() { # code, file, what it says
  runs "$1" tarn ingest "$2.csv" --table s.t
  says "$2.csv"
  says "$3"
  one_error
}
bad 7 few ":3"
bad 7 many ":3"
bad 7 quote ":2: Value with unterminated quote found"
bad 7 utf8 ":2"
bad 7 number ":2: column id"
bad 7 date ":2: column at"
bad 3 missing ":1: the header does not fit the columns: 'at' is missing"
bad 3 extra "'more' is not declared"
bad 3 empty "the file is empty"
runs 4 tarn ingest nowhere.csv --table s.t
one_error
runs 3 tarn ingest ok.csv --table t
one_error
runs 3 tarn ingest ok.csv
says "--table schema.name"
equal "rows after all that" "$(ask 'SELECT count(*) FROM s.t')" 2
equal "tables after all that" "$(ask 'SHOW TABLES IN s')" t
for file in crlf.csv bom.csv zipped.csv.gz; do runs 0 tarn ingest $file --table s.t; done
equal "rows" "$(ask 'SELECT count(*) FROM s.t WHERE name = '"'a'"' AND id IS NOT NULL')" 4
runs 0 tarn ingest ok.csv --table s.t
prints "up to date"
equal "rows" "$(ask 'SELECT count(*) FROM s.t')" 5

# --- YAML
mkdir -p dags ingest
printf 'dag_id: d\ntasks:\n  - {id: a, type: sqll, with: {sql: SELECT 1}}\n' >dags/d.yaml
runs 3 tarn run
says "dags/d.yaml:3:5: task 'a' has the unknown type 'sqll' (did you mean 'sql'?)"
one_error
printf 'dag_id: d\nschedule: "0 25 * * *"\ntasks:\n  - {id: a, type: sql, with: {sql: SELECT 1}}\n' >dags/d.yaml
runs 3 tarn run
says "dags/d.yaml:2:11: cron field 2 (hour)"
printf 'table: s.t\nfiels: ok.csv\n' >ingest/t.yaml
runs 3 tarn ingest --spec ingest/t.yaml
says "ingest/t.yaml:2:1: unknown key 'fiels' (did you mean 'files'?)"
rm -r dags

# --- SQL
runs 3 tarn sql -e 'SELECT FROM s.t'
says "line 1:"
says "^"
one_error
runs 4 tarn sql -e 'SELECT nmae FROM s.t'
says "did you mean 'name'?"
says "^"
runs 4 tarn sql -e 'SELECT * FROM sx.t'
one_error

# --- dbt (its own exit codes)
printf 'name: shop\nversion: 1.0.0\nprofile: shop\n' >dbt_project.yml
mkdir -p models/x macros
printf 'select 1 as id' >models/a.sql
runs 0 tarn dbt run
printf "select * from {{ ref('c') }}" >models/b.sql
printf "select * from {{ ref('b') }}" >models/c.sql
runs 2 tarn dbt run
says "cycle: model.shop.b → model.shop.c → model.shop.b"
equal "errors" "$(grep -c '^error: ' "$work/.err")" 1
printf "select * from {{ ref('aa') }}" >models/c.sql
runs 2 tarn dbt run
says "models/c.sql:1:22"
says "did you mean 'a'?"
rm models/b.sql models/c.sql
cp models/a.sql models/x/a.sql
runs 2 tarn dbt run
says "two models have the name 'a'"
rm -r models/x
printf '{%% macro m(x) %%}{{ x.y.z() }}{%% endmacro %%}' >macros/m.sql
printf 'select {{ m(none) }} as id' >models/b.sql
runs 1 tarn dbt run
prints "macros/m.sql:1:24"
prints "in macro 'm', called from models/b.sql:1:11"
printf 'select {{ 1 + }} as id' >models/b.sql
runs 2 tarn dbt run
says "models/b.sql:1:15"
printf "select idd from {{ ref('a') }}" >models/b.sql
runs 1 tarn dbt run
prints "did you mean 'id'?"
printf 'models:\n  - name: a\n   columns: 3' >models/s.yml
runs 2 tarn dbt run
says "models/s.yml:3"
exit 0
