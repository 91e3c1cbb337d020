# tarn serve: starts, answers, works beside other processes, refuses what it must, and stops when told.
. "$(dirname "$0")/lib.sh"
command -v curl >/dev/null || skip "needs curl"

runs 0 tarn init lake
runs 0 tarn sql -C lake -e "CREATE SCHEMA s; CREATE TABLE s.t AS SELECT 1 AS id"

# --- starts on a free port and says where
"$TARN_BIN" serve -C lake --catalog-port 0 --trino-port 0 --json >served.json 2>serve.err &
server=$!
trap 'kill -9 $server 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
for _ in $(seq 200); do [ -s served.json ] && break; kill -0 $server 2>/dev/null || break; sleep 0.1; done
url=$(sed -n 's|.*"url": "\(http[^"]*\)/iceberg".*|\1|p' served.json)
[ -n "$url" ] || fail "tarn serve did not say where: $(cat served.json serve.err)"
status() { curl -s -o body -w '%{http_code}' "$@"; }
equal "health" "$(status "$url/health")" 200
equal "config" "$(status "$url/iceberg/v1/config")" 200
equal "table" "$(status "$url/iceberg/v1/main/namespaces/s/tables/t")" 200

# --- beside other processes: each sees what the other did
runs 0 tarn sql -C lake -e "CREATE TABLE s.u AS SELECT 2 AS id"
equal "table of another process" "$(status "$url/iceberg/v1/main/namespaces/s/tables/u")" 200
equal "drop" "$(status -X DELETE "$url/iceberg/v1/main/namespaces/s/tables/u")" 204
runs 4 tarn sql -C lake -e "SELECT * FROM s.u"

# --- what is refused
equal "a page of elsewhere" "$(status -H 'Origin: https://evil.example' "$url/iceberg/v1/config")" 403
equal "rebound name" "$(status -H 'Host: evil.example' "$url/iceberg/v1/config")" 403
equal "traversal" "$(status "$url/iceberg/v1/main/namespaces/%2e%2e/tables/t")" 400
equal "outside" "$(status -X POST -d '{"name":"x","metadata-location":"/etc/passwd"}' "$url/iceberg/v1/main/namespaces/s/register")" 403
trino=$(sed -n 's|.*"Trino protocol", "url": "\([^"]*\)".*|\1|p' served.json)
sql() { # SQL: the last page of its results
  curl -s -H 'X-Trino-User: ann' -d "$1" "$trino/v1/statement" >body
  while next=$(sed -n 's/.*"nextUri": *"\([^"]*\)".*/\1/p' body) && [ -n "$next" ]; do curl -s "$next" >body; done
}
for statement in "CREATE TABLE iceberg.s.x (a integer) WITH (location = '$work/elsewhere')" \
  "EXECUTE IMMEDIATE 'CREATE TABLE iceberg.s.x WITH (location = ''$work/elsewhere'') AS SELECT 1 AS a'" \
  "CALL iceberg.system.register_table('s', 'x', '/etc')"; do
  sql "$statement"
  grep -q PERMISSION_DENIED body || fail "tables outside of the warehouse: $(cat body)"
done
[ ! -e elsewhere ] || fail "a table lies outside of the warehouse"
port=${url##*:}
runs 11 tarn serve -C lake --catalog-port "$port" --trino-port 0
one_error
says "another process listens already: 127.0.0.1:$port"
runs 7 tarn serve -C lake --host 0.0.0.0 --catalog-port 0 --trino-port 0
one_error
says "without users tarn serve listens on this machine's own addresses only"
runs 7 tarn serve -C lake --host example.org --catalog-port 0 --trino-port 0
runs 2 tarn serve -C lake --catalog-port 70000 --trino-port 0
runs 4 tarn serve -C nowhere

echo 'queries: {resource_groups: groups.json}' >>lake/tarn.yaml
runs 4 tarn serve -C lake --catalog-port 0 --trino-port 0
says "cannot read the resource groups"
echo '{"rootGroups": [], "selectors": [{"group": "none"}]}' >lake/groups.json
runs 3 tarn serve -C lake --catalog-port 0 --trino-port 0
says "names no group"
sed -i '$d' lake/tarn.yaml
runs 0 tarn queries -C lake
runs 4 tarn queries -C lake show 20260101_000000_00000_abcde
runs 3 tarn queries -C lake --slower-than soon

# --- metrics and the access log count, without secrets
status -H 'Authorization: Bearer very-secret' "$url/iceberg/v1/config?warehouse=lake&token=very-secret" >/dev/null
grep -q 'operation="getConfig",status="200"' <(curl -s "$url/metrics") || fail "no metrics of getConfig"

# --- stops when told: exit code 0, and the log is whole
kill -TERM $server
code=0
wait $server || code=$?
equal "exit code after SIGTERM" $code 0
log=lake/.tarn/logs/serve/access.jsonl
grep -q '"operation":"loadTable","status":200' "$log" || fail "the access log has no loadTable"
grep -q very-secret "$log" && fail "the access log has a secret"

# --- killed in the middle of anything, it starts again
"$TARN_BIN" serve -C lake --catalog-port 0 --trino-port 0 --json >served.json 2>serve.err &
server=$!
for _ in $(seq 200); do [ -s served.json ] && break; sleep 0.1; done
kill -9 $server
wait $server 2>/dev/null
runs 0 tarn sql -C lake -e "SELECT * FROM s.t"
echo "serve: starts, answers, refuses, stops"
