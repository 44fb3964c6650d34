#!/usr/bin/env bash
# Installs the Debian packages that Usher needs: packaging/setup.sh [--tests]
# What is installed already is left alone; a run with nothing to do takes a second.
set -euo pipefail

build=(
    g++ cmake ninja-build pkg-config
    qt6-base-dev qt6-webengine-dev qt6-httpserver-dev qt6-websockets-dev qt6-charts-dev qt6-svg-dev
    qt6-tools-dev qt6-l10n-tools libqt6sql6-sqlite
    libxml2-dev libxmlsec1-dev libssl-dev libsodium-dev zlib1g-dev
    breeze-icon-theme fonts-dejavu-core
)
# php8.2-cgi is the smallest thing that satisfies PHP without bringing a web server along.
tests=(
    simplesamlphp php8.2-cgi php-cli php-xml php-mbstring
    opensaml-schemas libxml2-utils openssl binutils util-linux
)

packages=("${build[@]}")
case "${1:-}" in
    "") ;;
    --tests) packages+=("${tests[@]}") ;;
    *)
        echo "usage: packaging/setup.sh [--tests]" >&2
        exit 2
        ;;
esac

missing=()
for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "setup: every package is installed"
    exit 0
fi

echo "setup: installing ${#missing[@]} Debian packages with apt-get:"
printf '  %s\n' "${missing[@]}" | column -c 100 2>/dev/null || printf '  %s\n' "${missing[@]}"

root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "setup: not root, and there is no sudo: run this as root once" >&2; exit 1; }
    echo "setup: sudo may ask for your password"
    root=(sudo)
fi

# Nothing that comes along may start a service: Debian asks this file, and ours is there only while we install.
policy=/usr/sbin/policy-rc.d
mark='# put here by Usher while it installs packages'
if [ ! -e "$policy" ] || grep -qxF "$mark" "$policy"; then
    trap '"${root[@]}" rm -f "$policy"' EXIT
    printf '#!/bin/sh\n%s\nexit 101\n' "$mark" | "${root[@]}" tee "$policy" >/dev/null
    "${root[@]}" chmod 755 "$policy"
fi

# Package lists may be stale or absent; ask for new ones only when the first attempt says so.
install() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o Dpkg::Use-Pty=0 -q "${missing[@]}"; }
if ! install; then
    echo "setup: refreshing the package lists and trying again"
    "${root[@]}" apt-get update -q
    install
fi
echo "setup: done"
