#!/bin/sh
# The base system of the image, from the lock alone and without the network: image/root.sh WORK
# Leaves WORK/base-<hash of what went in>.tar and prints its name; does nothing when it is there.
#
# Maintainer scripts run under qemu-user and are slow, so only they do: the host's own dpkg unpacks.
set -eu
work=$1
here=$(dirname "$0")
. "$here/lib.sh"

hash=$(cat "$here/packages.lock" "$here/root.sh" "$here/lib.sh" | sha256sum | cut -c 1-16)
base=$work/base-$hash.tar
[ -e "$base" ] && { echo "$base"; exit; }

# Registration does not outlive the machine. "F" holds the interpreter open: no copy in the root.
[ -e /proc/sys/fs/binfmt_misc/register ] || mount -t binfmt_misc none /proc/sys/fs/binfmt_misc
[ -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ] ||
    cat /usr/lib/binfmt.d/qemu-aarch64.conf >/proc/sys/fs/binfmt_misc/register

SOURCE_DATE_EPOCH=$(image_epoch)
export SOURCE_DATE_EPOCH DEBIAN_FRONTEND=noninteractive LC_ALL=C

repo=$work/repo
root=$work/base
rm -rf "$repo" "$root" "$work"/base-*.tar # that of an older lock
mkdir -p "$repo"
sed -n 's/^install \([^ ]*\) .*/\1/p' "$here/packages.lock" | while read -r deb; do
    ln "$work/debs/$deb" "$repo/$deb"
done
# mmdebstrap asks apt for "what is essential in trixie", so the repository has to say that it is that.
(cd "$repo" && apt-ftparchive packages . >Packages &&
    apt-ftparchive -o APT::FTPArchive::Release::Codename=$IMAGE_SUITE \
        -o APT::FTPArchive::Release::Architectures=$IMAGE_ARCH release . >Release)

# What nobody reads on a kiosk. Licences stay.
exclude='/usr/share/doc/* /usr/share/man/* /usr/share/info/* /usr/share/locale/* /usr/share/lintian/*
    /usr/lib/udev/hwdb.d/* /usr/share/bug/* /usr/share/doc-base/*'
set -f
set --
for path in $exclude; do
    set -- "$@" "--path-exclude=$path"
done
set -- "$@" '--path-include=/usr/share/doc/*/copyright'
cut='' # the same for mmdebstrap, which takes them one by one
for option in "$@"; do
    cut="$cut --dpkgopt=${option#--}"
done
# shellcheck disable=SC2086 # a list of options
mmdebstrap --arch=$IMAGE_ARCH --variant=essential --mode=root --format=directory --quiet \
    --aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io $cut \
    $IMAGE_SUITE "$root" "deb [trusted=yes] copy:$(readlink -f "$repo") ./" >&2
set +f

# Nothing starts a daemon while it is being installed.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT

rest=$(cd "$repo" && for deb in *.deb; do
    [ -e "$root/var/lib/dpkg/info/$(echo "${deb%%_*}")".list ] ||
        [ -e "$root/var/lib/dpkg/info/${deb%%_*}:$IMAGE_ARCH.list" ] || echo "$deb"
done)
# shellcheck disable=SC2086 # a list of files
(cd "$repo" && dpkg --root="$(readlink -f "$root")" --force-architecture --force-depends \
    --force-unsafe-io --no-triggers "$@" --unpack $rest) >"$work/unpack.log" 2>&1 ||
    { tail -n 20 "$work/unpack.log" >&2; exit 1; }
chroot "$root" dpkg --configure -a >"$work/configure.log" 2>&1 ||
    { tail -n 20 "$work/configure.log" >&2; exit 1; }
audit=$(chroot "$root" dpkg --audit)
[ -z "$audit" ] || { echo "$audit" >&2; exit 1; }
umount "$root/proc"
trap - EXIT
rm "$root/usr/sbin/policy-rc.d"

tar -C "$root" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --clamp-mtime --numeric-owner --xattrs -cf "$base.part" .
mv "$base.part" "$base"
rm -rf "$root" "$repo"
echo "$base"
