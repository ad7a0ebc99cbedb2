#!/bin/sh
# What is in the image, and what takes the room: image/papers.sh VERSION WORK NAME
set -eu
version=$1 work=$2 name=$3
here=$(dirname "$0")
stage=$work/stage

{
    echo "# $name $version: package, version, architecture, licence file in the image"
    dpkg-query --admindir="$stage/var/lib/dpkg" -W \
        -f='${Package}\t${Version}\t${Architecture}\t/usr/share/doc/${Package}/copyright\n'
    sed -n 's/^unpack \([^_]*\)_\([^_]*\)_\([^.]*\)\.deb .*/\1\t\2\t\3\t-/p' "$here/packages.lock" |
        sed 's/%3a/:/'
} >"$work/$name.packages.tsv"

{
    echo "image $(stat -c %s "$work/$name.img") bytes"
    for part in boot.vfat root.squashfs data.ext4; do
        echo "  $part $(stat -c %s "$work/parts/$part")"
    done
    echo "root unpacked: $(du -sm --apparent-size "$stage" | cut -f 1) MB, $(grep -vc '^#' "$work/$name.packages.tsv") packages; the largest, in kB:"
    dpkg-query --admindir="$stage/var/lib/dpkg" -W -f='  ${Installed-Size} ${Package}\n' | sort -rn | head -n 15
    echo "  $(du -sk "$stage/usr/lib/modules" | cut -f 1) kernel modules"
} >"$work/sizes.txt"
