# A private PostgreSQL server in the test's folder, reached over a socket in it; stopped at the end. Read after lib.sh.
#
#   start_postgres              skips the test where PostgreSQL is not installed
#   new_database                the URI of a new, empty database
#   postgres_command ARGS…      the shell command that runs pg_ctl with ARGS
start_postgres() {
  postgres_bin=
  for candidate in /usr/lib/postgresql/{15,16,17}/bin /usr/local/bin /usr/bin; do
    [ -x "$candidate/initdb" ] && { postgres_bin=$candidate; break; }
  done
  [ -n "$postgres_bin" ] || skip "PostgreSQL is not installed (no initdb)"
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/tarn-pg.XXXXXX")
  [ "$(id -u)" != 0 ] || chown postgres "$postgres_folder"
  postgres_owner "$postgres_bin/initdb -D $postgres_folder/data -U postgres -A trust -N --no-instructions" || skip "initdb does not run"
  bash -c "$(postgres_command start -w)" || skip "PostgreSQL does not start"
  trap 'code=$?; bash -c "$(postgres_command stop -m immediate)"; rm -rf "$postgres_folder"; chmod -R u+rwx "$work" 2>/dev/null; if [ $code = 0 ] || [ $code = 77 ]; then rm -rf "$work"; else echo "kept: $work"; fi' EXIT
}

# The server refuses to run as root.
postgres_owner() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- sh -c "cd / && $1" >/dev/null 2>&1
  else
    sh -c "cd / && $1" >/dev/null 2>&1
  fi
}

postgres_command() {
  local command="cd / && $postgres_bin/pg_ctl -D $postgres_folder/data -l $postgres_folder/log -o \"-k $postgres_folder -c listen_addresses=\" -w $*"
  if [ "$(id -u)" = 0 ]; then
    printf "runuser -u postgres -- sh -c '%s' >/dev/null 2>&1" "$command"
  else
    printf "sh -c '%s' >/dev/null 2>&1" "$command"
  fi
}

new_database() {
  postgres_databases=$((${postgres_databases:-0} + 1))
  local name=lake$postgres_databases$RANDOM
  "$postgres_bin/createdb" -h "$postgres_folder" -U postgres "$name" >&2
  echo "postgresql:///$name?host=$postgres_folder&user=postgres"
}
