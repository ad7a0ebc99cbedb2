#!/bin/sh
# The SD image: make image. Everything it is made of is named by packages.lock and this source tree.
#   image/image.sh VERSION WORK
# Leaves WORK/goedwerk-kiosk-arm64.img and .img.xz, a list of packages, a manifest for Raspberry Pi
# Imager, and what was spent on what (sizes.txt). What is slow to make and hangs on the lock alone is
# kept in IMAGE_CACHE, which outlives WORK; default: WORK itself.
set -eu
version=$1
work=$(readlink -m "$2")
cache=$(readlink -m "${IMAGE_CACHE:-$work}")
here=$(readlink -f "$(dirname "$0")")
. "$here/lib.sh"
SOURCE_DATE_EPOCH=$(image_epoch)
E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH
export SOURCE_DATE_EPOCH E2FSPROGS_FAKE_TIME LC_ALL=C TZ=UTC
name=goedwerk-kiosk-$IMAGE_ARCH
began=$(date +%s)
lap() {
    echo "image: $1 ($(($(date +%s) - began)) s)"
}

mkdir -p "$work" "$cache"
"$here/fetch.sh" "$cache"
lap 'packages are here'
base=$("$here/root.sh" "$cache")
lap 'base system'
deb=$("$here/cross.sh" "$version" "$cache")
lap 'the kiosk, cross built'
kernel=$("$here/stage.sh" "$base" "$deb" "$cache/debs" "$work")
lap 'root'

in=$work/parts
rm -rf "$in"
mkdir -p "$in/boot" "$in/data/goedwerk" "$in/data/timesync"
"$here/initrd.sh" "$work/stage" "$kernel" "$work/kernel/usr/bin/busybox" "$in/boot/initrd.img"
cp "$work/kernel/boot/vmlinuz-$kernel" "$in/boot/vmlinuz"
cp "$work/kernel/usr/lib/linux-image-$kernel"/broadcom/bcm2711-*.dtb \
    "$work/kernel/usr/lib/linux-image-$kernel"/broadcom/bcm2837-*.dtb "$in/boot/"
firmware=$work/kernel/usr/lib/raspi-firmware
cp "$firmware/bootcode.bin" "$firmware/start.elf" "$firmware/fixup.dat" "$firmware/start4.elf" \
    "$firmware/fixup4.dat" "$in/boot/"
cp "$here"/boot/*.txt "$here/../assets/goedwerk.ini" "$in/boot/"
find "$in/boot" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
mkfs.vfat --invariant -C -F 32 -s 1 -i 6b696f73 -n GOEDWERK "$in/boot.vfat" $((64 * 1024)) >/dev/null
(cd "$in/boot" && mcopy -m -i "$in/boot.vfat" -- * ::/)

# The kiosk's own places, empty and its own.
owner() {
    awk -F: -v who="$1" '$1 == who { print $3 ":" $4 }' "$work/stage/etc/passwd"
}
chown "$(owner goedwerk)" "$in/data/goedwerk"
chmod 700 "$in/data/goedwerk"
chown "$(owner systemd-timesync)" "$in/data/timesync"
mke2fs -q -t ext4 -b 4096 -I 256 -m 0 -J size=8 -U 6b696f73-0000-4000-8000-000000000003 \
    -E hash_seed=6b696f73-0000-4000-8000-000000000004,lazy_itable_init=0,lazy_journal_init=0 \
    -d "$in/data" "$in/data.ext4" 64M
# mke2fs copies when a folder was made here, which nothing could set.
for folder in goedwerk timesync; do
    for time in atime ctime mtime crtime; do
        echo "set_inode_field /$folder $time @$SOURCE_DATE_EPOCH"
    done
done | debugfs -w -f - "$in/data.ext4" >/dev/null 2>&1

find "$work/stage" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mksquashfs "$work/stage" "$in/root.squashfs" -comp zstd -Xcompression-level 12 -b 128K -noappend \
    -no-progress -quiet -processors 2 >/dev/null
lap 'file systems'

mkdir "$in/empty"
genimage --config "$here/genimage.cfg" --rootpath "$in/empty" --tmppath "$in/genimage" \
    --inputpath "$in" --outputpath "$work" >"$work/genimage.log" 2>&1 ||
    { cat "$work/genimage.log" >&2; exit 1; }

"$here/papers.sh" "$version" "$work" "$name"
[ -n "${IMAGE_RAW_ONLY-}" ] || {
    xz -T2 -3 --keep --force "$work/$name.img"
    "$here/manifest.sh" "$version" "$work" "$name"
}
lap "$work/$name.img"
cat "$work/sizes.txt"
