#!/bin/sh
# The kiosk's package for the Pi, cross built for the Debian of the image: image/cross.sh VERSION WORK
# Leaves it in WORK/deb/. The place it is built in is kept: WORK/cross, made anew when it needs others.
set -eu
version=$1
work=$2
here=$(dirname "$0")
. "$here/lib.sh"

room=$work/cross
libraries=$(sed -n '/^Build-Depends:/,/^[^ ]/{ s/^ \(lib[^ ,]*-dev\),*$/\1/p }' "$here/debian/control" |
    sed "s/\$/:$IMAGE_ARCH/" | paste -sd ,)
if [ "$libraries" != "$(cat "$room/ready" 2>/dev/null)" ]; then
    rm -rf "$room"
    mmdebstrap --architectures="$(dpkg --print-architecture),$IMAGE_ARCH" --variant=apt --mode=root \
        --format=directory --quiet --aptopt='APT::Install-Recommends "false"' \
        --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' \
        --include="build-essential,systemd-dev,make,debhelper,dpkg-dev,crossbuild-essential-$IMAGE_ARCH,pkgconf,librsvg2-bin,lintian,libminizip-dev:$IMAGE_ARCH,$libraries" \
        $IMAGE_SUITE "$room" \
        "deb [signed-by=$IMAGE_KEYS] $(image_mirror) $IMAGE_SUITE main" \
        "deb [signed-by=$IMAGE_KEYS] $(image_mirror) $IMAGE_SUITE-updates main" \
        "deb [signed-by=$IMAGE_KEYS] $(image_mirror_security) $IMAGE_SUITE-security main"
    echo "$libraries" >"$room/ready"
fi

src=$room/src
mkdir -p "$src" "$work/deb"
hash=$(find Makefile LICENSE README.md assets content image/deb.sh image/debian src systemd -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-16)
[ ! -e "$work/deb/$hash" ] || { ls "$work"/deb/*.deb; exit; }
for part in Makefile LICENSE README.md assets content image src systemd; do
    rm -rf "${src:?}/$part"
    cp -a "$part" "$src/"
done
# Every Debian builder has a compiler; asked for by name, it would have to be one that runs on the Pi.
sed -i "/^ gcc,$/d" "$src/image/debian/control"
triplet=aarch64-linux-gnu
chroot "$room" env -i PATH="$PATH" HOME=/root LC_ALL=C ARCH=$IMAGE_ARCH DEB_JOBS="${DEB_JOBS:-2}" \
    SOURCE_DATE_EPOCH="$(image_epoch)" \
    PKG_CONFIG_LIBDIR=/usr/lib/$triplet/pkgconfig:/usr/share/pkgconfig \
    sh -c "cd /src && image/deb.sh $version" >"$work/deb.log" 2>&1 ||
    { tail -n 30 "$work/deb.log" >&2; exit 1; }
rm -f "$work"/deb/*
cp "$src"/build/deb/*_$IMAGE_ARCH.deb "$work/deb/"
touch "$work/deb/$hash"
ls "$work"/deb/*.deb
