# reader.sh NAME: comes back when whoever reads for the glass has opened the newest input of that name.
for _ in $(seq 200); do
    node=$(sed -n "/$1/,/^\$/s/^H:.*\(event[0-9]*\).*/\1/p" /proc/bus/input/devices | tail -n 1)
    for reader in $(pgrep -x 'goedwerk-kiosk|sway|seatd'); do
        [ -z "$node" ] || [ -z "$(find "/proc/$reader/fd" -lname "/dev/input/$node" 2>/dev/null)" ] || { echo "$node"; exit 0; }
    done
    sleep 0.5
done
echo "nobody reads ${node:-it}"
exit 1
