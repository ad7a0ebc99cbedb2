#!/bin/sh
# Asks the Debian mirror of this machine what packages.list comes to today, and writes it down:
#   image/lock.sh WORK >image/packages.lock
# One line a package: what to do with it, file name, bytes, SHA-256, path on the mirror. Only this
# asks for versions; everything after it takes exactly what the lock says.
set -eu
work=$1
here=$(dirname "$0")
. "$here/lib.sh"

# uris PACKAGE…: what apt would fetch for these, as "name bytes hash path".
uris() {
    image_apt "$root" install --print-uris -qq -y "$@" |
        sed -n "s/^'\([^']*\)' \([^ ]*\) \([0-9]*\) SHA256:\([0-9a-f]*\)\$/\2 \3 \4 \1/p" |
        sed "s# $(image_mirror_security)/# security/#; s# $(image_mirror)/# debian/#"
}

root=$work/resolve
rm -rf "$root"
image_apt_root "$root"
image_apt "$root" update -qq >&2
unpack=$(sed -n 's/^unpack //p' "$here/packages.list")

echo "# Made by image/lock.sh from packages.list. Do not edit."
echo "# epoch $(date +%s)"
{
    uris '~E!~n^apt$' $(sed '/^#/d; /^$/d; /^unpack /d' "$here/packages.list") | sed 's/^/install /'
    # The kernel's own name has its version in it.
    names=$(echo "$unpack" | sed 's/^linux-image-arm64$/linux-image-[0-9][^_]*/' | paste -sd '|')
    uris $unpack | grep -E "^($names)_" | sed 's/^/unpack /'
} | LC_ALL=C sort
