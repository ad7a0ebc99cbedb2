#!/bin/sh
# make torture: the long part of every test of endurance (tests/lib/torture.h), one after another, then
# the fuzzing, and the tables of what came of it, in build/torture/table.md. Arguments: seconds for
# each target of the fuzzing (0: none of it), the test programs.
set -u
out=build/torture
seconds=$1
shift
mkdir -p "$out"
# The one that is not ours is of make image-torture: its rows stand in the table too.
find "$out" -name '*.log' ! -name image.log -delete
failed=''
export GOEDWERK_TORTURE=1
export TSAN_OPTIONS=suppressions=tests/tsan.supp:halt_on_error=1

run() {
    name=$1 began=$(date +%s)
    shift
    if "$@" >"$out/$name.log" 2>&1; then
        echo "held $name ($(($(date +%s) - began)) s)"
        return
    fi
    failed="$failed $name"
    echo "FAILED $name ($(($(date +%s) - began)) s); the end of $out/$name.log:"
    tail -n 40 "$out/$name.log" | sed 's/^/    /'
}

for program in "$@"; do
    run "$(echo "${program#build/*/tests/}" | tr / -)" "$program"
done
[ "$seconds" = 0 ] || run fuzz tests/fuzz.sh "$seconds"

# The rows of so many columns, each area in its place, in the order in which they were said.
rows() {
    sed -n 's/^# figure | *\(.*[^ ]\) *|$/\1/p' "$out"/*.log | awk -F ' *[|] *' -v OFS=' | ' -v columns="$1" '
        BEGIN {
            n = split("power,storage,memory,time,fingers,printer,stick,content,no one in,anonymity", name, ",")
            for (i = 1; i <= n; i++)
                place[name[i]] = i
        }
        NF == columns && !said[$0]++ {
            $1 = $1
            printf "%02d\t%s\t%05d\t| %s |\n", $1 in place ? place[$1] : 99, $1, NR, $0
        }' | sort | cut -f 4
}
table() {
    [ -n "$1" ] && printf '\n%s\n%s\n%s\n' "$2" "$3" "$1"
}
{
    echo "$(date +%Y-%m-%d), $(uname -m), $(nproc) cores, $(. /etc/os-release && echo "$PRETTY_NAME"), sanitized build"
    table "$(rows 5)" '| area | what was done | tried | survived | lost |' '|---|---|--:|--:|--:|'
    table "$(rows 3)" '| area | what was measured | seen |' '|---|---|---|'
} >"$out/table.md"
cat "$out/table.md"
[ -z "$failed" ] || { echo "FAILED:$failed (logs in $out)" >&2; exit 1; }
