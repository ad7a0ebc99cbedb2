#!/bin/sh
# make fuzz and make fuzz-smoke: each target (tests/fuzz/NAME_fuzz.c) on what is kept in its corpus, so
# that what was once found fails at once, then for some seconds on what nobody writes. Two at a time;
# logs, and what was found, in build/fuzz. Arguments: seconds for each, the names (none: all of them).
# (fuzz.sh --one SECONDS NAME is how it calls itself.)
set -u
out=build/fuzz

# A number that libFuzzer last said of itself: last cov, last corp.
last() {
    sed -n "s/^#.* $1: \\([0-9]*\\).*/\\1/p" "$log" | tail -n 1
}

fuzz() {
    "$out/${name}_fuzz" -artifact_prefix="$found/" -rss_limit_mb=1024 -malloc_limit_mb=512 \
        -timeout=1200 -report_slow_units=1200 -print_final_stats=1 "$@" >>"$log" 2>&1
}

one() {
    seconds=$1 name=$2 kept=tests/fuzz/$2_corpus found=$out/found/$2 log=$out/$2.log lost=0
    mkdir -p "$out/$name" "$found"
    : >"$log"
    # Memory that was freed is kept for a while to see whether it is used: less of it is much faster.
    export ASAN_OPTIONS=quarantine_size_mb=16:max_malloc_fill_size=64
    { fuzz -runs=0 "$kept" &&
        fuzz -max_total_time="$seconds" -dict="tests/fuzz/$name.dict" "$out/$name" "$kept"; } || lost=1
    tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    tried=${tried:-$lost}
    echo "# figure | content | fuzzing $name: inputs in $seconds s (coverage $(last cov), corpus $(last corp)) |" \
        "$tried | $((tried - lost)) | $lost |" | tee -a "$log"
    [ $lost = 0 ] && return
    echo "FAILED: $name; the end of $log:" >&2
    tail -n 60 "$log" >&2
    return 1
}

if [ "$1" = --one ]; then
    one "$2" "$3"
    exit
fi
seconds=$1
shift
[ $# -gt 0 ] || set -- $(ls tests/fuzz/*_fuzz.c | sed 's|.*/||; s|_fuzz.c$||')
printf '%s\n' "$@" | xargs -P 2 -n 1 "$0" --one "$seconds"
