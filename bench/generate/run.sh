#!/usr/bin/env bash
# Generates the four files at their default size in turns with peer_generate.py (NumPy + Polars) and prints one line:
# name, our median, the peer's, the ratio (above 1: we are faster).
# Usage: bench/generate/run.sh [ROUNDS]   (TARN, PYTHON and SCRATCH name another binary, interpreter, folder)
set -euo pipefail
cd "$(dirname "$0")/../.."
TARN=${TARN:-build/release/bin/tarn}
PYTHON=${PYTHON:-deps/venv/bin/python}
ROUNDS=${1:-5}
scratch=$(mktemp -d "${SCRATCH:-${TMPDIR:-/tmp}}/tarn-bench-generate-XXXXXX")
trap 'rm -rf "$scratch"' EXIT

seconds() { # the wall time of a command, in seconds
  local begin=$EPOCHREALTIME
  "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log" >&2; exit 1; }
  awk -v b="$begin" -v e="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", e - b }'
}
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

for ((round = 0; round < ROUNDS; ++round)); do
  rm -rf "$scratch/ours" "$scratch/peer"
  seconds "$TARN" generate --out "$scratch/ours" >>"$scratch/ours.times"
  mkdir "$scratch/peer"
  # The peer tells its own time, without the start of the interpreter and its imports.
  "$PYTHON" bench/generate/peer_generate.py "$scratch/peer" >>"$scratch/peer.times"
done
ours=$(median "$scratch/ours.times")
peer=$(median "$scratch/peer.times")
awk -v o="$ours" -v p="$peer" \
  'BEGIN { printf "%-34s ours %7.3f s   numpy+polars %7.3f s   ratio %.1fx\n", "generate 3.8 M rows, 320 MB CSV", o, p, p / o }'
