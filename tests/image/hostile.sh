#!/bin/bash
# make image-test: sticks that mean no good, or that somebody has used for something else. Real file
# systems, made by this machine; each time a clear word on the glass, and nothing on the stick or in
# the guest that was not there before. TAP.
set -u
. tests/image/vm.sh
. tests/image/stick.sh
trap finish EXIT
export LC_ALL=C.UTF-8 # mtools writes names as they are spelled here

# What lies on a stick, name by name: listing NAME, listing_exfat NAME
listing() { mdir -/ -a -f -b -i "$run/$1.stick@@1M" ::/ 2>/dev/null | sort; }
listing_exfat() { within "$1" find . -printf '%p %s %T@\n' | sort; }
untouched() {
    "${2-listing}" "$1" >"$run/after"
    diff "$run/$1.before" "$run/after"
}

# A file or folder of this machine onto a stick: put NAME FROM TO
put() { mcopy -s -n -o -i "$run/$1.stick@@1M" "$2" "::/$3"; }

# Names of a stick's own are shown as they cannot do harm: nothing that turns text or begins a line.
clean() {
    # shellcheck disable=SC2018 # bytes
    ! vm_state | LC_ALL=C grep -q "$(printf '\342\200\256')"
}

odd_name=$(printf '\342\200\256')gpj.nl.md

# Our folder is somebody's file.
bundle_is_a_file() {
    stick file mkfs.vfat -F 32 -n HUB
    echo mine >"$run/mine"
    put file "$run/mine" GOEDWERK
    listing file >"$run/file.before"
}

# Names with the mark that turns text around; and more files than anybody goes through.
odd_names() {
    stick odd mkfs.vfat -F 32 -n HUB
    rm -rf "$run/odd"
    mkdir -p "$run/odd/GOEDWERK-KAARTEN/cards"
    echo x >"$run/odd/GOEDWERK-KAARTEN/cards/$odd_name"
    put odd "$run/odd/GOEDWERK-KAARTEN" ''
}
many_files() {
    stick many mkfs.vfat -F 32 -n HUB
    rm -rf "$run/many"
    for folder in cards decks vocabularies phrases; do
        mkdir -p "$run/many/GOEDWERK-KAARTEN/$folder"
        for i in $(seq 1250); do echo x >"$run/many/GOEDWERK-KAARTEN/$folder/K$i.MD"; done
    done
    put many "$run/many/GOEDWERK-KAARTEN" ''
}

# The same harm on exFAT: on one stick both files for folders, the name and a card of 1 GiB (which
# takes no room here); on the other the many files.
exfat_odd() {
    stick_mib=2048 stick exfat_odd mkfs.exfat -L HUB
    # shellcheck disable=SC2016 # expanded where it runs
    within exfat_odd sh -c 'mkdir -p GOEDWERK-KAARTEN/cards && echo mine | tee GOEDWERK >GOEDWERK-KAARTEN/decks &&
        echo x >"GOEDWERK-KAARTEN/cards/$1" && truncate -s 1G GOEDWERK-KAARTEN/cards/groot.nl.md' sh "$odd_name"
    fallocate --dig-holes "$run/exfat_odd.stick"
    listing_exfat exfat_odd >"$run/exfat_odd.before"
}
exfat_many() {
    stick exfat_many mkfs.exfat -L HUB
    within exfat_many cp -R "$run/many/GOEDWERK-KAARTEN" .
}

# opens ID SCREEN MORE: by a button on one of the pages that MORE turns. The page may move under the finger, as
# the news of a stick comes onto it: then once more.
opens() {
    for _ in 1 2 3; do
        turn_to "$1" "$3" && vm_tap "$1" && vm_wait "$2" 60 && return
    done
    return 1
}
# Reads decks from the stick that is in, and waits for the verdict: decks WORDS
decks() {
    opens organiser.sticks stick organiser.more && opens organiser.import import stick.more || return 1
    reads import.state "$1" 300
}
# Of the faults, on this page or another, one is of that file and says so: said FILE WORDS
said() {
    for _ in 1 2 3 4; do
        vm_state | grep -q "\"label\":\"$1\"[^}]*},{[^}]*\"label\":\"[^\"]*$2" && return
        vm_tap import.more || return 1
        sleep 3
    done
    vm_state
    return 1
}
back() {
    vm_tap nav.back && sleep 2 && vm_tap nav.back && vm_wait organiser 60
}

prepare
bundle_is_a_file
odd_names
many_files
exfat_odd
exfat_many
stick ext mkfs.ext4 -q -L HUB
stick one mkfs.vfat -F 32 -n HUB -i 20261121
cp --sparse=always "$run/one.stick" "$run/two.stick"
vm_card hostile
with_pin
vm_start
holds 'attract' vm_wait attract 420 || { tail -n 20 "$run/serial.log"; exit 1; }
holds 'the organiser'"'"'s page' organise

holds 'a stick of ext4 goes in' plug ext
holds 'it is seen' turn_to organiser.stick
holds 'it is refused by its name' reads organiser.stick ext4 120
holds 'out it goes' pull ext

two_in() { plug one && plug two; }
holds 'two sticks with the same label and number go in' two_in
holds 'they are seen' turn_to organiser.stick
holds 'leave one, it says' reads organiser.stick 'Meer dan' 120
holds 'one goes out' pull two
holds 'the other is a new one' offers_to_pair
vm_tap organiser.pair
holds 'and synced' reads organiser.stick.line 'Je kunt de stick eruit halen' 120
holds 'out it goes' pull one
holds 'what is on it is whole' bundle one fat
holds 'nothing is on its twin' sh -c "! mdir -i '$run/two.stick@@1M' ::/GOEDWERK"

holds 'a stick with a file called GOEDWERK goes in' plug file
holds 'it is seen as new' offers_to_pair
vm_tap organiser.pair
turn_to organiser.stick >/dev/null
holds 'it does not work, it says' reads organiser.stick 'werkt niet' 120
holds 'out it goes' pull file
holds 'nothing on it has changed' untouched file

holds 'a stick with a name that turns text around goes in' plug odd
holds 'the name is a fault' decks 'fout'
holds 'and shown without the mark' clean
back
holds 'out it goes' pull odd

holds 'a stick with 5,000 files goes in' plug many
holds 'that is too much, it says' decks 'Dat lukte niet'
back
holds 'out it goes' pull many

holds 'an exFAT stick with a file called GOEDWERK goes in' plug exfat_odd
holds 'it is seen as new' offers_to_pair
vm_tap organiser.pair
turn_to organiser.stick >/dev/null
holds 'it does not work, it says' reads organiser.stick 'werkt niet' 120
holds 'its cards are faults' decks 'fouten gevonden'
holds 'a card of 1 GiB is one' said 'cards/groot.nl.md' 'too large'
holds 'a file for a folder is one' said decks 'a file where a folder belongs'
holds 'a name that turns text around is one' said 'cards/???gpj.nl.md' 'not one that can be read'
holds 'and shown without the mark' clean
back
holds 'out it goes' pull exfat_odd
holds 'nothing on it has changed' untouched exfat_odd listing_exfat

holds 'an exFAT stick with 5,000 files goes in' plug exfat_many
holds 'that is too much, it says' decks 'Dat lukte niet'
back
holds 'out it goes' pull exfat_many

holds 'nothing stays mounted' vm_ask 30 '! grep -q /run/goedwerk/medium /proc/mounts'
holds 'the kiosk and its helper never fell' vm_ask 30 \
    '[ "$(systemctl show -P NRestarts goedwerk-kiosk goedwerk-helper | grep -v "^$" | sort -u)" = 0 ]'
