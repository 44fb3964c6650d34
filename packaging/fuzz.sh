#!/usr/bin/env bash
# Runs the fuzzers over fresh seeds and the kept corpus: packaging/fuzz.sh [SECONDS [TARGET…]]
# SECONDS is for each, 30 unless told; two run at a time. What one finds lies in build/asan/fuzz/TARGET/findings: copy it to
# tests/fuzz/findings/TARGET, where a test replays it. USHER_BUILD names another build of the preset.
set -euo pipefail
cd "$(dirname "$0")/.."

build=$(realpath -m "${USHER_BUILD:-build/asan}")
seconds=${1:-30}
shift $(($# > 0 ? 1 : 0))
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(response encrypted metadata redirect base64)

if [ ! -e "$build/build.ninja" ]; then
    cmake --preset asan >/dev/null
fi
cmake --build "$build" --target fuzzers
export LLVM_PROFILE_FILE=/dev/null # coverage is the tests'
export TZ=UTC ASAN_SYMBOLIZER_PATH=/usr/bin/llvm-symbolizer-19
rm -rf "$build/fuzz/seeds"
"$build/tests/fuzz/write_seeds" "$build/fuzz/seeds"

fuzz() {
    local target=$1 work=$build/fuzz/$1
    local folders=("$work/corpus" "$build/fuzz/seeds/$target")
    if [ -d "tests/fuzz/corpus/$target" ]; then
        folders+=("tests/fuzz/corpus/$target")
    fi
    mkdir -p "$work/corpus" "$work/findings"
    # 2 GiB, and 5 s for an input, are far more than any of them needs, sanitizers included.
    "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=16384 -timeout=5 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$work/findings/" "${folders[@]}" >"$work/log" 2>&1 && return 0
    echo "failed" >"$work/failed"
}

for target in "${targets[@]}"; do
    rm -rf "$build/fuzz/$target/failed"
    mkdir -p "$build/fuzz/$target"
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do
        wait -n || true
    done
    echo "fuzz: $target for $seconds s"
    fuzz "$target" &
done
wait

status=0
for target in "${targets[@]}"; do
    work=$build/fuzz/$target
    sed -n '/^stages of/,$p' "$work/log" | grep -E '^(stages|  [a-z]|failed)' || true
    grep -E '^stat::(number_of_executed_units|average_exec_per_sec|slowest_unit_time_sec)' "$work/log" | sort -u || true
    if [ -e "$work/failed" ]; then
        echo "fuzz: $target FAILED; the end of $work/log:"
        tail -n 40 "$work/log"
        status=1
    fi
done
exit $status
