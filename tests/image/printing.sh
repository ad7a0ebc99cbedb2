#!/bin/bash
# make image-test, last part: a card from the glass of the image to a printer of this machine, by
# the guest's own CUPS. TAP.
set -u
. tests/image/vm.sh
trap finish EXIT

ui_log=/run/goedwerk-kiosk/ui.jsonl

prepare
vm_card printing
rm -rf "$run/paper"
mkdir "$run/paper"
export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$run/bus"
rm -f "$run/bus"
dbus-daemon --session --address="$DBUS_SYSTEM_BUS_ADDRESS" --nofork >/dev/null 2>&1 &
bus=$!
sleep 1
ippeveprinter -p 8631 -r off -s 10,10 -d "$run/paper" -k \
    -f application/pdf,image/pwg-raster,image/urf,image/jpeg Proef >"$run/printer.log" 2>&1 &
printer=$!

append=test.printer
vm_start -device virtio-net-pci,netdev=net,romfile= \
    -netdev 'user,id=net,restrict=on,guestfwd=tcp:10.0.2.100:631-cmd:socat - TCP4:127.0.0.1:8631'
holds 'attract' vm_wait attract 420 || { tail -n 20 "$run/serial.log"; exit 1; }
say "attract after $(($(date +%s) - plugged)) s"
queue_made() {
    for _ in $(seq 60); do
        vm_ask 30 'lpstat -p' | grep -q '^printer' && return
        sleep 2
    done
    vm_ask 30 'lpstat -p; journalctl --no-pager -n 30 -u goedwerk-kiosk -u cups'
    return 1
}
holds 'the kiosk makes its queue' queue_made
# By hand, or the kiosk has seen by itself that nobody is there.
leaves() {
    [ -z "$(vm_rect take_home.done)" ] || vm_tap take_home.done
    vm_wait attract 120
}
asked_for() {
    answer a && vm_tap group.print && vm_wait take_home 60
}
comes_out() {
    for _ in $(seq 90); do
        vm_ask 30 'lpstat -W completed -o' | grep -q . && [ -n "$(ls "$run/paper")" ] && return
        sleep 2
    done
    vm_ask 30 'lpstat -t; journalctl --no-pager -n 30 -u cups'
    return 1
}
# Not by NRestarts: whoever speaks to the socket meanwhile starts it anew, from 0.
never_fell() {
    [ "$(vm_ask 20 'pidof cupsd')" = "$cupsd" ] || vm_ask 30 'journalctl --no-pager -n 30 -u cups; exit 1'
}
cupsd=$(vm_ask 20 'pidof cupsd')
vm_ask 30 ': >/run/guest/begin'
holds 'a visit, and its card is asked for' asked_for
holds 'the job is complete' comes_out
holds 'cupsd is the same one' never_fell
holds 'what came out is a page' sh -c "find '$run/paper' -type f -size +0 | grep ."
holds 'the job has no name of a card' vm_ask 30 '! lpstat -l -W completed -o | grep -i dilemma'

# said ID: the label that the glass showed there last.
said() {
    vm_ask 30 "grep -o '\"id\":\"$1\",\"role\":\"[a-z]*\",\"label\":\"[^\"]*\"' $ui_log | tail -n 1" |
        sed 's/.*"label":"//; s/"$//'
}
title=$(said attract.card)
element=$(said element.ethics)

# What the guest still knows of a visit: words of it in the journal, and in any file that was written since it
# began. Counts are counts, and the log of the glass is the test's own. where WORD…: prints the places.
where() {
    words=
    for word in "$@"; do words="$words -e \"$word\""; done
    vm_ask 240 "journalctl --no-pager -a -o export | grep -qaF $words && echo journal; find /dev/shm /etc /root /run /tmp /var /data -type f -newer /run/guest/begin ! -name '*.sqlite*' ! -path $ui_log -exec grep -laF $words {} +; true"
}
nowhere() {
    found=$(where "$@") || return 1
    [ -z "$found" ] || { echo "$* is in $found"; return 1; }
}
planted_is_found() {
    places='/tmp /var/log /run/goedwerk-cups/spool /run/goedwerk-cups/cache /run/goedwerk-kiosk /data /dev/shm'
    vm_ask 30 "for at in $places; do echo controlewoord >\$at/planted || exit 1; done; echo controlewoord | systemd-cat" || return 1
    found=$(where controlewoord)
    echo "$found"
    echo "$found" | grep -qx journal || return 1
    for at in $places; do
        echo "$found" | grep -qx "$at/planted" || return 1
    done
}
holds 'the visitor leaves' leaves
card=$(grep -lx "# $title" content/cards/*.nl.md)
key=$(basename "$card" .nl.md)
choice=$(sed -n '/^## Wat zou jij doen/,/^## /s/^- //p' "$card" | head -n 1)
say "$key, $title, $choice"
holds 'no word of the card, the element or the choice is left' nowhere "$title" "$key" "$choice" "$element" ethics
holds 'nor a page' nowhere %PDF- RaS2PwgR UNIRAST
holds 'what is left there would be found' planted_is_found
