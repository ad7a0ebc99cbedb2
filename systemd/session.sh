#!/bin/sh
# What the compositor starts (sway.conf): the kiosk; and when that has ended, the compositor ends too, so
# that systemd starts all anew.

# With several screens, fingers are meant for the first, where the kiosk is. Named only when it is there:
# a screen that is missing would switch touch off.
screen=$(swaymsg -r -t get_outputs | grep -o -m 1 '"name": *"[^"]*"' | cut -d '"' -f 4)
[ -z "$screen" ] || swaymsg -q input type:touch map_to_output "$screen"

# The watchdog is the kiosk's, though systemd started something else.
unset WATCHDOG_PID
# shellcheck disable=SC2086 # a list of options
/usr/bin/goedwerk-kiosk $GOEDWERK_OPTIONS
swaymsg -q exit
