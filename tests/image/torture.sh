#!/bin/bash
# make image-torture: the plug pulled at twenty moments during answers, and twenty disks of a card that
# loses what it was not told to keep. An hour. TAP; build/torture/image.log keeps the figures.
#   TORTURE_SEED, TORTURE_CUTS, TORTURE_DISKS: other moments, fewer of them
set -u
. tests/image/vm.sh
trap finish EXIT

seed=${TORTURE_SEED:-1}
cuts=${TORTURE_CUTS:-20}
disks=${TORTURE_DISKS:-20}
RANDOM=$seed
answers=10
choices=(a b c)
boots=2

# figure WHAT TRIED SURVIVED LOST: a row as of tests/lib/torture.h
figure() {
    mkdir -p build/torture
    echo "# figure | power | $1 | $2 | $3 | $4 |" | tee -a build/torture/image.log
}

# The database of the card that was counted last, and its file system.
sound() {
    e2fsck -fn "$run/data.copy" >/dev/null 2>&1 || { echo 'the file system is not whole after its repair'; return 1; }
    found=$(find "$run/data.tree" -name '*.sqlite')
    [ "$(echo "$found" | wc -l)" = 1 ] || { echo "databases: $found"; return 1; }
    [ "$(sqlite3 "$found" 'PRAGMA integrity_check')" = ok ] || { echo 'the database is not whole'; return 1; }
}

# between LEAST MOST: that many answers are on the card, which is whole.
between() {
    now=$(counted) || now=0
    [ "$now" -ge "$1" ] || lost=$((lost + $1 - now))
    [ "$now" -ge "$1" ] && [ "$now" -le "$2" ] || { echo "$now answers on the card, not $1 to $2"; return 1; }
    sound
}

attract_again() {
    vm_wait attract 600 || { tail -n 20 "$run/serial.log"; return 1; }
}

# draw MOST: leaves a number from 0 up to it. (In a subshell RANDOM forgets its seed.)
draw() {
    drawn=$((RANDOM % ($1 + 1)))
}

# Kills QEMU in so many milliseconds.
cut_in() {
    (
        sleep "$(($1 / 1000)).$(printf %03d $(($1 % 1000)))"
        kill -9 "$vm"
    ) 2>/dev/null &
    cutter=$!
}

# Up to two whole visits, then one in which the plug is pulled: at any moment of it, or, three times out
# of four, within 2 s from when a finger goes down to confirm. Leaves how many answers were
# acknowledged on the glass, and how many may have been confirmed by a finger.
visits_until_cut() {
    acknowledged=0
    draw 2
    for _ in $(seq "$drawn"); do
        answer "${choices[RANDOM % 3]}" && leave || return 1
        acknowledged=$((acknowledged + 1))
    done
    confirmed=$((acknowledged + 1))
    if [ $((RANDOM % 4)) = 0 ]; then
        cut_in $((RANDOM % 20000))
        choose "${choices[RANDOM % 3]}" && middle=$(vm_middle choice.confirm)
    else
        choose "${choices[RANDOM % 3]}" && middle=$(vm_middle choice.confirm) || return 1
        cut_in $((RANDOM % 2000))
    fi
    # shellcheck disable=SC2086 # two numbers
    vm_qmp tap $middle && vm_wait group 60 && acknowledged=$((acknowledged + 1))
    wait $cutter
    vm_kill
}

# --- the plug ---

survives() {
    [ "$(root_hash)" = "$root_before" ] || { echo 'the root has changed'; return 1; }
    between $((on_card + acknowledged)) $((on_card + confirmed)) || return 1
    on_card=$now
    vm_start
    attract_again
}

# One card for all of the cuts: the start after one is the way to the next.
the_plug() {
    vm_card torture
    root_before=$(root_hash)
    on_card=0
    vm_start
    holds 'attract' attract_again || return
    for cut in $(seq "$cuts"); do
        if ! visits_until_cut >"$run/visits.txt" 2>&1; then
            holds "the visits before cut $cut" sh -c "cat '$run/visits.txt'; exit 1"
            return
        fi
        tried=$cut
        holds "cut $cut, $acknowledged acknowledged of $confirmed: all are counted, the root is as it was, attract again" \
            survives || return
        survived=$cut
        say "attract after $(($(date +%s) - plugged)) s, $on_card answers on the card"
    done
}

# --- the card that loses what was not flushed ---

# Answers, and how long the log was when each was acknowledged.
logged_answers() {
    vm_card logged
    root_before=$(root_hash)
    log=$run/writes.log
    vm_start
    log_of_cut=$log
    log=
    attract_again || return 1
    for i in $(seq $answers); do
        answer "${choices[RANDOM % 3]}" || return 1
        length[i]=$(stat -c %s "$log_of_cut")
        leave || return 1
    done
    vm_kill
}

# Points that belong to the answers: every second one is the moment of an acknowledgement itself, with all
# that was not flushed lost; the others are the moment before some flush until the next one, with a
# coin for each write. Leaves point, coin, and the least and most answers of that disk.
choose_point() {
    least=$((($1 - 1) / 2 % answers + 1))
    most=$((least < answers ? least + 1 : answers))
    point=${entry[least]}
    coin=0
    if [ $(($1 % 2)) = 0 ]; then
        coin=$((RANDOM + 1))
        mapfile -t before < <("$tools/replay" "$log_of_cut" flushes |
            awk -v from="$point" -v to="${entry[least + 1]}" '$1 > from && $1 <= to')
        draw ${#before[@]}
        point=${before[drawn]-$point}
    fi
}

rebuilt() {
    cp --sparse=always "$image" "$card"
    truncate -s 1G "$card"
    "$tools/replay" "$log_of_cut" onto "$card" "$point" "$coin" || return 1
    between "$least" "$most"
}

starts_and_keeps() {
    vm_start
    attract_again || return 1
    vm_kill
    [ "$(root_hash)" = "$root_before" ] || { echo 'the root has changed'; return 1; }
    between "$now" "$now"
}

the_card() {
    holds "$answers answers on a card whose writes are logged" logged_answers || return
    read -r total flushes whole <<<"$("$tools/replay" "$log_of_cut" count)"
    holds "$total writes and $flushes flushes in the log, all that was acknowledged among them" \
        [ "$whole" -ge "${length[answers]}" ] || return
    for i in $(seq $answers); do
        entry[i]=$("$tools/replay" "$log_of_cut" count "${length[i]}" | cut -d ' ' -f 1)
    done
    entry[answers + 1]=$total
    card=$run/rebuilt.card
    for disk in $(seq "$disks"); do
        choose_point "$disk"
        tried=$disk
        holds "disk $disk, entry $point of $total, coin $coin: whole, $least to $most answers" rebuilt || continue
        sed 's/^/# /' "$tap_said"
        survived=$((survived + 1))
        # The last ones, and so one of each kind.
        if [ "$disk" -gt $((disks - boots)) ]; then
            started=$((started + 1))
            holds "disk $disk starts: attract, all counted, the root is as it was" starts_and_keeps && held=$((held + 1))
        fi
    done
}

prepare
rm -f build/torture/image.log
tried=0 survived=0 lost=0
the_plug
vm_kill
figure 'SD image in QEMU: the plug pulled during answers, started again' $tried $survived $lost
tried=0 survived=0 lost=0 started=0 held=0
the_card
figure 'SD image in QEMU: disks of a card that lost what was not flushed, after e2fsck' $tried $survived $lost
figure 'SD image in QEMU: such disks started, to attract' $started $held 0
