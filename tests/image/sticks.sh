#!/bin/bash
# make image-test, second half: sticks and paper. TAP.
set -u
. tests/image/vm.sh
. tests/image/stick.sh
trap finish EXIT

prepare
vm_card sticks
with_pin
stick fat mkfs.vfat -F 32 -n HUB
stick exfat mkfs.exfat -L HUB
stick yank mkfs.exfat -L HUB

vm_start
ok 'attract' vm_wait attract 420 || { tail -n 20 "$run/serial.log"; exit 1; }
say "attract after $(($(date +%s) - plugged)) s"
ok 'the PIN of goedwerk.ini opens the organiser'"'"'s page' organise
ok 'a FAT32 stick goes in' plug fat
ok 'it is seen as new' offers_to_pair
vm_tap organiser.pair
ok 'and synced, and may be taken out' reads organiser.stick.line 'Je kunt de stick eruit halen' 120
ok 'out it goes' pull fat
ok 'what is on it is whole' bundle fat fat
ok 'nothing stays mounted' vm_ask 30 '! grep -q /run/goedwerk/medium /proc/mounts'

ok 'an exFAT stick goes in' plug exfat
ok 'it is seen as new' offers_to_pair
vm_tap organiser.pair
ok 'and synced' reads organiser.stick.line 'Je kunt de stick eruit halen' 120
ok 'out it goes' pull exfat
ok 'what is on it is whole' bundle exfat exfat

# Pulled while it is being written, put back, and repaired.
pulled_mid_sync() {
    # Watched from inside: from here the moment would have passed.
    vm_ask 120 'until [ -n "$(find /run/goedwerk/medium -name "*.pdf" 2>/dev/null)" ]; do :; done' && pull yank
}
# Paired before it was pulled: then it syncs by itself.
repaired() {
    until=$(($(date +%s) + 180))
    until label organiser.stick.line | grep -q 'Je kunt de stick eruit halen'; do
        [ "$(date +%s)" -lt $until ] || { echo "the last: $(vm_state)"; return 1; }
        if [ -n "$(vm_rect organiser.pair)" ]; then vm_tap organiser.pair; else vm_tap organiser.more; fi
        sleep 3
    done
}
ok 'a stick that will be pulled goes in' plug yank
ok 'it is seen as new' offers_to_pair
vm_tap organiser.pair
ok 'it is pulled mid-sync' pulled_mid_sync
ok 'nothing stays mounted after a yank' vm_ask 60 'for _ in $(seq 100); do grep -q /run/goedwerk/medium /proc/mounts || exit 0; sleep 0.2; done; exit 1'
ok 'back it goes' plug yank
ok 'and is synced' repaired
ok 'out it goes' pull yank
ok 'what is on it is whole' bundle yank exfat
ok 'the kiosk is still there' vm_ask 30 'systemctl is-active goedwerk-kiosk goedwerk-helper'
