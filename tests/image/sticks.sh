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
holds 'attract' vm_wait attract 420 || { tail -n 20 "$run/serial.log"; exit 1; }
say "attract after $(($(date +%s) - plugged)) s"
holds 'the PIN of goedwerk.ini opens the organiser'"'"'s page' organise
holds 'a FAT32 stick goes in' plug fat
holds 'it is seen as new' offers_to_pair
vm_tap organiser.pair
holds 'and synced, and may be taken out' reads organiser.stick.line 'Je kunt de stick eruit halen' 120
holds 'out it goes' pull fat
holds 'what is on it is whole' bundle fat fat
holds 'nothing stays mounted' vm_ask 30 '! grep -q /run/goedwerk/medium /proc/mounts'

holds 'an exFAT stick goes in' plug exfat
holds 'it is seen as new' offers_to_pair
vm_tap organiser.pair
holds 'and synced' reads organiser.stick.line 'Je kunt de stick eruit halen' 120
holds 'out it goes' pull exfat
holds 'what is on it is whole' bundle exfat exfat

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
holds 'a stick that will be pulled goes in' plug yank
holds 'it is seen as new' offers_to_pair
vm_tap organiser.pair
holds 'it is pulled mid-sync' pulled_mid_sync
holds 'nothing stays mounted after a yank' vm_ask 60 'for _ in $(seq 100); do grep -q /run/goedwerk/medium /proc/mounts || exit 0; sleep 0.2; done; exit 1'
holds 'back it goes' plug yank
holds 'and is synced' repaired
holds 'out it goes' pull yank
holds 'what is on it is whole' bundle yank exfat
holds 'the kiosk is still there' vm_ask 30 'systemctl is-active goedwerk-kiosk goedwerk-helper'
