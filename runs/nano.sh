#!/usr/bin/env bash
# Makes nano from nothing as the shipped one was made, on two CPU cores in about three hours.
#
#   DATA=folder-of-public-sets EXAMS=folder-of-exams runs/nano.sh
#
# Without DATA it trains on the project's own text only. EXAMS names the exams whose utterances are
# left out of the corpus; tests/exam is the default. Run it again after an interruption: training
# goes on from its last checkpoint.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
build=${BUILD:-build/nano}
options=(--build "$build" --exams "${EXAMS:-tests/exam}")
[ -n "${DATA:-}" ] && options+=(--data "$DATA")

[ -f "$build/tokenizer.json" ] || $python -m ondol.training tokenizer "${options[@]}"
for seed in 3 4 5 6; do # four parts of the corpus; each seed makes the same part again
  [ -f "$build/shard$seed.npz" ] || $python -m ondol.training corpus --seed "$seed" "${options[@]}"
done
$python -m ondol.training train "${options[@]}"
$python -m ondol.training export "${options[@]}"
