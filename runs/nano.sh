#!/usr/bin/env bash
# Makes nano from nothing on two CPU cores in two to three hours, as the shipped one was made.
#
#   DATA=folder-of-public-sets EXAMS=folder-of-exams runs/nano.sh
#
# Without DATA it trains on the project's own text only; runs/fetch.sh gets the public sets from their
# owners. EXAMS names the exams whose utterances are left out of the corpus; tests/exam is the default.
# Run it again after an interruption: training goes on from its last checkpoint. With START=folder-of-a-nano
# (src/ondol/agent/nano) it goes on from that one, brought to the tokenizer that is made here. CONFIG, COUNT
# (examples in each part of the corpus) and OUTPUT make another one, elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
build=${BUILD:-build/nano}
options=(--build "$build" --exams "${EXAMS:-tests/exam}" --config "${CONFIG:-runs/nano.toml}")
[ -n "${DATA:-}" ] && options+=(--data "$DATA")

[ -f "$build/tokenizer.json" ] || $python -m ondol.training tokenizer "${options[@]}"
if [ -n "${START:-}" ] && [ ! -d "$build/start" ]; then
  $python -m ondol.training transfer --source "$START" "${options[@]}"
fi
for seed in 3 4 5 6; do # four parts of the corpus; each seed makes the same part again
  [ -f "$build/shard$seed.npz" ] || \
    $python -m ondol.training corpus --seed "$seed" --count "${COUNT:-380000}" "${options[@]}"
done
$python -m ondol.training train "${options[@]}"
$python -m ondol.training export --output "${OUTPUT:-src/ondol/agent/nano}" "${options[@]}"
