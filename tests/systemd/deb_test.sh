#!/bin/sh
# The Debian package: built with Debian's own tools, lintian silent, then installed, upgraded and purged
# in a bare room of this machine's own Debian. TAP; as root only, from the project's folder.
set -u
LC_ALL=C
export LC_ALL
if [ "$(id -u)" != 0 ]; then
    echo '1..0 # SKIP a room of its own needs root'
    exit
fi
. /etc/os-release
version=$(sed -n 's/^VERSION  *:= //p' Makefile)
mkdir -p build/deb-rooms
tap_said=build/deb-rooms/test.log
. tests/lib/tap.sh

holds 'the package is built, and lintian has nothing to say' image/deb.sh "$version"
holds 'it is installed, runs, is upgraded with the data kept, and purged without a trace' \
    tests/systemd/deb_room.sh "$VERSION_CODENAME" "$(find build/deb -maxdepth 1 -name '*.deb')"
tap_end
