#!/bin/sh
# What the files of the image and the units say of ways in: a keyboard, a console, a network. TAP;
# from the project's folder. Reads only; that a booted image does as they say, make image-test sees.
set -u
LC_ALL=C
export LC_ALL
rootfs=image/rootfs
stage=$(mktemp -d /tmp/goedwerk-test-XXXXXX)
trap 'rm -rf "$stage"' EXIT
tap_said=$stage/said
. tests/lib/tap.sh

# setting KEY VALUE FILE…: the files set it, and the last one that does sets it to that.
setting() {
    key=$1 value=$2
    shift 2
    grep -q "^[[:space:]]*$key[[:space:]]*=" "$@" || { echo "$key is not set"; return 1; }
    is=$(sed -n "s/^[[:space:]]*$key[[:space:]]*=[[:space:]]*//p" "$@" | tail -n 1)
    echo "$key is '$is'"
    [ "$is" = "$value" ]
}

none() {
    ! grep .
}

# --- keys that the kernel and systemd listen to ---

holds 'SysRq does nothing' setting kernel.sysrq 0 $rootfs/etc/sysctl.d/*.conf
holds 'nor does Ctrl-Alt-Del, however often' \
    setting CtrlAltDelBurstAction none $rootfs/etc/systemd/system.conf.d/*.conf
# The keys that many keyboards have for it; systemd-logind would see to them.
stays_on() {
    for which in Power Reboot Suspend Hibernate; do
        setting Handle${which}Key ignore $rootfs/etc/systemd/logind.conf.d/*.conf &&
            setting Handle${which}KeyLongPress ignore $rootfs/etc/systemd/logind.conf.d/*.conf || return 1
    done
}
holds 'nor does a key for power or sleep, however long' stays_on
masked() {
    for unit in "$@"; do
        grep -qx "$unit" image/masked.list || { echo "$unit is not masked"; return 1; }
    done
}
holds 'which is no target either' masked ctrl-alt-del.target
# In the image alone: a mask is a link to nowhere, made from the list.
links() {
    grep -q 'ln -sf /dev/null "$stage/etc/systemd/system/$unit"' image/stage.sh &&
        find $rootfs -name '*.target' | none
}
holds 'the list of masked units is what is masked' links

# --- consoles ---

holds 'nobody can log in at a console' masked getty@.service autovt@.service getty.target \
    serial-getty@.service console-getty.service container-getty@.service
holds 'nor is there a shell for emergencies, or a question' masked emergency.service rescue.service \
    debug-shell.service systemd-ask-password-console.path
holds 'no console is made when somebody goes there' \
    setting NAutoVTs 0 $rootfs/etc/systemd/logind.conf.d/*.conf
holds 'or kept for it' setting ReserveVT 0 $rootfs/etc/systemd/logind.conf.d/*.conf
boots_quietly() {
    tr ' ' '\n' <image/boot/cmdline.txt |
        grep -E '^(console=tty[012]?$|console=(serial|ttyAMA|ttyS)|sysrq_always_enabled|init=|rd\.break|single|rescue|emergency|systemd\.(unit|debug.shell|confirm_spawn|wants)|debug|break)' |
        none
}
holds 'the kernel is told of no other way to start, and of no console of the glass' boots_quietly
holds 'the journal is shown on no console' \
    setting ForwardToConsole no $rootfs/etc/systemd/journald.conf.d/*.conf

# --- the compositor, where there is one ---

# sway binds nothing by itself; the keymap without "srvrkeys" knows no Ctrl-Alt-F2.
binds_nothing() {
    ! grep -E '^[[:space:]]*(bind(sym|code|switch|gesture)|mode|floating_modifier|bar|include)\b' systemd/sway.conf &&
        grep -qx 'input type:keyboard xkb_options srvrkeys:none' systemd/sway.conf &&
        grep -qx 'xwayland disable' systemd/sway.conf
}
holds 'its keys and buttons do nothing, and it has none of its own' binds_nothing

# --- networks ---

listens_on_a_file() {
    sed -n 's/^[[:space:]]*\(Listen\|Port\|SSLListen\|SSLPort\)[[:space:]]*/\1 /p' systemd/cups/cupsd.conf
    [ "$(sed -n 's/^[[:space:]]*\(Listen\|Port\|SSLListen\|SSLPort\)[[:space:]]*/\1 /p' \
        systemd/cups/cupsd.conf)" = 'Listen /run/cups/cups.sock' ] &&
        grep -qx 'Browsing No' systemd/cups/cupsd.conf &&
        grep -qx 'WebInterface No' systemd/cups/cupsd.conf
}
holds 'CUPS is asked through a file of this machine' listens_on_a_file
holds 'printers on USB answer to this machine' setting interface loopback systemd/cups/ipp-usb.conf
holds 'and are told to nobody' setting dns-sd disable systemd/cups/ipp-usb.conf
holds 'the kiosk reaches this machine, and no other' setting IPAddressAllow localhost \
    systemd/goedwerk-kiosk.service
holds 'nobody else reaches it' setting IPAddressDeny any systemd/goedwerk-kiosk.service
holds 'the helper knows no network' setting RestrictAddressFamilies 'AF_UNIX AF_NETLINK' \
    systemd/goedwerk-helper.service
holds 'no name is told, no Wi-Fi joined, no SSH waited for' masked avahi-daemon.service \
    avahi-daemon.socket wpa_supplicant.service ssh.socket systemd-resolved.service
# sshd starts for a key on the card's own boot partition.
technician() {
    grep -qx 'ConditionPathExists=/boot/firmware/technicus.pub' \
        $rootfs/etc/systemd/system/goedwerk-technician.service &&
        grep -qx 'PasswordAuthentication no' $rootfs/etc/ssh/sshd_config.d/goedwerk.conf &&
        grep -qx 'KbdInteractiveAuthentication no' $rootfs/etc/ssh/sshd_config.d/goedwerk.conf &&
        grep -q '^for unit in ssh systemd-networkd ' image/stage.sh
}
holds 'but for whoever holds the card' technician
# Nothing that we build could listen if it wanted to.
never_listens() {
    for program in goedwerk-kiosk goedwerk goedwerk-helper; do
        calls='listen|accept|accept4|bind'
        [ $program = goedwerk-helper ] && calls='listen|accept|accept4' # it hears of devices
        file=build/debug/$program
        nm -D --undefined-only "$file" >"$stage/calls" || return 1
        grep -E " ($calls)(@|\$)" "$stage/calls" | sed "s/^/$program:/" | none || return 1
    done
}
holds 'our programs have no call that listens' never_listens

# --- what is told ---

says_nothing() {
    grep -rn -e --ui-log systemd $rootfs | none && ! grep -rnE '^Storage=(persistent|auto)' $rootfs
}
holds 'no unit asks for the log of the glass, and the journal ends with the power' says_nothing

# --- rights ---

only_that_user() {
    unit=systemd/goedwerk-kiosk.service
    setting User goedwerk $unit && setting CapabilityBoundingSet '' $unit &&
        setting AmbientCapabilities '' $unit && setting NoNewPrivileges yes $unit &&
        ! grep -nE '^(ExecStart|ExecStartPre|ExecStartPost|ExecStop)=[@:-]*[+!]' $unit
}
holds 'the kiosk runs as its own user, without a right of root' only_that_user
drop_ins() {
    for file in $rootfs/etc/systemd/system/goedwerk-kiosk.service.d/*.conf; do
        grep -nE '^(User|Group|CapabilityBoundingSet|AmbientCapabilities|NoNewPrivileges|Exec|Device|Protect|Private|Restrict|SystemCall|IPAddress)' "$file"
    done | none
}
holds 'and the image leaves it at that' drop_ins

tap_end
