# Sticks for the machine of the image tests, and the organiser's page that tells of them. Sourced after
# vm.sh.

# stick NAME mkfs…: a stick of 128 MiB (or $stick_mib) with one partition, made as a shop makes it.
stick() {
    file=$run/$1.stick
    mib=${stick_mib-128}
    shift
    rm -f "$file"
    truncate -s "${mib}M" "$file"
    echo 'start=2048, type=c' | sfdisk -q "$file"
    truncate -s "$((mib - 1))M" "$file.part"
    "$@" "$file.part" >/dev/null
    dd if="$file.part" of="$file" bs=1M seek=1 conv=notrunc,sparse status=none
    rm "$file.part"
}

# within NAME COMMAND…: done in the folder of an exFAT stick. This machine's kernel has no exFAT.
within() {
    loop=$(losetup --find --show --offset 1M "$run/$1.stick") && mkdir -p "$run/exfat.mount" || return 1
    shift
    mount.exfat-fuse "$loop" "$run/exfat.mount" >/dev/null && (cd "$run/exfat.mount" && "$@")
    within=$?
    umount "$run/exfat.mount"
    losetup --detach "$loop"
    return $within
}

plug() {
    vm_qmp "{\"execute\":\"blockdev-add\",\"arguments\":{\"node-name\":\"$1\",\"driver\":\"raw\",\"file\":{\"driver\":\"file\",\"filename\":\"$run/$1.stick\"}}}" &&
        vm_qmp "{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"usb-storage\",\"bus\":\"xhci.0\",\"drive\":\"$1\",\"id\":\"$1\",\"removable\":true}}"
}
pull() {
    vm_qmp "{\"execute\":\"device_del\",\"arguments\":{\"id\":\"$1\"}}" DEVICE_DELETED
    vm_qmp "{\"execute\":\"blockdev-del\",\"arguments\":{\"node-name\":\"$1\"}}" || true
}

# vm_reads ID WORDS SECONDS: the widget's label has them, on this page or a later one of the screen.
label() {
    vm_state | grep -o "\"id\":\"$1\",\"role\":\"[a-z]*\",\"label\":\"[^\"]*\"" | head -n 1
}
reads() {
    until=$(($(date +%s) + $3))
    while ! label "$1" | grep -q "$2"; do
        [ "$(date +%s)" -lt $until ] || { echo "$1 does not say $2: $(label "$1"); $(vm_state | cut -c 1-60)"; return 1; }
        sleep 0.5
    done
}

# The organiser's page, from attract. The PIN came with goedwerk.ini.
organise() {
    vm_wait attract 60 || return 1
    # shellcheck disable=SC2046 # four numbers
    set -- $(vm_rect organiser.open)
    vm_qmp hold $((($1 + $3 / 2) * 1000 / width)) $((($2 + $4 / 2) * 1000 / height)) 4500
    vm_wait pin 30 || return 1
    for digit in 1 2 3 4 5 6; do
        vm_tap pin.$digit && sleep 1.5
    done
    vm_tap pin.ok && vm_wait organiser 60
}

# turn_to ID [BUTTON]: pages of the screen (of the organiser's own) until it is there, round and round: news of a
# stick takes its time on a busy machine.
turn_to() {
    for _ in $(seq 40); do
        [ -z "$(vm_rect "$1")" ] || return 0
        [ -z "$(vm_rect "${2-organiser.more}")" ] || vm_tap "${2-organiser.more}"
        sleep 3
    done
    echo "no page has $1; the last: $(vm_state)"
    return 1
}

# The helper has looked at the stick; then pages of the organiser's screen until it may be paired.
offers_to_pair() {
    vm_ask 90 'for _ in $(seq 300); do grep -q ready /run/goedwerk/stick/* && exit; sleep 0.2; done; head /run/goedwerk/stick/*; exit 1' || return 1
    turn_to organiser.pair
}

# The bundle of a stick, read by the host: bundle NAME TYPE
bundle() {
    rm -rf "$run/bundle"
    mkdir -p "$run/bundle"
    case $2 in
    fat) mcopy -s -n -i "$run/$1.stick@@1M" ::/GOEDWERK "$run/bundle/" ;;
    exfat) within "$1" cp -R GOEDWERK "$run/bundle/" ;;
    esac
    sums=$(find "$run/bundle" -name SHA256SUMS | head -n 1)
    [ -n "$sums" ] && (cd "$(dirname "$sums")" && sha256sum --check --quiet SHA256SUMS && ls)
}

# As an organiser does it on a laptop: a PIN in goedwerk.ini.
with_pin() {
    mcopy -n -o -i "$card@@1M" ::/goedwerk.ini "$run/goedwerk.ini"
    sed -i 's/^#pin = .*/pin = 123456/' "$run/goedwerk.ini"
    mcopy -n -o -i "$card@@1M" "$run/goedwerk.ini" ::/goedwerk.ini
}
