#!/bin/sh
# The root as it stands on the card, in WORK/stage: base system, kernel modules, the kiosk's package,
# image/rootfs over it, and without what a kiosk does not need.
#   image/stage.sh BASE_TAR DEB PACKAGES WORK
set -eu
base=$1 deb=$2 packages=$3 work=$4
here=$(dirname "$0")
. "$here/lib.sh"

stage=$work/stage
kernel=$work/kernel
rm -rf "$stage" "$kernel"
mkdir -p "$stage" "$kernel"
ln -s usr/lib "$kernel/lib"
tar -C "$stage" --xattrs -xpf "$base"

# The kiosk. Unpacked by the host, configured in there, as in root.sh.
printf '#!/bin/sh\nexit 101\n' >"$stage/usr/sbin/policy-rc.d"
chmod +x "$stage/usr/sbin/policy-rc.d"
{
    dpkg --root="$stage" --force-architecture --force-depends --force-unsafe-io \
        '--path-exclude=/usr/share/man/*' --unpack "$deb"
    chroot "$stage" dpkg --configure -a
} >"$work/stage.log" 2>&1 || { tail -n 20 "$work/stage.log" >&2; exit 1; }
rm "$stage/usr/sbin/policy-rc.d"

# Kernel: the modules of modules.list and what they need, uncompressed (squashfs does that better).
for name in $(sed -n 's/^unpack \([^ ]*\) .*/\1/p' "$here/packages.lock"); do
    dpkg -x "$packages/$name" "$kernel"
done
version=$(ls "$kernel/usr/lib/modules")
depmod -b "$kernel" "$version"
modules=$stage/usr/lib/modules/$version
mkdir -p "$modules"
sed '/^#/d; /^$/d; s/^initrd //' "$here/modules.list" | while read -r module; do
    modprobe -d "$kernel" -S "$version" --show-depends "$module" 2>/dev/null |
        sed -n 's/^insmod \([^ ]*\).*/\1/p' | grep . || echo "no kernel module $module" >&2
done | sort -u | while read -r file; do
    to=$modules/kernel/${file#*/kernel/}
    mkdir -p "$(dirname "$to")"
    case $file in
    *.xz) xz -dc "$file" >"${to%.xz}" ;;
    *) cp "$file" "$to" ;;
    esac
done
cp "$kernel/usr/lib/modules/$version"/modules.builtin* "$kernel/usr/lib/modules/$version"/modules.order "$modules/"
depmod -b "$stage" "$version"

cp -R "$here/rootfs/." "$stage/"
for unit in $(sed '/^#/d; /^$/d' "$here/masked.list"); do
    ln -sf /dev/null "$stage/etc/systemd/system/$unit"
done
wants() {
    mkdir -p "$stage/etc/systemd/system/$1.wants"
    ln -sf "$2" "$stage/etc/systemd/system/$1.wants/$(basename "$2")"
}
wants multi-user.target /usr/lib/systemd/system/seatd.service
wants multi-user.target /etc/systemd/system/goedwerk-technician.service
for unit in ssh systemd-networkd avahi-daemon cups-browsed; do
    find "$stage/etc/systemd/system" -name "$unit.s*" -path '*.wants/*' -delete
done
ln -sf /usr/lib/systemd/system/multi-user.target "$stage/etc/systemd/system/default.target"
mkdir -p "$stage/data" "$stage/boot/firmware" "$stage/var/lib/systemd/timesync"
ln -sf /usr/share/zoneinfo/Europe/Amsterdam "$stage/etc/localtime"
: >"$stage/etc/machine-id"
ln -sf /run/systemd/resolve/resolv.conf "$stage/etc/resolv.conf"

# Nothing of this build, nothing that two kiosks would share, nothing that would only be carried.
cd "$stage"
rm -rf etc/ssh/ssh_host_* etc/hwdb.bin usr/lib/udev/hwdb.bin var/lib/dbus/machine-id \
    var/cache/apt var/lib/apt/lists var/cache/fontconfig var/cache/ldconfig/aux-cache var/log/* \
    var/lib/dpkg/*-old var/cache/debconf/*-old var/lib/systemd/random-seed etc/*- tmp/* root/.??* etc/ssl/private/* etc/ssl/certs/ssl-cert* \
    etc/apt/sources.list usr/lib/python3* usr/share/zoneinfo/right usr/share/fonts/X11
find . -xdev -name '__pycache__' -prune -exec rm -rf {} +
echo "$version"
