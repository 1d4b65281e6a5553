#!/usr/bin/env bash
# Builds the services' images and prints their sizes; ./promozilla images calls it.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"

usage() {
    cat <<'END'
Usage: ./promozilla images [--push] [--tag TAG]...
       ./promozilla images --version

Builds promozilla-web, promozilla-worker, promozilla-scraper and promozilla-pictures (what azd puts web and scraper on) and prints their sizes.

  --tag TAG   More names for them beside the commit and, at a release's tag, the version; the first stands in for it (default: dev, which deploy/compose builds with).
  --version   Only print the version that they would be of.
  --push      Push to IMAGE_REGISTRY, each with an SBOM and where it was built attested, and print the digests as deploy/compose/.env wants them.

Environment:
  IMAGE_REGISTRY   host and path that images are pushed to, without a slash at its end (docker login first)
  DOTNET_IMAGES    where .NET's own images come from (default: the Dockerfile's)
  CONTAINER_TOOL   docker (default) or podman, which builds but does not attest
END
}

say() { printf 'images: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# release: the last release's version and how many commits came since; nothing without git or a tag.
release() { git describe --tags --long --match 'v[0-9]*.[0-9]*.[0-9]*' --exclude '*-*' 2>/dev/null | sed -n 's/^v\([0-9.]*\)-\([0-9]*\)-g[0-9a-f]*$/\1 \2/p'; }

# version: Directory.Build.targets reckons the same.
version() {
    local released since
    read -r released since <<<"$(release)"
    if [[ -z $released ]]; then
        sed -n 's:.*<Version>\([0-9].*\)</Version>.*:\1:p' Directory.Build.props
    elif ((since)); then
        printf '%s.%d-dev.%d\n' "${released%.*}" "$((${released##*.} + 1))" "$since"
    else
        printf '%s\n' "$released"
    fi
}

push=false
tags=()
while (($#)); do
    case $1 in
        --push) push=true ;;
        --version) version; exit ;;
        --tag) tags+=("${2:?--tag TAG}"); shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
((${#tags[@]})) || tags=(dev)

tool=${CONTAINER_TOOL:-docker}
command -v "$tool" >/dev/null || fail "$tool is missing: images are built with Docker (https://docs.docker.com/engine/install/) or Podman"
registry=${IMAGE_REGISTRY:-}
if $push && [[ -z $registry ]]; then fail "set IMAGE_REGISTRY to where the images are pushed"; fi

commit=$(git rev-parse HEAD 2>/dev/null || echo unknown)
version=$(version)
created=$(git log -1 --format=%cI 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)
[[ $commit == unknown ]] || tags+=("$commit")
[[ $(release) != "$version 0" ]] || tags+=("$version")

# build TARGET OPTIONS...
build() {
    local target=$1 name=promozilla-$1 tag
    shift
    local -a arguments=(--target "$target" -f deploy/images/Dockerfile --build-arg "COMMIT=$commit" --build-arg "VERSION=$version" --build-arg "CREATED=$created")
    [[ -z ${DOTNET_IMAGES:-} ]] || arguments+=(--build-arg "DOTNET=$DOTNET_IMAGES")
    for tag in "${tags[@]}"; do arguments+=(-t "${registry:+$registry/}$name:$tag"); done
    if [[ $tool == docker ]]; then docker buildx build "${arguments[@]}" "$@" . >&2; else "$tool" build "${arguments[@]}" . >&2; fi
}

for target in web worker scraper pictures; do
    say "building $target"
    if [[ $tool == docker ]]; then build "$target" --load; else build "$target"; fi
done
for target in web worker scraper pictures; do
    bytes=$("$tool" image inspect --format '{{.Size}}' "${registry:+$registry/}promozilla-$target:${tags[0]}")
    printf '%-20s %6d MB\n' "promozilla-$target" "$((bytes / 1000000))"
done

$push || exit 0
[[ $tool == docker ]] || fail "--push takes docker: its builder attests the SBOM"
metadata=$(mktemp)
trap 'rm -f "$metadata"' EXIT
for target in web worker scraper pictures; do
    build "$target" --push --sbom=true --provenance=mode=max --metadata-file "$metadata"
    digest=$(sed -n 's/.*"containerimage.digest": *"\(sha256:[0-9a-f]*\)".*/\1/p' "$metadata" | head -n 1)
    [[ -n $digest ]] || fail "the builder told no digest of $target"
    printf '%s_IMAGE=%s/promozilla-%s@%s\n' "${target^^}" "$registry" "$target" "$digest"
done
