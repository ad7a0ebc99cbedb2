# One line in, a mark and a command; the mark, what the command says, the mark and its status out.
while [ ! -e /dev/virtio-ports/ask ]; do sleep 0.5; done
exec 3<>/dev/virtio-ports/ask
while read -r mark command <&3; do
    [ -n "$command" ] || continue
    echo "$mark" >&3
    (eval "$command") >&3 2>&1 </dev/null
    echo "$mark $?" >&3
done
