#!/bin/sh
# In a bare Debian of its own: builds the package there, installs it, upgrades it and purges it, and
# looks what is left. Root only, some minutes; needs mmdebstrap and a mirror. make deb-test.
#   tests/systemd/deb_room.sh SUITE [PACKAGE]   (a package that was built already)
set -eu
suite=$1
package=${2-}
base=build/deb-rooms/$suite.tar
room=$(mktemp -d /var/tmp/goedwerk-deb.XXXXXX)
leave() {
    # Lazily: what runs in there may need a moment to end.
    for mount in dev/pts dev proc; do umount --lazy "$room/$mount" 2>/dev/null || true; done
    rm -rf --one-file-system "$room"
}
trap leave EXIT
trap 'exit 130' INT TERM

inside() {
    env -i HOME=/root TERM=dumb LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive SYSTEMD_OFFLINE=1 \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$room" sh -euc "$1"
}
# A room like a newborn machine, in which no service starts.
furnish() {
    mkdir -p "$room"
    tar -C "$room" -xf "$base"
    for file in /etc/apt/apt.conf.d/*proxy* /etc/resolv.conf /etc/hosts; do
        if [ -e "$file" ]; then cp -L "$file" "$room$file"; fi
    done
    mount -t proc proc "$room/proc"
    mount --bind /dev "$room/dev"
    mount --bind /dev/pts "$room/dev/pts"
    printf '#!/bin/sh\nexit 101\n' >"$room/usr/sbin/policy-rc.d"
    chmod 755 "$room/usr/sbin/policy-rc.d"
}
say() {
    echo "deb-test $suite: $*"
}

mkdir -p "${base%/*}"
if [ ! -s "$base" ]; then
    say "making a bare $suite"
    mmdebstrap --quiet --variant=minbase "$suite" "$base.part.tar"
    mv "$base.part.tar" "$base"
fi
# --- built, with lintian ---
build() {
    furnish
    mkdir "$room/src"
    cp -R Makefile LICENSE README.md .clang-format assets content image src systemd tests "$room/src"
    inside 'apt-get update -qq; apt-get install -qq --no-install-recommends make >/dev/null'
    inside 'cd /src; make deb' >"build/deb-rooms/$suite.log" 2>&1 || {
        tail -n 40 "build/deb-rooms/$suite.log" | cut -c1-300
        say "the package could not be built"
        exit 1
    }
    package=build/deb-rooms/goedwerk-kiosk-$suite.deb
    cp "$room"/src/build/deb/*.deb "$package"
    say "built, and lintian has nothing to say: $(cd "$room/src/build/deb" && echo *.deb)"
    leave
}
[ -n "$package" ] || build

# --- installed, in a room that has never seen a compiler ---
furnish
cp "$package" "$room/kiosk.deb"
# What it needs comes first, so that only the package itself is compared later.
inside 'apt-get update -qq; apt-get install -qq systemd udev >/dev/null'
inside 'apt-get install -qq --no-install-recommends $(apt-get install -s --no-install-recommends /kiosk.deb |
    sed -n "s/^Inst \([^ ]*\).*/\1/p" | grep -v "^goedwerk-kiosk$") >/dev/null'
mkdir -p "$room/etc/cups/ppd" # CUPS makes it when it first starts
list() {
    (cd "$room" && find bin etc lib sbin srv usr var root home opt -xdev 2>/dev/null \
        ! -path 'var/lib/dpkg/*' ! -path 'var/lib/apt/*' ! -path 'var/cache/*' ! -path 'var/log/*' |
        sort)
}
list >"build/deb-rooms/$suite.before"
inside 'apt-get install -qq --no-install-recommends /kiosk.deb' >"build/deb-rooms/$suite.install" 2>&1

say "installed"
inside 'goedwerk-kiosk --version; goedwerk --help >/dev/null; /usr/lib/goedwerk/goedwerk-helper --version
    goedwerk check /usr/share/goedwerk/content >/dev/null
    id goedwerk; getent passwd goedwerk
    for g in video render input lp lpadmin; do id -nG goedwerk | tr " " "\n" | grep -qx $g; done
    systemctl is-enabled goedwerk-kiosk.service goedwerk-helper.service
    systemd-analyze verify --man=no goedwerk-kiosk.service goedwerk-helper.service cups.service
    unit=$(dpkg -L goedwerk-kiosk | grep /goedwerk-kiosk.service$)
    systemd-analyze security --no-pager --offline=true --threshold=15 $unit | tail -n 1
    systemd-analyze security --no-pager --offline=true --threshold=15 $unit >/dev/null
    ! udevadm verify --help >/dev/null 2>&1 || udevadm verify /usr/lib/udev/rules.d/60-goedwerk.rules
    systemd-tmpfiles --create goedwerk.conf
    mkdir -p /run/goedwerk-cups
    cupsd -t -c /usr/share/goedwerk/cups/cupsd.conf -s /usr/share/goedwerk/cups/cups-files.conf'

# The kiosk runs from where it was installed, and counts into a folder that must stay.
inside 'mkdir -p /var/lib/goedwerk; chown goedwerk: /var/lib/goedwerk; chmod 700 /var/lib/goedwerk
    SDL_VIDEODRIVER=dummy setpriv --reuid=goedwerk --regid=goedwerk --init-groups timeout 4 \
        goedwerk-kiosk --data /var/lib/goedwerk --window 800x480 --printer none ||
        [ $? = 124 ]
    ls /var/lib/goedwerk | grep -q .
    sha256sum /var/lib/goedwerk/* >/data.sums 2>/dev/null || true'
# The helper takes a request of the kiosk, and only of the kiosk.
inside 'cd /run/goedwerk/request
    /usr/lib/goedwerk/goedwerk-helper & helper=$!
    for i in 1 2 3 4 5 6 7 8 9 10; do [ -d /run/goedwerk/medium ] && break; sleep 0.2; done
    sleep 1
    setpriv --reuid=goedwerk --regid=goedwerk --init-groups sh -c \
        "echo 0123456789abcdef x >brightness.part; mv brightness.part brightness
         echo 0123456789abcdef sda 1 rw >mount.part; mv mount.part mount"
    for i in 1 2 3 4 5 6 7 8 9 10; do [ -e mount.answer ] && break; sleep 0.2; done
    cat mount.answer
    grep -qx "0123456789abcdef failed gone" mount.answer
    [ ! -e brightness ]; [ ! -e brightness.answer ]
    kill $helper; wait $helper'
say "runs"

# --- upgraded: the same with a later version ---
inside 'mkdir /up; dpkg-deb -R /kiosk.deb /up
    sed -i "s/^Version: .*/&+1/" /up/DEBIAN/control
    dpkg-deb -b --root-owner-group /up /later.deb >/dev/null
    apt-get install -qq --no-install-recommends /later.deb >/dev/null 2>&1
    dpkg-query -W -f="\${Version}\n" goedwerk-kiosk | grep -q "+1$"
    sha256sum --quiet -c /data.sums
    systemctl is-enabled goedwerk-kiosk.service
    rm -r /up /later.deb'
say "upgraded, with the data kept"

# --- purged ---
inside 'apt-get purge -qq goedwerk-kiosk >/dev/null 2>&1
    sha256sum --quiet -c /data.sums'
list >"build/deb-rooms/$suite.after"
left=$(diff "build/deb-rooms/$suite.before" "build/deb-rooms/$suite.after" |
    grep -v -e '^[0-9]' -e '^> var/lib/goedwerk' || true)
if [ -n "$left" ]; then
    printf '%s\n' "$left"
    say "that is left behind, or gone, after the purge"
    exit 1
fi
say "purged: only the data folder is left"
