#!/bin/sh
# Backs the database up: deploy/backup.sh [FILE]. Without FILE: deploy/backups/almanac-<UTC time>.dump.
# Runs pg_dump in the compose stack's db; with PGHOST set on this machine, with the usual PG* variables (PGPASSFILE for the
# password, so that it stands in no process list). Everything that has to be kept is in PostgreSQL, but for deploy/secrets:
# keep a copy of that elsewhere, since secret_key opens what is sealed in the database.
set -eu
here=$(dirname "$0")
file=${1:-$here/backups/almanac-$(date -u +%Y%m%dT%H%M%SZ).dump}
mkdir -p "$(dirname "$file")"
umask 077
part=$file.part
trap 'rm -f "$part"' EXIT
pg() { # program, arguments…
  if [ -n "${PGHOST:-}" ]; then "$@"; else docker compose -f "$here/../docker-compose.yml" exec -T -u postgres -e PGUSER=almanac -e PGDATABASE=almanac db "$@"; fi
}
pg pg_dump --format=custom --no-owner --no-privileges >"$part"
# A dump that can't be listed is none.
pg pg_restore --list <"$part" >/dev/null
mv "$part" "$file"
(cd "$(dirname "$file")" && sha256sum "$(basename "$file")" >"$(basename "$file").sha256")
echo "$file"
