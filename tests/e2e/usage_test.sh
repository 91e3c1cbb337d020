# Commands that touch no lake, and what a wrong command line gives.
. "$(dirname "$0")/lib.sh"

runs 0 tarn version --json
prints '"tarn": "'
runs 0 tarn --version
runs 0 tarn
prints "Usage: tarn COMMAND"
for command in init generate ingest run runs sql branch tag log diff merge table version; do
  runs 0 tarn "$command" --help
  prints "Usage: tarn $command"
done
for command in init generate ingest run runs sql branch tag log diff merge table dbt; do
  runs 0 tarn "$command" --help
  prints "Examples:"
done

runs 2 tarn sqll
says "error: unknown command of tarn: sqll (did you mean 'sql'?)"
one_error
runs 2 tarn sql --outptu json
says "unknown option of tarn sql: --outptu (did you mean '--output'?)"
runs 2 tarn run --max-active-tasks many
one_error

# No lake.
runs 4 tarn sql -e 'SELECT 1'
says "no lake here"
one_error
runs 4 tarn sql -C nowhere -e 'SELECT 1'
says "no such folder (-C)"
mkdir empty
runs 4 tarn sql -C empty -e 'SELECT 1'
says "no lake there, tarn.yaml is missing"
TARN_LAKE=$work/empty runs 4 tarn log
says "(TARN_LAKE)"

# init.
runs 4 tarn init --example comerce lake
says "did you mean 'ecommerce'?"
runs 0 tarn init --example ecommerce lake
[ -f lake/tarn.yaml ] && [ -f lake/dags/ecommerce_dag_pipeline.yaml ] || fail "files are missing"
diff -r --exclude=README.md "$TARN_SOURCE_DIR/examples/ecommerce" lake >.out || fail "not a copy of the example"
runs 5 tarn init lake
says "there is a lake already"

# Wrong and newer configuration.
printf 'nmae: x\n' >lake/tarn.yaml
runs 3 tarn log -C lake
says "tarn.yaml:1:1: unknown key 'nmae' (did you mean 'name'?)"
printf 'version: 99\n' >lake/tarn.yaml
runs 7 tarn log -C lake
says "newer than the 1 that this program knows"
printf 'memory_limit: much\n' >lake/tarn.yaml
runs 3 tarn log -C lake
says "memory_limit: expected a size, got 'much'"
printf 'name: [\n' >lake/tarn.yaml
runs 3 tarn log -C lake
says "tarn.yaml:2:1: not valid YAML"

# generate.
runs 0 tarn generate --out data --scale 0.001
prints "customer_events.csv"
equal "lines" "$(wc -l <data/customer_events.csv)" 2001
runs 0 tarn generate --out data --scale 0.001
prints "nothing to do"
runs 3 tarn generate --out data --defects 2
one_error
runs 3 tarn generate --out data --rows events=5
says "unknown file"
exit 0
