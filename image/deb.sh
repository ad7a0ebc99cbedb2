#!/bin/sh
# Builds the Debian package of what stands here, with Debian's own tools: make deb. Leaves it in
# build/deb/. ARCH=arm64 builds it for another machine, where cross compiler and libraries of that
# architecture are installed; see image/README.md.
#   image/deb.sh VERSION
set -eu
version=$1
arch=${ARCH:-$(dpkg --print-architecture)}
out=$PWD/build/deb
room=$out/goedwerk-kiosk-$version

. /etc/os-release
# Libraries have other names in each Debian: a package is of one of them, and the later one wins.
full=$version~deb${VERSION_ID:-0}

grep -q "^goedwerk-kiosk ($version) " image/debian/changelog || {
    echo "image/debian/changelog does not begin with version $version" >&2
    exit 1
}
rm -rf "$out"
mkdir -p "$room"
cp -R Makefile LICENSE README.md assets content src systemd "$room"
cp -R image/debian "$room/debian"
sed -i "1s/($version)/($full)/" "$room/debian/changelog"

cd "$room"
export DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS:+$DEB_BUILD_OPTIONS }parallel=${DEB_JOBS:-2} noautodbgsym"
case $arch in
"$(dpkg --print-architecture)") dpkg-buildpackage --build=binary --no-sign --root-command= ;;
*) dpkg-buildpackage --build=binary --no-sign --host-arch="$arch" -Pcross,nocheck ;;
esac
cd "$out"
lintian --fail-on error,warning --no-tag-display-limit "goedwerk-kiosk_${full}_$arch.deb"
ls -l "$out/goedwerk-kiosk_${full}_$arch.deb"
