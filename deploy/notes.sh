#!/usr/bin/env bash
# Prints a version's notes out of CHANGELOG.md; ./promozilla notes calls it.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
version=${1:?"Usage: ./promozilla notes VERSION"}
version=${version#v}

notes=$(awk -v heading="## [$version]" '/^## / { inside = index($0, heading) == 1; next } inside' "$root/CHANGELOG.md" | sed '/./,$!d')
[[ -n $notes ]] || { printf 'notes: CHANGELOG.md has no notes of %s\n' "$version" >&2; exit 1; }
printf '%s\n' "$notes"
