#!/bin/bash
# make image-test: a keyboard that somebody plugs in. It can do what a finger can, and no key of it stops
# the machine, leaves the kiosk or shows a console, whether the kiosk is there or about to start. TAP.
set -u
. tests/image/vm.sh
trap finish EXIT

pressed=0
boot=/proc/sys/kernel/random/boot_id

# keys COMBINATION…: one after the other, with QEMU's names of keys: ctrl-alt-f2
keys() {
    for combination in "$@"; do
        down=
        for key in ${combination//-/ }; do
            down="$down,{\"type\":\"qcode\",\"data\":\"$key\"}"
            pressed=$((pressed + 1))
        done
        vm_qmp "{\"execute\":\"send-key\",\"arguments\":{\"hold-time\":60,\"keys\":[${down#,}]}}" >/dev/null || return 1
        sleep 0.12 # up again, or the next would come on top of it
    done
}

# A keyboard, what the kernel hears from it written down, and read for the glass.
keyboard_in() {
    vm_qmp '{"execute":"device_add","arguments":{"driver":"usb-kbd","bus":"xhci.0","id":"keyboard"}}' &&
        node=$(vm_ask 150 'sh /run/guest/reader.sh "QEMU USB Keyboard"') &&
        vm_ask 30 "systemd-run --quiet --unit=keys sh -c 'exec cat /dev/input/$node >/run/keys'; for _ in \$(seq 200); do [ -z \"\$(find /proc/\$(systemctl show -P MainPID keys)/fd -lname /dev/input/$node)\" ] || exit 0; sleep 0.1; done; exit 1"
}

# As the kernel saw them: time, type (a key), code, value (down).
all_keys_came() {
    for _ in $(seq 30); do
        came=$(vm_ask 30 "od -An -v -t u2 -w24 /run/keys | awk '\$9 == 1 && \$11 == 1' | wc -l")
        [ "$came" = "$pressed" ] && return
        sleep 1
    done
    echo "$came of $pressed keys"
    return 1
}

# The machine and the kiosk, by what a start of either would change, and a change of console.
standing() {
    vm_ask 60 "cat $boot /sys/class/tty/tty0/active; systemctl show -p NRestarts -p MainPID goedwerk-kiosk; pgrep -x goedwerk-kiosk" |
        tr '\n' ' '
}
# The card's kernel has its console on tty3; the test's has it on the serial line, and a console that nobody
# opened cannot be changed to.
console_is_there() {
    vm_ask 60 "systemd-run --quiet --unit=console sh -c 'exec sleep infinity </dev/tty3'"
}
no_console() {
    vm_ask 60 'ps -e -o comm= >/tmp/all; grep -qx systemd /tmp/all && ! grep -E "getty|^login$|sulogin" /tmp/all'
}

# do_nothing COMBINATION…
do_nothing() {
    keys "$@" || return 1
    all_keys_came || return 1
    now=$(standing)
    [ "$now" = "$before" ] || { echo "$before; now $now"; return 1; }
    vm_wait attract 5 && vm_looks_like attract.ppm && no_console
}

prepare
vm_card keyboard
vm_start
holds 'attract' vm_wait attract 420 || { tail -n 20 "$run/serial.log"; exit 1; }
say "attract after $(($(date +%s) - plugged)) s"
holds 'there is a console to change to' console_is_there
holds 'a keyboard goes in, and is read' keyboard_in
vm_dump "$run/attract.ppm" >/dev/null
before=$(standing)
say "$before"

consoles='ctrl-alt-f1 ctrl-alt-f2 ctrl-alt-f3 ctrl-alt-f4 ctrl-alt-f5 ctrl-alt-f6 ctrl-alt-f7 alt-left alt-right'
cad='ctrl-alt-delete ctrl-alt-delete ctrl-alt-delete ctrl-alt-delete ctrl-alt-delete'
sysrq='alt-sysrq-r alt-sysrq-e alt-sysrq-i alt-sysrq-k alt-sysrq-b'
programs='ctrl-c ctrl-z ctrl-d ctrl-q ctrl-backslash ctrl-alt-backspace alt-f4 alt-tab'
desktops='meta_l meta_l-ret meta_l-d meta_l-shift-q meta_l-shift-e meta_l-shift-c'

# shellcheck disable=SC2086 # lists
{
    holds 'the keys of the consoles do nothing' do_nothing $consoles
    holds 'Ctrl-Alt-Del does nothing, ten times' do_nothing $cad $cad
    holds 'SysRq does nothing' do_nothing $sysrq
    holds 'the keys that end programs do nothing' do_nothing $programs
    holds 'the keys of desktops do nothing' do_nothing $desktops
    holds 'letters and Enter do nothing' do_nothing r o o t ret p a s s ret
    holds 'the key for power does nothing' do_nothing power
}

# They did reach the kiosk: what is a finger's, a key may do.
types() {
    keys tab ret && all_keys_came || return 1
    until=$(($(date +%s) + 60))
    while vm_state | grep -q '"screen":"attract"'; do
        [ "$(date +%s)" -lt $until ] || { echo 'still attract'; return 1; }
        sleep 0.5
    done
    keys esc && vm_wait attract 60
}
holds 'the kiosk itself hears Tab, Enter and Escape' types

# Nobody holds the keyboard before the kiosk has started, and after it fell: then the console has it.
without_kiosk() {
    vm_ask 60 'systemctl stop goedwerk-kiosk; : >/run/goedwerk-kiosk/ui.jsonl' &&
        keys "$@" && all_keys_came && no_console || return 1
    now=$(vm_ask 60 "cat $boot")
    [ "$now" = "${before%% *}" ]
}
attract_again() {
    vm_ask 60 'systemctl start --no-block goedwerk-kiosk' && vm_wait attract 120 && vm_looks_like attract.ppm
}
# shellcheck disable=SC2086 # lists
holds 'nor does any of these do a thing while the kiosk is not there' \
    without_kiosk $consoles $cad $cad $sysrq $programs r o o t ret power
holds 'attract again' attract_again
holds 'a visit works with the finger' answer a
holds 'the visitor leaves' leave
