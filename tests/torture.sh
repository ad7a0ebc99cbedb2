#!/bin/sh
# make torture: the long part of every test of endurance (tests/lib/torture.h), one after another, and
# one table of what came of it, in build/torture/table.md. Arguments: the test programs.
set -u
out=build/torture
mkdir -p "$out"
failed=''
export GOEDWERK_TORTURE=1
export TSAN_OPTIONS=suppressions=tests/tsan.supp:halt_on_error=1

for program in "$@"; do
    name=$(echo "${program#build/*/tests/}" | tr / -)
    began=$(date +%s)
    if "$program" >"$out/$name.log" 2>&1; then said=held; else said=FAILED failed="$failed $name"; fi
    echo "$said $name ($(($(date +%s) - began)) s)"
done

{
    echo "$(date +%Y-%m-%d), $(uname -m), $(nproc) cores, $(. /etc/os-release && echo "$PRETTY_NAME"), sanitized build"
    echo
    echo '| area | what was done | tried | survived | lost |'
    echo '|---|---|---|---|---|'
    sed -n 's/^# figure \(|.*|\)$/\1/p' "$out"/*.log | awk -F'|' -v OFS='|' 'NF == 5 { $6 = $7 = " "; $8 = "" } 1' | sort -u
} >"$out/table.md"
cat "$out/table.md"
[ -z "$failed" ] || { echo "FAILED:$failed (logs in $out)" >&2; exit 1; }
