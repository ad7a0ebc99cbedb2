#!/bin/bash
# make image-test, last part: a card from the glass of the image to a printer of this machine, by
# the guest's own CUPS. TAP.
set -u
. tests/image/vm.sh
trap finish EXIT

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
holds 'a visit' answer a
holds 'the card is asked for' vm_tap group.print
holds 'it is being printed' vm_wait take_home 60
printed() {
    for _ in $(seq 90); do
        vm_ask 30 'lpstat -W completed -o' | grep -q . && [ -n "$(ls "$run/paper")" ] && return
        sleep 2
    done
    vm_ask 30 'lpstat -t; journalctl --no-pager -n 30 -u cups'
    return 1
}
holds 'the job is complete' printed
holds 'what came out is a page' sh -c "ls -l '$run/paper'; [ -s '$run/paper/'* ]"
holds 'the job has no name of a card' vm_ask 30 '! lpstat -l -W completed -o | grep -i dilemma'
