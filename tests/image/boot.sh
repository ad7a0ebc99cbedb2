#!/bin/bash
# make image-test, first half: from the plug to attract, visits, the plug pulled, the machine's own
# troubles. TAP; build/image/test/ keeps what was seen.
set -u
. tests/image/vm.sh
trap finish EXIT

prepare
vm_card boot
root_before=$(root_hash)

# The same state, drawn by SDL's software renderer in a window on this machine: reference NAME [OPTION…]
reference() {
    name=$1
    shift
    mkdir -p "$run/reference"
    rm -rf "$run/reference/data" "$run/reference/ui.log"
    Xvfb :87 -screen 0 ${width}x${height}x24 -fbdir "$run/reference" >/dev/null 2>&1 &
    xvfb=$!
    sleep 2
    DISPLAY=:87 TZ=Europe/Amsterdam build/goedwerk-kiosk --window ${width}x${height} --px-per-mm 5.2 \
        --data "$run/reference/data" --content content --printer none \
        --ui-log "$run/reference/ui.log" "$@" >/dev/null 2>&1 &
    desk=$!
    for _ in $(seq 100); do
        grep -q '"attract"' "$run/reference/ui.log" 2>/dev/null && break
        sleep 0.3
    done
    sleep 1
    cp "$run/reference/Xvfb_screen0" "$run/$name.xwd"
    kill $desk $xvfb
    wait $desk $xvfb 2>/dev/null
    xvfb=
}

# TCP that listens is in state 0A, UDP that hears anybody in 07. Loopback, as the kernel writes it: 127.0.0.1, ::1, and the
# first of them within IPv6. A table that is not there stops awk.
loopback='0100007F|00000000000000000000000001000000|0000000000000000FFFF00000100007F'
only_loopback_listens() {
    vm_ask 60 'cd /proc/net && awk "FNR > 1 && \$4 ~ /0[A7]/ && \$3 ~ /^0+:0000\$/ && \$2 !~ /^('$loopback'):/ { print FILENAME, \$0; n++ } END { exit (n > 0) }" tcp tcp6 udp udp6'
}

# Once somebody has answered or has set it up, attract no longer says how to set it up.
mkdir -p "$run/reference/boot"
echo 'pin = 123456' >"$run/reference/boot/goedwerk.ini"
reference attract
reference known --boot "$run/reference/boot"
vm_start
holds 'attract is live after the plug went in' vm_wait attract 420 || { tail -n 20 "$run/serial.log"; exit 1; }
attract_s=$(($(date +%s) - plugged))
say "attract after $attract_s s"
holds 'what is on the glass is what the software renderer draws' vm_looks_like attract.xwd
vm_ask 60 'systemd-analyze; systemd-analyze critical-chain goedwerk-kiosk.service; systemctl --failed --no-legend; free -m; df -h / /data' >"$run/boot.txt"
sed 's/^/# /' "$run/boot.txt"
holds 'no unit failed' sh -c "[ -z \"\$('$tools/ask' '$run/ask' 60 'systemctl --failed --no-legend --plain')\" ]"
holds 'the data partition has the whole card' vm_ask 60 '[ $(df -m --output=size /data | tail -n 1) -gt 500 ]'
holds 'nobody listens on the network' only_loopback_listens
holds 'no console waits for a login' vm_ask 60 '! ps ax -o comm | grep -E "getty|login$"'

holds 'a visit counts an answer' answer a
vm_kill
holds 'it is on the card after the plug was pulled' [ "$(counted)" = 1 ]

# The display's cable. While it is out the kernel says so to whoever draws; that is not looked at.
cable_is() {
    vm_ask 60 "for _ in \$(seq 40); do grep -qx $1 /sys/class/drm/card*-Virtual-1/status && exit; sleep 0.5; done; exit 1"
}
starts() {
    vm_ask 60 'systemctl show -P NRestarts goedwerk-kiosk.service'
}
# more_starts THAN SECONDS
more_starts() {
    until=$(($(date +%s) + $2))
    until [ "$(starts)" -gt "$1" ]; do
        [ "$(date +%s)" -lt $until ] || { echo 'it was not started again'; return 1; }
        sleep 1
    done
}

# The second time the display is not there when the power comes: out before the guest's kernel looks, and
# in when the kiosk has found none and begins anew.
finds_no_display() {
    for _ in $(seq 50); do
        vm_cable out && break
        sleep 0.2
    done
    more_starts 0 420 2>/dev/null && cable_is disconnected
}
vm_start
holds 'the display is out after the plug went in, and the kiosk begins anew' finds_no_display
holds 'the display is put in' vm_cable in
holds 'attract, without another hand' vm_wait attract 240
say "attract after $(($(date +%s) - plugged)) s, second start, with the display put in late"
holds 'it is on the glass' vm_looks_like known.xwd
holds 'no start of those counts as a fall' vm_ask 60 '[ "$(wc -l </run/goedwerk-kiosk/starts)" = 1 ]'
holds 'a second answer' answer b
holds 'the visitor leaves' leave

# The app and its troubles. Each start writes its own first line, so a new attract is a new start.
again() {
    before=$(starts)
    vm_ask 60 ": >/run/goedwerk-kiosk/ui.jsonl; $1"
    more_starts "$before" 120 && vm_wait attract 120
}
holds 'attract again after SIGSEGV' again 'pkill -SEGV -x goedwerk-kiosk'
holds 'attract again after a hang (the watchdog)' again 'pkill -STOP -x goedwerk-kiosk'
holds 'attract again after the compositor fell' again 'pkill -KILL -x sway'

holds 'the finger is pulled out and put back' sh -c "
    '$tools/qmp' '$run/qmp' '{\"execute\":\"device_del\",\"arguments\":{\"id\":\"finger\"}}' &&
    sleep 10 &&
    '$tools/qmp' '$run/qmp' '{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"usb-tablet\",\"bus\":\"xhci.0\",\"id\":\"finger2\"}}' &&
    sleep 10"

pulled_out() {
    vm_dump "$run/before.ppm" && vm_cable out && cable_is disconnected
}
holds 'the display is pulled out' pulled_out
sleep 10
holds 'and put back' vm_cable in
holds 'and is there' cable_is connected
holds 'and shows what it showed' vm_looks_like before.ppm
holds 'a third answer, with the new finger on that display' answer a
vm_kill
holds 'three answers are on the card' [ "$(counted)" = 3 ]
holds 'the root is bit for bit what it was' [ "$(root_hash)" = "$root_before" ]

# What of that time is Debian's in this emulation: the same card, without all that is ours and what we need.
vm_card bare
append=systemd.unit=multi-user.target
for unit in goedwerk-kiosk.service goedwerk-helper.service cups.service cups.socket cups.path ipp-usb.service seatd.service; do
    append="$append systemd.mask=$unit"
done
vm_start
append=
# bare_is_up SECONDS
bare_is_up() {
    until=$(($(date +%s) + $1))
    until vm_ask 20 'systemctl -q is-active multi-user.target'; do
        [ "$(date +%s)" -lt $until ] && kill -0 "$vm" 2>/dev/null || { echo 'it does not come up'; return 1; }
        sleep 0.3
    done
}
holds 'a bare Debian starts from the same card' bare_is_up 420
bare_s=$(($(date +%s) - plugged))
holds 'without the kiosk' vm_ask 20 '! systemctl -q is-active goedwerk-kiosk.service cups.service'
vm_kill
echo "# figure | time | attract after the plug, beside a bare Debian in the same QEMU | $attract_s s and $bare_s s: $((attract_s * 100 / bare_s)) % |"
