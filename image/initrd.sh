#!/bin/sh
# The initramfs of the image, made on the host: busybox, the modules that find card and glass, and
# image/init. image/initrd.sh MODULES_ROOT VERSION BUSYBOX OUT [LIST]
# Prints nothing; OUT is a compressed cpio archive, the same for the same input.
set -eu
root=$1 version=$2 busybox=$3 out=$4
here=$(dirname "$0")

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/bin" "$tree/dev" "$tree/proc" "$tree/sys" "$tree/lib/modules"
cp "$busybox" "$tree/bin/busybox"
for name in sh mount umount insmod dd hexdump sleep mkdir cat blockdev switch_root; do
    ln -s busybox "$tree/bin/$name"
done
install -m 755 "$here/init" "$tree/init"

# Numbered in the order in which they need each other.
number=100
for file in $(sed -n 's/^initrd //p' "$here/modules.list" | while read -r module; do
    modprobe -d "$root" -S "$version" --show-depends "$module" 2>/dev/null |
        sed -n 's/^insmod \([^ ]*\).*/\1/p'
done | awk '!seen[$0]++'); do
    number=$((number + 1))
    cp "$file" "$tree/lib/modules/$number-$(basename "$file")"
done
[ $number -gt 110 ] || { echo 'no modules found: is kmod installed?' >&2; exit 1; }
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
(cd "$tree" && find . | LC_ALL=C sort | cpio --quiet --reproducible -R 0:0 -o -H newc) |
    zstd -q -12 -T1 >"$out"
