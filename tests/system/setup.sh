#!/usr/bin/env bash
# Installs what the system tests run against: Mosquitto, Chromium, Node, fonts that hold Korean, and
# a real Home Assistant.
set -euo pipefail

home_assistant() { # in an environment of its own, for it pins what it needs
  local version=2024.3.3 where=build/home-assistant uv=.venv/bin/uv
  [ -e "$where/.made-$version" ] && return
  .venv/bin/python -c 'import sys; sys.exit(sys.version_info >= (3, 13))' || {
    echo "Home Assistant $version needs Python 3.11 or 3.12: the tests with it are left out" >&2
    return
  }
  rm -rf "$where"
  "$uv" venv --quiet --python .venv/bin/python "$where"
  # as of its own day: a newer josepy breaks it
  local install=("$uv" pip install --quiet --python "$where/bin/python" --exclude-newer 2024-03-25)
  "${install[@]}" "homeassistant==$version"
  # what its parts need that the tests use: it would install them itself as it starts
  "${install[@]}" -c "$where"/lib/python3*/site-packages/homeassistant/package_constraints.txt \
    aiohttp-cors aiohttp-fast-url-dispatcher aiohttp-zlib-ng fnv-hash-fast ha-ffmpeg hassil \
    home-assistant-frontend home-assistant-intents janus mutagen Pillow psutil-home-assistant \
    PyTurboJPEG securetar SQLAlchemy
  touch "$where/.made-$version"
}
home_assistant
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
