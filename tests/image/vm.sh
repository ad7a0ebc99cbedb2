# The machine of the image tests: the image's own kernel, initramfs and card in QEMU, seen on its
# glass and touched on it. Sourced by the scripts beside it, from the project's folder.

work=$PWD/build/image
run=$work/test
tools=$run/tools
image=$work/goedwerk-kiosk-arm64.img
width=1024
height=600
tap_said=$run/out
. tests/lib/tap.sh

say() {
    printf '# %4d s  %s\n' $(($(date +%s) - began)) "$*"
}

finish() {
    vm_kill
    [ -z "${xvfb-}" ] || kill "$xvfb" 2>/dev/null
    [ -z "${printer-}" ] || kill "$printer" "$bus" 2>/dev/null
    tap_end || exit 1 # or the trap's status would count for nothing
}

prepare() {
    began=$(date +%s)
    mkdir -p "$run" "$tools"
    for tool in qmp ask alike replay cable; do
        ${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -Wall -Wextra -o "$tools/$tool" "tests/image/$tool.c" || exit 1
    done
    mcopy -n -o -i "$image@@1M" ::/vmlinuz ::/initrd.img ::/cmdline.txt "$run/" || exit 1
    rm -rf "$run/tree"
    mkdir -p "$run/tree/bin"
    cp -R tests/image/guest "$run/tree/guest"
    install -m 755 tests/image/guest/place "$run/tree/bin/switch_root"
    # A touch panel, and the module for it, which no card has: from the kernel's package that the image was made of.
    aarch64-linux-gnu-gcc -std=c11 -D_GNU_SOURCE -O1 -Wall -Wextra -static -o "$run/tree/guest/fingers" \
        tests/image/fingers.c || exit 1
    xz -dc "$work"/kernel/usr/lib/modules/*/kernel/drivers/input/misc/uinput.ko.xz >"$run/tree/guest/uinput.ko" || exit 1
    (cd "$run/tree" && find . | cpio --quiet -R 0:0 -o -H newc) | zstd -q -f -o "$run/hook"
    # The kernel reads one archive after another, each on a round address.
    truncate -s %4 "$run/initrd.img"
    cat "$run/initrd.img" "$run/hook" >"$run/initrd.test"
}

# A card of 1 GiB with the image on it, as from the shop: vm_card NAME
vm_card() {
    card=$run/$1.card
    cp --sparse=always "$image" "$card"
    truncate -s 1G "$card"
}

# vm_start [QEMU ARGUMENT…]: plugs the power in. Where $log names a file, what is written on the card
# is logged in it, for replay.
vm_start() {
    rm -f "$run/qmp" "$run/ask" "$run/serial.log" "$run/vnc"
    driver=raw
    if [ -n "${log-}" ]; then
        : >"$log"
        driver=blklogwrites,log.driver=file,log.filename=$log
    fi
    qemu-system-aarch64 -M virt,gic-version=3 -cpu cortex-a72 -smp 2 -m 1024 \
        -accel tcg,thread=multi,tb-size=512 -nodefaults -display none -no-reboot \
        -kernel "$run/vmlinuz" -initrd "$run/initrd.test" \
        -append "$(tr -d '\n' <"$run/cmdline.txt") console=ttyAMA0 loglevel=4 ${append-}" \
        -blockdev "node-name=card,driver=$driver,file.driver=file,file.filename=$card" \
        -device virtio-blk-pci,drive=card -vnc "unix:$run/vnc" \
        -device virtio-gpu-pci,xres=$width,yres=$height -device qemu-xhci,id=xhci -device usb-tablet,bus=xhci.0,id=finger \
        -device virtio-rng-pci \
        -device virtio-serial-pci \
        -chardev "socket,id=ask,path=$run/ask,server=on,wait=off" -device virtserialport,chardev=ask,name=ask \
        -chardev "file,id=serial,path=$run/serial.log" -serial chardev:serial \
        -qmp "unix:$run/qmp,server=on,wait=off" "$@" >"$run/qemu.log" 2>&1 &
    vm=$!
    plugged=$(date +%s)
}

# Pulls the plug.
vm_kill() {
    [ -z "${vm-}" ] || { kill -9 "$vm" && wait "$vm"; } 2>/dev/null
    vm=
}

vm_qmp() {
    "$tools/qmp" "$run/qmp" "$@"
}

# vm_ask SECONDS COMMAND: what it prints, and its status.
vm_ask() {
    "$tools/ask" "$run/ask" "$@"
}

# The line of --ui-log that tells what is live now. Asked for, not followed: a guest that writes to a
# virtio port without a pause stands still.
vm_state() {
    vm_ask 20 "tail -n 1 /run/goedwerk-kiosk/ui.jsonl" 2>/dev/null
}

# vm_wait SCREEN SECONDS: until that screen's controls are live.
vm_wait() {
    until=$(($(date +%s) + $2))
    while ! vm_state | grep -q "\"screen\":\"$1\".*}\$"; do
        if [ "$(date +%s)" -gt $until ] || ! kill -0 "$vm" 2>/dev/null; then
            echo "no $1 in $2 s; on the glass: $(vm_state | cut -c 1-80)"
            return 1
        fi
        sleep 0.3
    done
}

# The rectangle of a widget that is on the glass now: X Y W H.
vm_rect() {
    vm_state | grep -o "\"id\":\"$1\",[^{]*\"rect\":\[[0-9,]*\]" | sed 's/.*\[//; s/\]//' | tr ',' ' ' | head -n 1
}

# The middle of a widget, in thousandths of the glass: X Y.
vm_middle() {
    # shellcheck disable=SC2046 # four numbers
    set -- "$1" $(vm_rect "$1")
    [ $# = 5 ] || { echo "no $1 on the glass: $(vm_state | cut -c 1-200)" >&2; return 1; }
    echo $((($2 + $4 / 2) * 1000 / width)) $((($3 + $5 / 2) * 1000 / height))
}

# vm_tap ID: a finger in the middle of it.
vm_tap() {
    middle=$(vm_middle "$1") || return 1
    # shellcheck disable=SC2086 # two numbers
    vm_qmp tap $middle
}

# vm_cable out|in: the display's.
vm_cable() {
    "$tools/cable" "$run/vnc" "$1" $width $height
}

# The glass as it is: vm_dump FILE.ppm
vm_dump() {
    vm_qmp "{\"execute\":\"screendump\",\"arguments\":{\"filename\":\"$1\"}}"
}

# Until the glass, which may still be fading, looks like a picture in $run: vm_looks_like NAME.ppm|NAME.xwd
vm_looks_like() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        vm_dump "$run/now.ppm" >/dev/null && "$tools/alike" "$run/now.ppm" "$run/$1" && return
        sleep 2
    done
    return 1
}

# How many answers are counted on the card, read as after a cut: copied, repaired, opened.
counted() {
    # shellcheck disable=SC2046 # two numbers
    set -- $(sfdisk -d "$card" | sed -n 's/.*3 : start= *\([0-9]*\), size= *\([0-9]*\),.*/\1 \2/p')
    dd if="$card" of="$run/data.copy" bs=1M skip=$(($1 / 2048)) count=$(($2 / 2048)) conv=sparse status=none
    e2fsck -fy "$run/data.copy" >/dev/null 2>&1
    rm -rf "$run/data.tree"
    mkdir "$run/data.tree"
    debugfs -R "rdump /goedwerk $run/data.tree" "$run/data.copy" >/dev/null 2>&1
    sqlite3 "$(find "$run/data.tree" -name '*.sqlite' | head -n 1)" \
        'SELECT coalesce(sum(count - 1099511627776), 0) FROM tally'
}

# The root as it is on the card: one hash.
root_hash() {
    set -- $(sfdisk -d "$card" | sed -n 's/.*2 : start= *\([0-9]*\), size= *\([0-9]*\),.*/\1 \2/p')
    dd if="$card" bs=1M skip=$(($1 / 2048)) count=$(($2 / 2048)) status=none | sha256sum
}

# A long story turns its pages first: vm_turn BUTTON ID
vm_turn() {
    for _ in 1 2 3 4 5 6; do
        [ -z "$(vm_rect "$2")" ] || return 0
        vm_tap "$1" || return 1
        sleep 2
    done
    return 1
}

# One visit up to an answer that only has to be confirmed: choose CHOICE
choose() {
    vm_wait attract 60 && vm_tap attract.card && vm_wait element 60 &&
        vm_turn story.more element.ethics && vm_tap element.ethics && vm_wait choice 60 &&
        vm_turn story.more "choice.$1" && vm_tap "choice.$1" && sleep 2
}

# One visit up to the commit of an answer: answer CHOICE. Ends on the group screen.
answer() {
    choose "$1" && vm_tap choice.confirm && vm_wait group 60
}

# Back to attract, as a visitor ends it.
leave() {
    vm_tap group.done && vm_wait goodbye 60 && vm_wait attract 60
}
