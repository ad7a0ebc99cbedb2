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
stick other mkfs.vfat -F 32 -n HUB
other_before=$(sha256sum "$run/other.stick")

# A stick is mounted during a sync only, so each line is noted as it comes.
watch_mounts() {
    vm_ask 30 "systemd-run --quiet --unit=mounts sh -c 'while :; do grep \" /run/goedwerk/medium\" /proc/mounts; sleep 0.1; done >/run/guest/mounts'"
}
# was_mounted TYPE: as all that were, so that nothing on it runs, is a device or leads elsewhere.
was_mounted() {
    vm_ask 30 "cd /run/guest && cat mounts && grep -q ' $1 ' mounts && ! grep -vw nosuid mounts && ! grep -vw nodev mounts && ! grep -vw noexec mounts && ! grep -vw nosymfollow mounts"
}

vm_start
holds 'attract' vm_wait attract 420 || { tail -n 20 "$run/serial.log"; exit 1; }
say "attract after $(($(date +%s) - plugged)) s"
holds 'the PIN of goedwerk.ini opens the organiser'"'"'s page' organise
holds 'what is mounted is watched' watch_mounts
holds 'a FAT32 stick goes in' plug fat
holds 'it is seen as new' offers_to_pair
vm_tap organiser.pair
holds 'and synced, and may be taken out' reads organiser.stick.line 'Je kunt de stick eruit halen' 120
holds 'out it goes' pull fat
holds 'what is on it is whole' bundle fat fat
holds 'it was mounted nosuid, nodev, noexec, nosymfollow' was_mounted vfat
holds 'nothing stays mounted' vm_ask 30 '! grep -q /run/goedwerk/medium /proc/mounts'

holds 'an exFAT stick goes in' plug exfat
holds 'it is seen as new' offers_to_pair
vm_tap organiser.pair
holds 'and synced' reads organiser.stick.line 'Je kunt de stick eruit halen' 120
holds 'out it goes' pull exfat
holds 'what is on it is whole' bundle exfat exfat
holds 'it was mounted nosuid, nodev, noexec, nosymfollow' was_mounted exfat
vm_ask 30 'systemctl stop mounts'

# Pulled while it is being written; another one in its place; put back, and repaired.
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
swapped_mid_sync() {
    pulled_mid_sync && plug other
}
holds 'it is pulled mid-sync, and another one put in' swapped_mid_sync
holds 'nothing stays mounted after a yank' vm_ask 60 'for _ in $(seq 100); do grep -q /run/goedwerk/medium /proc/mounts || exit 0; sleep 0.2; done; exit 1'
holds 'the other one is seen as new' offers_to_pair
holds 'out it goes' pull other
other_untouched() {
    [ "$(sha256sum "$run/other.stick")" = "$other_before" ]
}
holds 'nothing has come onto it' other_untouched
holds 'back goes the first' plug yank
holds 'and is synced' repaired
holds 'out it goes' pull yank
holds 'what is on it is whole' bundle yank exfat
holds 'the kiosk is still there' vm_ask 30 'systemctl is-active goedwerk-kiosk goedwerk-helper'
