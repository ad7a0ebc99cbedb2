#!/bin/sh
# What systemd, udev and CUPS think of the files that we ship for them. TAP; from the project's
# folder. Nothing of this machine is changed.
set -u
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/sbin:/sbin
stage=$(mktemp -d /tmp/goedwerk-test-XXXXXX)
trap 'rm -rf "$stage"' EXIT
tap_said=$stage/said
. tests/lib/tap.sh

# As installed, but with programs that are on this machine.
mkdir -p "$stage/units/cups.service.d" "$stage/units/ipp-usb.service.d" "$stage/root/etc"
for unit in systemd/*.service; do
    sed 's|^ExecStart=/usr/.*|ExecStart=/bin/true|' "$unit" >"$stage/units/${unit#systemd/}"
done
sed 's|/usr/sbin/cupsd|/bin/true|' systemd/cups/cups.service.conf \
    >"$stage/units/cups.service.d/goedwerk.conf"
cp systemd/cups/ipp-usb.service.conf "$stage/units/ipp-usb.service.d/goedwerk.conf"
printf '[Service]\nExecStart=/bin/true\n' | tee "$stage/units/cups.service" >"$stage/units/ipp-usb.service"
SYSTEMD_UNIT_PATH=$stage/units:
export SYSTEMD_UNIT_PATH

# It must say nothing at all: unknown settings are only warnings.
verify() {
    said=$(systemd-analyze verify --man=no "$1" 2>&1) && ! printf '%s' "$said" | grep .
}
for unit in goedwerk-kiosk goedwerk-helper cups ipp-usb; do
    holds "$unit.service is a unit" verify "$stage/units/$unit.service"
done

# In tenths: 15 is 1.5. The helper may mount, so it can have no file system of its own.
exposure() {
    systemd-analyze security --no-pager --offline=true --threshold="$2" "systemd/$1" |
        tail -n 1
    systemd-analyze security --no-pager --offline=true --threshold="$2" "systemd/$1" >/dev/null
}
holds "the kiosk's exposure is at most 1.5" exposure goedwerk-kiosk.service 15
sed 's/^/# /' "$stage/said"
holds "the helper's exposure is at most 4.5" exposure goedwerk-helper.service 45
sed 's/^/# /' "$stage/said"

# A group of devices is looked up when the unit starts: its driver has to be there by then.
drivers() {
    grep -q '^DeviceAllow=block-sd ' systemd/goedwerk-helper.service &&
        grep -q '^After=.*modprobe@sd_mod.service' systemd/goedwerk-helper.service &&
        grep -q '^DeviceAllow=char-drm ' systemd/goedwerk-kiosk.service &&
        grep -q '^After=.*modprobe@drm.service' systemd/goedwerk-kiosk.service
}
holds "drivers come before the units that are allowed their devices" drivers

# Mounts of a unit with a file system of its own would stay inside it.
no_own_mounts() {
    ! grep -E '^(Protect(System|Home|Proc|Kernel|Control)|Private(Tmp|Devices|Mounts|Users)|[A-Za-z]*Paths=|ProcSubset)' \
        systemd/goedwerk-helper.service
}
holds "what the helper mounts is seen outside" no_own_mounts

users() {
    systemd-sysusers --root="$stage/root" "$PWD/systemd/goedwerk.sysusers" &&
        grep -q '^goedwerk:.*:/var/lib/goedwerk:/usr/sbin/nologin$' "$stage/root/etc/passwd" &&
        for group in video render input lp lpadmin; do
            grep -q "^$group:.*goedwerk" "$stage/root/etc/group" || return 1
        done
}
holds "the kiosk's user and groups" users

# Owners only where we may give files away.
folders() {
    systemd-tmpfiles --create --root="$stage/root" "$PWD/systemd/goedwerk.tmpfiles" || [ "$(id -u)" != 0 ] || return 1
    [ "$(id -u)" != 0 ] || [ "$(cd "$stage/root/run/goedwerk" && stat -c '%n %a %u' . *)" = '. 755 0
medium 755 0
request 770 0
stick 755 0' ]
}
holds "the folders where kiosk and helper meet" folders

rules() {
    ! udevadm --help | grep -q '^ *verify ' || udevadm verify systemd/60-goedwerk.rules
}
holds "udev's rules" rules

# cupsd wants its configuration to be nobody else's, makes its folders, and takes the one that its
# configuration is in for its own unless it is told.
cups() {
    mkdir -p "$stage/cups" "$stage/run" &&
        cp systemd/cups/cupsd.conf "$stage/cups" &&
        sed "s|/run/goedwerk-cups|$stage/run|" systemd/cups/cups-files.conf >"$stage/cups/cups-files.conf" &&
        echo "StateDir $stage/run/state" >>"$stage/cups/cups-files.conf" &&
        chmod 640 "$stage"/cups/*.conf &&
        said=$(cupsd -t -c "$stage/cups/cupsd.conf" -s "$stage/cups/cups-files.conf" 2>&1) &&
        printf '%s\n' "$said" && [ "$(printf '%s\n' "$said" | grep -c ' is OK')" = 2 ] &&
        [ "$(ls "$stage/cups" | wc -l)" = 2 ]
}
holds "the configuration of CUPS" cups

tap_end
