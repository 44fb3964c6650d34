#!/usr/bin/env bash
# Installs what is missing, tests' needs included, builds everything and runs every test: packaging/test.sh [ctest options]
set -euo pipefail
cd "$(dirname "$0")/.."

packaging/setup.sh --tests
echo "test: building (the first time takes some minutes)"
cmake --preset release >/dev/null
cmake --build build
echo "test: running every test"
exec ctest --test-dir build --output-on-failure --no-tests=error "$@"
