# Puts the panel of fingers.c in; comes back when whoever reads for the glass has opened it.
systemd-run --quiet --unit=fingers /run/guest/fingers serve
for _ in $(seq 200); do
    node=$(sed -n '/Goed Werk test panel/,/^$/s/.*\(event[0-9]*\).*/\1/p' /proc/bus/input/devices)
    for reader in $(pgrep -x 'goedwerk-kiosk|sway|seatd'); do
        [ -z "$node" ] || [ -z "$(find "/proc/$reader/fd" -lname "/dev/input/$node" 2>/dev/null)" ] || exit 0
    done
    sleep 0.5
done
echo "nobody reads ${node:-it}"
exit 1
