#!/usr/bin/env bash
# Installs the Debian packages that Usher needs: packaging/setup.sh [--tests]
# What is installed already is left alone; a run with nothing to do takes a second.
set -euo pipefail

build=(
    g++ cmake ninja-build pkg-config
    qt6-base-dev qt6-webengine-dev qt6-httpserver-dev qt6-websockets-dev qt6-svg-dev
    qt6-wayland libqt6sql6-sqlite qtkeychain-qt6-dev libsecret-1-0
    libxml2-dev libxmlsec1-dev libssl-dev libsodium-dev zlib1g-dev
    breeze-icon-theme fonts-dejavu-core
)
# SimpleSAMLphp wants a web server and a PHP for it, which the tests do not use: these are the smallest that Debian takes for them.
tests=(
    simplesamlphp mini-httpd php8.2-cgi php-cli php-xml php-mbstring
    opensaml-schemas opensaml-tools xmlsec1 libxml2-utils openssl binutils util-linux
    gnome-keyring dbus-daemon
    clang-19 llvm-19 libclang-rt-19-dev
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

# A fresh image has no package lists, and old ones may name files that are gone.
install() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o Dpkg::Use-Pty=0 -q "${missing[@]}"; }
refresh() { echo "setup: fetching the package lists"; "${root[@]}" apt-get update -q; }
services() { find /etc/init.d -maxdepth 1 -type f -printf '%f\n' 2>/dev/null | sort; }

before=$(services)
apt-cache show "${missing[0]}" >/dev/null 2>&1 || refresh
install || { refresh && install; }

# What came along as a service was not asked for, so it stays off at the next start of the machine too.
comm -13 <(printf '%s\n' "$before") <(services) | while read -r service; do
    echo "setup: leaving the service $service switched off"
    "${root[@]}" update-rc.d "$service" disable >/dev/null 2>&1 || true
done
echo "setup: done"
