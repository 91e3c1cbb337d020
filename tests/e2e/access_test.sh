# Users, roles, tokens and rules: who may do what over each API of tarn serve, TLS, the audit log.
. "$(dirname "$0")/lib.sh"
command -v curl >/dev/null || skip "needs curl"
command -v openssl >/dev/null || skip "needs openssl"

runs 0 tarn init lake
runs 0 tarn sql -C lake -e "CREATE SCHEMA gold; CREATE TABLE gold.orders AS SELECT 1 AS id; CREATE SCHEMA hr; CREATE TABLE hr.pay AS SELECT 2 AS id"

# --- users: passwords come from a file, never from the command line
printf 'a long password\n' >password
runs 0 tarn user add -C lake root --role admin --password-file password
says "tarn serve asks who somebody is"
runs 0 tarn role create -C lake analyst --description "reads gold"
runs 0 tarn role create -C lake ci
runs 0 tarn user add -C lake ann --role analyst --password-file password
runs 0 sh -c "\"$TARN_BIN\" user add -C lake ci --role ci --no-password"
runs 5 tarn user add -C lake ann --no-password
one_error
runs 3 tarn user add -C lake bob
says "no terminal"
printf 'short\n' >short
runs 3 tarn user add -C lake bob --password-file short
says "a password has 8 to 1024 bytes"
runs 4 tarn user add -C lake bob --no-password --role none
runs 7 tarn user remove -C lake root
says "no user with the role admin"
runs 0 tarn user list -C lake --json
prints '"name": "ann"'
grep -q 'long password' <<<"$out" && fail "the list has a password"

# --- rules
runs 0 tarn access allow -C lake analyst read --ref main --on 'gold.*'
runs 0 tarn access allow -C lake ci all
runs 3 tarn access allow -C lake analyst reed
says "did you mean"
runs 0 tarn access protect -C lake main --merge ci
runs 0 tarn access list -C lake
prints "gold.*"
prints "protect"
runs 0 tarn access check -C lake ann read --ref main --on gold.orders
runs 1 tarn access check -C lake ann read,write --ref main --on hr.pay
runs 4 tarn access check -C lake nobody read

# --- tokens
runs 0 tarn token create -C lake ci --name pipeline --json
token=$(sed -n 's/.*"token": "\([^"]*\)".*/\1/p' <<<"$out")
client=$(sed -n 's/.*"client_id": "\([^"]*\)".*/\1/p' <<<"$out")
secret=$(sed -n 's/.*"client_secret": "\([^"]*\)".*/\1/p' <<<"$out")
[ -n "$token" ] && [ -n "$client" ] && [ -n "$secret" ] || fail "no token: $out"
runs 3 tarn token create -C lake ci --expires soon
runs 0 tarn token list -C lake --json
prints '"pipeline"'
grep -q "$secret" <<<"$out" && fail "the list has a secret"
grep -rqa "$secret" lake/.tarn && fail "the secret is stored"

# --- beyond this machine: not without TLS
runs 7 tarn serve -C lake --host 0.0.0.0 --catalog-port 0 --trino-port 0
says "in the clear"
runs 4 tarn serve -C lake --tls-cert none.pem --tls-key none.pem --catalog-port 0 --trino-port 0
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout key.pem -out cert.pem 2>/dev/null
chmod 644 key.pem
runs 8 tarn serve -C lake --tls-cert cert.pem --tls-key key.pem --catalog-port 0 --trino-port 0
says "everybody may read"
chmod 600 key.pem
cp cert.pem nokey.pem; chmod 600 nokey.pem
runs 3 tarn serve -C lake --tls-cert cert.pem --tls-key nokey.pem --catalog-port 0 --trino-port 0

"$TARN_BIN" serve -C lake --tls-cert cert.pem --tls-key key.pem --catalog-port 0 --trino-port 0 --json >served.json 2>serve.err &
server=$!
trap 'kill -9 $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 200); do [ -s served.json ] && break; kill -0 $server 2>/dev/null || break; sleep 0.1; done
url=$(sed -n 's|.*"url": "\(https[^"]*\)/iceberg".*|\1|p' served.json)
trino=$(sed -n 's|.*"Trino protocol", "url": "\([^"]*\)".*|\1|p' served.json)
[ -n "$url" ] && [ -n "$trino" ] || fail "tarn serve did not say where: $(cat served.json serve.err)"
ask_url() { curl -s --cacert cert.pem -o body -w '%{http_code}' "$@"; }
ann="ann:a long password"
bearer="Authorization: Bearer $token"
body_has() { grep -q -- "$1" body || fail "the body does not have $1: $(cat body)"; }

# --- who is not known comes nowhere
equal "health" "$(ask_url "$url/health")" 200
equal "metrics" "$(ask_url "$url/metrics")" 401
equal "iceberg" "$(ask_url "$url/iceberg/v1/config")" 401
body_has '"type":"NotAuthorizedException"'
equal "nessie" "$(ask_url "$url/api/v2/config")" 401
body_has '"status":401'
equal "trino" "$(ask_url -H 'X-Trino-User: ann' -d 'SELECT 1' "$trino/v1/statement")" 401
equal "trino info" "$(ask_url "$trino/v1/info")" 200
equal "wrong password" "$(ask_url -u 'ann:wrong password' "$url/iceberg/v1/config")" 401
equal "page of elsewhere" "$(ask_url -u "$ann" -H 'Origin: https://evil.example' "$url/iceberg/v1/config")" 403
curl -s "http://${url#https://}/health" >/dev/null && fail "the port speaks without TLS"

# --- Iceberg REST: what one may not see is not listed
equal "config" "$(ask_url -u "$ann" "$url/iceberg/v1/config")" 200
equal "namespaces" "$(ask_url -u "$ann" "$url/iceberg/v1/namespaces")" 200
equal "listed" "$(cat body)" '{"namespaces":[["gold"]]}'
equal "load" "$(ask_url -u "$ann" "$url/iceberg/v1/namespaces/gold/tables/orders")" 200
equal "hidden" "$(ask_url -u "$ann" "$url/iceberg/v1/namespaces/hr/tables/pay")" 403
body_has '"type":"ForbiddenException"'
equal "hidden and not there" "$(ask_url -u "$ann" "$url/iceberg/v1/namespaces/hr/tables/none")" 403
equal "drop" "$(ask_url -u "$ann" -X DELETE "$url/iceberg/v1/namespaces/gold/tables/orders")" 403
equal "create" "$(ask_url -u "$ann" -d '{"namespace":["mine"]}' "$url/iceberg/v1/namespaces")" 403
equal "token: create on main" "$(ask_url -H "$bearer" -d '{"namespace":["mine"]}' "$url/iceberg/v1/namespaces")" 403
body_has "protected"

# --- OAuth2
grant="grant_type=client_credentials&client_id=$client&client_secret=$secret&scope=catalog"
equal "oauth" "$(ask_url -d "$grant" "$url/iceberg/v1/oauth/tokens")" 200
access=$(sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p' body)
equal "access token" "$(ask_url -H "Authorization: Bearer $access" "$url/iceberg/v1/namespaces/hr/tables/pay")" 200
equal "oauth of a branch" "$(ask_url -d "$grant" "$url/iceberg/main/v1/oauth/tokens")" 200
equal "oauth, wrong secret" "$(ask_url -d "grant_type=client_credentials&client_id=$client&client_secret=no" "$url/iceberg/v1/oauth/tokens")" 401
body_has '"error":"invalid_client"'
equal "oauth, another grant" "$(ask_url -d "grant_type=password" "$url/iceberg/v1/oauth/tokens")" 400
equal "changed access token" "$(ask_url -H "Authorization: Bearer ${access%????}AAAA" "$url/iceberg/v1/config")" 401

# --- Nessie
equal "references" "$(ask_url -u "$ann" "$url/api/v2/trees")" 200
equal "entries" "$(ask_url -u "$ann" "$url/api/v2/trees/main/entries")" 200
grep -q '"pay"' body && fail "entries show what may not be seen: $(cat body)"
body_has orders
equal "content" "$(ask_url -u "$ann" "$url/api/v2/trees/main/contents/hr.pay")" 403
body_has '"errorCode" *: *"FORBIDDEN"'
main=$(curl -s --cacert cert.pem -u "$ann" "$url/api/v2/trees/main" | sed -n 's/.*"hash" *: *"\([0-9a-f]*\)".*/\1/p')
new_branch='{"type":"BRANCH","name":"main","hash":"'$main'"}'
equal "branch" "$(ask_url -u "$ann" -H 'Content-Type: application/json' -d "$new_branch" "$url/api/v2/trees?name=dev&type=BRANCH")" 403
equal "branch by ci" "$(ask_url -H "$bearer" -H 'Content-Type: application/json' -d "$new_branch" "$url/api/v2/trees?name=dev&type=BRANCH")" 200
equal "branch that is not seen" "$(ask_url -u "$ann" "$url/api/v2/trees/dev")" 403
equal "drop main" "$(ask_url -H "$bearer" -X DELETE "$url/api/v2/trees/main@$main")" 400

# --- Trino's protocol
statement() { # CURL-OPTIONS… SQL: the last page of its results
  curl -s --cacert cert.pem -d "${@: -1}" "${@:1:$#-1}" "$trino/v1/statement" >body
  for _ in $(seq 100); do
    next=$(sed -n 's/.*"nextUri":"\([^"]*\)".*/\1/p' body)
    grep -q '"data":' body && cp body data
    [ -n "$next" ] || return 0
    case $next in https:*) ;; *) fail "a link without TLS: $next" ;; esac
    curl -s --cacert cert.pem "${@:1:$#-1}" "$next" >body
  done
}
statement -u "$ann" -H 'X-Trino-User: ann' 'SELECT id FROM iceberg.gold.orders'
grep -q '"data":\[\[1\]\]' data || fail "no rows: $(cat body)"
statement -u "$ann" 'SELECT id FROM iceberg.hr.pay'
body_has 'PERMISSION_DENIED'
statement -u "$ann" 'INSERT INTO iceberg.gold.orders VALUES 2'
body_has 'PERMISSION_DENIED'
statement -u "$ann" 'DROP TABLE iceberg.gold.orders'
body_has 'PERMISSION_DENIED'
statement -u "$ann" 'SHOW SCHEMAS FROM iceberg'
grep -q '"hr"' data && fail "hidden schemas are shown: $(cat data)"
statement -u "$ann" "SELECT table_name FROM iceberg.information_schema.tables WHERE table_schema <> 'information_schema'"
grep -q '"pay"' data && fail "hidden tables are shown: $(cat data)"
statement -u "$ann" 'SELECT * FROM iceberg.hr."pay$files"'
body_has '"error"'
statement -u "$ann" "SELECT * FROM TABLE(read_csv('password'))"
body_has '"error"'
equal "another user's name" "$(ask_url -u "$ann" -H 'X-Trino-User: root' -d 'SELECT 1' "$trino/v1/statement")" 403
statement -H "$bearer" -H 'X-Trino-Session: ref=dev' 'INSERT INTO iceberg.gold.orders VALUES 2'
grep -q '"error"' body && fail "ci may not write to dev: $(cat body)"
query=$(curl -s --cacert cert.pem -H "$bearer" "$trino/v1/query" | grep -o '"queryId":"[^"]*"' | head -1 | cut -d'"' -f4)
equal "another's query" "$(ask_url -u "$ann" "$trino/v1/query/$query")" 410
equal "one's own query" "$(ask_url -H "$bearer" "$trino/v1/query/$query")" 200

# --- views: read with the rights of who made them
runs 0 tarn access allow -C lake analyst read --ref dev --on 'gold.*'
sleep 1.5
ci() { statement -H "$bearer" -H 'X-Trino-Session: ref=dev' "$1"; grep -q '"error"' body && fail "ci: $1: $(cat body)"; return 0; }
ann_asks() { statement -u "$ann" -H 'X-Trino-Session: ref=dev' "$1"; }
ci 'CREATE VIEW iceberg.gold.paid AS SELECT id + 40 AS id FROM iceberg.hr.pay'
ci 'CREATE VIEW iceberg.gold.asked SECURITY INVOKER AS SELECT id FROM iceberg.hr.pay'
ann_asks 'SELECT id FROM iceberg.hr.pay'
body_has 'PERMISSION_DENIED'
ann_asks 'SELECT id FROM iceberg.gold.paid'
grep -q '"data":\[\[42\]\]' data || fail "no rows of a view: $(cat body)"
ann_asks 'SELECT id FROM iceberg.gold.asked'
body_has "Access Denied: user 'ann' may not read hr.pay on dev"
body_has 'PERMISSION_DENIED'
ann_asks 'SHOW CREATE VIEW iceberg.gold.paid'
grep -q 'SECURITY DEFINER' data || fail "SHOW CREATE VIEW: $(cat data)"
ann_asks 'SHOW CREATE VIEW iceberg.gold.asked'
grep -q 'SECURITY INVOKER' data || fail "SHOW CREATE VIEW: $(cat data)"
runs 0 tarn access deny -C lake ci read --ref dev --on 'hr.*'
rule=$(sed -n 's/^[^0-9]*\([0-9][0-9]*\).*/\1/p' <<<"$out" | head -1)
sleep 1.5
ann_asks 'SELECT id FROM iceberg.gold.paid'
body_has "Access Denied: View owner does not have sufficient privileges: View owner 'ci' cannot create view that selects from hr.pay"
body_has 'PERMISSION_DENIED'
runs 0 tarn access remove -C lake "$rule"

# --- rules that change count without a restart
runs 0 tarn access allow -C lake analyst read --ref main --on 'hr.pay'
sleep 1.5
equal "new rule" "$(ask_url -u "$ann" "$url/iceberg/v1/namespaces/hr/tables/pay")" 200
runs 0 tarn token revoke -C lake "${client#tarn_}"
equal "revoked token" "$(ask_url -H "$bearer" "$url/iceberg/v1/config")" 401
equal "its access token" "$(ask_url -H "Authorization: Bearer $access" "$url/iceberg/v1/config")" 401

# --- who guesses waits
for pause in 0 0 0 0 0 0 1.2 2.2; do sleep $pause; ask_url -u 'root:guess guess' "$url/iceberg/v1/config" >/dev/null; done
equal "guessing" "$(ask_url -u 'root:a long password' "$url/iceberg/v1/config")" 503
body_has "too many failed tries"
equal "others need not wait" "$(ask_url -u "$ann" "$url/iceberg/v1/config")" 200

# --- the audit log
runs 0 tarn audit -C lake --user ci --json
prints '"action": "commit"'
prints '"ref": "dev"'
prints '"details": "write gold.orders"'
prints '"action": "create-ref"'
runs 0 tarn audit -C lake --action user.add
prints "ann"

kill -TERM $server
code=0
wait $server || code=$?
equal "exit code after SIGTERM" $code 0
log=lake/.tarn/logs/serve/access.jsonl
grep -q '"user":"ann"' "$log" || fail "the access log does not say who"
grep -qE "long password|$secret|guess" "$log" serve.err && fail "a log has a secret"

# --- the owner of the files goes on as before, and is recorded
runs 0 tarn sql -C lake -e "INSERT INTO hr.pay VALUES 3"
runs 0 tarn audit -C lake --ref main -n 1 --json
prints '"details": "write hr.pay"'
echo "access: who may do what, over each API"
