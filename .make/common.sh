# What all scripts here share: places, announcing a step, Debian's packages. Sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Built things; cargo reads the same variable.
target=${CARGO_TARGET_DIR:-$root/target}
# Tools are kept outside the tree, one folder for each version, so that nothing is built twice.
tools=${PERENNIAL_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/perennial/tools}

# step TEXT: says in one line what happens next.
step() { printf '• %s\n' "$*"; }

# fail TEXT: says what is wrong and what to do, and ends.
fail() {
    printf '✗ %s\n' "$*" >&2
    exit 1
}

# have PROGRAM...: whether all of them can be called.
have() { command -v "$@" >/dev/null 2>&1 && [ "$(command -v "$@" | wc -l)" -eq $# ]; }

# debian WHY PACKAGE...: installs Debian packages, or says exactly what to install.
debian() {
    local why=$1
    shift
    have apt-get || fail "$why is missing. On Debian it comes with the packages: $*. Install the like of them here, then run this again."
    [ "$(id -u)" -eq 0 ] || fail "$why is missing. Run this as root, then the same command again: apt-get install --no-install-recommends $*"
    step "$why: installing Debian's packages $*"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
