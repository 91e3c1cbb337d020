# A full disk: one clear message, exit code 10, main as it was, and all is well once there is room again.
. "$(dirname "$0")/../e2e/lib.sh"
[ "$(id -u)" = 0 ] || skip "mounting a small file system needs root"
mkdir disk
mount -t tmpfs -o size=6m tmpfs disk 2>/dev/null || skip "this machine does not let us mount a tmpfs"
trap 'code=$?; umount "$work/disk" 2>/dev/null; [ $code = 0 ] && rm -rf "$work"; exit $code' EXIT
lake=disk/lake
sql_lake disk/lake
runs 0 tarn run -C disk/lake --param rows=1000

# Rows that do not compress, more than fits.
code=0
tarn sql -C disk/lake -e "CREATE TABLE s.big AS SELECT n, sha256(CAST(CAST(n AS varchar) AS varbinary)) AS h FROM UNNEST(sequence(1, 1000000)) AS t(n)" >.out 2>.err </dev/null || code=$?
out=$(cat .out); err=$(cat .err)
[ $code = 10 ] || fail "exit code $code instead of 10"
one_error
equal "main" "$(ask 'SELECT rows FROM s.total')" 1000
runs 4 tarn table -C disk/lake show s.big

runs 10 tarn generate --out disk/data --scale 0.05
one_error
equal "files left over" "$(find disk/data -type f 2>/dev/null | grep -v -e generation.lock -e '\.lock$' | wc -l)" 0

runs 0 tarn run -C disk/lake --param rows=10
equal "main" "$(ask 'SELECT rows FROM s.total')" 10
exit 0
