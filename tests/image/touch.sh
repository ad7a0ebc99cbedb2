#!/bin/bash
# make image-test: several fingers at once, which no device of QEMU's has. A panel made in the guest
# (fingers.c) has them; the kernel and all above it cannot tell it from one on USB. TAP.
set -u
. tests/image/vm.sh
trap finish EXIT

# panel GESTURE…: comes back when its fingers are up.
panel() {
    vm_ask 60 "/run/guest/fingers $*"
}

# All taps of this file are the panel's.
vm_tap() {
    middle=$(vm_middle "$1") && panel tap "$middle"
}

# stays SCREEN: nothing was chosen. That it stays so, the next step shows: it needs that screen.
stays() {
    sleep 3
    vm_state | grep -q "\"screen\":\"$1\".*}\$" || { vm_state | cut -c 1-80; return 1; }
}

is_chosen() {
    vm_state | grep -q "\"id\":\"$1\",[^{]*\"state\":\[\"chosen\""
}

opens_a_story() {
    vm_wait attract 60 && vm_tap attract.card && vm_wait element 60 && vm_turn story.more element.ethics
}

second_on_tile() {
    panel two "$(vm_middle element.title)" "$(vm_middle element.ethics)" && stays element
}

palm_on_tile() {
    panel palm "$(vm_middle element.ethics)" && stays element
}

goes_on() {
    vm_tap element.ethics && vm_wait choice 60 && vm_turn story.more choice.a
}

first_counts() {
    panel two "$(vm_middle choice.a)" "$(vm_middle choice.b)" && stays choice && is_chosen choice.a && ! is_chosen choice.b
}

second_on_confirm() {
    panel two "$(vm_middle choice.title)" "$(vm_middle choice.confirm)" && stays choice
}

# No lifting was told of the finger that was down: it must not stay the first for ever.
vanishes() {
    panel vanish "$(vm_middle choice.title)" && vm_ask 150 'sh /run/guest/reader.sh "Goed Werk test panel"' && stays choice
}

confirms() {
    vm_tap choice.confirm && vm_wait group 60
}

prepare
vm_card touch
vm_start
holds 'attract' vm_wait attract 420 || { tail -n 20 "$run/serial.log"; exit 1; }
say "attract after $(($(date +%s) - plugged)) s"
holds 'a panel for ten fingers is put in, and read' vm_ask 150 'sh /run/guest/panel.sh'
holds 'one finger opens a story' opens_a_story
holds 'a second finger on a tile, while the first lies beside it, chooses nothing' second_on_tile
holds 'a palm on a tile chooses nothing' palm_on_tile
holds 'one finger on that tile does' goes_on
holds 'of two fingers on two choices the first counts' first_counts
holds 'a second finger does not confirm' second_on_confirm
holds 'the panel vanishes under a finger, another one is put in and read' vanishes
holds 'one finger on that one confirms' confirms
holds 'the visitor leaves' leave
vm_kill
holds 'one answer is on the card' [ "$(counted)" = 1 ]
