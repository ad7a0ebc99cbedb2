#!/bin/sh
# Does tests/image/replay.c make the disks that a cut of the power would have left? Held against QEMU's
# own block layer: known writes and flushes on a node that logs them, killed with -9. TAP.
set -u
LC_ALL=C
export LC_ALL
stage=$(mktemp -d /tmp/goedwerk-test-XXXXXX)
trap 'rm -rf "$stage"' EXIT
tap_said=$stage/said
. tests/lib/tap.sh

replay=$stage/replay
${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -Wall -Wextra -Werror -o "$replay" tests/image/replay.c || exit 1
# What is written, and when it is promised to stay. Every write is of whole blocks of 4 KiB.
promise_1="-c 'write -P 0x11 0 8k' -c 'write -P 0x12 100k 64k' -c flush"
promise_2="-c 'write -P 0x21 4k 8k' -c 'write -z 120k 8k' -c flush"
promise_3="-c 'write -P 0x31 512k 32k' -c 'discard 100k 4k' -c 'write -P 0x32 1020k 4k' -c flush"
hopes="-c 'write -P 0x41 200k 4k' -c 'write -P 0x42 4k 4k' -c 'write -P 0x43 300k 4k'"

# writes CARD COMMANDS: on a disk of 1 MiB, full of "o". QEMU is killed at the end, as if the plug was pulled.
writes() {
    cp "$stage/begin" "$1"
    (eval "qemu-io --image-opts -t writeback $2 -c 'sigraise 9' ${how}file.driver=file,file.filename=$1") \
        >"$stage/said" 2>&1
    if [ $? != 137 ] || grep -iE 'error|failed|unknown|invalid' "$stage/said"; then
        sed 's/^/# /' "$stage/said"
        exit 1
    fi
}

# How many entries the log had when it was that long.
entries_at() {
    "$replay" "$stage/log" count "$1" | sed 's/ .*//'
}

# makes POINT SEED: the disk of that cut, in $stage/made.
makes() {
    cp "$stage/begin" "$stage/made"
    "$replay" "$stage/log" onto "$stage/made" "$1" "$2"
}

same() {
    makes "$1" "$2" && cmp "$stage/made" "$3"
}

# What a piece of the made disk holds, each kind of sector once: sectors AT_SECTOR COUNT
sectors() {
    od -An -v -tx1 -w512 -j $(($1 * 512)) -N $(($2 * 512)) "$stage/made" | awk '
        { for (i = 2; i <= NF; i++) if ($i != $1) $1 = "mixed" }
        !seen[$1]++ { kinds = kinds " " $1 }
        END { print kinds }'
}

head -c 1048576 /dev/zero | tr '\0' o >"$stage/begin"
how=driver=raw,
writes "$stage/card.1" "$promise_1"
writes "$stage/card.2" "$promise_1 $promise_2"
writes "$stage/card.3" "$promise_1 $promise_2 $promise_3"

for size in 4096 512; do
    : >"$stage/log"
    how=driver=blklogwrites,log-sector-size=$size,log.driver=file,log.filename=$stage/log,
    writes "$stage/card" "$promise_1 $promise_2 $promise_3 $hopes"
    # A sector for the log's head and for each entry, and what was written.
    log_1=$((4 * size + 72 * 1024))
    log_2=$((7 * size + 88 * 1024))
    log_3=$((11 * size + 124 * 1024))
    set -- $("$replay" "$stage/log" count)
    last=$1
    counted=$(od -An -v -tu8 -j16 -N8 "$stage/log" | tr -d ' ')
    holds "sectors of $size: what came after the last flush is in the log of a killed QEMU" \
        [ "$*:$counted" = "13 3 $((14 * size + 136 * 1024)):10" ]
    for promise in 1 2 3; do
        eval "point=\$(entries_at \$log_$promise)"
        holds "sectors of $size: promise $promise is kept" same "$point" 7 "$stage/card.$promise"
    done
    holds "sectors of $size: a flush that is not whole promises nothing" \
        [ "$(entries_at $((log_3 - 1))):$(entries_at $log_3)" = 9:10 ]
    holds "sectors of $size: what was not promised can be lost, all of it" same "$last" 0 "$stage/card.3"
done

holds 'where the flushes are' [ "$("$replay" "$stage/log" flushes | tr '\n' ' ')" = '2 5 9 ' ]

# The coin: never anything but the old or the new sector, and each fate comes about.
fates() {
    seen=' '
    for seed in $(seq 1 24); do
        makes "$last" "$seed" >/dev/null || return 1
        for region in 400:41:6f 8:42:21 600:43:6f; do
            at=${region%%:*} new=${region#*:} old=${region##*:}
            new=${new%%:*}
            case $(sectors "$at" 8) in
            " $old") fate=lost ;;
            " $new") fate=kept ;;
            " $old $new" | " $new $old") fate=torn ;;
            *) echo "seed $seed at $at: $(sectors "$at" 8)" && return 1 ;;
            esac
            case $seen in *" $at$fate "*) ;; *) seen="$seen$at$fate " ;; esac
        done
        cmp -l "$stage/made" "$stage/card.3" | awk '
            { at = $1 - 1 }
            at < 4096 || at >= 8192 && at < 204800 || at >= 208896 && at < 307200 || at >= 311296 {
                print "seed moved what it may not, at " at
                moved = 1
                exit
            }
            END { exit moved }' || return 1
    done
    echo "$seen"
    [ "$(echo $seen | wc -w)" = 9 ]
}
holds 'each of three writes is kept, torn and lost by some seed, whole sectors at a time' fates

again() {
    makes "$last" 5 && cp "$stage/made" "$stage/first" && same "$last" 5 "$stage/first"
}
holds 'the same seed makes the same disk' again

# The log itself may end anywhere.
truncate -s -1 "$stage/log"
holds 'an entry that is not whole is none' [ "$(entries_at 999999999)" = $((last - 1)) ]
holds 'a point that the log does not reach is refused' sh -c "! '$replay' '$stage/log' onto '$stage/made' $last 1"
truncate -s 512k "$stage/made"
holds 'a smaller card is refused' sh -c "! '$replay' '$stage/log' onto '$stage/made' $((last - 1)) 1"
head -c 4096 /dev/zero >"$stage/log"
holds 'no log, no disk' sh -c "! '$replay' '$stage/log' count"

tap_end
