#!/usr/bin/env bash
# What the core tests reach in the folders that must not be fooled: packaging/coverage.sh [--files]
# Reads what `ctest --preset asan` left behind. Fails under 95 % of the lines or 90 % of the branches of a folder. USHER_BUILD
# names another build of the preset.
set -euo pipefail
cd "$(dirname "$0")/.."

build=${USHER_BUILD:-build/asan}
lines=95
branches=90
export LC_ALL=C.UTF-8

llvm-profdata-19 merge --failure-mode=all -o "$build/profiles/all.profdata" "$build"/profiles/*.profraw
objects=()
while read -r program; do
    objects+=(-object "$program")
done < <(find "$build/tests" -type f -executable -name 'test_*' | sort)

status=0
for folder in core/xml core/saml core/crypto; do
    # Tests share names of functions with other tests; llvm-cov warns, and ours are not among them.
    report=$(llvm-cov-19 report -instr-profile="$build/profiles/all.profdata" "${objects[@]:1}" "$folder" 2> >(grep -v 'mismatched data' >&2))
    if [ "${1:-}" = --files ]; then
        printf '%s\n' "$report"
    fi
    # Lines, missed, covered and branches, missed, covered are the last six columns.
    awk -v folder="$folder" -v lines="$lines" -v branches="$branches" '
        $1 == "TOTAL" {
            line = 100 * (1 - $(NF - 4) / $(NF - 5))
            branch = 100 * (1 - $(NF - 1) / $(NF - 2))
            printf "coverage: %-12s %6.2f %% of %5d lines (at least %d %%), %6.2f %% of %4d branches (at least %d %%)\n",
                   folder, line, $(NF - 5), lines, branch, $(NF - 2), branches
            reached = line >= lines && branch >= branches
        }
        END { exit !reached }' <<<"$report" || status=1
done
exit $status
