#!/usr/bin/env bash
# Looks for secrets in what git knows, and for known holes in the packages; ./promozilla audit calls it.
set -euo pipefail

usage() {
    cat <<'END'
Usage: ./promozilla audit [secrets|packages]

  secrets    Tracked files that hold what looks like a private key, a provider's token or a password. A line that must stay says so: audit: no secret
  packages   NuGet and npm packages with known vulnerabilities (high or worse), as the configured feeds know them.
END
}

say() { printf 'audit: %s\n' "$*" >&2; }
bad=0

secrets() {
    # Shapes that providers publish for their tokens, and values behind names of secrets in settings files.
    local tokens='-----BEGIN ([A-Z]+ )?PRIVATE KEY-----|\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{60,}|\bglpat-[A-Za-z0-9_-]{20}|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bSG\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}|AccountKey=[A-Za-z0-9+/]{40,}|\bAIza[0-9A-Za-z_-]{35}\b'
    local values='^[^#]*(password|secret|token|api[_-]?key|access[_-]?key)[a-z_-]*["'\'']?[:=] *["'\'']?[A-Za-z0-9+/_.-]{16,}["'\'']?[[:space:]]*$'
    local found
    found=$({
        git grep -nIE -e "$tokens" -- . || true
        git grep -nIiE -e "$values" -- '*.yml' '*.yaml' '*.json' '*.env' '*.env.example' '*.config' '*.props' ':!*package-lock.json' || true
    } | grep -v 'audit: no secret' | sort -u || true)
    if [[ -n $found ]]; then
        say "looks like secrets:"
        printf '%s\n' "$found"
        bad=1
    else
        say "no secrets in $(git ls-files | wc -l) files"
    fi
}

packages() {
    local lock said
    if said=$(dotnet list Promozilla.sln package --vulnerable --include-transitive 2>&1); then
        if grep -qE '\b(High|Critical)\b' <<<"$said"; then
            printf '%s\n' "$said"
            bad=1
        else
            say "NuGet: none high or worse"
        fi
    else
        printf '%s\n' "$said" >&2
        say "NuGet could not be asked"
        bad=1
    fi
    while IFS= read -r lock; do
        if said=$(cd "$(dirname "$lock")" && npm audit --audit-level=high 2>&1); then
            say "npm, $lock: none high or worse"
        else
            printf '%s\n' "$said"
            say "npm, $lock: see above"
            bad=1
        fi
    done < <(git ls-files '*package-lock.json')
}

case ${1:-all} in
    secrets) secrets ;;
    packages) packages ;;
    all) secrets; packages ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac
exit "$bad"
