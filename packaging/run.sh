#!/usr/bin/env bash
# Installs what is missing, builds Usher and starts it with the sandbox tenant: packaging/run.sh
# Without a display it walks the same sign-in by itself and leaves pictures in build/tour/.
set -euo pipefail
cd "$(dirname "$0")/.."

packaging/setup.sh
echo "run: building (the first time takes some minutes)"
cmake --preset release >/dev/null
cmake --build build --target usher usher_webview

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    if [ "$(id -u)" -eq 0 ]; then
        echo "run: as root the browser engine refuses to start, so signing in with Entra won't work; run this as yourself"
    fi
    echo "run: starting Usher with the sandbox tenant; choose any person there, and type any password"
    exec build/app/usher --sandbox
fi

echo "run: there is no display here, so Usher walks the sign-in by itself"
export QT_QPA_PLATFORM=offscreen
if [ "$(id -u)" -eq 0 ]; then
    echo "run: as root the browser engine can't start its sandbox; it is turned off for this tour alone"
    export QTWEBENGINE_DISABLE_SANDBOX=1
fi
exec build/app/usher tour build/tour
