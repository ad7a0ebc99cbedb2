#!/bin/bash
# make image-test: a card whose data partition cannot be mounted. The kiosk starts all the same, people
# may look around, and nobody is told that an answer was counted. TAP.
set -u
. tests/image/vm.sh
trap finish EXIT

# No superblock of it is left.
ruin() {
    # shellcheck disable=SC2046 # two numbers
    set -- $(sfdisk -d "$card" | sed -n 's/.*3 : start= *\([0-9]*\), size= *\([0-9]*\),.*/\1 \2/p')
    dd if=/dev/zero of="$card" bs=1M seek=$(($1 / 2048)) count=$(($2 / 2048)) conv=notrunc status=none
}

says_that_it_failed() {
    vm_tap choice.confirm || return 1
    until=$(($(date +%s) + 60))
    until vm_state | grep -q '"screen":"choice".*"id":"choice.failed"'; do
        [ "$(date +%s)" -lt $until ] || { vm_state | cut -c 1-300; return 1; }
        sleep 1
    done
}

prepare
vm_card ruined
ruin
vm_start
holds 'attract' vm_wait attract 600 || { tail -n 20 "$run/serial.log"; exit 1; }
say "attract after $(($(date +%s) - plugged)) s"
holds 'the data partition is not there' vm_ask 60 '! grep -q " /data " /proc/mounts'
holds 'a story can be read, a choice tapped' choose a
holds 'and the glass says that it was not counted' says_that_it_failed
holds 'no database in memory took it' vm_ask 60 '[ -z "$(find /data /var/lib/goedwerk -name "*.sqlite" 2>/dev/null)" ]'
holds 'the journal knows why' vm_ask 60 'journalctl -u goedwerk-kiosk | grep "nothing can be saved"'
