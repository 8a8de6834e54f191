#!/usr/bin/env bash
# Installs what the system tests run against: Mosquitto, Chromium, Node, fonts that hold Korean.
set -euo pipefail
declare -A packages=([mosquitto]=mosquitto [chromium]=chromium [node]=nodejs [npm]=npm)
missing=()
for command in "${!packages[@]}"; do
  PATH="$PATH:/usr/sbin" command -v "$command" >/dev/null || missing+=("${packages[$command]}")
done
[ -n "$(fc-list :lang=ko 2>/dev/null)" ] || missing+=(fontconfig fonts-noto-cjk)
[ ${#missing[@]} = 0 ] && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "The tests need: ${missing[*]}. Install them: sudo apt install ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${missing[@]}"
