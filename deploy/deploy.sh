#!/usr/bin/env bash
# Brings Promozilla to where it runs; ./promozilla deploy calls it. docs/deploy-azure.md, docs/deploy-compose.md, docs/deploy-kubernetes.md.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)

usage() {
    cat <<'END'
Usage: ./promozilla deploy azure [azd's options]
       ./promozilla deploy compose [--build] [--check] [--host USER@SERVER]
       ./promozilla deploy kubernetes [--secrets FILE] [--settings FILE] [--keda] [--bucket] [--check]

  azure        azd up: makes or updates everything in the subscription that azd is signed in to.
  compose      Starts or updates this machine (or SERVER, over ssh, in its clone under DEPLOY_FOLDER); makes deploy/compose/.env, with passwords, where there is none.
  kubernetes   Applies deploy/kubernetes to kubectl's cluster, with SITE_HOST and your files laid over it.

  --build      Build the images there instead of pulling them.
  --keda       Worker and scraper are scaled by their queues: KEDA must be installed.
  --bucket     Pictures and backups are in buckets, no volume is shared (deploy/kubernetes/bucket).
  --check      Change nothing: say what is missing, print what would be applied.

Environment: WEB_IMAGE, WORKER_IMAGE, SCRAPER_IMAGE (by digest, as ./promozilla images --push prints them); SITE_HOST; DEPLOY_FOLDER (default: promozilla)
END
}

say() { printf 'deploy: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }
need() { command -v "$1" >/dev/null || fail "$1 is missing: $2"; }

azure() {
    need azd "https://learn.microsoft.com/azure/developer/azure-developer-cli/install-azd"
    cd "$root"
    # azd asks the project which engine it is for; on a machine without a container engine it would be the native one.
    PROMOZILLA_ENGINE=aspire exec azd up "$@"
}

password() { od -An -N20 -tx1 /dev/urandom | tr -d ' \n'; }

# put KEY VALUE FILE: in the place of the line that sets it.
put() {
    local key=$1 value=$2 file=$3 line found=false next
    next=$(mktemp "$file.XXXXXX")
    chmod 600 "$next"
    while IFS= read -r line || [[ -n $line ]]; do
        if [[ $line == "$key="* ]]; then line=$key=$value found=true; fi
        printf '%s\n' "$line"
    done <"$file" >"$next"
    $found || printf '%s=%s\n' "$key" "$value" >>"$next"
    mv "$next" "$file"
}

compose() {
    local build=false check=false host='' key
    while (($#)); do
        case $1 in
            --build) build=true ;;
            --check) check=true ;;
            --host) host=${2:?--host USER@SERVER}; shift ;;
            *) usage >&2; exit 2 ;;
        esac
        shift
    done
    if [[ -n $host ]]; then
        local commit command=''
        commit=$(git -C "$root" rev-parse HEAD)
        for key in WEB_IMAGE WORKER_IMAGE SCRAPER_IMAGE; do [[ -z ${!key:-} ]] || command+="$key=$(printf %q "${!key}") "; done
        command="cd $(printf %q "${DEPLOY_FOLDER:-promozilla}") && git fetch --quiet && git checkout --quiet $commit && ${command}./promozilla deploy compose"
        if $build; then command+=" --build"; fi
        # shellcheck disable=SC2029 # The command is made here.
        exec ssh -o BatchMode=yes "$host" "$command"
    fi

    cd "$root/deploy/compose"
    local file=.env
    if $check && [[ ! -e $file ]]; then
        say "there is no $PWD/.env yet: ./promozilla deploy compose makes it, with passwords; this goes by .env.example"
        file=.env.example
    fi
    if [[ ! -e $file ]]; then
        (umask 077 && cp .env.example .env)
        for key in POSTGRES_PASSWORD MESSAGING_PASSWORD CACHE_PASSWORD PUSH_SECRET LAB_KEY; do put "$key" "$(password)" .env; done
        say "made $PWD/.env, with passwords of its own: keep a copy of it elsewhere"
    fi
    if $build; then
        export WEB_IMAGE=promozilla-web:dev WORKER_IMAGE=promozilla-worker:dev SCRAPER_IMAGE=promozilla-scraper:dev
        VERSION=$("$root/deploy/images.sh" --version) COMMIT=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)
        export VERSION COMMIT
    fi
    if ! $check; then
        for key in WEB_IMAGE WORKER_IMAGE SCRAPER_IMAGE; do [[ -z ${!key:-} ]] || put "$key" "${!key}" .env; done
    fi

    local -a missing=()
    # shellcheck disable=SC2016 # The variables that the file requires, as they stand there.
    while IFS= read -r key; do
        [[ -n ${!key:-} ]] || grep -q "^$key=..*" "$file" || missing+=("$key")
    done < <(grep -o '\${[A-Z_]*:?' compose.yaml | tr -d '${:?' | sort -u)
    ((${#missing[@]} == 0)) || fail "fill in $PWD/.env: ${missing[*]}"
    if $check; then say "nothing is missing in $PWD/$file"; return; fi

    need docker "https://docs.docker.com/engine/install/"
    local -a files=(-f compose.yaml)
    if $build; then files+=(-f compose.build.yaml); fi
    docker compose "${files[@]}" config --quiet
    if $build; then docker compose "${files[@]}" build; else docker compose "${files[@]}" pull; fi
    docker compose "${files[@]}" up -d --wait --remove-orphans
    docker compose "${files[@]}" ps
}

# image VARIABLE NAME: an entry for kustomize.
image() {
    local value=${!1:-} name=$2
    [[ -n $value ]] || fail "set $1 to the image's name with its digest (or tag)"
    if [[ $value == *@* ]]; then
        printf '  - { name: %s, newName: %s, digest: "%s" }\n' "$name" "${value%@*}" "${value#*@}"
    elif [[ ${value##*/} == *:* ]]; then
        printf '  - { name: %s, newName: %s, newTag: "%s" }\n' "$name" "${value%:*}" "${value##*:}"
    else
        fail "$1 has neither digest nor tag: $value"
    fi
}

kubernetes() {
    local secrets='' settings='' check=false
    local -a components=()
    while (($#)); do
        case $1 in
            --secrets) secrets=$(readlink -f -- "${2:?--secrets FILE}"); shift ;;
            --settings) settings=$(readlink -f -- "${2:?--settings FILE}"); shift ;;
            --keda | --bucket) components+=("${1#--}") ;;
            --check) check=true ;;
            *) usage >&2; exit 2 ;;
        esac
        shift
    done
    need kubectl "https://kubernetes.io/docs/tasks/tools/"
    [[ -n ${SITE_HOST:-} ]] || fail "set SITE_HOST to the site's host name"
    local overlay=$root/deploy/.overlay
    mkdir -p "$overlay"
    {
        printf 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: promozilla\nresources: [../kubernetes]\n'
        if ((${#components[@]})); then printf 'components:\n'; printf '  - ../kubernetes/%s\n' "${components[@]}"; fi
        printf 'images:\n'
        image WEB_IMAGE promozilla-web
        image WORKER_IMAGE promozilla-worker
        image SCRAPER_IMAGE promozilla-scraper
        printf 'configMapGenerator:\n  - name: promozilla-settings\n    behavior: merge\n    envs: [settings.env]\n'
        printf 'patches:\n  - target: { kind: Ingress, name: web }\n    patch: |-\n'
        printf '      - { op: replace, path: /spec/rules/0/host, value: "%s" }\n      - { op: replace, path: /spec/tls/0/hosts/0, value: "%s" }\n' "$SITE_HOST" "$SITE_HOST"
    } >"$overlay/kustomization.yaml"
    # The address follows the host, whatever a copy of deploy/kubernetes/settings.env still says.
    { printf 'public-url=https://%s\n' "$SITE_HOST"; [[ -z $settings ]] || grep -v '^public-url=' -- "$settings" || true; } >"$overlay/settings.env"
    if $check; then kubectl kustomize "$overlay"; return; fi

    kubectl apply -f "$root/deploy/kubernetes/namespace.yaml"
    if [[ -n $secrets ]]; then
        kubectl -n promozilla create secret generic promozilla-secrets --from-env-file="$secrets" --dry-run=client -o yaml | kubectl apply -f -
    fi
    kubectl -n promozilla get secret promozilla-secrets >/dev/null || fail "there is no secret promozilla-secrets yet: --secrets FILE makes it"
    kubectl apply -k "$overlay"
    kubectl -n promozilla rollout status --timeout=10m deployment/worker deployment/scraper deployment/web
}

case ${1:-} in
    azure | compose | kubernetes) "$@" ;;
    -h | --help) usage ;;
    *) usage >&2; exit 2 ;;
esac
