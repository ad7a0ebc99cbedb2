# What the scripts of this folder share. Sourced, not run.

IMAGE_SUITE=trixie
IMAGE_ARCH=arm64
IMAGE_KEYS=/usr/share/keyrings/debian-archive-keyring.gpg
# The time of everything in the image: that of the lock file's last change, as written in it.
image_epoch() {
    sed -n 's/^# epoch //p' "$(dirname "$0")/packages.lock"
}

# The mirror that this machine's own apt uses.
image_mirror() {
    apt-get indextargets --format '$(REPO_URI)' | sed -n 's#/*$##; /\/debian$/p' | head -n 1
}

image_mirror_security() {
    apt-get indextargets --format '$(REPO_URI)' | sed -n 's#/*$##; /-security$/p' | head -n 1
}

# An empty system in folder $1, for which apt can work out what is missing.
image_apt_root() {
    mkdir -p "$1/etc/apt/apt.conf.d" "$1/etc/apt/preferences.d" "$1/etc/apt/sources.list.d" \
        "$1/var/lib/apt/lists/partial" "$1/var/cache/apt/archives/partial" "$1/var/lib/dpkg"
    : >"$1/var/lib/dpkg/status"
    signed="[arch=$IMAGE_ARCH signed-by=$IMAGE_KEYS]"
    cat >"$1/etc/apt/sources.list" <<SOURCES
deb $signed $(image_mirror) $IMAGE_SUITE main non-free-firmware
deb $signed $(image_mirror) $IMAGE_SUITE-updates main non-free-firmware
deb $signed $(image_mirror_security) $IMAGE_SUITE-security main non-free-firmware
SOURCES
}

# image_apt ROOT ARGUMENT…: apt-get for that system, not for this one.
image_apt() {
    apt_root=$1
    shift
    apt-get -o Dir="$apt_root" -o Dir::State::status="$apt_root/var/lib/dpkg/status" \
        -o APT::Architecture=$IMAGE_ARCH -o APT::Architectures=$IMAGE_ARCH -o APT::Sandbox::User=root \
        -o APT::Install-Recommends=false \
        -o Acquire::ForceHash=SHA256 "$@"
}
