#!/bin/sh
# Installs the system libraries that gan builds on. Safe to run again: what is there is left alone, and when all of it
# is there nothing is installed and no network is used.
set -eu

say() { printf '%s\n' "setup: $*"; }
fail() { printf '%s\n' "setup: $*" >&2; exit 1; }

apt_packages="libreadline-dev libdnnl-dev libcairo2-dev libchafa-dev zlib1g-dev libpng-dev libgif-dev libturbojpeg0-dev pkg-config"
brew_packages="readline onednn cairo chafa zlib libpng giflib jpeg-turbo pkg-config"

# Runs a command as root: as it is when we are root already, through sudo otherwise.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        fail "installing needs root and there is no sudo; as root, run: apt-get install $missing"
    fi
}

# True when dpkg knows the package as installed, or when another package stands in for it (pkgconf for pkg-config).
has_apt_package() {
    case "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null || true)" in
        *" installed") return 0 ;;
    esac
    [ "$1" = pkg-config ] && command -v pkg-config >/dev/null 2>&1
}

has_brew_package() {
    [ -d "$(brew --prefix)/opt/$1" ] || { [ "$1" = pkg-config ] && command -v pkg-config >/dev/null 2>&1; }
}

missing=""
if [ "$(uname -s)" != Darwin ] && command -v apt-get >/dev/null 2>&1; then
    for package in $apt_packages; do has_apt_package "$package" || missing="$missing $package"; done
    missing="${missing# }"
    if [ -n "$missing" ]; then
        say "installing with apt: $missing"
        as_root apt-get update
        # shellcheck disable=SC2086
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing </dev/null
    fi
elif command -v brew >/dev/null 2>&1; then
    for package in $brew_packages; do has_brew_package "$package" || missing="$missing $package"; done
    missing="${missing# }"
    if [ -n "$missing" ]; then
        say "installing with brew: $missing"
        # shellcheck disable=SC2086
        brew install $missing
    fi
elif [ "$(uname -s)" = Darwin ]; then
    fail "Homebrew is missing; install it from https://brew.sh, or provide these yourself: $brew_packages"
else
    fail "found neither apt nor brew; install the development files of readline, oneDNN, cairo, chafa, zlib, libpng, giflib and turbojpeg," \
        "and pkg-config, with this system's own package manager"
fi

if [ -z "$missing" ]; then
    say "all libraries are here already, nothing to install"
else
    say "libraries are installed"
fi

if ! command -v swift >/dev/null 2>&1; then
    fail "swift is missing; get Swift 6 from https://www.swift.org/install and run this again"
fi
