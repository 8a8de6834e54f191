#!/usr/bin/env bash
# Fetches the public sets that nano learns from, from their owners, into a folder for runs/nano.sh.
#
#   DATA=folder runs/fetch.sh
#
# EXAMS names the exams whose utterances are left out; tests/exam is the default. Run it again after
# an interruption, or with other exams: what is there and made of the same is not fetched again.
# It needs git and the network; src/ondol/training/sources.toml says what comes from where.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m ondol.training.fetch \
  --data "${DATA:?name the folder for the sets: DATA=folder runs/fetch.sh}" \
  --exams "${EXAMS:-tests/exam}"
