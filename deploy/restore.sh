#!/bin/sh
# Brings a backup back: deploy/restore.sh FILE. Stop api, worker and scheduler before, and start them after it.
# It is restored beside the database, whole or not at all, and takes its place at the end. What stood there before is kept
# under the name that is printed. Runs in the compose stack's db, or with the usual PG* variables when PGHOST is set.
set -eu
here=$(dirname "$0")
file=${1:?usage: deploy/restore.sh FILE}
[ -r "$file" ] || { echo "restore: $file can't be read" >&2; exit 1; }
if [ -e "$file.sha256" ]; then
  (cd "$(dirname "$file")" && sha256sum --check --quiet "$(basename "$file").sha256") || { echo "restore: $file is not what was backed up" >&2; exit 1; }
fi
pg() { # program, arguments…
  if [ -n "${PGHOST:-}" ]; then "$@"; else docker compose -f "$here/../docker-compose.yml" exec -T -u postgres -e PGUSER=almanac -e PGDATABASE=almanac db "$@"; fi
}
name=${PGDATABASE:-almanac}
case $name in *[!a-z0-9_]*) echo "restore: the database's name may have small letters, digits and _ only" >&2; exit 1 ;; esac
new=${name}_restoring
old=${name}_replaced_$(date -u +%Y%m%d%H%M%S)
sql() { pg psql -X -q -v ON_ERROR_STOP=1 -d postgres "$@"; }

others=$(sql -At -c "SELECT count(*) FROM pg_stat_activity WHERE datname = '$name' AND application_name LIKE 'almanac%'")
[ "$others" = 0 ] || { echo "restore: $others connections of api, worker or scheduler are open; stop them first" >&2; exit 1; }
sql -c "DROP DATABASE IF EXISTS $new" -c "CREATE DATABASE $new TEMPLATE template0 ENCODING 'UTF8'" 2>/dev/null
pg pg_restore --no-owner --no-privileges --single-transaction --exit-on-error -d "$new" <"$file" || {
  sql -c "DROP DATABASE $new"
  echo "restore: $file could not be restored; nothing was changed" >&2
  exit 1
}
pg psql -X -q -d "$new" -c ANALYZE
if [ "$(sql -At -c "SELECT count(*) FROM pg_database WHERE datname = '$name'")" = 1 ]; then
  sql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '$name'" >/dev/null
  sql -c "ALTER DATABASE $name RENAME TO $old"
  echo "What stood there is $old now. Remove it when all is well: DROP DATABASE $old"
fi
sql -c "ALTER DATABASE $new RENAME TO $name"
echo "Restored $file. Run the migrations, then start api, worker and scheduler."
