# tarn table optimize, expire-snapshots, remove-orphan-files, …; and maintenance as a task of a DAG.
. "$(dirname "$0")/lib.sh"
lake=lake
runs 0 tarn init lake
runs 0 tarn sql -C lake -e "CREATE SCHEMA s; CREATE TABLE s.t (id bigint)"
for i in 1 2 3 4; do runs 0 tarn sql -C lake -e "INSERT INTO s.t VALUES ($i)"; done
data_files() { find lake/warehouse -name '*.parquet' | wc -l; }

# Compaction, by default and as a dry run.
runs 0 tarn table optimize -C lake s.t --dry-run -o csv
prints "rewritten_data_files_count,4"
equal "files" "$(data_files)" 4
runs 0 tarn table optimize -C lake s.t -o csv
prints "added_data_files_count,1"
runs 0 tarn table optimize-manifests -C lake s.t
equal "rows" "$(ask 'SELECT sum(id) FROM s.t')" 10

# Delete files: many become one; optimize takes them in. (A table of its own: what follows counts files.)
runs 0 tarn init other
runs 0 tarn sql -C other -e "CREATE SCHEMA s; CREATE TABLE s.d WITH (\"write.delete.mode\" = 'merge-on-read') AS SELECT n AS id FROM UNNEST(sequence(1, 100)) AS x(n)"
for i in 1 2 3; do runs 0 tarn sql -C other -e "DELETE FROM s.d WHERE id = $i"; done
runs 0 tarn table rewrite-position-deletes -C other s.d --dry-run -o csv
prints "rewritten_delete_files_count,3"
runs 0 tarn table rewrite-position-deletes -C other s.d -o csv
prints "added_delete_files_count,1"
runs 0 tarn table rewrite-position-deletes -C other s.d --all --json
prints '"rewritten_delete_files_count"'
runs 0 tarn table optimize -C other s.d -o csv
prints "removed_delete_files_count,1"
equal "rows" "$(tarn sql -C other -o csv --no-header -e 'SELECT count(*), sum(id) FROM s.d' 2>/dev/null | tr -d '\r')" "97,5044"
runs 4 tarn table rewrite-position-deletes -C other s.nosuch
one_error

# What is young needs --force; what commits still reach stays.
runs 3 tarn table expire-snapshots -C lake s.t --older-than 1d
says "--force"
one_error
runs 3 tarn table expire-snapshots -C lake s.t --older-than soon
says "not a duration"
runs 0 tarn table expire-snapshots -C lake s.t --older-than 0s --force --dry-run -o csv
prints "expired_snapshots_count"
runs 0 tarn table expire-snapshots -C lake s.t --older-than 0s --force
equal "files" "$(data_files)" 5
equal "before" "$(tarn sql -C lake --ref main~2 -o csv --no-header -e 'SELECT count(*) FROM s.t' 2>/dev/null | tr -d '\r')" 4
runs 0 tarn table expire-snapshots -C lake s.t --older-than 0s --commit-retention 0s --force
equal "files" "$(data_files)" 1
equal "rows" "$(ask 'SELECT sum(id) FROM s.t')" 10

# A commit from before the clean-up is not brought back.
runs 7 tarn branch -C lake create back --from main~4
says "clean-ups have removed files"
runs 0 tarn branch -C lake create now

# Orphans: of dropped tables and of nobody.
runs 0 tarn sql -C lake -e "CREATE TABLE s.gone AS SELECT 1 AS x; DROP TABLE s.gone"
echo stray >lake/warehouse/s/stray.parquet
runs 0 tarn table remove-orphan-files -C lake --json
prints '"deleted_files": 0'
runs 0 tarn table remove-orphan-files -C lake --older-than 0s --commit-retention 0s --force --dry-run --json
prints 'stray.parquet'
equal "files" "$(data_files)" 3
runs 0 tarn table remove-orphan-files -C lake --older-than 0s --commit-retention 0s --force
equal "files" "$(data_files)" 1

# Rollback, and tables of other catalogs.
runs 0 tarn sql -C lake -e "INSERT INTO s.t VALUES (90)"
first=$(tarn table history -C lake s.t -o csv | tail -1 | cut -d, -f1)
runs 0 tarn table rollback -C lake s.t "$first"
equal "rows" "$(ask 'SELECT sum(id) FROM s.t')" 10
runs 4 tarn table rollback -C lake s.t 12
location=$(tarn table show -C lake s.t --json | sed -n 's/.*"location": "\(.*\)",/\1/p')
runs 0 tarn table unregister -C lake s.t
runs 4 tarn table optimize -C lake s.t
runs 0 tarn table register -C lake s.u "$location"
equal "rows" "$(ask 'SELECT sum(id) FROM s.u')" 10
runs 5 tarn table register -C lake s.u "$location"
runs 4 tarn table register -C lake s.v "$location/nosuch"
runs 0 tarn table recover -C lake
prints "0 files removed"
runs 2 tarn table optimise -C lake s.u
says "did you mean"

# By a DAG.
mkdir -p lake/dags
cat >lake/dags/keep.yaml <<'YAML'
dag_id: keep
publish: false
tasks:
  - id: tables
    type: maintenance
    with: {tables: ["s.*"], exclude: ["s.x*"], every: 1d, commit_retention: 0s, retention: 0s, orphan_age: 7d}
YAML
for i in 1 2 3; do runs 0 tarn sql -C lake -e "INSERT INTO s.u VALUES ($i)"; done
runs 0 tarn run -C lake keep
equal "rows" "$(ask 'SELECT sum(id) FROM s.u')" 16
equal "snapshots" "$(tarn table history -C lake s.u -o csv | wc -l)" 2
equal "files, of main and of the branch 'now'" "$(data_files)" 2
commits=$(tarn log -C lake -n 0 -o csv | wc -l)
runs 0 tarn run -C lake keep
equal "nothing is due again" "$(tarn log -C lake -n 0 -o csv | wc -l)" "$commits"
sed -i 's/every: 1d/actions: [optimise]/' lake/dags/keep.yaml
runs 3 tarn run -C lake keep
says "did you mean 'optimize'"

# A table that cannot be maintained does not keep the others from it; the run tells.
sed -i 's/actions: \[optimise\]/actions: [optimize, optimize_manifests]/' lake/dags/keep.yaml
runs 0 tarn sql -C lake -e "CREATE TABLE s.broken (id bigint)"
for table in broken u; do
  for i in 1 2; do runs 0 tarn sql -C lake -e "INSERT INTO s.$table VALUES ($i)"; done
done
rm "$(find lake/warehouse/s -path '*broken*' -name '*.parquet' | head -1)"
runs 4 tarn run -C lake keep
says "maintenance failed in 1 table: s.broken"
equal "files of the table after it" "$(ask 'SELECT count(*) FROM s."u$files"')" 1
