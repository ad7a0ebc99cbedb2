#!/bin/sh
# make torture: the long part of every test of endurance (tests/lib/torture.h), two at a time, then the
# fuzzing; and the tables of what came of it, in build/torture/table.md. Each part keeps its log until it is
# run again, so a part can be repeated by itself; make image-torture leaves its rows there too.
# Arguments: seconds for each target of the fuzzing (0: none of it), the test programs.
# (torture.sh --one NAME COMMAND… is how it calls itself.)
set -u
out=build/torture
mkdir -p "$out"

one() {
    name=$1 began=$(date +%s)
    shift
    if "$@" >"$out/$name.log" 2>&1; then
        echo "held $name ($(($(date +%s) - began)) s)"
        return
    fi
    echo "FAILED $name ($(($(date +%s) - began)) s); the end of $out/$name.log:"
    tail -n 40 "$out/$name.log" | sed 's/^/    /'
    return 1
}

if [ "$1" = --one ]; then
    shift
    one "$@"
    exit
fi
seconds=$1
shift
failed=0
GOEDWERK_TORTURE=1
TSAN_OPTIONS=suppressions=tests/tsan.supp:halt_on_error=1
export GOEDWERK_TORTURE TSAN_OPTIONS

for program in "$@"; do
    echo "$program" | sed 's|^build/\(debug/\)*||; s|tests/||; s|/|-|g'
    echo "$program"
done | xargs -P 2 -n 2 "$0" --one || failed=1
[ "$seconds" = 0 ] || one fuzz tests/fuzz.sh "$seconds" || failed=1

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
days() {
    find "$out" -name '*.log' -printf '%TY-%Tm-%Td\n' | sort | sed -n '1p; $p' | uniq | paste -s -d '/'
}
{
    echo "$(days), $(uname -m), $(nproc) cores, $(. /etc/os-release && echo "$PRETTY_NAME"), sanitized build"
    table "$(rows 5)" '| area | what was done | tried | survived | lost |' '|---|---|--:|--:|--:|'
    table "$(rows 3)" '| area | what was measured | seen |' '|---|---|---|'
} >"$out/table.md"
cat "$out/table.md"
[ $failed = 0 ] || { echo "a part did not hold (its log is in $out)" >&2; exit 1; }
