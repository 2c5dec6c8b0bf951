#!/bin/sh
# sh setup.sh                                gets the system libraries that gan builds on
# sh setup.sh install [--portable] [PREFIX]  builds gan and installs it below PREFIX (default: ~/.local)
# sh setup.sh uninstall [PREFIX]             takes away what was installed there, and nothing else
#
# Safe to run again: what is there is left alone, and when all libraries are there no network is used. `--portable` builds
# for x86-64-v3 (AVX2) instead of the processor at hand, so that one build serves a class.
set -eu

say() { printf '%s\n' "setup: $*"; }
fail() { printf '%s\n' "setup: $*" >&2; exit 1; }

usage() { fail "expected nothing, \`install [--portable] [PREFIX]\` or \`uninstall [PREFIX]\`, found: $*"; }

# What to do, and where.
action=libraries
portable=""
prefix=""
if [ $# -gt 0 ]; then
    case "$1" in
        install | uninstall) action=$1 ;;
        *) usage "$@" ;;
    esac
    for argument in "$@"; do
        case "$argument" in
            install | uninstall) [ "$argument" = "$action" ] || usage "$@" ;;
            --portable) [ "$action" = install ] || usage "$@"; portable=1 ;;
            -* | "") usage "$@" ;;
            *) [ -z "$prefix" ] || usage "$@"; prefix=$argument ;;
        esac
    done
    prefix=${prefix:-${HOME:?setup: there is no HOME; name a PREFIX}/.local}
    case "$prefix" in /*) ;; *) prefix=$PWD/$prefix ;; esac
fi

# What was installed, a path below PREFIX on each line; a folder that was made for it ends in a slash.
manifest=share/gan/installed.txt

uninstall() {
    [ -f "$prefix/$manifest" ] || fail "nothing of gan is installed below $prefix: there is no $manifest"
    list=$(mktemp)
    cp "$prefix/$manifest" "$list"
    while IFS= read -r path; do
        case "$path" in
            # A list that somebody changed leads nowhere else.
            /* | *..*) say "passed over: $path" ;;
            */) ;;
            *) rm -f "$prefix/$path" ;;
        esac
    done <"$list"
    # The innermost folders first; one that holds anything else stays.
    LC_ALL=C sort -r "$list" | while IFS= read -r path; do
        case "$path" in
            /* | *..*) ;;
            */) rmdir "$prefix/$path" 2>/dev/null || true ;;
        esac
    done
    rm -f "$list"
    say "gan is gone from $prefix"
}

if [ "$action" = uninstall ]; then
    uninstall
    exit 0
fi

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

[ "$action" = install ] || exit 0

# Makes a folder below PREFIX and says which of its parts were not there.
make_folder() {
    [ -d "$prefix/$1" ] && return
    case "$1" in */*) make_folder "${1%/*}" ;; esac
    mkdir "$prefix/$1"
    printf '%s/\n' "$1" >>"$folders"
}

# Puts a file in its place in one step, so that a running program keeps its own: `put FILE PATH`.
put() {
    case "$2" in */*) make_folder "${2%/*}" ;; esac
    cp "$1" "$prefix/$2.new.$$"
    mv -f "$prefix/$2.new.$$" "$prefix/$2"
}

cd -- "$(dirname -- "$0")"
# On macOS the runtime belongs to the system.
set -- -c release --product gan
[ "$(uname -s)" = Darwin ] || set -- "$@" --static-swift-stdlib
[ -z "$portable" ] || export GAN_PORTABLE=1
say "building${portable:+ for a class of processors}, which takes some minutes"
swift build "$@"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
folders=$stage/.folders
program=$(swift build "$@" --show-bin-path)/gan
mkdir -p "$stage/tree/bin" "$stage/tree/share/gan" "$stage/tree/share/man/man1" "$stage/tree/share/fish/vendor_completions.d" \
    "$stage/tree/share/bash-completion/completions" "$stage/tree/share/zsh/site-functions"
cp "$program" "$stage/tree/bin/gan"
# Names of functions are two thirds of the file, and of no use here.
strip "$stage/tree/bin/gan" 2>/dev/null || say "there is no strip: the program stays large"
"$program" reference --manual >"$stage/tree/share/man/man1/gan.1"
"$program" --generate-completion-script bash >"$stage/tree/share/bash-completion/completions/gan"
"$program" --generate-completion-script zsh >"$stage/tree/share/zsh/site-functions/_gan"
"$program" --generate-completion-script fish >"$stage/tree/share/fish/vendor_completions.d/gan.fish"
cp LICENSE "$stage/tree/share/gan/LICENSE"
find lessons datasets -type f ! -path '*/out/*' ! -name '.*' ! -name '*.py' >"$stage/.shared"
while IFS= read -r file; do
    mkdir -p "$stage/tree/share/gan/$(dirname -- "$file")"
    cp "$file" "$stage/tree/share/gan/$file"
done <"$stage/.shared"
(cd "$stage/tree" && find . -type f | sed 's|^\./||' | LC_ALL=C sort) >"$stage/.files"

mkdir -p "$prefix"
old=$stage/.old
if [ -f "$prefix/$manifest" ]; then cp "$prefix/$manifest" "$old"; else : >"$old"; fi
while IFS= read -r path; do
    if [ -e "$prefix/$path" ] && ! grep -Fqx -- "$path" "$old"; then
        fail "$prefix/$path is there already, and not of gan: move it away, or choose another PREFIX"
    fi
done <"$stage/.files"
: >"$folders"
make_folder "${manifest%/*}"
# Whatever happens from here on, all that may lie there is in the list.
keep_list() { LC_ALL=C sort -u "$@" "$folders" >"$stage/.list"; echo "$manifest" >>"$stage/.list"; put "$stage/.list" "$manifest"; }
keep_list "$old" "$stage/.files"
while IFS= read -r path; do put "$stage/tree/$path" "$path"; done <"$stage/.files"
# What an earlier version had and this one has not.
while IFS= read -r path; do
    case "$path" in
        /* | *..* | */ | "$manifest") ;;
        *) grep -Fqx -- "$path" "$stage/.files" || rm -f "$prefix/$path" ;;
    esac
done <"$old"
grep '/$' "$old" >>"$folders" || true
keep_list "$stage/.files"

say "gan is installed: $prefix/bin/gan"
case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) say "$prefix/bin is not in PATH: add it to find \`gan\` by its name" ;;
esac
