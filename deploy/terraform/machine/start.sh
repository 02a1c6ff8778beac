#!/bin/bash
# Brings the almanac up on its machine: almanac-start [FILE with the settings]. What is there already is kept, so it can be run
# again, and a new machine with the volume of an old one goes on where that was.
set -euo pipefail
# shellcheck disable=SC1090
. "${1:-/etc/almanac/machine.env}"
FSTAB=${FSTAB:-/etc/fstab}

# The volume is attached after the server is made.
for _ in $(seq "${PATIENCE:-150}"); do
  [ -e "$DEVICE" ] && break
  sleep 2
done
[ -e "$DEVICE" ] || { echo "The volume $DEVICE did not come." >&2; exit 1; }
mkdir -p "$DATA"
if ! mountpoint -q "$DATA"; then
  grep -qs " $DATA " "$FSTAB" || echo "$DEVICE $DATA ext4 defaults,discard,nofail 0 2" >>"$FSTAB"
  systemctl daemon-reload
  mount "$DATA"
fi

# Only now: Docker keeps everything on the volume.
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends docker.io docker-compose-v2 docker-buildx

app=$DATA/app
if [ -d "$app/.git" ]; then git -C "$app" fetch --tags origin; else git clone "$REPOSITORY" "$app"; fi
commit=$(git -C "$app" rev-parse --verify --quiet "origin/$REVISION^{commit}" ||
  git -C "$app" rev-parse --verify "$REVISION^{commit}")
git -C "$app" checkout --detach "$commit"

cd "$app"
if [ ! -e .env ]; then
  sed -e "s#^ALMANAC_SITE=.*#ALMANAC_SITE=$SITE#" -e "s#^PUBLIC_URL=.*#PUBLIC_URL=https://$SITE#" \
    -e "s#^MAIL_FROM=.*#MAIL_FROM=Cohort Almanac <$MAIL_FROM>#" \
    deploy/compose.env.example >.env
fi
deploy/secrets.sh
docker compose build
docker compose up --wait --wait-timeout 300
