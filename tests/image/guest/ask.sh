# One line in, a mark and a command; the mark, what the command says, the mark and its status out.
# A line that comes twice was sent again because nobody seemed to listen.
last=
# By the kernel's own name: udev's link in /dev/virtio-ports is not always made.
port() {
    grep -lx ask /sys/class/virtio-ports/*/name 2>/dev/null | sed 's#.*/\(vport[^/]*\)/name#/dev/\1#'
}
while :; do
    until at=$(port) && [ -e "$at" ]; do sleep 0.5; done
    exec 3<>"$at"
    while read -r mark command <&3; do
        if [ -z "$command" ] || [ "$mark" = "$last" ]; then
            continue
        fi
        last=$mark
        echo "$mark" >&3
        (eval "$command") >&3 2>&1 </dev/null
        echo "$mark $?" >&3
    done
    exec 3<&- # or it is busy when it is opened again
    sleep 0.2
done
