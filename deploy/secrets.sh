#!/bin/sh
# Makes the secrets of docker-compose.yml, those that are not there yet, into deploy/secrets (or the folder given).
# The folder is closed to others (0700). The files in it can be read by all, because a container's account has another number
# than yours and sees each file by itself.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 0700 "$folder"
random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
keep() { # name, content on stdin
  [ -e "$folder/$1" ] && { cat >/dev/null; return; }
  cat >"$folder/$1"
  chmod 0444 "$folder/$1"
  echo "made $folder/$1"
}
random 24 | keep postgres_password
printf 'postgres://almanac:%s@db:5432/almanac\n' "$(cat "$folder/postgres_password")" | keep database_url
printf 'requirepass %s\n' "$(random 24)" | keep redis_conf
printf 'redis://:%s@redis:6379\n' "$(sed -n 's/^requirepass //p' "$folder/redis_conf")" | keep redis_url
random 32 | keep secret_key
random 24 | keep metrics_token
random 16 | keep grafana_password
random 16 | keep remote_write_password
# The catcher of the profile dev. Write your mail server's address here: smtps://user:password@mail.example.org
echo 'smtp://mail:1025' | keep smtp_url
