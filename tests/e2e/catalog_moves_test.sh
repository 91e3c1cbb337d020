# tarn catalog: the whole metadata moved to PostgreSQL and back under a running server; a catalog taken over from another server by Nessie's API
# and by Iceberg REST.
. "$(dirname "$0")/lib.sh"
command -v python3 >/dev/null || skip "needs python3"
sql_lake lake
runs 0 tarn run -C lake small
runs 0 tarn branch create dev -C lake
runs 0 tarn user add ann --role admin -C lake --no-password
runs 0 tarn token create ann -C lake --json
token=$(sed -n 's/.*"token": "\([^"]*\)".*/\1/p' <<<"$out")
[ -n "$token" ] || fail "no token: $out"
before=$(tarn log -C lake --json)
rows=$(ask "SELECT count(*) FROM s.numbers")

serve() {
  "$TARN_BIN" serve -C "$1" --catalog-port 0 --trino-port 0 --json >"$1.json" 2>"$1.log" &
  server=$!
  for _ in $(seq 600); do [ -s "$1.json" ] && break; sleep 0.1; done
  port=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["endpoints"][0]["url"].split(":")[2].split("/")[0])' "$1.json")
}

# --- another lake takes it over, by both APIs
serve lake
printf '%s' "$token" >token
runs 0 tarn init nessie
runs 0 tarn catalog import -C nessie --from-nessie "http://127.0.0.1:$port/api/v2" --token-file token
says "imported 2 references"
equal "rows by Nessie's API" "$(lake=nessie ask "SELECT count(*) FROM s.numbers")" "$rows"
equal "commits" "$(tarn log -C nessie --json | grep -c message)" "$(printf '%s\n' "$before" | grep -c message)"
runs 7 tarn catalog import -C nessie --from-nessie "http://127.0.0.1:$port/api/v2" --token-file token
says "in use"
runs 0 tarn init rest
runs 0 tarn catalog import -C rest --from-rest "http://127.0.0.1:$port/iceberg" --token-file token
says "imported 1 namespace, 2 tables, 0 views"
equal "rows by Iceberg REST" "$(lake=rest ask "SELECT count(*) FROM s.numbers")" "$rows"
runs 0 tarn init refused
printf 'tarn_nobody' >wrong
"$TARN_BIN" catalog import -C refused --from-rest "http://127.0.0.1:$port/iceberg" --token-file wrong >"$work/.out" 2>"$work/.err" && fail "a wrong token is let in"
runs 3 tarn catalog import -C refused
runs 3 tarn catalog import -C refused file --from-rest http://127.0.0.1:1

# --- to PostgreSQL and back, while the server runs
. "$TARN_SOURCE_DIR/tests/e2e/postgres.sh"
start_postgres
database=$(new_database)
runs 0 tarn catalog migrate -C lake "$database"
says "moved 2 references"
runs 7 tarn branch create late -C lake
says "the catalog was moved to"
code=$(curl -s -o answer -w '%{http_code}' -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{"namespace":["late"]}' "http://127.0.0.1:$port/iceberg/v1/main/namespaces")
equal "status of a commit to what was left" "$code" 400
grep -q "the catalog was moved to" answer || fail "$(cat answer)"
kill "$server"; wait "$server"
sed -i "s|^metadata: .*|metadata: ${database//&/\\&}|" lake/tarn.yaml
equal "history on PostgreSQL" "$(tarn log -C lake --json)" "$before"
equal "rows on PostgreSQL" "$(ask "SELECT count(*) FROM s.numbers")" "$rows"
runs 0 tarn user list -C lake
prints "ann"
runs 0 tarn run -C lake small
runs 0 tarn runs list -C lake
runs 0 tarn catalog migrate -C lake lake/.tarn/tarn.db
sed -i "s|^metadata: .*|metadata: .tarn/tarn.db|" lake/tarn.yaml
runs 0 tarn branch create again -C lake
equal "rows after the way back" "$(ask "SELECT count(*) FROM s.numbers")" "$rows"
runs 3 tarn catalog migrate -C lake lake/.tarn/tarn.db
